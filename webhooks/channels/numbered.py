"""Options as numbered lines, for channels without buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.core.channel import Option
from webhooks.channels.twilio.opt_words import safe_label
from webhooks.channels.twilio.sms_text import segments, to_gsm

MOST_SEGMENTS = 2  # an SMS of more costs more, and reads like a letter


def numbered(text: str, options: Sequence[Option]) -> str:
    """`text`, and under it one numbered line an option."""
    return _listed(text, enumerate((option.label for option in options), start=1))


def numbered_sms(text: str, options: Sequence[Option]) -> str:
    """`text` and its options as an SMS: plain characters, no label that would stop our messages, and so many options
    as two segments hold. What is left out comes from the middle, and the others keep their numbers: a number always
    means the same option, and the last is often "other times"."""
    lines = [(number, to_gsm(safe_label(option.label))) for number, option in enumerate(options, start=1)]
    text = to_gsm(text)
    while len(lines) > 2 and segments(_listed(text, lines)) > MOST_SEGMENTS:
        del lines[-2]
    return _listed(text, lines)


def _listed(text: str, lines: Iterable[tuple[int, str]]) -> str:
    """A line whose label is its very number, as of 1 to 5, says nothing that the text does not."""
    listed = (f"{number} {label}" for number, label in lines if label != str(number))
    return "\n".join(part for part in (text, *listed) if part)
