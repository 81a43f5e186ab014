"""The doctors' agendas: one a doctor and local date whatever the clocks do, and what changes after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.batch import each
from bot.core.messages import Reply
from bot.doctors.book import DoctorBook
from bot.outreach import agenda
from bot.outreach.agenda import Change
from bot.outreach.kind import Kind
from bot.outreach.to_doctors import AGENDA, AGENDA_CHANGE
from clinic.actor import CLOCK
from clinic.doctor_chats import DoctorChats
from models import walltime
from models.store import Store
from models.views import DoctorChat
from scheduler.tick import Tick

BUNDLE = timedelta(minutes=3)
"""How long changes of the day are collected before they are sent together."""

EVENING = 18 * 60
"""The minute of the day at which tomorrow is noted, to tell in the morning what has changed since."""

NOON = 12

A_LOOK = timedelta(seconds=30)


def send_agendas(store: Store, now: datetime) -> int:
    """The agendas of this morning that are due and not sent yet; how many doctors that settled."""
    return _each_chat(store, AGENDA.key, _send, now)


def note_tomorrow(store: Store, now: datetime) -> int:
    """In the evening, note what each doctor could know of tomorrow; how many were noted."""
    return _each_chat(store, "tomorrow", _note, now)


def send_changes(store: Store, now: datetime) -> int:
    """What changed on the day whose agenda was sent, a few minutes after the first of it was noticed."""
    return _each_chat(store, AGENDA_CHANGE.key, _tell, now)


def _each_chat(store: Store, kind: str, work: Callable[[Store, DoctorChat, datetime], int], now: datetime) -> int:
    """One duty for every doctor's chat; what fails for one of them is set aside as this kind."""

    def together(chats: Sequence[int]) -> int:
        return sum(work(store, store.doctor_chats.get(chat), now) for chat in chats)

    mine = store.doctor_chats.claim(kind, now, store.set_aside)
    return each(store, kind, mine, together, now)


def _note(store: Store, chat: DoctorChat, now: datetime) -> int:
    book = DoctorBook(store, chat.doctor_id, now)
    tomorrow = book.today + timedelta(days=1)
    if book.now < walltime.moment(book.today, EVENING, book.zone) or tomorrow in chat.seen:
        return 0
    DoctorChats(store, now).saw(
        CLOCK, chat, {**_from(chat, book.today), tomorrow: book.starts(tomorrow)}, chat.changed_at
    )
    return 1


def _is_due(store: Store, chat: DoctorChat, now: datetime) -> bool:
    zone = store.clinic.require().timezone
    today = now.astimezone(zone).date()
    return chat.agenda_on != today and now >= walltime.moment(today, chat.agenda_minute, zone)


def _send(store: Store, chat: DoctorChat, now: datetime) -> int:
    """Send the agenda where it is due, wanted and still of use; once due, that morning is done either way."""
    if not _is_due(store, chat, now):
        return 0
    book = DoctorBook(store, chat.doctor_id, now)
    day = book.day(book.today)
    DoctorChats(store, now).agenda_done(CLOCK, chat, day.day)
    if chat.agenda_days == "never":
        DoctorChats(store, now).saw(CLOCK, chat, {})
        return 1
    to_come = any(visit.end > book.now for visit in day.visits)
    if to_come or (chat.agenda_days == "every" and not day.visits):
        changes = book.changes(day.day, chat.seen[day.day]) if day.day in chat.seen else ()
        reply = agenda.morning(chat.doctor, day, changes, greet=book.now.hour < NOON)
        _put(store, chat, AGENDA, str(day.day), reply, book)
    DoctorChats(store, now).saw(CLOCK, chat, {**_from(chat, day.day), day.day: book.starts(day.day)})
    return 1


def _tell(store: Store, chat: DoctorChat, now: datetime) -> int:
    book = DoctorBook(store, chat.doctor_id, now)
    changes = _news(book, chat)
    if not changes:
        if chat.changed_at is not None:  # it came and went, or the day is over: nothing to tell
            DoctorChats(store, now).saw(CLOCK, chat, chat.seen)
        return 0
    if chat.changed_at is None:
        DoctorChats(store, now).saw(CLOCK, chat, chat.seen, now)
        return 0
    if now < chat.changed_at + BUNDLE:
        return 0
    news = [one for one in changes if max(one.start, one.to or one.start) > book.now]
    if news:
        _put(store, chat, AGENDA_CHANGE, str(int(chat.changed_at.timestamp())), agenda.changed(news), book)
    DoctorChats(store, now).saw(CLOCK, chat, {**_from(chat, book.today), book.today: book.starts(book.today)})
    return 1


def _news(book: DoctorBook, chat: DoctorChat) -> tuple[Change, ...]:
    """How today differs from what the doctor was told; nothing before its agenda was due."""
    if chat.agenda_on != book.today or book.today not in chat.seen:
        return ()
    return book.changes(book.today, chat.seen[book.today])


def _put(store: Store, chat: DoctorChat, kind: Kind, when: str, reply: Reply, book: DoctorBook) -> None:
    """One a doctor and `when`. Of no use once the day is over."""
    key, ends = f"{kind.key}:{chat.doctor_id}:{when}", book.bounds(book.today)[1]
    store.outbox.put(key, chat.conversation_id, kind.key, reply.model_dump_json(), book.now, expires_at=ends)


def _from(chat: DoctorChat, day: date) -> Mapping[date, Mapping[int, datetime]]:
    """What was seen of this day and later ones."""
    return {one: starts for one, starts in chat.seen.items() if one >= day}


def _next_agenda(store: Store, now: datetime) -> datetime | None:
    """The next morning of any doctor, or evening on which tomorrow is noted."""
    zone = store.clinic.require().timezone
    found = [at for chat in store.doctor_chats.all() for at in _times(chat, now, zone)]
    return min((at for at in found if at > now), default=None)


def _times(chat: DoctorChat, now: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    today = now.astimezone(zone).date()
    for day in (today, today + timedelta(days=1)):
        yield walltime.moment(day, chat.agenda_minute, zone)
        yield walltime.moment(day, EVENING, zone)


def _next_change(store: Store, now: datetime) -> datetime | None:
    """When the collected changes are sent, or the next look at changes that nobody has noticed yet."""
    found = []
    for chat in store.doctor_chats.all():
        if chat.changed_at is not None:
            found.append(chat.changed_at + BUNDLE)
        elif _news(DoctorBook(store, chat.doctor_id, now), chat):
            found.append(now + A_LOOK)
    return min((at for at in found if at > now), default=None)


TOMORROW = Tick("tomorrow", 60, note_tomorrow)
AGENDAS = Tick("agendas", 20, send_agendas, _next_agenda)
CHANGES = Tick("agenda_changes", 30, send_changes, _next_change)
