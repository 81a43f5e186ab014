"""Agendas: one a doctor and local date whatever the clocks do, what changed, and several schedulers at once."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import walltime
from models.clinic_file import import_clinic
from models.clinic_file.document import ClinicFile, ClinicPart, DoctorPart, VisitTypePart
from models.db import Database, upgrade
from models.store import Store
from scheduler.agendas import AGENDAS, CHANGES, TOMORROW
from scheduler.app import run_due
from tests.bot.practice import Practice, june

ALL_DAY = dict.fromkeys(range(7), ((0, 1440),))
ZONES = [
    "Europe/London",
    "America/New_York",
    "Australia/Sydney",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Pacific/Chatham",
    "America/Santiago",  # midnight itself is skipped there
    "Africa/Cairo",
    "Pacific/Apia",
]


def always_open(store: Store, zone: str, now: datetime) -> None:
    clinic = ClinicPart(name="Night and Day", timezone=zone, phone="+44 20 7946 0000")
    doctor = DoctorPart("Dr. Sam Lee", "General Practice", ALL_DAY)
    import_clinic(store, ClinicFile(clinic, (VisitTypePart("Consultation"),), (doctor,), ()), now)


def link(store: Store, now: datetime, minute: int, days: str = "every") -> None:
    conversation = store.conversations.open("console", "lee", now)
    chat = store.doctor_chats.link(store.clinic.doctors()[0].id, conversation.id, now)
    store.doctor_chats.set_agenda(chat, minute=minute, days=days)  # type: ignore[arg-type]


def agendas(database: Database) -> list[tuple[str, datetime]]:
    with database.read() as store:
        return [(one.key, one.due_at) for one in store.outbox.latest(limit=500) if one.kind == "agenda"]


def clock_changes(zone: ZoneInfo, year: int) -> list[date]:
    """The local days of a year whose noon has another offset than the day before."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(1, 365)]
    noons = {day: datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset() for day in days}
    return [day for day in days[1:] if noons[day] != noons[day - timedelta(days=1)]]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("minute", [0, 90, 120, 150, 420])
def test_one_agenda_a_local_date_over_every_change_of_the_clocks(
    sqlite_database: Database, zone: str, minute: int
) -> None:
    there = ZoneInfo(zone)
    changes = clock_changes(there, 2026) or [date(2026, 3, 29)]
    with sqlite_database.write() as store:
        always_open(store, zone, datetime(2026, 1, 1, tzinfo=UTC))
        link(store, datetime(2026, 1, 1, tzinfo=UTC), minute)
    for change in changes:
        first = walltime.moment(change - timedelta(days=1), 0, there)
        for half_hours in range(3 * 48):
            now = first + timedelta(minutes=30 * half_hours)
            if now < walltime.moment(change + timedelta(days=2), 0, there):
                run_due(sqlite_database, now, [AGENDAS])
    found = agendas(sqlite_database)
    wanted = [change + timedelta(days=n) for change in changes for n in (-1, 0, 1)]
    assert [key for key, _ in found] == [f"agenda:1:{day}" for day in wanted]
    for day, (_, sent) in zip(wanted, found, strict=True):
        assert sent - walltime.moment(day, minute, there) < timedelta(minutes=30)


@settings(max_examples=25, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    minute=st.integers(0, 1439),
    day=st.integers(0, 4 * 365),
    steps=st.lists(st.integers(1, 26 * 60), min_size=1, max_size=12),
)
def test_never_two_for_one_date_and_never_early(
    zone: str, minute: int, day: int, steps: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('agenda')}/docspot.db")
    upgrade(database)
    now = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=day)
    with database.write() as store:
        always_open(store, zone, now)
        link(store, now, minute)
    for minutes in steps:
        now += timedelta(minutes=minutes)
        run_due(database, now, [AGENDAS])
    found = agendas(database)
    assert len({key for key, _ in found}) == len(found)
    for key, sent in found:
        due = walltime.moment(date.fromisoformat(key.rsplit(":")[-1]), minute, ZoneInfo(zone))
        assert due <= sent < due + timedelta(days=1, hours=1)
    database.close()


def test_several_schedulers_send_it_once(database: Database) -> None:
    with database.write() as store:
        always_open(store, "Europe/London", june(1, "05:00"))
        link(store, june(1, "05:00"), 420)
    now = june(4, "07:00")
    ticking = [threading.Thread(target=run_due, args=(database, now, [AGENDAS, CHANGES, TOMORROW])) for _ in range(4)]
    for thread in ticking:
        thread.start()
    for thread in ticking:
        thread.join()
    assert len(agendas(database)) == 1


@pytest.fixture
def practice(sqlite_database: Database) -> Practice:
    """Dr Lee has a chat, and John on Thursday at 9:00."""
    made = Practice(sqlite_database)
    made.doctor_chat()
    made.book("john", "John Miller", june(4, "09:00"))
    return made


def test_a_morning_on_a_day_with_patients_only(practice: Practice) -> None:
    assert practice.wait_until(june(4, "06:59")) == []
    [morning] = practice.wait_until(june(4, "07:00"))
    assert morning.startswith("lee: Good morning, Dr Lee. Today, Thursday 4 June: one patient, at 09:00.\n09:00 J. M.")
    assert practice.wait_until(june(8, "12:00")) == []


def test_a_number_after_the_agenda_is_one_of_its_choices(practice: Practice) -> None:
    practice.says("lee", "help")
    practice.wait_until(june(4, "07:00"))
    assert practice.says("lee", "2").startswith("When will you be away?")


def test_every_day_where_the_doctor_wants_it(practice: Practice) -> None:
    practice.says("lee", "agenda every day")
    practice.says("lee", "agenda at 6:30")
    [morning] = practice.wait_until(june(2, "06:30"))
    assert morning.startswith("lee: Good morning, Dr Lee. Today, Tuesday 2 June: nobody is booked.")


def test_no_agenda_for_who_wants_none(practice: Practice) -> None:
    practice.says("lee", "agenda off")
    assert practice.wait_until(june(4, "18:00")) == []


def test_what_changed_since_last_evening(practice: Practice) -> None:
    practice.wait_until(june(3, "19:00"))
    practice.book("anna", "Anna Kaur", june(4, "11:00"))
    [morning] = practice.wait_until(june(4, "07:00"))
    assert "\nChanged since last evening: 11:00 A. K. is new." in morning


def test_changes_of_the_day_come_together_a_few_minutes_later(practice: Practice) -> None:
    practice.wait_until(june(4, "07:30"))
    anna = practice.book("anna", "Anna Kaur", june(4, "11:00"))
    practice.wait_until(june(4, "07:31"))
    practice.book("ben", "Ben Okoro", june(4, "12:00"))
    assert practice.wait_until(june(4, "07:40")) == [
        "lee: Your day has changed: 11:00 A. K. is new, 12:00 B. O. is new. [Today]"
    ]
    practice.desk_moves(anna, june(4, "16:00"))
    assert practice.wait_until(june(4, "08:00")) == ["lee: Your day has changed: 11:00 A. K. is now at 16:00. [Today]"]


def test_what_comes_and_goes_within_minutes_is_no_news(practice: Practice) -> None:
    practice.wait_until(june(4, "07:30"))
    anna = practice.book("anna", "Anna Kaur", june(4, "11:00"))
    practice.wait_until(june(4, "07:31"))
    practice.desk_cancels(anna)
    assert practice.wait_until(june(4, "09:00")) == []


def test_what_the_doctor_did_is_no_news_either(practice: Practice) -> None:
    practice.wait_until(june(4, "07:30"))
    practice.says("lee", "im ill. off today")
    practice.says("lee", "yes")
    practice.wait_until(june(4, "08:05"))
    practice.says("john", "1")
    practice.wait_until(june(4, "12:00"))
    assert practice.got("lee", "agenda_change") == []


def test_down_over_the_morning_it_still_comes_without_a_good_morning(practice: Practice) -> None:
    practice.book("anna", "Anna Kaur", june(4, "16:00"))
    practice.clock.set(june(4, "13:00"))
    [sent] = practice.wait_until(june(4, "13:00"))
    assert sent.startswith("lee: Today, Thursday 4 June: 2 patients")


def test_down_all_day_it_is_of_no_use_any_more(practice: Practice) -> None:
    practice.clock.set(june(4, "17:00"))
    assert practice.wait_until(june(4, "17:00")) == []


def test_an_agenda_goes_to_no_chat_that_is_not_the_doctors_any_more(practice: Practice) -> None:
    run_due(practice.database, june(4, "07:00"), [AGENDAS])
    with practice.database.write() as store:
        store.doctor_chats.unlink(practice.doctors["Dr. Sam Lee"], june(4, "07:00"))
    assert practice.wait_until(june(4, "07:10")) == []
