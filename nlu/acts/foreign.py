"""Whether what somebody wants to book, move or cancel is a clinic's at all: "book a manicure", "move the sofa".

A model guesses at a word it has never seen, and the words around it are the same in "reschedule the plumber" and
"reschedule the appointment". What a clinic's patients book and move is a short list, so the list decides.
"""

from __future__ import annotations

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.care.spelling import is_english
from nlu.core.mask import DOCTOR, NAME, NUMBER, SPECIALTY, WHEN
from nlu.core.words import split, vocabulary
from nlu.languages.en.common_words import FUNCTION_WORDS, HEALTH_WORDS, TIME_WORDS
from nlu.languages.en.relations import DESCRIBED, RELATIONS
from nlu.languages.en.specialty_table import SPECIALTIES
from nlu.people.titled_names import CARE_WORDS, TITLES

_OBJECT = (
    r"(?P<object>[^,.;!?()\n]{1,60}?)"
    r"(?= (?:to|for|on|at|from|with|by|until|till|because|since|as|if|i|we|you|that|which|and|or|but|so|please|pls|plz"
    rf"|thanks|back|forward|off|in|into|{WHEN})\b|[,.;!?()\n]|$)"
)
_CHANGED = re.compile(
    r"\b(?:cancel|reschedule|re-?book|move|shift|postpone|push|bring|put|call|change|drop|swap|switch|delay)"
    rf"(?: (?:back|forward|off))? (?:the|my|our|his|her|their|a|an|that|this) {_OBJECT}",
    re.IGNORECASE,
)
_BOOKED = re.compile(
    r"\b(?:(?:book|reserve|schedule|arrange|rent|hire|order)(?: me| us)?(?: (?:the|my|our|a|an|two|some|another))?"
    rf"|(?:need|want|get|find|make)(?: me| us)? (?:a|an|my|our|the|two)) {_OBJECT}",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:appointments?|appt|apt|booking|reservation|session|slot|in)"
    rf" (?:(?:at|with|for) (?:the|my|our|a|an)|to (?:have|get) (?:the|my|our)) {_OBJECT}",
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
    " massage facial dressing stitches refill prescription hearing opening openings name video"
)
_OURS = (
    _VISITS | FUNCTION_WORDS | TIME_WORDS | HEALTH_WORDS | CARE_WORDS | TITLES | DESCRIBED | frozenset(RELATIONS)
    | frozenset(word.text for row in SPECIALTIES for texts in row[1:] for text in texts for word in split(text))
)  # fmt: skip
_ELSEWHERE = vocabulary(
    "hotel hostel flight flights train bus taxi cab restaurant dinner brunch table haircut hair barber barbers"
    " salon nail nails manicure pedicure spa gym yoga pilates lesson lessons concert cinema movie movies theatre"
    " theater ticket tickets seats cruise trip tour rental car cars truck van garage tyre tyres tire tires oil mot"
    " mechanic plumber electrician locksmith handyman movers delivery parcel package courier order subscription"
    " meeting meetings conference interview dmv passport visa embassy bank loan mortgage laptop computer internet"
    " broadband wifi cable furnace boiler roof dog dogs cat cats pet pets puppy kitten vet vets groomer grooming"
    " groomed tutor piano guitar photographer venue tennis golf babysitter genius hairdresser hairdressers stylist"
    " tailor plumbing mover realtor estate"
)
"""What else people book and cancel: "my hotel booking" is none of ours, in spite of its last word."""

_LONG_VISITS = sorted(word for word in _VISITS if len(word) > 5)
_MEDICAL = re.compile(r".{3,}(?:scop(?:y|ies)|gra(?:phy|m|ms)|ectomy|plasty|therapy|therapist|ology|ologist|iatrist)$")
"""Endings of treatments and specialists too many to list."""
_PARTICULARS = (DOCTOR, NAME, NUMBER, SPECIALTY, WHEN)


def changes_another_world(masked: str) -> bool:
    """Whether a masked text names something to cancel or move, and nothing in the name is a clinic's."""
    objects = [match["object"] for match in _CHANGED.finditer(masked)]
    return _is_elsewhere(masked) or (bool(objects) and not any(_ours(name) for name in objects))


def books_another_world(masked: str) -> bool:
    """Whether a masked text names something to book, in English words of which none is a clinic's."""
    objects = [match["object"] for match in _BOOKED.finditer(masked)]
    foreign = bool(objects) and not any(_ours(name) or not _english(name) for name in objects)
    return _is_elsewhere(masked) or foreign


def _is_elsewhere(masked: str) -> bool:
    """Whether an appointment is somewhere that is no clinic: "at the dmv", "to have my car looked at"."""
    named = ({word.text for word in split(match["object"])} for match in _WITH.finditer(masked))
    return any(words & _ELSEWHERE and not words & HEALTH_WORDS for words in named)  # but "for my dog bite"


def _ours(name: str) -> bool:
    words = [word.text for word in split(name)]
    telling = [word for word in words if word in _ELSEWHERE | _VISITS]
    if telling and telling[0] in _ELSEWHERE:  # a "hotel booking", but not an "appointment my car broke down"
        return False
    known = any(word in _OURS or _MEDICAL.fullmatch(word) or _misspelt(word) for word in words)
    return known or any(token in name for token in _PARTICULARS)


def _english(name: str) -> bool:
    return all(is_english(word.text) for word in split(name))


def _misspelt(word: str) -> bool:
    """Whether a word may be one for a visit, wrongly spelt: "apointmnt"."""
    slips = 2 if len(word) > 7 else 1
    near = process.extractOne(word, _LONG_VISITS, scorer=OSA.distance, score_cutoff=slips)
    return len(word) > 5 and near is not None
