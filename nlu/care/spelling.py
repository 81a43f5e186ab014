"""Misspelt words that a clinic's patients are likely to have meant, spelt right before a message is read.

Only a word that is no word is mended, and only to one that matters here: a day, a symptom, a specialty, a verb of
booking. Everything else stays as it was typed, and names above all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.core.lexicon import Lexicon
from nlu.core.words import fold, split
from nlu.languages.speaking import grammar
from nlu.people.titled_names import take_apart

_WORD = re.compile(r"(?<![\w'’@./])[^\W\d_]{4,20}(?![\w@/]|['’]\w|\.\w)")


_NUMBER_FOLLOWS = re.compile(r" \d")
_BEFORE = 30
"""Characters read back from a word."""

_SHORT = 4
"""Letters below which nothing is mended."""
_LONG = 8
"""Letters from which on two slips may be mended, else one."""
_LIKELIER_HERE = 30
"""How much oftener than elsewhere people write a clinic's words to a clinic."""
_SAME_START = 3
"""How much likelier a word is that begins with the letter typed."""
_CLEARLY = 2
"""By how much a word must be likelier than the next to be taken for what was meant."""


class Spelling:
    """The spelling of one clinic's patients: the names of its doctors and houses are words too."""

    def __init__(self, lexicon: Lexicon) -> None:
        names = [name for doctor in lexicon.doctors for name in (doctor.name, *doctor.also_called)]
        parts = [part for name in names for part in take_apart(name)]
        others = [name for name, _ in (*lexicon.fields_called, *lexicon.kinds_called)]
        self._people = sorted(_long({token for part in parts if part.person for token in part.tokens}))
        houses = {token for part in parts if not part.person for token in part.tokens} - set(self._people)
        words = grammar().spelling
        named = {word.text for text in (*lexicon.specialties, *lexicon.visit_types, *others) for word in split(text)}
        self._capitalised = words.capitalised | houses | named
        self._known = words.known | self._capitalised | set(self._people)
        self._targets = sorted(_long(words.targets | self._capitalised))
        self._meant = lru_cache(maxsize=4096)(self._nearest)

    def mend(self, text: str) -> str:
        """The text with the misspelt words that matter spelt right."""
        sentence = not text.islower() and not text.isupper()

        def right(match: re.Match[str]) -> str:
            word, before = match.group(), text[max(0, match.start() - _BEFORE) : match.start()]
            meant = None if grammar().spelling.after_name_cue.search(before) else self._meant(fold(word))
            if meant is None or self._follows_first_name(before, sentence=sentence):
                return word
            if sentence and word[0].isupper() and self._as_name(before, meant, text[match.end() :]):
                return word
            short = len(word) < _LONG and meant not in grammar().words.time
            return word if short and grammar().spelling.after_person.search(before) else meant

        return _WORD.sub(right, text)

    def _follows_first_name(self, before: str, *, sentence: bool) -> bool:
        """Whether the word before is a first name, known or by what surrounds it: then this one is a surname."""
        match = grammar().spelling.first_name.search(before)
        if match is None:
            return False
        word = fold(match["word"])
        if word in grammar().words.first_names and word not in grammar().words.not_a_name:
            return True
        known = word in self._known or is_word(word)
        unknown = not known and self._meant(word) is None
        return unknown and (bool(match["cue"]) or (sentence and match["word"][0].isupper()))

    def _as_name(self, before: str, meant: str, after: str) -> bool:
        """Whether a capital is that of a name: it begins no sentence, and what may be meant is not written with one
        here."""
        if not before.strip() or before.rstrip()[-1] in ".!?":
            return False
        if meant in grammar().spelling.dates:
            return not (grammar().spelling.before_day.search(before) or _NUMBER_FOLLOWS.match(after))
        return meant not in self._capitalised or bool(grammar().spelling.before_person.search(before))

    def _nearest(self, word: str) -> str | None:
        """The word that a misspelt one stands for; None where it is a word itself, or could be too many."""
        often = grammar().spelling.frequency()
        if not often or word in self._known or word in often:
            return None
        furthest = 2 if len(word) >= _LONG else 1
        close = process.extract(word, self._targets, scorer=OSA.distance, score_cutoff=furthest, limit=10)
        near = [row for row in close if len(word) > _SHORT + 1 or _begins_alike(word, row[0])]
        slips = min((distance for _, distance, _ in near), default=0)
        if not near or process.extractOne(word, self._people, scorer=OSA.distance, score_cutoff=slips):
            return None
        weights = {
            meant: _LIKELIER_HERE * max(often[meant], 1) * (_SAME_START if meant[0] == word[0] else 1)
            for meant, distance, _ in near
            if distance == slips
        }
        best, *others = sorted(weights, key=lambda meant: -weights[meant])
        elsewhere = grammar().spelling.neighbours(word) - set(weights)
        rivals = [_CLEARLY * weights[other] for other in others[:1]] + [often[other] for other in elsewhere]
        return best if weights[best] > max(rivals, default=0) else None


def is_word(word: str) -> bool:
    """Whether a folded word is one of the language, spelt right."""
    return word in grammar().spelling.frequency()


def _begins_alike(word: str, meant: str) -> bool:
    """Whether two words have the same first letter, or the same letters with two of them swapped."""
    return word[0] == meant[0] or sorted(word) == sorted(meant)


def _long(words: Iterable[str]) -> set[str]:
    return {word for word in words if len(word) >= _SHORT and word.isalpha()}
