"""What a language is to understanding: a value with named functions and tables, one `Grammar` a language.

Whoever writes a language fills in what it has words for. What is left out finds nothing: the rest still works.
English (`nlu/languages/en/grammar.py`) fills in all of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Literal, Protocol

from nlu.core.mask import Masking
from nlu.core.meaning import Asked, Danger, Enough, Length, Series, When
from nlu.core.words import Span
from nlu.languages.readings import Aftermath, Answer, Aspect, Attributes, Endangered, Wish
from nlu.languages.vocabularies import (
    NEVER,
    Care,
    ContactWords,
    DoctorNames,
    DoctorsChat,
    Elsewhere,
    People,
    Relations,
    SpelledWords,
    Wishing,
    Words,
)

Says = Callable[[str], bool]
"""Whether a text says something."""


def _no(*said: object) -> bool:
    return False


def _yes(*said: object) -> bool:
    return True


def _nothing(*said: object) -> None:
    return None


def _none(*said: object) -> tuple[()]:
    return ()


class Resolve(Protocol):
    """Everything a text says about when. `now` is aware and in the clinic's zone; `opens` and `closes` (None: midnight)
    settle which half of the day an hour is in; `day_first`: 3/4 is 3 April. Never raises for any text."""

    def __call__(
        self,
        text: str,
        now: datetime,
        *,
        asked: Asked | None = None,
        opens: time = time(0),
        closes: time | None = None,
        day_first: bool = True,
    ) -> When: ...


class BeginsAsking(Protocol):
    """Whether a clause of a text begins like a question; `after` leaves out so many clauses."""

    def __call__(self, text: str, *, after: int = 0) -> bool: ...


def _no_time(text: str, now: datetime, **hours: object) -> When:
    return When()


def _never_asking(text: str, *, after: int = 0) -> bool:
    return False


@dataclass(frozen=True)
class Dates:
    """Days, times and delays."""

    resolve: Resolve = _no_time
    delay_said: Callable[[str], int | None] = _nothing  # minutes
    at_hour: str = "{}"  # a bare hour as a time of day is written: "at {}"


@dataclass(frozen=True)
class Assent:
    """Yes, no, and what is neither."""

    yes_no: Callable[[str], Answer | None] = _nothing  # what a text begins with, and the rest
    leading: Callable[[str, str | None], Answer | None] = _nothing  # the same after this question
    is_said: Callable[[str, str, str], bool] = _yes  # the intent of a yes is borne out by a text, and by it masked
    says_yes: Says = _no
    repeats: Callable[[str, str], bool] = _no  # a text repeats what it agrees to
    is_firm: Callable[[str, str], bool] = _no  # a yes stands whatever follows it
    refuses: Says = _no
    brings_another: Says = _no
    is_closing: Says = _no
    says_more: Says = _no  # a masked text has more in it than particulars
    says_otherwise: Says = _no
    hesitates: Says = _no
    asks_about_it: Says = _no
    begins_asking: BeginsAsking = _never_asking
    joins: re.Pattern[str] = NEVER  # "and"
    either: re.Pattern[str] = NEVER  # between two of which one will do
    one_more_before: Callable[[str, int], bool] = _no  # whoever is named at a place is added to those before


@dataclass(frozen=True)
class Choices:
    """Which lines of a list are chosen, from 1; -1 is the last."""

    pick: Callable[[str], int | None] = _nothing
    pick_any: Callable[[str], int | None] = _nothing
    pick_several: Callable[[str], tuple[int, ...]] = _none
    leading_line: Callable[[str], tuple[int, int] | None] = _nothing  # the line, and where what follows begins
    says_all: Callable[[str, int], bool] = _no  # all of so many
    says_the_other: Says = _no


def _no_attributes(text: str, first: int = 0, last: int | None = None) -> Attributes:
    return Attributes()


def _no_wish(text: str) -> Attributes:
    return Attributes()


class AttributesIn(Protocol):
    """What a text asks a doctor to be, within these places."""

    def __call__(self, text: str, first: int = 0, last: int | None = None) -> Attributes: ...


@dataclass(frozen=True)
class Asking:
    """What is asked, and of whom."""

    aspects: Callable[[str], tuple[Aspect, ...]] = _none
    topics: Callable[[str], tuple[str, ...]] = _none
    asks_something: Says = _no
    asks_whether: Says = _no
    speaks_of_one: Says = _no
    speaks_of_several: Says = _no
    goes_on: Says = _no
    asks_what_else: Says = _no
    asks_once_more: Says = _no  # to hear again what was said
    asks_what_we_speak: Says = _no
    one_of_them: re.Pattern[str] = NEVER  # of doctors, "the children's one"
    wished_of_a_doctor: Callable[[str], Attributes] = _no_wish
    length_said: Callable[[str], Length | None] = _nothing
    attributes: AttributesIn = _no_attributes
    spoken_in: Callable[[str], tuple[str, ...]] = _none  # languages that somebody is said to speak
    ages_in: Callable[[str], tuple[tuple[int, Span], ...]] = _none


@dataclass(frozen=True)
class Wanting:
    """What somebody would have done, where plain words say it."""

    asks_to_be_seen: Says = _no
    leaves_as_is: Says = _no
    says_to_keep: Says = _no
    says_to_change: Says = _no
    wants_nothing_instead: Says = _no
    says_instead: Says = _no
    replaces: Says = _no
    says_to_have: Says = _no  # an appointment
    undoes: Says = _no
    swaps: Says = _no
    trades: Says = _no
    asked_of_us: Callable[[str], Wish | None] = _nothing
    refuses_to_be_kept: Says = _no
    refuses_a_name: Says = _no
    asks_for_what_is_not_theirs: Says = _no
    asks_for_the_book_of: Says = _no  # said before a doctor's name
    series_said: Callable[[str], Series | None] = _nothing
    lone: Callable[[str, Literal["stop", "start"]], Literal["bare", "with_more"] | None] = _nothing
    belongs_elsewhere: Callable[[str], str | None] = _nothing  # wrong_person, deceased
    tells_of_a_death: Says = _no
    of_mine: re.Pattern[str] = NEVER
    mine_before: re.Pattern[str] = NEVER  # what leads up to something of the writer's
    enough: Callable[[str], Enough | None] = _nothing  # no more is wanted
    number_in: Callable[[str], int | None] = _nothing  # how many, in a few words
    rules: tuple[tuple[str, re.Pattern[str]], ...] = ()  # an intent and its words: what carries on without a model


def _nobody(text: str) -> Endangered:
    return Endangered()


@dataclass(frozen=True)
class RedFlags:
    """Words that sound like an emergency, and what is written after one."""

    red_flag: Callable[[str], str | None] = _nothing
    danger_in: Callable[[str], Danger | None] = _nothing
    endangered: Callable[[str], Endangered] = _nobody
    aftermath: Callable[[str], Aftermath | None] = _nothing
    is_child: Says = _no  # a child writes
    is_done: Says = _no
    is_only_heard: Says = _no


def _as_written(text: str) -> str:
    return text


@dataclass(frozen=True)
class Grammar:
    """One language. `taught`: the language model was taught on its examples, and is asked; else rules read it alone."""

    language: str  # BCP 47, without a region
    taught: bool = False
    standard: Callable[[str], str] = _as_written  # dialect, in the standard language
    dates: Dates = field(default_factory=Dates)
    assent: Assent = field(default_factory=Assent)
    choices: Choices = field(default_factory=Choices)
    asking: Asking = field(default_factory=Asking)
    wanting: Wanting = field(default_factory=Wanting)
    red_flags: RedFlags = field(default_factory=RedFlags)
    masking: Masking = field(default_factory=Masking)
    words: Words = field(default_factory=Words)
    relations: Relations = field(default_factory=Relations)
    people: People = field(default_factory=People)
    doctors: DoctorNames = field(default_factory=DoctorNames)
    care: Care = field(default_factory=Care)
    spelling: SpelledWords = field(default_factory=SpelledWords)
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    wishing: Wishing = field(default_factory=Wishing)
    contact: ContactWords = field(default_factory=ContactWords)
    doctors_chat: DoctorsChat = field(default_factory=DoctorsChat)
