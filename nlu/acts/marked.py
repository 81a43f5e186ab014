"""The particulars of a message, by what the reader found each piece of it to be: wanted, refused, or of something
else. Which day a piece means, or which doctor, the grammar and the linkers say, as everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from nlu.acts.known_spans import SHORTEST
from nlu.core.acts import Span
from nlu.core.words import split
from nlu.languages.readings import Attributes
from nlu.languages.speaking import grammar
from nlu.people.name_reader import known_name, ordinary
from nlu.people.patients import find_people

NO_TIME = (
    *("when.not", "when.old", "when.other", "wrong", "name", "for", "phone"),
    *("doctor", "doctor.not", "doctor.old", "reason", "count"),
)
"""What holds no wish about time, whatever it sounds like: a birthday, Dr Friday, the day an appointment has now."""

NO_DOCTOR = ("doctor.not", "doctor.old", "name", "for", "wrong")
_WHICH_ONE = ("for", "when.old", "doctor.old")
"""What tells which appointment is spoken of."""

_CLOSE = 3  # characters between "my dad" and "Desmond Clarke"


def _owner(words: str) -> bool:
    """Whether "the kids' ones" says whose it is, and not only when."""
    return any(person.relation for person in find_people(words, asked="patient").people)


class Marked:
    """A text and its spans."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self._spans = sorted(spans, key=lambda span: span.start)

    def without(self, *roles: str) -> str:
        """The text with words of no meaning where these are, and everything else in its place."""
        text = self.text
        for span in self._spans:
            if span.role in roles:
                text = text[: span.start] + re.sub(r"\S", "x", text[span.start : span.end]) + text[span.end :]
        return text

    def timed(self) -> str:
        """The text with nothing in it but what may say when; in "my Tuesday one" no hour is said."""
        text = self.without(
            *(role for role in NO_TIME if role != "when.other" or not grammar().wishing.goes_on.search(self.text))
        )
        for span in self._spans:
            if span.role == "when" and (one := grammar().wishing.one_at_end.search(text[span.start : span.end])):
                place = span.start + one.start(1)
                text = text[:place] + re.sub(r"\S", "x", text[place : span.end]) + text[span.end :]
        return text

    def hidden(self, spans: Sequence[tuple[int, int]]) -> str:
        """The text with words of no meaning in these places, and everything else where it was."""
        return Marked(self.text, [Span("", *place) for place in spans]).without("")

    def attributes(self) -> Attributes:
        """What the doctor is to be or to speak; where a span says "a man" after "not", that counts too."""
        found = [
            grammar().asking.attributes(self.text, span.start, span.end)
            for span in self._spans
            if span.role == "attribute"
        ]
        return Attributes(
            together(*(one.genders for one in found)),
            together(*(one.languages for one in found)) or grammar().asking.spoken_in(self.text),
            together(*(one.spans for one in found)),
        )

    def pieces(self, *roles: str) -> tuple[str, ...]:
        """The words of the spans that have one of these roles."""
        return tuple(self.text[span.start : span.end] for span in self._spans if span.role in roles)

    def added(self) -> tuple[str, ...]:
        """Those for whom it is too: "Mia" of "my daughter and Mia", and both where these are one piece."""
        own = [
            span
            for span in self._spans
            if span.role == "for" and grammar().assent.one_more_before(self.text, span.start)
        ]
        both = (words for words in self.pieces("for") if grammar().wishing.inner_and.search(words))
        return (*(self.text[span.start : span.end] for span in own), *both)

    def more_names(self) -> tuple[str, ...]:
        """Names that follow an "and" anywhere outside the pieces that are something else."""
        words = split(self.without(*(role for role in NO_TIME if role not in ("name", "for"))))
        like_names = (one for one in words if known_name(one.text) or (one.raw[0].isupper() and not ordinary(one.text)))
        return tuple(one.raw for one in like_names if grammar().assent.one_more_before(self.text, one.start))

    def places(self, role: str) -> tuple[tuple[int, int], ...]:
        """Where the spans of a role are."""
        return tuple((span.start, span.end) for span in self._spans if span.role == role)

    def stretch(self, role: str) -> str | None:
        """The text from the first span of a role to the last."""
        own = [span for span in self._spans if span.role == role]
        return self.text[own[0].start : own[-1].end] if own else None

    def has(self, *roles: str) -> bool:
        """Whether there is any of these."""
        return any(span.role in roles for span in self._spans)

    def side_by_side(self) -> int:
        """How many appointments are told one beside the other, by their people, days or doctors; 0 for one."""
        rows = [row for role in _WHICH_ONE for row in self._rows(role)]
        return max((many for many, words in rows if many > 1 and grammar().assent.joins.search(words)), default=0)

    def _rows(self, role: str) -> Iterator[tuple[int, str]]:
        """The spans of a role that follow each other with a comma or an "and" between: how many, and their text."""
        own = [span for span in self._spans if span.role == role]
        begun = 0
        for place, span in enumerate(own):
            follows = place + 1 < len(own) and self._joined(span, own[place + 1])
            if not follows:
                words = self.text[own[begun].start : span.end]
                yield place - begun + 1 + len(grammar().wishing.inner_and.findall(words)) * (begun == place), words
                begun = place + 1

    def _joined(self, span: Span, after: Span) -> bool:
        """Whether nothing stands between two pieces but a comma or an "and", small words, and pieces of other kinds."""
        others = [one for one in self._spans if span.end <= one.start and one.end <= after.start]
        between = Marked(self.text[: after.start], [replace(one, role="between") for one in others])
        left = between.without("between")[span.end :].casefold()
        return grammar().wishing.between.fullmatch(left) is not None and (
            self._ands(span.start, after.start) or "," in left
        )

    def _ands(self, start: int, end: int) -> bool:
        return grammar().assent.joins.search(self.text, start, end) is not None

    def persons(self) -> tuple[str, ...]:
        """Whom it is for, as said: a relation and the name that follows it are one."""
        said: list[tuple[int, int]] = []
        for span in self._spans:
            if span.role not in ("for", "name") or span.end - span.start < SHORTEST:
                continue
            close = _CLOSE if span.role == "name" else 1
            follows = said and span.start - said[-1][1] <= close
            said[-1:] = [(said[-1][0], span.end)] if follows else [*said[-1:], (span.start, span.end)]
        counted = (words.rpartition(grammar().wishing.of) for words in self.pieces("count"))  # "both of mine"
        owned = (words for words in self.pieces("when.old", "doctor.old") if _owner(words))
        return (*(self.text[start:end] for start, end in said), *(whose for _, of, whose in counted if of), *owned)


T = TypeVar("T")


def together(*parts: tuple[T, ...]) -> tuple[T, ...]:
    """All of them in order, none twice."""
    return tuple(dict.fromkeys(one for part in parts for one in part))
