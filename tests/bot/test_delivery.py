"""Delivery: what becomes of a message when a channel refuses it, and what may be said where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import create_engine

from bot.core.channel import Channel as AnyChannel
from bot.core.channel import GiveUp, MaybeSent, OptedOut, Outgoing, Retry, SendError, Sent, WaitUntil
from bot.core.clock import SettableClock
from bot.core.messages import ChannelName, Choice, Reply, Text
from bot.delivery.deliver import Delivery
from bot.delivery.lanes import Room
from bot.delivery.limits import Limits
from bot.delivery.shared_limits import SharedLimits
from bot.outreach.calendar_file import put_calendar_file, put_reported
from bot.outreach.notifier import Outreach
from clinic.actor import DESK
from clinic.bookings import Bookings
from models.crypto import Keyring
from models.db import Database
from models.errors import DatabaseUnavailable
from models.views import Account, OutboundMessage
from models.words import PRIORITIES, Channel
from tests.conftest import NOW

PHONE = "+447700900123"


@dataclass
class Post:
    """A channel as delivery sees it: it takes messages, or fails as the next of `fails` says."""

    name: ChannelName
    per_second: float = 1000.0
    per_chat_second: float = 1000.0
    sent: list[Outgoing] = field(default_factory=list)
    fails: list[SendError] = field(default_factory=list)
    found: Sent | SendError | None = None
    first: Callable[[], None] = lambda: None  # somebody may be told of it

    def send(self, address: str, message: Outgoing) -> Sent:
        self.first()
        if self.fails:
            raise self.fails.pop(0)
        self.sent.append(message)
        return Sent(f"{self.name}-{len(self.sent)}")

    def find(self, address: str, message: Outgoing, since: object) -> Sent | None:
        if isinstance(self.found, SendError):
            raise self.found
        return self.found


class Pace(Limits):
    """Limits that somebody may be told of, before they are asked."""

    def __init__(self) -> None:
        super().__init__(lambda: 0.0)
        self.first: Callable[[], None] = lambda: None

    def wait(self, channel: AnyChannel, address: str) -> float:
        self.first()
        return super().wait(channel, address)


class Desk:
    """A clinic with one patient, who is known by SMS and WhatsApp, and was heard from on both."""

    def __init__(self, database: Database) -> None:
        self.database, self.clock = database, SettableClock(NOW)
        self.sms, self.whatsapp, self.telegram = Post("sms"), Post("whatsapp"), Post("telegram")
        channels = {post.name: post for post in (self.sms, self.whatsapp, self.telegram)}
        templates = {"desk.en": "HX" + "d" * 32}
        self.limits = Pace()
        self.delivery = Delivery(database, channels, self.clock, self.limits, templates=templates)
        with database.write() as store:
            for channel in ("whatsapp", "sms"):
                store.inbox.add(channel, "1", PHONE, "{}", NOW)  # type: ignore[arg-type]
            self.account: Account = store.people.account_with_phone(PHONE, NOW)

    def put(self, key: str, channel: Channel = "sms", *, kind: str = "desk", address: str = PHONE) -> None:
        said = Text(key="desk.words", params={"words": "We are here."})
        choices = (Choice(label=Text(key="choice.book"), value="flow:book"),)
        with self.database.write() as store:
            conversation = store.conversations.open(channel, address, NOW)
            payload = Reply(parts=(said,), choices=choices).model_dump_json()
            store.outbox.put(key, conversation.id, kind, payload, self.clock.now())

    def deliver(self, after: timedelta = timedelta(0)) -> None:
        self.clock.set(self.clock.now() + after)
        while self.delivery.deliver_next():
            pass

    def tries(self) -> bool:
        """Whether a message could be dealt with."""
        try:
            return self.delivery.deliver_next()
        except DatabaseUnavailable:
            return False

    def waiting(self) -> list[str]:
        """Why somebody is put before the front desk."""
        with self.database.read() as store:
            return [one.reason for one in store.conversations.handoffs()]

    def row(self, key: str) -> OutboundMessage:
        with self.database.read() as store:
            found = store.outbox.get(key)
        assert found is not None
        return found

    def state(self, key: str) -> tuple[str, str | None]:
        return str(self.row(key).status), self.row(key).error


@pytest.fixture
def desk(riverside: Database, keyring: Keyring) -> Iterator[Desk]:
    url = riverside.url.render_as_string(hide_password=False)
    impatient = Database(url, keyring, patience=0.3)
    yield Desk(impatient)
    impatient.close()


@contextmanager
def busy(database: Database, when: Any, table: str = "outbound_message") -> Iterator[None]:
    """Somebody else keeps all writers out of the database (PostgreSQL: of this table) from the moment that `when` is
    asked to do something, which calls its `first`."""
    keep_out = "BEGIN IMMEDIATE" if database.is_sqlite else f"LOCK {table} IN ACCESS EXCLUSIVE MODE"
    engine = create_engine(database.url, isolation_level="AUTOCOMMIT" if database.is_sqlite else "READ COMMITTED")
    with engine.connect() as connection:
        when.first = lambda: connection.exec_driver_sql(keep_out).close()
        yield
        when.first = lambda: None
        connection.exec_driver_sql("ROLLBACK")
    engine.dispose()


def test_what_is_refused_for_good_goes_once_to_another_channel(desk: Desk) -> None:
    desk.sms.fails = [GiveUp("30003")]
    desk.whatsapp.fails = [GiveUp("63003")]
    desk.put("desk:1")
    desk.deliver()
    assert desk.state("desk:1") == ("failed", "30003")
    assert desk.state("fallback:desk:1") == ("failed", "63003")
    assert desk.sms.sent == desk.whatsapp.sent == []


def test_an_answer_is_not_said_elsewhere(desk: Desk) -> None:
    desk.sms.fails = [GiveUp("30003")]
    desk.put("reply:1", kind="reply")
    desk.deliver()
    assert desk.whatsapp.sent == []


def test_who_has_opted_out_is_not_written_to_again(desk: Desk) -> None:
    desk.sms.fails = [OptedOut("21610")]
    desk.put("reply:1", kind="reply")
    desk.put("desk:2")
    desk.deliver()
    assert (desk.state("reply:1"), desk.state("desk:2")) == (("failed", "21610"), ("skipped", "opted_out"))
    assert desk.sms.sent == []


def test_tried_again_with_growing_pauses(desk: Desk) -> None:
    desk.sms.fails = [Retry("503"), Retry("503")]
    desk.put("desk:1")
    desk.deliver()
    desk.deliver(timedelta(seconds=0.5))
    assert desk.state("desk:1") == ("queued", "503")
    for _ in range(2):
        desk.deliver(timedelta(seconds=5))
    assert desk.state("desk:1") == ("sent", None)


def test_a_pause_for_one_chat_is_a_pause_for_that_chat_alone(desk: Desk) -> None:
    desk.sms.fails = [WaitUntil("429", 30)]
    desk.put("desk:1")
    desk.put("desk:2", address="+447700900999")
    desk.deliver()
    assert (desk.state("desk:1"), desk.state("desk:2")) == (("queued", "429"), ("sent", None))
    desk.deliver(timedelta(seconds=31))
    assert desk.state("desk:1") == ("sent", None)


@pytest.mark.parametrize(
    ("found", "first", "later"),
    [
        (Sent("SM7"), ("sent", None), 0),  # it was accepted
        (None, ("claimed", None), 1),  # not yet to be seen: asked again when the lease is over, then sent
        (Retry("no_connection"), ("claimed", None), 0),  # cannot be asked now: nothing is sent until it can
        (MaybeSent("cannot_ask"), ("unknown", "cannot_ask"), 0),  # can never be asked: staff look at it
    ],
)
def test_where_it_may_have_been_sent(
    desk: Desk, found: Sent | SendError | None, first: tuple[str, str | None], later: int
) -> None:
    desk.sms.fails, desk.sms.found = [MaybeSent("timeout")], found
    desk.put("desk:1")
    desk.deliver()
    assert desk.state("desk:1") == first
    desk.deliver(timedelta(minutes=2))
    assert len(desk.sms.sent) == later


def test_a_message_we_cannot_make_ourselves_holds_up_nobody_for_long(desk: Desk) -> None:
    with desk.database.write() as store:
        conversation = store.conversations.open("sms", PHONE, NOW)
        broken = Reply(parts=(Text(key="no.such.text"),)).model_dump_json()
        store.outbox.put("reply:broken", conversation.id, "reply", broken, NOW)
    desk.put("desk:2")
    for _ in range(5):
        desk.deliver(timedelta(minutes=2))
    assert (desk.state("reply:broken"), desk.state("desk:2")) == (("failed", "fault"), ("sent", None))


def test_whatsapp_within_its_day_and_after_it(desk: Desk) -> None:
    desk.put("desk:1", "whatsapp")
    desk.deliver(timedelta(hours=23))
    assert desk.whatsapp.sent[0].template is None
    desk.put("desk:2", "whatsapp")
    desk.deliver(timedelta(hours=1))
    template = desk.whatsapp.sent[1].template
    assert template is not None
    assert template.variables == {"1": "We are here. 1 Book an appointment"}
    desk.put("news:3", "whatsapp", kind="news")
    desk.deliver()
    assert desk.state("news:3") == ("skipped", "no_template")
    assert desk.state("fallback:news:3") == ("sent", None)


def test_what_cannot_be_delivered_goes_to_no_doctors_own_chat(desk: Desk) -> None:
    """The doctor is a patient as well: the number the agenda comes to is on the same account."""
    with desk.database.write() as store:
        own = store.conversations.open("sms", PHONE, NOW)
        doctor = store.clinic.doctors()[0]
        store.doctor_chats.link(doctor.id, own.id, NOW)
    desk.put("news:3", "whatsapp", kind="news")
    desk.deliver(timedelta(hours=25))
    assert desk.state("news:3") == ("skipped", "no_template")
    with desk.database.read() as store:
        assert not [one for one in store.outbox.latest() if one.conversation_id == own.id]


def test_a_calendar_file_is_of_the_time_that_is_still_booked(desk: Desk) -> None:
    with desk.database.write() as store:
        patient = store.people.add_patient(desk.account.id, "John Miller", "self", NOW)
        doctor, visit = store.clinic.doctors()[0], store.clinic.visit_types()[0]
        start = NOW + timedelta(days=1, hours=1)
        made = store.bookings.book(doctor.id, visit.id, start, patient.id, NOW, by="desk", reason="rash")
        chat = store.conversations.open("telegram", "700", NOW)
        for key, expires in (("calendar:1", made.starts_at), ("calendar:2", made.starts_at + timedelta(days=1))):
            empty = Reply(parts=()).model_dump_json()
            store.outbox.put(key, chat.id, "calendar", empty, NOW, expires_at=expires, appointment_id=made.id)
    desk.deliver()
    [sent] = desk.telegram.sent
    assert sent.attachment is not None
    [event] = Calendar.from_ical(sent.attachment.content).walk("VEVENT")
    assert (event["DTSTART"].dt, str(event["LOCATION"])) == (made.starts_at, "1 Quay Street")
    assert b"rash" not in sent.attachment.content
    assert desk.state("calendar:2") == ("skipped", "moved")


def test_what_was_sent_while_the_database_went_away_is_recorded_once_it_is_back(desk: Desk) -> None:
    desk.put("reply:1", kind="reply")
    with busy(desk.database, desk.sms):
        assert not desk.tries()
    assert len(desk.sms.sent) == 1  # the database went away while it was being sent
    desk.deliver()
    assert desk.state("reply:1") == ("sent", None)
    assert len(desk.sms.sent) == 1


def test_what_was_refused_while_the_database_went_away_is_sent_once_it_is_back(desk: Desk) -> None:
    desk.put("reply:1", kind="reply")
    desk.sms.fails = [Retry("no_connection")]
    with busy(desk.database, desk.sms):
        assert not desk.tries()
    desk.deliver(timedelta(seconds=3))
    assert desk.state("reply:1") == ("sent", None)
    assert len(desk.sms.sent) == 1


def test_what_was_claimed_and_not_sent_is_free_again_once_the_database_is_back(desk: Desk) -> None:
    desk.put("desk:1")
    with busy(desk.database, desk.limits):  # after the claim, before the provider is called
        assert not desk.tries()
    assert desk.sms.sent == []
    desk.deliver()
    assert desk.state("desk:1") == ("sent", None)
    assert desk.row("desk:1").attempts == 1


def test_an_answer_is_on_its_way_once_it_is_claimed_though_the_database_goes_away(desk: Desk) -> None:
    desk.put("reply:1", kind="reply")
    with busy(desk.database, desk.limits):
        assert not desk.tries()
    assert len(desk.sms.sent) == 1
    desk.deliver()
    assert desk.state("reply:1") == ("sent", None)
    assert len(desk.sms.sent) == 1


def test_whoever_dies_with_an_answer_in_hand_leaves_it_to_the_provider_to_tell(desk: Desk) -> None:
    """From its claim on it may have been sent: it is asked for before it is sent again."""
    desk.put("reply:1", kind="reply")
    [errand] = desk.delivery.find([Room(PRIORITIES, ("sms",), 1)]).jobs
    assert errand.outgoing is not None
    assert desk.row("reply:1").maybe_sent
    desk.sms.found = Sent("sms-of-the-dead")
    desk.deliver(timedelta(minutes=2))
    assert desk.sms.sent == []
    assert desk.row("reply:1").provider_id == "sms-of-the-dead"


def test_in_a_chat_that_has_to_be_quiet_yet_nothing_is_on_its_way(desk: Desk) -> None:
    desk.sms.per_chat_second = 0.1
    for key in ("reply:1", "reply:2"):
        desk.put(key, kind="reply")
    desk.deliver()
    [errand] = desk.delivery.find([Room(PRIORITIES, ("sms",), 1)]).jobs or [None]
    assert errand is None
    assert desk.state("reply:2") == ("queued", "paced")
    assert not desk.row("reply:2").maybe_sent


def test_what_somebody_else_parked_meanwhile_was_sent_after_all(desk: Desk) -> None:
    desk.put("reply:1", "telegram", kind="reply", address="700")
    desk.telegram.found = MaybeSent("cannot_ask")
    with busy(desk.database, desk.telegram):
        assert not desk.tries()
    other = Delivery(desk.database, desk.delivery.channels, desk.clock, Limits(lambda: 0.0))
    desk.clock.set(desk.clock.now() + timedelta(minutes=2))
    other.deliver_next()
    assert desk.state("reply:1") == ("unknown", "cannot_ask")
    assert desk.waiting() == ["maybe_lost"]
    desk.deliver()
    assert desk.state("reply:1") == ("sent", None)
    assert desk.state("lost:reply:1") == ("skipped", "not_lost")
    assert desk.waiting() == []
    assert len(desk.telegram.sent) == 1


def test_of_an_answer_that_may_be_lost_its_chat_is_told_once_and_the_desk(desk: Desk) -> None:
    desk.put("reply:1", "telegram", kind="reply", address="700")
    desk.telegram.fails = [MaybeSent("timeout"), MaybeSent("timeout")]
    desk.telegram.found = MaybeSent("cannot_ask")
    desk.deliver()
    desk.put("reply:2", "telegram", kind="reply", address="700")
    desk.deliver()
    assert [desk.state(f"reply:{number}")[0] for number in (1, 2)] == ["unknown", "sent"]
    assert desk.state("lost:reply:1") == ("unknown", "cannot_ask")  # of that one nothing more is said
    assert desk.waiting() == ["maybe_lost"]


def test_what_anybody_moves_or_calls_off_changes_the_patients_calendar(desk: Desk) -> None:
    start = NOW + timedelta(days=1, hours=1)
    with desk.database.write() as store:
        chat = store.conversations.open("telegram", "700", NOW)
        store.people.heard_from(chat.address_id, NOW)
        patient = store.people.add_patient(chat.account_id, "John Miller", "self", NOW)
        doctor, visit = store.clinic.doctors()[0], store.clinic.visit_types()[0]
        made = store.bookings.book(
            doctor.id, visit.id, start, patient.id, NOW, channel="telegram", sender="700", conversation_id=chat.id
        )
        put_reported(store, chat, Reply(parts=(), booked=made.id), 1, NOW)
    desk.deliver()
    with desk.database.write() as store:
        moved = Bookings(store, NOW, Outreach()).move(DESK, made.id, start + timedelta(hours=1)).appointment
    desk.deliver()
    with desk.database.write() as store:
        Bookings(store, NOW, Outreach()).cancel(DESK, made.id)
    desk.deliver()
    files = [Calendar.from_ical(sent.attachment.content) for sent in desk.telegram.sent if sent.attachment]
    events = [file.walk("VEVENT")[0] for file in files]
    assert [str(file["METHOD"]) for file in files] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [event["DTSTART"].dt for event in events] == [made.starts_at, moved.starts_at, moved.starts_at]
    assert len({str(event["UID"]) for event in events}) == 1
    sequences = [int(event["SEQUENCE"]) for event in events]
    assert sequences == sorted(set(sequences)), "it grows with every change, all within one second"
    assert all(event["DTSTAMP"].dt for event in events)
    for file, event in zip(files, events, strict=True):
        [zone] = file.walk("VTIMEZONE")
        assert str(zone["TZID"]) == event["DTSTART"].params["TZID"] == "Europe/London"


def test_who_never_got_a_calendar_file_gets_none_for_a_call_off(desk: Desk) -> None:
    with desk.database.write() as store:
        chat = store.conversations.open("telegram", "700", NOW)
        patient = store.people.add_patient(chat.account_id, "John Miller", "self", NOW)
        doctor, visit = store.clinic.doctors()[0], store.clinic.visit_types()[0]
        made = store.bookings.book(doctor.id, visit.id, NOW + timedelta(days=1, hours=1), patient.id, NOW, by="desk")
        put_calendar_file(store, chat, store.bookings.cancel(made.id, NOW, by="desk"), "1", NOW)
    desk.deliver()
    assert desk.telegram.sent == []


def test_limits_are_shared_through_redis_and_kept_alone_without_it(redis_url: str) -> None:
    seconds = iter(range(0, 100_000, 100))
    one, other = (SharedLimits(redis_url, b"secret", lambda: float(next(seconds))) for _ in range(2))
    slow = Post("sms", per_second=50, per_chat_second=0.5)
    assert one.wait(slow, "+1") == 0
    assert 1 < other.wait(slow, "+1") <= 2
    assert other.wait(slow, "+2") == 0
    one.pause(slow, 30)
    assert other.wait(slow, "+3") > 25
    alone = SharedLimits("redis://127.0.0.1:9", b"secret", lambda: 0.0)
    assert (alone.wait(slow, "+1"), alone.wait(slow, "+1") > 1) == (0, True)
