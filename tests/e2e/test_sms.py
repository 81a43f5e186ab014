"""Whole conversations by SMS, over the real processes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.clock import SystemClock
from tests.e2e.live import CLINIC, Live, until
from tests.e2e.phones import TwilioPhone
from webhooks.channels.twilio.sms_text import is_gsm, segments


@pytest.fixture
def john(service: Live) -> TwilioPhone:
    return TwilioPhone(live=service)


def number_of(label: str, text: str) -> str:
    """The number in front of a choice."""
    return next(line.split()[0] for line in text.splitlines() if line.endswith(label))


def book(john: TwilioPhone) -> str:
    offered = john.says("book Dr Lee as soon as possible for me, John Miller")
    proposal = john.says("1")
    assert "1 Book it" in proposal
    assert all(is_gsm(text) and segments(text) <= 2 for text in (offered, proposal))
    return john.says("1")


def test_book_move_and_cancel_by_numbers(john: TwilioPhone, service: Live) -> None:
    assert "Booked: " in book(john)
    [booked] = service.appointments(sender=john.number)
    assert (booked.doctor, booked.channel) == ("Dr. Sam Lee", "sms")
    proposal = john.says("move my appointment to the day after tomorrow at 4 pm")
    assert "Moved: " in john.says(number_of("Move it", proposal))
    [moved] = service.appointments(sender=john.number)
    assert moved.id == booked.id
    assert moved.starts_at != booked.starts_at
    question = john.says("cancel my appointment please")
    assert "Cancelled: " in john.says(number_of("Call it off", question))
    assert [one.status for one in service.appointments(sender=john.number)] == ["cancelled"]


def test_stop_ends_everything_and_start_resumes(john: TwilioPhone, service: Live) -> None:
    john.says("hello")
    john.deliver(Body="STOP")
    john.deliver(Body="are you there?")
    until(lambda: waiting(service, john) == ["texting_stopped"])  # nobody may answer there: the desk is to call
    assert "Welcome back" in john.says("START")
    assert waiting(service, john) == []
    assert john.says("are you there?")
    assert len(john.sent()) == 3


def test_a_lone_cancel_is_shown_to_the_desk(john: TwilioPhone, service: Live) -> None:
    book(john)
    john.deliver(Body="CANCEL")
    until(lambda: [one for one in waiting(service, john) if one == "lone_cancel"])
    [kept] = service.appointments(sender=john.number)
    assert kept.status == "booked"


def test_blocked_by_the_phone_company_is_as_good_as_stop(john: TwilioPhone, service: Live) -> None:
    john.says("hello")
    service.twilio.fail("create", "block", match={"To": john.number})
    john.deliver(Body="what are your opening hours?")

    def opted_out() -> bool:
        with service.database.read() as store:
            address = store.people.find_address("sms", john.number)
        return address is not None and address.opted_out_at is not None

    until(opted_out)


def test_photo_long_text_emoji_and_right_to_left_text(john: TwilioPhone) -> None:
    john.deliver(Body="", NumMedia="1", MediaUrl0="https://media.example/1")
    assert "pictures" in john.read()
    for words in ("so " * 500 + "I need Dr Lee", "🙂👍🏽", "אני צריך תור לרופא"):
        assert john.says(words)


def test_two_messages_of_the_same_second_are_both_answered_in_order(john: TwilioPhone) -> None:
    for words in ("book Dr Rao for Ann Other", "tomorrow at 11"):
        john.deliver(Body=words)
    assert "11:00" not in john.read()
    assert "11:00" in john.read()


def test_the_same_message_again_is_answered_once(john: TwilioPhone, service: Live) -> None:
    john.deliver(Body="hello", MessageSid="SM" + "e" * 32)
    john.read()
    john.deliver(Body="hello", MessageSid="SM" + "e" * 32)
    john.says("where are you?")
    assert len(john.sent()) == 2


def test_a_person_and_an_emergency(john: TwilioPhone, service: Live) -> None:
    assert "999" in john.says("my husband has chest pain and cant breathe")
    assert "passed this on" in john.says("can i speak to someone")
    assert set(waiting(service, john)) == {"emergency", "asked"}


def test_who_was_booked_at_the_desk_hears_of_it_and_can_answer(john: TwilioPhone, service: Live) -> None:
    day = SystemClock().now().date() + timedelta(days=8)
    desk = (
        "appointments",
        "book",
        "--doctor",
        "Rao",
        "--patient",
        "Ann Other",
        "--phone",
        john.number,
        "--for",
        "self",
    )
    service.docspot(*desk, "--start", f"{day}T09:00")
    told = john.read()
    assert "Ann, you are booked on" in told
    assert "Dermatology" not in told
    assert is_gsm(told)
    assert len(told) <= 160
    assert "Rao" in john.says("what appointments do i have?")


def test_what_the_desk_changes_is_told_where_the_patient_writes(john: TwilioPhone, service: Live) -> None:
    book(john)
    [one] = service.appointments(sender=john.number)
    day = SystemClock().now().date() + timedelta(days=9)
    service.docspot("appointments", "move", str(one.id), "--start", f"{day}T11:00")
    moved = john.read()
    assert "your appointment is now on" in moved
    assert "11:00" in moved
    for hour, doctor in (("09:00", "Lee"), ("11:00", "Lee"), ("11:00", "Rao")):  # back, there again, somebody else
        service.docspot("appointments", "move", str(one.id), "--start", f"{day}T{hour}", "--doctor", doctor)
        moved = john.read()
        assert hour in moved
        assert doctor in moved
    service.docspot("appointments", "cancel", str(one.id))
    assert "is called off" in john.read()
    service.docspot("appointments", "cancel", str(one.id))
    assert john.says("where are you?")
    assert len([said for said in map(john.text, john.sent()) if "is called off" in said]) == 1


def test_one_person_by_sms_and_whatsapp_and_nobody_else(john: TwilioPhone, service: Live) -> None:
    book(john)
    same = TwilioPhone(live=service, number=john.number, prefix="whatsapp:")
    assert "Lee" in same.says("what appointments do i have?")
    other = TwilioPhone(live=service)
    assert "Lee" not in other.says("what appointments do i have?")


def test_what_no_webhook_brought_is_found_at_the_start(service: Live) -> None:
    """A message that no webhook told of, old enough for a look; the worker, which looks as well, may have it first."""
    from webhooks.channels.twilio.adapter import TwilioAccount, TwilioChannel
    from webhooks.missed import Missed

    lost = TwilioPhone(live=service)
    service.twilio.post("/receive", From=lost.number, To=CLINIC, Body="hello?", age=40)
    account = TwilioAccount(service.environment["DOCSPOT_TWILIO_ACCOUNT_SID"],
                            service.environment["DOCSPOT_TWILIO_AUTH_TOKEN"], "", service.twilio.url)  # fmt: skip
    missed = Missed(service.database, [TwilioChannel("sms", account, CLINIC)], SystemClock())
    missed.look()
    assert lost.read()
    assert missed.look() == 0
    assert len(lost.sent()) == 1


def waiting(service: Live, john: TwilioPhone) -> list[str]:
    """Why somebody waits for a person."""
    with service.database.read() as store:
        return [one.reason for one in store.conversations.handoffs() if one.address == john.number]
