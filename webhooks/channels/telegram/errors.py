"""What python-telegram-bot's errors mean for a message that was being sent."""

from __future__ import annotations

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.core.channel import GiveUp, MaybeSent, OptedOut, Retry, SendError, WaitUntil

# The request never left us.
_NOT_WRITTEN = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
_UNAUTHORISED_PAUSE = 300.0  # a wrong token is mended by a person; nothing is lost meanwhile


def send_error(error: TelegramError) -> SendError:
    """The error to raise for `error`. Codes name the case and hold nothing that was written."""
    if isinstance(error, RetryAfter):
        return WaitUntil("429", _seconds(error))
    if isinstance(error, Forbidden):
        return OptedOut("403")
    if isinstance(error, (BadRequest, ChatMigrated)):
        return GiveUp("400")
    if isinstance(error, (InvalidToken, EndPointNotFound)):
        return WaitUntil("401", _UNAUTHORISED_PAUSE, whole_channel=True)
    if isinstance(error, Conflict):
        return Retry("409")
    if isinstance(error, NetworkError):
        return _network_error(error)
    return MaybeSent("unreadable_answer")


def _network_error(error: NetworkError) -> SendError:
    cause = error.__cause__
    if isinstance(cause, _NOT_WRITTEN):
        return Retry("no_connection")
    if isinstance(cause, httpx.HTTPError):
        return MaybeSent(type(cause).__name__)
    # Telegram answered, with a 5xx: it says itself that it failed. Only a gateway that stopped waiting cannot know.
    return MaybeSent("504") if "gateway timeout" in error.message.lower() else Retry("5xx")


def _seconds(error: RetryAfter) -> float:
    pause = error.retry_after
    return float(pause) if isinstance(pause, int) else pause.total_seconds()
