"""Blocking time: a preview of whom it touches, a yes, and only then is anybody told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.core.doctor_state import Block, DoctorState, Settle, Span, Unblock, stamp
from bot.core.messages import Choice, Join, Moment, Reply, Text
from bot.core.phrases import choice, text
from bot.doctors.book import DoctorBook
from bot.doctors.desk import Answer, Desk, helped
from bot.outreach.agenda import visit_line
from clinic.absences import Stretch
from models import walltime
from models.views import Absence, Appointment


def propose(desk: Desk, command: Block) -> Answer:
    """Ask when, or say whom it touches and ask whether to do it."""
    if not command.spans:
        choices = (
            choice("choice.doctor.today", "dr:off today"),
            choice("choice.doctor.tomorrow", "dr:off tomorrow"),
            choice("choice.doctor.tomorrow_afternoon", "dr:off tomorrow afternoon"),
        )
        reply = Reply(parts=(text("doctor.away.when"),), expects="date", choices=choices)
        return Answer(reply, DoctorState(asked="block"))
    sorry = (text("doctor.away.sorry"),) if command.ill else ()
    count, when = len(_touched(desk, command.spans)), spoken(command.spans, desk.book)
    question = text("doctor.away.touches", count=count, when=when) if count else text("doctor.away.nobody", when=when)
    return _asked((*sorry, question), command.spans, touching=count > 0)


def whom(desk: Desk, state: DoctorState) -> Answer:
    """The patients it touches, and the question again."""
    touched = _touched(desk, state.pending)
    if not touched:
        return propose(desk, Block(state.pending))
    lines = Join(items=tuple(visit_line(desk.book.visit(one)) for one in touched), word="lines")
    again = text("doctor.away.again", when=spoken(state.pending, desk.book))
    return _asked((text("doctor.away.whom", lines=lines), again), state.pending, touching=True)


def once_more(desk: Desk, state: DoctorState, lead: str) -> Answer:
    """What is open is put once more: the question about time to be blocked, else what can be done here."""
    if not state.pending:
        return helped(lead)
    again = text("doctor.away.again", when=spoken(state.pending, desk.book))
    return _asked((text(lead), again), state.pending, touching=bool(_touched(desk, state.pending)))


def settle(desk: Desk, command: Settle, state: DoctorState) -> Answer:
    """The doctor has said yes or no to the proposal that is open."""
    if not state.pending or command.stamp not in (None, stamp(state.pending)):
        return helped("doctor.stale")
    if not command.yes:
        return Answer(Reply(parts=(text("doctor.away.kept"),)))
    now = desk.now.replace(second=0, microsecond=0)
    to_come = tuple(Span(start=max(one.start, now), end=one.end) for one in state.pending if one.end > now)
    return _block(desk, to_come) if to_come else helped("doctor.stale")


def come_back(desk: Desk, command: Unblock) -> Answer:
    """Take back what was blocked. Whoever was offered another time and has not chosen hears that theirs stands."""
    spans = command.spans or _rest_of_blocks(desk)
    before = _known(desk)
    opened = desk.absences.come_back(desk.actor, _stretches(spans))
    if not opened:
        return Answer(Reply(parts=(text("doctor.back.nothing"),)))
    _own_change(desk, before)
    return Answer(Reply(parts=(text("doctor.back.done", when=spoken(_of(opened), desk.book)),)))


def _rest_of_blocks(desk: Desk) -> tuple[Span, ...]:
    """ "I'm back" without a day: all that is left of what was blocked for today."""
    tonight = desk.book.bounds(desk.book.today)[1]
    blocks = desk.store.absences.of_doctor(desk.chat.doctor_id, desk.now, tonight)
    return tuple(Span(start=desk.now, end=one.ends_at) for one in blocks)


def _of(absences: list[Absence]) -> tuple[Span, ...]:
    return tuple(Span(start=one.starts_at, end=one.ends_at) for one in absences)


def spoken(spans: tuple[Span, ...], book: DoctorBook) -> Join:
    """ "Tomorrow, Friday 5 June from 12:00 to 18:00"."""
    return Join(items=tuple(_span(one, book) for one in spans), word="and")


def _span(span: Span, book: DoctorBook) -> Text:
    zone = book.zone
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    last = (end - timedelta(minutes=1)).date()
    opens_day = span.start <= walltime.moment(start.date(), 0, zone)
    ends_day = span.end >= walltime.moment(last, 24 * 60, zone)
    said = {"start": Moment(at=start), "until": Moment(at=end - timedelta(minutes=1) if ends_day else end)}
    if last != start.date():
        return text("doctor.span.days", **said)
    if opens_day and ends_day:
        return text("doctor.span.day", start=said["start"])
    if ends_day:
        rest = span.start <= book.now
        return text("doctor.span.rest" if rest else "doctor.span.from", start=said["start"])
    return text("doctor.span.window", **said)


def _asked(parts: tuple[Text, ...], spans: tuple[Span, ...], *, touching: bool) -> Answer:
    key = "choice.doctor.tell" if touching else "choice.doctor.do_block"
    show: tuple[Choice, ...] = (choice("choice.doctor.whom", "dr:whom"),) if touching else ()
    choices = (
        choice(key, f"dr:yes:{stamp(spans)}"),
        *show,
        choice("choice.doctor.leave", f"dr:no:{stamp(spans)}"),
    )
    return Answer(Reply(parts=parts, expects="confirmation", choices=choices), DoctorState(pending=spans))


def _touched(desk: Desk, spans: tuple[Span, ...]) -> Sequence[Appointment]:
    return desk.absences.touched(desk.actor, _stretches(spans))


def _block(desk: Desk, spans: tuple[Span, ...]) -> Answer:
    before = _known(desk)
    blocked = desk.absences.block(desk.actor, _stretches(spans))
    _own_change(desk, before)
    parts = [text("doctor.away.blocked", when=spoken(spans, desk.book))]
    if untold := len(blocked.touched) - len(blocked.told):
        parts.append(text("doctor.away.unreachable", count=untold))
    if blocked.report_at is not None:
        parts.append(text("doctor.away.report", start=Moment(at=blocked.report_at)))
    return Answer(Reply(parts=tuple(parts)))


def _stretches(spans: tuple[Span, ...]) -> list[Stretch]:
    return [Stretch(one.start, one.end) for one in spans]


def _known(desk: Desk) -> dict[date, Mapping[int, datetime]]:
    return {day: desk.book.starts(day) for day in desk.chat.seen}


def _own_change(desk: Desk, before: dict[date, Mapping[int, datetime]]) -> None:
    """What the doctor has just done is no news to them; what others changed meanwhile still is."""
    seen = {}
    for day, after in _known(desk).items():
        kept = {one: at for one, at in desk.chat.seen[day].items() if one in after or one not in before[day]}
        seen[day] = kept | {one: at for one, at in after.items() if one not in before[day]}
    desk.chats.saw(desk.actor, desk.chat, seen, desk.chat.changed_at)
