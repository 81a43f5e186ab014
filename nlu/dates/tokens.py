"""A message as a line of plain words and figures, each of which knows where in the message it was written.

The line is what the rules read: "Thurs @ half-past three" becomes "Thursday at half past 3". One pass over the text,
each pattern bounded, so the time taken grows with its length and no faster.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from nlu.dates.numbers import CARDINALS, CHOICE_WORDS, ORDINALS, spoken
from nlu.dates.words import MONTHS, NAMES, UNSURE, WEEKDAYS, canonical

_QUOTES = str.maketrans(dict.fromkeys("‘’‛`´ʼ", "'") | dict.fromkeys("“”„", '"') | dict.fromkeys("‐‑‒–—―−", "-"))
_LEX = re.compile(
    r"""
    (?P<opaque>[$£€]\s?\d[\d,.]{0,12} | \d{1,6}(?:\.\d{1,4})?\s?% | 24\s?/\s?7 | 24\s?hours?\ a\ day
        | \+\d[\d\ ().-]{6,18}\d | \(?\b0\d{2,4}\)?[\ -]?\d{3,4}[\ -]?\d{3,4}\b
        | \(?\d{3}\)?[-.\ ]\d{3}[-.\ ]\d{4}\b | \b\d{3}[-.]\d{4}\b | \d{1,3}(?:,\d{3})+ | \b\d{5,})
  | (?P<iso>\d{4}[-/]\d{1,2}[-/]\d{1,2})(?!\d)(?:t(?=\d))?
  | (?P<dated>\d{1,2}(?P<dot>[/.-])\d{1,2}(?P=dot)(?:\d{4}|\d{2})(?!\d) | \d{1,2}/\d{1,2}(?![\d/]))
  | (?P<clock>\d{1,2}[:.]\d{2}(?!\d|\.\d|:\d\d\d)(?::\d\d)? | \d{1,2}h\d{2}(?!\d))
  | (?P<ordinal>\d{1,2}(?:st|\s?(?:nd|rd|th))(?![^\W\d_]))
  | (?P<oclock>[o0]\s?['"]?\s?cloc?k\b)
  | (?P<half>(?<=[\d\ ])[ap](?:\.\s?m\b\.?|\ ?m(?![^\W_])|(?<=\d[ap])(?![^\W_])))
  | (?P<decimal>\d{1,6}\.\d{1,6})
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
        tokens.append(Token(_form(kind, said, plain, match), match.start(), match.end()))
    return tokens


def _form(kind: str, said: str, plain: str, match: re.Match[str]) -> str:
    """How a piece of text stands in the line."""
    if kind in ("opaque", "decimal"):
        return "#"
    if kind == "clock":
        return said.replace("h", ":")
    if kind == "iso":
        return match["iso"].replace("/", "-")
    if kind == "ordinal":
        return f"{int(re.split('[snrt ]', said, maxsplit=1)[0])}th"
    if kind == "oclock":
        return "oclock"
    if kind == "half":
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
        number = _number(words, at, choosing)
        said, taken = number or (canonical(words[at]), 1)
        if kept[at].start - 1 in hyphens and folded and _parts_dates(folded[-1].text, said):
            folded.append(Token("-", kept[at].start - 1, kept[at].start))
        folded.append(Token(said, kept[at].start, kept[at + taken - 1].end))
        at += taken
    return folded


def _parts_dates(before: str, after: str) -> bool:
    """Whether a hyphen between two words stands for "to": Mon-Fri, 10am-noon."""
    return (before[:1].isupper() and after[:1].isupper()) or before in ("am", "pm", "noon", "oclock")


_BEFORE_ONE = frozenset(
    "at @ after before past to until till til around about by between half quarter from than for".split()
)
_AFTER_ONE = frozenset(
    "am pm oclock o'clock thirty fifteen forty twenty ten in day days week weeks month months hour hours hrs hr minute "
    "minutes to or afternoon".split()
)
_AFTER_CHOICE = frozenset(
    "one ones option choice slot slots appointment appt available opening time thing thought visit opinion doctor dr "
    "dose shot jab person name floor question step part kid child you free possible".split()
)
_LONE_POLITE = frozenset("please pls plz thanks thank . , ! ?".split())


def _number(words: list[str], at: int, choosing: bool) -> tuple[str, int] | None:
    word = words[at]
    if word not in CARDINALS and word not in ORDINALS:
        return None
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word == "one" and not _is_figure_one(before, after, words):
        return None
    if word in CHOICE_WORDS and not _is_day(before, after, choosing):
        return None
    return spoken(words, at)


def _is_figure_one(before: str, after: str, words: list[str]) -> bool:
    """Whether "one" is the number and not the pronoun of "that one"."""
    if after in ("for", "of", "with"):
        return False
    if before in _BEFORE_ONE:
        return before in ("at", "@", "past") or after in _AFTER_ONE | _LONE_POLITE | {"", "and"}
    return (after in _AFTER_ONE and before not in ("this", "that", "the", "which", "any", "other", "another")) or all(
        word in _LONE_POLITE for word in words if word != "one"
    )


def _is_day(before: str, after: str, choosing: bool) -> bool:
    """Whether "second" is a day of the month and not a place in a list."""
    if NAMES.get(before) in MONTHS or NAMES.get(after) in MONTHS:
        return True
    if after == "of":
        return before in ("the", "on", "")
    return before == "the" and not choosing and after not in _AFTER_CHOICE and NAMES.get(after) not in WEEKDAYS


_DATE_CUES = frozenset("on this next for by until before after or and not say every , . ( ) - / ? ! coming".split())
_MONTH_CUES = frozenset("in of this next until by early late mid during through since".split())


def _settle(tokens: list[Token]) -> list[Token]:
    """Names of days and months that are also words ("sat", "may", "march") get their capital where they are dates."""
    for at, token in enumerate(tokens):
        if token.text in UNSURE:
            before = tokens[at - 1].text if at else ""
            after = tokens[at + 1].text if at + 1 < len(tokens) else ""
            beyond = tokens[at + 2].text if at + 2 < len(tokens) else ""
            settle = _weekday_meant if token.text in ("sat", "sun") else _month_meant
            if settle(before, after, beyond, len(tokens)):
                token.text = NAMES[token.text]
    return tokens


def _weekday_meant(before: str, after: str, beyond: str, length: int) -> bool:
    if after[:1].isdigit() or after in ("morning", "afternoon", "evening", "night", "at", "am", "pm", "the"):
        return before not in ("the", "i", "we", "he", "she", "they", "in")
    return before in _DATE_CUES or length <= 2 or before in WEEKDAYS or (not before and after in ("or", "and", ",", "-"))


def _month_meant(before: str, after: str, beyond: str, length: int) -> bool:
    if before[:1].isdigit() or (after[:1].isdigit() and before not in ("i", "we", "you", "they", "he", "she")):
        return True
    if after == "the" and beyond.endswith("th"):
        return True
    if before == "of" and after not in ("i", "we"):
        return True
    return (before in _MONTH_CUES and after not in ("be", "i", "we", "come", "have")) or length == 1
