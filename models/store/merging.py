"""Two accounts that turn out to be one person's: made one, and parted again where that was a mistake."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from models.crypto import Keyring
from models.errors import NotFound
from models.store.audit import AuditStore
from models.store.people import phone_hash
from models.store.rows import fetch, known
from models.tables import AccountMergeRow, AccountRow, AddressRow, JoinRequestRow, PatientRow
from models.views import Merge

_KEPT = ("language", "consent_store_at", "consent_remind_at", "reminders_off_at")


class MergeStore:
    """Merging is for whoever has proof of both accounts and their person's word; this store only keeps the books."""

    def __init__(self, session: Session, keyring: Keyring, audit: AuditStore) -> None:
        self._session = session
        self._keyring = keyring
        self._audit = audit

    def merge(self, account_id: int, other_id: int, now: datetime, *, by: str = "patient") -> int:
        """The other account becomes part of this one, and its phone with it; the merge's id. Raises NotFound."""
        row, other = fetch(self._session, AccountRow, account_id, "account"), self._locked(other_id)
        moved = {
            "addresses": self._move(AddressRow, other_id, account_id),
            "patients": self._move(PatientRow, other_id, account_id),
            "before": _words(row),
            "other": _words(other),
            "other_created_at": other.created_at.isoformat(),
        }
        record = AccountMergeRow(
            account_id=account_id, moved=moved, phone=other.phone, phone_before=row.phone, merged_at=now
        )
        self._session.execute(
            update(AccountMergeRow).where(col(AccountMergeRow.account_id) == other_id).values(account_id=account_id)
        )
        self._session.add(record)
        self._session.execute(delete(JoinRequestRow).where(col(JoinRequestRow.noted_id) == other_id))
        for name in _KEPT:
            setattr(row, name, getattr(row, name) or getattr(other, name))
        phone = other.phone or row.phone
        self._session.delete(other)
        self._session.flush()
        self._give(row, phone)
        self._session.flush()
        self._audit.add(now, by, "merge", "account", account_id, merged=other_id)
        return known(record.id)

    def part(self, merge_id: int, now: datetime, *, by: str = "desk") -> int:
        """Undo a merge: addresses, people, phone and consents are as before it; the id of the account that is on its
        own again. What was booked since stays with whom it was booked for. Raises NotFound."""
        record = fetch(self._session, AccountMergeRow, merge_id, "merge")
        if record.parted_at is not None:
            raise NotFound("merge", merge_id)
        row = fetch(self._session, AccountRow, record.account_id, "account")
        self._restore(row, record.moved["before"])
        self._give(row, record.phone_before)
        self._session.flush()
        other = AccountRow(created_at=datetime.fromisoformat(record.moved["other_created_at"]))
        self._restore(other, record.moved["other"])
        self._give(other, record.phone)
        self._session.add(other)
        self._session.flush()
        for table, ids in ((AddressRow, record.moved["addresses"]), (PatientRow, record.moved["patients"])):
            self._session.execute(update(table).where(col(table.id).in_(ids)).values(account_id=other.id))
        record.parted_at = now
        self._audit.add(now, by, "part", "account", record.account_id, parted=known(other.id))
        return known(other.id)

    def merges(self) -> list[Merge]:
        """All merges that stand, the latest first."""
        query = select(AccountMergeRow).where(col(AccountMergeRow.parted_at).is_(None))
        rows = self._session.scalars(query.order_by(col(AccountMergeRow.id).desc()))
        return [Merge(known(row.id), row.account_id, tuple(row.moved["patients"]), row.merged_at) for row in rows]

    def _move(self, table: type[AddressRow] | type[PatientRow], other_id: int, account_id: int) -> list[int]:
        ids = list(self._session.scalars(select(col(table.id)).where(col(table.account_id) == other_id)))
        owned = update(table).where(col(table.id).in_(ids)).values(account_id=account_id)
        self._session.execute(owned.execution_options(synchronize_session="fetch"))
        return [known(one) for one in ids]

    def _locked(self, account_id: int) -> AccountRow:
        row = self._session.get(AccountRow, account_id, with_for_update=True, populate_existing=True)
        if row is None:
            raise NotFound("account", account_id)
        return row

    def _give(self, row: AccountRow, phone: str | None) -> None:
        row.phone = phone
        row.phone_hash = None if phone is None else phone_hash(self._keyring, phone)

    def _restore(self, row: AccountRow, words: dict[str, str | None]) -> None:
        row.language = words["language"]
        for name in _KEPT[1:]:
            at = words.get(name)  # of an older merge, not all that is kept now is written down
            setattr(row, name, None if at is None else datetime.fromisoformat(at))


def _words(row: AccountRow) -> dict[str, Any]:
    """Language and consents, as JSON."""
    moments = {name: getattr(row, name) for name in _KEPT[1:]}
    return {"language": row.language, **{name: at.isoformat() if at else None for name, at in moments.items()}}
