"""Whether a text says yes, in words that people use to agree: what a statistical model takes for a yes may be none.

The words are the beginnings of an answer (`yes_no.py`) and the phrasebook: the examples of agreement in `nlu/data`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from nlu.languages.en.doubts import clauses, says_otherwise
from nlu.languages.en.yes_no import takes_back, yes_no

_PHRASEBOOK = {"affirm": "yes_and_no.yml", "confirm_appointment": "changes.yml"}
_DATA = Path(__file__).parents[2] / "data"
_EXAMPLE = re.compile(r"^- (.+)$", re.MULTILINE)
_WORD = re.compile(r"\w+")
_POLITE = frozenset({"please", "pls", "plz", "thanks", "thankyou", "thx", "ty", "ta", "cheers", "then", "mate", "pal"})

_OF_ONE = {"we": "i", "were": "im", "wed": "id", "us": "me", "our": "my"}
_TELLING = 3
"""A phrase of so many words tells by its beginning alone: "that works for me" does, "i would" does not."""

_COMING = re.compile(
    r"\b(?:confirm\w*(?! (?:my|the|a|that) (?!app|booking|visit|slot|time))|coming|come|there"
    r"|attend\w*|mak(?:e|ing) it|see (?:you|u|ya)|still (?:on|good|fine|ok)"
    r"|(?:turn|show)(?:ing)? up|on (?:my|our) way|keep\w*|count (?:me|us) in|miss(?:ing)? (?:it|that|this)|arriv\w+"
    r"|look(?:ing)? forward|present|expect (?:me|us))\b",
    re.IGNORECASE,
)
_NOT_MISSED = re.compile(r"\b(?:wo|would)n'?t (?:miss|forget)\b|\bno changes?\b", re.IGNORECASE)
_AGAIN = {
    "book": re.compile(
        r"\b(?:book|reserve|schedule|make|keep|(?:put|pop|pencil|sign|stick|get|fit|squeeze)"
        r" (?:me|us|it|that|him|her|them))\b",
        re.IGNORECASE,
    ),
    "reschedule": re.compile(r"\b(?:move|reschedule|change|switch|shift|swap|push)\b", re.IGNORECASE),
    "cancel": re.compile(
        r"\b(?:cancel|scrap|drop|delete|remove)\b|\bcall (?:it|that|this) off\b|\bcall off\b|\bget rid of\b",
        re.IGNORECASE,
    ),
}


def is_said(intent: str, text: str, masked: str) -> bool:
    """Whether the text has words for what a model makes of it, where that settles something: a yes, or coming.

    `masked` is the text with its particulars replaced, as the examples are written.
    """
    if intent not in ("affirm", "confirm_appointment") or is_phrase(masked, intent):
        return True
    agreed = says_yes(text) and not takes_back(text)
    return agreed or (intent == "confirm_appointment" and says_coming(text))


def says_yes(text: str) -> bool:
    """Whether there are words of agreement in it and none that say otherwise."""
    return is_phrase(text) or (any(_agrees(clause) for clause in _readings(text)) and not says_otherwise(text))


def says_coming(text: str) -> bool:
    """Whether it tells that somebody will come, or asks for it to be confirmed: "see you then", "won't miss it"."""
    said = _straight(text)
    return bool(_COMING.search(said)) and not says_otherwise(_NOT_MISSED.sub(" ", said))


def is_phrase(text: str, intent: str = "affirm") -> bool:
    """Whether the whole of it is known as something people say to agree: "lock it in", "that's the one"."""
    words = _words(text)
    return "?" not in text and bool({words, _bare(words)} & _phrases(intent))


def repeats(text: str, act: str) -> bool:
    """Whether it tells once more to do the very thing that was proposed, and nothing otherwise: "cancel it"."""
    said = _straight(text)
    rest = _AGAIN[act].sub(" ", said, count=1) if act in _AGAIN else said
    return rest != said and not says_otherwise(rest)


def _agrees(clause: str) -> bool:
    """Whether a clause is a yes by itself, or begins with something longer that people say to agree."""
    words = _bare(_words(clause))
    begun = (words[:length] for length in range(_TELLING, len(words) + 1))
    return bool(words) and (yes_no(clause) == ("yes", "") or any(part in _phrases() for part in (words, *begun)))


def _readings(text: str) -> Iterator[str]:
    """The text, and every part of it."""
    yield text
    yield from clauses(text)


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without what is only polite around them."""
    while words and words[-1] in _POLITE:
        words = words[:-1]
    while words and words[0] in _POLITE:
        words = words[1:]
    return words


@cache
def _phrases(intent: str = "affirm") -> frozenset[tuple[str, ...]]:
    given = yaml.safe_load((_DATA / _PHRASEBOOK[intent]).read_text(encoding="utf-8"))["nlu"]
    examples = next(group["examples"] for group in given if group["intent"] == intent)
    return frozenset(filter(None, map(_words, _EXAMPLE.findall(examples))))


def _words(text: str) -> tuple[str, ...]:
    """The words in small letters; what is said for several is as good as for one: "we'd like that"."""
    said = _straight(text[:_LONGEST]).lower().replace("'", "").replace("thank you", "thankyou")
    return tuple(_OF_ONE.get(word, word) for word in _WORD.findall(said))


def _straight(text: str) -> str:
    return text.replace("’", "'")


_LONGEST = 400  # characters; nobody agrees at greater length without saying yes first
