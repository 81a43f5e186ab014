"""Which question about the clinic a message asks: where, when, how to park, what it costs, and so on."""

from __future__ import annotations

import re

TOPICS: dict[str, str] = {
    "parking": r"\bpark(ing|ed)?\b|\bcar ?park\b|leave (my|the) car",
    "hours": r"\bopen(ing|s)?\b|\bclos(e|es|ed|ing)\b|\bhours\b|what time do you (start|finish|shut)|\bweekends?\b.*\bopen",
    "phone": r"\b(phone|telephone|tel|mobile|contact)\b( number)?|\bnumber (to|for|of)\b|\bcall you\b|\bring you\b",
    "email": r"\be-?mail\b",
    "directions": r"\bdirections?\b|how (do|can) (i|we) (get|come)|\bget (there|to you)\b|\b(bus|train|tube|metro|tram|station)\b",
    "address": r"\baddress\b|\bwhere\b|\blocat(ed|ion)\b|\bpost ?code\b|\bzip\b|\bwhich (street|road)\b|how far",
    "insurance": r"\binsur(ance|ed|er)\b|\bmedica(re|id)\b|\bcover(ed|age)?\b|\bnhs\b",
    "prices": r"\b(price|prices|cost|costs|fee|fees|charge|charges|expensive|how much)\b|\bpay(ment|ing)?\b|\bcard\b|\bcash\b",
    "access": r"\bwheel ?chair\b|\bstep[- ]free\b|\baccessib\w+|\blift\b|\belevator\b|\bramp\b|\bdisab\w+",
    "languages": r"\blanguages?\b|\bspeaks?\b|\binterpreter\b|\btranslat\w+",
    "bring": r"\bbring\b|\bdocuments?\b|\bprepare\b|\bfasting\b|\bempty stomach\b",
    "records": r"\b(test )?results?\b|\bprescriptions?\b|\breferral\b|\bsick note\b|\bmedical records?\b",
    "doctors": r"\b(which|what|who) (doctors?|specialists?)\b|\bdoctors do you have\b|\bspecialt(y|ies)\b|\bservices?\b|\boffer\b",
    "rating": r"\brat(ing|ings|ed)\b|\breviews?\b|\brecommended\b|\bstars?\b|\bany good\b",
}
"""Topic -> what asks for it, the more telling ones first. A clinic answers a topic in its own words under `info`."""

_COMPILED = {topic: re.compile(pattern, re.IGNORECASE) for topic, pattern in TOPICS.items()}


def topics(text: str) -> tuple[str, ...]:
    """The topics a message asks about, at most three, in the order of the table."""
    return tuple(topic for topic, pattern in _COMPILED.items() if pattern.search(text))[:3]
