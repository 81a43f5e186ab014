"""Which other times suit the patients of a doctor who is away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from models.store import Store
from models.views import Appointment, FreeTime

OFFERED = 3
LOOKED_AT = 40
"""How many free times are read to choose from: two or three days' worth."""

SOONER = timedelta(hours=3)
"""How much earlier than agreed another doctor may be offered."""


class Alternatives:
    """For all the patients of one absence: no time is offered to two of them while there are others."""

    def __init__(self, store: Store, now: datetime) -> None:
        clinic = store.clinic.require()
        self._bookings = store.bookings
        self._doctors = store.clinic.doctors()
        self._zone = clinic.timezone
        self._now = now
        self._horizon = now + clinic.horizon
        self._given: list[FreeTime] = []

    def instead_of(self, one: Appointment) -> list[FreeTime]:
        """The same doctor later, twice, and somebody of the same specialty as near to the old time as can be."""
        own = self._on_two_days(self._free([one.doctor_id], one, one.starts_at), one.starts_at)
        others = self._colleagues(one.doctor_id)
        sooner = self._free(others, one, one.starts_at - SOONER)[:1] if others else []
        chosen = [*sooner, *own[: OFFERED - len(sooner)]]
        self._given += chosen
        return sorted(chosen, key=lambda free: free.starts_at)

    def _colleagues(self, doctor_id: int) -> list[int]:
        specialty = next((doctor.specialty for doctor in self._doctors if doctor.id == doctor_id), None)
        return [doctor.id for doctor in self._doctors if doctor.specialty == specialty and doctor.id != doctor_id]

    def _free(self, doctors: list[int], one: Appointment, first: datetime) -> list[FreeTime]:
        """Free times of these doctors from `first` on, those that nobody else was offered first."""
        found = self._bookings.free_times(
            doctors,
            one.visit_type_id,
            first,
            self._horizon,
            self._now,
            limit=LOOKED_AT + len(self._given),
            ignoring=one.id,
        )
        return sorted(found, key=self._is_given)

    def _is_given(self, free: FreeTime) -> bool:
        return any(
            free.doctor_id == given.doctor_id and free.starts_at < given.ends_at and given.starts_at < free.ends_at
            for given in self._given
        )

    def _on_two_days(self, times: Sequence[FreeTime], start: datetime) -> list[FreeTime]:
        """The first time, then that of a later day which is nearest to the old time of day, then the rest."""
        days = [free.starts_at.astimezone(self._zone).date() for free in times]
        later = next((day for day in days if day > days[0]), None)
        if later is None:
            return list(times)
        alike = min(
            (free for free, day in zip(times, days, strict=True) if day == later),
            key=lambda free: abs(self._minute(free.starts_at) - self._minute(start)),
        )
        return [times[0], alike, *(free for free in times[1:] if free != alike)]

    def _minute(self, at: datetime) -> int:
        local = at.astimezone(self._zone)
        return local.hour * 60 + local.minute
