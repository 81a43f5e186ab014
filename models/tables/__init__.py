"""All tables, by subject. `Row.metadata` knows them once this package is imported."""

from models.tables.appointment import AppointmentRow
from models.tables.audit import AuditEventRow, EventRow
from models.tables.base import Row
from models.tables.chat_link import ChatLinkRow
from models.tables.clinic import (
    ClinicRow,
    ClinicVersionRow,
    ClosedHoursRow,
    DoctorRow,
    DoctorVisitTypeRow,
    HolidayRow,
    HoursOnRow,
    SpecialtyRow,
    TimeOffRow,
    VisitTypeRow,
    WorkingHoursRow,
)
from models.tables.conversation import ConversationRow, HandoffRow
from models.tables.doctor_chat import AbsenceRow, DisplacedRow, DoctorChatRow, DoctorCodeRow
from models.tables.messages import InboundMessageRow, OutboundMessageRow
from models.tables.people import AccountMergeRow, AccountRow, AddressRow, JoinRequestRow, PatientRow
from models.tables.planned import PlannedMessageRow, RatingRow
from models.tables.set_aside import KeyProofRow, SetAsideRow
from models.tables.unclear import UnclearMessageRow

__all__ = [
    "AbsenceRow",
    "AccountMergeRow",
    "AccountRow",
    "AddressRow",
    "AppointmentRow",
    "AuditEventRow",
    "ChatLinkRow",
    "ClinicRow",
    "ClinicVersionRow",
    "ClosedHoursRow",
    "ConversationRow",
    "DisplacedRow",
    "DoctorChatRow",
    "DoctorCodeRow",
    "DoctorRow",
    "DoctorVisitTypeRow",
    "EventRow",
    "HandoffRow",
    "HolidayRow",
    "HoursOnRow",
    "InboundMessageRow",
    "JoinRequestRow",
    "KeyProofRow",
    "OutboundMessageRow",
    "PatientRow",
    "PlannedMessageRow",
    "RatingRow",
    "Row",
    "SetAsideRow",
    "SpecialtyRow",
    "TimeOffRow",
    "UnclearMessageRow",
    "VisitTypeRow",
    "WorkingHoursRow",
]
