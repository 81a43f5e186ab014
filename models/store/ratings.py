"""How visits were, as patients say; and who came and who did not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.errors import IllegalChange
from models.store.audit import AuditStore
from models.store.clinic import ClinicStore
from models.store.rows import known
from models.tables import AppointmentRow, DoctorRow, RatingRow
from models.views import Rating
from models.words import Status

CHANGEABLE = timedelta(days=1)
"""How long a rating can be changed after it was first given."""


class MonthOfRatings(NamedTuple):
    """One doctor's ratings of the visits of one month."""

    doctor_id: int
    doctor: str
    month: str  # YYYY-MM, in the clinic's zone
    ratings: int
    average: float


class Attendance(NamedTuple):
    """How often a patient came, and how often not."""

    came: int
    missed: int


class RatingStore:
    """One rating a visit."""

    def __init__(self, session: Session, clinic: ClinicStore, audit: AuditStore) -> None:
        self._session = session
        self._clinic = clinic
        self._audit = audit

    def rate(self, appointment_id: int, stars: int, now: datetime) -> None:
        """Keep a rating from 1 to 5, in place of an earlier one. Raises IllegalChange a day after the first one."""
        row = self._row(appointment_id)
        if row is None:
            row = RatingRow(appointment_id=appointment_id, stars=stars, created_at=now, updated_at=now)
            self._session.add(row)
        elif now - row.created_at > CHANGEABLE:
            raise IllegalChange("rated", "rated anew")
        row.stars, row.updated_at = stars, now
        self._session.flush()
        self._audit.add(now, "patient", "rate", "appointment", appointment_id, stars=stars)

    def comment(self, appointment_id: int, words: str, now: datetime) -> None:
        """Keep what the patient says to their rating. Raises IllegalChange where there is none, or too late."""
        row = self._row(appointment_id)
        if row is None or now - row.created_at > CHANGEABLE:
            raise IllegalChange("rated" if row else "not rated", "commented on")
        row.comment, row.updated_at = words, now
        self._session.flush()

    def get(self, appointment_id: int) -> Rating | None:
        """The rating of a visit, if it has one."""
        row = self._row(appointment_id)
        return None if row is None else Rating(appointment_id, row.stars, row.comment, row.created_at)

    def by_month(self, doctor_id: int | None = None) -> list[MonthOfRatings]:
        """Counts and averages by doctor and month of the visit, doctors in order of their names."""
        zone = self._clinic.require().timezone
        query = (
            select(DoctorRow, col(AppointmentRow.starts_at), col(RatingRow.stars))
            .join(AppointmentRow, col(AppointmentRow.id) == col(RatingRow.appointment_id))
            .join(DoctorRow, col(DoctorRow.id) == col(AppointmentRow.doctor_id))
        )
        if doctor_id is not None:
            query = query.where(col(DoctorRow.id) == doctor_id)
        months: defaultdict[tuple[str, int, str], list[int]] = defaultdict(list)
        for doctor, starts_at, stars in self._session.execute(query):
            months[doctor.name, known(doctor.id), f"{starts_at.astimezone(zone):%Y-%m}"].append(stars)
        return [
            MonthOfRatings(number, name, month, len(stars), sum(stars) / len(stars))
            for (name, number, month), stars in sorted(months.items())
        ]

    def attendance(self, patient_ids: Collection[int], before: datetime) -> dict[int, Attendance]:
        """How often each of these patients came and did not come by then; who never was to come is left out."""
        row = AppointmentRow
        query = (
            select(col(row.patient_id), col(row.status), func.count())
            .where(col(row.patient_id).in_(patient_ids), col(row.starts_at) < before)
            .where(col(row.status).in_((Status.ARRIVED, Status.COMPLETED, Status.NO_SHOW)))
            .group_by(col(row.patient_id), col(row.status))
        )
        counts: defaultdict[int, Counter[bool]] = defaultdict(Counter)
        for patient_id, status, count in self._session.execute(query):
            if patient_id is not None:
                counts[patient_id][status == Status.NO_SHOW] += count
        return {patient: Attendance(counted[False], counted[True]) for patient, counted in counts.items()}

    def _row(self, appointment_id: int) -> RatingRow | None:
        return self._session.scalar(select(RatingRow).where(col(RatingRow.appointment_id) == appointment_id))
