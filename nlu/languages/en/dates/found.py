"""What the rules find in a line: days, times of day and wishes, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from nlu.core.meaning import Asked, DayRange, TimeRange, When
from nlu.languages.en.dates.almanac import Almanac

Half = Literal["am", "pm"]


@dataclass(frozen=True, slots=True)
class Day:
    """Days as said: alternatives, and what a neighbouring word may still narrow."""

    ranges: tuple[DayRange, ...]
    weekday: int | None = None  # a bare weekday, 0 is Monday: another phrase may say of which week
    month_day: int | None = None  # a bare day of a month: another phrase may say of which month
    scope: DayRange | None = None  # the week or month within which a weekday or a day of the month is sought
    week: DayRange | None = None  # the week it was said to be in, which a weekday named beside it shares
    of_day: date | None = None  # of a week named by one of its days: that day
    dated: bool = False  # said with its number, so it wins against a weekday that does not agree
    marks: tuple[str, ...] = ()
    told: tuple[DayRange, ...] = ()  # what "before that" goes on from: told of only, and not wished


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as said. Which half of the day is settled when its neighbours and the clinic's hours are known."""

    hour: int  # 0..23
    minute: int = 0
    half: Half | None = None
    settled: bool = False  # on the 24-hour clock, or a word such as noon

    @property
    def is_open(self) -> bool:
        """Whether it may still be either half of the day."""
        return self.half is None and not self.settled


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: a window of its own, or what says which half of the day a neighbouring clock time is in."""

    name: str  # morning, afternoon, evening, night, lunch, am, pm
    window: TimeRange


@dataclass(frozen=True, slots=True)
class Moment:
    """A time settled already, such as one counted from now, or a window that nothing narrows."""

    window: TimeRange


@dataclass(frozen=True, slots=True)
class Offset:
    """ "A day later", "the week before": from the appointment spoken of, or from the day that follows."""

    days: int
    anchored: bool = False  # only means something with the day that follows: "two days before"


Value = Day | Clock | Part | Moment | Offset | When


@dataclass(frozen=True, slots=True)
class Found:
    """One value and its place in the line."""

    value: Value
    start: int
    end: int


@dataclass(slots=True)
class Spot:
    """What a rule may look at while it builds: its match, the line around it, what was found last, the almanac."""

    match: re.Match[str]
    line: str
    last: Found | None
    almanac: Almanac
    asked: Asked | None

    def __getitem__(self, name: str) -> str:
        return self.match[name] or ""

    @property
    def before(self) -> str:
        """The few words in front."""
        start = self.match.start()
        return self.line[max(0, start - 60) : start] or " "

    @property
    def after(self) -> str:
        """The few words behind."""
        end = self.match.end()
        return self.line[end : end + 60].lstrip()

    @property
    def gap(self) -> str | None:
        """What stands between the last find and here; None if nothing was found or it is far away."""
        if self.last is None or self.match.start() - self.last.end > 40:
            return None
        return self.line[self.last.end : self.match.start()].strip()


Built = tuple[Value, ...] | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of the line, the words it may start with, and what it means; None from `build` refuses the match."""

    starts: frozenset[str]  # "0" stands for anything that begins with a digit
    pattern: re.Pattern[str]
    build: Callable[[Spot], Built]


def rule(starts: str, pattern: str) -> Callable[[Callable[[Spot], Built]], Rule]:
    """Make a function the builder of a rule. The pattern ends where a word of the line ends."""

    def made(build: Callable[[Spot], Built]) -> Rule:
        return Rule(frozenset(starts.split()), re.compile(f"(?:{pattern})(?!\\S)"), build)

    return made


def one_day(day: date, **more: object) -> Day:
    """A single day."""
    return Day((DayRange(day, day),), **more)  # type: ignore[arg-type]


def between(start: time | None, end: time | None) -> TimeRange:
    """A window of the day."""
    return TimeRange(start, end)
