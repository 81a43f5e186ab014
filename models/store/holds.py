"""Keeping a time while a patient decides, and whether a time may be taken at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlmodel import col

from models.rules import OVERRULED, Visit
from models.store.calendars import Asker
from models.store.caps import check_holds
from models.store.marking import MarkingStore
from models.store.rows import known
from models.store.taking import delete_holds, queue_for
from models.tables import AppointmentRow
from models.views import Hold
from models.words import Status


class Times(NamedTuple):
    """What an appointment takes of its doctor, in UTC."""

    starts_at: datetime
    ends_at: datetime
    busy_until: datetime


class HoldStore(MarkingStore):
    """The part of `BookingStore` that keeps times, and asks whether they can be had."""

    def hold(
        self,
        doctor_id: int,
        visit_type_id: int,
        start: datetime,
        conversation_id: int,
        now: datetime,
        *,
        valid: timedelta = timedelta(minutes=10),
    ) -> Hold:
        """Keep a time for a conversation, in place of what it held of that time. Raises as `book` does."""
        check_holds(self._session, conversation_id, now, self._clinic.require())
        visit, asker = self._clinic.visit(visit_type_id), Asker(now, conversation_id)
        times = self._allowed(doctor_id, visit, start, asker, bound=True)
        row = AppointmentRow(
            doctor_id=doctor_id,
            visit_type_id=visit_type_id,
            status=Status.HELD,
            made_by="patient",
            conversation_id=conversation_id,
            expires_at=now + valid,
            created_at=now,
            updated_at=now,
            **times._asdict(),
        )
        with self._taking(doctor_id, times.starts_at, times.busy_until, asker):
            self._session.add(row)
        return Hold(
            known(row.id), doctor_id, visit_type_id, times.starts_at, times.ends_at, conversation_id, now + valid
        )

    def release_holds(self, conversation_id: int) -> int:
        """Give back all that a conversation holds; how many times that were."""
        return delete_holds(self._session, col(AppointmentRow.conversation_id) == conversation_id)

    def drop_lapsed_holds(self, now: datetime) -> int:
        """Housekeeping only: whoever wants a lapsed hold's time removes it themselves."""
        return delete_holds(self._session, col(AppointmentRow.expires_at) <= now)

    def _allowed(
        self, doctor_id: int, visit: Visit, start: datetime, asker: Asker, *, bound: bool, anyway: bool = False
    ) -> Times:
        """The times such a visit would take. Raises NotFree or TimeTaken where the rules are against it."""
        queue_for(self._session, doctor_id)
        bounds = self._bounds(asker.now) if bound else None
        refusal = self._why_not(doctor_id, visit, start, asker, bounds)
        if refusal is not None and not (anyway and refusal in OVERRULED):
            self._refuse(doctor_id, start, refusal)
        start = start.astimezone(UTC)
        return Times(start, start + visit.length, start + visit.occupies)
