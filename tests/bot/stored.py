"""The clinic on paper once more, in the store: what a turn of the pipeline reads and does, for the same chat."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from bot.core.commands import Command, Outcome
from bot.core.context import AppointmentFacts, PatientFacts
from bot.core.reader import Reader
from bot.outreach.notifier import Outreach
from bot.pipeline.carry_out import CarryOut
from models.clinic_file import import_clinic, load_clinic
from models.db import Database
from models.store import Store
from models.views import Conversation
from tests.bot.paper import LEE, MONDAY, RAO

FILE = """
clinic:
  name: Riverside Clinic
  timezone: Europe/London
  phone: "+44 20 7946 0000"
  address: 1 Quay Street
  emergency_number: "999"
  min_notice_minutes: 0
  change_notice_minutes: 120
  horizon_days: 90
  info: {parking: Parking is free.}
reminders: {before: [1d]}
visit_types:
  - {name: Consultation, minutes: 40}
  - {name: Vaccination, minutes: 40}
doctors:
  - {name: Dr. Maya Rao, specialty: Dermatology, hours: &hours {DAYS}}
  - {name: Dr. Sam Lee, specialty: General Practice, hours: *hours}
""".replace("DAYS", ", ".join(f'{day}: ["09:00-17:00"]' for day in ("mon", "tue", "wed", "thu", "fri")))


class StoredClinic:
    """To the chat what `PaperClinic` is; every look at it is a turn's `Reader`, every command a turn's `CarryOut`."""

    def __init__(self, database: Database, file: Path) -> None:
        self.database, self.now = database, MONDAY
        file.write_text(FILE)
        with database.write() as store:
            import_clinic(store, load_clinic(file), self.now)
            self._here = store.conversations.open("console", "john", self.now)
            ids = {one.name: one.id for one in store.clinic.doctors()}
        assert ids == {RAO.name: RAO.id, LEE.name: LEE.id}

    def __getattr__(self, name: str) -> Any:
        """What the conversation asks of its context."""
        with self.database.read() as store:
            found = getattr(self._reader(store), name)
        return self._asking(name) if callable(found) else found

    def run(self, command: Command) -> Outcome:
        with self.database.write() as store:
            return CarryOut(store, self._conversation(store), self._reader(store), Outreach(), self.now).run(command)

    def have(self, patient: PatientFacts, doctor: int, start: datetime, visit_type: int = 1) -> AppointmentFacts:
        """Write an appointment into the book, as if it had been booked here."""
        with self.database.write() as store:
            account = self._here.account_id
            store.people.set_consent(account, self.now, store=True, remind=True)
            known = next((one for one in store.people.patients(account) if one.name == patient.name), None)
            who = known or store.people.add_patient(account, patient.name, patient.relation, self.now)
            made = store.bookings.book(
                doctor, visit_type, start, who.id, self.now, conversation_id=self._here.id, wants_reminders=True
            )
            return self._reader(store).facts(made)

    def take(self, doctor: int, start: datetime) -> None:
        """Somebody else has that time."""
        with self.database.write() as store:
            other = store.people.new_account(self.now)
            who = store.people.add_patient(other.id, "Anna Kaur", "self", self.now)
            store.bookings.book(doctor, 1, start, who.id, self.now)

    def desk_cancels(self) -> None:
        """The first appointment in the book is called off at the desk."""
        with self.database.write() as store:
            store.bookings.cancel(store.bookings.find()[0].id, self.now, by="desk")

    def _asking(self, name: str) -> Any:
        def ask(*arguments: Any, **more: Any) -> Any:
            with self.database.read() as store:
                return getattr(self._reader(store), name)(*arguments, **more)

        return ask

    def _conversation(self, store: Store) -> Conversation:
        return store.conversations.get(self._here.id)

    def _reader(self, store: Store) -> Reader:
        here = self._conversation(store)
        muted = here.muted_at is not None
        return Reader(store, here.id, here.account_id, self.now, numbered=True, muted=muted)
