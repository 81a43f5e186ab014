"""A message as a line of plain words and figures, each of which knows where in the message it was written.

The line is what the rules read: "Thurs @ half-past three" becomes "Thursday at half past 3". One pass over the text,
each pattern bounded, so the time taken grows with its length and no faster.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from nlu.languages.en.dates.numbers import CARDINALS
from nlu.languages.en.dates.senses import is_name, number_said
from nlu.languages.en.dates.words import NAMES, UNSURE, canonical

_QUOTES = str.maketrans(dict.fromkeys("‘’‛`´ʼ", "'") | dict.fromkeys("“”„", '"') | dict.fromkeys("‐‑‒–—―−", "-"))
_LEX = re.compile(
    r"""
    (?P<opaque>[$£€]\s?\d[\d,.]{0,12} | \d{1,6}(?:\.\d{1,4})?\s?% | 24\s?/\s?7 | 24\s?hours?\ a\ day
        | \+\d[\d\ ().-]{6,18}\d | \(?\b0\d{2,4}\)?[\ -]?\d{3,4}[\ -]?\d{3,4}\b
        | \(?\d{3}\)?[-.\ ]\d{3}[-.\ ]\d{4}\b | \b\d{3}[-.]\d{4}\b | \d{1,3}(?:,\d{3})+ | \b\d{5,})
  | (?P<iso>\d{4}[-/]\d{1,2}[-/]\d{1,2})(?!\d)(?:t(?=\d))?
  | (?P<dated>\d{1,2}(?P<dot>[/.-])\d{1,2}(?P=dot)(?:\d{4}|\d{2})(?!\d) | \d{1,2}/\d{1,2}(?![\d/]))
  | (?P<clock>\d{1,2}[:.]\d{2}(?!\d|\.\d|:\d\d\d)(?::\d\d)? | \d{1,2}h\d{2}(?!\d))
  | (?P<ordinal>\d{1,2}(?:\s?(?:nd|rd|th) | s{1,2}t{1,2} | [nr]{1,2}d{1,2} | t{1,2}h{0,2} | ht | ts | d[nr])
        (?![^\W\d_]))
  | (?P<oclock>[o0]\s?['"]?\s?cloc?k\b)
  | (?P<half>(?<=[\d\ ])[ap](?:\.\s?m\b\.?|\ ?m(?![^\W_])))
  | (?P<letter>(?:(?<=\s\d)|(?<=\s\d\d)|(?<=[:.]\d\d)|(?<=^\d)|(?<=^\d\d))[ap](?![^\W_]))
  | (?P<year>(?<=\s)'\s?\d{2}(?!\w))
  | (?P<decimal>\d{1,6}\.\d{1,6})
  | (?P<is>(?<=[\dm])'s(?![^\W_]))
  | (?P<word>2(?:day|moro|morrow|morro|mrw|nite|night|mo)\b | a\.s\.a\.p\.? | b4\b
        | [^\W\d_]+(?:'[^\W\d_]+)*)
  | (?P<number>\d{1,4})
  | (?P<mark>[^\s\x00-\x1f\x7f]|\n)
    """,
    re.VERBOSE,
)
_INNER_HYPHEN = "~"
_STOPS = frozenset(".!?;…")


@dataclass(slots=True)
class Token:
    """One word, figure or mark of the line, and its place in the message."""

    text: str
    start: int
    end: int


class Reading:
    """A message read: its line, and the way back from a place in the line to one in the message."""

    def __init__(self, text: str, *, choosing: bool = False) -> None:
        self.tokens = _settle(_fold(_lex(text), choosing))
        self.line = " ".join(token.text for token in self.tokens)

    @cached_property
    def starts(self) -> list[int]:
        """Where in the line each token starts."""
        places, at = [], 0
        for token in self.tokens:
            places.append(at)
            at += len(token.text) + 1
        return places

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the message of a stretch of the line."""
        first = self.tokens[bisect_right(self.starts, start) - 1]
        last = self.tokens[bisect_right(self.starts, max(start, end - 1)) - 1]
        return first.start, last.end


def _plain(text: str) -> str:
    """Lower case and plain quotes, letter for letter, so that places stay what they were."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_QUOTES)


def _lex(text: str) -> list[Token]:
    plain = _plain(text)
    tokens = []
    for match in _LEX.finditer(plain):
        kind, said = str(match.lastgroup), match.group()
        word, end = _form(kind, said, plain, match), match.end()
        if word.endswith("'s") and word[:-2] in CARDINALS:  # "nine's fine" is "nine is fine"
            tokens += [Token(word[:-2], match.start(), end - 2), Token("is", end - 2, end)]
        elif word.endswith("ish") and word[:-3] in CARDINALS:  # "half fourish"
            tokens += [Token(word[:-3], match.start(), end - 3), Token("ish", end - 3, end)]
        else:
            tokens.append(Token(word, match.start(), end))
    return tokens


def _form(kind: str, said: str, plain: str, match: re.Match[str]) -> str:
    """How a piece of text stands in the line."""
    if kind in ("opaque", "decimal"):
        return "#"
    if kind == "year":
        return f"20{said[-2:]}"
    if kind == "clock":
        return said.replace("h", ":")
    if kind == "iso":
        return match["iso"].replace("/", "-")
    if kind == "ordinal":
        return f"{int(said.rstrip('snrthd '))}th"
    if kind in ("oclock", "is"):
        return kind
    if kind in ("half", "letter"):
        return f"{said[0]}m"
    if kind == "mark":
        return _mark(said, plain, match.start())
    return said


def _mark(said: str, plain: str, at: int) -> str:
    """A hyphen inside a word is no mark; line ends and pictures part clauses like a comma."""
    if said in _STOPS:
        return "." if said in ".…;" else said
    if said == "-":
        inside = plain[at - 1 : at].isalnum() and plain[at + 1 : at + 2].isalpha()
        return _INNER_HYPHEN if inside else "-"
    return said if said in ",()/&@+:'\"" else ","


def _fold(tokens: list[Token], choosing: bool) -> list[Token]:
    """Number words as figures, other words in their one form; quotes and hyphens inside words dropped."""
    tokens = [token for token in tokens if token.text not in ("'", '"')]
    words = [token.text for token in tokens if token.text != _INNER_HYPHEN]
    folded: list[Token] = []
    kept = [token for token in tokens if token.text != _INNER_HYPHEN]
    hyphens = {token.start for token in tokens if token.text == _INNER_HYPHEN}
    at = 0
    while at < len(kept):
        number = number_said(words, at, choosing)
        said, taken = number or (canonical(words[at]), 1)
        if kept[at].start - 1 in hyphens and folded and _parts_dates(folded[-1].text, said):
            folded.append(Token("-", kept[at].start - 1, kept[at].start))
        folded.append(Token(said, kept[at].start, kept[at + taken - 1].end))
        at += taken
    return folded


def _parts_dates(before: str, after: str) -> bool:
    """Whether a hyphen between two words stands for "to": Mon-Fri, 10am-noon."""
    both = all(word[:1].isupper() or word in NAMES for word in (before, after))
    return both or before in ("am", "pm", "noon", "oclock")


def _settle(tokens: list[Token]) -> list[Token]:
    """Names of days and months that are also words ("sat", "may", "march") get their capital where they are dates."""
    said = [token.text for token in tokens]
    for at, word in enumerate(said):
        if word in UNSURE and is_name(said, at):
            tokens[at].text = said[at] = NAMES[word]
    return tokens
