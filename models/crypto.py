"""The keys: text encrypted at rest, and keyed hashes to look it up by."""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from models.errors import KeysMissing

UNREADABLE = "(cannot be read)"
"""What stands for a text that was written with a key which is not configured now: true wherever it is shown."""


class Keyring:
    """Encryption keys (the first writes, all read) and the lookup key.

    Each encryption key is 32 random bytes in URL-safe base64, as `Fernet.generate_key` gives; the lookup key is any
    text of at least 32 characters. The lookup key cannot be changed without hashing everything anew.
    Raises KeysMissing for keys that are none.
    """

    def __init__(self, encryption_keys: Sequence[str], lookup_key: str) -> None:
        if not encryption_keys or len(lookup_key) < 32:
            raise KeysMissing("At least one encryption key and a lookup key of 32 characters or more are needed.")
        try:
            self._fernet = MultiFernet([Fernet(key) for key in encryption_keys])
        except ValueError as error:
            raise KeysMissing("An encryption key is not 32 bytes in URL-safe base64.") from error
        self._lookup_key = lookup_key.encode()

    def __repr__(self) -> str:
        return "Keyring(…)"

    def encrypt(self, text: str) -> str:
        """Ciphertext under the first key."""
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, token: str) -> str:
        """The text again. Raises KeysMissing where no key fits."""
        try:
            return self._fernet.decrypt(token).decode()
        except InvalidToken as error:
            raise KeysMissing("The data was written with an encryption key that is not configured now.") from error

    def rotate(self, token: str) -> str:
        """The same text under the first key. Raises KeysMissing where no key fits."""
        try:
            return self._fernet.rotate(token).decode()
        except InvalidToken as error:
            raise KeysMissing("The data was written with an encryption key that is not configured now.") from error

    def lookup(self, text: str) -> str:
        """A keyed hash (HMAC-SHA256, hexadecimal): equal texts give equal hashes, and nothing can be guessed back."""
        return hmac.new(self._lookup_key, text.encode(), sha256).hexdigest()


def development_keyring(file: Path) -> Keyring:
    """The keyring kept in `file`, made on first use and readable by its owner only.

    Raises KeysMissing where the file is there but cannot be used.
    """
    try:
        _create(file)
    except FileExistsError:
        pass
    except OSError as error:
        raise KeysMissing(f"The key file {file} cannot be made: {error.strerror}.") from error
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return Keyring(content["encryption_keys"], content["lookup_key"])
    except OSError as error:
        raise KeysMissing(f"The key file {file} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise KeysMissing(f"The key file {file} is broken; put back a copy of it.") from error


def _create(file: Path) -> None:
    """Write fresh keys under another name first, so that nobody ever reads half a file."""
    if file.exists():
        raise FileExistsError
    keys = {"encryption_keys": [Fernet.generate_key().decode()], "lookup_key": Fernet.generate_key().decode()}
    draft = file.with_name(f"{file.name}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            json.dump(keys, out)
            out.flush()
            os.fsync(out.fileno())
        os.link(draft, file)
    finally:
        draft.unlink()
