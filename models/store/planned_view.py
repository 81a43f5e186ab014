"""How planned messages and the ways to a person are read."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlmodel import col

from models.store.lookup import appointment_view
from models.store.rows import known
from models.tables import (
    AddressRow,
    AppointmentRow,
    ConversationRow,
    DoctorRow,
    PatientRow,
    PlannedMessageRow,
    VisitTypeRow,
)
from models.views import Planned, Reachable
from models.words import PlannedStatus

Rows = tuple[PlannedMessageRow, AppointmentRow, str, PatientRow, VisitTypeRow]

JOINED: Select[*Rows] = (
    select(PlannedMessageRow, AppointmentRow, col(DoctorRow.name), PatientRow, VisitTypeRow)
    .join(AppointmentRow, col(AppointmentRow.id) == col(PlannedMessageRow.appointment_id))
    .join(DoctorRow, col(DoctorRow.id) == col(AppointmentRow.doctor_id))
    .join(PatientRow, col(PatientRow.id) == col(AppointmentRow.patient_id))
    .join(VisitTypeRow, col(VisitTypeRow.id) == col(AppointmentRow.visit_type_id))
)


def reachable(address: AddressRow, conversation: ConversationRow | None) -> Reachable:
    """A conversation as a way to its person."""
    return Reachable(
        account_id=address.account_id,
        conversation_id=None if conversation is None else known(conversation.id),
        channel=address.channel,
        address=address.address,
        verified=address.verified,
        last_heard_at=address.last_heard_at,
        state=None if conversation is None else conversation.state,
    )


def view(
    row: PlannedMessageRow, appointment: AppointmentRow, doctor: str, patient: PatientRow, visit_type: VisitTypeRow
) -> Planned:
    """The row as a frozen value, with its appointment as it is now."""
    return Planned(
        id=known(row.id),
        key=row.key,
        kind=row.kind,
        step=row.step,
        appointment=appointment_view(appointment, doctor, patient, visit_type.name),
        relation=patient.relation,  # type: ignore[arg-type]  # the table's CHECK keeps it to these words
        preparation=visit_type.preparation,
        doctor_id=row.doctor_id,
        starts_at=row.starts_at,
        due_at=row.due_at,
        useful_until=row.useful_until,
        status=PlannedStatus(row.status),
        why=row.why,
        round=row.round,
        sent_as=row.sent_as,
        updated_at=row.updated_at,
    )
