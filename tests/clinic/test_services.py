"""What belongs to a change: its row, what is planned to be said, who is told, its author, and the event of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.core.commands import Book, Refused
from bot.core.reader import Reader
from bot.core.state import Who
from bot.outreach.notifier import Outreach
from bot.pipeline.carry_out import CarryOut
from clinic.absences import Absences, Stretch
from clinic.actor import ADMINISTRATOR, CLOCK, DESK, Actor, doctor, patient
from clinic.bookings import Bookings, Slot
from clinic.desk_rules import Doubtful, Insisting
from clinic.doctor_chats import DoctorChats
from clinic.facts import Facts
from clinic.handoffs import Handoffs
from clinic.people import Caller, People, Person, SomebodyElses
from clinic.service import Done, Told
from clinic.visits import Visits
from models.clinic_file import load_clinic
from models.db import Database
from models.errors import IllegalChange, TimeTaken, TooLate
from models.store import Store
from models.tables import AppointmentRow, EventRow
from models.views import Appointment
from models.words import PlannedStatus, Status
from tests.bot.practice import LEE, Practice, june
from tests.conftest import DEMO_CLINIC
from webhooks.plan_metrics import PlanMetrics

RAO = "Dr. Maya Rao"
PHONE = "+447700900123"


@pytest.fixture
def practice(database: Database) -> Practice:
    made = Practice(database)
    made.doctor_chat()
    return made


class Work:
    """One transaction at the practice."""

    def __init__(self, practice: Practice, store: Store) -> None:
        self.practice, self.store, self.now = practice, store, practice.clock.now()
        told = Outreach(to_numbers=True)
        self.bookings, self.people = Bookings(store, self.now, told), People(store, self.now, told)
        self.visits, self.absences = Visits(store, self.now, told), Absences(store, self.now, told)
        self.facts, self.handoffs = Facts(store, self.now, told), Handoffs(store, self.now)
        self.chats = DoctorChats(store, self.now)

    def john(self) -> Actor:
        return patient(self.store.conversations.open("console", "john", self.now))

    def lee(self) -> Actor:
        chat = self.store.doctor_chats.of_doctor(self.practice.doctors[LEE])
        assert chat is not None
        return doctor(chat)

    def at(self, day: int, clock: str, *, with_: str = LEE) -> Slot:
        return Slot(self.practice.doctors[with_], self.practice.kinds["Consultation"], june(day, clock))


Step = Callable[[Work, Appointment], Any]

STEPS: list[tuple[str, Step, str, tuple[str, str], bool]] = [
    (
        "a patient books",
        lambda work, _: work.bookings.book(
            work.john(), work.at(5, "10:20"), Person(None, "Mia Miller", "child"), reason=None, reminders=True
        ),
        "appointment.booked",
        ("patient", "book"),
        True,
    ),
    (
        "the desk books",
        lambda work, _: work.bookings.book_for(
            DESK, work.at(5, "10:20"), Caller("Anna Kaur", PHONE, "self"), reminders=True
        ),
        "appointment.booked",
        ("desk", "book"),
        True,
    ),
    ("a patient moves", lambda work, one: work.bookings.move(work.john(), one.id, june(5, "10:20")),
     "appointment.moved", ("patient", "move"), True),
    ("the desk moves", lambda work, one: work.bookings.move(DESK, one.id, june(5, "10:20")),
     "appointment.moved", ("desk", "move"), True),
    ("a patient cancels", lambda work, one: work.bookings.cancel(work.john(), one.id),
     "appointment.cancelled", ("patient", "set_status"), False),
    ("the desk cancels", lambda work, one: work.bookings.cancel(DESK, one.id),
     "appointment.cancelled", ("desk", "set_status"), False),
    ("a patient confirms", lambda work, one: work.bookings.confirm(work.john(), one.id),
     "appointment.confirmed", ("patient", "set_status"), True),
    ("nothing more is said of it", lambda work, one: work.people.quieten(work.john(), [one.id]),
     "appointment.replanned", ("patient", "want_reminders"), False),
    ("a doctor blocks the time", lambda work, one: work.absences.block(work.lee(), [THURSDAY]),
     "appointment.displaced", ("doctor", "block"), False),
    ("nobody settled it", lambda work, one: work.absences.lapse(CLOCK, one.id),
     "appointment.cancelled", ("clock", "set_status"), False),
    ("the doctor leaves the clinic", lambda work, one: work.facts.change(ADMINISTRATOR, without(LEE), force=True),
     "appointment.displaced", ("administrator", "open_handoff"), False),
]  # fmt: skip

THURSDAY = Stretch(june(4, "00:00"), june(5, "00:00"))


def without(name: str) -> Any:
    from dataclasses import replace

    loaded = load_clinic(DEMO_CLINIC)
    return replace(loaded, doctors=tuple(one for one in loaded.doctors if one.name != name))


@pytest.mark.parametrize(("step", "event", "author", "reminded"), [one[1:] for one in STEPS], ids=[s[0] for s in STEPS])
def test_a_change_is_planned_for_signed_and_seen(
    practice: Practice, step: Step, event: str, author: tuple[str, str], reminded: bool
) -> None:
    one = practice.book("john", "John Miller", june(4, "10:20"), reminders=True)
    with practice.database.write() as store:
        work = Work(practice, store)
        seen, written = store.events.after(limit=1000)[-1].id, store.audit.latest(limit=1)[0].id
        made = step(work, one)
        store.session.flush()
        about = made.appointment if isinstance(made, Done) else made if isinstance(made, Appointment) else one
        happened = [each for each in store.events.after(seen) if each.kind == event]
        assert [(each.subject_id, each.actor, each.at) for each in happened] == [(about.id, author[0], work.now)]
        signed = [each for each in store.audit.latest() if each.id > written and (each.actor, each.action) == author]
        who = {"patient": work.john().id, "doctor": practice.doctors[LEE]}.get(author[0])
        assert [each.actor_id for each in signed] == [who]
        planned = [row for row in store.planned.of_appointment(about.id) if row.status == PlannedStatus.PLANNED]
        assert any(row.kind == "reminder" for row in planned) == reminded
        assert all(row.starts_at == store.bookings.get(about.id).starts_at for row in planned)


def test_an_event_has_room_for_nobodys_name() -> None:
    assert set(EventRow.model_fields) == {"id", "at", "kind", "subject_id", "actor"}


def test_a_refusal_changes_nothing(practice: Practice) -> None:
    """Somebody was faster: the child that was named, and the consent, are as they were before."""
    practice.book("anna", "Anna Kaur", june(4, "10:20"))
    with practice.database.write() as store:
        here = store.conversations.open("console", "john", practice.clock.now())
        now = practice.clock.now()
        reader = Reader(store, here.id, here.account_id, now, numbered=True, muted=False)
        who, work = Who(name="Mia Miller", relation="child"), Work(practice, store)
        command = Book(*work.at(4, "10:20"), who, None, reminders=True)
        before = store.people.account(here.account_id)
        for _ in range(2):
            assert CarryOut(store, here, reader, Outreach(), now).run(command) == Refused("taken")
        assert store.people.patients(here.account_id) == []
        assert store.people.account(here.account_id) == before


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("booked", "sms"),
        ("moved", "sms"),
        ("moved to the same time", None),
        ("cancelled", "sms"),
        ("cancelled twice", None),
        ("noted afterwards", None),
    ],
)
def test_whom_the_desk_tells(practice: Practice, what: str, told: str | None) -> None:
    with practice.database.write() as store:
        work, caller = Work(practice, store), Caller("Anna Kaur", PHONE, "self")
        past = what == "noted afterwards"
        slot = work.at(1, "08:00") if past else work.at(4, "10:20")
        done = work.bookings.book_for(DESK, slot, caller, reminders=True, insisting=Insisting(past=past, anyway=past))
        number = done.appointment.id
        if what.startswith("moved"):
            done = work.bookings.move(DESK, number, june(4, "10:20" if "same" in what else "11:00"))
        for _ in range({"cancelled": 1, "cancelled twice": 2}.get(what, 0)):
            done = work.bookings.cancel(DESK, number)
        assert done.told == (None if told is None else Told(told))  # type: ignore[arg-type]


def test_who_has_stopped_our_messages_is_to_be_called(practice: Practice) -> None:
    with practice.database.write() as store:
        work, now = Work(practice, store), practice.clock.now()
        store.people.account_with_phone(PHONE, now)
        store.people.opt_out(store.conversations.open("sms", PHONE, now).address_id, now)
        done = work.bookings.book_for(DESK, work.at(4, "10:20"), Caller("Anna Kaur", PHONE, "self"), reminders=True)
        assert done.told == Told(None)


def test_what_may_be_a_slip_of_the_desk_is_asked_about(practice: Practice) -> None:
    with practice.database.write() as store:
        work, anna = Work(practice, store), Caller("Anna Kaur", PHONE, "self")
        work.bookings.book_for(DESK, work.at(4, "10:20"), anna, reminders=True)
        doubts = []
        for slot, saying in (
            (work.at(1, "08:00"), Insisting()),
            (work.at(5, "10:20"), Insisting(past=True)),
            (work.at(4, "10:20", with_=RAO), Insisting()),
        ):
            with pytest.raises(Doubtful) as asked:
                work.bookings.book_for(DESK, slot, anna, reminders=True, insisting=saying)
            doubts.append(asked.value.doubt)
        assert doubts == ["passed", "to_come", "two_places"]
        assert len(store.bookings.find()) == 1
        with pytest.raises(SomebodyElses):
            work.bookings.book_for(DESK, work.at(5, "11:00"), Caller("Tom Kaur", PHONE, "self"), reminders=True)


def test_two_appointments_change_places(practice: Practice) -> None:
    """ "Him first": both are moved, on whichever doctors they are, and both are reminded of anew."""
    one = practice.book("john", "John Miller", june(4, "10:20"), reminders=True)
    other = practice.book("john", "Mia Miller", june(4, "11:40"), doctor=RAO, reminders=True)
    with practice.database.write() as store:
        work = Work(practice, store)
        work.bookings.swap(work.john(), one.id, other.id)
        now_one, now_other = store.bookings.get(one.id), store.bookings.get(other.id)
        assert (now_one.doctor, now_one.starts_at) == (other.doctor, other.starts_at)
        assert (now_other.doctor, now_other.starts_at) == (one.doctor, one.starts_at)
        assert {now_one.status, now_other.status} == {Status.BOOKED}
        for each in (now_one, now_other):
            planned = [row for row in store.planned.of_appointment(each.id) if row.status == PlannedStatus.PLANNED]
            assert {row.starts_at for row in planned} == {each.starts_at}


def test_two_times_change_places_and_each_keeps_its_doctor(practice: Practice) -> None:
    one = practice.book("john", "John Miller", june(4, "10:20"), reminders=True)
    other = practice.book("john", "Mia Miller", june(4, "11:40"), doctor=RAO, reminders=True)
    with practice.database.write() as store:
        work = Work(practice, store)
        done = work.bookings.swap_times(work.john(), one.id, other.id)
        assert [(each.appointment.doctor, each.appointment.starts_at) for each in done] == [
            (one.doctor, other.starts_at),
            (other.doctor, one.starts_at),
        ]


def test_neither_time_changes_where_one_is_taken(practice: Practice) -> None:
    one = practice.book("john", "John Miller", june(4, "10:20"))
    other = practice.book("john", "Mia Miller", june(4, "11:40"), doctor=RAO)
    practice.book("anna", "Anna Kaur", june(4, "10:20"), doctor=RAO)
    with practice.database.write() as store:
        work = Work(practice, store)
        with pytest.raises(TimeTaken):
            work.bookings.swap_times(work.john(), one.id, other.id)
        assert [store.bookings.get(each.id).starts_at for each in (one, other)] == [one.starts_at, other.starts_at]


def test_neither_changes_places_where_one_cannot(practice: Practice) -> None:
    """A longer visit does not fit where a shorter one was."""
    long = practice.book("john", "John Miller", june(4, "14:00"), kind="Check-up" if "Check-up" in practice.kinds else
                         max(practice.kinds, key=lambda kind: _minutes(practice, kind)))  # fmt: skip
    short = practice.book("john", "Mia Miller", june(4, "10:20"), kind=_shortest(practice))
    practice.book("anna", "Anna Kaur", short.busy_until, kind=_shortest(practice))
    with practice.database.write() as store:
        work = Work(practice, store)
        with pytest.raises(TimeTaken):
            work.bookings.swap(work.john(), short.id, long.id)
        assert [store.bookings.get(each.id).starts_at for each in (short, long)] == [short.starts_at, long.starts_at]
        assert {store.bookings.get(each.id).status for each in (short, long)} == {Status.BOOKED}


def _minutes(practice: Practice, kind: str) -> int:
    with practice.database.read() as store:
        return store.clinic.visit_type(practice.kinds[kind]).minutes


def _shortest(practice: Practice) -> str:
    return min(practice.kinds, key=lambda kind: _minutes(practice, kind))


def test_whose_doctor_is_away_may_move_at_no_notice_and_it_is_still_theirs(practice: Practice) -> None:
    one = practice.book("john", "John Miller", june(1, "09:40"))
    with practice.database.write() as store:
        work = Work(practice, store)
        with pytest.raises(TooLate):
            work.bookings.cancel(work.john(), one.id)
        work.absences.block(work.lee(), [Stretch(june(1, "09:00"), june(1, "12:00"))])
        work.bookings.move(work.john(), one.id, june(5, "10:20"))
        store.session.flush()
        [last] = [each for each in store.audit.latest() if each.action == "move"]
        assert (last.actor, last.actor_id, last.channel) == ("patient", work.john().id, "console")


def test_a_visit_is_marked_as_what_became_of_it_only(practice: Practice) -> None:
    one = practice.book("john", "John Miller", june(4, "10:20"))
    with practice.database.write() as store, pytest.raises(IllegalChange):
        Work(practice, store).visits.mark(DESK, one.id, Status.CONFIRMED)


def test_what_was_changed_past_the_services_is_put_right_said_and_counted(
    practice: Practice, caplog: pytest.LogCaptureFixture
) -> None:
    one = practice.book("john", "John Miller", june(4, "10:20"), reminders=True)
    with practice.database.write() as store:
        later = {"starts_at": one.starts_at + timedelta(days=1), "ends_at": one.ends_at + timedelta(days=1)}
        row = AppointmentRow
        busy = {"busy_until": one.busy_until + timedelta(days=1)}
        store.session.execute(update(row).where(row.id == one.id).values(**later, **busy))  # type: ignore[arg-type]
    with caplog.at_level(logging.WARNING, "clinic.repair"):
        practice.wait_until(june(3, "12:00"))
        practice.wait_until(june(4, "12:00"))
    assert [record.getMessage() for record in caplog.records if record.name == "clinic.repair"] == [
        f"appointment {one.id} was changed, and what is said of it was not planned anew"
    ] * len(caplog.records)
    assert practice.got("john", "reminder")
    assert all("Fri 5 Jun" in said or "5 June" in said for said in practice.got("john", "reminder"))
    [shown] = PlanMetrics(practice.database).collect()
    assert [(one.name, one.value) for one in shown.samples] == [("docspot_plans_forgotten_total", len(caplog.records))]
