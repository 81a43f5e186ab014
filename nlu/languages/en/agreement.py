"""What a message does with a yes-or-no question: agrees, refuses, and goes on to say something else."""

from __future__ import annotations

import re
from typing import Literal

from nlu.languages.en.assent import is_phrase
from nlu.languages.en.doubts import asks_about_it, hesitates
from nlu.languages.en.relations import RELATIONS
from nlu.languages.en.yes_no import yes_no

_FIRM = re.compile(
    r"\b(?:y+e+s+|ye[ap]h?|yu?p|correct|confirm\w*|agreed|do|go|book|works?|absolutely|definitely|certainly)\b|[👍👌✅]",
    re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"\W*(?:oh |well |hmm )?(?:no|nope|nah)\b(?! (?:problem|worries|objection|issue))[\s,.!;]*", re.IGNORECASE
)
_NEGATIVE = re.compile(
    r"\b(?:no|not|nope|nah|none|never|nothing|wrong|cancel|stop|wait|forget|scrap|instead|rather|change\w*|hold|cannot"
    r"|without|bad|\w+n't|(?:do|ca|wo|does|is|would|did|could|should|are|ai)nt)\b",
    re.IGNORECASE,
)
_ANOTHER_TOO = re.compile(
    r"\b(?:and|plus|oh|can|could|what about|how about) (?:(?!for\b)\w+ ){0,3}?(?:my|our|his|her) (?:\w+ )?"
    rf"(?:{'|'.join(sorted(RELATIONS))})\b",
    re.IGNORECASE,
)
JOINS_TWO = re.compile(r"\b(?:and|also|plus|then|while)\b|&|\+", re.IGNORECASE)
"""What stands between two things of equal weight."""

EITHER = re.compile(r"\b(?:or|either|whichever|whoever|instead|rather|not)\b", re.IGNORECASE)
"""What stands between two things of which one will do."""

_ONE_MORE = re.compile(
    r"(?:\b(?:and|also|plus|then)\b|&|\+)(?:\s+(?:also|then|for|with|one|another|the|my|our|little|wee)\b)*\s*$",
    re.IGNORECASE,
)


def one_more_before(text: str, place: int) -> bool:
    """Whether whoever is named at a place is added to those before: "and Mia", "and also for Mia"."""
    return bool(_ONE_MORE.search(text[:place]))


_CLOSING = re.compile(
    r"\b(?:that ?(?:'?s|is|was|will be|'ll be|would be) (?:all|it|everything)|nothing (?:else|more)"
    r"|i'?m (?:done|finished|all set))\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"a|about|and|any|anything|appointment|around|at|be|best|better|book|can|could|day|do|doctor|dr|fine|for|free|good"
    r"|great|have|how|i|id|if|ill|im|in|is|it|its|just|let|lets|like|looking|make|maybe|me|my|need|ok|okay|on|one|or"
    r"|perfect|please|pls|plz|possible|possibly|prefer|preferably|see|set|so|some|something|sounds|suits?|take|thanks?"
    r"|that|thats|the|then|there|think|this|time|to|try|um|us|want|we|what|will|with|works?|would|yes|you|_\w+_"
)
_WORD = re.compile(r"\w+")


def leading(said: str, asked: str | None) -> tuple[Literal["yes", "no"], str] | None:
    """The yes or no that a message begins with, and the rest of it. "No, that's fine" is a no."""
    if asked != "anything_else" and is_phrase(said):
        return "yes", ""
    refusal = _REFUSAL.match(said)
    if refusal:
        return "no", said[refusal.end() :]
    found = yes_no(said)
    if found and found[0] == "yes" and _is_left_open(found[1]):
        return None
    # "That's it" and "I'm good" are a yes to a proposal, but a no to "Anything else?".
    if found and found[0] == "yes" and asked == "anything_else" and not is_firm(said, found[1]):
        return None
    return found


def _is_left_open(rest: str) -> bool:
    """Whether what follows a yes only asks back, or puts the answer off: "ok?", "sure, let me check first"."""
    return rest.startswith("?") or asks_about_it(rest) or hesitates(rest)


def is_firm(said: str, rest: str) -> bool:
    """Whether the yes before the rest agrees. "Great" or "please" before something else is only polite."""
    return bool(_FIRM.search(said.removesuffix(rest)))


def refuses(rest: str) -> bool:
    """Whether what follows a yes has any word that could take it back."""
    return bool(_NEGATIVE.search(rest))


def brings_another(rest: str) -> bool:
    """Whether what follows a yes is a wish for one more person: "can my daughter come along"; not "for my daughter"."""
    return bool(_ANOTHER_TOO.search(rest))


def is_closing(rest: str) -> bool:
    """Whether it only says that nothing more is wanted."""
    return bool(_CLOSING.search(rest))


def says_more(masked: str) -> bool:
    """Whether a masked text says anything besides its particulars and words that say nothing."""
    return any(not _FILLER.fullmatch(word) for word in _WORD.findall(masked.lower().replace("'", "")))
