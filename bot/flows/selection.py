"""Which few of many free times are offered at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from bot.core.context import FreeTime


def distinct(times: Iterable[FreeTime]) -> list[FreeTime]:
    """Each moment once, with the first doctor who has it."""
    found: dict[datetime, FreeTime] = {}
    for free in times:
        found.setdefault(free.start, free)
    return list(found.values())


def nearest_in_the_day(times: list[FreeTime], start: datetime, count: int) -> list[FreeTime]:
    """`count` of the times, those closest to the time of day of `start`: what somebody who moves probably wants."""

    def away(free: FreeTime) -> int:
        return abs((free.start.hour - start.hour) * 60 + free.start.minute - start.minute)

    return sorted(sorted(times, key=away)[:count], key=lambda free: free.start)


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
