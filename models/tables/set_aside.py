"""What could not be worked on, and which keys the data was written with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.tables.base import Row
from models.types import Encrypted, UtcDateTime


class SetAsideRow(Row, table=True):
    """One thing that failed, so that the others could go on. `item` is its id within its kind, `fault` a code.

    It is left out until `again_at`; without one, until somebody says so. `kept` is what would else have been lost.
    """

    __tablename__ = "set_aside"
    __table_args__ = (UniqueConstraint("kind", "item"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    item: str
    fault: str
    attempts: int = 1
    kept: str | None = Field(default=None, sa_type=Encrypted)
    first_at: datetime = Field(sa_type=UtcDateTime)
    last_at: datetime = Field(sa_type=UtcDateTime)
    again_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class KeyProofRow(Row, table=True):
    """A known text under the encryption key, and its hash under the lookup key: other keys are found out by it."""

    __tablename__ = "key_proof"

    id: int | None = Field(default=None, primary_key=True)
    proof: str = Field(sa_type=Encrypted)
    lookup: str
