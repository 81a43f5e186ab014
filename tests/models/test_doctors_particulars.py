"""What the clinic file says of a doctor besides the week: other weeks, what they do, and where."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.reader import lexicon, open_hours
from models.clinic_file import ClinicFile, export_clinic, import_clinic, load_clinic
from models.db import Database
from models.errors import ClinicFileError, NotFree, WouldOrphan
from models.hours import Hours, OtherWeeks
from models.places import Place, place_on
from models.rules import Refusal

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)  # a Monday
NINE, ONE = 9 * 60, 13 * 60

FILE = """\
clinic: {name: C, timezone: UTC, address: 1 Quay Street, email: desk@clinic.example, min_notice_minutes: 0}
visit_types: [{name: Consultation, minutes: 60}, {name: Check-up, minutes: 60}, {name: Vaccination, minutes: 60}]
doctors:
  - name: Dr. A
    hours: {mon: ["09:00-11:00"], tue: ["09:00-11:00"]}
    every_other_week: {from: 2026-06-10, mon: [], tue: ["14:00-15:00"], thu: ["07:00-09:00"]}
    visit_types: [vaccination, Consultation]
    room: 2nd floor, room 4
    places: {tue: {address: 5 Mill Lane, room: room 1}, thu: {address: 7 High Street}, 2026-06-15: {room: room 9}}
  - name: Dr. B
    hours: {mon: ["09:00-10:00"]}
"""


def load(folder: Path, text: str) -> ClinicFile:
    file = folder / "clinic.yml"
    file.write_text(text)
    return load_clinic(file)


@pytest.fixture
def clinic(database: Database, tmp_path: Path) -> Database:
    with database.write() as store:
        import_clinic(store, load(tmp_path, FILE), NOW)
    return database


def doctor(fields: str) -> str:
    return FILE[: FILE.index("  - name: Dr. A")] + f"  - {{name: Dr. A, hours: {{}}, {fields}}}\n"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (doctor("every_other_week: {mon: []}"), 4, "needs `from`; write one like 2026-06-01"),
        (doctor("every_other_week: {from: 2026-06-01}"), 4, "needs the hours of a weekday"),
        (doctor("every_other_week: {from: monday, mon: []}"), 4, "`monday` is no day"),
        (doctor("every_other_week: {from: 2026-06-01, monday: []}"), 4, "did you mean `mon`?"),
        (doctor('every_other_week: {from: 2026-06-01, mon: ["9-5"]}'), 4, "no stretch of hours"),
        (doctor("visit_types: [Vacination]"), 4, "`Vacination` is no visit type of this clinic; known are"),
        (doctor("visit_types: []"), 4, "leave them out"),
        (doctor("visit_types: Vaccination"), 4, "`visit_types` must be a list"),
        (doctor("visit_types: [Consultation, Vaccination]"), 2, "no doctor does `Check-up`"),
        (doctor("room: []"), 4, "a text is needed"),
        (doctor(f"room: {'x' * 121}"), 4, "a place may have 120 characters"),
        (doctor("places: {tuesday: {room: a}}"), 4, "`tuesday` is no day; write a weekday like tue"),
        (doctor("places: {tue: {}}"), 4, "a place needs a `room` or an `address`"),
        (doctor("places: {tue: {rom: a}}"), 4, "did you mean `room`?"),
        (FILE.replace("desk@clinic.example", "desk"), 1, "`desk` is no e-mail address"),
        (FILE.replace("desk@clinic.example", '"mailto:desk@clinic.example"'), 1, "is no e-mail address"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(ClinicFileError) as found:
        load(tmp_path, text)
    assert any(problem.line == line and says in problem.text for problem in found.value.problems), found.value.problems


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        ("2026-06-01", ["09:00", "10:00"]),  # an ordinary Monday
        ("2026-06-08", []),  # the Monday of the week that has the 10th
        ("2026-06-09", ["14:00"]),
        ("2026-06-11", ["07:00", "08:00"]),
        ("2026-06-16", ["09:00", "10:00"]),
        ("2026-06-18", []),
        ("2026-06-23", ["14:00"]),
    ],
)
def test_what_holds_every_other_week_is_free_in_those_weeks(clinic: Database, day: str, starts: list[str]) -> None:
    first = datetime.fromisoformat(day).replace(tzinfo=UTC)
    with clinic.read() as store:
        lee, kind = store.clinic.doctors()[0].id, store.clinic.visit_types()[0].id
        free = store.bookings.free_times([lee], kind, first, first + timedelta(days=1), NOW)
    assert [f"{one.starts_at:%H:%M}" for one in free] == starts


def test_when_the_clinic_is_open_counts_the_other_weeks(clinic: Database) -> None:
    with clinic.read() as store:
        opened = {
            f"{one.day:%m-%d}": (one.opens.hour, one.closes.hour) for one in open_hours(store, date(2026, 6, 8), 14)
        }
        known = lexicon(store)
    assert opened == {"06-08": (9, 10), "06-09": (14, 15), "06-11": (7, 9), "06-15": (9, 11), "06-16": (9, 11)}
    assert (known.opens.hour, known.closes and known.closes.hour) == (7, 15)


@given(st.dates(date(2, 1, 1), date(9000, 1, 1)), st.dates(date(2, 1, 1), date(9000, 1, 1)))
def test_other_weeks_come_back_every_fourteen_days_for_ever(anchor: date, day: date) -> None:
    usual, other = ((NINE, ONE),), ((NINE, NINE + 30),)
    week = dict.fromkeys(range(7), usual)
    hours = Hours(week, other_weeks=OtherWeeks(anchor, dict.fromkeys(range(7), other)))
    assert hours.on(anchor) == other
    assert hours.on(day) == hours.on(day + timedelta(days=14)) != hours.on(day + timedelta(days=7))
    monday = day - timedelta(days=day.weekday())
    assert {hours.on(monday + timedelta(days=later)) for later in range(7)} == {hours.on(day)}


def test_a_doctor_who_does_not_do_it_has_no_time_for_it(clinic: Database) -> None:
    start = datetime(2026, 6, 1, 9, tzinfo=UTC)
    with clinic.write() as store:
        (first, second), kinds = store.clinic.doctors(), {one.name: one.id for one in store.clinic.visit_types()}
        conversation = store.conversations.open("console", "john", NOW)
        john = store.people.add_patient(conversation.account_id, "John Miller", "self", NOW).id
        free = store.bookings.free_times(None, kinds["Check-up"], start, start + timedelta(days=1), NOW)
        assert [one.doctor_id for one in free] == [second.id]
        assert store.bookings.why_not(first.id, kinds["Check-up"], start, NOW) == Refusal.NOT_DONE
        with pytest.raises(NotFree, match="does not do that kind of visit"):
            store.bookings.hold(first.id, kinds["Check-up"], start, conversation.id, NOW)
        with pytest.raises(NotFree):
            store.bookings.book(first.id, kinds["Check-up"], start, john, NOW, by="desk")
        made = store.bookings.book(second.id, kinds["Check-up"], start, john, NOW)
        with pytest.raises(NotFree):
            store.bookings.move(made.id, start, NOW, doctor_id=first.id, by="desk")
        store.bookings.move(made.id, start, NOW, doctor_id=first.id, by="desk", anyway=True)


def test_an_import_that_leaves_a_visit_without_anybody_who_does_it_is_asked_about(
    clinic: Database, tmp_path: Path
) -> None:
    with clinic.write() as store:
        kinds = {one.name: one.id for one in store.clinic.visit_types()}
        account = store.conversations.open("console", "john", NOW).account_id
        john = store.people.add_patient(account, "John Miller", "self", NOW).id
        store.bookings.book(
            store.clinic.doctors()[0].id, kinds["Vaccination"], datetime(2026, 6, 2, 9, tzinfo=UTC), john, NOW
        )
    with clinic.write() as store, pytest.raises(WouldOrphan):
        import_clinic(store, load(tmp_path, FILE.replace("[vaccination, Consultation]", "[Consultation]")), NOW)


@pytest.mark.parametrize(
    ("day", "place"),
    [
        ("2026-06-01", "2nd floor, room 4"),
        ("2026-06-02", "room 1, 5 Mill Lane"),
        ("2026-06-04", "7 High Street"),  # another house has other rooms
        ("2026-06-15", "room 9"),
    ],
)
def test_where_a_doctor_is_depends_on_the_day(clinic: Database, day: str, place: str) -> None:
    with clinic.read() as store:
        assert store.clinic.doctors()[0].place_on(date.fromisoformat(day)).in_words() == place


def test_a_date_counts_before_its_weekday() -> None:
    places = {"tue": Place("room 1", "5 Mill Lane"), "2026-06-02": Place(room="room 2")}
    assert place_on(date(2026, 6, 2), Place("room 4"), places).in_words() == "room 2, 5 Mill Lane"


def test_all_of_it_is_exported_and_imports_as_the_same(clinic: Database, tmp_path: Path) -> None:
    with clinic.read() as store:
        exported = export_clinic(store)
    assert "email: desk@clinic.example" in exported
    with clinic.write() as store:
        assert import_clinic(store, load(tmp_path, exported), NOW) == []
        assert export_clinic(store) == exported


def test_changes_are_told_and_what_the_file_no_longer_says_is_gone(clinic: Database, tmp_path: Path) -> None:
    plain = FILE[: FILE.index("    every_other_week")] + FILE[FILE.index("  - name: Dr. B") :]
    with clinic.write() as store:
        told = import_clinic(store, load(tmp_path, plain), NOW)
        first = store.clinic.doctors()[0]
        particulars = (first.visit_types, first.place, first.places, store.clinic.hours()[first.id].other_weeks)
    assert not any(particulars)
    assert told == [
        "Changed the hours of Dr. A every other week.",
        "Changed the visit types of Dr. A: all of them.",
        "Changed where Dr. A sees people.",
    ]
