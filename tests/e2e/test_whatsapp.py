"""Whole conversations on WhatsApp, over the real processes."""

from __future__ import annotations

import pytest

from tests.e2e.live import Live, until
from tests.e2e.phones import TwilioPhone


@pytest.fixture
def john(service: Live) -> TwilioPhone:
    return TwilioPhone(live=service, prefix="whatsapp:")


def test_book_and_cancel_with_quick_replies_and_numbers(john: TwilioPhone, service: Live) -> None:
    offered = john.says("book Dr Lee as soon as possible for John Miller")
    assert "\n1 " in offered  # more than three choices are a list
    john.says("1")
    assert "Booked: " in (john.taps("Book it") if john.buttons else john.says("1"))
    [booked] = service.appointments(sender=john.number)
    assert (booked.doctor, booked.channel) == ("Dr. Sam Lee", "whatsapp")
    john.says("cancel")  # no opt-out word here
    assert "Cancelled: " in (john.taps("Call it off") if john.buttons else john.says("1"))
    assert [one.status for one in service.appointments(sender=john.number)] == ["cancelled"]


def test_a_quick_reply_tapped_twice_counts_once(john: TwilioPhone, service: Live) -> None:
    john.says("book Dr Lee as soon as possible for John Miller")
    john.says("1")
    john.says("1")
    john.says("cancel")
    tap = {"Body": "Call it off", "ButtonText": "Call it off", "ButtonPayload": john.buttons["Call it off"]}
    for _ in range(2):
        john.deliver(**tap)
    assert "Cancelled: " in john.read()
    assert "Cancelled: " not in john.read()
    assert [one.status for one in service.appointments(sender=john.number)] == ["cancelled"]


def test_move_with_a_quick_reply(john: TwilioPhone, service: Live) -> None:
    john.says("book Dr Lee as soon as possible for John Miller")
    john.says("1")
    john.says("1")
    [booked] = service.appointments(sender=john.number)
    john.says("move my appointment to the day after tomorrow at 4 pm")
    assert "Moved: " in john.taps("Move it")
    [moved] = service.appointments(sender=john.number)
    assert moved.id == booked.id
    assert moved.starts_at != booked.starts_at


def test_an_old_quick_reply_calls_nothing_off(john: TwilioPhone, service: Live) -> None:
    john.says("book Dr Lee as soon as possible for John Miller")
    john.says("1")
    john.says("1")
    john.says("cancel my appointment")
    old = john.buttons["Call it off"]
    john.says("no, keep it")
    john.deliver(Body="Call it off", ButtonText="Call it off", ButtonPayload=old)
    assert "Cancelled" not in john.read()
    assert [one.status for one in service.appointments(sender=john.number)] == ["booked"]


def test_two_messages_of_the_same_second_are_both_answered_in_order(john: TwilioPhone) -> None:
    for words in ("book Dr Rao for Ann Other", "tomorrow at 11"):
        john.deliver(Body=words)
    assert "11:00" not in john.read()
    assert "11:00" in john.read()


def test_stop_is_confirmed_once_and_start_resumes(john: TwilioPhone) -> None:
    john.says("hello")
    assert "no more messages" in john.says("STOP")
    john.deliver(Body="are you there?")
    assert "Welcome back" in john.says("START")


def test_photo_long_text_emoji_and_right_to_left_text(john: TwilioPhone) -> None:
    john.deliver(Body="", NumMedia="1", MediaUrl0="https://media.example/1")
    assert "pictures" in john.read()
    for words in ("so " * 500 + "I need Dr Lee", "🙂👍🏽", "אני צריך תור לרופא"):
        assert john.says(words)


def test_a_person_and_back_and_an_emergency(john: TwilioPhone, service: Live) -> None:
    assert "passed this on" in john.says("can i speak to someone")

    def waiting() -> list[int]:
        with service.database.read() as store:
            return [one.conversation_id for one in store.conversations.handoffs() if one.address == john.number]

    [conversation] = until(waiting)
    assert "999" in john.says("my husband has chest pain and cant breathe")
    service.docspot("handoff", "reply", str(conversation), "We are here.")
    assert john.read() == "We are here."
