"""Plain keyword rules for the main intents: what carries on while Rasa does not answer."""

from __future__ import annotations

import re

from nlu.client import Ranking

_RULES: tuple[tuple[str, str], ...] = (
    ("human_handoff", r"\b(human|real person|a person|receptionist|reception|front desk|operator|agent|staff|call me|ring me|complain\w*)\b|(talk|speak) (to|with) (someone|somebody)"),
    ("stop", r"^\W*(never ?mind|forget it|stop|quit|exit|start over|start again)\W*$"),
    ("running_late", r"\b(late|delayed|held up|stuck in traffic)\b(?!r)"),
    ("list_appointments", r"\b(when|what time|which|what|show|list|check|view|do i have|have i got)\b.*\bmy\b.*\b(appointments?|bookings?)\b|\b(do i have|have i got)\b.*\b(appointments?|bookings?)\b|^\W*(show |list )?my (appointments?|bookings?)\W*$"),
    ("reschedule_appointment", r"\b(reschedul\w*|resched|postpone|re-?book)\b|\b(move|change|shift|push|swap|switch|bring)\b.*\b(appointments?|appt|booking|visit|slot|it|time|day)\b"),
    ("cancel_appointment", r"\bcancel\w*|\b(delete|remove|drop|call off)\b.*\b(appointments?|appt|booking|visit)\b|\b(can'?t|cannot|won'?t) (make|come|be there|be able to come)"),
    ("confirm_appointment", r"\b(confirm\w*|i'?ll be there|will be there|i'?m coming|see you (then|there))\b"),
    ("request_alternatives", r"\b(any(one|thing|body)? (else|others?)|other (times?|doctors?|options?|days?)|more (times|options)|someone else|another (one|doctor|time))\b"),
    ("clinic_info", r"\b(address|where are you|where is|located|location|phone number|opening|open|close|closed|parking|park|how much|price|cost|insurance|directions|rating|email|website)\b"),
    ("book_appointment", r"\b(book\w*|appointments?|appt|schedule|reserve|slot|available|availability|opening|see (a|the|dr|doctor|someone|somebody|anyone)|check-?up)\b"),
    ("find_doctor", r"\b(find|looking for|need|recommend)\b.*\b(doctor|dr|specialist|dentist|physician|gp)\b"),
    ("help", r"^\W*(help|menu|options|what can you do|\?+)\W*$|\bhow does this work\b"),
    ("thank", r"\b(thanks?|thank you|thx|ty|cheers|appreciate\w*)\b"),
    ("goodbye", r"\b(bye|goodbye|see you|good night)\b"),
    ("greet", r"^\W*(hi|hiya|hello|hey|good (morning|afternoon|evening|day)|howdy)\b"),
)  # fmt: skip
_COMPILED = tuple((intent, re.compile(pattern, re.IGNORECASE)) for intent, pattern in _RULES)
_SURE, _UNSURE = 0.8, 0.3


def rank(masked: str) -> Ranking:
    """The intents whose words are in the text, in the order of the table; out of scope where there are none."""
    found = [intent for intent, pattern in _COMPILED if pattern.search(masked)]
    if not found and any(token in masked for token in ("_when_", "_doctor_", "_name_", "_specialty_")):
        found = ["inform"]
    ranking = tuple((intent, _SURE if place == 0 else _UNSURE) for place, intent in enumerate(found))
    return ranking or (("out_of_scope", _UNSURE),)
