"""How long a visit takes, and when it ends: from the minutes of its kind, and the time on the table or in the book."""

from __future__ import annotations

from datetime import datetime, time

from bot.core.context import Context
from bot.core.messages import Clock, Join, Text
from bot.core.phrases import text
from bot.flows.subject import Subject
from nlu.core.meaning import Meaning

LISTED = 4


def how_long(meaning: Meaning, about: Subject, asked: frozenset[str], context: Context) -> tuple[Text, ...]:
    """The answer to "how long" and "when would it end"; nothing where neither is asked."""
    if "end" in asked:
        return _end(meaning, about, context)
    if "length" in asked:
        return (_length(about), *((_ends(about.start, about),) if about.start else ()))
    return ()


def _length(about: Subject) -> Text:
    return text("length.takes", kind=about.kind.name, minutes=about.kind.minutes)


def _ends(start: datetime, about: Subject) -> Text:
    return text("length.ends", start=Clock(time=start.time()), end=Clock(time=(start + about.length).time()))


def _end(meaning: Meaning, about: Subject, context: Context) -> tuple[Text, ...]:
    """When it ends; "by five" is answered with a yes or a no, or with those times on offer that end by then."""
    until, start = _until(meaning), _start(meaning, about, context)
    if start is None:
        return (_length(about), *_of_those_offered(about, until))
    end = (start + about.length).time()
    begins, ends, minutes = Clock(time=start.time()), Clock(time=end), about.kind.minutes
    if until is None:
        return (text("length.end", start=begins, end=ends, minutes=minutes),)
    key = "length.by_then" if end <= until else "length.not_by_then"
    return (text(key, until=Clock(time=until), start=begins, end=ends, minutes=minutes),)


def _of_those_offered(about: Subject, until: time | None) -> tuple[Text, ...]:
    if not about.offered:
        return ()
    if until is None:
        return (_ends(about.offered[0], about),)
    early = [start for start in about.offered if (start + about.length).time() <= until]
    clocks = tuple(Clock(time=start.time()) for start in early[:LISTED])
    then = Clock(time=until)
    return (text("length.those", until=then, times=Join(items=clocks)) if clocks else text("length.none", until=then),)


def _until(meaning: Meaning) -> time | None:
    """ "By five": the end of a stretch that only has one."""
    return next((one.end for one in meaning.when.times if one.start is None and one.end), None)


def _start(meaning: Meaning, about: Subject, context: Context) -> datetime | None:
    """The time it would begin: "if I come at three" before what is settled."""
    said = next((one.start for one in meaning.when.times if one.start and one.start == one.end), None)
    if said is None:
        return about.start
    day = about.start or next(iter(about.offered), context.now)
    return day.replace(hour=said.hour, minute=said.minute)
