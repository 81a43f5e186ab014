"""What Telegram brings, and what the conversation hears."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.webhooks.updates import BOT, GROUP, PRIVATE, SENT, USER, edited, membership, message, quoted, tap, text
from webhooks.channels.base import Unreadable
from webhooks.channels.telegram.parse import parse_update, tap_id

SENT_AT = datetime.fromtimestamp(SENT, UTC)
PHOTO = [{"file_id": "A", "file_unique_id": "a", "width": 90, "height": 60, "file_size": 1000}]
VOICE = {"file_id": "V", "file_unique_id": "v", "duration": 4}
CONTACT = {"phone_number": "447700900123", "first_name": "John", "user_id": 700}

HEARD: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (text("Dr Rao tomorrow at 5"), {"kind": "text", "text": "Dr Rao tomorrow at 5"}),
    (text("موعد غدا 🦷"), {"kind": "text", "text": "موعد غدا 🦷"}),
    (text("nul\x00 and \ud83d half"), {"kind": "text", "text": "nul and  half"}),
    (tap("slot:3:1780300800"), {"kind": "choice", "choice": "slot:3:1780300800"}),
    (text("yes", reply_to_message=quoted(BOT)), {"kind": "text", "text": "yes", "quoted": "4", "tapped": None}),
    (text("yes", reply_to_message=quoted(USER)), {"kind": "text", "quoted": None}),
    (text("yes"), {"quoted": None}),
    (message(photo=PHOTO, caption="1", reply_to_message=quoted(BOT)), {"kind": "attachment", "quoted": "4"}),
    (text("/start"), {"kind": "start", "token": None}),
    (text("/start 9f_Kx-7"), {"kind": "start", "token": "9f_Kx-7"}),
    (text("/start not a token"), {"kind": "start", "token": None}),
    (text("/stop"), {"kind": "opt_out", "opt_word": "/stop"}),
    (text("/Stop@riverside_clinic_bot"), {"kind": "opt_out", "opt_word": "/stop"}),
    (text("/stop texting me"), {"kind": "text", "text": "stop texting me"}),
    (text("/book"), {"kind": "choice", "choice": "flow:book"}),
    (text("/Appointments@riverside_clinic_bot"), {"kind": "choice", "choice": "flow:appointments"}),
    (text("/book dr rao\nfriday"), {"kind": "text", "text": "book dr rao\nfriday", "choice": None}),
    (text("/cancel"), {"kind": "text", "text": "cancel"}),
    (text("5/6"), {"kind": "text", "text": "5/6"}),
    (message(contact=CONTACT), {"kind": "contact", "phone": "+447700900123"}),
    (message(contact={**CONTACT, "phone_number": "+44 7700 900123"}), {"kind": "contact", "phone": "+447700900123"}),
    (message(contact={**CONTACT, "user_id": 701}), {"kind": "attachment", "phone": None}),
    (message(contact={"phone_number": "1", "first_name": "Ann"}), {"kind": "attachment", "phone": None}),
    (message(photo=PHOTO, caption="my rash"), {"kind": "attachment", "text": "my rash"}),
    (message(voice=VOICE), {"kind": "attachment", "text": ""}),
    (message(location={"latitude": 51.5, "longitude": -0.1}), {"kind": "attachment"}),
    (edited("Dr Lee tomorrow"), {"kind": "edited", "text": "Dr Lee tomorrow", "at": SENT_AT}),
    (text("hello bot", chat=GROUP), {"kind": "group", "address": "-800"}),
    (tap("flow:book", chat=GROUP), {"kind": "group", "address": "-800"}),
    (membership("member", chat=GROUP), {"kind": "group", "address": "-800"}),
    (membership("kicked"), {"kind": "blocked"}),
    (membership("member"), {"kind": "opt_in"}),
]


@pytest.mark.parametrize(("update", "heard"), HEARD)
def test_an_update_is_heard_as(update: dict[str, Any], heard: dict[str, Any]) -> None:
    inbound = parse_update(update)
    assert inbound is not None
    expected = {"channel": "telegram", "provider_id": str(update["update_id"]), "address": "700", **heard}
    assert {name: getattr(inbound, name) for name in expected} == expected


def test_a_message_says_when_it_was_sent_and_in_which_language_its_sender_reads() -> None:
    inbound = parse_update(text("hello"))
    assert inbound is not None
    assert (inbound.at, inbound.language) == (SENT_AT, "en")


NOT_FOR_US = [
    text("advert", chat={"id": -1, "type": "channel", "title": "News"}),
    text("beep", sender=BOT | {"id": 43}),
    message(new_chat_members=[USER], chat=GROUP),
    message(pinned_message=text("x")["message"]),
    membership("left", chat=GROUP),
    {**edited("x"), "edited_message": message(photo=PHOTO)["message"]},
    {"update_id": 9, "poll_answer": {"poll_id": "1", "option_ids": [0], "user": USER}},
    {"update_id": 9, "something_telegram_adds_next_year": {"id": 1}},
    {"update_id": 9, "callback_query": {"id": "1", "from": USER, "chat_instance": "1", "data": "x"}},
]


@pytest.mark.parametrize("update", NOT_FOR_US)
def test_an_update_holds_nothing_for_us(update: dict[str, Any]) -> None:
    assert parse_update(update) is None


UNREADABLE: list[dict[str, Any]] = [
    {},
    {"update_id": "many"},
    {"update_id": 1, "message": {"text": "no chat"}},
    {"update_id": 1, "message": {"message_id": 1, "chat": PRIVATE, "from": USER, "date": "noon", "text": "x"}},
    {"update_id": 1, "callback_query": []},
]


@pytest.mark.parametrize("update", UNREADABLE)
def test_what_is_no_update_is_unreadable_and_the_error_quotes_nothing(update: dict[str, Any]) -> None:
    with pytest.raises(Unreadable) as raised:
        parse_update(update)
    assert str(raised.value).isidentifier()


def test_a_tap_has_an_id_to_answer_and_a_text_has_none() -> None:
    assert tap_id(tap("yes:1", query="99")) == "99"
    assert tap_id(text("yes")) is None
    assert tap_id({"callback_query": "broken"}) is None
