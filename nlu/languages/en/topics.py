"""Which question about the clinic a message asks: where, when, how to park, what it costs, and so on."""

from __future__ import annotations

import re

from nlu.languages.en.relations import RELATIONS

TOPICS: dict[str, tuple[str, ...]] = {
    "parking": (r"\bpark(ing|ed)?\b", r"\bcar ?park\b", r"leave (my|the) car"),
    "hours": (r"\bopen(ing|s)?\b", r"\bclos(e|es|ed|ing)\b", r"\bhours\b", r"what time do you (start|finish|shut)"),
    "phone": (r"\b(phone|telephone|tel|mobile|contact)\b( number)?", r"\bnumber (to|for|of)\b", r"\b(call|ring) you\b"),
    "email": (r"\be-?mail\b",),
    "directions": (
        r"\bdirections?\b",
        r"how (do|can) (i|we) (get|come)",
        r"\bget (there|to you)\b",
        r"\b(bus|train|tube|metro|tram|station)\b",
    ),
    "address": (
        r"\baddress\b",
        r"where( are|'s| is| r)? (you|u|it|this|that|your|the clinic)\b",
        r"\blocat(ed|ion)\b",
        r"\b(post ?code|zip)\b",
        r"which (street|road)",
        r"how far",
    ),
    "insurance": (r"\binsur(ance|ed|er)\b", r"\bmedica(re|id)\b", r"\bcover(ed|age)?\b", r"\bnhs\b"),
    "prices": (r"\b(prices?|costs?|fees?|charges?|expensive|how much)\b", r"\bpay(ment|ing)?\b", r"\b(cards?|cash)\b"),
    "access": (r"\bwheel ?chairs?\b", r"\bstep[- ]free\b", r"\b(lift|elevator|ramp)\b", r"\b(accessib|disab)\w+"),
    "languages": (r"\blanguages?\b", r"\bspeaks?\b", r"\binterpreter\b", r"\btranslat\w+"),
    "pets": (r"\b(dogs?|puppy|cats?|pets?)\b",),
    "companions": (
        r"\b(come|comes|coming|sit|stay|be|bring|bringing|have)\b.*\b(with|along|too|in with)\b.*"
        r"\b(me|him|her|them|us)\b",
        rf"\b(bring|have)\b.*\b({'|'.join(sorted(RELATIONS))}|somebody|someone|anyone)\b",
        rf"\b(can|could|may|is it ok if)\b.*\b({'|'.join(sorted(RELATIONS))}|both of us|we both|two of us)\b.*"
        r"\b(come|be|sit|wait)\b",
        r"\bchaperone\b",
        r"\b(come|tag) along\b",
    ),
    "waiting": (r"\bhow long\b.*\bwait(ing)?\b", r"\bwaiting times?\b"),
    "late": (r"\b(if|when|in case)\b.*\b(late|delayed|held up|stuck)\b",),
    "prevented": (
        r"\b(if|in case)\b.*\b(sick|ill|unwell|poorly|can'?t|cannot|something comes up|have to work|cancel"
        r"|change my mind)\b",
    ),
    "preparation": (
        r"\bprepar(e|ation)\b",
        r"\bfast(ing|ed)?\b",
        r"\bempty stomach\b",
        r"\b(eat|eating|drink|food|breakfast)\b",
    ),
    "bring": (r"\bbring\b", r"\bdocuments?\b"),
    "records": (r"\b(test )?results?\b", r"\bprescriptions?\b", r"\b(referral|sick note)\b", r"\bmedical records?\b"),
    "doctors": (
        r"\b(which|what|who) (doctors?|specialists?)\b",
        r"\bdoctors do you have\b",
        r"\bspecialt(y|ies)\b",
        r"\b(services?|offer)\b",
    ),
    "ages": (
        r"\b(child|children|kids?|bab(y|ies)|toddlers?|newborns?|infants?|teen(ager)?s?)\b",
        r"\b(adults?|grown[- ]?ups|under|over)\b",
    ),
    "rating": (r"\brat(ing|ings|ed)\b", r"\breviews?\b", r"\brecommended\b", r"\bstars?\b", r"\bany good\b"),
}
"""Topic -> what asks for it, the more telling ones first. A clinic answers a topic in its own words under `info`."""

_INSTEAD = {"bring": {"pets", "companions"}, "companions": {"pets"}}
"""A topic whose words are there because of another: to bring a dog is no question of what to bring."""

_MOST = 6

_COMPILED = {topic: re.compile("|".join(asking), re.IGNORECASE) for topic, asking in TOPICS.items()}


def topics(text: str) -> tuple[str, ...]:
    """The topics a message asks about, at most six, in the order of the table."""
    named = [topic for topic, pattern in _COMPILED.items() if pattern.search(_asking(topic, text))]
    found = tuple(topic for topic in named if not _INSTEAD.get(topic, set()) & set(named))[:_MOST]
    return found or (("address",) if re.search(r"\bwhere\b", text, re.IGNORECASE) else ())


def _asking(topic: str, text: str) -> str:
    """The text as far as it may ask about a topic: what parking costs is no question about prices."""
    if topic != "prices":
        return text
    clauses = re.split(r"[?.,;!]|\b(?:and|also|plus)\b", text)
    return " . ".join(clause for clause in clauses if not _COMPILED["parking"].search(clause))
