"""People: accounts, the addresses they write from, and the patients they book for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from models.tables.base import Row, one_of
from models.types import Encrypted, UtcDateTime
from models.words import RELATIONS


class AccountRow(Row, table=True):
    """A person who writes to the clinic, on however many channels. A phone belongs to one account only."""

    __tablename__ = "account"

    id: int | None = Field(default=None, primary_key=True)
    language: str | None = None
    phone: str | None = Field(default=None, sa_type=Encrypted)
    phone_hash: str | None = Field(default=None, unique=True)
    consent_store_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    consent_remind_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reminders_off_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # asked for; whoever books for them
    created_at: datetime = Field(sa_type=UtcDateTime)


class AddressRow(Row, table=True):
    """Where an account can be reached: a phone number or a chat id. Verified once a message came from it."""

    __tablename__ = "address"
    __table_args__ = (UniqueConstraint("channel", "address_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    channel: str
    address: str = Field(sa_type=Encrypted)
    address_hash: str
    verified: bool = False
    opted_out_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_heard_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PatientRow(Row, table=True):
    """Somebody an account books for: the account holder, a child, a parent."""

    __tablename__ = "patient"
    __table_args__ = (one_of("relation", RELATIONS),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    name: str = Field(sa_type=Encrypted)
    relation: str
    created_at: datetime = Field(sa_type=UtcDateTime)


class JoinRequestRow(Row, table=True):
    """Whoever writes in this conversation has proven a number and a name of another account, which is asked whether
    the two are one person. A row lives until that is answered."""

    __tablename__ = "join_request"

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id", unique=True)
    noted_id: int = Field(foreign_key="account.id", index=True)
    asked_at: datetime = Field(sa_type=UtcDateTime)


class AccountMergeRow(Row, table=True):
    """Two accounts became one; what is needed to part them again. `moved`: ids, languages and consents, no names."""

    __tablename__ = "account_merge"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    moved: dict[str, Any] = Field(sa_type=JSON)
    phone: str | None = Field(default=None, sa_type=Encrypted)  # of the account that was absorbed
    phone_before: str | None = Field(default=None, sa_type=Encrypted)  # of the one that absorbed it
    merged_at: datetime = Field(sa_type=UtcDateTime)
    parted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
