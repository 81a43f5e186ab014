"""A clinic with doctors and patients who write to it, on a clock that is moved by hand."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.channel import Outgoing
from bot.core.clock import SettableClock
from bot.core.messages import Inbound
from bot.outreach.kinds import PLANNED
from cli.console import Console
from clinic.planning import plan
from models.clinic_file import import_clinic, load_clinic
from models.db import Database
from models.tables import AccountRow
from models.views import Appointment
from models.words import Status
from tests.conftest import DEMO_CLINIC

LONDON = ZoneInfo("Europe/London")
LEE = "Dr. Sam Lee"


def june(day: int, clock: str) -> datetime:
    """A time in June 2026 by London's clocks; the 4th is a Thursday."""
    return datetime.fromisoformat(f"2026-06-{day:02}T{clock}").replace(tzinfo=LONDON)


class Practice:
    """Everybody speaks through the console channel, and there is no Rasa: doctors need none."""

    def __init__(self, database: Database, now: datetime | None = None) -> None:
        self.database = database
        self.clock = SettableClock(now or june(1, "09:00"))
        with database.write() as store:
            import_clinic(store, load_clinic(DEMO_CLINIC), self.clock.now())
            self.doctors = {one.name: one.id for one in store.clinic.doctors()}
            self.kinds = {one.name: one.id for one in store.clinic.visit_types()}
        self.console = Console(database, self.clock, None)
        self.heard: list[tuple[str, Outgoing]] = []

    def says(self, sender: str, words: str) -> str:
        """Write something; what comes back to the writer, its choices behind it."""
        return self._keep(self.console.write(sender, text=words), sender)

    def taps(self, sender: str, label: str) -> str:
        """Tap a button of the last message to this person."""
        values = {option.label: option.value for option in self.last(sender).options}
        return self._keep(self.console.write(sender, choice=values[label]), sender)

    def taps_value(self, sender: str, value: str) -> str:
        return self._keep(self.console.write(sender, choice=value), sender)

    def happens(self, sender: str, inbound: Inbound) -> None:
        """Something besides words, as its channel reads it."""
        with self.database.write() as store:
            now, payload = self.clock.now(), inbound.model_dump_json()
            store.inbox.add(inbound.channel, inbound.provider_id, sender, payload, now)
        self._keep(self.console.handle(), sender)

    def wait_until(self, at: datetime) -> list[str]:
        """Let the time pass; everything that was sent meanwhile, "to: words"."""
        sent = self.console.advance(self.clock, at)
        self.heard += sent
        return [f"{address}: {_said(message)}" for address, message in sent]

    def last(self, sender: str) -> Outgoing:
        """The last message to this person."""
        return [message for address, message in self.heard if address == sender][-1]

    def got(self, sender: str, kind: str) -> list[str]:
        """All that this person was sent of one kind."""
        return [_said(message) for address, message in self.heard if address == sender and message.kind == kind]

    def _keep(self, sent: list[tuple[str, Outgoing]], sender: str) -> str:
        self.heard += sent
        return "\n".join(_said(message) for address, message in sent if address == sender and message.kind == "reply")

    def doctor_chat(self, sender: str = "lee", doctor: str = LEE) -> str:
        """Link a chat by a one-time code, as a doctor would; what the doctor is told."""
        return self.says(sender, self.code(doctor))

    def code(self, doctor: str = LEE) -> str:
        with self.database.write() as store:
            return store.doctor_chats.new_code(self.doctors[doctor], self.clock.now())

    def book(
        self,
        sender: str,
        name: str,
        start: datetime,
        *,
        doctor: str = LEE,
        kind: str = "Consultation",
        reminders: bool = False,
    ) -> Appointment:
        """Book at the desk for somebody who writes from this chat."""
        now = self.clock.now()
        with self.database.write() as store:
            conversation = store.conversations.open("console", sender, now)
            store.people.heard_from(conversation.address_id, now)
            account = conversation.account_id
            known = [one for one in store.people.patients(account) if one.name == name]
            relation = "child" if store.people.patients(account) else "self"
            patient = known[0] if known else store.people.add_patient(account, name, relation, now)
            made = store.bookings.book(
                self.doctors[doctor],
                self.kinds[kind],
                start,
                patient.id,
                now,
                by="desk",
                channel="console",
                sender=sender,
                wants_reminders=reminders,
            )
            if reminders:
                plan(store, made, now, PLANNED)
            return made

    def book_unreachable(self, name: str, start: datetime) -> Appointment:
        """Book at the desk for somebody who left no phone."""
        now = self.clock.now()
        with self.database.write() as store:
            account = AccountRow(created_at=now)
            store.session.add(account)
            store.session.flush()
            patient = store.people.add_patient(int(account.id or 0), name, "self", now)
            visit = self.kinds["Consultation"]
            return store.bookings.book(self.doctors[LEE], visit, start, patient.id, now, by="desk")

    def appointment(self, one: Appointment) -> Appointment:
        """The appointment as it stands now."""
        with self.database.read() as store:
            return store.bookings.get(one.id)

    def desk_moves(self, one: Appointment, start: datetime) -> None:
        with self.database.write() as store:
            store.bookings.move(one.id, start, self.clock.now(), by="desk")

    def desk_cancels(self, one: Appointment) -> None:
        with self.database.write() as store:
            store.bookings.cancel(one.id, self.clock.now(), by="desk")

    def status(self, one: Appointment) -> Status:
        return self.appointment(one).status

    def handoffs(self) -> list[tuple[str, str]]:
        """Who waits for the front desk, and why."""
        with self.database.read() as store:
            return [(one.address, one.reason) for one in store.conversations.handoffs()]

    def free(self, day: int, doctor: str = LEE) -> list[str]:
        """The times a patient could book on that day, by London's clocks."""
        with self.database.read() as store:
            found = store.bookings.free_times(
                [self.doctors[doctor]],
                self.kinds["Consultation"],
                june(day, "00:00"),
                june(day + 1, "00:00"),
                self.clock.now(),
            )
        return [f"{one.starts_at.astimezone(LONDON):%H:%M}" for one in found]


def _said(message: Outgoing) -> str:
    return message.text + "".join(f" [{option.label}]" for option in message.options)


def patients(practice: Practice) -> tuple[Appointment, Appointment]:
    """John on Thursday at 9:00, Anna at 16:00."""
    john = practice.book("john", "John Miller", june(4, "09:00"))
    return john, practice.book("anna", "Anna Kaur", june(4, "16:00"))
