"""The clinic file: every mistake at once with its line, and imports that surprise nobody."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core.reader import open_hours
from models.clinic_file import ClinicFile, Keep, ZoneChange, export_clinic, import_clinic, load_clinic
from models.db import Database
from models.errors import ClinicFileError, WouldOrphan
from models.names import spelt
from models.rules import Refusal
from models.tables import DoctorRow
from models.views import Appointment
from tests.conftest import DEMO_CLINIC
from tests.models.scene import LEE, NOW, Scene, june

SMALL = """\
clinic: {name: Small Clinic, timezone: Europe/London}
doctors:
  - {name: Dr. A, hours: {mon: ["09:00-17:00"]}}
"""


def load(folder: Path, text: str) -> ClinicFile:
    file = folder / "clinic.yml"
    file.write_text(text, encoding="utf-8")
    return load_clinic(file)


def mistakes(folder: Path, text: str) -> list[tuple[int, str]]:
    with pytest.raises(ClinicFileError) as found:
        load(folder, text)
    return [(problem.line, problem.text) for problem in found.value.problems]


def doctor(fields: str) -> str:
    return f"clinic: {{name: C, timezone: UTC}}\ndoctors:\n  - {{name: Dr. A, {fields}}}\n"


def changed(database: Database, file: ClinicFile, *, force: bool = False) -> list[str]:
    with database.write() as store:
        return import_clinic(store, file, NOW, force=force)


def test_all_but_names_and_hours_has_a_default(tmp_path: Path) -> None:
    file = load(tmp_path, 'clinic: {name: C, timezone: UTC}\ndoctors: [{name: Dr. A, hours: {mon: "09:00-17:00"}}]')
    assert (file.clinic.timezone, file.clinic.emergency_number, file.clinic.day_first) == ("UTC", "112", True)
    assert (file.clinic.min_notice_minutes, file.clinic.change_notice_minutes, file.clinic.horizon_days) == (
        60,
        120,
        90,
    )
    assert [(one.name, one.minutes, one.buffer_minutes) for one in file.visit_types] == [("Consultation", 30, 0)]
    assert [(one.specialty, one.hours, one.time_off) for one in file.doctors] == [
        ("General Practice", {0: ((540, 1020),)}, ())
    ]
    assert file.holidays == ()


def test_numbers_and_dates_need_no_quotes(tmp_path: Path) -> None:
    text = SMALL.replace("Europe/London", "Europe/London, phone: +1 415 555 0100, emergency_number: 999")
    file = load(tmp_path, text + "holidays: [2026-12-25]\n")
    assert (file.clinic.phone, file.clinic.emergency_number) == ("+1 415 555 0100", "999")
    assert file.clinic.day_first is False
    assert [f"{day}" for day in file.holidays] == ["2026-12-25"]


def test_time_off_is_local_and_a_day_alone_is_all_of_it(tmp_path: Path) -> None:
    off = 'time_off: [{from: "2026-06-04T15:00", to: "2026-06-04T16:00"}, {from: 2026-06-05, to: 2026-06-06}]'
    file = load(tmp_path, SMALL.replace("hours:", off + ", hours:"))
    assert file.doctors[0].time_off == (
        (datetime(2026, 6, 4, 14, tzinfo=UTC), datetime(2026, 6, 4, 15, tzinfo=UTC)),
        (datetime(2026, 6, 4, 23, tzinfo=UTC), datetime(2026, 6, 6, 23, tzinfo=UTC)),
    )


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "empty"),
        ("clinic: [", 1, "not YAML"),
        ("clinic: {name: C, timezone: UTC}\n  doctors: []", 2, "not YAML"),
        ("a\0b", 1, "characters that YAML does not allow"),
        ("- a", 1, "must be a mapping"),
        ("clinic: {name: C, timezone: UTC}", 1, "needs `doctors`"),
        ("doctors:\n  - {name: A, hours: {}}", 1, "needs `clinic`"),
        ("clinic: {name: C, timezone: UTC}\ndoctors: []", 2, "`doctors` is empty"),
        ("clinic: {name: C, timezone: UTC}\ndoctors: Dr. A", 2, "`doctors` must be a list"),
        ("clinic: {name: C, timezone: UTC}\ndoctors:\n  - Dr. A", 3, "a doctor must be a mapping"),
        ("clinic: {name: C, timezone: UTC}\ndoctors:\n  - {hours: {}}", 3, "needs `name`"),
        ("clinic: {name: C, timezone: UTC}\ndoctors:\n  - {name: A}", 3, "needs `hours`"),
        (SMALL + "  - {name: dr. a, hours: {}}", 4, "used twice"),
        (SMALL + "clinic: {name: D}", 4, "`clinic` is given twice"),
        (SMALL + "holiday: []", 4, "did you mean `holidays`?"),
        (SMALL + "holidays: [2026-02-30]", 4, "`2026-02-30` is no day"),
        (SMALL + "holidays: [{from: 2026-12-31, to: 2026-12-24}]", 4, "`to` must not be before `from`"),
        (doctor('hours: {}, hours_on: {sat: ["09:00-12:00"]}'), 3, "`sat` is no day"),
        (doctor("hours: {}, hours_on: {2026-06-06: []}"), 3, "these hours are empty"),
        (SMALL + "holidays: [{from: 2026-12-31}]", 4, "a holiday needs `to`"),
        (SMALL + 'holidays: [{date: 2026-12-31, from: "25:00"}]', 4, "`25:00` is no time of day"),
        (SMALL + "holidays: [{date: 2026-12-31}]", 4, "or the day alone"),
        (SMALL + "holidays: [{date: 2026-12-31, form: 1}]", 4, "did you mean `from`?"),
        (SMALL + "visit_types: [{name: V, minutes: 0}]", 4, "`0` must be a whole number from 1 to 1440"),
        (SMALL + "visit_types: [{name: V, minutes: 1440, buffer_minutes: 1}]", 4, "at most a day together"),
        (SMALL.replace("London", "Londn"), 1, "`Europe/Londn` is not a time zone"),
        (SMALL.replace("name: S", "day_first: maybe, name: S"), 1, "`maybe` must be `true` or `false`"),
        (SMALL.replace("name: S", "phone: [1], name: S"), 1, "a text is needed"),
        (doctor("hours: {monday: []}"), 3, "did you mean `mon`?"),
        (doctor("hours: {mon: [9-5]}"), 3, '`9-5` is no stretch of hours; write one like "09:00-13:00"'),
        (doctor('hours: {mon: ["13:00-13:00"]}'), 3, "no stretch of hours"),
        (doctor('hours: {mon: ["09:00-25:00"]}'), 3, "no stretch of hours"),
        (doctor('hours: {mon: ["22:00-06:00"]}'), 3, "goes over midnight"),
        (doctor('hours: {mon: ["09:00-12:00", "11:00-13:00"]}'), 3, "overlap"),
        (doctor("hours: {}, time_off: [{from: tomorrow, to: 2026-06-04}]"), 3, "`tomorrow` is no moment"),
        (doctor("hours: {}, time_off: [{from: 2026-06-04}]"), 3, "needs `to`"),
        (doctor("hours: {}, time_off: [{from: 2026-06-04T10:00, to: 2026-06-04T09:00}]"), 3, "after `from`"),
    ],
)
def test_a_mistake_names_its_line_and_says_what_to_do(tmp_path: Path, text: str, line: int, says: str) -> None:
    found = mistakes(tmp_path, text)
    assert [one for one, said in found if says in said] == [line], found


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    doctors = "doctors:\n  - {name: A, hours: {mon: [x]}}\n  - {name: A, hours: 5}\n"
    text = "clinic: {nam: C, timezone: UTC}\n" + doctors + "holidays: [soon]\n"
    assert [line for line, _ in mistakes(tmp_path, text)] == [1, 1, 3, 4, 4, 5]


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(ClinicFileError, match="cannot be read"):
        load_clinic(tmp_path / "absent.yml")
    (tmp_path / "latin.yml").write_bytes("clinic: {name: Café}".encode("latin-1"))
    with pytest.raises(ClinicFileError, match="UTF-8"):
        load_clinic(tmp_path / "latin.yml")


def test_importing_twice_changes_nothing(database: Database) -> None:
    file = load_clinic(DEMO_CLINIC)
    first = changed(database, file)
    assert first[0] == "Added the clinic Riverside Clinic: times in Europe/London, emergency number 999."
    assert "Added Dr. Maya Rao, Dermatology." in first
    assert changed(database, file) == []


def test_an_export_imports_as_the_same(riverside: Database, tmp_path: Path) -> None:
    with riverside.read() as store:
        exported = export_clinic(store)
    assert load(tmp_path, exported) == load_clinic(DEMO_CLINIC)
    assert changed(riverside, load(tmp_path, exported)) == []


def test_changes_are_told(database: Database, tmp_path: Path) -> None:
    changed(database, load(tmp_path, SMALL + "holidays: [2026-12-25]\n"))
    text = SMALL.replace("London}", "London, phone: 1}").replace("17:00", "16:00") + (
        '  - {name: Dr. B, hours: {tue: "09:00-10:00"}, time_off: [{from: 2026-06-02, to: 2026-06-02}]}\n'
        "visit_types: [{name: Check-up, minutes: 45, buffer_minutes: 5}]\n"
    )
    assert changed(database, load(tmp_path, text)) == [
        "Changed the clinic's phone from  to 1.",
        "Added the visit type Check-up: 45 minutes and a buffer of 5.",
        "Removed the visit type Consultation.",
        "Changed the hours of Dr. A.",
        "Added Dr. B, General Practice.",
        "Added time off of Dr. B: 2026-06-02 00:00 to 2026-06-03 00:00.",
        "Removed the holiday 2026-12-25.",
    ]
    assert changed(database, load(tmp_path, SMALL)) == [
        "Changed the clinic's phone from 1 to .",
        "Changed the visit type Consultation: 30 minutes.",
        "Removed the visit type Check-up.",
        "Changed the hours of Dr. A.",
        "Removed Dr. B.",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  - name: Dr. Sam Lee\n", "  - name: Dr. Samuel Lee\n"),
        ('      thu: ["09:00-13:00", "14:00-18:00"]\n', '      thu: ["09:00-10:30", "14:00-18:00"]\n'),
        ("holidays: [", "holidays: [2026-06-04, "),
        (f"  - name: {LEE}\n", f"  - name: {LEE}\n    time_off: [{{from: 2026-06-04T10:40, to: 2026-06-04T11:00}}]\n"),
    ],
    ids=["the doctor leaves", "fewer hours", "a holiday", "time off"],
)
def test_appointments_to_come_are_not_orphaned_silently(clinic: Scene, tmp_path: Path, before: str, after: str) -> None:
    booked = clinic.book(june(4, "10:20"))
    text = DEMO_CLINIC.read_text(encoding="utf-8")
    assert before in text
    file = load(tmp_path, text.replace(before, after))
    with pytest.raises(WouldOrphan) as refused:
        changed(clinic.database, file)
    assert [one.id for one in refused.value.appointments] == [booked.id]
    assert changed(clinic.database, load_clinic(DEMO_CLINIC)) == []
    assert changed(clinic.database, file, force=True)[-1].startswith("Left without a time: appointment")
    assert changed(clinic.database, file) == []


def test_a_file_without_a_time_zone_is_asked_for_one_unless_the_clinic_has_it(tmp_path: Path) -> None:
    text = SMALL.replace(", timezone: Europe/London", "")
    assert mistakes(tmp_path, text) == [(1, "`clinic` needs `timezone`; write one like Europe/London")]
    assert load_clinic(tmp_path / "clinic.yml", ZoneInfo("Asia/Kolkata")).clinic.timezone == "Asia/Kolkata"


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])
def test_another_zone_needs_a_decision_and_the_clocks_or_the_instants_stay(
    clinic: Scene, tmp_path: Path, zone: str
) -> None:
    visits = [clinic.book(june(day, clock)) for day, clock in ((4, "10:20"), (4, "10:55"), (4, "11:30"), (5, "17:00"))]
    away = (june(8, "09:00"), june(8, "13:00"))
    with clinic.database.write() as store:
        store.absences.block(clinic.lee, *away, NOW, displaced=[], report_at=None)
    text = DEMO_CLINIC.read_text(encoding="utf-8").replace("Europe/London", zone)
    file = load(tmp_path, text)
    with pytest.raises(ZoneChange, match=f"Europe/London to {zone}, and 4 visits .* first stays at 2026-06-04 10:20"):
        changed(clinic.database, file)
    assert read(clinic, visits) == [one.starts_at for one in visits]
    with clinic.database.write() as store:
        import_clinic(store, file, NOW, keep=Keep.WALL)
        blocked = store.clinic.time_off([clinic.lee], NOW, june(30, "09:00"))[clinic.lee]
    wall = [f"{at.astimezone(ZoneInfo(zone)):%d %H:%M}" for at in (*read(clinic, visits), *blocked[-1])]
    assert wall == ["04 10:20", "04 10:55", "04 11:30", "05 17:00", "08 09:00", "08 13:00"]
    kept = read(clinic, visits)
    with clinic.database.write() as store:
        import_clinic(store, load_clinic(DEMO_CLINIC), NOW, keep=Keep.INSTANT, force=True)
    assert read(clinic, visits) == kept


def read(clinic: Scene, visits: list[Appointment]) -> list[datetime]:
    with clinic.database.read() as store:
        return [store.bookings.get(one.id).starts_at for one in visits]


def test_past_and_cancelled_appointments_hold_up_nothing(clinic: Scene, tmp_path: Path) -> None:
    past, cancelled = clinic.book(june(1, "10:20")), clinic.book(june(4, "10:20"))
    with clinic.database.write() as store:
        store.bookings.cancel(cancelled.id, NOW)
        file = load(tmp_path, DEMO_CLINIC.read_text(encoding="utf-8").replace(f"name: {LEE}", "name: Dr. Other"))
        assert f"Removed {LEE}." in import_clinic(store, file, past.ends_at)
        assert [one.name for one in store.clinic.doctors(former=True) if not one.active] == [LEE]


def test_two_spellings_of_one_name_are_one_doctor(database: Database, tmp_path: Path) -> None:
    composed = SMALL.replace("Dr. A", "Dr. Zoë Núñez")
    apart = unicodedata.normalize("NFD", composed)
    assert apart != composed
    changed(database, load(tmp_path, apart))
    assert changed(database, load(tmp_path, composed)) == []
    with database.read() as store:
        assert "Dr. Zoë Núñez" in [one.name for one in store.clinic.doctors()]


def test_who_was_imported_in_two_spellings_becomes_one(clinic: Scene) -> None:
    with clinic.database.write() as store:
        lee = store.session.get(DoctorRow, clinic.lee)
        assert lee is not None
        lee.name = "Dr. Zoe\u0308 Lee"
        store.session.add(DoctorRow(name="Dr. Zoë Lee", specialty_id=lee.specialty_id, position=9))
    file = load_clinic(DEMO_CLINIC)
    doctors = tuple(replace(one, name="Dr. Zoë Lee") if one.name == LEE else one for one in file.doctors)
    changed(clinic.database, replace(file, doctors=doctors))
    with clinic.database.read() as store:
        assert [one.id for one in store.clinic.doctors() if spelt(one.name) == "Dr. Zoë Lee"] == [clinic.lee]


def test_a_doctor_who_leaves_loses_the_clinics_chat_and_the_desk_is_told(clinic: Scene, tmp_path: Path) -> None:
    with clinic.database.write() as store:
        chat = store.conversations.open("sms", "+447700900002", NOW)
        store.doctor_chats.link(clinic.lee, chat.id, NOW)
    text = DEMO_CLINIC.read_text(encoding="utf-8").replace(f"name: {LEE}", "name: Dr. Other")
    file = load(tmp_path, text)
    assert f"Unlinked the sms chat of {LEE}, who has left." in changed(clinic.database, file)
    assert changed(clinic.database, file) == []
    with clinic.database.read() as store:
        assert store.doctor_chats.of_conversation(chat.id) is None


def test_ranges_of_holidays_and_afternoons_off(clinic: Scene, tmp_path: Path) -> None:
    written = """holidays:
  - 2026-06-11
  - {from: 2026-06-15, to: 2026-06-17}
  - {date: 2026-06-04, from: "12:00"}
  - {date: 2026-06-05, to: "10:00"}
  - {date: 2026-06-08, from: "10:00", to: "15:00"}
"""
    text = DEMO_CLINIC.read_text(encoding="utf-8")
    file = load(tmp_path, text[: text.index("holidays:")] + written)
    assert [day.day for day in file.holidays] == [11, 15, 16, 17]
    told = changed(clinic.database, file)
    assert "Closed: 2026-06-04 from 12:00 to 24:00." in told
    assert changed(clinic.database, file) == []
    free = {day: clinic.clocks(june(day, "00:00")) for day in (4, 5, 8, 11, 16)}
    assert free[4] == ["09:00", "09:40", "10:20", "11:00"]
    assert free[5][:2] == ["10:00", "10:40"]
    assert free[8] == ["09:00", "15:00", "15:40", "16:20", "17:00"]
    assert (free[11], free[16]) == ([], [])
    with clinic.database.read() as store:
        consultation = clinic.consultation
        assert store.bookings.why_not(clinic.lee, consultation, june(4, "14:00"), NOW) is Refusal.OUTSIDE_HOURS
        opened = open_hours(store, date(2026, 6, 4), 2)
        exported = export_clinic(store)
    assert [(one.opens.hour, one.closes.hour) for one in opened] == [(9, 12), (10, 18)]
    assert load(tmp_path, exported) == file


def test_hours_on_one_day_replace_those_of_its_weekday(clinic: Scene, tmp_path: Path) -> None:
    saturday, short = '2026-06-06: ["09:00-10:20"]', '2026-06-04: ["16:00-17:00"]'
    text = DEMO_CLINIC.read_text(encoding="utf-8").replace(
        f"  - name: {LEE}\n", f"  - name: {LEE}\n    hours_on: {{{saturday}, {short}}}\n"
    )
    file = load(tmp_path, text)
    assert changed(clinic.database, file) == [f"Changed the hours of {LEE} on 2026-06-0{day}." for day in (4, 6)]
    assert changed(clinic.database, file) == []
    assert clinic.clocks(june(6, "00:00")) == ["09:00", "09:40"]
    assert clinic.clocks(june(4, "00:00")) == ["16:00"]
    with clinic.database.read() as store:
        opened = {one.day.day: one.opens.hour for one in open_hours(store, date(2026, 6, 6), 1)}
        exported = export_clinic(store)
    assert opened == {6: 9}
    assert load(tmp_path, exported) == file
    assert changed(clinic.database, load_clinic(DEMO_CLINIC)) == [
        f"Changed the hours of {LEE} on 2026-06-0{day}." for day in (4, 6)
    ]
    assert clinic.clocks(june(6, "00:00")) == []
