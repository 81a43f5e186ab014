"""Twilio's official client, pointed at another address where one is configured."""

from __future__ import annotations

import logging
from typing import Any

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

API_URL = "https://api.twilio.com"

# The client logs addresses with the patients' numbers in them; nothing of that is to be kept, at any level.
_silent = logging.getLogger(f"{__name__}.silent")
_silent.disabled = True


class _HttpClient(TwilioHttpClient):  # type: ignore[misc]  # twilio has no types
    def __init__(self, api_url: str, timeout: float) -> None:
        super().__init__(timeout=timeout, logger=_silent)
        self._api_url = api_url.rstrip("/")

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        if url.startswith(API_URL):
            url = self._api_url + url.removeprefix(API_URL)
        return super().request(method, url, *args, **kwargs)


def twilio_client(account_sid: str, auth_token: str, api_url: str, timeout: float) -> Client:
    """A client for one account; `timeout` in seconds, for each of connecting and answering."""
    logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)  # below, it logs addresses too
    return Client(account_sid, auth_token, http_client=_HttpClient(api_url, timeout))
