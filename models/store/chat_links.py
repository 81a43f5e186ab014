"""One-time links that tie one booking of the desk to the chat of whoever opens them."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from models.crypto import Keyring
from models.store.audit import AuditStore
from models.store.planned_view import reachable
from models.store.rows import fetch
from models.tables import AddressRow, AppointmentRow, ChatLinkRow, ConversationRow, DoctorChatRow
from models.views import Reachable

LINK_VALID = timedelta(days=7)

TOKEN_BYTES = 16
"""128 bits: nobody guesses one. In letters that Telegram allows behind `?start=`."""


class ChatLinkStore:
    """A token is good once, for a week. The chat that opens it has that appointment, and nothing else of its person."""

    def __init__(self, session: Session, keyring: Keyring, audit: AuditStore) -> None:
        self._session = session
        self._keyring = keyring
        self._audit = audit

    def new(self, appointment_id: int, now: datetime, *, by: str = "desk") -> str:
        """A token for this appointment. Raises NotFound."""
        fetch(self._session, AppointmentRow, appointment_id, "appointment")
        token = secrets.token_urlsafe(TOKEN_BYTES)
        row = ChatLinkRow(appointment_id=appointment_id, token_hash=self._hash(token), expires_at=now + LINK_VALID)
        self._session.add(row)
        self._session.flush()
        self._audit.add(now, by, "new_link", "appointment", appointment_id)
        return token

    def redeem(self, token: str, conversation_id: int, now: datetime) -> int | None:
        """Tie the appointment of this token to a chat, and to no other any more; its id. None where it is not good."""
        row = ChatLinkRow
        query = select(row).where(col(row.token_hash) == self._hash(token)).with_for_update()
        found = self._session.scalar(query.execution_options(populate_existing=True))
        if found is None or found.used_at is not None or found.expires_at <= now:
            return None
        earlier = update(row).where(col(row.appointment_id) == found.appointment_id).values(conversation_id=None)
        self._session.execute(earlier)
        found.used_at, found.conversation_id = now, conversation_id
        self._session.flush()
        self._audit.add(now, "patient", "tie", "appointment", found.appointment_id, conversation=conversation_id)
        return found.appointment_id

    def ways(self, appointment_ids: Collection[int]) -> dict[int, Reachable]:
        """Where messages about these appointments go, of those that are tied to a chat which wants messages."""
        link, conversation, address, chat = ChatLinkRow, ConversationRow, AddressRow, DoctorChatRow
        query = (
            select(col(link.appointment_id), address, conversation)
            .join(conversation, col(conversation.id) == col(link.conversation_id))
            .join(address, col(address.id) == col(conversation.address_id))
            .outerjoin(chat, col(chat.conversation_id) == col(conversation.id))
            .where(col(link.appointment_id).in_(appointment_ids), col(address.opted_out_at).is_(None))
            .where(col(chat.id).is_(None))
        )
        return {number: reachable(here, talk) for number, here, talk in self._session.execute(query)}

    def _hash(self, token: str) -> str:
        return self._keyring.lookup(f"chat_link:{token}")
