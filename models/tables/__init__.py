"""All tables, by subject. `Row.metadata` knows them once this package is imported."""

from models.tables.appointment import AppointmentRow
from models.tables.audit import AuditEventRow
from models.tables.base import Row
from models.tables.clinic import (
    ClinicRow,
    DoctorRow,
    HolidayRow,
    SpecialtyRow,
    TimeOffRow,
    VisitTypeRow,
    WorkingHoursRow,
)
from models.tables.conversation import ConversationRow, HandoffRow
from models.tables.messages import InboundMessageRow, OutboundMessageRow
from models.tables.people import AccountRow, AddressRow, PatientRow

__all__ = [
    "AccountRow",
    "AddressRow",
    "AppointmentRow",
    "AuditEventRow",
    "ClinicRow",
    "ConversationRow",
    "DoctorRow",
    "HandoffRow",
    "HolidayRow",
    "InboundMessageRow",
    "OutboundMessageRow",
    "PatientRow",
    "Row",
    "SpecialtyRow",
    "TimeOffRow",
    "VisitTypeRow",
    "WorkingHoursRow",
]
