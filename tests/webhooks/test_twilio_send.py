"""What leaves for Twilio, and what its answers mean: the real client, and a Messages resource in another process."""

from __future__ import annotations

import json
import logging
import socket
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.channel import Attachment, GiveUp, MaybeSent, OptedOut, Outgoing, Retry, SendError, Template, WaitUntil
from tests.standins.client import Remote
from tests.webhooks.conftest import CLINIC, PATIENT, QUICK_REPLIES, SHORT, TEMPLATE, now, outgoing
from tests.webhooks.edge import PUBLIC_URL
from webhooks.channels.twilio.adapter import TwilioAccount, TwilioChannel


def created(api: Remote) -> dict[str, Any]:
    [message] = api.accepted("create")
    return message


def test_an_sms_is_plain_with_numbered_lines(sms: TwilioChannel, twilio_api: Remote) -> None:
    sent = sms.send(PATIENT, outgoing("Which one? – “today”", "11:20 Dr Lee", "Cancel"))
    assert created(twilio_api) == {
        "To": PATIENT,
        "From": CLINIC,
        "Body": 'Which one? - "today"\n1 11:20 Dr Lee\n2 Call it off',
        "StatusCallback": f"{PUBLIC_URL}/webhooks/twilio/status?key=reply%3A17",
    }
    assert sent.provider_id.startswith("SM")


def test_without_a_public_address_no_reports_are_asked_for(account: TwilioAccount, twilio_api: Remote) -> None:
    TwilioChannel("sms", replace(account, public_url=""), CLINIC).send(PATIENT, outgoing("hello"))
    assert "StatusCallback" not in created(twilio_api)


PERIODS = [(timedelta(minutes=10), "600"), (timedelta(days=3), "36000"), (timedelta(seconds=1.9), "1")]


@pytest.mark.parametrize(("valid_for", "period"), PERIODS)
def test_a_reminder_does_not_outlive_its_use(
    sms: TwilioChannel, twilio_api: Remote, valid_for: timedelta, period: str
) -> None:
    sms.send(PATIENT, outgoing("Today at 10:00", valid_for=valid_for))
    assert created(twilio_api)["ValidityPeriod"] == period


def test_a_reminder_that_is_of_no_use_any_more_is_not_sent(sms: TwilioChannel, twilio_api: Remote) -> None:
    with pytest.raises(GiveUp, match="expired"):
        sms.send(PATIENT, outgoing("Today at 10:00", valid_for=timedelta(0)))
    assert not twilio_api.ledger()


def test_up_to_three_options_are_buttons_on_whatsapp(whatsapp: TwilioChannel, twilio_api: Remote) -> None:
    whatsapp.send(PATIENT, outgoing("Shall I book it? 😀", "Book it", "Change something"))
    message = created(twilio_api)
    assert (message["To"], message["From"]) == (f"whatsapp:{PATIENT}", f"whatsapp:{CLINIC}")
    assert "Body" not in message
    assert message["ContentSid"] == QUICK_REPLIES[2]
    expected = {"1": "Shall I book it? 😀", "2": "Book it", "3": "v1", "4": "Change something", "5": "v2"}
    assert json.loads(message["ContentVariables"]) == expected


NUMBERED = [
    outgoing("Which?", "a", "b", "c", "d"),
    outgoing("Which?", "only one"),
    outgoing("Which?", "a label longer than 20", "b"),
    outgoing("Which?", "the same", "the same"),
    outgoing("Two lines:\nwhich?", "a", "b"),
    outgoing("x" * 1025, "a", "b"),
]


@pytest.mark.parametrize("message", NUMBERED)
def test_what_buttons_cannot_hold_is_numbered_on_whatsapp(
    whatsapp: TwilioChannel, twilio_api: Remote, message: Outgoing
) -> None:
    whatsapp.send(PATIENT, message)
    lines = [f"{number} {option.label}" for number, option in enumerate(message.options, start=1)]
    assert created(twilio_api)["Body"] == "\n".join([message.text, *lines])


def test_outside_the_24_hours_a_template_goes_without_a_body(whatsapp: TwilioChannel, twilio_api: Remote) -> None:
    template = Template(TEMPLATE, {"1": "Riverside Clinic", "2": "Thu 4 June at 10:00"})
    whatsapp.send(PATIENT, outgoing("Riverside Clinic: Thu 4 June at 10:00", "Confirm", "Move", template=template))
    message = created(twilio_api)
    assert (message["ContentSid"], "Body" in message) == (TEMPLATE, False)
    assert json.loads(message["ContentVariables"]) == template.variables


def test_a_calendar_file_is_left_out(sms: TwilioChannel, twilio_api: Remote) -> None:
    sms.send(PATIENT, outgoing("Booked.", attachment=Attachment("a.ics", "text/calendar", b"BEGIN")))
    assert set(created(twilio_api)) == {"To", "From", "Body", "StatusCallback"}


def test_a_text_too_long_for_one_message_goes_in_parts(sms: TwilioChannel, twilio_api: Remote) -> None:
    text = "\n".join(f"09:{minute:02} John M." for minute in range(60)) * 3
    sms.send(PATIENT, outgoing(text))
    bodies = [message["Body"] for message in twilio_api.accepted("create")]
    assert len(bodies) > 1
    assert "\n".join(bodies) == text


MEANINGS: list[tuple[str, type[SendError], str]] = [
    ("500", Retry, "20500"),
    ("503", Retry, "20500"),
    ("502", MaybeSent, "20500"),
    ("429", WaitUntil, "20429"),
    ("63018", WaitUntil, "63018"),
    ("block", OptedOut, "21610"),
    ("21211", GiveUp, "21211"),
    ("21408", GiveUp, "21408"),
    ("63016", GiveUp, "63016"),
    ("30007", GiveUp, "30007"),
    ("drop", MaybeSent, "ConnectionError"),
    ("drop_after_accept", MaybeSent, "ConnectionError"),
    ("hang", MaybeSent, "ReadTimeout"),
]


@pytest.mark.parametrize(("how", "meaning", "code"), MEANINGS)
def test_a_failure_means(sms: TwilioChannel, twilio_api: Remote, how: str, meaning: type[SendError], code: str) -> None:
    twilio_api.fail("create", how, seconds=SHORT * 1.5)
    with pytest.raises(meaning) as raised:
        sms.send(PATIENT, outgoing("Your name is John"))
    assert raised.value.code == code
    assert len(twilio_api.ledger("create")) == 1


def test_limits_hold_up_the_whole_number(sms: TwilioChannel, twilio_api: Remote) -> None:
    twilio_api.fail("create", "429")
    with pytest.raises(WaitUntil) as raised:
        sms.send(PATIENT, outgoing("hello"))
    assert raised.value.whole_channel


def test_wrong_credentials_pause_the_channel_and_lose_nothing(account: TwilioAccount) -> None:
    with pytest.raises(WaitUntil) as raised:
        TwilioChannel("sms", replace(account, auth_token="wrong"), CLINIC).send(PATIENT, outgoing("hello"))
    assert raised.value.whole_channel


def test_without_a_connection_nothing_was_sent(account: TwilioAccount) -> None:
    with socket.socket() as nobody_listens:
        nobody_listens.bind(("127.0.0.1", 0))
        elsewhere = replace(account, api_url=f"http://127.0.0.1:{nobody_listens.getsockname()[1]}")
        with pytest.raises(Retry):
            TwilioChannel("sms", elsewhere, CLINIC).send(PATIENT, outgoing("hello"))


@pytest.mark.parametrize(("address", "text"), [(PATIENT, " "), ("12", "hello")])
def test_what_twilio_would_never_take_is_given_up(sms: TwilioChannel, address: str, text: str) -> None:
    with pytest.raises(GiveUp):
        sms.send(address, outgoing(text))


SHAPES = [
    outgoing("Booked: you, Friday.", "Add to calendar", "Done", "More", "Menu"),
    outgoing("Shall I book it?", "Book it", "Change something"),
    outgoing("x", template=Template(TEMPLATE, {"1": "Riverside Clinic", "2": "10:00"})),
    outgoing("long " * 400),
]


@pytest.mark.parametrize("message", SHAPES)
def test_what_was_accepted_without_an_answer_is_found(
    whatsapp: TwilioChannel, twilio_api: Remote, message: Outgoing
) -> None:
    before = now()
    whatsapp.send("+447700900555", message)  # to somebody else
    assert whatsapp.find(PATIENT, message, before) is None
    assert whatsapp.find("+447700900555", message, before + timedelta(minutes=1)) is None
    sent = whatsapp.send(PATIENT, message)
    assert whatsapp.find(PATIENT, message, before) == sent
    assert whatsapp.find(PATIENT, outgoing("Something else"), before) is None


def test_a_dropped_connection_is_settled_by_asking(sms: TwilioChannel, twilio_api: Remote) -> None:
    for how, found in (("drop", False), ("drop_after_accept", True)):
        before, message = now(), outgoing(f"Hello, {how}")
        twilio_api.fail("create", how)
        with pytest.raises(MaybeSent):
            sms.send(PATIENT, message)
        assert (sms.find(PATIENT, message, before) is not None) is found


def test_of_a_text_in_parts_only_some_of_which_were_accepted_nothing_is_sent_again(
    sms: TwilioChannel, twilio_api: Remote
) -> None:
    before, message = now(), outgoing("a" * 1500 + "\n" + "b" * 900)
    twilio_api.fail("create", "500", match={"Body": "b" * 900})
    with pytest.raises(MaybeSent, match="in_part"):
        sms.send(PATIENT, message)
    with pytest.raises(MaybeSent, match="in_part"):
        sms.find(PATIENT, message, before)


def test_where_twilio_cannot_be_asked_now_it_is_asked_later(sms: TwilioChannel, twilio_api: Remote) -> None:
    twilio_api.fail("list", "500")
    with pytest.raises(Retry):
        sms.find(PATIENT, outgoing("hello"), now())


def test_messages_missed_in_an_outage_are_listed_oldest_first(
    sms: TwilioChannel, whatsapp: TwilioChannel, twilio_api: Remote
) -> None:
    before = now()
    sms.send(PATIENT, outgoing("ours is not theirs"))
    for body in ("first", "STOP"):
        twilio_api.post("/receive", From=PATIENT, To=CLINIC, Body=body)
    twilio_api.post("/receive", From=PATIENT, To=CLINIC, NumMedia="1")
    twilio_api.post("/receive", From=f"whatsapp:{PATIENT}", To=f"whatsapp:{CLINIC}", Body="on WhatsApp")
    twilio_api.post("/receive", From="62966", To=CLINIC, Body="Your code is 123456")
    missed = sms.missed(before)
    assert [(one.kind, one.text) for one in missed] == [("text", "first"), ("opt_out", "STOP"), ("attachment", "")]
    assert all(one.at is not None and one.address == PATIENT for one in missed)
    assert [one.text for one in whatsapp.missed(before)] == ["on WhatsApp"]
    assert sms.missed(before + timedelta(minutes=1)) == []


def test_nothing_of_a_message_is_logged(
    sms: TwilioChannel, twilio_api: Remote, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sms.send(PATIENT, outgoing("Your name is John"))
    sms.find(PATIENT, outgoing("Your name is John"), now())
    assert PATIENT[1:] not in caplog.text
    assert "John" not in caplog.text
