"""SMS and WhatsApp, through Twilio's official client. One adapter a sender's number."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import quote

import requests
from twilio.base.exceptions import TwilioException
from twilio.request_validator import RequestValidator

from bot.core.channel import GiveUp, MaybeSent, Outgoing, Retry, Sent, Template
from bot.core.messages import Inbound
from webhooks.channels.base import StatusUpdate, split_text
from webhooks.channels.numbered import numbered, numbered_sms
from webhooks.channels.twilio.client import API_URL, twilio_client
from webhooks.channels.twilio.errors import send_error
from webhooks.channels.twilio.parse import WHATSAPP_PREFIX, parse_message, parse_record, parse_status

SIGNATURE_HEADER = "X-Twilio-Signature"
STATUS_PATH = "/webhooks/twilio/status"
MOST_CHARACTERS = 1600
LONGEST_VALIDITY = 36_000  # seconds
# Of a quick reply in a WhatsApp session: twilio.com/docs/content/twilio-quick-reply
MOST_BUTTONS, MOST_BUTTON_CHARACTERS, MOST_BUTTON_BODY = 3, 20, 1024
# Twilio notes whole seconds, and its clock and ours may differ a little.
_CLOCK_SLACK = timedelta(seconds=2)
_LOOK_BACK = 200  # messages to one number that are looked through to find one of ours


@dataclass(frozen=True)
class TwilioAccount:
    """What all senders of an account share."""

    account_sid: str
    auth_token: str = field(repr=False)
    public_url: str  # our own, as Twilio sees it; empty where it cannot reach us
    api_url: str = API_URL
    timeout: float = 10.0  # seconds, for each of connecting and answering


class TwilioEdge:
    """What Twilio sends us, for SMS and WhatsApp alike."""

    def __init__(self, account: TwilioAccount) -> None:
        self._validator = RequestValidator(account.auth_token)
        self._configured = bool(account.auth_token)
        self._public_url = account.public_url.rstrip("/")

    def verify(self, path: str, query: str, form: Mapping[str, str], signature: str) -> bool:
        """Whether a POST comes from Twilio. The signed address is the configured one, never what a proxy says;
        `form` may be a multi-dictionary, and holds parameters that we do not know."""
        address = f"{self._public_url}{path}" + (f"?{query}" if query else "")
        return self._configured and bool(self._validator.validate(address, form, signature))

    def parse(self, form: Mapping[str, str]) -> Inbound | None:
        """The message in a request, or None where there is none for us. Raises Unreadable."""
        return parse_message(form)

    def parse_status(self, form: Mapping[str, str], key: str | None) -> StatusUpdate:
        """What became of one of our messages; `key` is from the callback's own address. Raises Unreadable."""
        return parse_status(form, key)


class TwilioChannel:
    """One sender: a phone number for SMS, or for WhatsApp. Safe to use from many threads."""

    per_chat_second = 1.0

    def __init__(
        self,
        name: Literal["sms", "whatsapp"],
        account: TwilioAccount,
        sender: str,
        *,
        per_second: float = 1.0,
        quick_replies: Mapping[int, str] | None = None,
    ) -> None:
        """`sender` is a phone number in E.164, or for SMS a short code; `per_second` what Twilio allows it (a UK
        long code: 1, WhatsApp: 80).

        `quick_replies` names, for 1, 2 and 3 buttons, the ContentSid of a twilio/quick-reply whose body is {{1}} and
        whose buttons have the titles {{2}}, {{4}}, {{6}} and the ids {{3}}, {{5}}, {{7}}: WhatsApp only.
        """
        self.name = name
        self.per_second = per_second
        self._prefix = WHATSAPP_PREFIX if name == "whatsapp" else ""
        self._sender = self._prefix + sender
        self._quick_replies = dict(quick_replies or {}) if name == "whatsapp" else {}
        self._status_url = account.public_url and account.public_url.rstrip("/") + STATUS_PATH
        self._messages = twilio_client(
            account.account_sid, account.auth_token, account.api_url, account.timeout
        ).messages

    def send(self, address: str, message: Outgoing) -> Sent:
        """Send `message` to a number; a text too long for one goes in parts. Raises SendError, MaybeSent once a part
        was accepted. A calendar file is left out: Twilio would have to fetch it from a public address."""
        options = self._options(address, message)
        sent: Sent | None = None
        for content in self._contents(message):
            try:
                sent = Sent(str(self._messages.create(**options, **content).sid))
            except (TwilioException, requests.RequestException) as error:
                raise (MaybeSent("in_part") if sent is not None else send_error(error)) from None
        if sent is None:
            raise GiveUp("empty")
        return sent

    def find(self, address: str, message: Outgoing, since: datetime) -> Sent | None:
        """Look for `message` among those Twilio accepted for this number since then.

        The newest are read without a filter on DateSent, which a message still waiting at Twilio does not have.
        A body may begin with words of Twilio's own (a trial account's). Raises Retry where Twilio cannot be asked now,
        and MaybeSent where it has only some of the parts.
        """
        parts = [part.get("body", "") for part in self._contents(message)]
        bodies = self._sent_since(address, since)
        if message.template is not None:
            return next((sent for said, sent in bodies if _from_template(said, message.template)), None)
        if "" in parts:
            parts = [message.text]  # a quick reply, whose body is the text
        found = [next((sent for said, sent in bodies if said.endswith(_spaced(part))), None) for part in parts]
        if any(found) and not all(found):
            raise MaybeSent("in_part")
        return found[-1] if found else None

    def _sent_since(self, address: str, since: datetime) -> list[tuple[str, Sent]]:
        try:
            records = self._messages.list(to=self._prefix + address, from_=self._sender, limit=_LOOK_BACK)
        except (TwilioException, requests.RequestException) as error:
            raise Retry(send_error(error).code) from None
        return [
            (_spaced(record.body or ""), Sent(str(record.sid)))
            for record in records
            if record.date_created >= since - _CLOCK_SLACK
        ]

    def missed(self, since: datetime, read: Callable[[Any], Inbound | None] = parse_record) -> list[Inbound]:
        """Every message that reached this sender since then, oldest first, whether or not a webhook brought it.

        `read` reads one record of Twilio's; None leaves it out. Raises SendError where Twilio cannot be asked now.
        """
        day = since.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)  # the filter knows whole days
        try:
            records = self._messages.list(to=self._sender, date_sent_after=day)
        except (TwilioException, requests.RequestException) as error:
            raise send_error(error) from None
        records.reverse()  # they come newest first; within a second that is all there is to tell their order
        oldest_first = sorted(records, key=lambda record: record.date_created)
        recent = (record for record in oldest_first if record.date_created >= since - _CLOCK_SLACK)
        inbounds = (read(record) for record in recent if record.direction == "inbound")
        return [inbound for inbound in inbounds if inbound is not None]

    def render(self, message: Outgoing) -> str:
        """The text of `message` in this channel's shape, its options as numbered lines."""
        return (numbered_sms if self.name == "sms" else numbered)(message.text, message.options)

    def _options(self, address: str, message: Outgoing) -> dict[str, Any]:
        options: dict[str, Any] = {"to": self._prefix + address, "from_": self._sender}
        if self._status_url:
            # The key lets a callback be understood that is here before we have noted the message's id.
            options["status_callback"] = f"{self._status_url}?key={quote(message.key, safe='')}"
        if message.valid_for is not None:
            seconds = int(message.valid_for.total_seconds())
            if seconds < 1:
                raise GiveUp("expired")
            options["validity_period"] = min(seconds, LONGEST_VALIDITY)
        return options

    def _contents(self, message: Outgoing) -> Iterator[dict[str, str]]:
        template = message.template or self._quick_reply(message)
        if template is not None:
            yield {"content_sid": template.content_sid, "content_variables": json.dumps(template.variables)}
        elif text := self.render(message):
            yield from ({"body": part} for part in split_text(text, MOST_CHARACTERS))

    def _quick_reply(self, message: Outgoing) -> Template | None:
        """`message` with buttons, where there is a template for so many and WhatsApp's limits hold."""
        sid = self._quick_replies.get(len(message.options))
        labels = [option.label for option in message.options]
        if sid is None or len(message.text) > MOST_BUTTON_BODY or len(set(labels)) < len(labels):
            return None
        if "\n" in message.text or any(len(label) > MOST_BUTTON_CHARACTERS for label in labels):
            return None  # a variable of a template holds one line
        values = [message.text, *(value for option in message.options for value in (option.label, option.value))]
        return Template(sid, {str(number): value for number, value in enumerate(values, start=1)})


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _from_template(said: str, template: Template) -> bool:
    """Whether a body was made from this template: of its words only the variables are known."""
    return all(_spaced(value) in said for value in template.variables.values())
