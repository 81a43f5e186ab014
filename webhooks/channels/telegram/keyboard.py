"""Options as Telegram's buttons."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.core.channel import Option, Outgoing
from bot.core.messages import SHARE_PHONE

# A label of so many characters still shows whole on a narrow phone, with 1, 2, ... buttons side by side.
_WIDTHS = (40, 16, 10, 7, 5)


def keyboard(message: Outgoing) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    """The buttons under `message`; None where it offers nothing."""
    if not message.options:
        return None
    if any(option.value == SHARE_PHONE for option in message.options):
        return _share_keyboard(message.options)
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(option.label, callback_data=option.value) for option in row]
            for row in rows(message.options)
        ]
    )


def rows(options: Sequence[Option]) -> list[list[Option]]:
    """`options` in rows that can be read on a phone: as many side by side as their labels allow, in order."""
    result: list[list[Option]] = []
    for option in options:
        if result and _fits([*result[-1], option]):
            result[-1].append(option)
        else:
            result.append([option])
    return result


def _fits(row: list[Option]) -> bool:
    return len(row) <= len(_WIDTHS) and max(len(option.label) for option in row) <= _WIDTHS[len(row) - 1]


def _share_keyboard(options: Sequence[Option]) -> ReplyKeyboardMarkup:
    """Inline buttons cannot ask for a number; the keyboard below the text field can, and hides after one use."""
    buttons = [
        [KeyboardButton(option.label, request_contact=option.value == SHARE_PHONE or None)] for option in options
    ]
    return ReplyKeyboardMarkup(buttons, resize_keyboard=True, one_time_keyboard=True)
