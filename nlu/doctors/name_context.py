"""What surrounds a word in a message and tells whether it names a doctor: titles, cues, capitals, negations."""

from __future__ import annotations

import re

from nlu.core.words import Span, Word, overlaps, split
from nlu.languages.speaking import grammar

_BEFORE = 60  # characters read back from a word


class Message:
    """The words of one message, and questions about what stands around them. Places are numbers of words."""

    def __init__(self, text: str, asked: str | None, skip_spans: tuple[Span, ...]) -> None:
        straight = text.replace("’", "'")
        lowered = straight.lower()
        self.text = text
        self.lowered = lowered if len(lowered) == len(text) else straight  # a few letters grow when lowered
        self.words: list[Word] = split(text)
        self.asks_doctor = asked == "doctor"
        self.asks_other_name = asked in ("patient", "comment", "reason", "phone")
        self.mixed_case = any(map(str.isupper, text)) and any(map(str.islower, text))
        self._skip_spans = skip_spans

    def at(self, place: int) -> str:
        """The folded word at a place; empty beyond the ends."""
        return self.words[place].text if 0 <= place < len(self.words) else ""

    def free(self, place: int) -> bool:
        """Whether a word was not already understood as something else."""
        word = self.words[place]
        return not overlaps((word.start, word.end), self._skip_spans)

    def before(self, place: int) -> str:
        """The lower-cased text that leads up to a word."""
        start = self.words[place].start
        return self.lowered[max(0, start - _BEFORE) : start]

    def capital(self, place: int) -> bool:
        """Whether a word is capitalised in a message that also has small letters."""
        return self.mixed_case and self.words[place].raw[0].isupper()

    def joined(self, place: int) -> bool:
        """Whether the next word follows in the same breath."""
        if not 0 <= place < len(self.words) - 1:
            return False
        gap = self._gap(place)
        ends = (
            re.search(r"[.!?]\s", gap)
            and len(self.at(place)) > 2
            and self.at(place) not in grammar().doctors.credentials
        )
        return bool(re.fullmatch(r"(?:['’`]s)?[ \t.,:&/+-]{1,4}", gap)) and not ends

    def pieces(self, place: int) -> bool:
        """Whether the word and the next may be pieces of one: a space, a hyphen or an apostrophe stands between."""
        return bool(re.fullmatch(r"['’`]?[ \t\u00a0]{0,2}|-", self._gap(place)))

    def bridged(self, first: int, last: int) -> bool:
        """Whether only initials, credentials and small words lie between two words of one name."""
        between = [self.at(place) for place in range(first + 1, last)]
        small = all(
            len(word) == 1 or word in grammar().doctors.links or word in grammar().doctors.credentials
            for word in between
        )
        return small and all(self.joined(place) for place in range(first, last))

    def titled(self, place: int) -> bool:
        """Whether a title stands right before a word, initials skipped."""
        title = place - 1
        while title > 0 and len(self.at(title)) == 1 and self.at(title) not in grammar().words.function:
            title -= 1
        if self.at(title) not in grammar().doctors.titles or not 0 <= title < place or self.words[title].possessive:
            return False
        return bool(re.fullmatch(r"[.,]{0,2}\s{0,3}", self._gap(title)))

    def surely_titled(self, place: int) -> bool:
        """Whether a lone "dr" stands before a word; "the dr may …" and "the doctor good" go on without a name."""
        return (
            self.at(place - 1) == grammar().doctors.short
            and self.titled(place)
            and self.at(place - 2) not in grammar().doctors.determiners
        )

    def expects_name(self, place: int) -> bool:
        """Whether a title before a word, or before the one before it, makes even an unknown word a name."""
        for near in (place, place - 1):
            if self.titled(near) and (near == place or self.joined(near)):
                return self.at(near - 1) in grammar().doctors.abbreviated or self.capital(place) or not self.mixed_case
        return False

    def credited(self, place: int) -> bool:
        """Whether "MD" or the like follows."""
        following = (self.at(place + 1), self.at(place + 2))
        return bool({following[:1], following} & grammar().doctors.signed)

    def cued(self, place: int) -> bool:
        """Whether the words before promise a doctor: "with", "see", "the doctor's name is"."""
        return self.at(place - 1) in grammar().doctors.cues or self.named(place)

    def named(self, place: int) -> bool:
        """Whether "the doctor's name is" leads up to a word."""
        return bool(grammar().doctors.named.search(self.before(place)))

    def introduced(self, place: int) -> bool:
        """Whether somebody is introduced by this word: "my name is", "I'm"; not the doctor who was asked for."""
        match = grammar().doctors.introduced.search(self.before(place))
        if match is None or self.named(place):
            return False
        return not (self.asks_doctor and match["other"])

    def place_name(self, place: int) -> bool:
        """Whether the words before promise a town: "in", "near"."""
        return bool(grammar().doctors.place.search(self.before(place)))

    def alone(self, first: int, last: int) -> bool:
        """Whether a name is about all that the message says."""
        return len(self.words) - (last - first + 1) < 2

    def ruled_out(self, place: int) -> bool:
        """Whether the name that starts here is not wanted."""
        return bool(grammar().doctors.ruled_out.search(self.before(place)))

    def only_compared(self, place: int) -> bool:
        """Whether somebody is only likened to the doctor: "just like Dr Rao"."""
        return bool(grammar().doctors.only_compared.search(self.before(place)))

    def also(self, end: int, start: int) -> bool:
        """Whether two names stand in one list: "Lee or Rao"."""
        return bool(grammar().doctors.also.fullmatch(self.lowered[end:start]))

    def any_doctor(self) -> bool:
        """Whether anybody would do: "whoever is free first"; after the question, also "doesn't matter"."""
        return bool(
            grammar().doctors.any.search(self.lowered)
            or (self.asks_doctor and grammar().doctors.any_when_asked.search(self.lowered))
        )

    def stranger(self, place: int) -> bool:
        """Whether the word at a place looks like part of a name: not an everyday word, nor out of the alphabet."""
        word = self.at(place)
        return (
            len(word) > 1
            and word.isalpha()
            and word not in grammar().words.function
            and word not in grammar().words.time
        )

    def _gap(self, place: int) -> str:
        return self.text[self.words[place].end : self.words[place + 1].start]
