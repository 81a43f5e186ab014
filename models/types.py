"""Column types: moments in UTC, and text that is encrypted on its way to the disk."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import DateTime, Text
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.types import TypeDecorator

from models.crypto import UNREADABLE, Keyring
from models.errors import KeysMissing

_KEYRINGS: WeakKeyDictionary[Dialect, Keyring] = WeakKeyDictionary()


def use_keyring(engine: Engine, keyring: Keyring) -> None:
    """Let this engine's encrypted columns use `keyring`. A dialect object belongs to one engine only."""
    _KEYRINGS[engine.dialect] = keyring


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Takes aware datetimes of any zone, gives aware UTC on both engines; refuses naive ones (ValueError).

    SQLite keeps `YYYY-MM-DD HH:MM:SS.ffffff` in UTC: text of one width, so that comparing it compares moments.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; without the zone where the engine has no type for it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without a zone was about to be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Back to an aware datetime in UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Encrypted(TypeDecorator[str]):
    """Text that is ciphertext on the disk. The same text gives another ciphertext every time: look up by keyed hash."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypt with the first key."""
        return None if value is None else _KEYRINGS[dialect].encrypt(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Decrypt with whichever key fits. Where none does, this one value is UNREADABLE: what stands beside it in the
        table is somebody else's, and must be had. That all keys are wrong is found out at the start."""
        if value is None:
            return None
        try:
            return _KEYRINGS[dialect].decrypt(value)
        except KeysMissing:
            return UNREADABLE
