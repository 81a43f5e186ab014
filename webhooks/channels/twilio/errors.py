"""What the Twilio client's errors mean for a message that was being sent. The codes: twilio.com/docs/api/errors."""

from __future__ import annotations

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from urllib3.exceptions import MaxRetryError, NewConnectionError, SSLError

from bot.core.channel import GiveUp, MaybeSent, OptedOut, Retry, SendError, WaitUntil

_OPTED_OUT = 21610
# Too many requests or messages at once: seconds after which it is worth another try.
_PAUSES = {14107: 5.0, 20429: 2.0, 21611: 60.0, 63018: 5.0}
_UNAUTHORISED_PAUSE = 300.0  # wrong credentials are mended by a person; nothing is lost meanwhile


def send_error(error: TwilioException | requests.RequestException) -> SendError:
    """The error to raise for `error`. Codes name the case and hold nothing that was written."""
    if isinstance(error, (TwilioRestException, TwilioServiceException)):
        return _refusal(error.status, error.code or error.status)
    if isinstance(error, requests.RequestException):
        return _network_error(error)
    return MaybeSent("unreadable_answer")


def _refusal(status: int, code: int) -> SendError:
    name = str(code)
    if code == _OPTED_OUT:
        return OptedOut(name)
    if code in _PAUSES or status == 429:
        return WaitUntil(name, _PAUSES.get(code, 2.0), whole_channel=True)
    if status in (401, 403) and code != 21408:  # 21408: that country is not allowed, which no waiting mends
        return WaitUntil(name, _UNAUTHORISED_PAUSE, whole_channel=True)
    if status in (502, 504):
        return MaybeSent(name)  # the gateway does not know what became of the request
    return Retry(name) if status >= 500 else GiveUp(name)


def _network_error(error: requests.RequestException) -> SendError:
    if isinstance(error, (requests.ConnectTimeout, requests.exceptions.SSLError, requests.exceptions.ProxyError)):
        return Retry("no_connection")
    reason = error.args[0] if error.args else None
    if isinstance(reason, MaxRetryError) and isinstance(reason.reason, (NewConnectionError, SSLError)):
        return Retry("no_connection")
    return MaybeSent(type(error).__name__)
