"""Other people's ids, through everything that can be asked of the clinic: nothing of theirs changes, or is told.

Anna has an appointment, a rating and a chat, and a link of hers lies unopened. Eve writes from a chat of her own, or
asks from a page where there is no chat; Dr. Rao is another doctor than Anna's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.outreach.notifier import Outreach
from clinic.absences import Absences, Stretch
from clinic.actor import CLOCK, RIGHTS, Actor, NotAllowed, patient
from clinic.bookings import Bookings, Slot
from clinic.doctor_chats import DoctorChats
from clinic.facts import Facts
from clinic.handoffs import Handoffs
from clinic.joining import Joining
from clinic.people import Caller, People, Person
from clinic.reading import Reading
from clinic.service import Service
from clinic.visits import Visits
from models.clinic_file import load_clinic
from models.db import Database
from models.errors import NotFound
from models.store import Store
from models.tables import Row
from models.views import Absence, Appointment
from models.words import Status
from tests.bot.practice import LEE, Practice, june
from tests.conftest import DEMO_CLINIC

PHONE = "+447700900001"


@dataclass(frozen=True)
class Annas:
    """What is Anna's, and her doctor's."""

    store: Store
    one: Appointment
    conversation: int
    address: int
    merge: int
    request: int

    @property
    def slot(self) -> Slot:
        return Slot(self.one.doctor_id, self.one.visit_type_id, self.one.starts_at + timedelta(days=1))

    @property
    def chat(self) -> Any:
        return self.store.doctor_chats.of_doctor(self.one.doctor_id)

    def away(self) -> list[Absence]:
        return self.store.absences.of_doctor(self.one.doctor_id, june(8, "00:00"), june(9, "00:00"))


Ask = Callable[[Any, Actor, Annas], Any]

STRETCH = Stretch(june(4, "00:00"), june(5, "00:00"))

NAMING: dict[tuple[type[Service], str], Ask] = {
    (Bookings, "hold"): lambda to, who, hers: to.hold(who, hers.slot, moving=hers.one.id),
    (Bookings, "book"): lambda to, who, hers: to.book(
        who, hers.slot, Person(hers.one.patient_id, "Anna Kaur", "self"), reason=None, reminders=True
    ),
    (Bookings, "book_for"): lambda to, who, hers: to.book_for(
        who, hers.slot, Caller("Anna Kaur", PHONE, "self"), reminders=True
    ),
    (Bookings, "move"): lambda to, who, hers: to.move(who, hers.one.id, hers.slot.start),
    (Bookings, "swap"): lambda to, who, hers: to.swap(who, hers.one.id, hers.one.id),
    (Bookings, "swap_times"): lambda to, who, hers: to.swap_times(who, hers.one.id, hers.one.id),
    (Bookings, "cancel"): lambda to, who, hers: to.cancel(who, hers.one.id),
    (Bookings, "confirm"): lambda to, who, hers: to.confirm(who, hers.one.id),
    (Bookings, "link"): lambda to, who, hers: to.link(who, hers.one.id),
    (Reading, "in_book"): lambda to, who, hers: to.in_book(who, first=None, last=None, doctor_id=None, day=None),
    (Bookings, "drop_lapsed_holds"): lambda to, who, hers: to.drop_lapsed_holds(who),
    (People, "known_as"): lambda to, who, hers: to.known_as(who, Person(hers.one.patient_id, "Eve", "child")),
    (People, "at_desk"): lambda to, who, hers: to.at_desk(who, Caller("Eve Adams", PHONE, "self"), remind=True),
    (People, "rename"): lambda to, who, hers: to.rename(who, hers.one.patient_id, "Eve Adams"),
    (People, "relate"): lambda to, who, hers: to.relate(who, hers.one.patient_id, "child"),
    (People, "quieten"): lambda to, who, hers: to.quieten(who, [hers.one.id]),
    (People, "stop_writing"): lambda to, who, hers: to.stop_writing(who, hers.address),
    (People, "part"): lambda to, who, hers: to.part(who, hers.merge),
    (People, "new_owner"): lambda to, who, hers: to.new_owner(who, PHONE),
    (Joining, "accept"): lambda to, who, hers: to.accept(who, hers.request),
    (Joining, "refuse"): lambda to, who, hers: to.refuse(who, hers.request),
    (Handoffs, "open"): lambda to, who, hers: to.open(who, "asked", conversation_id=hers.conversation),
    (Handoffs, "about"): lambda to, who, hers: to.about(who, hers.one, "asked"),
    (Handoffs, "settle"): lambda to, who, hers: to.settle(who, hers.conversation, "late"),
    (Handoffs, "waiting"): lambda to, who, hers: to.waiting(who, hers.conversation),
    (Handoffs, "answer"): lambda to, who, hers: to.answer(who, hers.conversation, "pay here", Outreach()),
    (Handoffs, "release"): lambda to, who, hers: to.release(who, hers.conversation),
    (Visits, "mark"): lambda to, who, hers: to.mark(who, hers.one.id, Status.ARRIVED),
    (Visits, "nobody_marked"): lambda to, who, hers: to.nobody_marked(who, hers.one.id),
    (Visits, "reopen"): lambda to, who, hers: to.reopen(who, hers.one.id),
    (Visits, "rate"): lambda to, who, hers: to.rate(who, hers.one.id, 1),
    (Visits, "remark"): lambda to, who, hers: to.remark(who, hers.one.id, "awful"),
    (Visits, "late"): lambda to, who, hers: to.late(who, hers.one.id, 15),
    (Absences, "report"): lambda to, who, hers: to.report(who, hers.away()),
    (Absences, "lapse"): lambda to, who, hers: to.lapse(who, hers.one.id),
    (DoctorChats, "new_code"): lambda to, who, hers: to.new_code(who, hers.one.doctor_id),
    (DoctorChats, "link"): lambda to, who, hers: to.link(who, hers.one.doctor_id, "console", "eve"),
    (DoctorChats, "unlink"): lambda to, who, hers: to.unlink(who, hers.one.doctor_id),
    (DoctorChats, "set_agenda"): lambda to, who, hers: to.set_agenda(who, hers.chat, minute=0, days="never"),
    (DoctorChats, "saw"): lambda to, who, hers: to.saw(who, hers.chat, {}),
    (DoctorChats, "agenda_done"): lambda to, who, hers: to.agenda_done(who, hers.chat, june(1, "09:00").date()),
    (Reading, "looked"): lambda to, who, hers: to.looked(who, "outbox", 1),
    (Facts, "change"): lambda to, who, hers: to.change(who, load_clinic(DEMO_CLINIC), force=True),
}
"""Everything that names somebody's id, or is for the clinic's own people."""

OWN: dict[tuple[type[Service], str], Ask] = {
    (Bookings, "let_go"): lambda to, who, hers: to.let_go(who),
    (Bookings, "tie"): lambda to, who, hers: to.tie(who, "no such token"),
    (People, "agree"): lambda to, who, hers: to.agree(who, remind=False),
    (People, "without_reminders"): lambda to, who, hers: to.without_reminders(who),
    (People, "with_reminders"): lambda to, who, hers: to.with_reminders(who),
    (People, "write_to"): lambda to, who, hers: to.write_to(who),
    (People, "prove_phone"): lambda to, who, hers: to.prove_phone(who, PHONE),
    (People, "speaks"): lambda to, who, hers: to.speaks(who, "cy"),
    (Joining, "ask"): lambda to, who, hers: to.ask(who, "+447700900999"),
    (Absences, "touched"): lambda to, who, hers: to.touched(who, [STRETCH]),
    (Absences, "block"): lambda to, who, hers: to.block(who, [STRETCH]),
    (Absences, "come_back"): lambda to, who, hers: to.come_back(who, [Stretch(june(8, "00:00"), june(9, "00:00"))]),
    (DoctorChats, "redeem"): lambda to, who, hers: to.redeem(who, "BCDFG-HJKMN"),
}
"""What is only ever of the asker's own: it names nobody. It may well be done, and touches nothing of Anna's."""

SERVICES = (Bookings, People, Joining, Handoffs, Visits, Absences, DoctorChats, Facts, Reading)


def test_every_call_is_tried() -> None:
    calls = {(one, name) for one in SERVICES for name in vars(one) if not name.startswith("_") and name != "notifier"}
    assert {call for call in calls if callable(getattr(*call))} == NAMING.keys() | OWN.keys()


def _ids(calls: dict[tuple[type[Service], str], Ask]) -> list[str]:
    return [f"{service.__name__}.{name}" for service, name in calls]


@pytest.fixture
def clinic(sqlite_database: Database) -> Practice:
    practice = Practice(sqlite_database)
    practice.doctor_chat()
    practice.says("lee", "off monday 8 june")
    practice.says("lee", "yes")
    practice.book("anna", "Anna Kaur", june(4, "10:20"))
    practice.says("eve", "hello")
    return practice


@contextmanager
def asking(clinic: Practice) -> Iterator[tuple[Annas, dict[str, Actor]]]:
    now = clinic.clock.now()
    with clinic.database.write() as store:
        [one] = store.bookings.find()
        anna = store.conversations.open("console", "anna", now)
        eve = store.conversations.open("console", "eve", now)
        store.people.link_phone(anna.account_id, PHONE, now)
        store.conversations.open_handoff(anna.id, "late", now)
        other = store.people.new_account(now)
        store.people.add_patient(other.id, "Mia Kaur", "child", now)
        merge = store.merging.merge(anna.account_id, other.id, now)
        store.chat_links.new(one.id, now)
        tom = store.conversations.open("console", "tom", now)
        request = store.joining.ask(tom.id, anna.account_id, now)
        who = {
            "eve in her chat": patient(eve),
            "eve on her page": Actor("patient", eve.account_id),
            "dr rao": Actor("doctor", clinic.doctors["Dr. Maya Rao"]),
            "eve with a doctor's number for her account": Actor("patient", eve.account_id, "console", "eve", anna.id),
        }
        yield Annas(store, one, anna.id, anna.address_id, merge, request), who


def made(service: type[Service], store: Store, practice: Practice) -> Any:
    told = {} if service in (Handoffs, DoctorChats, Reading) else {"notifier": Outreach()}
    return service(store, practice.clock.now(), **told)


def everything(store: Store) -> dict[str, list[Any]]:
    store.session.flush()
    return {table.name: store.session.execute(select(table)).all() for table in Row.metadata.sorted_tables}


def of_anna(hers: Annas) -> list[Any]:
    store, one = hers.store, hers.one
    waiting = [each for each in store.conversations.handoffs() if each.conversation_id == hers.conversation]
    rows: list[Any] = [store.bookings.get(one.id), store.people.patients(one.account_id), waiting, hers.chat]
    rows += [store.people.account(one.account_id), store.people.addresses(one.account_id), hers.away()]
    return [*rows, store.ratings.get(one.id), store.planned.of_appointment(one.id), store.merging.merges()]


@pytest.mark.parametrize(("call", "ask"), NAMING.items(), ids=_ids(NAMING))
def test_nobody_does_that_to_what_is_not_theirs(clinic: Practice, call: tuple[type[Service], str], ask: Ask) -> None:
    with asking(clinic) as (hers, actors):
        before = everything(hers.store)
        for name, actor in actors.items():
            with pytest.raises((NotFound, NotAllowed)):
                ask(made(call[0], hers.store, clinic), actor, hers)
            assert everything(hers.store) == before, name


@pytest.mark.parametrize(("call", "ask"), OWN.items(), ids=_ids(OWN))
def test_what_is_ones_own_touches_nobody_else(clinic: Practice, call: tuple[type[Service], str], ask: Ask) -> None:
    with asking(clinic) as (hers, actors):
        before = of_anna(hers)
        for name in ("eve in her chat", "dr rao"):
            with suppress(NotFound, NotAllowed):
                ask(made(call[0], hers.store, clinic), actors[name], hers)
            assert of_anna(hers) == before, name


@pytest.mark.parametrize(("call", "ask"), (NAMING | OWN).items(), ids=_ids(NAMING | OWN))
def test_who_has_no_rights_at_all_does_nothing(
    clinic: Practice, call: tuple[type[Service], str], ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RIGHTS, "clock", frozenset())
    with asking(clinic) as (hers, _), pytest.raises(NotAllowed):
        ask(made(call[0], hers.store, clinic), CLOCK, hers)


def test_a_doctor_marks_and_blocks_their_own_only(clinic: Practice) -> None:
    with asking(clinic) as (hers, _):
        visits = made(Visits, hers.store, clinic)
        rao = Actor("doctor", clinic.doctors["Dr. Maya Rao"])
        with pytest.raises(NotFound):
            visits.mark(rao, hers.one.id, Status.ARRIVED)
        lee = Actor("doctor", clinic.doctors[LEE])
        assert [one.id for one in made(Absences, hers.store, clinic).touched(lee, [STRETCH])] == [hers.one.id]
        assert made(Absences, hers.store, clinic).touched(rao, [STRETCH]) == []


@pytest.mark.parametrize(
    "tap", ["dr:arrived:{0}", "dr:no_show:{0}", "cancel:{0}", "confirm:{0}", "moveto:{0}:1:1780653600"]
)
def test_no_tap_in_a_doctors_chat_changes_anothers_book(clinic: Practice, tap: str) -> None:
    clinic.doctor_chat("rao", "Dr. Maya Rao")
    clinic.clock.set(june(1, "10:00"))
    one = clinic.book("mia", "Mia Kaur", june(1, "10:20"))
    clinic.taps_value("rao", tap.format(one.id))
    assert clinic.appointment(one) == one
