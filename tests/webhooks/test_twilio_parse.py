"""What Twilio brings, and what the conversation hears (twilio.com/docs/messaging/guides/webhook-request)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.webhooks.conftest import CLINIC, PATIENT
from webhooks.channels.base import StatusUpdate, Unreadable
from webhooks.channels.twilio.parse import parse_message, parse_status

SMS = {"MessageSid": "SM" + "1" * 32, "AccountSid": "AC" + "0" * 32, "From": PATIENT, "To": CLINIC, "NumMedia": "0",
       "NumSegments": "1", "FromCountry": "GB"}  # fmt: skip
WHATSAPP = SMS | {"From": f"whatsapp:{PATIENT}", "To": f"whatsapp:{CLINIC}", "ProfileName": "John", "WaId": PATIENT[1:]}

HEARD: list[tuple[dict[str, str], dict[str, Any]]] = [
    (SMS | {"Body": "Dr Rao tomorrow at 5"}, {"channel": "sms", "kind": "text", "text": "Dr Rao tomorrow at 5"}),
    (SMS | {"Body": "hi", "SomethingNew": "x"}, {"kind": "text", "address": PATIENT, "phone": PATIENT}),
    (WHATSAPP | {"Body": "Привет 👋"}, {"channel": "whatsapp", "address": PATIENT, "text": "Привет 👋"}),
    (WHATSAPP | {"Body": "Book it", "ButtonText": "Book it", "ButtonPayload": "yes:1a"},
     {"kind": "choice", "choice": "yes:1a", "text": "Book it"}),
    (WHATSAPP | {"Body": "Book it", "ButtonPayload": "yes:1a", "OriginalRepliedMessageSid": "SM" + "7" * 32},
     {"kind": "choice", "tapped": "SM" + "7" * 32, "quoted": None}),
    (WHATSAPP | {"Body": "yes", "OriginalRepliedMessageSid": "SM" + "7" * 32},
     {"kind": "text", "tapped": None, "quoted": "SM" + "7" * 32}),
    (WHATSAPP | {"Body": "yes", "OriginalRepliedMessageSid": ""}, {"kind": "text", "quoted": None}),
    (WHATSAPP | {"Body": "", "NumMedia": "1", "MediaUrl0": "https://x", "MediaContentType0": "audio/ogg"},
     {"kind": "attachment", "text": ""}),
    (SMS | {"Body": "my rash", "NumMedia": "2"}, {"kind": "attachment", "text": "my rash"}),
    (WHATSAPP | {"Body": "", "Latitude": "51.5", "Longitude": "-0.1"}, {"kind": "attachment"}),
    (SMS | {"Body": "STOP"}, {"kind": "opt_out", "opt_word": "STOP"}),
    (SMS | {"Body": " Cancel "}, {"kind": "opt_out", "opt_word": "CANCEL"}),
    (SMS | {"Body": "cancel my appointment"}, {"kind": "text", "opt_word": None}),
    (SMS | {"Body": "Arret", "OptOutType": "STOP"}, {"kind": "opt_out", "opt_word": "ARRET"}),
    (SMS | {"Body": "YES"}, {"kind": "opt_in", "opt_word": "YES", "text": "YES"}),
    (SMS | {"Body": "Start"}, {"kind": "opt_in", "opt_word": "START"}),
    (SMS | {"Body": "Back", "OptOutType": "START"}, {"kind": "opt_in", "opt_word": "BACK"}),
    (SMS | {"Body": "HELP", "OptOutType": "HELP"}, {"kind": "text", "text": "HELP"}),
    (WHATSAPP | {"Body": "Cancel"}, {"kind": "text", "text": "Cancel"}),
    (WHATSAPP | {"Body": "end"}, {"kind": "text"}),
    (WHATSAPP | {"Body": "yes"}, {"kind": "text", "text": "yes"}),
    (WHATSAPP | {"Body": "Stop"}, {"kind": "opt_out", "opt_word": "STOP"}),
    (WHATSAPP | {"Body": "start"}, {"kind": "opt_in", "opt_word": "START"}),
    (WHATSAPP | {"Body": "quit", "OptOutType": "STOP"}, {"kind": "opt_out", "opt_word": "QUIT"}),
]  # fmt: skip


@pytest.mark.parametrize(("form", "heard"), HEARD)
def test_a_request_is_heard_as(form: dict[str, str], heard: dict[str, Any]) -> None:
    inbound = parse_message(form)
    assert inbound is not None
    assert inbound.provider_id == form["MessageSid"]
    assert {name: getattr(inbound, name) for name in heard} == heard


@pytest.mark.parametrize("sender", ["62966", "RIVERSIDE", "whatsapp:RIVERSIDE", "+12", "", "messenger:123456789"])
def test_a_short_code_or_a_name_is_nobody_to_talk_to(sender: str) -> None:
    assert parse_message(SMS | {"From": sender, "Body": "Your code is 123456"}) is None


def test_a_request_without_an_id_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        parse_message({"From": PATIENT, "Body": "hello"})


def test_what_became_of_a_message() -> None:
    form = {"MessageSid": "SM2", "MessageStatus": "undelivered", "ErrorCode": "30007", "From": CLINIC, "To": PATIENT}
    assert parse_status(form, "reply:17") == StatusUpdate("sms", "SM2", "undelivered", "30007", "reply:17")
    read = {"MessageSid": "SM3", "MessageStatus": "read", "From": f"whatsapp:{CLINIC}"}
    assert parse_status(read, None) == StatusUpdate("whatsapp", "SM3", "read")
    with pytest.raises(Unreadable):
        parse_status({"MessageSid": "SM2"}, None)
