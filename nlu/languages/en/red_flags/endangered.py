"""Who is in danger: the one who writes, or somebody they are with, in doubt nobody is named; and whether a child
writes."""

from __future__ import annotations

import re

from nlu.core.words import fold, vocabulary
from nlu.languages.en.dates.numbers import CARDINALS
from nlu.languages.en.relations import RELATIONS
from nlu.languages.readings import Endangered, Pronoun

_WITNESS = re.compile(
    r"\b(?:(?:please )?(?:help|tell) (?:me|us)|(?:i|im|ive|i am|i have) (?:really |so |just )*(?:think|thinking"
    r"|believe|know|guess|found|see|saw|heard|shook|tried|worried|scared|afraid|with|at"
    r"|(?:cant|cannot) (?:wake|reach|get|find|tell|see)))\b"
)
"""What the one says who stands beside it."""

_GROWN_UP = 16
_AGE = re.compile(
    rf"\b(?:i am|i'?m)(?: (?:only|just|nearly|almost))? (?P<years>\d{{1,2}}|{'|'.join(CARDINALS)})"
    r"(?=\W*(?:$|[.,;!?]|(?:and|but|so|years?|yrs?|yo|please|pls|plz|what|dont|don't|my|mum|mummy|dad|daddy)\b))"
)
_AT_SCHOOL = re.compile(r"\b(?:i am|i'?m) in (?:year (?:[1-9]|10|11)|p[1-7]|s[1-3]|primary|(?:grade|class) [1-9])\b")
"""How old a writer says they are. "I'm 12 weeks" and "I'm 10 minutes away" tell nothing."""

_OWN = re.compile(r"\b(?:i|im|ive|id|ill|me|myself|mine)\b")
_HIM, _HER = vocabulary("he hes him his himself"), vocabulary("she shes her hers herself")
_MEN = vocabulary(
    "husband boyfriend bf hubby son boy lad dad father daddy grandad grandpa grandfather brother uncle man"
)
_WOMEN = vocabulary(
    "wife girlfriend gf missus daughter girl mum mom mother mummy gran grandma granny grandmother nan nana sister sis"
    " aunt auntie niece woman"
)
_SOMEBODY = vocabulary("someone somebody man woman")


def endangered(text: str) -> Endangered:
    """Who is in danger, by the words of a message that raised an alarm."""
    told = _AT_SCHOOL.sub(" ", _AGE.sub(" ", _plain(text)))  # how old the writer is, is told by who stands by
    said = re.sub(r"[^\w\s]+", " ", told)
    if _OWN.search(_WITNESS.sub(" ", said)):
        return Endangered()
    words = said.split()
    related = next((RELATIONS[word] for word in words if word in RELATIONS), None)
    them = _pronoun(words)
    if related is None and them is None and not _SOMEBODY & set(words):
        return Endangered()
    return Endangered(related or "other", them or "them")


def is_child(text: str) -> bool:
    """Whether whoever writes says that they are a child."""
    said = _plain(text)
    if _AT_SCHOOL.search(said):
        return True
    return any(
        int(years) < _GROWN_UP if years.isdigit() else CARDINALS[years] < _GROWN_UP
        for years in (told["years"] for told in _AGE.finditer(said))
    )


def _plain(text: str) -> str:
    return fold(text).replace("\u2019", "'")


def _pronoun(words: list[str]) -> Pronoun | None:
    """By the first word that tells."""
    for word in words:
        if word in _MEN or word in _HIM:
            return "him"
        if word in _WOMEN or word in _HER:
            return "her"
    return None
