"""What stands behind each channel, for the contract that all of them keep: one line a channel in PROVIDERS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from pydantic import SecretStr

from bot.core.channel import Channel, GiveUp, MaybeSent, OptedOut, Outgoing, Retry, SendError, WaitUntil
from bot.core.messages import Inbound
from bot.settings.schema import Settings
from tests.standins.client import Remote
from tests.webhooks.edge import ACCOUNT, AUTH_TOKEN, PUBLIC_URL, SECRET
from tests.webhooks.updates import message, text
from webhooks.channels.console import ConsoleChannel
from webhooks.channels.registry import channels
from webhooks.channels.telegram.parse import parse_update
from webhooks.channels.twilio.parse import parse_message

CLINIC, NUMBER, CHAT = "+442079460000", "+447700900123", "700"


@dataclass(frozen=True)
class Shown:
    """One message as its reader has it."""

    to: str
    text: str = ""
    buttons: tuple[str, ...] = ()  # what comes back with a tap
    asks_for_number: bool = False
    file: str | None = None
    template: str | None = None


class Provider(Protocol):
    """A channel made as `docspot run` makes it, and what its provider does."""

    channel: Channel
    address: str
    failures: Mapping[type[SendError], str]  # how the provider fails, by what that means; none where it cannot

    def fail(self, how: str) -> None:
        """The next message fails so."""

    def cannot_be_asked(self) -> None:
        """The next question after a message fails."""

    def shown(self) -> list[Shown]:
        """What its reader has by now."""

    def heard(self, words: str) -> Inbound:
        """What comes in when that reader writes so."""

    def stop(self) -> bool:
        """That reader writes STOP to the provider itself; False where it has no ear for it."""

    def number_shared(self) -> Inbound | None:
        """What comes in when that reader takes the button that shares a number; None where there is no such button."""


def _failures(refused: str) -> Mapping[type[SendError], str]:
    """How the stand-ins fail; `refused` is what a provider calls a message that it never takes."""
    return {Retry: "500", WaitUntil: "429", GiveUp: refused, OptedOut: "block", MaybeSent: "drop_after_accept"}


@dataclass
class Telegram:
    api: Remote
    address: str = CHAT
    channel: Channel = field(init=False)
    failures: Mapping[type[SendError], str] = field(default_factory=lambda: _failures("400"))

    def __post_init__(self) -> None:
        given = Settings(
            telegram_token=SecretStr("42:token"), telegram_secret=SecretStr(SECRET), telegram_api_url=self.api.url
        )
        [self.channel] = channels(given).values()

    def fail(self, how: str) -> None:
        self.api.fail("sendMessage", how)

    def cannot_be_asked(self) -> None:
        """It never can."""

    def shown(self) -> list[Shown]:
        files = [Shown(str(one["chat_id"]), file=one["document"]["name"]) for one in self.api.accepted("sendDocument")]
        return [_on_telegram(one) for one in self.api.accepted("sendMessage")] + files

    def heard(self, words: str) -> Inbound:
        return _known(parse_update(text(words)))

    def stop(self) -> bool:
        return False

    def number_shared(self) -> Inbound | None:
        contact = {"phone_number": NUMBER.removeprefix("+"), "first_name": "John", "user_id": int(CHAT)}
        return _known(parse_update(message(contact=contact)))


def _on_telegram(sent: Mapping[str, Any]) -> Shown:
    markup = sent.get("reply_markup") or {}
    taps = tuple(button["callback_data"] for row in markup.get("inline_keyboard", []) for button in row)
    asks = any(button.get("request_contact") for row in markup.get("keyboard", []) for button in row)
    return Shown(str(sent["chat_id"]), sent["text"], taps, asks)


@dataclass
class Twilio:
    api: Remote
    name: str
    prefix: str = ""
    address: str = NUMBER
    channel: Channel = field(init=False)
    failures: Mapping[type[SendError], str] = field(default_factory=lambda: _failures("21211"))

    def __post_init__(self) -> None:
        given = Settings(
            twilio_account_sid=ACCOUNT,
            twilio_auth_token=SecretStr(AUTH_TOKEN),
            twilio_api_url=self.api.url,
            public_url=PUBLIC_URL,
            twilio_sms_from=CLINIC,
            twilio_whatsapp_from=CLINIC,
        )
        self.channel = channels(given)[self.name]

    def fail(self, how: str) -> None:
        self.api.fail("create", how)

    def cannot_be_asked(self) -> None:
        self.api.fail("list", "503")

    def shown(self) -> list[Shown]:
        return [
            Shown(one["To"].removeprefix(self.prefix), one.get("Body", ""), template=one.get("ContentSid"))
            for one in self.api.accepted("create")
        ]

    def heard(self, words: str) -> Inbound:
        return _known(parse_message(self._form(words)))

    def stop(self) -> bool:
        self.api.post("/receive", **{name: self._form("STOP")[name] for name in ("From", "To", "Body")})
        return True

    def number_shared(self) -> Inbound | None:
        return None

    def _form(self, words: str) -> dict[str, str]:
        sender, clinic = self.prefix + NUMBER, self.prefix + CLINIC
        return {"MessageSid": "SM1", "From": sender, "To": clinic, "Body": words, "NumMedia": "0"}


class Console:
    """The terminal has no provider, and cannot fail."""

    address = "john"
    failures: Mapping[type[SendError], str] = {}

    def __init__(self) -> None:
        self._seen: list[tuple[str, Outgoing]] = []
        self.channel: Channel = ConsoleChannel(lambda address, sent: self._seen.append((address, sent)))

    def fail(self, how: str) -> None:
        raise AssertionError(f"a terminal does not fail: {how}")

    def cannot_be_asked(self) -> None:
        """It never can."""

    def shown(self) -> list[Shown]:
        return [Shown(address, _lines(sent)) for address, sent in self._seen]

    def heard(self, words: str) -> Inbound:
        return Inbound(channel=self.channel.name, provider_id="1", address=self.address, text=words)

    def stop(self) -> bool:
        return False

    def number_shared(self) -> Inbound | None:
        return None


def _lines(sent: Outgoing) -> str:
    """As `docspot chat` prints it."""
    options: Iterable[str] = (f"{number} {option.label}" for number, option in enumerate(sent.options, start=1))
    return "\n".join((sent.text, *options))


def _known(inbound: Inbound | None) -> Inbound:
    assert inbound is not None
    return inbound


PROVIDERS: dict[str, Callable[[Callable[[str], Remote]], Provider]] = {
    "telegram": lambda api: Telegram(api("telegram_api")),
    "sms": lambda api: Twilio(api("twilio_api"), "sms"),
    "whatsapp": lambda api: Twilio(api("twilio_api"), "whatsapp", "whatsapp:"),
    "console": lambda api: Console(),
}
"""By channel; each asks for the stand-in that it needs."""
