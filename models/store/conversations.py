"""Conversations: their state, who may advance them, and which of them wait for a person."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import CTE, Select, case, exists, func, select, true, update
from sqlalchemy.orm import Session
from sqlmodel import col

from models.errors import NotFound, StaleLease
from models.store.audit import AuditStore
from models.store.clinic import ClinicStore
from models.store.people import PeopleStore
from models.store.rows import changed, fetch, known, try_insert
from models.tables import (
    AccountRow,
    AddressRow,
    ClinicVersionRow,
    ConversationRow,
    DoctorChatRow,
    HandoffRow,
    InboundMessageRow,
)
from models.views import Conversation, Handoff
from models.words import ALARM, ActorKind, Channel, InboundStatus


class Locked(NamedTuple):
    """A conversation's rows that are nobody else's until the transaction ends, and the version of the clinic's facts
    that was read with them."""

    row: ConversationRow
    address: AddressRow
    account: AccountRow  # kept, so that whoever asks for it is answered from memory
    is_doctors: bool
    token: str


class ConversationStore:
    """One conversation an address. Its lease and fence are given out by `store.inbox.claim`."""

    def __init__(self, session: Session, people: PeopleStore, clinic: ClinicStore, audit: AuditStore) -> None:
        self._session = session
        self._people = people
        self._clinic = clinic
        self._audit = audit
        self._locked: dict[int, Locked] = {}

    def open(self, channel: Channel, address: str, now: datetime) -> Conversation:
        """The conversation with this address, made where there is none yet."""
        address_id = self._people.address_for(channel, address, now).id
        query = _JOINED.where(col(ConversationRow.address_id) == address_id)
        if self._session.execute(query).first() is None:
            try_insert(self._session, ConversationRow(address_id=address_id, created_at=now))
        return _view(*self._session.execute(query).one())

    def get(self, conversation_id: int) -> Conversation:
        """One conversation. Raises NotFound."""
        if (ours := self._locked.get(conversation_id)) is not None:
            return _view(ours.row, ours.address, ours.is_doctors)
        return self._one(_JOINED.where(col(ConversationRow.id) == conversation_id), conversation_id)

    def lock(self, conversation_id: int, fence: int | None = None, *, patience: float | None = None) -> Conversation:
        """The conversation, nobody else's until this transaction ends.

        With `patience`, this and whatever else the transaction has to wait for is waited for only so many seconds each,
        as in `Database.write`. Raises Busy then, NotFound, and StaleLease where the lease under that fence has passed
        to somebody else.
        """
        query = LOCKED.where(col(ConversationRow.id) == conversation_id)
        if patience is not None and self._session.get_bind().dialect.name == "postgresql":
            query = query.join_from(ConversationRow, _waiting(patience), true())
        query = query.with_for_update(of=ConversationRow, key_share=True)
        found = self._session.execute(query.execution_options(populate_existing=True)).first()
        if found is None:
            raise NotFound("conversation", conversation_id)
        self.are_ours(Locked(*found))
        if fence is not None and found[0].fence != fence:
            raise StaleLease("conversation", conversation_id)
        return self.get(conversation_id)

    def are_ours(self, locked: Locked) -> None:
        """These rows have just been locked by this transaction."""
        self._locked[known(locked.row.id)] = locked
        self._clinic.at(locked.token)

    def let_go(self, conversation_id: int, fence: int, until: datetime | None) -> bool:
        """End the lease under that fence, now or then, if this transaction has locked the conversation. Raises
        StaleLease where it has passed on."""
        ours = self._locked.get(conversation_id)
        if ours is None:
            return False
        if ours.row.fence != fence:
            raise StaleLease("conversation", conversation_id)
        ours.row.lease_until = until
        return True

    def save(self, conversation_id: int, state: str, version: int) -> int:
        """Keep a new state in place of the version it was made from; the new version.

        Raises StaleLease where somebody else saved in between.
        """
        if (ours := self._locked.get(conversation_id)) is not None:
            if ours.row.version != version:
                raise StaleLease("conversation", conversation_id)
            ours.row.state, ours.row.version = state, version + 1
            return version + 1
        row = ConversationRow
        statement = (
            update(row)
            .where(col(row.id) == conversation_id, col(row.version) == version)
            .values(state=state, version=version + 1)
        )
        if not changed(self._session, statement):
            raise StaleLease("conversation", conversation_id)
        return version + 1

    def mute(self, conversation_id: int, now: datetime, *, by: str = "patient") -> None:
        """The bot keeps quiet until `unmute`."""
        row = fetch(self._session, ConversationRow, conversation_id, "conversation")
        row.muted_at = row.muted_at or now
        self._audit.add(now, by, "mute", "conversation", conversation_id)

    def unmute(self, conversation_id: int, now: datetime, *, by: str = "desk") -> None:
        """The bot speaks again."""
        fetch(self._session, ConversationRow, conversation_id, "conversation").muted_at = None
        self._audit.add(now, by, "unmute", "conversation", conversation_id)

    def open_handoff(
        self,
        conversation_id: int,
        reason: str,
        now: datetime,
        *,
        urgent: bool = False,
        anew: bool = False,
        by: ActorKind = "patient",
    ) -> int:
        """Put a conversation before the front desk; its id. One that is open for the same reason is not doubled, but
        may become urgent. `anew`: it has happened again, and the message in hand is the one to read. `reason` is a
        code, never what was written."""
        row = HandoffRow
        query = select(row).where(col(row.conversation_id) == conversation_id, col(row.released_at).is_(None))
        handoff = self._session.scalar(query.where(col(row.reason) == reason))
        if handoff is None:
            handoff = HandoffRow(conversation_id=conversation_id, reason=reason, urgent=urgent, opened_at=now)
            handoff.message_id = self._in_hand(conversation_id)
            self._session.add(handoff)
            self._session.flush()
            self._audit.add(now, by, "open_handoff", "conversation", conversation_id, reason=reason)
        elif anew or (urgent and not handoff.urgent):
            handoff.urgent, handoff.message_id = handoff.urgent or urgent, self._in_hand(conversation_id)
        return known(handoff.id)

    def is_waiting(self, conversation_id: int, reason: str) -> bool:
        """Whether it is before the front desk for this reason, and not released."""
        row = HandoffRow
        query = select(col(row.id)).where(col(row.conversation_id) == conversation_id, col(row.reason) == reason)
        return self._session.scalar(query.where(col(row.released_at).is_(None)).limit(1)) is not None

    def _in_hand(self, conversation_id: int) -> int | None:
        """The message that is being handled: a conversation's messages are taken up one after the other, an alarm
        before those that were tried in vain and wait."""
        row = InboundMessageRow
        begun = select(col(row.id)).where(col(row.conversation_id) == conversation_id, col(row.attempts) > 0)
        waiting = begun.where(col(row.status) == InboundStatus.WAITING)
        return self._session.scalar(waiting.order_by(col(row.urgent).desc(), col(row.id)).limit(1))

    def settle_handoff(self, conversation_id: int, reason: str, now: datetime, *, by: str = "patient") -> None:
        """What was open for this reason is over by itself."""
        row = HandoffRow
        query = select(row).where(col(row.conversation_id) == conversation_id, col(row.released_at).is_(None))
        for handoff in self._session.scalars(query.where(col(row.reason) == reason)):
            handoff.released_at, handoff.released_by = now, by

    def release(self, conversation_id: int, now: datetime, *, by: str = "desk") -> int:
        """Close all that is open for this conversation and let the bot speak again; how many were open."""
        row = HandoffRow
        query = select(row).where(col(row.conversation_id) == conversation_id, col(row.released_at).is_(None))
        waiting = list(self._session.scalars(query))
        for handoff in waiting:
            handoff.released_at, handoff.released_by = now, by
        self.unmute(conversation_id, now, by=by)
        return len(waiting)

    def handoffs(self, *, released: bool = False) -> list[Handoff]:
        """What waits for a person: alarms first, then what is urgent, then longest waiting first; with `released`, all
        there ever was."""
        row = HandoffRow
        query = (
            select(row, AddressRow)
            .join(ConversationRow, col(ConversationRow.id) == col(row.conversation_id))
            .join(AddressRow, col(AddressRow.id) == col(ConversationRow.address_id))
            .order_by(case((col(row.reason) == ALARM, 0), else_=1), col(row.urgent).desc(), col(row.id))
        )
        if not released:
            query = query.where(col(row.released_at).is_(None))
        return [_handoff(*found) for found in self._session.execute(query)]

    def _one(self, query: Select[ConversationRow, AddressRow, bool], conversation_id: int) -> Conversation:
        found = self._session.execute(query.execution_options(populate_existing=True)).first()
        if found is None:
            raise NotFound("conversation", conversation_id)
        return _view(*found)


_IS_DOCTORS = exists(select(col(DoctorChatRow.id)).where(col(DoctorChatRow.conversation_id) == col(ConversationRow.id)))

_JOINED: Select[ConversationRow, AddressRow, bool] = select(ConversationRow, AddressRow, _IS_DOCTORS).join(
    AddressRow, col(AddressRow.id) == col(ConversationRow.address_id)
)

LOCKED: Select[ConversationRow, AddressRow, AccountRow, bool, str] = (
    select(ConversationRow, AddressRow, AccountRow, _IS_DOCTORS, select(col(ClinicVersionRow.token)).scalar_subquery())
    .join(AddressRow, col(AddressRow.id) == col(ConversationRow.address_id))
    .join(AccountRow, col(AccountRow.id) == col(AddressRow.account_id))
)
"""What `Locked` holds: all that a turn needs to know of whoever writes, in one statement."""


def _waiting(seconds: float) -> CTE:
    """Sets how long locks are waited for: to be joined with, since a row is put together before it is locked. One
    statement less for every turn."""
    setting = func.set_config("lock_timeout", str(round(seconds * 1000)), True)
    return select(setting.label("patience")).cte("waiting").prefix_with("MATERIALIZED")


def _view(row: ConversationRow, address: AddressRow, is_doctors: bool) -> Conversation:
    return Conversation(
        id=known(row.id),
        account_id=address.account_id,
        address_id=row.address_id,
        channel=address.channel,
        address=address.address,
        state=row.state,
        version=row.version,
        muted_at=row.muted_at,
        fence=row.fence,
        is_doctors=is_doctors,
    )


def _handoff(row: HandoffRow, address: AddressRow) -> Handoff:
    return Handoff(
        id=known(row.id),
        conversation_id=row.conversation_id,
        channel=address.channel,
        address=address.address,
        reason=row.reason,
        urgent=row.urgent,
        opened_at=row.opened_at,
        released_at=row.released_at,
        message_id=row.message_id,
    )
