"""One contract for the clinic on paper and the one in the store: the same chats have the same replies.

Most tests of the conversation trust the clinic on paper; this is why they may.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.context import PatientFacts
from bot.core.state import State
from bot.outreach.rating import stars
from models.db import Database
from nlu.core.meaning import Meaning
from tests.bot.paper import LEE, LONDON, MONDAY, RAO, Chat, PaperClinic, Person, When, after, at, day
from tests.bot.stored import StoredClinic

Clinic = PaperClinic | StoredClinic
Part = Callable[[Chat], object]

JOHN, MIA = PatientFacts(1, "John Miller", "self"), PatientFacts(2, "Mia", "child")
TUESDAY, THURSDAY, FRIDAY, SATURDAY = "2026-06-02", "2026-06-04", "2026-06-05", "2026-06-06"


def june(written: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{written}T{clock}").replace(tzinfo=LONDON)


def says(intent: str = "inform", then: Meaning | None = None, **said: object) -> Part:
    return lambda chat: chat.says(intent, then, **said)


def asks(text: str) -> Part:
    return lambda chat: chat.understood(Meaning(text, "clinic_info"))


def taps(label: str) -> Part:
    return lambda chat: chat.taps(label)


def have(patient: PatientFacts, doctor: int, written: str, clock: str) -> Part:
    """It is in the book already."""
    return lambda chat: _have(chat, patient, doctor, june(written, clock))


def _have(chat: Chat, patient: PatientFacts, doctor: int, start: datetime) -> None:
    chat.clinic.have(patient, doctor, start)
    chat.state = State(met=True)
    if isinstance(chat.clinic, PaperClinic):
        chat.clinic.consented = True


def taken(doctor: int, written: str, clock: str) -> Part:
    """Somebody else has that time."""

    def take(chat: Chat) -> None:
        if isinstance(chat.clinic, PaperClinic):
            chat.clinic.taken.add((doctor, june(written, clock)))
        else:
            chat.clinic.take(doctor, june(written, clock))

    return take


def the_desk_cancels(chat: Chat) -> None:
    """The first appointment in the book is called off by somebody else."""
    if isinstance(chat.clinic, PaperClinic):
        chat.clinic.appointments = chat.clinic.appointments[1:]
    else:
        chat.clinic.desk_cancels()


def it_is(written: str, clock: str) -> Part:
    """The time passes."""

    def wait(chat: Chat) -> None:
        chat.clinic.now = june(written, clock)

    return wait


def was_seen(chat: Chat) -> None:
    """John was with Dr Lee at nine, and is asked how it was."""
    visit = chat.clinic.have(JOHN, LEE.id, MONDAY)
    chat.clinic.now = MONDAY + timedelta(hours=6)
    if isinstance(chat.clinic, PaperClinic):
        chat.clinic.appointments, chat.clinic.past = (), {visit.id: visit}
    chat.state = State(asked="rating", choices=stars(visit.id), about=(visit.id,), met=True)


LEES = {"doctors": (LEE.name,)}
ON_TUESDAY = When(days=day(TUESDAY), times=at("10:20"))
JOHNS, MIAS = have(JOHN, LEE.id, THURSDAY, "10:20"), have(MIA, RAO.id, THURSDAY, "15:40")
MIAS_MEANT = Person("Mia", "child", "daughter")
I_AM_JOHN = says(people=(Person("John Miller", "self"),))

CHATS: dict[str, tuple[Part, ...]] = {
    "book, all at once": (
        says("book_appointment", **LEES, people=(Person("John Miller", "self"),), when=ON_TUESDAY),
        says("affirm"),
        says("list_appointments"),
    ),
    "book, bit by bit": (
        says("greet"),
        says("book_appointment"),
        says("find_doctor", **LEES),
        says(when=When(days=day(THURSDAY), times=after("15:00"))),
        taps("15:40"),
        I_AM_JOHN,
        says("affirm"),
        says("thank"),
    ),
    "book with either doctor": (
        JOHNS,
        says("book_appointment", any_doctor=True, when=When(days=day(FRIDAY))),
        says(when=When(times=at("09:00"))),
        says("affirm"),
    ),
    "book for oneself and a child, one after the other": (
        JOHNS,
        says("book_appointment", **LEES, when=ON_TUESDAY),
        says("affirm", Meaning("", "book_appointment", additional=True, people=(MIAS_MEANT,))),
        says(**LEES, when=When(relative="right_after")),
        says("affirm"),
        says("list_appointments"),
    ),
    "book a vaccination as soon as can be": (
        JOHNS,
        says("book_appointment", **LEES, visit_types=("Vaccination",), when=When(asap=True)),
        says("affirm"),
    ),
    "book for a child, at the time of one's own": (
        JOHNS,
        says("book_appointment", people=(MIAS_MEANT,), when=When(relative="same_time")),
    ),
    "book what somebody else has": (
        JOHNS,
        taken(LEE.id, TUESDAY, "10:20"),
        says("book_appointment", **LEES, when=ON_TUESDAY),
        says("request_alternatives"),
    ),
    "somebody else is faster": (
        JOHNS,
        says("book_appointment", any_doctor=True, when=When(days=day(FRIDAY), times=at("09:40"))),
        says("deny"),
        taken(RAO.id, FRIDAY, "11:00"),
        says(doctors=(RAO.name,), when=When(days=day(FRIDAY), times=at("11:00"))),
    ),
    "book on a day off": (JOHNS, says("book_appointment", **LEES, when=When(days=day(SATURDAY)))),
    "book too far ahead": (JOHNS, says("book_appointment", **LEES, when=When(days=day("2026-12-01")))),
    "change one's mind": (
        JOHNS,
        says("book_appointment", **LEES, when=ON_TUESDAY),
        says(when=When(days=day(FRIDAY))),
        says("stop"),
    ),
    "move the only one": (
        JOHNS,
        says("reschedule_appointment"),
        says(when=When(days=day(FRIDAY), times=at("09:00"))),
        says("affirm"),
        says("list_appointments"),
    ),
    "move to the other doctor": (
        JOHNS,
        says("reschedule_appointment", doctors=(RAO.name,), when=When(days=day(FRIDAY), times=at("09:00"))),
        says("affirm"),
    ),
    "move one of two": (
        JOHNS,
        MIAS,
        says("reschedule_appointment"),
        says(people=(Person("Mia"),), when=When(shift_days=1)),
        says(when=When(times=at("15:40"))),
        says("affirm"),
    ),
    "cancel": (JOHNS, says("cancel_appointment"), says("affirm"), says("list_appointments")),
    "keep it after all": (JOHNS, says("cancel_appointment"), taps("Keep it")),
    "cancel too late": (JOHNS, it_is(THURSDAY, "09:40"), says("cancel_appointment")),
    "cancel what the desk has called off meanwhile": (
        JOHNS,
        says("cancel_appointment"),
        the_desk_cancels,
        says("affirm"),
    ),
    "move what the desk has called off meanwhile": (
        JOHNS,
        says("reschedule_appointment", when=When(days=day(FRIDAY), times=at("09:00"))),
        the_desk_cancels,
        says("affirm"),
    ),
    "cancel nothing": (says("cancel_appointment"),),
    "list": (JOHNS, MIAS, says("list_appointments")),
    "list nothing": (says("list_appointments"),),
    "I will come": (JOHNS, says("confirm_appointment")),
    "late": (JOHNS, it_is(THURSDAY, "09:50"), says("running_late", when=When(shift_minutes=15))),
    "late, who knows how much": (JOHNS, it_is(THURSDAY, "09:50"), says("running_late")),
    "late on another day": (JOHNS, says("running_late")),
    "late for nothing": (says("running_late"),),
    "rate": (was_seen, says("rate_visit", choice=5)),
    "rate badly": (was_seen, says("rate_visit", choice=1), taps("Call me")),
    "rate, with a remark": (was_seen, says("rate_visit", choice=4), says("inform")),
    "rate nothing": (says("rate_visit"),),
    "ask": (asks("is there parking?"), asks("when are you open?"), asks("are you open on saturday?")),
    "a person": (JOHNS, says("human_handoff"), says("list_appointments")),
    "an emergency": (says("emergency"),),
}


def replies(clinic: Clinic, parts: tuple[Part, ...]) -> list[str]:
    """What is said to each part of a chat, and what is left of the chat to be asked."""
    chat, said = Chat(clinic), []  # type: ignore[arg-type]
    for part in parts:
        part(chat)
        said.append(f"{chat.said} ({chat.state.asked})")
    return said


@pytest.mark.parametrize("name", CHATS)
def test_the_same_chat_has_the_same_replies(name: str, database: Database, tmp_path: Path) -> None:
    stored = StoredClinic(database, tmp_path / "clinic.yml")
    assert replies(PaperClinic(reminding=True), CHATS[name]) == replies(stored, CHATS[name])
