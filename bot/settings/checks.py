"""What the value of a setting must look like. None of these repeats a value in its error: it may be a secret."""

from __future__ import annotations

import re
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr

Value = TypeVar("Value", str, SecretStr)


def is_like(pattern: str) -> AfterValidator:
    """A check that the whole value matches a regular expression, for plain and for secret strings."""
    whole = re.compile(pattern)

    def check(value: Value) -> Value:
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        if not whole.fullmatch(text):
            raise ValueError("has another form")
        return value

    return AfterValidator(check)


def has_port(value: Value) -> Value:
    """A check that the address names a port that can be, if it names one."""
    _ = urlsplit(value.get_secret_value() if isinstance(value, SecretStr) else value).port  # raises ValueError
    return value


def split_list(value: object) -> object:
    """Turn `a, b` into its parts."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def split_pairs(value: object) -> object:
    """Turn `a=1, b=2` into a dictionary; raises ValueError where a part is no pair."""
    if not isinstance(value, str):
        return value
    pairs = [part.strip().partition("=") for part in value.split(",") if part.strip()]
    if not all(name and equals and given for name, equals, given in pairs):
        raise ValueError("is not made of pairs")
    return {name.strip(): given.strip() for name, _, given in pairs}


def _bare_number(value: object) -> object:
    """Take the spaces and Twilio's `whatsapp:` off a phone number."""
    return re.sub(r"[\s()-]", "", value).removeprefix("whatsapp:") if isinstance(value, str) else value


def _without_last_slash(value: str) -> str:
    return value.rstrip("/")


Address = Annotated[
    str, is_like(r"https?://[^\s/?#@]+(/[^\s?#]*)?"), AfterValidator(has_port), AfterValidator(_without_last_slash)
]
Phone = Annotated[str, BeforeValidator(_bare_number), is_like(r"\+[1-9]\d{6,14}|\d{3,8}")]
Key = Annotated[SecretStr, is_like(r"[A-Za-z0-9_-]{43}=")]  # the form of a Fernet key, see cryptography.fernet
ContentSid = Annotated[str, is_like(r"HX\w+")]
