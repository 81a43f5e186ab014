"""Which doctor does what, on which days, and where: as it is told to those who book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from bot.core.reader import Reader
from bot.core.state import State
from bot.flows.info import INFO
from bot.outreach.calendar_file import calendar_file
from bot.outreach.desk_changes import put_change
from bot.outreach.notifier import Outreach
from bot.texts import Speaker
from clinic.actor import ADMINISTRATOR, DESK
from clinic.bookings import Bookings
from clinic.facts import Facts
from models.clinic_file import load_clinic
from models.clinic_file.document import DoctorPart
from models.db import Database
from models.hours import OtherWeeks
from models.places import Place
from nlu.core.meaning import Meaning
from tests.bot.practice import LEE, LONDON, Practice, june
from tests.conftest import DEMO_CLINIC

RAO, MORGAN = "Dr. Maya Rao", "Dr. Grace Morgan"
FOUR = Place(room="2nd floor, room 4")
EVERY_OTHER = OtherWeeks(date(2026, 6, 9), {1: ((540, 600),)})
MILL = {"thu": Place(address="5 Mill Lane")}


@pytest.fixture
def practice(database: Database) -> Practice:
    """Dr Lee vaccinates nobody; of the others only Dr Rao and Dr Morgan do."""
    made = Practice(database)
    alone = {
        one.name: {"visit_types": ("Consultation", "Check-up", "Follow-up")} for one in load_clinic(DEMO_CLINIC).doctors
    }
    change(made, {**alone, RAO: {}, MORGAN: {}})
    return made


def change(practice: Practice, changes: dict[str, dict[str, object]], *, email: str = "") -> None:
    """Import the demo clinic with these particulars of its doctors."""
    loaded = load_clinic(DEMO_CLINIC)

    def changed(one: DoctorPart) -> DoctorPart:
        return replace(one, **changes.get(one.name, {}))  # type: ignore[arg-type]

    file = replace(loaded, doctors=tuple(map(changed, loaded.doctors)), clinic=replace(loaded.clinic, email=email))
    with practice.database.write() as store:
        Facts(store, practice.clock.now(), Outreach()).change(ADMINISTRATOR, file)


@pytest.mark.parametrize(
    "asked",
    [
        "book a vaccination with dr lee on thursday at 10",
        "book dr lee for a vaccination",
        "vaccination with dr lee or dr haddad on thursday",
    ],
)
def test_who_does_it_is_said_where_the_doctor_asked_for_does_not(practice: Practice, asked: str) -> None:
    reply = practice.says("john", asked)
    assert "doesn't do that kind of visit (Vaccination); you can have it with Dr Maya Rao or Dr Grace Morgan." in reply
    for words in ("thursday", "10:00", "John Miller", "yes"):
        reply = practice.says("john", words)
        if "Booked" in reply:
            break
    with practice.database.read() as store:
        [made] = store.bookings.find()
    assert (made.visit_type, made.doctor in (RAO, MORGAN)) == ("Vaccination", True)


def test_the_kind_of_visit_is_corrected_and_so_is_who_does_it(practice: Practice) -> None:
    practice.says("john", "book dr lee on thursday at 10")
    assert "Shall I book it?" in practice.says("john", "John Miller")
    reply = practice.says("john", "book a vaccination")
    assert "Dr Sam Lee doesn't do that kind of visit (Vaccination)" in reply
    assert "Booked" not in reply


def test_whoever_is_free_first_is_somebody_who_does_it(practice: Practice) -> None:
    practice.says("john", "book a vaccination")
    practice.says("john", "whoever is free first")
    practice.says("john", "thursday")
    with practice.database.read() as store:
        able = {one.id for one in store.clinic.doctors() if one.name in (RAO, MORGAN)}
    times = [one.value for one in practice.last("john").options if one.value.startswith("slot:")]
    assert times
    assert {int(value.split(":")[1]) for value in times} <= able


def test_the_doctors_to_choose_from_are_those_who_do_it(practice: Practice) -> None:
    practice.says("john", "book a vaccination")
    labels = [one.label for one in practice.last("john").options]
    assert labels == ["Dr Maya Rao, Dermatology", "Dr Grace Morgan, Pediatrics", "Whoever is free first"]


def test_a_doctor_who_does_one_thing_is_booked_for_that(practice: Practice) -> None:
    change(practice, {RAO: {"visit_types": ("Vaccination",)}})
    practice.says("john", "book dr rao on thursday at 10")
    assert "Visit: Vaccination." in practice.says("john", "John Miller")


def test_the_doctor_of_a_visit_that_is_moved_no_longer_does_it(practice: Practice) -> None:
    change(practice, {})
    practice.book("john", "John Miller", june(4, "10:00"), kind="Vaccination")
    loaded = load_clinic(DEMO_CLINIC)
    only = tuple(replace(one, visit_types=("Consultation",)) if one.name == LEE else one for one in loaded.doctors)
    with practice.database.write() as store:
        Facts(store, practice.clock.now(), Outreach()).change(ADMINISTRATOR, replace(loaded, doctors=only), force=True)
    assert ("john", "no_time") in practice.handoffs()
    reply = practice.says("john", "move my appointment to friday at 11")
    assert "Dr Sam Lee doesn't do that kind of visit (Vaccination); you can have it with" in reply


def test_nobody_is_offered_a_colleague_who_does_not_do_it(practice: Practice) -> None:
    change(practice, {RAO: {"specialty": "General Practice", "visit_types": ("Check-up", "Vaccination")}})
    practice.doctor_chat()
    practice.book("john", "John Miller", june(4, "10:00"))
    practice.book("anna", "Anna Kaur", june(4, "11:00"), kind="Vaccination")
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    [john], [anna] = practice.got("john", "offer"), practice.got("anna", "offer")
    assert "Rao" not in john
    assert "Rao" in anna


def test_a_day_that_holds_every_other_week_is_offered_in_those_weeks(practice: Practice) -> None:
    change(practice, {LEE: {"other_weeks": OtherWeeks(date(2026, 6, 1), {3: ()})}})
    assert "Dr Sam Lee doesn't see patients on Thursday 4 June" in practice.says("john", "dr lee on thursday at 10")
    assert practice.free(4) == []
    assert "10:00" in practice.free(11) or practice.free(11)
    practice.says("anna", "book dr lee on 11 june at 10:20")
    assert "Thursday 11 June at 10:20" in practice.says("anna", "Anna Kaur")


def asked(practice: Practice, words: str, **said: object) -> str:
    """What somebody hears who asks about the clinic; what was understood is given."""
    with practice.database.write() as store:
        here = store.conversations.open("console", "john", practice.clock.now())
        reader = Reader(store, here.id, here.account_id, practice.clock.now(), numbered=True, muted=False)
        meaning = Meaning(words, "clinic_info", **said)  # type: ignore[arg-type]
        reply = INFO.reply(meaning, State(), reader).reply
    return Speaker("en", "GB", LONDON, practice.clock.now()).sentences(reply.parts)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "Dr Sam Lee sees patients Monday to Friday 09:00 to 18:00."),
        (
            {"hours": {0: ((540, 600),), 2: ((540, 600),)}, "other_weeks": EVERY_OTHER},
            "Dr Sam Lee sees patients on these days of the next two weeks: "
            "Mon 1 Jun, Wed 3 Jun, Mon 8 Jun, Tue 9 Jun and Wed 10 Jun.",
        ),
        (
            {
                "hours": {0: ((540, 600),)},
                "other_weeks": EVERY_OTHER,
                "time_off": ((june(8, "09:00"), june(8, "10:00")),),
            },
            "Dr Sam Lee sees patients on these days of the next two weeks: Mon 1 Jun and Tue 9 Jun.",
        ),
        (
            {"hours": {}, "other_weeks": OtherWeeks(date(2026, 6, 9), {1: ()})},
            "Dr Sam Lee isn't in during the next two weeks.",
        ),
    ],
)
def test_the_days_of_a_doctor_are_told_as_they_are(practice: Practice, changes: dict[str, object], says: str) -> None:
    change(practice, {LEE: changes})
    assert asked(practice, "which days does dr lee work", doctors=(LEE,)) == says


def test_who_does_what_is_told_to_those_who_ask(practice: Practice) -> None:
    told = "Vaccination: Dr Maya Rao and Dr Grace Morgan."
    assert asked(practice, "who does vaccinations", visit_types=("Vaccination",)) == told
    everybody = "Consultation: all our doctors."
    change(practice, {})
    assert asked(practice, "who does consultations", visit_types=("Consultation",)) == everybody


def test_whoever_asks_whether_a_doctor_does_it_hears_who_does(practice: Practice) -> None:
    told = "Vaccination: Dr Maya Rao and Dr Grace Morgan."
    assert asked(practice, "does dr lee vaccinate", doctors=(LEE,), visit_types=("Vaccination",)) == told


def test_where_to_go_is_told_when_it_is_booked_reminded_and_moved(practice: Practice) -> None:
    change(practice, {LEE: {"place": FOUR, "places": MILL}})
    practice.says("john", "book dr lee on friday at 10:20")
    assert "Friday 5 June at 10:20, 2nd floor, room 4, 1 Quay Street." in practice.says("john", "John Miller")
    assert "Where: 2nd floor, room 4, 1 Quay Street." in practice.says("john", "yes")
    assert "2nd floor, room 4, 1 Quay Street" in practice.says("john", "when is my appointment?")
    assert "Friday 5 June at 10:20: 2nd floor, room 4, 1 Quay Street." in practice.says("john", "where are you?")
    practice.says("john", "move it to thursday at 10:20")
    assert "Where: 5 Mill Lane." in practice.says("john", "yes")
    reminded = "\n".join(practice.wait_until(june(4, "08:00")))
    assert "Where: 5 Mill Lane." in reminded


def test_a_clinic_in_one_house_tells_the_room_alone(practice: Practice) -> None:
    change(practice, {LEE: {"place": FOUR}})
    practice.says("john", "book dr lee on friday at 10:20")
    practice.says("john", "John Miller")
    assert "Where: 2nd floor, room 4." in practice.says("john", "yes")
    practice.says("anna", "book dr rao on friday at 10:20")
    practice.says("anna", "Anna Kaur")
    assert "Where" not in practice.says("anna", "yes"), "everybody knows the clinic"


def test_reminders_of_several_say_where_each_of_them_is(practice: Practice) -> None:
    change(practice, {LEE: {"place": FOUR}})
    practice.book("john", "John Miller", june(5, "10:00"), reminders=True)
    practice.book("john", "Mia Miller", june(5, "11:00"), doctor=RAO, reminders=True)
    reminded = "\n".join(practice.wait_until(june(4, "12:00")))
    assert "John, Fri 5 Jun at 10:00, Dr Lee, 2nd floor, room 4\n" in reminded
    assert "Mia, Fri 5 Jun at 11:00, Dr Rao [" in reminded or "Mia, Fri 5 Jun at 11:00, Dr Rao\n" in reminded


def test_what_the_desk_moves_to_another_house_is_told_with_it(practice: Practice) -> None:
    change(practice, {LEE: {"places": MILL}})
    now = practice.clock.now()
    with practice.database.write() as store:
        there = store.conversations.open("sms", "+447700900123", now)
        account = there.account_id
        john = store.people.add_patient(account, "John Miller", "self", now)
        lee, kind = practice.doctors[LEE], practice.kinds["Consultation"]
        made = store.bookings.book(lee, kind, june(4, "10:00"), john.id, now, by="desk")
        put_change(store, made, "made", there, now)
        desk = Bookings(store, now, Outreach(to_numbers=True))
        desk.move(DESK, made.id, june(5, "10:00"))
        desk.cancel(DESK, made.id)
        said = [row.payload for row in store.outbox.latest() if row.kind == "desk_booking"]
    told = [[place for place in ("5 Mill Lane", "1 Quay Street") if place in payload] for payload in said]
    assert told == [["5 Mill Lane"], ["1 Quay Street"], []]


@pytest.mark.parametrize("email", ["", "desk@clinic.example"])
@pytest.mark.parametrize("called_off", [False, True])
def test_a_calendar_entry_says_where_and_who_keeps_it(practice: Practice, email: str, called_off: bool) -> None:
    change(practice, {LEE: {"place": FOUR, "places": MILL}}, email=email)
    one = practice.book("john", "John Miller", june(5, "10:00"))
    if called_off:
        practice.desk_cancels(one)
    with practice.database.read() as store:
        made = calendar_file(store, one.id, practice.clock.now())
    assert made
    file = Calendar.from_ical(made.content)
    [event] = file.walk("VEVENT")
    assert str(event["LOCATION"]) == "2nd floor, room 4, 1 Quay Street"
    assert str(file["METHOD"]) == ("CANCEL" if called_off else "PUBLISH")
    if email:
        assert (str(event["ORGANIZER"]), event["ORGANIZER"].params["CN"]) == (f"mailto:{email}", "Riverside Clinic")
    else:
        assert "ORGANIZER" not in event
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=30)
