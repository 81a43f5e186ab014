"""What every channel needs: text that can be stored, long text in parts, and news of what became of a message."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.messages import ChannelName


class Unreadable(ValueError):
    """What a provider sent cannot be read. The message names the problem, never what was written."""


class NotNow(Exception):
    """What was handed over cannot be kept now; it is to be handed over again."""


@dataclass(frozen=True)
class StatusUpdate:
    """What a provider says became of a message we sent. Updates arrive more than once and in any order."""

    channel: ChannelName
    provider_id: str
    status: str  # the provider's word: queued, sent, delivered, read, undelivered, failed
    code: str | None = None  # the provider's error code
    key: str | None = None  # the outbox row's key, known even before the row knows its provider_id


def clean(text: str) -> str:
    """`text` without what a database cannot hold: NUL characters and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def split_text(text: str, limit: int) -> list[str]:
    """`text` in parts of at most `limit` characters, cut between paragraphs, else lines, else words, else anywhere."""
    parts = []
    while len(text) > limit:
        cut = next((at for mark in ("\n\n", "\n", " ") if (at := text.rfind(mark, 1, limit + 1)) > limit // 2), limit)
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*parts, text]
