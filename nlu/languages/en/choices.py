"""Which line of a list a short answer means. A leading yes or no is in yes_no."""

from __future__ import annotations

import re

from nlu.languages.en.yes_no import yes_no

__all__ = ["pick", "pick_any", "yes_no"]

_LONGEST = 300  # characters; a longer message is no answer to a list
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_LAST = -1
_VALUES = {
    **{word: place for place, word in enumerate(_NUMBERS, 1)},
    **{word: place for place, word in enumerate(_ORDINALS, 1)},
    **{"top": 1, "former": 1, "last": _LAST, "bottom": _LAST, "latter": _LAST},
    **{"early": 1, "earlier": 1, "earliest": 1, "soonest": 1, "late": _LAST, "later": _LAST, "latest": _LAST},
}
_DIGITS = r"\d{1,2}"
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|[1-9]\d?(?:st|nd|rd|th)|last|top|bottom)"
_CARDINAL = rf"(?:{_DIGITS}|{'|'.join(_NUMBERS)})"
_BY_TIME = r"(?:earl(?:y|ier|iest)|soonest|lat(?:e|er|est))"
_OF_THEM = r" of (?:those|these|them|the (?:lot|list|times|(?:two|three|four|five)))"
_LINE = r"(?:one|option|choice|slot|line|answer|suggestion|appointment|time|doctor|entry)"

_POLITE = re.compile(
    r"^(?:(?:yes|yeah|yep|no|nope|actually|sorry|wait|rather|ok|okay|sure"
    r"|um|uh|hmm|well|oh|i think|i guess|maybe|please|pls|plz|let'?s|lets"
    r"|(?:i'?ll|i will|i'?d|i would|we'?ll|can i|could i|may i|i)(?: like)?(?: to)? ?(?:take|have|choose"
    r"|pick|go with|want|prefer|like)?"
    r"|go (?:with|for)|take|choose|pick|give me|book me|book|it'?s|the answer is|that'?s)[\s,.!:]+)+"
)
_TRAILING = re.compile(
    r"(?:[\s,.!]*(?:pls|plz|please|thanks|thank you|thx|ty|cheers|then|works|is (?:fine|good|ok|great|best|perfect)"
    r"|would be (?:fine|good|great|best|perfect)|looks good|sounds good|for me|👍|🙏|🙂|😊))+[\s.!]*$"
)
_WHOLE = re.compile(
    rf"(?:(?:the )?(?:#|no\.?|nr\.?|num(?:ber)?|option|choice|slot|line|answer)\s*(?P<numbered>{_CARDINAL})"
    rf"|(?:the )?(?:very )?(?P<ordinal>{_ORDINAL})(?: {_LINE})?(?:{_OF_THEM})?"
    rf"|(?:the )?(?P<by_time>{_BY_TIME})(?: (?:one|option|slot|time)(?:{_OF_THEM})?|{_OF_THEM})"
    rf"|\(?(?P<digits>{_DIGITS})\s*[).:\]]?"
    rf"|(?P<word>{'|'.join(_NUMBERS)}))[\s.!)]*"
)
_WITHIN = re.compile(
    rf"(?<!not )(?<!not the )(?<!my )\b(?:(?:number|option|choice)\s*(?P<numbered>{_CARDINAL})\b(?![:.]\d"
    rf"|\s*(?:am|pm|o'?clock)\b)"
    rf"|(?:the )?(?P<ordinal>{_ORDINAL}) (?:one|option|choice|slot|line|suggestion)\b)(?! (?:available|free"
    rf"|you have|you've got|was|of))"
)
_INDIFFERENT = re.compile(
    r"(?:whichever|whatever|any(?: one)?(?: of (?:them|those|these))?|either(?: one| of them)?"
    r"|(?:you|u) (?:choose|pick|decide)"
    r"|surprise me|(?:i )?(?:don'?t|do not) (?:mind|care)(?: which(?: one)?)?|no preferences?|not fussed"
    r"|(?:it |that )?does(?:n'?t| not) matter(?: which(?: one)?)?|(?:they )?all (?:work|do|suit)(?: me)?)"
    r"(?: (?:is|are|works|suits|will|would)(?: (?:fine|ok|okay|good|do|suit|best|first|soonest|earliest))?(?: me)?)?"
    r"[\s.!]*"
)
_BOTH = re.compile(r"\b(?:both|either of (?:them|these|those|the two)|n?either of us|the (?:two|pair)(?: of us)?)\b")
_ALL = re.compile(
    r"\b(?:everything|(?:the|my) (?:whole )?lot|them all|all (?:of )?(?:them|it|these|those|my|our|the|of)\b"
    r"|all (?:appointments|appts|bookings|visits)|whatever (?:i|we)(?:'ve| have)? ?(?:got|have|booked)"
    r"|(?:every|each) (?:one|single one|appointment|appt|booking|visit))\b"
    r"|\ball$"
)
_COUNTED = re.compile(rf"\ball (?P<all>{_CARDINAL})\b|\bthe (?P<the>{_CARDINAL}) of (?:us|them|these|those)\b")
_KEYCAP = re.compile(r"[\ufe0f\u20e3]")


def pick_any(text: str) -> int | None:
    """The first line, the soonest of times, where the text leaves it open: "whichever", "any of them", "you choose"."""
    return 1 if _INDIFFERENT.fullmatch(_POLITE.sub("", _plain(text))) else None


_THE_OTHER = re.compile(r"\bthe other (?:one|appointment|appt|booking)\b", re.IGNORECASE)


def says_the_other(text: str) -> bool:
    """ "No, the other one": of two appointments that which was not meant so far."""
    return bool(_THE_OTHER.search(text))


def says_all(text: str, many: int) -> bool:
    """Whether all of so many are meant: "both" of two, "all three" of three, "all of them", "everything", "the lot"."""
    said = _plain(text)
    counted = _COUNTED.search(said)
    return bool(_ALL.search(said) or (many == 2 and _BOTH.search(said)) or (counted and _value(counted) == many))


def _plain(text: str) -> str:
    answer = _KEYCAP.sub("", text).replace("’", "'").strip().lower()[:_LONGEST]
    return _TRAILING.sub("", answer)


def pick(text: str) -> int | None:
    """Which line of a list the text chooses: "2)", "the second one", "option 3". From 1; -1 is the last."""
    answer = _plain(text)
    match = _WHOLE.fullmatch(answer)
    if match:
        return _value(match)
    bare = _POLITE.sub("", answer)
    match = _WHOLE.fullmatch(bare)
    if match:
        return None if match["word"] == "one" else _value(match)  # "book one", "that's one"
    if "?" in answer:
        return None
    chosen = {_value(found) for found in _WITHIN.finditer(answer)}
    return chosen.pop() if len(chosen) == 1 else None


def pick_several(text: str) -> tuple[int, ...]:
    """Which lines of a list are chosen together: "1 and 2", "the first and the third"."""
    answer = _POLITE.sub("", _plain(text)).strip(" .!")
    parts = re.split(r"\s*(?:,|;|&|\+|\band\b|\bplus\b)\s*(?:and\s+)?", answer.removeprefix("both "))
    found = [match and _value(match) for match in map(_WHOLE.fullmatch, parts)]
    lines = tuple(dict.fromkeys(line for line in found if line and line > 0))
    return lines if len(lines) == len(found) > 1 else ()


def _value(match: re.Match[str]) -> int | None:
    said = next(group for group in match.groups() if group)
    if said in _VALUES:
        return _VALUES[said]
    number = int(re.sub(r"\D", "", said))
    return number or None


_LINE_FIRST = re.compile(r"\s*(?P<line>[1-9])\s*(?:[,.;!]|and\b)\s*(?=[^\W\d])", re.IGNORECASE)


def leading_line(text: str) -> tuple[int, int] | None:
    """The line that is taken before something else is said, and where that begins: "2, and it's for Ben"."""
    found = _LINE_FIRST.match(text)
    return (int(found["line"]), found.end()) if found else None
