"""The app over a real database, as the providers see it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator

from bot.core.clock import SystemClock
from bot.core.messages import Inbound
from models.db import Database
from webhooks.app import create_app
from webhooks.channels.telegram.adapter import TelegramChannel
from webhooks.channels.twilio.adapter import TwilioAccount, TwilioEdge
from webhooks.flood import LocalFlood
from webhooks.inbox import Inbox

SECRET = "a-secret"
ACCOUNT, AUTH_TOKEN = "AC" + "0" * 32, "twilio-token"
PUBLIC_URL = "https://bot.riverside.example"
MINUTE = timedelta(minutes=1)


class Edge:
    """The app as the providers see it."""

    def __init__(self, database: Database, telegram: TelegramChannel) -> None:
        self.woken = 0
        self.down: set[str] = set()
        self._crowd = LocalFlood(1000, clock=lambda: 0.0)
        app = create_app(
            Inbox(database, SystemClock()),
            telegram=telegram,
            twilio=TwilioEdge(TwilioAccount(ACCOUNT, AUTH_TOKEN, PUBLIC_URL)),
            needed={"database": lambda: self._check("database")},
            helpful={"nlu": lambda: self._check("nlu")},
            flood=LocalFlood(20, clock=lambda: 0.0),
            crowd=self,
            on_accepted=self._wake,
        )
        self.http: FlaskClient = app.test_client()
        self._database = database

    def telegram(self, update: object, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        return self.http.post("/webhooks/telegram", json=update, headers=headers).status_code

    def twilio(self, form: dict[str, str], path: str = "/webhooks/twilio", **more: Any) -> Any:
        signature = RequestValidator(AUTH_TOKEN).compute_signature(PUBLIC_URL + path, form)
        return self.http.post(path, data=form, headers={"X-Twilio-Signature": signature}, **more)

    def stored(self) -> list[Inbound]:
        """What waits in the inbox, one by one as a worker would take it."""
        now, found = SystemClock().now(), []
        with self._database.write() as store:
            while claim := store.inbox.claim(now, MINUTE):
                found.append(Inbound.model_validate_json(claim.payload))
                store.inbox.finish(claim, now)
        return found

    def crowd_of(self, most: int) -> None:
        """From now on so many messages are welcome from everybody together."""
        self._crowd = LocalFlood(most, clock=lambda: 0.0)

    def wait(self, sender: str) -> float:
        """See Flood: what everybody together may write."""
        return self._crowd.wait(sender)

    def _wake(self) -> None:
        self.woken += 1

    def _check(self, part: str) -> None:
        if part in self.down:
            raise ConnectionError("postgresql://docspot:password@db/clinic")
