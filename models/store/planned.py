"""What is planned to be said unasked. A row is claimed and released in one transaction, so each goes out once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, exists, func, or_, select, text, update
from sqlalchemy.orm import Session
from sqlmodel import col

from models.channels import TO_NUMBERS
from models.store.planned_view import JOINED, Rows, reachable, view
from models.store.rows import insert_for, known
from models.store.set_aside import SetAsideStore
from models.tables import (
    AccountRow,
    AddressRow,
    AppointmentRow,
    ConversationRow,
    DoctorChatRow,
    OutboundMessageRow,
    PatientRow,
    PlannedMessageRow,
)
from models.views import Appointment, Planned, Reachable
from models.words import OutboundStatus, PlannedStatus, Status

_PLANNED = text("planned_message.status = 'planned'")  # word for word the partial index's condition


NO_TIME = "no_time"
"""Why nothing is said of a visit: the clinic has changed, and nobody works at its time."""

KIND = "planned"
"""Under which planned messages are set aside."""


class Wanted(NamedTuple):
    """A message to plan. `step` tells those of one kind apart; empty where there is only one."""

    step: str
    due_at: datetime
    useful_until: datetime


class Ready(NamedTuple):
    """A message to hand to the outbox, and the planned rows that are said by it, the first of them giving the key."""

    rows: Sequence[Planned]
    conversation_id: int
    payload: str


class PlannedStore:
    """Planned messages. The key `kind:appointment:step:start` is for ever: released once, never again."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, appointment: Appointment, kind: str, wanted: Sequence[Wanted], now: datetime) -> None:
        """Plan messages of one kind. What was dropped or missed under the same key is planned again; what went out
        stays so."""
        if not wanted:
            return
        row = PlannedMessageRow
        fresh = insert_for(self._session.get_bind().dialect.name)(row)
        again = {name: fresh.excluded[name] for name in _AGAIN} | {"why": None}
        statement = fresh.on_conflict_do_update(
            index_elements=["key"], set_=again, where=col(row.status) != PlannedStatus.RELEASED
        )
        self._session.connection().execute(statement, [_fresh(appointment, kind, one, now) for one in wanted])

    def drop(self, appointment_id: int, now: datetime, why: str) -> None:
        """Nothing planned about this appointment is to be sent. `why` is a code."""
        row = PlannedMessageRow
        statement = update(row).where(col(row.appointment_id) == appointment_id)
        statement = statement.where(col(row.status) == PlannedStatus.PLANNED)
        self._run(statement.values(status=PlannedStatus.DROPPED, why=why, updated_at=now))

    def claim(self, now: datetime, limit: int, aside: SetAsideStore) -> list[int]:
        """Up to `limit` messages that are due, soonest due first, and all else that is due for the same people; their
        ids, person by person. What is set aside is left out.

        They are ours until the transaction ends, and so are the accounts: what one person is sent is counted by one
        scheduler at a time.
        """
        due = (
            _DUE.where(_PLANNED, col(PlannedMessageRow.due_at) <= now)
            .where(aside.left_in(KIND, col(PlannedMessageRow.id), now))
            .order_by(col(PlannedMessageRow.due_at), col(PlannedMessageRow.id))
            .with_for_update(of=[PlannedMessageRow, AccountRow], skip_locked=True, key_share=True)
        )
        found = self._session.execute(due.limit(limit)).all()
        if 0 < len(found) < limit:
            people, ours = {account for _, account in found}, [number for number, _ in found]
            theirs = due.where(col(PatientRow.account_id).in_(people), col(PlannedMessageRow.id).not_in(ours))
            found = [*found, *self._session.execute(theirs)]
        return [known(number) for number, _ in sorted(found, key=lambda one: one[1])]

    def read(self, numbers: Collection[int]) -> list[Planned]:
        """The messages with these ids, soonest due first."""
        mine = JOINED.where(col(PlannedMessageRow.id).in_(numbers))
        return self._read(mine.order_by(col(PlannedMessageRow.due_at), col(PlannedMessageRow.id)))

    def release(self, ready: Sequence[Ready], now: datetime) -> None:
        """Hand messages to the outbox and mark their rows as released, all in a few statements."""
        if not ready:
            return
        rows = [_outbound(one, now) for one in ready]
        insert = insert_for(self._session.get_bind().dialect.name)
        self._session.execute(insert(OutboundMessageRow).on_conflict_do_nothing(index_elements=["key"]), rows)
        said = [
            {"id": row.id, "status": PlannedStatus.RELEASED, "sent_as": sent_as(one.rows[0]), "updated_at": now}
            for one in ready
            for row in one.rows
        ]
        self._session.execute(update(PlannedMessageRow), said)

    def give_up(self, planned: Planned, status: PlannedStatus, why: str, now: datetime) -> None:
        """It will not be sent: dropped where it is untrue by now, missed where it came too late. `why` is a code."""
        self._set(planned, status=status, why=why, updated_at=now)

    def postpone(self, planned: Planned, due_at: datetime, now: datetime) -> None:
        """Not now, but then. Released rows whose message was certainly not sent may be planned anew by this."""
        again = planned.round + (planned.status == PlannedStatus.RELEASED)
        self._set(planned, status=PlannedStatus.PLANNED, due_at=due_at, round=again, sent_as=None, updated_at=now)

    def bring_forward(self, planned: Planned, due_at: datetime, now: datetime) -> None:
        """Say it earlier, together with something else."""
        self._set(planned, due_at=due_at, updated_at=now)

    def retarget(self, planned: Planned, now: datetime) -> None:
        """The same time, another doctor: say it anew."""
        self._set(planned, doctor_id=planned.appointment.doctor_id)
        self.postpone(planned, now, now)

    def miss_passed(self, now: datetime, kinds: Collection[str]) -> int:
        """Mark as missed what of these kinds is due by `now` and whose appointment has begun by then; how much."""
        row = PlannedMessageRow
        passed = update(row).where(_PLANNED, col(row.due_at) <= now, col(row.starts_at) <= now)
        passed = passed.where(col(row.kind).in_(kinds))
        return self._run(passed.values(status=PlannedStatus.MISSED, why="too_late", updated_at=now))

    def of_appointment(self, appointment_id: int) -> list[Planned]:
        """All that was ever planned about an appointment, by due time."""
        query = JOINED.where(col(PlannedMessageRow.appointment_id) == appointment_id)
        return self._read(query.order_by(col(PlannedMessageRow.due_at), col(PlannedMessageRow.id)))

    def has_no_time(self, one: Appointment) -> bool:
        """Whether a change of the clinic has left the visit without a time, and it has none again since."""
        row = PlannedMessageRow
        mine = (col(row.appointment_id) == one.id, col(row.starts_at) == one.starts_at)
        same = select(exists().where(*mine, col(row.doctor_id) == one.doctor_id, col(row.why) == NO_TIME))
        return bool(self._session.scalar(same))

    def found_time(self, appointment_id: int, now: datetime) -> None:
        """The visit has its time again."""
        row = PlannedMessageRow
        left = update(row).where(col(row.appointment_id) == appointment_id, col(row.why) == NO_TIME)
        self._run(left.values(why="replanned", updated_at=now))

    def of_message(self, key: str) -> list[Planned]:
        """The rows that an outbox message says."""
        query = JOINED.where(col(PlannedMessageRow.sent_as) == key)
        return self._read(query.order_by(col(PlannedMessageRow.id)))

    def around(self, claimed: Sequence[Planned], since: datetime) -> list[Planned]:
        """What the people of these rows were sent since then, and all that is planned for them, these rows included."""
        accounts = {one.appointment.account_id for one in claimed}
        others = col(PlannedMessageRow.id).not_in([one.id for one in claimed])
        return [*claimed, *self._read(_lively(accounts, since).where(others))]

    def of_account(self, account_id: int, since: datetime) -> list[Planned]:
        """What one person was sent since then, and all that is planned for them."""
        return self._read(_lively((account_id,), since))

    def reachable(self, account_ids: Collection[int]) -> list[Reachable]:
        """Where these people can be written to, each one's latest heard of first; never a doctor's own chat."""
        address, conversation, chat = AddressRow, ConversationRow, DoctorChatRow
        query = (
            select(address, conversation)
            .outerjoin(conversation, col(conversation.address_id) == col(address.id))
            .outerjoin(chat, col(chat.conversation_id) == col(conversation.id))
            .where(col(address.account_id).in_(account_ids), col(address.opted_out_at).is_(None))
            .where(or_(col(address.verified), col(address.channel).in_(TO_NUMBERS)), col(chat.id).is_(None))
            .order_by(col(address.last_heard_at).desc().nulls_last(), col(address.id))
        )
        return [reachable(*found) for found in self._session.execute(query)]

    def next_due(self, now: datetime, aside: SetAsideStore) -> datetime | None:
        """When the next planned message is due that is not set aside."""
        ours = and_(_PLANNED, aside.left_in(KIND, col(PlannedMessageRow.id), now))
        return self._session.scalar(select(func.min(col(PlannedMessageRow.due_at))).where(ours))

    def _read(self, query: Select[*Rows]) -> list[Planned]:
        return [view(*found) for found in self._session.execute(query.execution_options(populate_existing=True))]

    def _set(self, planned: Planned, **values: object) -> None:
        self._run(update(PlannedMessageRow).where(col(PlannedMessageRow.id) == planned.id).values(**values))

    def _run(self, statement: Any) -> int:
        result: Any = self._session.execute(statement.execution_options(synchronize_session=False))
        return int(result.rowcount)


_DUE = (
    select(col(PlannedMessageRow.id), col(PatientRow.account_id))
    .join(AppointmentRow, col(AppointmentRow.id) == col(PlannedMessageRow.appointment_id))
    .join(PatientRow, col(PatientRow.id) == col(AppointmentRow.patient_id))
    .join(AccountRow, col(AccountRow.id) == col(PatientRow.account_id))
)


def sent_as(planned: Planned) -> str:
    """The key of the outbox row that says this; another one where an earlier row was given up unsent."""
    return f"{planned.key}:{planned.round}" if planned.round else planned.key


def _lively(account_ids: Collection[int], since: datetime) -> Select[*Rows]:
    """What was released since then, or is still planned. What waits in the outbox and is untrue by now never goes."""
    row, appointment, message = PlannedMessageRow, AppointmentRow, OutboundMessageRow
    untrue = or_(
        col(appointment.starts_at) != col(row.starts_at), col(appointment.status) == Status.CANCELLED
    ) & exists().where(col(message.key) == col(row.sent_as), col(message.status) == OutboundStatus.QUEUED)
    sent = (col(row.status) == PlannedStatus.RELEASED) & (col(row.updated_at) > since) & ~untrue
    planned = col(row.status) == PlannedStatus.PLANNED
    return JOINED.where(col(PatientRow.account_id).in_(account_ids), or_(sent, planned))


_AGAIN = ("doctor_id", "starts_at", "due_at", "useful_until", "status", "updated_at")
"""What of a message that is planned again is as it would be of a new one."""


def _fresh(appointment: Appointment, kind: str, wanted: Wanted, now: datetime) -> dict[str, Any]:
    return {
        "key": _key(appointment, kind, wanted),
        "kind": kind,
        "step": wanted.step,
        "appointment_id": appointment.id,
        "doctor_id": appointment.doctor_id,
        "starts_at": appointment.starts_at,
        "due_at": wanted.due_at,
        "useful_until": wanted.useful_until,
        "status": PlannedStatus.PLANNED,
        "round": 0,
        "created_at": now,
        "updated_at": now,
    }


def _key(appointment: Appointment, kind: str, wanted: Wanted) -> str:
    start, step = appointment.starts_at.isoformat(), f":{wanted.step}" if wanted.step else ""
    return f"{kind}:{appointment.id}{step}:{start}"


def _outbound(ready: Ready, now: datetime) -> dict[str, Any]:
    first = ready.rows[0]
    return {
        "key": sent_as(first),
        "conversation_id": ready.conversation_id,
        "appointment_id": first.appointment.id,
        "kind": first.kind,
        "priority": 1,  # replies, which somebody waits for, go before it
        "payload": ready.payload,
        "status": OutboundStatus.QUEUED,
        "due_at": now,
        "expires_at": min(row.useful_until for row in ready.rows),
        "attempts": 0,
        "fence": 0,
        "created_at": now,
        "updated_at": now,
    }
