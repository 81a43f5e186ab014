"""Whether the configured keys are those the clinic's data was written with: found out before anything is done."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.crypto import UNREADABLE, Keyring
from models.db import Database
from models.errors import KeysMissing
from models.store.rows import try_insert
from models.tables import AddressRow, KeyProofRow

_PROOF = "docspot"
_OTHER_KEYS = (
    "None of the encryption keys fits this clinic's data; put back the keys it was written with "
    "(DOCSPOT_ENCRYPTION_KEYS)."
)
_OTHER_LOOKUP = (
    "The lookup key is not the one this clinic's data was written with, and nobody would be recognised; put it back "
    "(DOCSPOT_LOOKUP_KEY)."
)


def check_keys(database: Database) -> None:
    """Compare with what the first start has kept, or keep it at the first start. Raises KeysMissing for other keys."""
    with database.read() as store:
        if _is_kept(store.session, database.keyring):
            return
    with database.write() as store:
        _keep(store.session, database.keyring)
        _is_kept(store.session, database.keyring)  # another process may have been first


def _is_kept(session: Session, keyring: Keyring) -> bool:
    row = session.get(KeyProofRow, 1)
    if row is None:
        return False
    if row.proof == UNREADABLE:
        raise KeysMissing(_OTHER_KEYS)
    if row.lookup != keyring.lookup(_PROOF):
        raise KeysMissing(_OTHER_LOOKUP)
    return True


def _keep(session: Session, keyring: Keyring) -> None:
    """Data of a version that kept no proof yet must itself fit."""
    written = list(session.scalars(select(AddressRow).order_by(col(AddressRow.id).desc()).limit(20)))
    readable = [row for row in written if row.address != UNREADABLE]
    if written and not readable:
        raise KeysMissing(_OTHER_KEYS)
    if readable and all(row.address_hash != keyring.lookup(f"{row.channel}:{row.address.strip()}") for row in readable):
        raise KeysMissing(_OTHER_LOOKUP)
    try_insert(session, KeyProofRow(id=1, proof=_PROOF, lookup=keyring.lookup(_PROOF)))
