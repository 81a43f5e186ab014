"""Kinds of visit as clinics and patients name them: which words mean the same one. Everyday knowledge, never advice."""

from __future__ import annotations

import re

from nlu.core.words import vocabulary
from nlu.languages.vocabularies import VisitKind


def _kind(names: str, ways: str = r"(?!)", *, general: bool = False) -> VisitKind:
    found = (re.compile(rf"\b(?:{one})\b", re.IGNORECASE) for one in (names, ways))
    return VisitKind(next(found), next(found), general)


HEADS = r"(?:appointments?|appts?|visits?|sessions?|slots?|bookings?|ones?|reviews?|checks?|tests?|exams?|clinics?)"
"""What a word for a visit is followed by, whatever the visit: "asthma check", "a double slot"."""

SMALL_WORDS = re.compile(
    rf"{HEADS}|an?|and|another|be|book|come|do|for|get|had|have|having|her|his|i|in|is|it|just|me|my|need|needs|of"
    r"|our|please|some|taken|that|the|their|this|to|wants?|with|your",
    re.IGNORECASE,
)
"""What may stand in a few words that name a visit, and says nothing of it."""

_WHOSE = r"(?:my|his|her|our|their|the|an?|your|some)"
_TAKE = r"(?:tak(?:e|en|ing)|draw(?:n|ing)?|giv(?:e|ing)|test(?:ed|ing)?|check(?:ed|ing)?|do(?:ne|ing)?)"
_DRIVING = r"(?:driv(?:er|ers|ing)|[hlp][gc]v|psv|taxi|dvla|dot|cdl|licen[cs]e|lorry|truck|bus|coach)"

VISIT_KINDS = (
    _kind(r"vaccin\w*|immuni[sz]\w*|inoculation\w*|shots?|jabs?|jags?|boosters?|mmr|bcg|hpv|tdap"),
    _kind(
        r"blood[ -]?(?:tests?|draws?|works?|samples?)|bloods|phlebotom\w*|lab ?work|labs",
        rf"bloods? (?:taken|drawn|done|checked|tested)|{_TAKE} (?:{_WHOSE} )?bloods?(?! (?:pressure|sugar))",
    ),
    _kind(r"smears?|smear tests?|pap(?:[ -]?(?:smears?|tests?))?|cervical (?:screening|smear|test|check)s?"),
    _kind(
        r"check[ -]?ups?|physicals?(?! therap)"
        r"|(?:wellness|well(?:[ -](?:woman|man|child|baby))?) (?:visit|exam|check)s?|health (?:check|mot)s?"
        r"|(?:annual|yearly) (?:exam|visit|check|screening)s?|medical exam(?:ination)?s?",
        rf"{_WHOSE} (?:yearly|annual)(?=\W*$|[,.;!?]| (?:is|was|appointment|appt|one|with|on|at|for|please)\b)"
        rf"|{_WHOSE} (?:yearly|annual|once[ -]a[ -]year) once[ -]?over|medicals?",
    ),
    _kind(
        rf"{_DRIVING}(?:'?s)? (?:licen[cs]e )?(?:medical|physical)s?",
        rf"(?:medical|physical)s? (?:for|to (?:renew|keep|get))\b.{{0,30}}?\b{_DRIVING}",
    ),
    _kind(r"asthma (?:review|check|check-up|clinic)s?|(?:inhaler|puffer) (?:review|check|check-up)s?"),
    _kind(r"diabet\w+ (?:review|check|check-up|clinic)s?|sugar check"),
    _kind(r"medicals?", general=True),
    _kind(r"follow[ -]?ups?|reviews?", general=True),
    _kind(
        r"cleanings?|hygien(?:e|ist)\w*|scale and polish|clean and polish",
        rf"(?:teeth|tooth) (?:cleaned|polished)|clean(?:ing)? (?:{_WHOSE} )?teeth",
    ),
    _kind(r"video\w*|tele ?(?:health|medicine)|online (?:visit|appointment|consult\w*)s?"),
    _kind(r"(?:tele)?phone (?:consult\w*|appointments?|appts?|visits?)"),
    _kind(r"(?:psycho|talking )?therapy|counsell?ing"),
    _kind(r"physio(?:therapy)?|physical therapy"),
    _kind(r"(?:eye|sight|vision) (?:test|exam|examination|check)s?", r"(?:eyes?|sight) (?:tested|checked|examined)"),
    _kind(r"hearing (?:test|check|exam)s?", r"hearing (?:tested|checked)"),
    _kind(
        r"dressings?|dressing changes?|wound (?:care|check)s?",
        rf"(?:chang\w+|redo\w*) (?:{_WHOSE} )?(?:dressing|bandage)s?|bandages? (?:changed|redone)",
    ),
    _kind(
        r"(?:stitch|suture|staple)(?:es|s)? (?:removal|out)",
        rf"(?:tak\w+|remov\w+) (?:out )?(?:{_WHOSE} )?(?:stitch|suture|staple)(?:es|s)?"
        r"|(?:stitch|suture|staple)(?:es|s)? (?:taken out|removed)",
    ),
    _kind(r"ear (?:syring\w+|irrigation|wax removal|cleaning)|micro ?suction", r"ears? (?:syringed|cleaned|unblocked)"),
    _kind(r"ultra ?sounds?|sonograms?"),
    _kind(r"x[ -]?rays?"),
    _kind(r"e[ck]gs?|electrocardiograms?|heart tracings?"),
    _kind(
        r"(?:new|first[ -]time) patients?"
        r"|first[ -]timers?|initial (?:visit|consult\w*|assessment|appointment|exam)s?|registration"
        rf"|{_WHOSE} (?:very )?first (?:visit|time|consult\w*|assessment)",
        r"new (?:here|to (?:you|the (?:clinic|practice|surgery)))|never been (?:\w+ )?(?:here|to you|before)",
    ),
    _kind(r"consult(?:ation)?s?|office visits?", general=True),
)  # fmt: skip

OF_ANYBODY = (VISIT_KINDS[-1], VISIT_KINDS[-2])
"""What every clinic has, under one name or another: no clinic lacks it."""

DULL = vocabulary(
    "a an and the of for in with at to visit visits appointment appointments appt session sessions minutes minute min"
    " mins hour slot booking general routine standard annual yearly regular full"
)
"""Words in the name of a visit that do not tell it from others."""

PEOPLE = vocabulary("nurse gp doctor dr dentist therapist midwife specialist consultant hygienist")
"""Whom a visit may be named for: they name it only with another word, "nurse appointment"."""

LENGTHS = vocabulary("double long longer extended short shorter quick brief triple")


def visit_of_length(length: str) -> str:
    """An expression for a visit that is only named for how long it is: "a double", "a double slot"."""
    ends = r"(?=\W*$|[,.;!?]| (?:with|on|at|and|for|please|this|next|tomorrow)\b)"
    return rf"{length} {HEADS}|(?<=\ba ){length}{ends}"


def visit_with(somebody: str) -> str:
    """The same for one that is named for whom it is with: "nurse appointment"; "the nurse" names no kind of visit."""
    return rf"{somebody}(?:['’]?s)? {HEADS}"
