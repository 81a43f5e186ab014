"""Reaching a person."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.commands import AskPerson
from bot.core.context import Context
from bot.core.flow import Answer, Answered
from bot.core.messages import Clock, Day, Reply, Text
from bot.core.phrases import text
from bot.core.state import State
from nlu.core.meaning import Meaning


def _person(meaning: Meaning, state: State, context: Context) -> Answered:
    """Pass the conversation to the front desk, say when somebody is in, and keep quiet until they give it back."""
    parts = (text("person.passed_on"), staff_hours(context), text("person.quiet"))
    return Answered(Reply(parts=parts), (AskPerson("asked", mute=True),))


def is_open(context: Context) -> bool:
    """Whether somebody is in now."""
    return staff_hours(context).key in ("person.in_until", "person.in_now")


def staff_hours(context: Context) -> Text:
    """When somebody is in: "until 18:00", "from 08:00 to 18:00 today", or the next day they are."""
    for day in context.open_hours(context.now.date(), 14):
        opens = datetime.combine(day.day, day.opens, tzinfo=context.clinic.timezone)
        midnight = not day.closes.hour and not day.closes.minute
        closes = datetime.combine(day.day + timedelta(days=midnight), day.closes, tzinfo=context.clinic.timezone)
        if opens <= context.now < closes:
            return text("person.in_until", closes=Clock(time=day.closes)) if not midnight else text("person.in_now")
        if context.now < opens:
            hours = Clock(time=day.opens), Clock(time=day.closes)
            return text("person.in_from", day=Day(day=day.day), opens=hours[0], closes=hours[1])
    return text("person.by_phone", phone=context.clinic.phone)


PERSON = Answer(name="person", intents=frozenset({"human_handoff"}), reply=_person)
