"""A number that was shared in Telegram and is noted for somebody: its own person, and its new owner."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from bot.core.clock import SettableClock
from bot.core.messages import Inbound, Reply
from bot.delivery.rendering import speaker_for
from bot.outreach.notifier import Outreach
from bot.outreach.opening import open_question
from bot.pipeline.turn import Pipeline
from bot.pipeline.understanding import Understanding
from clinic.actor import DESK
from clinic.joining import Joining
from models.clinic_file import import_clinic, load_clinic
from models.db import Database
from models.views import Appointment
from tests.bot.practice import june
from tests.conftest import DEMO_CLINIC

PHONE = "+447700900123"


class Telegram:
    """The turn pipeline with Telegram's messages, and a desk that books under the phone."""

    def __init__(self, database: Database) -> None:
        self.database, self.clock = database, SettableClock(june(1, "09:00"))
        with database.write() as store:
            import_clinic(store, load_clinic(DEMO_CLINIC), self.now)
        self.pipeline = Pipeline(database, Understanding(database, None), self.clock)

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def gets(self, chat: str, **said: object) -> str:
        """Something comes from this chat; what it is answered."""
        number = uuid4().hex
        inbound = Inbound(channel="telegram", provider_id=number, address=chat, **said)  # type: ignore[arg-type]
        with self.database.write() as store:
            store.inbox.add("telegram", number, chat, inbound.model_dump_json(), self.now)
        assert self.pipeline.handle_next()
        self.deliver()
        return self.told("telegram", chat)

    def deliver(self) -> None:
        """What is to go out is on its reader's screen."""
        with self.database.write() as store:
            while claimed := store.outbox.claim(self.now, timedelta(minutes=1), channels=["telegram", "sms"]):
                for message in claimed:
                    store.outbox.sending(message, self.now)
                    open_question(store, message, self.now)
                    store.outbox.sent(message, self.now, uuid4().hex)

    def says(self, chat: str, words: str) -> str:
        return self.gets(chat, text=words)

    def shares(self, chat: str) -> str:
        return self.gets(chat, kind="contact", phone=PHONE)

    def told(self, channel: str, address: str) -> str:
        """The last message to there."""
        with self.database.write() as store:
            talk = store.conversations.open(channel, address, self.now)  # type: ignore[arg-type]
            latest = [one for one in store.outbox.latest(conversation_id=talk.id) if one.kind != "calendar"][-1:]
            speaker = speaker_for(store, None, self.now)
            return "".join(speaker.sentences(Reply.model_validate_json(one.payload).parts) for one in latest)

    def texts(self, words: str, *, tap: str | None = None) -> str:
        """An SMS from the phone; what it is answered."""
        number = uuid4().hex
        kind = "text" if tap is None else "choice"
        inbound = Inbound(channel="sms", provider_id=number, address=PHONE, text=words, kind=kind, choice=tap)  # type: ignore[arg-type]
        with self.database.write() as store:
            store.inbox.add("sms", number, PHONE, inbound.model_dump_json(), self.now)
        assert self.pipeline.handle_next()
        self.deliver()
        return self.told("sms", PHONE)

    def desk_says_yes(self) -> None:
        """`docspot patients join`."""
        with self.database.write() as store:
            [request] = store.joining.waiting()
            Joining(store, self.now, Outreach()).accept(DESK, request.id)
        self.deliver()

    def desk_books(self, name: str) -> Appointment:
        with self.database.write() as store:
            account = store.people.account_with_phone(PHONE, self.now)
            patient = store.people.add_patient(account.id, name, "unknown", self.now, by="desk")
            doctor, kind = store.clinic.doctors()[0], store.clinic.visit_types()[0]
            return store.bookings.book(doctor.id, kind.id, june(4, "10:20"), patient.id, self.now, by="desk")

    def waiting(self) -> list[str]:
        with self.database.read() as store:
            return [one.reason for one in store.conversations.handoffs()]


@pytest.fixture
def telegram(database: Database) -> Telegram:
    return Telegram(database)


def test_who_knows_the_name_waits_for_the_desk_where_there_is_nobody_else_to_ask(telegram: Telegram) -> None:
    telegram.desk_books("Anna O'Neill Kaur")
    assert "Which name is it under" in telegram.shares("anna")
    assert "the front desk first makes sure" in telegram.says("anna", "anna oneill kaur")
    assert telegram.waiting() == ["same_person"]
    assert "no appointment" in telegram.says("anna", "my appointments")
    telegram.desk_says_yes()
    assert "Your appointments show up here now" in telegram.told("telegram", "anna")
    assert telegram.waiting() == []
    assert "Anna O'Neill Kaur with" in telegram.says("anna", "my appointments")
    with telegram.database.read() as store:
        assert [one.account_id for one in store.merging.merges()]


@pytest.mark.parametrize("answer", ["Tom Baker", "Anna", "my name is Anna Smith"])
def test_a_new_owner_sees_nothing_of_the_old_one(telegram: Telegram, answer: str) -> None:
    telegram.desk_books("Anna Kaur")
    shared = telegram.shares("tom")
    said = telegram.says("tom", answer)
    assert "isn't the name" in said
    assert telegram.waiting() == ["other_owner"]
    booked = telegram.says("tom", "book dr rao thursday at 11.20 for me, Tom Baker") + telegram.says("tom", "yes")
    listed = telegram.says("tom", "my appointments")
    assert "Booked: Tom Baker with" in booked
    assert "You with" in listed or "you with" in listed
    for words in (shared, said, booked, listed):
        assert "Kaur" not in words
        assert "10:20" not in words
    again = telegram.says("tom", "Anna Kaur")
    assert "10:20" not in again, "one try a time"


def test_a_question_about_something_else_is_answered_instead(telegram: Telegram) -> None:
    telegram.desk_books("Anna Kaur")
    telegram.shares("tom")
    assert "1 Quay Street" in telegram.says("tom", "where are you?")
    assert telegram.waiting() == []


def test_a_number_nobody_has_is_simply_noted(telegram: Telegram) -> None:
    assert "your number is noted" in telegram.shares("anna")
    assert "your number is noted" in telegram.shares("anna")
