"""The inbox: what providers handed over, handled once, in order, one message of a conversation at a time."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select, text, update
from sqlalchemy.orm import Session
from sqlmodel import col

from models.errors import NotFound, StaleLease
from models.store.conversations import LOCKED, ConversationStore, Locked
from models.store.people import PeopleStore
from models.store.rows import changed, fetch, known, try_insert
from models.tables import AccountRow, AppointmentRow, ConversationRow, InboundMessageRow, PatientRow
from models.views import InboundClaim, InboundMessage
from models.words import ACTIVE, Channel, InboundStatus

_WAITING = text("inbound_message.status = 'waiting'")  # word for word the partial index's condition
_URGENT = text("inbound_message.status = 'waiting' AND inbound_message.urgent")  # and of the other one


class InboxStore:
    """Messages in. A claim is the right to advance a conversation, for as long as its lease lasts."""

    def __init__(self, session: Session, people: PeopleStore, conversations: ConversationStore) -> None:
        self._session = session
        self._people = people
        self._conversations = conversations

    def add(
        self, channel: Channel, provider_id: str, address: str, payload: str, now: datetime, *, urgent: bool = False
    ) -> int | None:
        """Keep a message; its id, or None for one that is here already. Once committed it may be acknowledged.

        What is `urgent` is handed out before all that waits.
        """
        row = InboundMessageRow
        repeat = select(col(row.id)).where(col(row.channel) == channel, col(row.provider_id) == provider_id)
        if self._session.scalar(repeat) is not None:
            return None
        conversation = self._conversations.open(channel, address, now)
        message = InboundMessageRow(
            channel=channel,
            provider_id=provider_id,
            conversation_id=conversation.id,
            payload=payload,
            received_at=now,
            urgent=urgent,
        )
        if not try_insert(self._session, message):
            return None
        self._people.heard_from(conversation.address_id, now)
        return known(message.id)

    def claim(self, now: datetime, lease: timedelta) -> InboundClaim | None:
        """The first of those that `claim_several` would; None where nothing waits."""
        return next(iter(self.claim_several(now, lease, 1)), None)

    def claim_several(
        self, now: datetime, lease: timedelta, limit: int, *, urgent_only: bool = False
    ) -> list[InboundClaim]:
        """Up to `limit` waiting messages, the oldest of each conversation that nobody holds; an urgent one before all
        others, its own conversation's included: what it gets to hear needs nothing that came before.

        The rows are locked: another worker that saw them waiting a moment ago sees them anew, or skips them.
        """
        message, conversation = InboundMessageRow, ConversationRow
        query = (
            LOCKED.add_columns(message, _booked(now))
            .join(message, col(message.conversation_id) == col(conversation.id))
            .where(_URGENT if urgent_only else _WAITING)
            .where(or_(col(conversation.lease_until).is_(None), col(conversation.lease_until) <= now))
            .order_by(col(message.urgent).desc(), col(message.id))
            .limit(limit)
            .with_for_update(of=[message, conversation], skip_locked=True, key_share=True)
        )
        first: dict[int, tuple[Locked, InboundMessageRow, int]] = {}
        for *theirs, waiting, booked in self._session.execute(query.execution_options(populate_existing=True)).all():
            first.setdefault(waiting.conversation_id, (Locked(*theirs), waiting, booked))
        return [self._lease(*one, now + lease) for one in first.values()]

    def next_due(self, now: datetime) -> datetime | None:
        """When the next message may be handed out that waits for a lease to end; None where none does."""
        message, conversation = InboundMessageRow, ConversationRow
        query = (
            select(func.min(col(conversation.lease_until)))
            .join(message, col(message.conversation_id) == col(conversation.id))
            .where(_WAITING, col(conversation.lease_until) > now)
        )
        return self._session.scalar(query)

    def renew(self, claim: InboundClaim, until: datetime) -> None:
        """Keep the lease longer. Raises StaleLease where it has passed on."""
        self._release(claim, until)

    def finish(self, claim: InboundClaim, now: datetime) -> None:
        """The message has had its effect, in this transaction. Raises StaleLease, which must undo it."""
        self._release(claim, None)
        row = InboundMessageRow
        ended = update(row).where(col(row.id) == claim.message_id)
        if not changed(self._session, ended.values(status=InboundStatus.HANDLED, handled_at=now)):
            raise NotFound("message", claim.message_id)

    def retry(self, claim: InboundClaim, at: datetime, error: str) -> None:
        """It could not be handled now; its conversation waits until `at`. `error` is a code. Raises StaleLease."""
        self._release(claim, at)
        fetch(self._session, InboundMessageRow, claim.message_id, "message").error = error

    def put_back(self, claim: InboundClaim, at: datetime) -> None:
        """It was not even begun: something it needs is somebody else's now. Its conversation waits until `at`, and the
        attempt does not count. Raises StaleLease."""
        self._release(claim, at)
        message = fetch(self._session, InboundMessageRow, claim.message_id, "message")
        message.attempts, message.error = claim.attempts - 1, "busy"

    def give_back(self, claim: InboundClaim) -> None:
        """Nothing has been done, and this attempt counts for nothing: as if it had not been claimed. Raises StaleLease
        where it never was: a database that goes away in a commit does not tell whether that counts."""
        self._release(claim, None, col(ConversationRow.lease_until) == claim.lease_until)
        fetch(self._session, InboundMessageRow, claim.message_id, "message").attempts = claim.attempts - 1

    def fail(self, claim: InboundClaim, now: datetime, error: str) -> None:
        """It will never be handled; the next of its conversation may be. `error` is a code. Raises StaleLease."""
        self._release(claim, None)
        message = fetch(self._session, InboundMessageRow, claim.message_id, "message")
        message.status, message.handled_at, message.error = InboundStatus.FAILED, now, error

    def again(self, message_id: int) -> None:
        """Staff want a message that failed handled after all. Raises NotFound for any other."""
        message = fetch(self._session, InboundMessageRow, message_id, "message")
        if message.status != InboundStatus.FAILED:
            raise NotFound("message that failed under", message_id)
        message.status, message.attempts = InboundStatus.WAITING, 0

    def newest(self, channel: Channel) -> datetime | None:
        """When the last message of a channel was kept; None where there is none."""
        row = InboundMessageRow
        newest = select(row).where(col(row.channel) == channel).order_by(col(row.id).desc()).limit(1)
        found = self._session.scalar(newest)
        return None if found is None else found.received_at

    def waiting(self) -> int:
        """How many messages wait, those being handled included."""
        return self._session.scalar(select(func.count()).select_from(InboundMessageRow).where(_WAITING)) or 0

    def latest(self, conversation_id: int, *, limit: int = 50) -> list[InboundMessage]:
        """A conversation's latest messages, oldest first."""
        row = InboundMessageRow
        query = select(row).where(col(row.conversation_id) == conversation_id).order_by(col(row.id).desc()).limit(limit)
        return [_view(one) for one in reversed(list(self._session.scalars(query)))]

    def get(self, message_id: int) -> InboundMessage | None:
        """One message, unless it has been forgotten."""
        row = self._session.get(InboundMessageRow, message_id)
        return None if row is None else _view(row)

    def _lease(self, theirs: Locked, message: InboundMessageRow, booked: int, until: datetime) -> InboundClaim:
        self._conversations.are_ours(theirs)
        conversation = theirs.row
        conversation.lease_until, conversation.fence = until, conversation.fence + 1
        message.attempts += 1
        return InboundClaim(
            message_id=known(message.id),
            conversation_id=known(conversation.id),
            channel=message.channel,
            address=theirs.address.address,
            payload=message.payload,
            received_at=message.received_at,
            urgent=message.urgent,
            attempts=message.attempts,
            fence=conversation.fence,
            lease_until=until,
            booked=booked,
        )

    def _release(self, claim: InboundClaim, until: datetime | None, *more: ColumnElement[bool]) -> None:
        if not more and self._conversations.let_go(claim.conversation_id, claim.fence, until):
            return
        row = ConversationRow
        statement = (
            update(row)
            .where(col(row.id) == claim.conversation_id, col(row.fence) == claim.fence, *more)
            .values(lease_until=until)
        )
        if not changed(self._session, statement):
            raise StaleLease("conversation", claim.conversation_id)


def _booked(now: datetime) -> ScalarSelect[int]:
    """How many active appointments that have not ended whoever wrote a message has."""
    row = AppointmentRow
    own = select(func.count()).select_from(row).join(PatientRow, col(PatientRow.id) == col(row.patient_id))
    own = own.where(col(PatientRow.account_id) == col(AccountRow.id), col(row.status).in_(ACTIVE))
    return own.where(col(row.ends_at) > now).correlate(AccountRow).scalar_subquery()


def _view(row: InboundMessageRow) -> InboundMessage:
    return InboundMessage(
        id=known(row.id),
        channel=row.channel,
        provider_id=row.provider_id,
        conversation_id=row.conversation_id,
        payload=row.payload,
        status=InboundStatus(row.status),
        attempts=row.attempts,
        error=row.error,
        received_at=row.received_at,
    )
