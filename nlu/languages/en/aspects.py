"""What a question asks of an appointment or a doctor: how long, until when, with whom, on which days.

Only read where the reader says that something is asked; where it is about is told by the act, not by these words.
"""

from __future__ import annotations

import re

from nlu.languages.readings import Aspect

_ENDED = (
    r"(?:done|finished|through|over|out|ready to (?:go|leave)|free to (?:go|leave)|(?:back|away) from (?:it|there))"
)
_ASKING: dict[Aspect, tuple[str, ...]] = {
    "length": (
        r"\bhow (?:long|much time|many (?:minutes|mins|hours))\b(?! (?:have|has|ago|before|until|till|is the wait"
        r"|(?:do|will|would) (?:i|we) (?:have to |need to )?wait))",
        r"\b(?:is|will|would|does|isn'?t) (?:it|that|this|the \w+|a \w+)(?: \w+)? (?:be |take )?(?:very |too )?long\b",
        r"\b(?:take|last)s? (?:very |too )?long\b",
        r"\bduration\b",
        r"\b(?:half|quarter of) an hour\b",
    ),
    "end": (
        rf"\b(?:be|am|are|get|i'?m|we'?re|is|he'?s|she'?s)(?: \w+)?(?: all)? {_ENDED}\b",
        r"\b(?:when|what time|how late)\b(?!.{0,20}\b(?:you|u|clinic|surgery|practice)\b).*\b(?:ends?|finish(?:es|ed)?"
        r"|over|done|out)\b",
        r"\b(?:ends?|finish(?:es|ed)?) (?:by|at|before)\b",
    ),
    "who": (
        r"\bwho(?:m|'?s)?\b(?!.*\bfor\b).*\b(?:with|see|seeing)\b",
        r"\b(?:which|what) (?:doctor|dr|nurse)\b",
        r"\b(?:doctor|dr|he|she|they|nurse)\b.*\bcalled\b",
        r"\bcalled\b.*\b(?:doctor|dr|nurse)\b",
        r"\b(?:doctor|dr|nurse)'?s name\b|\bname of (?:the|my) (?:doctor|dr|nurse)\b",
    ),
    "whom": (r"\bwho(?:m|'?s)?\b.*\bfor\b", r"\bwhose\b"),
    "time": (r"\b(?:what|which) (?:time|hour)\b", r"\bwhen\b"),
    "day": (r"\b(?:what|which) (?:day|date|week)\b", r"\bwhen\b"),
    "which": (r"\bwhich (?:of|one|ones)\b", r"\bwhich\b.*\b(?:earliest|latest|first|last|soonest)\b"),
    "back": (
        r"\bback\b",
        r"\breturn(?:s|ing)?\b",
        r"\bnext (?:in|here|there|day|working|available)\b",
    ),
    "days": (
        r"\b(?:what|which) days?\b",
        r"\bwhen (?:do|does|is|are|can)\b(?! (?:i|we)\b).*"
        r"\b(?:works?|in|here|there|patients|on duty|available|about)\b",
        r"\b(?:schedule|rota|timetable|working (?:days|hours))\b",
        r"\b(?:does|do) (?:she|he|they|(?:dr|doctor|nurse)\.? \w+|the doctor) (?:start|begin|finish|leave)\b",
    ),
    "away": (r"\b(?:away|off|on leave|on holiday|on vacation|holidays?)\b",),
    "there": (
        r"\b(?:is|are|will|does|do)\b(?! (?:i|we)\b).*"
        r"\b(?:in|here|there|work(?:s|ing)?|about|around|on duty|available|at the clinic)\b",
    ),
    "about": (
        r"\b(?:tell me|know|say)(?: \w+)? about\b",
        r"\bwho(?:'s| is) (?:this )?(?:dr|doctor|nurse)\b",
        r"\bwhat(?:'s| is)\b.*\blike\b",
    ),
    "whoever": (
        r"\b(?:who|which doctors?|what doctors?)(?:'?s| is| are)?(?: \w+)?"
        r" (?:in|on|on duty|working|there|here|available)\b",
    ),
    "free": (
        r"\bwhen (?:can|could|may|might) (?:i|we|he|she|they|my \w+)\b",
        r"\b(?:earliest|soonest|first|next) (?:free|available|open(?:ing)?|appointment|slot|time)\b",
    ),
    "stands": (
        r"\b(?:stays?|staying|stands?|standing|unchanged|as it (?:is|was)|safe|secure)\b",
        r"\b(?:still|definitely|all) (?:\w+ ){0,2}?(?:on|booked|mine|down|have|got|there|expected|coming|valid|good)\b",
        r"\b(?:is|are|was|were|has|have|been|did|isn'?t|wasn'?t|hasn'?t)\b.*\b(?:cancel(?:l?ed)?|called off|moved?"
        r"|changed?|gone|lost|kept)\b",
    ),
}
_COMPILED = {aspect: re.compile("|".join(asking), re.IGNORECASE) for aspect, asking in _ASKING.items()}
_QUESTION_WORD = re.compile(
    r"(?:^|[.,;:!?\n]|\b(?:and|but|so|also|wait|sorry|ok(?:ay)?|thanks?)\b)\W*"
    r"(?:what|who|whose|whom|which|how|why|when|where|does|did|was|were|would|will|if)(?:'?s)?\b",
    re.IGNORECASE,
)
_WH = re.compile(r"\b(?:what|when|which|who|whom|whose|where|how|or)(?:'?s)?\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\W*(?:and|what about|how about)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\b(?:one|any|either|whichever) of (?:them|those|these)\b", re.IGNORECASE)
_SPEAK_WE = re.compile(
    r"\b(?:you|u|anyone|anybody|someone|somebody|the (?:desk|staff|clinic|practice)|reception)\b(?: \w+){0,2} speak",
    re.IGNORECASE,
)
_SHE_OR_HE = re.compile(r"\b(?:she|he|her|him|shes|hes|his)\b", re.IGNORECASE)


def aspects(text: str) -> tuple[Aspect, ...]:
    """What a question asks for, in the order of the table."""
    said = text.replace("’", "'")
    return tuple(aspect for aspect, asking in _COMPILED.items() if asking.search(said))


def asks_something(text: str) -> bool:
    """Whether a clause of it begins like a question that no bare detail is: "what time was the first one"."""
    return bool(_QUESTION_WORD.search(text.replace("’", "'")))


def asks_whether(text: str) -> bool:
    """Whether a question can be answered by yes or no: none of its words asks what or who, and no choice is left."""
    return not _WH.search(text)


def asks_what_we_speak(text: str) -> bool:
    """Whether it is asked which languages are spoken at the clinic, and not by one doctor."""
    return bool(_SPEAK_WE.search(text))


def speaks_of_one(text: str) -> bool:
    """Whether somebody is spoken of who was named before: "when is she back"."""
    return bool(_SHE_OR_HE.search(text))


def speaks_of_several(text: str) -> bool:
    """Whether any of those is meant who were named before: "can I get one of them on Thursday"."""
    return bool(_OF_THEM.search(text))


def goes_on(text: str) -> bool:
    """Whether a question only names something else of which the same is asked: "and on the 11th?"."""
    return bool(_GOES_ON.match(text))
