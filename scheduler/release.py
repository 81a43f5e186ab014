"""Turning what is due into outbox rows: true, of use, not at night, not too often, and everything for one at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from bot.core.batch import each
from bot.outreach.kind import Saying
from bot.outreach.kinds import PLANNED, planning_of
from bot.outreach.send_guard import put_off, talking, untrue
from clinic import due_times
from clinic.quota import EXTRA, TOGETHER, WEEK, Quota, is_promise, later_reminder
from clinic.reaching import Ways, opened
from clinic.repair import plan_forgotten
from clinic.risk import assess
from clinic.whereabouts import Whereabouts
from models.reminding import ReminderRules
from models.store import Store
from models.store.planned import KIND, Ready
from models.store.ratings import Attendance
from models.views import Clinic, Planned, Reachable
from models.words import PlannedStatus, Status
from scheduler.tick import Tick

Row = TypeVar("Row")
Key = TypeVar("Key")

BATCH = 500


@dataclass(frozen=True)
class Batch:
    """What is due now, and what has to be known of its people."""

    clinic: Clinic
    now: datetime
    around: dict[int, list[Planned]]  # by account: sent within a week, or still planned
    ways: Ways
    came: dict[int, Attendance]  # by patient
    displaced: Collection[int]  # appointments whose doctor will not be there
    where: Whereabouts

    @property
    def rules(self) -> ReminderRules:
        """The clinic's rules."""
        return self.clinic.reminders

    def reader(self, row: Planned) -> tuple[int, int | None]:
        """Who reads of this: its account's people, or only the chat that the appointment is tied to."""
        return row.appointment.account_id, self.ways.tied_to(row.appointment)


def release(store: Store, now: datetime) -> int:
    """Settle or put off a batch of what is due; how many planned messages that were."""
    claimed = store.planned.claim(now, BATCH, store.set_aside)
    return each(store, KIND, claimed, partial(_settle, store, now), now)


def _settle(store: Store, now: datetime, numbers: Sequence[int]) -> int:
    claimed = store.planned.read(numbers)
    batch = _batch(store, claimed, now)
    ready: list[Ready] = []
    for rows in _by(claimed, batch.reader).values():
        good = [row for row in rows if _stands(store, row, batch)]
        if good:
            ready += _for_one_person(store, good, batch)
    store.planned.release(ready, now)
    return len(claimed)


def _batch(store: Store, claimed: list[Planned], now: datetime) -> Batch:
    patients = {row.appointment.patient_id for row in claimed if row.step == EXTRA}
    absences = store.absences.coming(now)
    return Batch(
        clinic=store.clinic.require(),
        now=now,
        around=_by(store.planned.around(claimed, now - WEEK), lambda row: row.appointment.account_id),
        ways=Ways(store, [row.appointment for row in claimed]),
        came=store.ratings.attendance(patients, now) if patients else {},
        displaced={one.appointment.id for each in absences for one in each.displaced if not one.settled},
        where=Whereabouts(store),
    )


def _by(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    found: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)


def _stands(store: Store, row: Planned, batch: Batch) -> bool:
    """Whether it is still true, wanted and of use; settled here where it is not."""
    one, now = row.appointment, batch.now
    if row.starts_at != one.starts_at or row.doctor_id != one.doctor_id:
        plan_forgotten(store, one, now, PLANNED)
        return False
    planning = planning_of(row)
    if (earliest := planning.not_before(one, batch.rules)) is not None:
        put_off(store, row, max(earliest, now + timedelta(minutes=5)), now)
        return False
    if why := untrue(row, planning, batch.rules) or _needless(row, batch):
        store.planned.give_up(row, PlannedStatus.DROPPED, why, now)
        return False
    if row.useful_until <= now:
        store.planned.give_up(row, PlannedStatus.MISSED, "too_late", now)
        return False
    return True


def _needless(row: Planned, batch: Batch) -> str | None:
    """Why a reminder is not needed: its doctor will be away, a later one is due as well, or the risk is small."""
    if not planning_of(row).ahead:
        return None
    one = row.appointment
    if one.id in batch.displaced:
        return "displaced"
    planned = (one for one in batch.around[row.appointment.account_id] if one.status == PlannedStatus.PLANNED)
    if any(later_reminder(other, row) for other in planned if other.due_at <= batch.now):
        return "superseded"
    if row.step == EXTRA:
        risky = assess(one, batch.came.get(one.patient_id), batch.rules.risk).acted_on
        return None if risky and one.status == Status.BOOKED else "not_needed"
    return None


def _for_one_person(store: Store, rows: list[Planned], batch: Batch) -> Iterator[Ready]:
    """At most one message for one person now; the others later."""
    way = batch.ways.to(rows[0].appointment)
    again = due_times.quiet_ends(batch.now, batch.rules.quiet, batch.clinic.timezone)
    if way is None:
        for row in rows:
            store.planned.give_up(row, PlannedStatus.MISSED, "unreachable", batch.now)
    elif again > batch.now or talking(way, batch.now):
        for row in rows:
            put_off(store, row, max(again, batch.now + timedelta(minutes=10)), batch.now)
    else:
        yield from _within_quota(store, way, rows, batch)


def _within_quota(store: Store, way: Reachable, rows: list[Planned], batch: Batch) -> Iterator[Ready]:
    """What was promised goes out, as one message. Anything else only where it takes no place from what is promised."""
    around = batch.around.get(rows[0].appointment.account_id, [])
    quota = Quota(tuple(around), batch.rules, batch.clinic.timezone)
    has_room = quota.allows(quota.day(batch.now))
    promised = [row for row in rows if is_promise(row)]
    extra = [row for row in rows if planning_of(row).ahead and row not in promised]
    questions = [row for row in rows if not planning_of(row).ahead]
    said = promised[:TOGETHER] or (_of_one_kind(extra)[:TOGETHER] or questions[:1] if has_room else [])
    if said:
        last = any(not _has_later(row, around) for row in said)
        reply = planning_of(said[0]).say(said, Saying(batch.clinic, prepare=last, where=batch.where))
        yield Ready(said, opened(store, way, batch.now).id, reply.model_dump_json())
    for row in (*extra, *questions):
        if row not in said:
            _later(store, row, batch)


def _of_one_kind(rows: list[Planned]) -> list[Planned]:
    return [row for row in rows if row.kind == rows[0].kind]


def _has_later(row: Planned, around: list[Planned]) -> bool:
    return any(later_reminder(other, row) for other in around)


def _later(store: Store, row: Planned, batch: Batch) -> None:
    """Not today. A question is asked tomorrow, if it is of use then; nobody was told of an extra reminder."""
    if planning_of(row).ahead:
        store.planned.give_up(row, PlannedStatus.MISSED, "too_many", batch.now)
    else:
        put_off(store, row, due_times.next_morning(batch.now, batch.rules.quiet, batch.clinic.timezone), batch.now)


def next_due(store: Store, now: datetime) -> datetime | None:
    """When the next planned message is due."""
    return store.planned.next_due(now, store.set_aside)


RELEASE = Tick("release", 5.0, release, next_due)
