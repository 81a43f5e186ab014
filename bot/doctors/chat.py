"""One turn of a doctor's own chat. It never mixes with a patient's: neither sees the other's questions or answers."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.core.aging import aged
from bot.core.doctor_state import (
    Block,
    Command,
    DoctorState,
    Mark,
    Say,
    SetAgenda,
    Settle,
    ShowDay,
    ShowWeek,
    Unblock,
)
from bot.core.messages import Clock, Inbound, Reply
from bot.core.phrases import text
from bot.core.quotes import quoted
from bot.core.reader import lexicon
from bot.core.screen import Sight, put_in, sight
from bot.core.states import load_doctors
from bot.doctors import away
from bot.doctors.book import DoctorBook
from bot.doctors.desk import Answer, Desk, helped, menu
from bot.doctors.marks import mark
from bot.doctors.understanding import hear
from bot.outreach.agenda import of_day, of_week
from clinic.actor import patient
from clinic.doctor_chats import DoctorChats
from clinic.notifier import Notifier
from models.store import Store
from models.store.doctor_chats import read_code
from models.views import Conversation
from nlu.languages.speaking import grammar

WEEK = 7


def is_doctors(conversation: Conversation, inbound: Inbound) -> bool:
    """Whether the message is for the doctors' side: it comes from a doctor's chat, or offers a one-time code."""
    if inbound.kind not in ("text", "choice", "start", "attachment", "edited"):
        return False
    return conversation.is_doctors or _code(inbound) is not None


def answer_doctor(
    store: Store,
    conversation: Conversation,
    inbound: Inbound,
    received_at: datetime,
    key: str,
    notifier: Notifier,
    now: datetime,
) -> Reply | None:
    """Do what the message asks, within the turn's transaction. None where it is none of the doctors' business.

    `key` is the one under which the reply goes out.
    """
    code = _code(inbound)
    if code is not None:
        return _link(store, conversation, code, now)
    chat = store.doctor_chats.of_conversation(conversation.id)
    if chat is None:
        return None
    desk = Desk(store, chat, DoctorBook(store, chat.doctor_id, now), notifier)
    before = load_doctors(store, chat, now)
    quotes = quoted(store, conversation.id, inbound) if inbound.quoted else None
    is_open = None if quotes is None else quotes.key in before.asked_in
    seen = sight(store, inbound, received_at, before.asked_in, before.heard_until, quotes_open=is_open)
    answer = _answer(desk, inbound, before, seen)
    choices = answer.reply.choices
    again = (choices, answer.state.pending) == (before.choices, before.pending)
    noted = {
        "choices": choices,
        "asked_in": put_in(key, before.asked_in, again=again),
        "asked_at": now,
        "heard_until": max(before.heard_until or seen.at, seen.at),
    }
    store.doctor_chats.save(chat, answer.state.model_copy(update=noted).model_dump_json())
    return answer.reply


def _code(inbound: Inbound) -> str | None:
    """The one-time code in a message of its own, or in a link to the bot."""
    return read_code(inbound.token or "") if inbound.kind == "start" else read_code(inbound.text)


def _link(store: Store, conversation: Conversation, code: str, now: datetime) -> Reply:
    chat = DoctorChats(store, now).redeem(patient(conversation), code)
    if chat is None:
        return Reply(parts=(text("doctor.code_wrong"),))
    return Reply(parts=(text("doctor.linked", doctor=chat.doctor, opens=_clock(chat.agenda_minute)),), choices=menu())


def _answer(desk: Desk, inbound: Inbound, state: DoctorState, seen: Sight) -> Answer:
    if inbound.kind in ("attachment", "edited"):
        return helped("doctor.words_only")
    if seen.late:
        return away.once_more(desk, state, "late_message")
    old = aged(state.asked_at, desk.now)
    if not seen.seen or old:
        bare = inbound.choice is None and (
            grammar().choices.pick(inbound.text) is not None or grammar().assent.yes_no(inbound.text)
        )
        if bare or (old and state.pending and (inbound.choice or "").startswith("dr:yes")):
            return away.once_more(desk, state, "aged" if old else "crossed")
        state = DoctorState(pending=state.pending if inbound.choice else ())
    command = hear(inbound.text, inbound.choice, state, desk.now, lexicon(desk.store))
    return _obey(desk, command, state)


def _obey(desk: Desk, command: Command, state: DoctorState) -> Answer:
    match command:
        case ShowDay():
            return Answer(of_day(desk.book.day(command.day)))
        case ShowWeek():
            days = [command.first + timedelta(days=ahead) for ahead in range(WEEK)]
            return Answer(of_week([desk.book.day(day) for day in days]))
        case Mark():
            return mark(desk, command)
        case Block():
            return away.propose(desk, command)
        case Unblock():
            return away.come_back(desk, command)
        case Settle():
            return away.settle(desk, command, state)
        case SetAgenda():
            return _set_agenda(desk, command)
        case Say():
            return _say(desk, command, state)


def _say(desk: Desk, command: Say, state: DoctorState) -> Answer:
    match command.what:
        case "whom":
            return away.whom(desk, state) if state.pending else helped("doctor.stale")
        case "ratings":
            return _ratings(desk)
        case "thanks":
            return Answer(Reply(parts=(text("doctor.thanks"),)))
        case "stale":
            return helped("doctor.stale")
    return helped()


def _set_agenda(desk: Desk, command: SetAgenda) -> Answer:
    desk.chats.set_agenda(desk.actor, desk.chat, minute=command.minute, days=command.days)
    minute = desk.chat.agenda_minute if command.minute is None else command.minute
    opens = _clock(minute)
    match command.days:
        case "never":
            return Answer(Reply(parts=(text("doctor.agenda.never"),)))
        case "every":
            return Answer(Reply(parts=(text("doctor.agenda.every", opens=opens),)))
        case "booked":
            return Answer(Reply(parts=(text("doctor.agenda.booked", opens=opens),)))
    return Answer(Reply(parts=(text("doctor.agenda.at", opens=opens),)))


def _clock(minute: int) -> Clock:
    return Clock(time=time(*divmod(minute, 60)))


def _ratings(desk: Desk) -> Answer:
    """The counts and averages; who said what stays with the practice manager."""
    months = desk.store.ratings.by_month(desk.chat.doctor_id)
    count = sum(month.ratings for month in months)
    if not count:
        return Answer(Reply(parts=(text("doctor.ratings.none"),)))
    average = sum(month.ratings * month.average for month in months) / count
    parts = [text("doctor.ratings", count=count, average=f"{average:.1f}")]
    for month in months:
        if month.month == f"{desk.now:%Y-%m}" and month.ratings < count:
            parts.append(text("doctor.ratings.month", count=month.ratings, average=f"{month.average:.1f}"))
    return Answer(Reply(parts=tuple(parts)))
