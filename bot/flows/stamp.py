"""Old buttons must not confirm new things."""

from __future__ import annotations

import hashlib

from bot.core.state import Details


def stamp(details: Details) -> str:
    """A short stamp of what is proposed: a "Book it" button carries it, and only the very same proposal accepts it."""
    chosen = details.chosen
    time = (chosen.doctor, chosen.start.timestamp()) if chosen else None
    told = f"{time}|{details.who!r}|{details.appointment}"
    if details.together:
        told += f"|{details.together}"
    return hashlib.blake2s(told.encode(), digest_size=6).hexdigest()
