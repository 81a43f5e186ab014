"""Whether what somebody wants to book, move or cancel is a clinic's at all: "book a manicure", "move the sofa".

A model guesses at a word it has never seen, and the words around it are the same in "reschedule the plumber" and
"reschedule the appointment". What a clinic's patients book and move is a short list, so the list decides.
"""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.care.spelling import is_word
from nlu.core.mask import DOCTOR, NAME, NUMBER, SPECIALTY, WHEN
from nlu.core.words import split
from nlu.languages.speaking import grammar

_PARTICULARS = (DOCTOR, NAME, NUMBER, SPECIALTY, WHEN)


def changes_another_world(masked: str) -> bool:
    """Whether a masked text names something to cancel or move, and nothing in the name is a clinic's."""
    objects = [match["object"] for match in grammar().elsewhere.changed.finditer(masked)]
    return _is_elsewhere(masked) or (bool(objects) and not any(_ours(name) for name in objects))


def books_another_world(masked: str) -> bool:
    """Whether a masked text names something to book, in words of the language of which none is a clinic's."""
    objects = [match["object"] for match in grammar().elsewhere.booked.finditer(masked)]
    foreign = bool(objects) and not any(_ours(name) or not _of_the_language(name) for name in objects)
    return _is_elsewhere(masked) or foreign


def _is_elsewhere(masked: str) -> bool:
    """Whether an appointment is somewhere that is no clinic: "at the dmv", "to have my car looked at"."""
    named = ({word.text for word in split(match["object"])} for match in grammar().elsewhere.with_whom.finditer(masked))
    return any(
        words & grammar().elsewhere.elsewhere and not words & grammar().words.health for words in named
    )  # but "for my dog bite"


def _ours(name: str) -> bool:
    words = [word.text for word in split(name)]
    telling = [word for word in words if word in grammar().elsewhere.elsewhere | grammar().elsewhere.visits]
    if (
        telling and telling[0] in grammar().elsewhere.elsewhere
    ):  # a "hotel booking", but not an "appointment my car broke down"
        return False
    known = any(
        word in grammar().elsewhere.ours or grammar().elsewhere.medical.fullmatch(word) or _misspelt(word)
        for word in words
    )
    return known or any(token in name for token in _PARTICULARS)


def _of_the_language(name: str) -> bool:
    return all(is_word(word.text) for word in split(name))


def _misspelt(word: str) -> bool:
    """Whether a word may be one for a visit, wrongly spelt: "apointmnt"."""
    slips = 2 if len(word) > 7 else 1
    visits = [one for one in grammar().elsewhere.visits if len(one) > 5]
    near = process.extractOne(word, visits, scorer=OSA.distance, score_cutoff=slips)
    return len(word) > 5 and near is not None
