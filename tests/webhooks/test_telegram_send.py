"""What leaves for Telegram, and what its answers mean: the real client, and a Bot API in a process of its own."""

from __future__ import annotations

import logging
import socket
from typing import Any

import pytest

from bot.core.channel import Attachment, GiveUp, MaybeSent, OptedOut, Option, Outgoing, Retry, SendError, WaitUntil
from bot.core.messages import SHARE_PHONE
from tests.standins.client import Remote
from tests.webhooks.conftest import CHAT, SHORT, TOKEN, now, outgoing
from tests.webhooks.edge import SECRET
from tests.webhooks.updates import tap, text
from webhooks.channels.telegram.adapter import TelegramChannel
from webhooks.channels.telegram.keyboard import rows

# The client warns of a change to come in its next major version; telegram_errors takes both.
pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after")

CALENDAR = Attachment("appointment.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")


def buttons(sent: dict[str, Any]) -> list[list[str]]:
    return [[button["text"] for button in row] for row in sent["reply_markup"]["inline_keyboard"]]


def test_a_message_arrives_as_it_is_with_buttons_under_it(telegram: TelegramChannel, telegram_api: Remote) -> None:
    telegram.send(CHAT, outgoing("Friday *after* 3 <b>with</b> Dr_Rao & Co.", "15:00", "Other times"))
    [sent] = telegram_api.accepted("sendMessage")
    assert sent["text"] == "Friday *after* 3 <b>with</b> Dr_Rao & Co."
    assert "parse_mode" not in sent
    assert sent["reply_markup"] == {
        "inline_keyboard": [[{"text": "15:00", "callback_data": "v1"}, {"text": "Other times", "callback_data": "v2"}]]
    }


LAYOUTS = [
    (["1", "2", "3", "4", "5"], [5]),
    (["15:00", "15:40", "17:00", "Other times"], [3, 1]),
    (["Mon 15:00", "Mon 15:40", "Tue 09:00", "Tue 09:40", "More"], [3, 2]),
    (["Book it", "Change something"], [2]),
    (["You, Dr Lee, Thu 4 June 10:00", "Mia, Dr Rao, Thu 4 June 15:40"], [1, 1]),
    (["Yes", "No"], [2]),
]


@pytest.mark.parametrize(("labels", "lengths"), LAYOUTS)
def test_buttons_stand_in_rows_that_a_phone_can_show(labels: list[str], lengths: list[int]) -> None:
    laid = rows([Option(label, "v") for label in labels])
    assert [len(row) for row in laid] == lengths
    assert [option.label for row in laid for option in row] == labels


def test_a_number_is_asked_for_with_a_button_that_shares_it(telegram: TelegramChannel, telegram_api: Remote) -> None:
    share = (Option("Share my number", SHARE_PHONE), Option("Not now", "keep"))
    telegram.send(CHAT, Outgoing("reply:1", "reply", "May I have your number?", share, expects="phone"))
    [sent] = telegram_api.accepted("sendMessage")
    assert sent["reply_markup"]["keyboard"] == [
        [{"text": "Share my number", "request_contact": True}],
        [{"text": "Not now"}],
    ]


def test_paging_edits_one_message(telegram: TelegramChannel, telegram_api: Remote) -> None:
    first = telegram.send(CHAT, outgoing("Friday:", "15:00", "15:40"))
    second = telegram.send(CHAT, outgoing("Friday, later:", "16:20", "17:00", edits=first.provider_id))
    assert second == first
    [edit] = telegram_api.accepted("editMessageText")
    assert (edit["text"], buttons(edit)) == ("Friday, later:", [["16:20", "17:00"]])
    assert len(telegram_api.accepted("sendMessage")) == 1


def test_an_edit_that_changes_nothing_is_done(telegram: TelegramChannel) -> None:
    sent = telegram.send(CHAT, outgoing("Friday:", "15:00"))
    assert telegram.send(CHAT, outgoing("Friday:", "15:00", edits=sent.provider_id)) == sent


def test_where_the_message_to_edit_is_gone_a_new_one_is_sent(telegram: TelegramChannel, telegram_api: Remote) -> None:
    telegram.send(CHAT, outgoing("Friday, later:", "16:20", edits="5"))
    assert [sent["text"] for sent in telegram_api.accepted("sendMessage")] == ["Friday, later:"]


def test_an_edit_without_an_answer_may_be_made_again(telegram: TelegramChannel, telegram_api: Remote) -> None:
    sent = telegram.send(CHAT, outgoing("Friday:", "15:00"))
    telegram_api.fail("editMessageText", "drop_after_accept")
    with pytest.raises(Retry):
        telegram.send(CHAT, outgoing("Later:", "16:20", edits=sent.provider_id))
    assert telegram.send(CHAT, outgoing("Later:", "16:20", edits=sent.provider_id)) == sent


def test_the_calendar_file_follows_the_message(telegram: TelegramChannel, telegram_api: Remote) -> None:
    telegram.send(CHAT, outgoing("Booked: you with Dr Lee.", attachment=CALENDAR))
    assert [entry["method"] for entry in telegram_api.ledger()] == ["sendMessage", "sendDocument"]
    [file] = telegram_api.accepted("sendDocument")
    assert file["document"] == {"name": "appointment.ics", "content": CALENDAR.content.decode()}


def test_a_calendar_file_that_fails_never_repeats_the_message(telegram: TelegramChannel, telegram_api: Remote) -> None:
    telegram_api.fail("sendDocument", "429")
    sent = telegram.send(CHAT, outgoing("Booked: you with Dr Lee.", attachment=CALENDAR))
    assert sent.provider_id == "1000"
    assert [entry["status"] for entry in telegram_api.ledger()] == [200, 429]


def test_a_file_alone_is_sent_alone(telegram: TelegramChannel, telegram_api: Remote) -> None:
    telegram.send(CHAT, outgoing("", attachment=CALENDAR))
    assert [entry["method"] for entry in telegram_api.ledger()] == ["sendDocument"]


def test_a_long_text_goes_in_parts_cut_between_lines_with_the_buttons_last(
    telegram: TelegramChannel, telegram_api: Remote
) -> None:
    lines = [f"{number:03}: " + "word " * 10 for number in range(150)]
    telegram.send(CHAT, outgoing("\n".join(lines), "Tomorrow"))
    parts = telegram_api.accepted("sendMessage")
    assert len(parts) == 3
    assert [line.strip() for part in parts for line in part["text"].split("\n")] == [line.strip() for line in lines]
    assert ["reply_markup" in part for part in parts] == [False, False, True]


def test_once_a_part_was_accepted_the_whole_is_not_to_be_sent_again(
    telegram: TelegramChannel, telegram_api: Remote
) -> None:
    telegram_api.fail("sendMessage", "500", match={"text": "b" * 100})
    with pytest.raises(MaybeSent, match="in_part"):
        telegram.send(CHAT, outgoing("a" * 4090 + "\n" + "b" * 100))


MEANINGS: list[tuple[str, type[SendError], bool]] = [
    # how it fails, what that means, whether Telegram has it all the same
    ("500", Retry, False),
    ("502", Retry, False),
    ("504", MaybeSent, False),
    ("429", WaitUntil, False),
    ("block", OptedOut, False),
    ("drop", MaybeSent, False),
    ("drop_after_accept", MaybeSent, True),
    ("hang", MaybeSent, True),
]


@pytest.mark.parametrize(("how", "meaning", "accepted"), MEANINGS)
def test_a_failure_means(
    telegram: TelegramChannel, telegram_api: Remote, how: str, meaning: type[SendError], accepted: bool
) -> None:
    telegram_api.fail("sendMessage", how, seconds=SHORT * 1.5)
    with pytest.raises(meaning) as raised:
        telegram.send(CHAT, outgoing("Your name is John"))
    [entry] = telegram_api.ledger()
    assert entry["accepted"] or not accepted
    assert "John" not in str(raised.value)
    assert TOKEN not in str(raised.value)


def test_too_many_messages_hold_up_that_chat_alone_for_as_long_as_telegram_says(
    telegram: TelegramChannel, telegram_api: Remote
) -> None:
    telegram_api.fail("sendMessage", "429", retry_after=17)
    with pytest.raises(WaitUntil) as raised:
        telegram.send(CHAT, outgoing("hello"))
    assert (raised.value.seconds, raised.value.whole_channel) == (17.0, False)


@pytest.mark.parametrize(
    "message", [Outgoing("k", "reply", "hello", (Option("Long value", "v" * 65),)), outgoing(" "), outgoing("")]
)
def test_what_telegram_would_never_take_is_given_up(telegram: TelegramChannel, message: Outgoing) -> None:
    with pytest.raises(GiveUp):
        telegram.send(CHAT, message)


def test_without_a_connection_nothing_was_sent() -> None:
    with socket.socket() as nobody_listens:
        nobody_listens.bind(("127.0.0.1", 0))
        channel = TelegramChannel(TOKEN, SECRET, api_url=f"http://127.0.0.1:{nobody_listens.getsockname()[1]}")
        with pytest.raises(Retry):
            channel.send(CHAT, outgoing("hello"))


def test_a_wrong_token_pauses_the_channel_and_loses_nothing(telegram_api: Remote) -> None:
    channel = TelegramChannel("42:revoked", SECRET, api_url=telegram_api.url)
    with pytest.raises(WaitUntil) as raised:
        channel.send(CHAT, outgoing("hello"))
    assert raised.value.whole_channel


def test_telegram_cannot_be_asked_what_it_accepted(telegram: TelegramChannel) -> None:
    with pytest.raises(MaybeSent):
        telegram.find(CHAT, outgoing("hello"), now())


def test_a_tap_is_acknowledged_and_an_old_one_does_no_harm(
    telegram: TelegramChannel, telegram_api: Remote, caplog: pytest.LogCaptureFixture
) -> None:
    telegram_api.post("/age", query="old")
    for update in (tap("yes:1", query="old"), text("no tap"), tap("yes:1", query="new")):
        telegram.acknowledge(update)
    telegram.send(CHAT, outgoing("after them"))  # one loop serves all: the taps went first
    answered = {
        entry["parameters"]["callback_query_id"]: entry["status"]
        for entry in telegram_api.ledger("answerCallbackQuery")
    }
    assert answered == {"old": 400, "new": 200}
    assert not caplog.records


def test_nothing_of_a_message_and_no_token_is_logged(
    telegram: TelegramChannel, telegram_api: Remote, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    telegram_api.fail("sendMessage", "block", match={"text": "Goodbye John"})
    telegram.send(CHAT, outgoing("Your name is John", "Yes, John"))
    with pytest.raises(OptedOut):
        telegram.send(CHAT, outgoing("Goodbye John"))
    assert "John" not in caplog.text
    assert TOKEN not in caplog.text
