"""How people are named in what is said unasked."""

from __future__ import annotations

from models.crypto import UNREADABLE
from models.errors import CannotBeRead


def first_name(name: str) -> str:
    """The part of a name that is enough for those who know it. Raises CannotBeRead: nobody is to be greeted so."""
    if name == UNREADABLE:
        raise CannotBeRead("name")
    return name.split()[0]
