"""A doctor was away: who has settled on another time, and who must be called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.core.batch import each
from bot.core.doctor_state import Span
from bot.core.messages import Join, Moment, Reply, Text
from bot.core.phrases import text
from bot.doctors.away import spoken
from bot.doctors.book import DoctorBook
from bot.outreach.notifier import Outreach
from bot.outreach.offers import OFFER
from bot.outreach.to_doctors import ABSENCE_REPORT
from clinic.absences import Absences
from clinic.actor import CLOCK
from models.store import Store
from models.views import Absence, Displaced
from models.words import Status
from scheduler.tick import Tick

KIND = ABSENCE_REPORT.key
LAPSED_KIND = "lapsed_absence"


def report_absences(store: Store, now: datetime) -> int:
    """Tell each doctor, and the desk, what became of the appointments of absences whose report is due; how many."""

    def together(doctors: Sequence[int]) -> int:
        return sum(_report(store, doctor, store.absences.due_of(doctor, now), now) for doctor in doctors)

    return each(store, KIND, store.absences.due(now, KIND, store.set_aside), together, now)


def end_lapsed(store: Store, now: datetime) -> int:
    """What nobody settled before its time came did not take place: it is called off, not taken for a visit."""

    def together(lapsed: Sequence[int]) -> int:
        for number in lapsed:
            Absences(store, now, Outreach()).lapse(CLOCK, number)
        return len(lapsed)

    out = store.set_aside.left_out(LAPSED_KIND, now)
    lapsed = [number for number in store.absences.lapsed(now) if str(number) not in out]
    return each(store, LAPSED_KIND, lapsed, together, now)


def _report(store: Store, doctor_id: int, absences: list[Absence], now: datetime) -> int:
    displaced = {one.appointment.id: one for absence in absences for one in absence.displaced}.values()
    Absences(store, now, Outreach()).report(CLOCK, absences)
    chat = store.doctor_chats.of_doctor(doctor_id)
    if chat is not None:
        book = DoctorBook(store, doctor_id, now)
        spans = tuple(Span(start=one.starts_at, end=one.ends_at) for one in absences)
        parts = (text("doctor.report.lead", when=spoken(spans, book)), *_parts(displaced, book))
        key = f"{KIND}:{absences[0].id}"
        store.outbox.put(key, chat.conversation_id, KIND, Reply(parts=parts).model_dump_json(), now)
    return len(absences)


def _parts(displaced: Iterable[Displaced], book: DoctorBook) -> list[Text]:
    gone = [one for one in displaced if one.settled and one.appointment.status == Status.CANCELLED]
    moved = [one for one in displaced if one.settled and one.appointment.status != Status.CANCELLED]
    waiting = [one for one in displaced if not one.settled]
    parts = []
    if moved:
        parts.append(text("doctor.report.moved", count=len(moved)))
    if gone:
        parts.append(text("doctor.report.gone", count=len(gone)))
    if waiting:
        names = tuple(
            text("doctor.report.one", start=Moment(at=one.starts_at), who=book.who(one.appointment)) for one in waiting
        )
        parts.append(text("doctor.report.call", count=len(waiting), lines=Join(items=names, word="lines")))
    return parts


def _next_report(store: Store, now: datetime) -> datetime | None:
    """Reports, and offers that wait for the morning."""
    planned = (store.absences.next_report(), store.absences.next_offer(OFFER.key, now))
    return min((at for at in planned if at is not None and at > now), default=None)


ABSENCES = Tick("absences", 30, report_absences, _next_report)
LAPSED = Tick("lapsed_absences", 300, end_lapsed)
