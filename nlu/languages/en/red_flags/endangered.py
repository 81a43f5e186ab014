"""Who is in danger: the one who writes, or somebody they are with. In doubt nobody is named."""

from __future__ import annotations

import re

from nlu.core.words import fold, vocabulary
from nlu.languages.en.relations import RELATIONS
from nlu.languages.readings import Endangered, Pronoun

_WITNESS = re.compile(
    r"\b(?:(?:please )?(?:help|tell) (?:me|us)|(?:i|im|ive|i am|i have) (?:really |so |just )*(?:think|thinking"
    r"|believe|know|guess|found|see|saw|heard|worried|scared|afraid|with|at"
    r"|(?:cant|cannot) (?:wake|reach|get|find|tell|see)))\b"
)
"""What the one says who stands beside it."""

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
    said = re.sub(r"[^\w\s]+", " ", fold(text))
    if _OWN.search(_WITNESS.sub(" ", said)):
        return Endangered()
    words = said.split()
    related = next((RELATIONS[word] for word in words if word in RELATIONS), None)
    them = _pronoun(words)
    if related is None and them is None and not _SOMEBODY & set(words):
        return Endangered()
    return Endangered(related or "other", them or "them")


def _pronoun(words: list[str]) -> Pronoun | None:
    """By the first word that tells."""
    for word in words:
        if word in _MEN or word in _HIM:
            return "him"
        if word in _WOMEN or word in _HER:
            return "her"
    return None
