"""Patients' phones: what they write and tap on each channel, and what they read there."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from tests.e2e.live import CLINIC, TEMPLATES, Live, until
from tests.webhooks.updates import message

_NUMBERS = itertools.count(1)
_CHATS = itertools.count(7001)


@dataclass
class Screen:
    """What the clinic has sent to one phone; `read` waits for the next message."""

    seen: int = 0
    last: dict[str, Any] = field(default_factory=dict)

    def sent(self) -> list[dict[str, Any]]:
        """Everything that was sent here, oldest first."""
        raise NotImplementedError

    def text(self, sent: dict[str, Any]) -> str:
        raise NotImplementedError

    def read(self) -> str:
        """The next message as it is read."""
        self.last = until(lambda: self.sent()[self.seen : self.seen + 1])[0]
        self.seen += 1
        return self.text(self.last)


@dataclass
class TelegramPhone(Screen):
    """A private chat with the bot."""

    live: Live = None  # type: ignore[assignment]
    chat: int = field(default_factory=lambda: next(_CHATS))

    def update(self, **content: Any) -> dict[str, Any]:
        """An update with a message of this person's."""
        return message(next(_NUMBERS), chat=self._place, sender=self._person, **content)

    def deliver(self, update: dict[str, Any]) -> None:
        assert self.live.telegram.update(update) == 200

    def says(self, words: str) -> str:
        """Write; what the clinic answers."""
        self.deliver(self.update(text=words))
        return self.read()

    def taps(self, label: str, query: str = "") -> str:
        """Tap a button of the last message; what the clinic answers."""
        self.deliver(self.tap(self.buttons[label], query=query))
        return self.read()

    def tap(self, data: str, *, query: str = "", message_id: int | None = None) -> dict[str, Any]:
        """The update that a tap makes."""
        number = next(_NUMBERS)
        shown = {"message_id": message_id or self.message_id, "chat": self._place, "date": 1, "text": "?"}
        tapped = {"id": query or str(number), "from": self._person, "message": shown, "chat_instance": "1"}
        return {"update_id": number, "callback_query": {**tapped, "data": data}}

    @property
    def message_id(self) -> int:
        """The number of the last message read."""
        return int(self.last["message_id"])

    @property
    def buttons(self) -> dict[str, str]:
        """The buttons under the last message, and what each sends."""
        rows = (self.last["parameters"].get("reply_markup") or {}).get("inline_keyboard", [])
        return {button["text"]: button["callback_data"] for row in rows for button in row}

    def sent(self) -> list[dict[str, Any]]:
        kinds = ("sendMessage", "editMessageText", "sendDocument")
        return [
            {**entry, "message_id": entry["answer"]["result"]["message_id"]}
            for entry in self.live.telegram.ledger()
            if entry["accepted"] and entry["method"] in kinds and int(entry["parameters"]["chat_id"]) == self.chat
        ]

    def text(self, sent: dict[str, Any]) -> str:
        document = sent["parameters"].get("document")
        return f"[{document['name']}]" if document else str(sent["parameters"]["text"])

    @property
    def _person(self) -> dict[str, Any]:
        return {"id": abs(self.chat), "is_bot": False, "first_name": "John", "language_code": "en"}

    @property
    def _place(self) -> dict[str, Any]:
        kind = {"type": "private", "first_name": "John"} if self.chat > 0 else {"type": "group", "title": "The Millers"}
        return {"id": self.chat, **kind}


@dataclass
class TwilioPhone(Screen):
    """A phone number, by SMS or by WhatsApp."""

    live: Live = None  # type: ignore[assignment]
    number: str = field(default_factory=lambda: f"+44770090{next(_CHATS)}")
    prefix: str = ""  # "whatsapp:"

    def deliver(self, **form: str) -> None:
        here = {"From": self.prefix + self.number, "To": self.prefix + CLINIC}
        answer = self.live.twilio.post("/receive", **here, url=f"{self.live.url}/webhooks/twilio", **form)
        assert answer["status"] == 200

    def says(self, words: str) -> str:
        """Write; what the clinic answers."""
        self.deliver(Body=words)
        return self.read()

    def taps(self, label: str) -> str:
        """Tap a quick reply of the last message."""
        self.deliver(Body=label, ButtonText=label, ButtonPayload=self.buttons[label])
        return self.read()

    @property
    def buttons(self) -> dict[str, str]:
        """The quick replies of the last message, and what each sends."""
        values = self._variables(self.last)
        return {values[str(n)]: values[str(n + 1)] for n in range(2, len(values), 2)}

    def sent(self) -> list[dict[str, Any]]:
        accepted = self.live.twilio.accepted("create")
        return [parameters for parameters in accepted if parameters["To"] == self.prefix + self.number]

    def text(self, sent: dict[str, Any]) -> str:
        return str(sent["Body"]) if "Body" in sent else str(self._variables(sent)["1"])

    def _variables(self, sent: dict[str, Any]) -> dict[str, str]:
        return dict(json.loads(sent["ContentVariables"])) if sent.get("ContentSid") in TEMPLATES.values() else {}
