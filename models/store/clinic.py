"""The clinic, its doctors and their working time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.errors import NoClinic, NotFound
from models.hours import Hours
from models.rules import Interval, Visit
from models.store.facts import Derived, Facts, FactsCache, read_facts, token_of
from models.tables import TimeOffRow
from models.views import Clinic, Doctor, VisitType
from models.walltime import Minutes


class ClinicStore:
    """What the clinic file says; see `models.clinic_file` for how it gets here.

    A transaction sees one version of it, unless it is told of another one: by itself with `changing`, and by whoever
    has read a newer token with `at`.
    """

    def __init__(self, session: Session, cache: FactsCache) -> None:
        self._session = session
        self._cache = cache
        self._facts: Facts | None = None
        self._changing = False

    def at(self, token: str) -> None:
        """This is the version that the transaction sees now: read along with something else."""
        if self._facts is None or self._facts.token != token:
            self._facts = self._cache.get(token)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Within the block these facts are changed: each look at them asks which version it is."""
        self._changing = True
        try:
            yield
        finally:
            self._changing, self._facts = False, None

    def derive(self, work: Callable[[Facts], Derived]) -> Derived:
        """What `work` makes of the facts, made once for each version of them. It must be a function of its own."""
        return self._all.derive(work)

    @property
    def _all(self) -> Facts:
        if self._facts is None or self._changing:
            self.at(token_of(self._session))
        if self._facts is None:
            self._facts = read_facts(self._session)
            self._cache.put(self._facts)
        return self._facts

    def get(self) -> Clinic | None:
        """The clinic; None before a clinic file was imported."""
        return self._all.clinic

    def require(self) -> Clinic:
        """The clinic. Raises NoClinic before a clinic file was imported."""
        clinic = self._all.clinic
        if clinic is None:
            raise NoClinic
        return clinic

    def doctors(self, *, former: bool = False) -> list[Doctor]:
        """The doctors in the clinic's own order; with `former`, those who have left as well."""
        return [one for one in self._all.doctors if former or one.active]

    def kinds_of(self, doctor_ids: Collection[int]) -> dict[int, frozenset[int]]:
        """The visit types of each of these doctors who does not do all of them."""
        return {one.id: one.visit_types for one in self._all.doctors if one.visit_types and one.id in doctor_ids}

    def specialties_called(self) -> dict[str, tuple[str, ...]]:
        """What else people call each specialty that a doctor of the clinic has."""
        return dict(self._all.called)

    def visit_types(self) -> list[VisitType]:
        """The visit types in the clinic's own order; the first is meant where none is named."""
        facts = self._all
        return [one for one in facts.visit_types if one.id in facts.offered]

    def visit_type(self, visit_type_id: int) -> VisitType:
        """One visit type, also one that is no longer offered. Raises NotFound."""
        found = next((one for one in self._all.visit_types if one.id == visit_type_id), None)
        if found is None:
            raise NotFound("visit type", visit_type_id)
        return found

    def visit(self, visit_type_id: int) -> Visit:
        """How long such a visit takes. Raises NotFound."""
        kind = self.visit_type(visit_type_id)
        return Visit(timedelta(minutes=kind.minutes), timedelta(minutes=kind.buffer_minutes), visit_type_id)

    def hours(self, doctor_ids: Collection[int] | None = None) -> dict[int, Hours]:
        """Each doctor's working hours; doctors without any are left out."""
        hours = self._all.hours
        return {number: worked for number, worked in hours.items() if doctor_ids is None or number in doctor_ids}

    def closed_hours(self) -> dict[date, list[Minutes]]:
        """The hours on which the clinic is closed, by day, besides its holidays."""
        return dict(self._all.closed)

    def holidays(self, first: date | None = None, last: date | None = None) -> list[date]:
        """The days from `first` to `last` on which the clinic is closed, in order."""
        first, last = first or date.min, last or date.max
        return [day for day in self._all.holidays if first <= day <= last]

    def time_off(self, doctor_ids: Collection[int], first: datetime, last: datetime) -> dict[int, list[Interval]]:
        """When these doctors are away within [first, last), in order; doctors who are not are left out."""
        query = (
            select(TimeOffRow)
            .where(col(TimeOffRow.doctor_id).in_(doctor_ids))
            .where(col(TimeOffRow.ends_at) > first, col(TimeOffRow.starts_at) < last)
            .order_by(col(TimeOffRow.starts_at))
        )
        away: defaultdict[int, list[Interval]] = defaultdict(list)
        for row in self._session.scalars(query):
            away[row.doctor_id].append((row.starts_at.astimezone(UTC), row.ends_at.astimezone(UTC)))
        return dict(away)
