"""Turns texts by key into sentences for one reader: language, clinic's zone and country, and what day it is."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.lists import format_list

from bot.core.messages import Clock, Day, Join, Moment, Text
from bot.texts.catalogue import Catalogue, catalogue

MONTH_FIRST = frozenset({"US", "FM", "MH", "PW"})
"""Countries whose people write the month before the day (CLDR's short date patterns for English)."""

Shown = Text | Moment | Day | Clock | Join | str | int


class Speaker:
    """Speaks to one reader. `territory` is the clinic's country (ISO 3166): 15:40 or 3:40 pm, 4 June or June 4."""

    def __init__(self, language: str, territory: str, zone: ZoneInfo, now: datetime) -> None:
        self.texts: Catalogue = catalogue(language)
        self.locale = _locale(self.texts.language, territory)
        self.zone = zone
        self.today = now.astimezone(zone).date()
        self._formatter = _Formatter(self)

    def say(self, text: Text) -> str:
        """One text as a sentence. Raises KeyError where the key or something for a placeholder is missing."""
        count = text.params.get("count")
        plural = self.locale.plural_form(count) if isinstance(count, int) else "other"
        pattern = self.texts.pattern(text.key, plural=plural, again=text.again)
        return self._formatter.vformat(pattern, (), text.params)

    def sentences(self, parts: Sequence[Text]) -> str:
        """The parts of a reply as one message; a list stands on lines of its own."""
        said = ""
        for part in parts:
            words = _capital(self.say(part))
            between = "\n" if "\n" in words else " "
            said += ("" if not said or said.endswith("\n") else between) + words
            said += "\n" if "\n" in words else ""
        return said.strip()

    def shown(self, value: Shown, style: str = "") -> str:
        """What goes into a placeholder: `{start}`, `{start:time}`, `{start:day}`, `{day:on}`, `{doctor:short}`."""
        match value:
            case Text():
                return _capital(self.say(value)) if style == "capital" else self.say(value)
            case Moment():
                return self._moment(value.at.astimezone(self.zone), style)
            case Day():
                return self._day(value.day, style)
            case Clock():
                return self._time(value.time)
            case Join():
                return self._join(value, style)
            case str():
                return spoken_name(value, style)
        return str(value)

    def _moment(self, at: datetime, style: str) -> str:
        clock = self._time(at.time())
        if style == "time":
            return clock
        if style == "day":
            return self._day(at.date(), "")
        if style == "choice":
            return f"{self._day(at.date(), 'short')}, {clock}"
        return self._format("format.moment").format(day=self._day(at.date(), style), time=clock)

    def _day(self, day: date, style: str) -> str:
        if style == "weekday":
            return format_date(day, "EEEE", locale=self.locale)
        away = abs((day - self.today).days)
        if style == "short":
            return self._date(day, "format.short", with_year=away >= 300)
        named = self._date(day, "format.day", with_year=away > 180 and day.year != self.today.year)
        near = {0: "format.today", 1: "format.tomorrow"}.get((day - self.today).days)
        if near is None:
            return self._format("format.on").format(day=named) if style in ("on", "near") else named
        return self._format(near + ".near" if style in ("near", "brief") else near).format(day=named)

    def _date(self, day: date, key: str, *, with_year: bool) -> str:
        order = ".month_first" if self.locale.territory in MONTH_FIRST else ""
        return format_date(day, self._format(key + order) + (" y" if with_year else ""), locale=self.locale)

    def _format(self, key: str) -> str:
        return self.texts.pattern(key, plural="other", again=0)

    def _time(self, clock: time) -> str:
        return format_time(clock, "short", locale=self.locale).replace("\u202f", " ").lower()

    def _join(self, join: Join, style: str) -> str:
        """The items as one list; among days today is only "today", and only the first has "on" before it."""
        first = "near" if style == "on" else "brief"
        items = [self.shown(item, "brief" if place else first).strip() for place, item in enumerate(join.items)]
        if join.word == "lines":
            return "\n".join(_capital(item) for item in items)
        if join.word == "comma":
            return ", ".join(items)
        return format_list(items, "or" if join.word == "or" else "standard", locale=self.locale)


class _Formatter(string.Formatter):
    """Fills placeholders with what a speaker makes of the values."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Shown]) -> Shown:
        return kwargs[str(key)]

    def format_field(self, value: Shown, format_spec: str) -> str:
        return self._speaker.shown(value, format_spec)


def spoken_name(name: str, style: str = "") -> str:
    """A doctor's name as people say it: "Dr Maya Rao", in short "Dr Rao". Names without a title stay as they are."""
    title, _, rest = name.partition(" ")
    if title.rstrip(".").lower() not in ("dr", "prof", "doctor", "professor") or not rest:
        return name
    return f"{title.rstrip('.')} {rest.split()[-1] if style == 'short' else rest}"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _locale(language: str, territory: str) -> Locale:
    try:
        return Locale(language, territory)
    except UnknownLocaleError:  # no data on this pair: the language alone is what people there read
        return Locale(language)
