"""Whole conversations on Telegram, over the real processes."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.live import Live, until
from tests.e2e.phones import TelegramPhone

LONDON = ZoneInfo("Europe/London")
NEXT_WEEK = datetime.now(LONDON).date() + timedelta(days=7)


@pytest.fixture
def john(service: Live) -> TelegramPhone:
    return TelegramPhone(live=service)


def book(john: TelegramPhone, doctor: str = "Dr Lee", who: str = "John Miller") -> str:
    """Book the first time there is; what the clinic says at the end."""
    john.says(f"book {doctor} as soon as possible for {who}")
    john.taps(next(label for label in john.buttons if ":" in label))
    return john.taps("Book it")


def test_book_move_and_cancel(john: TelegramPhone, service: Live) -> None:
    assert "Booked: " in book(john)
    assert john.read() == "[appointment.ics]"
    [booked] = service.appointments(sender=str(john.chat))
    assert (booked.doctor, booked.patient, booked.channel) == ("Dr. Sam Lee", "John Miller", "telegram")
    john.says("move my appointment to the day after tomorrow at 3 pm")
    assert "Moved: " in john.taps("Move it")
    assert john.read() == "[appointment.ics]"
    [moved] = service.appointments(sender=str(john.chat))
    assert (moved.id, f"{moved.starts_at.astimezone(LONDON):%H:%M}") == (booked.id, "15:00")
    john.says("cancel my appointment")
    assert "Cancelled: " in john.taps("Call it off")
    assert [one.status for one in service.appointments(sender=str(john.chat))] == ["cancelled"]


def test_other_times_change_the_message_they_were_asked_on(john: TelegramPhone) -> None:
    john.says("dr rao tomorrow")
    first = john.message_id, set(john.buttons)
    john.taps("Other times")
    assert john.last["method"] == "editMessageText"
    assert john.message_id == first[0]
    assert set(john.buttons) - {"Other times"} != first[1] - {"Other times"}


def test_a_button_tapped_twice_books_once(john: TelegramPhone, service: Live) -> None:
    john.says("book Dr Lee as soon as possible for Ann Other")
    john.taps(next(label for label in john.buttons if ":" in label))
    yes = john.buttons["Book it"]
    for _ in range(2):
        john.deliver(john.tap(yes))
    assert "Booked: " in john.read()
    john.read()
    assert "Booked: " not in john.read()
    assert len(service.appointments(sender=str(john.chat))) == 1


def test_a_button_of_last_week_does_nothing(john: TelegramPhone, service: Live) -> None:
    john.says("book Dr Lee as soon as possible for Ann Other")
    john.taps(next(label for label in john.buttons if ":" in label))
    old = john.buttons["Book it"]
    john.says("never mind")
    service.telegram.post("/age", query="expired")
    john.deliver(john.tap(old, query="expired"))
    assert "earlier" in john.read() or "no longer open" in john.text(john.last)
    assert service.appointments(sender=str(john.chat)) == []


def test_an_edit_of_the_last_message_is_what_is_meant(john: TelegramPhone) -> None:
    first = john.update(text="book Dr Lee tomorrow at 10 for Ann Other")
    john.deliver(first)
    assert "Lee" in john.read()
    changed = {
        **first["message"],
        "text": "book Dr Rao tomorrow at 10 for Ann Other",
        "edit_date": first["message"]["date"] + 9,
    }
    john.deliver({"update_id": first["update_id"] + 100_000, "edited_message": changed})
    assert "Rao" in john.read()


def test_an_edit_of_an_earlier_message_gets_a_kind_notice(john: TelegramPhone) -> None:
    first = john.update(text="book Dr Lee tomorrow at 10 for Ann Other")
    first["message"]["date"] -= 60
    john.deliver(first)
    john.read()
    john.says("where are you?")
    john.deliver({"update_id": first["update_id"] + 100_000, "edited_message": {**first["message"], "edit_date": 1}})
    assert "chang" in john.read().lower()


def test_photo_long_text_emoji_and_right_to_left_text(john: TelegramPhone) -> None:
    photo = [{"file_id": "P", "file_unique_id": "U", "width": 9, "height": 9}]
    john.deliver(john.update(photo=photo))
    assert "pictures" in john.read()
    for words in ("so " * 1300 + "I need Dr Lee", "🙂👍🏽", "אני צריך תור לרופא"):
        assert john.says(words)
    assert "12:30" in john.says("Dr Lee tomorrow at 12:30 for Ann Other 🙂")


def test_an_emergency_under_a_photo_is_heard(john: TelegramPhone) -> None:
    photo = [{"file_id": "P", "file_unique_id": "U", "width": 9, "height": 9}]
    john.deliver(john.update(photo=photo, caption="my husband has chest pain and can't breathe"))
    assert "999" in john.read()


def test_two_messages_of_the_same_second_are_both_answered_in_order(john: TelegramPhone) -> None:
    for words in ("book Dr Rao for Ann Other", "tomorrow at 11"):
        john.deliver(john.update(text=words))
    assert "11:00" not in john.read()
    assert "11:00" in john.read()


def test_a_group_is_told_once_a_day(service: Live) -> None:
    group = TelegramPhone(live=service, chat=-800)
    assert "group" in group.says("book Dr Lee tomorrow")
    group.deliver(group.update(text="hello?"))
    other = TelegramPhone(live=service)
    other.says("hello")  # by then the group's second message would have been answered too
    assert len(group.sent()) == 1


def test_blocked_and_back(john: TelegramPhone, service: Live) -> None:
    john.says("hello")
    service.telegram.fail("sendMessage", "block", match={"chat_id": john.chat})
    john.deliver(john.update(text="what are your opening hours?"))
    until(lambda: [e for e in service.telegram.ledger("sendMessage") if e["status"] == 403])
    john.deliver(john.update(text="hello?"))
    member = {"user": {"id": 42, "is_bot": True, "first_name": "R"}, "status": "member"}
    change = {"chat": john._place, "from": john._person, "date": 1, "old_chat_member": member}
    john.deliver({"update_id": 900_001, "my_chat_member": {**change, "new_chat_member": member}})
    assert john.says("/start")
    assert len(john.sent()) == 2  # nothing of what was asked in between


def test_a_person_please_and_back(john: TelegramPhone, service: Live) -> None:
    assert "passed this on" in john.says("can i speak to someone")
    john.deliver(john.update(text="it is about my bill"))
    [line] = [line for line in service.docspot("handoff", "list").splitlines() if f" {john.chat} " in line]
    service.docspot("handoff", "reply", line.split()[0], "Your bill is paid.")
    assert john.read() == "Your bill is paid."
    service.docspot("handoff", "release", line.split()[0])
    assert "chest" not in john.says("hello")


def test_an_emergency_is_answered_whatever_is_open(john: TelegramPhone) -> None:
    john.says("book Dr Lee")
    assert "999" in john.says("my husband has chest pain and cant breathe")


def test_a_desks_booking_reaches_its_patient_by_link_or_by_phone(john: TelegramPhone, service: Live) -> None:
    phone = "+447700900456"
    desk = ("appointments", "book", "--doctor", "Rao", "--patient", "Ann Other", "--phone", phone)
    said = service.docspot(*desk, "--start", f"{NEXT_WEEK}T10:00", "--link")
    token = said.rpartition("?start=")[2].strip()
    assert "10:00" in john.says(f"/start {token}")
    stranger = TelegramPhone(live=service)
    assert "10:00" not in stranger.says(f"/start {token}")
    assert "not good any more" in stranger.text(stranger.last)
    holder = TelegramPhone(live=service)
    holder.deliver(holder.update(contact={"phone_number": phone, "first_name": "Ann", "user_id": holder.chat}))
    asked = holder.read()
    assert "Which name" in asked
    assert "10:00" not in asked
    assert "the front desk first makes sure" in holder.says("Ann Other")
    waiting = service.docspot("patients", "list")
    assert waiting.endswith("a chat says it is Ann Other\n")
    service.docspot("patients", "join", waiting.split()[0])
    assert "Your appointments show up here now" in holder.read()
    assert "10:00" in holder.says("my appointments")


def test_somebody_elses_card_proves_nothing(john: TelegramPhone) -> None:
    assert john.says("my appointments")
    keyboard = john.last["parameters"]["reply_markup"]["keyboard"]
    assert [button for row in keyboard for button in row if button.get("request_contact")]
    john.deliver(john.update(contact={"phone_number": "+447700900456", "first_name": "Ann", "user_id": 1}))
    assert "10:00" not in john.read()


def test_what_may_not_have_arrived_is_shown_and_sent_after_all(john: TelegramPhone, service: Live) -> None:
    service.telegram.fail("sendMessage", "drop_after_accept", match={"chat_id": john.chat})
    assert "1 Quay Street" in john.says("where are you?")

    def shown() -> list[int]:
        rows = json.loads(service.docspot("outbox", "list", "--json"))
        return [row["id"] for row in rows if (row["address"], row["status"]) == (str(john.chat), "unknown")]

    [number] = until(shown)
    assert "may not have reached you" in john.read()
    assert "may not have had a message of ours" in service.docspot("handoff", "list")
    service.docspot("outbox", "retry", str(number))
    assert "1 Quay Street" in john.read()
