"""What a patient was told they would be reminded of, they are reminded of; what cannot be kept is not promised."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from clinic.planning import promised
from models.clinic_file import import_clinic, load_clinic
from models.db import Database
from models.tables import AppointmentRow, OutboundMessageRow, PlannedMessageRow
from models.views import Appointment
from models.words import PlannedStatus, Status
from tests.conftest import DEMO_CLINIC, NOW
from tests.scheduler.desk import Desk, june

DAY = timedelta(days=1)


def said(desk: Desk, one: Appointment) -> list[date]:
    """The days the patient hears of at the end of a booking."""
    with desk.database.read() as store:
        return [local(at) for at in promised(store, one.id)]


def reminded(desk: Desk, one: Appointment) -> list[date]:
    """The days on which it was spoken of, extra reminders aside."""
    rows = [row for row in desk.planned(one) if row.status == PlannedStatus.RELEASED and row.kind == "reminder"]
    return sorted(local(row.updated_at) for row in rows if row.step != "extra")


def local(at: datetime) -> date:
    return (at + timedelta(hours=1)).date()


def test_three_visits_in_a_week_and_the_questions_after_them(desk: Desk) -> None:
    desk.clock.set(june(4, "09:00"))
    visits = [desk.book(june(day, "10:00"), name=name) for day, name in ((8, "John"), (10, "John"), (12, "John"))]
    told = [said(desk, one) for one in visits]
    assert [[day.day for day in days] for days in told] == [[5, 7], [7, 9], [9, 12]]
    spoken = desk.pass_to(june(18, "12:00"))
    assert [reminded(desk, one) for one in visits] == told
    assert sum("how was your visit" in text for _, text in spoken) < 3, "there was no room for all of the questions"


def test_a_last_reminder_that_finds_its_day_taken_comes_the_morning_after_and_is_promised_so(desk: Desk) -> None:
    desk.book(june(2, "09:40"))  # its reminder goes out today at 9:40
    desk.wait_until(june(1, "09:40"))
    evening = desk.book(june(2, "18:00"), name="Mia Miller", doctor=5)
    assert said(desk, evening) == [date(2026, 6, 2)]
    desk.pass_to(june(3, "12:00"))
    assert reminded(desk, evening) == [date(2026, 6, 2)]


@dataclass(frozen=True)
class Wish:
    """Somebody of the family books a visit, after a while; perhaps an earlier one is called off then."""

    after: timedelta
    ahead: timedelta
    name: str
    gives_up: bool


WISHES = st.builds(
    Wish,
    st.integers(0, 60).map(lambda hours: timedelta(hours=hours)),
    st.integers(2, 15 * 24).map(lambda hours: timedelta(hours=hours)),
    st.sampled_from(("John Miller", "Mia Miller", "Ben Miller")),
    st.booleans(),
)


@settings(max_examples=15, deadline=None, database=None, phases=(Phase.generate,))
@given(wishes=st.lists(WISHES, min_size=2, max_size=6))
def _keeps_its_word(database: Database, wishes: list[Wish]) -> None:
    desk = open_always(database)
    told: dict[Appointment, list[date]] = {}
    for place, wish in enumerate(wishes):
        desk.pass_to(desk.clock.now() + wish.after)
        coming = [one for one in told if one.starts_at > desk.clock.now()]
        if wish.gives_up and coming:
            desk.mark(coming[0], Status.CANCELLED)
            told.pop(coming[0])
        made = desk.book(desk.clock.now() + wish.ahead, name=wish.name, doctor=place)
        told[made] = said(desk, made)
    sent = [local(at) for at, _ in desk.pass_to(desk.clock.now() + 25 * DAY)]
    assert {one: reminded(desk, one) for one in told} == told
    assert len(sent) == len(set(sent)), "one message a day"
    for day in sent:
        assert sum(day <= other < day + 7 * DAY for other in sent) <= 3, "three in any seven days"


def open_always(database: Database) -> Desk:
    """Monday morning, nothing in the book, and doctors who work day and night."""
    always = dict.fromkeys(range(7), ((0, 1440),))
    demo = load_clinic(DEMO_CLINIC)
    file = replace(demo, holidays=(), doctors=tuple(replace(one, hours=always, time_off=()) for one in demo.doctors))
    with database.write() as store:
        import_clinic(store, file, NOW)
        for table in (PlannedMessageRow, OutboundMessageRow, AppointmentRow):
            store.session.execute(delete(table))
    return Desk(database)


def test_every_reminder_said_at_booking_is_sent_and_no_more_than_the_quota_allows(riverside: Database) -> None:
    _keeps_its_word(riverside)
