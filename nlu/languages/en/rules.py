"""An intent and its words in a masked text: what carries on while the model does not answer."""

from __future__ import annotations

import re

from nlu.core.mask import DOCTOR, NAME, SPECIALTY, WHEN

_THING = r"\b(?:appointments?|appt|bookings?|visits?|slot)\b"

_WORDS: tuple[tuple[str, str], ...] = (
    (
        "human_handoff",
        r"\b(?:human|real person|a person|receptionist|reception|front desk|operator|agent|staff|complain\w*)\b"
        r"|\b(?:call|ring|phone) me\b|\b(?:talk|speak) (?:to|with) (?:someone|somebody)",
    ),
    ("stop", r"^\W*(?:never ?mind|forget it|stop|quit|exit|start (?:over|again))\W*$"),
    ("running_late", r"\b(?:late|delayed|held up|stuck in traffic)\b"),
    (
        "list_appointments",
        rf"\b(?:when|what time|which|what|show|list|check|view|do i have|have i got)\b.*\bmy\b.*{_THING}"
        rf"|\b(?:do i have|have i got)\b.*{_THING}|^\W*my {_THING}\W*$",
    ),
    (
        "reschedule_appointment",
        r"\b(?:reschedul\w*|resched|postpone|re-?book)\b"
        rf"|\b(?:move|change|shift|push|swap|switch|bring)\b.*(?:{_THING}|\b(?:it|time|day)\b)",
    ),
    (
        "cancel_appointment",
        rf"\bcancel\w*|\b(?:delete|remove|drop|call off)\b.*{_THING}"
        r"|\b(?:can'?t|cannot|won'?t) (?:make|come|be there|be able to come)",
    ),
    ("confirm_appointment", r"\b(?:confirm\w*|i'?ll be there|will be there|i'?m coming|see you (?:then|there))\b"),
    (
        "request_alternatives",
        r"\b(?:any(?:one|thing|body)? (?:else|others?)|other (?:times?|doctors?|options?|days?)|more (?:times|options)"
        r"|someone else|another (?:one|doctor|time))\b",
    ),
    (
        "clinic_info",
        r"\b(?:address|where are you|where is|located|location|phone number|opening|open|closed?|park(?:ing)?|how much"
        r"|price|cost|insurance|directions|rating|e-?mail|website)\b",
    ),
    (
        "book_appointment",
        rf"{_THING}|\b(?:book\w*|schedule|reserve|available|availability|openings?|check-?up)\b"
        r"|\bsee (?:a|the|dr|doctor|_doctor_|someone|somebody|anyone)\b",
    ),
    ("find_doctor", r"\b(?:find|looking for|need|recommend)\b.*\b(?:doctor|dr|specialist|physician|gp|_specialty_)\b"),
    ("help", r"^\W*(?:help|menu|options|what can you do|\?+)\W*$|\bhow does this work\b"),
    ("thank", r"\b(?:thanks?|thank you|thx|ty|cheers|appreciate\w*)\b"),
    ("goodbye", r"\b(?:bye|goodbye|see you|good night)\b"),
    ("greet", r"^\W*(?:hi|hiya|hello|hey|good (?:morning|afternoon|evening|day)|howdy)\b"),
    ("inform", rf"{WHEN}|{DOCTOR}|{NAME}|{SPECIALTY}"),
)

RULES = tuple((intent, re.compile(pattern, re.IGNORECASE)) for intent, pattern in _WORDS)
