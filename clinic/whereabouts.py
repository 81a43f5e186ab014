"""Where a visit takes place, in words. A clinic with several houses always says which."""

from __future__ import annotations

from datetime import datetime

from models.places import NO_PLACE, Place
from models.store import Store
from models.store.facts import Facts
from models.views import Appointment, Doctor


class Whereabouts:
    """Read once from the clinic file; a doctor who has left is where they were."""

    def __init__(self, store: Store) -> None:
        clinic = store.clinic.require()
        self._zone, self._address = clinic.timezone, clinic.address
        self._doctors, self._several = store.clinic.derive(_doctors)

    def said(self, doctor_id: int, at: datetime) -> str:
        """What there is to say besides the clinic's address, which everybody knows; empty where that is all."""
        place = self._place(doctor_id, at)
        return self._whole(place) if self._several else place.in_words()

    def whole(self, doctor_id: int, at: datetime) -> str:
        """Room and address."""
        return self._whole(self._place(doctor_id, at))

    def of(self, one: Appointment) -> str:
        """What there is to say of an appointment's place."""
        return self.said(one.doctor_id, one.starts_at)

    def _place(self, doctor_id: int, at: datetime) -> Place:
        doctor = self._doctors.get(doctor_id)
        return NO_PLACE if doctor is None else doctor.place_on(at.astimezone(self._zone).date())

    def _whole(self, place: Place) -> str:
        return Place(place.room, place.address or self._address).in_words()


def _doctors(facts: Facts) -> tuple[dict[int, Doctor], bool]:
    """Each by their id, and whether any of them sees people at another address."""
    return {one.id: one for one in facts.doctors}, any(_elsewhere(one) for one in facts.doctors if one.active)


def _elsewhere(doctor: Doctor) -> bool:
    return any(place.address for place in (doctor.place, *doctor.places.values()))
