"""The outbox: what is to be said, once, in order. Delivery is the only one to claim from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from models.errors import NotFound, StaleLease
from models.store.clinic import ClinicStore
from models.store.outbox_due import due, due_next, fresh
from models.store.outbox_view import JOINED, Joined, view
from models.store.rows import changed, fetch, insert_once, known
from models.tables import AddressRow, OutboundMessageRow
from models.views import OutboundMessage
from models.words import PRIORITIES, Channel, OutboundStatus, Priority


class OutboxStore:
    """Messages out. What was claimed must be recorded under its fence; whoever has slept past the lease is refused."""

    def __init__(self, session: Session, clinic: ClinicStore) -> None:
        self._session = session
        self._clinic = clinic
        self._claimed: dict[int, OutboundMessageRow] = {}  # locked by this transaction

    def put(
        self,
        key: str,
        conversation_id: int,
        kind: str,
        payload: str,
        now: datetime,
        *,
        due_at: datetime | None = None,
        expires_at: datetime | None = None,
        appointment_id: int | None = None,
        priority: Priority = 0,
    ) -> bool:
        """Have a message sent when it is due, at once by default. False, and no change, where the key was used before.

        After `expires_at` it is not sent any more. Of what is due at once, a lower `priority` goes first; within a
        conversation messages go in the order of their due times.
        """
        row = OutboundMessageRow(
            key=key,
            conversation_id=conversation_id,
            appointment_id=appointment_id,
            kind=kind,
            priority=priority,
            payload=payload,
            due_at=due_at or now,
            expires_at=expires_at,
            created_at=now,
            updated_at=now,
        )
        return insert_once(self._session, row) is not None

    def claim(
        self,
        now: datetime,
        lease: timedelta,
        *,
        limit: int = 1,
        channels: Collection[Channel] | None = None,
        priorities: Sequence[Priority] = PRIORITIES,
    ) -> list[OutboundMessage]:
        """Up to `limit` messages that are due, the first unsent one of each conversation. Expired ones are skipped, and
        what comes after them is looked for at once."""
        while found := self._due(now, limit, channels, priorities):
            if claimed := list(self._lease(found, now, now + lease)):
                return claimed
        return []

    def next_due(self, now: datetime) -> datetime | None:
        """When the next message will be due, or have waited long enough, or be let go by whoever died with it."""
        return self._session.scalar(due_next(now))

    def sending(self, message: OutboundMessage, now: datetime) -> None:
        """The provider is about to be called; commit this first. Raises StaleLease."""
        if (ours := self._claimed.get(message.id)) is not None:
            ours.sending_since = ours.updated_at = now
            return
        self._record(message, now, OutboundStatus.CLAIMED, sending_since=now)

    def sent(self, message: OutboundMessage, now: datetime, provider_id: str) -> None:
        """The provider has accepted it. Raises StaleLease, as do the following."""
        self._record(message, now, OutboundStatus.SENT, provider_id=provider_id, error=None)

    def sent_after_all(self, message: OutboundMessage, now: datetime, provider_id: str) -> None:
        """It was accepted, and parked as unknown by somebody who could not know. Raises StaleLease where it is not."""
        row = OutboundMessageRow
        statement = (
            update(row)
            .where(col(row.id) == message.id, col(row.status) == OutboundStatus.UNKNOWN)
            .values(status=OutboundStatus.SENT, updated_at=now, provider_id=provider_id, error=None)
        )
        if not changed(self._session, statement):
            raise StaleLease("message", message.id)

    def give_back(self, message: OutboundMessage, lease_until: datetime, now: datetime) -> None:
        """In this attempt the provider was not called, and it counts for nothing: as if it had not been claimed. Where
        it never was (a database that goes away in a commit does not tell), somebody else may have claimed it since
        under the same fence: the lease tells theirs from ours."""
        row, mine = OutboundMessageRow, message.attempts - 1
        if self._session.scalar(select(col(row.lease_until)).where(col(row.id) == message.id)) != lease_until:
            raise StaleLease("message", message.id)
        self._record(message, now, OutboundStatus.QUEUED, attempts=mine, sending_since=message.sending_since)

    def retry(self, message: OutboundMessage, now: datetime, at: datetime, error: str) -> None:
        """It was certainly not accepted; try again at `at`. Later ones of its conversation wait. `error` is a code."""
        self._record(message, now, OutboundStatus.QUEUED, next_attempt_at=at, error=error, sending_since=None)

    def postpone(self, message: OutboundMessage, now: datetime, due_at: datetime) -> None:
        """It is not to be sent before `due_at`; what is due earlier in its conversation goes first."""
        self._record(message, now, OutboundStatus.QUEUED, due_at=due_at, next_attempt_at=None, sending_since=None)

    def fail(self, message: OutboundMessage, now: datetime, error: str) -> None:
        """It will never be accepted."""
        self._record(message, now, OutboundStatus.FAILED, error=error)

    def unknown(self, message: OutboundMessage, now: datetime, error: str) -> None:
        """It may or may not have been accepted, and nobody can be asked: parked for staff to look at."""
        self._record(message, now, OutboundStatus.UNKNOWN, error=error)

    def skip(self, message: OutboundMessage, now: datetime, error: str) -> None:
        """It is not to be sent after all: no longer true, or not wanted. `error` says why, as a code."""
        self._record(message, now, OutboundStatus.SKIPPED, error=error)

    def skip_for(self, appointment_id: int, now: datetime, error: str, *, kinds: Collection[str]) -> int:
        """Skip what is queued about an appointment; how many. What is claimed is checked again before it is sent."""
        row = OutboundMessageRow
        statement = (
            update(row)
            .where(col(row.appointment_id) == appointment_id, col(row.kind).in_(kinds))
            .where(col(row.status) == OutboundStatus.QUEUED)
            .values(status=OutboundStatus.SKIPPED, error=error, updated_at=now)
        )
        result: Any = self._session.execute(statement.execution_options(synchronize_session=False))
        return int(result.rowcount)

    def reported(
        self, channel: Channel, provider_id: str, status: OutboundStatus, now: datetime, error: str | None = None
    ) -> bool:
        """The provider's word on what became of a message. Only ever forward: False where it says nothing new."""
        row, later = OutboundMessageRow, (OutboundStatus.DELIVERED, OutboundStatus.UNDELIVERED, OutboundStatus.FAILED)
        if status not in later:
            return False
        mine = JOINED.where(col(row.provider_id) == provider_id, col(AddressRow.channel) == channel)
        found = self._session.execute(mine.where(col(row.status) == OutboundStatus.SENT)).first()
        if found is None:
            return False
        statement = update(row).where(col(row.id) == found[0].id, col(row.status) == OutboundStatus.SENT)
        return changed(self._session, statement.values(status=status, error=error, updated_at=now))

    def requeue(self, message_id: int, now: datetime) -> None:
        """Staff want a failed, unknown or skipped message sent after all. Raises NotFound for any other."""
        row = fetch(self._session, OutboundMessageRow, message_id, "message")
        if row.status not in (OutboundStatus.FAILED, OutboundStatus.UNKNOWN, OutboundStatus.SKIPPED):
            raise NotFound("message that could be sent again under", message_id)
        row.status, row.next_attempt_at, row.expires_at, row.sending_since = OutboundStatus.QUEUED, None, None, None
        row.updated_at = now

    def get(self, key: str) -> OutboundMessage | None:
        """The message with that key."""
        found = self._session.execute(fresh(JOINED.where(col(OutboundMessageRow.key) == key))).first()
        return None if found is None else view(*found)

    def among(self, keys: Collection[str]) -> list[OutboundMessage]:
        """The messages with these keys."""
        if not keys:
            return []
        found = self._session.execute(fresh(JOINED.where(col(OutboundMessageRow.key).in_(keys))))
        return [view(*one) for one in found]

    def sent_as(self, conversation_id: int, provider_id: str) -> OutboundMessage | None:
        """The latest message of a conversation that the provider knows by this id: one may have replaced another."""
        row = OutboundMessageRow
        query = JOINED.where(col(row.provider_id) == provider_id, col(row.conversation_id) == conversation_id)
        found = self._session.execute(fresh(query.order_by(col(row.id).desc()))).first()
        return None if found is None else view(*found)

    def maybe_sent(self, conversation_id: int, appointment_id: int, kind: str) -> bool:
        """Whether a message of that kind about this appointment went to this conversation, or may have."""
        row, unsent = OutboundMessageRow, (OutboundStatus.SKIPPED, OutboundStatus.FAILED)
        query = select(col(row.id)).where(col(row.conversation_id) == conversation_id, col(row.kind) == kind)
        query = query.where(col(row.appointment_id) == appointment_id, col(row.status).not_in(unsent))
        return self._session.scalar(query.limit(1)) is not None

    def latest(
        self,
        *,
        statuses: Collection[OutboundStatus] | None = None,
        conversation_id: int | None = None,
        limit: int = 100,
    ) -> list[OutboundMessage]:
        """The latest messages, oldest first."""
        row = OutboundMessageRow
        query = JOINED.order_by(col(row.id).desc()).limit(limit)
        if statuses is not None:
            query = query.where(col(row.status).in_(statuses))
        if conversation_id is not None:
            query = query.where(col(row.conversation_id) == conversation_id)
        return [view(*found) for found in reversed(self._session.execute(fresh(query)).all())]

    def _due(
        self, now: datetime, limit: int, channels: Collection[Channel] | None, priorities: Sequence[Priority]
    ) -> list[Row[*Joined, str]]:
        found: list[Row[*Joined, str]] = []
        for priority in priorities:
            if len(found) == limit:
                break
            query = due(now, priority).limit(limit - len(found))
            if channels is not None:
                query = query.where(col(AddressRow.channel).in_(channels))
            found += self._session.execute(fresh(query)).all()
        if found:
            self._clinic.at(found[-1][-1])
        return found

    def _lease(self, found: Sequence[Row[*Joined, str]], now: datetime, until: datetime) -> Iterator[OutboundMessage]:
        for row, address, language, _ in found:
            row.updated_at, row.fence = now, row.fence + 1
            if row.expires_at is not None and row.expires_at <= now:
                row.status, row.error = OutboundStatus.SKIPPED, "expired"
                continue
            row.status, row.lease_until, row.attempts = OutboundStatus.CLAIMED, until, row.attempts + 1
            self._claimed[known(row.id)] = row
            yield view(row, address, language)

    def _record(self, message: OutboundMessage, now: datetime, status: OutboundStatus, **values: object) -> None:
        row = OutboundMessageRow
        statement = (
            update(row)
            .where(col(row.id) == message.id, col(row.fence) == message.fence)
            .where(col(row.status) == OutboundStatus.CLAIMED)
            .values(status=status, updated_at=now, **values)
        )
        if not changed(self._session, statement):
            raise StaleLease("message", message.id)
