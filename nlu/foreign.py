"""Whether what somebody wants to cancel or move is a clinic's at all: "cancel my gym membership", "move the sofa".

A model knows a word it has never seen by its neighbours only, and those are the same in "reschedule the plumber" and
"reschedule the appointment". What a clinic's patients have that can be moved is a short list, so the list decides.
"""

from __future__ import annotations

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.common_words import FUNCTION_WORDS, HEALTH_WORDS, TIME_WORDS
from nlu.doctor_names import CARE_WORDS, TITLES
from nlu.mask import DOCTOR, NAME, NUMBER, SPECIALTY, WHEN
from nlu.relations import DESCRIBED, RELATIONS
from nlu.specialty_table import SPECIALTIES
from nlu.words import split, vocabulary

_OBJECT = re.compile(
    r"\b(?:cancel|reschedule|re-?book|move|shift|postpone|push|bring|put|call|change|drop|swap|switch|delay)"
    r"(?: (?:back|forward|off))?"
    r" (?:the|my|our|his|her|their|a|an|that|this) "
    r"(?P<object>[^,.;!?()\n]{1,60}?)"
    r"(?= (?:to|for|on|at|from|with|by|until|till|because|since|as|if|and|or|but|so|please|pls|plz|thanks|back|forward"
    rf"|off|in|into|{WHEN})\b|[,.;!?()\n]|$)",
    re.IGNORECASE,
)
_VISITS = vocabulary(
    "appointment appointments appt appts apt app booking bookings visit visits slot slots spot place turn thing"
    " things stuff check checkup checkups consultation consult followup follow review test tests scan scans xray"
    " jab jabs shot shots vaccine vaccination booster immunisation immunization cleaning clean filling treatment"
    " session sessions exam examination physical smear surgery operation procedure therapy referral gp nurse"
    " hygienist specialist plan plans schedule reservation blood bloods time times date dates day days biopsy"
    " biopsies screening screenings endoscopy colonoscopy injection injections infusion infusions assessment"
    " assessments ecg ekg angiogram mri ct ultrasound mammogram dialysis chemo radiotherapy counselling counseling"
    " massage facial dressing stitches refill prescription hearing"
)
_OURS = (
    _VISITS | FUNCTION_WORDS | TIME_WORDS | HEALTH_WORDS | CARE_WORDS | TITLES | DESCRIBED | frozenset(RELATIONS)
    | frozenset(word.text for row in SPECIALTIES for texts in row[1:] for text in texts for word in split(text))
)  # fmt: skip
_LONG_VISITS = sorted(word for word in _VISITS if len(word) > 5)
_PARTICULARS = (DOCTOR, NAME, NUMBER, SPECIALTY, WHEN)


def of_another_world(masked: str) -> bool:
    """Whether a masked text names something to cancel or move, and nothing in the name is a clinic's."""
    objects = [match["object"] for match in _OBJECT.finditer(masked)]
    return bool(objects) and not any(_ours(name) for name in objects)


def _ours(name: str) -> bool:
    words = [word.text for word in split(name)]
    return any(token in name for token in _PARTICULARS) or any(word in _OURS or _misspelt(word) for word in words)


def _misspelt(word: str) -> bool:
    """Whether a word may be one for a visit, wrongly spelt: "apointmnt"."""
    slips = 2 if len(word) > 7 else 1
    near = process.extractOne(word, _LONG_VISITS, scorer=OSA.distance, score_cutoff=slips)
    return len(word) > 5 and near is not None
