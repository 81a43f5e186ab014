"""Whose contact it is: the plainest ways to say that it is somebody else's now, or that the patient has died."""

from __future__ import annotations

import re

_WHO = r"(?:he|she|they|the patient|this (?:person|patient)|(?:my|our) \w+|[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*)?)"
_DIED = re.compile(
    rf"(?:(?:sorry|sadly|unfortunately|no|hi|hello|i'?m afraid)\W+)*{_WHO}(?: (?:has|have|sadly))*"
    r"(?:'s| is)? ?(?:passed(?: away| on)|died|deceased|dead|no longer with us)"
    r"(?: (?:last|this|on|in|yesterday|today|a|two|three|few|\w+ ago)\b[\w ]{0,20})?[\s.!]*",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"\b(?:phone|battery|laptop|car|computer|internet|wifi|dog|cat|pet|app|line|call)\b", re.IGNORECASE
)
_WRONG = re.compile(
    r"\bwrong (?:number|phone|person)\b(?!.*\bfor (?:my|the) (?:appointment|booking)\b)"
    r"|\bi (?:do not|don'?t) know (?:any|an?|anyone (?:called|named)) [^\W\d_]+"
    r"|\b(?:i(?:'ve)?|just|only)(?: (?:just|only|recently))? (?:got|have|had) (?:this|that) number\b"
    r"|\b(?:this|it)(?: is|'?s) (?:not|no longer) [^\W\d_]+'?s? (?:number|phone)\b"
    r"|\b(?:this|it) isn'?t [^\W\d_]+'?s? (?:number|phone)\b|\bnobody (?:here )?(?:by|of) that name\b",
    re.IGNORECASE,
)


MINE_BEFORE = re.compile(r"\b(?:my|ma|me)(?: own|ain)? $", re.IGNORECASE)
"""What leads up to something of the writer's: "my own" of "my own check-up"."""

OF_MINE = re.compile(r"my (?!own\b)", re.IGNORECASE)
"""How a complaint of the writer's own begins: "my knee"."""

_DEATH = re.compile(
    r"\b(?:died|passed (?:away|on)|(?:the |'s )death|we lost|lost (?:my|our|his|her)|funeral)\b", re.IGNORECASE
)


def tells_of_a_death(text: str) -> bool:
    """Whether somebody who has died is spoken of: nothing is to be arranged for them."""
    return bool(_DEATH.search(text))


def belongs_elsewhere(text: str) -> str | None:
    """The intent `wrong_person` or `deceased`, where a text says one of them so plainly that no model is asked."""
    said = text.replace("’", "'").strip()
    if _WRONG.search(said):
        return "wrong_person"
    return "deceased" if _DIED.fullmatch(said) and not _THINGS.search(said) else None
