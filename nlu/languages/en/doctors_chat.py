"""What a doctor writes in English."""

from __future__ import annotations

import re

from nlu.languages.vocabularies import DoctorsChat

_MARKS = (
    ("no_show", re.compile(r"\bno[- ]?shows?\b|\b(?:did ?n[o']?t|didnt|never) (?:come|show|turn up)\b")),
    ("arrived", re.compile(r"\b(?:arrived|has come|is here|came)\b")),
    ("completed", re.compile(r"\b(?:done|completed?|finished|seen)\b")),
)

_NUMBER = re.compile(
    r"^(?:number |no\.? ?|the |#)?(\d{1,2})(?:st|nd|rd|th)? (?![ap]m\b|o'?clock)|\b(?:number|#) ?(\d{1,2})\b"
)

_AGENDA = re.compile(r"\bagenda\b")

_UNBLOCK = re.compile(r"\bunblock\b|\b(?:i am|i'?m|im) (?:back|in after all)\b|\bnot off\b|\bafter all\b")

_NOT_COMING = re.compile(
    r"\b(?:can ?not|can'?t|cant|wo ?n'?t|wont|not (?:in|coming|able|back|available)|unable|never)\b"
)

_ILL = re.compile(r"\b(?:ill|sick|unwell|poorly|fever|flu)\b")

_AWAY = re.compile(
    r"\b(?:off|block|away|leave|holiday|vacation|not in|out of (?:the )?office)\b"
    r"|\b(?:can ?not|can'?t|cant|wo ?n[o']?t|wont) (?:come|make it|work|be (?:in|there))\b"
)

_FROM_NOW = re.compile(r"\bfrom (?:today|now) to\b")

_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening)|rest of (?:the|my) day)\b")

_WHOM = re.compile(r"\b(?:show me )?(?:whom?|which patients)\b")

_THANKS = re.compile(r"(?:many )?(?:thanks|thank you|thx|cheers|great|ok|okay|good)[\s.!]*(?:very much|a lot)?[\s.!]*")

_WEEK = re.compile(r"\bweek\b")

_NO = re.compile(r"(?:no|leave it|nope|don'?t|forget it|never ?mind)\b")

_YES = re.compile(
    r"(?:(?:and|please|just)\b\W*)*(?:tell them|block it|do it)(?: all| too)?"
    r"(?:\W+(?:please|thanks?|thank you))*[\s.!]*"
)


DOCTORS_CHAT = DoctorsChat(
    marks=_MARKS,
    number=_NUMBER,
    agenda=_AGENDA,
    agenda_off=re.compile(r"\b(?:off|no|stop|never)\b"),
    agenda_every=re.compile(r"\b(?:every day|daily|always)\b"),
    agenda_booked=re.compile(r"\b(?:on|only|appointments|patients)\b"),
    agenda_at=re.compile(r"\b(?:at|to|for|by) (\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?\b"),
    afternoon="pm",
    unblock=_UNBLOCK,
    not_coming=_NOT_COMING,
    ill=_ILL,
    away=_AWAY,
    from_now=(_FROM_NOW, "from today until"),
    today=_TODAY,
    whom=_WHOM,
    ratings=re.compile(r"\b(?:ratings?|stars|reviews?|feedback)\b"),
    week=_WEEK,
    list=re.compile(r"\b(?:agenda|patients|list|schedule|appointments|who)\b"),
    thanks=_THANKS,
    no=_NO,
    yes=_YES,
)
