"""One patient's letters: what is written, taken up and sent are steps of their own, so that they can cross."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4

from bot.core.channel import Outgoing
from bot.core.clock import SettableClock
from bot.core.messages import Inbound, Reply
from bot.core.phrases import choice, text
from bot.delivery.deliver import Delivery
from bot.delivery.limits import Limits
from bot.outreach.opening import open_question
from bot.pipeline.turn import Pipeline
from bot.pipeline.understanding import Understanding
from models.db import Database
from models.views import Appointment, OutboundMessage
from models.words import Status
from tests.conftest import NOW
from webhooks.channels.console import ConsoleChannel

MINUTE = timedelta(minutes=1)


class Post:
    """A clinic without Rasa, and John, whose messages come as a provider would bring them."""

    address = "john"

    def __init__(self, database: Database, understanding: Understanding | None = None) -> None:
        self.database = database
        self.clock = SettableClock(NOW)
        self.read: list[Outgoing] = []
        seconds = count(step=10)
        channel = ConsoleChannel(lambda address, message: self.read.append(message))
        self.pipeline = Pipeline(database, understanding or Understanding(database, None), self.clock)
        self.delivery = Delivery(database, {"console": channel}, self.clock, Limits(lambda: float(next(seconds))))

    def arrives(
        self,
        words: str = "",
        *,
        at: datetime | None = None,
        tap: str | None = None,
        tapped: str | None = None,
        quoted: str | None = None,
    ) -> None:
        """A message is here now; `at` is what its provider has stamped on it."""
        kind = "text" if tap is None else "choice"
        inbound = Inbound(
            channel="console",
            provider_id=uuid4().hex,
            address=self.address,
            kind=kind,
            text=words,
            choice=tap,
            tapped=tapped,
            quoted=quoted,
            at=at,
        )  # type: ignore[arg-type]
        with self.database.write() as store:
            store.inbox.add("console", inbound.provider_id, self.address, inbound.model_dump_json(), self.clock.now())

    def take_up(self) -> None:
        while self.pipeline.handle_next():
            pass

    def deliver(self) -> None:
        while self.delivery.deliver_next():
            pass

    def says(self, words: str = "", **more: str | datetime | None) -> str:
        """Write; a minute later, what came back."""
        self.arrives(words, **more)  # type: ignore[arg-type]
        self.take_up()
        self.deliver()
        self.wait()
        return self.said

    def wait(self, time: timedelta = MINUTE) -> None:
        self.clock.set(self.clock.now() + time)

    @property
    def said(self) -> str:
        """The last message, its choices behind it."""
        last = self.read[-1]
        return last.text + "".join(f" [{option.label}]" for option in last.options)

    def value(self, label: str) -> str:
        """What the button of the last message stands for."""
        return next(option.value for option in self.read[-1].options if option.label == label)

    def sent(self) -> list[OutboundMessage]:
        with self.database.read() as store:
            return [one for one in store.outbox.latest() if one.address == self.address]

    def books(self, start: datetime, name: str = "John Miller") -> Appointment:
        """Booked at the desk, for whoever writes from here."""
        now = self.clock.now()
        with self.database.write() as store:
            account = store.conversations.open("console", self.address, now).account_id
            known = store.people.patients(account)
            patient = known[0] if known else store.people.add_patient(account, name, "self", now)
            doctor = next(one.id for one in store.clinic.doctors() if one.name == "Dr. Sam Lee")
            kind = store.clinic.visit_types()[0].id
            return store.bookings.book(
                doctor, kind, start, patient.id, now, by="desk", channel="console", sender=self.address
            )

    def is_reminded(self, one: Appointment) -> None:
        """A reminder of it goes out, as delivery sends it, whatever the hour."""
        now, about = self.clock.now(), one.id
        choices = (
            choice("choice.be_there", f"confirm:{about}"),
            choice("choice.move_this", f"move:{about}"),
            choice("choice.cannot_come", f"cancel:{about}"),
        )
        reply = Reply(parts=(text("reminder.question.several"),), expects="confirmation", choices=choices)
        with self.database.write() as store:
            conversation, key = store.conversations.open("console", self.address, now).id, f"reminder:{uuid4().hex}"
            store.outbox.put(
                key, conversation, "reminder", reply.model_dump_json(), now, due_at=now - MINUTE, appointment_id=about
            )
            [message] = store.outbox.claim(now, MINUTE)
            assert message.key == key
            store.outbox.sending(message, now)
            open_question(store, message, now)
            store.outbox.sent(message, now, key)

    def book(self) -> list[Appointment]:
        """The active appointments, whoever's."""
        with self.database.read() as store:
            return [one for one in store.bookings.find() if one.status not in (Status.HELD, Status.CANCELLED)]
