"""The conversation's context, read from the store within the turn's transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

import phonenumbers

from bot.core.context import (
    AppointmentFacts,
    ClinicFacts,
    DoctorFacts,
    FreeTime,
    OpenHours,
    PatientFacts,
    Refusal,
    VisitTypeFacts,
)  # fmt: skip
from clinic.planning import promised, would_promise
from clinic.took_place import took_place
from clinic.whereabouts import Whereabouts
from models.errors import NotFound
from models.names import name_key
from models.store import Store
from models.store.facts import Facts
from models.store.ratings import CHANGEABLE
from models.views import Appointment, Clinic, Doctor
from models.words import ALARM, Status
from nlu.core.lexicon import DoctorEntry, Lexicon

MIDNIGHT = 24 * 60


class Reader:
    """One turn's view of the clinic and of the person who writes. Everything is read at most once."""

    def __init__(
        self,
        store: Store,
        conversation: int,
        account: int,
        now: datetime,
        *,
        numbered: bool,
        muted: bool,
        shares_phone: bool = False,
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._account = account
        self._clinic = store.clinic.require()
        self.now = now.astimezone(self._clinic.timezone)
        self.numbered = numbered
        self.muted = muted
        self._shares_phone = shares_phone

    @cached_property
    def clinic(self) -> ClinicFacts:
        """The clinic as it may be spoken of."""
        clinic = self._clinic
        return ClinicFacts(
            clinic.name,
            clinic.timezone,
            clinic.phone,
            clinic.address,
            clinic.emergency_number,
            int(clinic.change_notice.total_seconds() // 60),
            clinic.info,
            clinic.crisis_number,
            clinic.out_of_hours_number,
        )

    @cached_property
    def doctors(self) -> tuple[DoctorFacts, ...]:
        """The doctors patients can book, in the clinic's order."""
        return self._store.clinic.derive(_bookable)

    def former(self, doctor: int) -> DoctorFacts | None:
        """A doctor by id, of those who have left too."""
        return self._everybody.get(doctor)

    @cached_property
    def _everybody(self) -> dict[int, DoctorFacts]:
        return self._store.clinic.derive(_everybody)

    @cached_property
    def visit_types(self) -> tuple[VisitTypeFacts, ...]:
        """The kinds of visit, the usual one first."""
        return tuple(
            VisitTypeFacts(one.id, one.name, one.minutes, one.preparation) for one in self._store.clinic.visit_types()
        )

    @cached_property
    def patients(self) -> tuple[PatientFacts, ...]:
        """Whom this account books for."""
        found = self._store.people.patients(self._account)
        certain = len({name_key(one.name) for one in found if one.relation == "self"}) < 2  # a phone that two share
        return tuple(
            PatientFacts(one.id, one.name, one.relation if certain or one.relation != "self" else "unknown")
            for one in found
        )

    @cached_property
    def appointments(self) -> tuple[AppointmentFacts, ...]:
        """The active appointments to come of whoever writes here, soonest first."""
        return tuple(self.facts(one) for one in self._upcoming if one.starts_at > self.now)

    @cached_property
    def _upcoming(self) -> list[Appointment]:
        """What has not ended."""
        return self._store.bookings.upcoming(self._account, self._conversation, self.now)

    @cached_property
    def consented(self) -> bool:
        """Whether this person has agreed to our keeping what a booking needs."""
        return self._store.people.account(self._account).consent_store_at is not None

    @property
    def desk_has_alarm(self) -> bool:
        """Whether an alarm of this conversation is before the front desk, and has not been released."""
        return self._store.conversations.is_waiting(self._conversation, ALARM)

    @cached_property
    def phone_shareable(self) -> bool:
        """Whether this person could prove their phone number here, and has not."""
        return self._shares_phone and self._store.people.account(self._account).phone is None

    def facts(self, one: Appointment) -> AppointmentFacts:
        """An appointment as the conversation speaks of it."""
        zone = self._clinic.timezone
        stranger = PatientFacts(one.patient_id, one.patient, "unknown")
        former = DoctorFacts(one.doctor_id, one.doctor, "")
        minutes = int((one.ends_at - one.starts_at).total_seconds() // 60)
        return AppointmentFacts(
            id=one.id,
            doctor=next((doctor for doctor in self.doctors if doctor.id == one.doctor_id), former),
            patient=next((patient for patient in self.patients if patient.id == one.patient_id), stranger),
            visit_type=VisitTypeFacts(one.visit_type_id, one.visit_type, minutes),
            start=one.starts_at.astimezone(zone),
            end=one.ends_at.astimezone(zone),
            confirmed=one.status == Status.CONFIRMED,
            place=self._whereabouts.of(one),
        )

    @cached_property
    def _whereabouts(self) -> Whereabouts:
        return Whereabouts(self._store)

    def there(self, doctor: int, first: date, days: int) -> list[OpenHours]:
        """When that doctor is there on so many days; time off and holidays are left out."""
        zone, worked = self._clinic.timezone, self._store.bookings.worked(doctor, first, days, self.now)
        return [
            OpenHours(day, opens.astimezone(zone).time(), closes.astimezone(zone).time())
            for day, stretches in worked.items()
            for opens, closes in stretches
        ]

    def where(self, doctor: int, start: datetime) -> str:
        """Where that doctor sees people then: the room, where one is known, and the address."""
        return self._whereabouts.whole(doctor, start)

    def free_times(
        self, doctors: Collection[int], visit_type: int, first: datetime, last: datetime, *, moving: int | None = None
    ) -> list[FreeTime]:
        """Free times starting in [first, last), soonest first."""
        found = self._store.bookings.free_times(
            doctors, visit_type, first, last, self.now, ignoring=moving, conversation_id=self._conversation
        )
        zone = self._clinic.timezone
        return [FreeTime(one.doctor_id, one.starts_at.astimezone(zone)) for one in found]

    def why_not(self, doctor: int, visit_type: int, start: datetime, *, moving: int | None = None) -> Refusal | None:
        """Why that doctor cannot see somebody then; None if they can."""
        refusal = self._store.bookings.why_not(
            doctor, visit_type, start, self.now, ignoring=moving, conversation_id=self._conversation
        )
        return refusal.value if refusal else None

    def too_late(self, appointment: int) -> bool:
        """Whether it is too close to this appointment for a patient to change it without the front desk.

        Where its doctor has cancelled, so to speak, it never is.
        """
        refusal = self._store.bookings.may_change(appointment, self.now)
        return refusal is not None and not self._store.absences.displaces(appointment)

    @property
    def may_book(self) -> bool:
        """Whether this account may book one more appointment without the front desk."""
        own = [one for one in self._upcoming if one.account_id == self._account]
        return len(own) < self._clinic.most_appointments

    def horizon(self) -> datetime:
        """The last moment that can be booked."""
        return self.now + self._clinic.horizon

    def under_way(self) -> tuple[AppointmentFacts, ...]:
        """Their active appointments that have begun and not ended."""
        return tuple(self.facts(one) for one in self._upcoming if one.starts_at <= self.now)

    def reminders(self, appointment: int) -> tuple[datetime, ...]:
        """When reminders of this appointment will be sent, soonest first."""
        return tuple(at.astimezone(self._clinic.timezone) for at in promised(self._store, appointment))

    def would_remind(self, visit_type: int, start: datetime) -> bool:
        """Whether somebody who books that now, and wants to be reminded, will be."""
        return would_promise(self._store, self._account, visit_type, start, self.now)

    def rateable(self, appointment: int) -> AppointmentFacts | None:
        """A visit of theirs that took place and may be rated now; None for any other."""
        try:
            one = self._store.bookings.seen_from(appointment, self._account, self._conversation)
        except NotFound:
            return None
        begun = one.starts_at <= self.now
        given = self._store.ratings.get(appointment)
        changeable = given is None or self.now - given.created_at <= CHANGEABLE
        return self.facts(one) if begun and changeable and took_place(one, self._clinic.reminders) else None

    def reaches(self, doctor: int) -> bool:
        """Whether the doctor can be told something in a chat of their own."""
        return self._store.doctor_chats.of_doctor(doctor) is not None

    def hours(self, day: date, doctor: int) -> list[OpenHours]:
        """When a doctor sees people on a day: each stretch by itself."""
        weeks = self._store.clinic.hours([doctor]).values()
        return [OpenHours(day, _clock(opens), _clock(closes)) for week in weeks for opens, closes in week.on(day)]

    def open_hours(self, first: date, days: int, doctor: int | None = None) -> list[OpenHours]:
        """From the first doctor's beginning to the last one's end, for each day that has any; or one doctor's."""
        return open_hours(self._store, first, days, doctor)


def _bookable(facts: Facts) -> tuple[DoctorFacts, ...]:
    alternate = {doctor for doctor, worked in facts.hours.items() if worked.other_weeks is not None}
    return tuple(replace(_doctor(one), alternates=one.id in alternate) for one in facts.doctors if one.active)


def _everybody(facts: Facts) -> dict[int, DoctorFacts]:
    return {one.id: _doctor(one) for one in facts.doctors}


def _doctor(one: Doctor) -> DoctorFacts:
    return DoctorFacts(one.id, one.name, one.specialty, one.visit_types, profile=one.profile)


def open_hours(store: Store, first: date, days: int, doctor: int | None = None) -> list[OpenHours]:
    """When the clinic is open, or a doctor is in, on each of these days; days without are left out."""
    last = first + timedelta(days=days - 1)
    closed = set(store.clinic.holidays(first, last))
    meant = [one.id for one in store.clinic.doctors() if doctor in (None, one.id)]
    weeks = store.clinic.hours(meant).values()
    found = []
    for day in (first + timedelta(days=n) for n in range(days)):
        stretches = [stretch for week in weeks for stretch in week.on(day)]
        if stretches and day not in closed:
            opens, closes = min(start for start, _ in stretches), max(end for _, end in stretches)
            found.append(OpenHours(day, _clock(opens), _clock(closes)))
    return found


def _clock(minutes: int) -> time:
    """Minutes since midnight as a time of day; the end of the day is written 00:00."""
    return time(minutes % MIDNIGHT // 60, minutes % 60)


def lexicon(store: Store) -> Lexicon:
    """The clinic as understanding needs it."""
    clinic = store.clinic.require()
    doctors, kinds = store.clinic.doctors(), store.clinic.visit_types()
    weeks = store.clinic.hours([doctor.id for doctor in doctors]).values()
    stretches = [stretch for week in weeks for stretch in week.stretches()]
    opens = min((start for start, _ in stretches), default=0)
    closes = max((end for _, end in stretches), default=MIDNIGHT)
    return Lexicon(
        doctors=tuple(DoctorEntry(one.name, one.specialty, one.profile.also_called) for one in doctors),
        visit_types=tuple(one.name for one in kinds),
        fields_called=tuple(
            (other, name) for name, also in store.clinic.specialties_called().items() for other in also
        ),
        kinds_called=tuple((other, one.name) for one in kinds for other in one.also_called),
        timezone=clinic.timezone,
        opens=_clock(opens),
        closes=None if closes >= MIDNIGHT else _clock(closes),
        day_first=clinic.day_first,
    )


def territory(clinic: Clinic) -> str:
    """The clinic's country (ISO 3166), by its phone number: how its people write dates and times."""
    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(clinic.phone, None))
    except phonenumbers.NumberParseException:
        region = None
    return region or ("GB" if clinic.day_first else "US")
