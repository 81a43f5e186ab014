"""How far a person's name reaches in a message, and how it will be said back."""

from __future__ import annotations

import re

from nlu.core.words import Span, Word, overlaps, split, vocabulary
from nlu.languages.speaking import grammar

_LONGEST_NAME = 10  # words; a Portuguese or Spanish name in full has seven or eight


_NUMERALS = vocabulary("II III IV")


_HYPHENS = ("-", "\u2010", "\u2011")
_JOINED = re.compile(rf"[^\S\r\n]{{1,3}}|[^\S\r\n]?[{''.join(_HYPHENS)}]")
"""Between two words of one name: a space of any kind, or a hyphen."""


def ordinary(word: str) -> bool:
    """Whether a folded word is an everyday word before it is anybody's name."""
    return word in grammar().words.not_a_name and (
        word not in grammar().words.first_names or word in grammar().people.ordinary_too
    )


def may_be_first_name(word: str) -> bool:
    """Whether a folded word is a first name, perhaps an everyday word as well."""
    return word in grammar().words.first_names or word in grammar().people.ordinary_too


def known_name(word: str) -> bool:
    """Whether a folded word is a common first name and nothing else."""
    return word in grammar().words.first_names and word not in grammar().people.ordinary_too


def has_digit(word: str) -> bool:
    """Whether a word holds a digit, so that it is nobody's name."""
    return any(map(str.isdigit, word))


class NameReader:
    """The words of one message. Places are numbers of words; those in `skip_spans` are nobody's name."""

    def __init__(self, text: str, skip_spans: tuple[Span, ...]) -> None:
        self.text = text
        self.words: list[Word] = split(text)
        self.mixed_case = any(map(str.isupper, text)) and any(map(str.islower, text))
        self._skip_spans = skip_spans

    def at(self, place: int) -> str:
        """The folded word at a place; empty beyond the ends."""
        return self.words[place].text if 0 <= place < len(self.words) else ""

    def gap(self, place: int) -> str:
        """What stands between the word at a place and the next, or the end."""
        if not 0 <= place < len(self.words):
            return ""
        following = self.words[place + 1].start if place + 1 < len(self.words) else len(self.text)
        return self.text[self.words[place].end : following]

    def skipped(self, place: int) -> bool:
        """Whether a word was already understood as something else."""
        word = self.words[place]
        return overlaps((word.start, word.end), self._skip_spans)

    def capital(self, place: int) -> bool:
        """Whether a word is written like a name in a message that also has small letters."""
        raw = self.words[place].raw
        return self.mixed_case and raw[0].isupper() and not (raw.isupper() and len(raw) > 1)

    def ends_clause(self, place: int) -> bool:
        """Whether a word is the last of its clause."""
        return place + 1 >= len(self.words) or bool(re.search(r"[,.!?;:\n(]", self.gap(place)))

    def name_at(self, place: int, *, sure: bool) -> int | None:
        """The place after the name that starts here. `sure`: words before it promise a name."""
        first = self._after_titles(place)
        if not self._opens(first, sure or first > place):
            return None
        place, end = first, first + 1
        while end - place < _LONGEST_NAME and end < len(self.words) and self._continues(end):
            end += 1
        while end - place > 1 and self.words[end - 1].raw in grammar().people.particles:
            end -= 1
        return end

    def spoken(self, first: int, end: int) -> str:
        """The name of these words as it will be said back: case mended where it was typed without any."""
        name, first = "", self._after_titles(first)
        for place in range(first, end):
            name += ("" if place == first else self._joint(place)) + cased(self.words[place].raw, first=place == first)
        return name

    def promised(self, place: int) -> bool:
        """Whether a name here is a name whatever else its words mean: a common first name, or one behind a title."""
        return known_name(self.at(place)) or self._after_titles(place) > place

    def _joint(self, place: int) -> str:
        """What is said between the word at a place and the one before it."""
        gap = self.gap(place - 1)
        if gap.strip() in _HYPHENS:
            return "-"
        return ". " if self._is_initial(place - 1) and gap.startswith(".") else " "

    def _after_titles(self, place: int) -> int:
        """The place after the titles that stand here."""
        while (
            self.at(place) in grammar().people.honorifics
            and not self.skipped(place)
            and re.fullmatch(r"\.?\s{0,2}", self.gap(place))
        ):
            if not self.at(place + 1):
                break
            place += 1
        return place

    def _is_initial(self, place: int) -> bool:
        """Whether the word is a letter that stands for a name: "J." or, in capitals, "J"."""
        return len(self.at(place)) == 1 and self.at(place).isalpha() and self.gap(place).startswith(".")

    def _opens(self, place: int, sure: bool) -> bool:
        word = self.at(place)
        if (
            not word
            or self.skipped(place)
            or word in grammar().doctors.titles | grammar().people.honorifics
            or has_digit(word)
        ):
            return False
        if known_name(word) or (sure and self._is_initial(place) and place + 1 < len(self.words)):
            return True
        if ordinary(word):
            promised = (sure and (word not in grammar().people.never or self._is_day_name(place))) or may_be_first_name(
                word
            )
            return promised and (self.capital(place) or (sure and self.text.isupper()))
        raw = self.words[place].raw
        if self.capital(place) or not raw.isascii():
            return True
        like_a_verb = grammar().people.like_a_verb.search(word) or re.search(r"[^s]s$", word)
        return sure and len(word) > 1 and not like_a_verb

    def _is_day_name(self, place: int) -> bool:
        """Whether a day of the week is somebody's first name: "Sunday Adeyemi"."""
        if (
            self.at(place) not in grammar().people.days
            or place + 1 >= len(self.words)
            or not _JOINED.fullmatch(self.gap(place))
        ):
            return False
        return self.capital(place + 1) and not ordinary(self.at(place + 1))

    def _continues(self, place: int) -> bool:
        """Whether the word at a place belongs to the name that the word before it is part of."""
        previous, word = self.words[place - 1], self.words[place]
        gap = self.gap(place - 1)
        if not (_JOINED.fullmatch(gap) or self._dotted(place - 1)) or previous.possessive or self.skipped(place):
            return False
        if has_digit(word.text):
            return False
        if (self._is_initial(place) and word.raw.isupper()) or word.raw.upper() in _NUMERALS:
            return True
        if word.text in grammar().people.particles and self._continues_after_particle(place):
            return True
        if self.mixed_case and previous.raw[0].isupper():
            short = word.text in grammar().people.short_surnames and self.ends_clause(place)
            return word.raw[0].isupper() and (word.text not in grammar().people.never or short)
        surname = word.text in grammar().words.common_surnames or (
            word.text in grammar().words.surnames_too and self.ends_clause(place)
        )
        return surname or not (
            ordinary(word.text) or len(word.text) < 2 or grammar().people.like_a_verb.search(word.text)
        )

    def _dotted(self, place: int) -> bool:
        """Whether the full stop behind a word ends no sentence: an initial, "St.", or one strewn among capitals."""
        strewn = self.text.isupper() and len(self.at(place)) > 1
        stop = re.fullmatch(r"\.\s?", self.gap(place))
        return bool(stop) and (strewn or self._is_initial(place) or self.at(place) == grammar().people.saint)

    def _continues_after_particle(self, place: int) -> bool:
        following = place + 1
        dotted = self.at(place) == grammar().people.saint and self.gap(place) == ". "
        if following >= len(self.words) or not (dotted or _JOINED.fullmatch(self.gap(place))):
            return False
        return self.at(following) in grammar().people.particles or not ordinary(self.at(following))


def cased(raw: str, *, first: bool = True) -> str:
    """One word of a name: "JOHN", "john" and "JOhn" are John; "McDonald" and "van" stay."""
    if not first and raw in grammar().people.particles:
        return raw
    if not first and raw.upper() in _NUMERALS:
        return raw.upper()
    slipped = len(raw) > 2 and (raw[:2].isupper() or raw[0].islower()) and raw[1] not in "'’"
    if not (slipped or raw.islower() or (raw.isupper() and len(raw) > 1)):
        return raw
    return re.sub(r"(^\w['’]|^)(\w)", lambda match: match[1].upper() + match[2].upper(), raw.lower())
