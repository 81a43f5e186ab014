"""What people book, move and cancel in English that is a clinic's, and what is not."""

from __future__ import annotations

import re

from nlu.core.mask import WHEN
from nlu.core.words import split, vocabulary
from nlu.languages.en.common_words import FUNCTION_WORDS, HEALTH_WORDS, TIME_WORDS
from nlu.languages.en.doctor_names import CARE_WORDS, TITLES
from nlu.languages.en.relations import DESCRIBED, RELATIONS
from nlu.languages.en.specialty_table import SPECIALTIES
from nlu.languages.vocabularies import Elsewhere

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

_MEDICAL = re.compile(r".{3,}(?:scop(?:y|ies)|gra(?:phy|m|ms)|ectomy|plasty|therapy|therapist|ology|ologist|iatrist)$")
"""Endings of treatments and specialists too many to list."""


ELSEWHERE = Elsewhere(
    changed=_CHANGED,
    booked=_BOOKED,
    with_whom=_WITH,
    visits=_VISITS,
    ours=_OURS,
    elsewhere=_ELSEWHERE,
    medical=_MEDICAL,
)
