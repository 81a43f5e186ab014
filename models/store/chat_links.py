"""One-time links that tie an account made at the desk to the chat of whoever opens them."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.crypto import Keyring
from models.store.audit import AuditStore
from models.store.people import PeopleStore
from models.store.rows import fetch
from models.tables import AccountRow, ChatLinkRow

LINK_VALID = timedelta(days=7)

TOKEN_BYTES = 16
"""128 bits: nobody guesses one. In letters that Telegram allows behind `?start=`."""


class ChatLinkStore:
    """A token is good once, for a week."""

    def __init__(self, session: Session, keyring: Keyring, people: PeopleStore, audit: AuditStore) -> None:
        self._session = session
        self._keyring = keyring
        self._people = people
        self._audit = audit

    def new(self, account_id: int, now: datetime, *, by: str = "desk") -> str:
        """A token for this account. Raises NotFound."""
        fetch(self._session, AccountRow, account_id, "account")
        token = secrets.token_urlsafe(TOKEN_BYTES)
        row = ChatLinkRow(account_id=account_id, token_hash=self._hash(token), expires_at=now + LINK_VALID)
        self._session.add(row)
        self._session.flush()
        self._audit.add(now, by, "new_link", "account", account_id)
        return token

    def redeem(self, token: str, account_id: int, now: datetime) -> bool:
        """Whoever has `account_id` holds the token: what it was made for becomes theirs. False where it is not good."""
        row = ChatLinkRow
        query = select(row).where(col(row.token_hash) == self._hash(token)).with_for_update()
        found = self._session.scalar(query.execution_options(populate_existing=True))
        if found is None or found.used_at is not None or found.expires_at <= now:
            return False
        found.used_at = now
        self._session.flush()
        self._people.merge(account_id, found.account_id, now)
        return True

    def _hash(self, token: str) -> str:
        return self._keyring.lookup(f"chat_link:{token}")
