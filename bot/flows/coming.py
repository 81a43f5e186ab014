"""What people ask about coming to an appointment: whom they may bring, what to do before it, what if they cannot.

What the clinic has put in its own words is said so (`info` of its file); of what is left only what the bot itself does.
"""

from __future__ import annotations

from bot.core.context import Context
from bot.core.messages import Text
from bot.core.phrases import text
from bot.core.state import State
from bot.flows.subject import Subject, said_of, subject_of
from nlu.core.meaning import Meaning
from nlu.languages.speaking import grammar

COMING_TOPICS = ("pets", "companions", "late", "prevented", "preparation")


def about_coming(topic: str, about: Subject, context: Context) -> Text:
    """The answer to one of these topics."""
    match topic:
        case "late":
            return text("coming.late")
        case "prevented":
            minutes = context.clinic.change_notice_minutes
            key = "coming.prevented.hours" if minutes >= 120 and not minutes % 60 else "coming.prevented"
            return text(key, count=minutes // 60 if key.endswith("hours") else minutes)
        case "preparation" if preparation := _preparation(about, context):
            return text("info.own", words=preparation)
    return text("info.unknown", phone=context.clinic.phone)


def prepared(meaning: Meaning, state: State, context: Context) -> Text | None:
    """What to do before the visit that is spoken of, where that is asked and the clinic says it."""
    if "preparation" not in grammar().asking.topics(said_of(meaning)):
        return None
    preparation = _preparation(subject_of(meaning, state, context), context)
    return text("info.own", words=preparation) if preparation else None


def _preparation(about: Subject, context: Context) -> str:
    return next((one.preparation for one in context.visit_types if one.id == about.kind.id), "")
