"""What Twilio reports of our messages, and what is noted of it."""

from __future__ import annotations

from bot.core.clock import SystemClock
from models.db import Database
from models.store import Store
from models.views import OutboundMessage
from tests.webhooks.conftest import CLINIC, PATIENT
from tests.webhooks.edge import MINUTE, Edge


def put(store: Store, key: str, kind: str = "reply") -> None:
    conversation = store.conversations.open("sms", PATIENT, SystemClock().now())
    store.outbox.put(key, conversation.id, kind, "{}", SystemClock().now())


def claim(store: Store) -> OutboundMessage:
    now = SystemClock().now()
    [message] = store.outbox.claim(now, MINUTE)
    store.outbox.sending(message, now)
    return message


def report(edge: Edge, sid: str, status: str, key: str, code: str | None = None) -> int:
    form = {"MessageSid": sid, "MessageStatus": status, "From": CLINIC, "To": PATIENT}
    if code is not None:
        form["ErrorCode"] = code
    return int(edge.twilio(form, f"/webhooks/twilio/status?key={key}").status_code)


def outcome(database: Database, key: str) -> tuple[str, str | None, str | None]:
    with database.read() as store:
        message = store.outbox.get(key)
    assert message is not None
    return str(message.status), message.provider_id, message.error


def test_reports_only_move_a_message_forward(edge: Edge, database: Database) -> None:
    with database.write() as store:
        put(store, "reply:1")
        store.outbox.sent(claim(store), SystemClock().now(), "SM9")
    for status in ("sent", "delivered", "sent", "undelivered", "delivered"):
        assert report(edge, "SM9", status, "reply:1") == 200
    assert outcome(database, "reply:1") == ("delivered", "SM9", None)
    assert report(edge, "SM404", "delivered", "reply:404") == 200


def test_a_report_that_is_faster_than_the_sender_counts_as_the_answer(edge: Edge, database: Database) -> None:
    with database.write() as store:
        put(store, "reply:2")
        claim(store)
    assert report(edge, "SM8", "undelivered", "reply:2", "30003") == 200
    assert outcome(database, "reply:2") == ("undelivered", "SM8", "30003")


def test_a_report_of_a_message_that_was_never_sent_changes_nothing(edge: Edge, database: Database) -> None:
    with database.write() as store:
        put(store, "reply:3")
    assert report(edge, "SM7", "delivered", "reply:3") == 200
    assert outcome(database, "reply:3") == ("queued", None, None)


def test_a_reminder_that_failed_after_all_goes_once_to_another_channel(edge: Edge, database: Database) -> None:
    whatsapp = {"MessageSid": "SM1", "From": f"whatsapp:{PATIENT}", "To": f"whatsapp:{CLINIC}", "Body": "hello"}
    assert edge.twilio(whatsapp).status_code == 200  # the same phone, heard from elsewhere
    with database.write() as store:
        put(store, "reminder:1", "reminder")
        claim(store)
    for _ in range(2):
        assert report(edge, "SM6", "undelivered", "reminder:1", "21610") == 200
    assert outcome(database, "fallback:reminder:1")[0] == "queued"
    with database.read() as store:
        message, address = store.outbox.get("fallback:reminder:1"), store.people.find_address("sms", PATIENT)
    assert (message and message.channel, address and address.opted_out_at is not None) == ("whatsapp", True)


def test_a_reply_that_failed_after_all_is_not_said_elsewhere(edge: Edge, database: Database) -> None:
    assert edge.twilio({"MessageSid": "SM1", "From": f"whatsapp:{PATIENT}", "Body": "hello"}).status_code == 200
    with database.write() as store:
        put(store, "reply:4")
        claim(store)
    assert report(edge, "SM6", "failed", "reply:4", "30008") == 200
    with database.read() as store:
        assert store.outbox.get("fallback:reply:4") is None
