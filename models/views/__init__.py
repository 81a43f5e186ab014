"""What the Store returns: frozen values, never live rows. All moments are aware and in UTC."""

from __future__ import annotations

from models.views.absences import Absence, Displaced
from models.views.audit import AuditEvent, Event
from models.views.clinic import Clinic, Doctor, FreeTime, VisitType
from models.views.conversations import Conversation, DoctorChat, Handoff
from models.views.messages import InboundClaim, InboundMessage, OutboundMessage
from models.views.people import Account, Address, JoinRequest, Merge, Patient, Reachable
from models.views.visits import Appointment, Hold, Planned, Rating

__all__ = [
    "Absence",
    "Account",
    "Address",
    "Appointment",
    "AuditEvent",
    "Clinic",
    "Conversation",
    "Displaced",
    "Doctor",
    "DoctorChat",
    "Event",
    "FreeTime",
    "Handoff",
    "Hold",
    "InboundClaim",
    "InboundMessage",
    "JoinRequest",
    "Merge",
    "OutboundMessage",
    "Patient",
    "Planned",
    "Rating",
    "Reachable",
    "VisitType",
]
