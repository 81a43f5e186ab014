"""Which few of many free times are offered at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from bot.core.context import FreeTime
from bot.flows.nearest import minutes_apart


def distinct(times: Iterable[FreeTime]) -> list[FreeTime]:
    """Each moment once, with the first doctor who has it."""
    found: dict[datetime, FreeTime] = {}
    for free in times:
        found.setdefault(free.start, free)
    return list(found.values())


def nearest_in_the_day(times: list[FreeTime], start: time, count: int) -> list[FreeTime]:
    """`count` of the times, those closest to a time of day, in their order."""
    closest = sorted(times, key=lambda free: minutes_apart(free.start.time(), start))
    return sorted(closest[:count], key=lambda free: free.start)


def last_of_days(times: list[FreeTime], count: int) -> list[FreeTime]:
    """`count` of the times, the latest: of the one day that there is, else the last of each."""
    lasts = list({free.start.date(): free for free in times}.values())
    return lasts[:count] if len(lasts) > 1 else times[-count:]


def one_a_day(times: list[FreeTime], count: int) -> list[FreeTime]:
    """`count` of the times: the first of each day, filled up with the earliest others."""
    firsts: dict[date, FreeTime] = {}
    for free in times:
        firsts.setdefault(free.start.date(), free)
    chosen = list(firsts.values())[:count]
    others = [free for free in times if free not in chosen]
    return sorted([*chosen, *others[: count - len(chosen)]], key=lambda free: free.start)


def spread(times: list[FreeTime], count: int) -> list[FreeTime]:
    """`count` of the times, evenly over all of them, the first included."""
    if len(times) <= count:
        return times
    return [times[round(i * (len(times) - 1) / (count - 1))] for i in range(count)]
