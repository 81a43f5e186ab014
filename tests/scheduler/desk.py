"""A clinic to remind people of: books straight into the store, lets time pass, and keeps what was sent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.core.channel import Outgoing
from bot.core.clock import SettableClock
from bot.core.state import State
from bot.delivery.deliver import Delivery
from bot.delivery.limits import Limits
from bot.outreach.kinds import PLANNED
from clinic.planning import plan
from models.clinic_file import import_clinic, load_clinic
from models.db import Database
from models.views import Appointment, Planned
from models.words import Status
from scheduler.app import next_due, run_due
from scheduler.ticks import TICKS
from tests.conftest import DEMO_CLINIC, NOW
from webhooks.channels.console import ConsoleChannel


def june(day: int, clock: str) -> datetime:
    """A moment in June 2026 by London's clocks: `june(4, "15:40")`."""
    hour, minute = clock.split(":")
    return datetime(2026, 6, day, int(hour), int(minute), tzinfo=UTC) - timedelta(hours=1)


@dataclass
class Desk:
    """The demo clinic, whose patients write from the console. `sent` holds sender and text of all that went out."""

    database: Database
    clock: SettableClock = field(default_factory=lambda: SettableClock(NOW))
    sent: list[tuple[str, Outgoing]] = field(default_factory=list)

    def __post_init__(self) -> None:
        channel = ConsoleChannel(lambda address, message: self.sent.append((address, message)))
        self.delivery = Delivery(self.database, {"console": channel}, self.clock, Limits(lambda: 0.0))

    def rules(self, **changes: object) -> None:
        """Other rules for what is sent unasked."""
        loaded = load_clinic(DEMO_CLINIC)
        loaded = replace(loaded, reminders=replace(loaded.reminders, **changes))  # type: ignore[arg-type]
        with self.database.write() as store:
            import_clinic(store, loaded, self.clock.now())

    def book(
        self, start: datetime, *, sender: str = "john", name: str = "John Miller", doctor: int = 0, remind: bool = True
    ) -> Appointment:
        """Book a consultation, as the conversation would."""
        now = self.clock.now()
        with self.database.write() as store:
            talk = store.conversations.open("console", sender, now)
            store.people.heard_from(talk.address_id, now - timedelta(hours=1))
            known = [one for one in store.people.patients(talk.account_id) if one.name == name]
            relation = "other" if store.people.patients(talk.account_id) else "self"
            patient = known[0] if known else store.people.add_patient(talk.account_id, name, relation, now)
            made = store.bookings.book(
                store.clinic.doctors()[doctor].id,
                store.clinic.visit_types()[0].id,
                start,
                patient.id,
                now,
                by="desk",
                channel="console",
                sender=sender,
                conversation_id=talk.id,
                wants_reminders=remind,
            )
            plan(store, made, now, PLANNED)
        return made

    def move(self, one: Appointment, start: datetime) -> None:
        """Move it, as the desk would."""
        now = self.clock.now()
        with self.database.write() as store:
            plan(store, store.bookings.move(one.id, start, now, by="desk"), now, PLANNED)

    def mark(self, one: Appointment, status: Status) -> None:
        """Mark or cancel it, as the desk would."""
        now = self.clock.now()
        with self.database.write() as store:
            plan(store, store.bookings.set_status(one.id, status, now), now, PLANNED)

    def wait_until(self, at: datetime) -> list[str]:
        """Nobody looks until `at`; then everything due is done and delivered. What was said then."""
        self.clock.set(at)
        before = len(self.sent)
        run_due(self.database, at, TICKS)
        while self.delivery.deliver_next():
            pass
        return [message.text for _, message in self.sent[before:]]

    def pass_to(self, at: datetime) -> list[tuple[datetime, str]]:
        """Time passes with the scheduler at work; what was said, and when."""
        said: list[tuple[datetime, str]] = []
        while self.clock.now() < at:
            due = next_due(self.database, self.clock.now(), TICKS) or at
            now = min(max(due, self.clock.now() + timedelta(seconds=1)), at)
            said += [(now, text) for text in self.wait_until(now)]
        return said

    def planned(self, one: Appointment) -> list[Planned]:
        """All that was ever planned about an appointment."""
        with self.database.read() as store:
            return store.planned.of_appointment(one.id)

    def steps(self, one: Appointment) -> dict[str, str]:
        """What became of each planned message: `{"3d": "released", "rating": "planned"}`."""
        return {row.step or row.kind: row.why or str(row.status) for row in self.planned(one)}

    def state(self, sender: str = "john") -> State:
        """What a conversation remembers."""
        with self.database.write() as store:
            return State.model_validate_json(store.conversations.open("console", sender, NOW).state or "{}")
