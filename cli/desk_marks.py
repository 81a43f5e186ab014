"""What became of an appointment, as the front desk marks it: cancelled, completed, missed; and taking that back."""

from __future__ import annotations

from datetime import datetime

from bot.core.clock import SystemClock
from cli.desk_contact import outreach, told
from cli.desk_input import Json, Number
from cli.desk_print import as_row, report
from cli.wiring import fail, open_database, sentences, settings
from clinic.actor import DESK
from clinic.bookings import Bookings
from clinic.visits import Visits
from models.errors import NotFree
from models.store import Store
from models.words import Status

NEAREST = 3


def cancel(number: Number, as_json: Json = False) -> None:
    """Call an appointment off."""
    now = SystemClock().now()
    with sentences(), open_database(given := settings()).write() as store:
        done = Bookings(store, now, outreach(given)).cancel(DESK, number)
        row = as_row(done.appointment, store.clinic.require().timezone) | told(done)
    report("Cancelled", row, as_json=as_json)


def complete(number: Number, as_json: Json = False) -> None:
    """The visit took place."""
    _mark(number, Status.COMPLETED, "Completed", as_json=as_json)


def no_show(number: Number, as_json: Json = False) -> None:
    """The patient did not come."""
    _mark(number, Status.NO_SHOW, "No-show", as_json=as_json)


def reopen(number: Number, as_json: Json = False) -> None:
    """Take back that it was cancelled, missed or over, where its time is still free."""
    now = SystemClock().now()
    with sentences(), open_database(given := settings()).write() as store:
        try:
            done = Visits(store, now, outreach(given)).reopen(DESK, number)
        except NotFree as error:
            fail(f"{error} {_nearest(store, number, now)}")
        row = as_row(done.appointment, store.clinic.require().timezone) | told(done)
    report("Open again", row, as_json=as_json)


def _nearest(store: Store, number: int, now: datetime) -> str:
    one, zone = store.bookings.get(number), store.clinic.require().timezone
    near = store.bookings.nearest([one.doctor_id], one.visit_type_id, one.starts_at, now, limit=NEAREST)
    times = ", ".join(f"{free.starts_at.astimezone(zone):%Y-%m-%d %H:%M}" for free in near)
    return f"The nearest free times with {one.doctor}: {times}." if near else f"{one.doctor} has nothing free."


def _mark(number: int, status: Status, said: str, *, as_json: bool) -> None:
    now = SystemClock().now()
    with sentences(), open_database(given := settings()).write() as store:
        marked = Visits(store, now, outreach(given)).mark(DESK, number, status)
        row = as_row(marked, store.clinic.require().timezone)
    report(said, row, as_json=as_json)
