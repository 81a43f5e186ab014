"""How days and times said one after the other add up: what narrows, what comes besides, what is taken back."""

from __future__ import annotations

from dataclasses import replace

from nlu.core.meaning import DayRange, TimeRange, When


def added_up(before: When, said: When) -> When:
    """The wish so far with what is said now. A new day leaves the time as it was said, and a new time the day."""
    new_day = bool(said.days or said.any_day)
    limits = bool(said.times or said.not_times or said.any_time)
    exact = said.any_time or any(map(is_exact, said.times))
    preferred = said.latest or said.near is not None
    new_time = limits or said.asap or said.relative in ("earlier", "later")
    return When(
        days=_days(before, said) if new_day else before.days,
        not_days=_still_refused(before, said),
        times=_times(before, said),
        not_times=_hours_refused(before, said),
        asap=said.asap or (before.asap and not exact and not preferred),
        latest=said.latest or (before.latest and not new_time and said.near is None),
        near=said.near or (None if new_time or said.latest else before.near),
        any_day=said.any_day or (before.any_day and not new_day),
        any_time=said.any_time or (before.any_time and not new_time),
        relative=None if said.times and said.relative in ("earlier", "later") else said.relative,
        ambiguous=said.ambiguous,
    )


def _days(before: When, said: When) -> tuple[DayRange, ...]:
    """ "Or Friday" is one day more; a day that was refused and would do after all is again among those wished."""
    if not said.also or said.times or not before.days:
        return said.days
    named = [days.first for days in said.days if days.first == days.last]
    refused = [day for day in named if any(days.rules_out(day) for days in before.not_days)]
    if refused == named and all(any(day in days for days in before.days) for day in named):
        return before.days
    return tuple(dict.fromkeys((*before.days, *said.days)))


def _still_refused(before: When, said: When) -> tuple[DayRange, ...]:
    """What must not be adds up, until that very day is wished for after all."""
    wanted = [days.first for days in said.days if days.first == days.last]
    refused = dict.fromkeys((*before.not_days, *said.not_days))
    return tuple(days for days in refused if days in said.not_days or not any(days.rules_out(day) for day in wanted))


def _times(before: When, said: When) -> tuple[TimeRange, ...]:
    """ "Or after 4" is more, "but before 6" is less of the same; any other time replaces those before."""
    windows = tuple(times for times in before.times if not is_exact(times))
    if said.any_time:
        return said.times
    if said.asap and not said.times:
        return windows if before.days else before.times
    if not said.times:
        compared = said.latest or said.near is not None or said.relative in ("earlier", "later")
        return windows if compared else tuple(times for times in before.times if not _is_refused(times, said))
    if said.days or not before.times:
        return said.times
    if said.also:
        return tuple(dict.fromkeys((*before.times, *said.times)))
    return _narrowed(windows, said.times[0]) if len(said.times) == 1 else said.times


def _is_refused(times: TimeRange, said: When) -> bool:
    """Whether a moment, or that very window, is not wanted any more."""
    return times in said.not_times or (
        is_exact(times) and any(times.start in no for no in said.not_times if times.start)
    )


def _narrowed(windows: tuple[TimeRange, ...], bound: TimeRange) -> tuple[TimeRange, ...]:
    """The windows with one end of theirs where it is said now; the bound alone where that leaves nothing of them."""
    if (bound.start is None) == (bound.end is None):
        return (bound,)
    left = (_cut(one, bound, widens=len(windows) == 1) for one in windows)
    return tuple(one for one in left if _holds_any(one)) or (bound,)


def _cut(window: TimeRange, bound: TimeRange, *, widens: bool) -> TimeRange:
    """The window with the end that the bound names there; `widens`: also where it was nearer before."""
    if bound.start:
        return replace(window, start=bound.start if widens else max(bound.start, window.start or bound.start))
    within = window.end is not None and bound.end is not None and window.end <= bound.end
    return window if within and not widens else replace(window, end=bound.end, closed=bound.closed)


def _holds_any(times: TimeRange) -> bool:
    return times.start is None or times.end is None or times.start < times.end


def _hours_refused(before: When, said: When) -> tuple[TimeRange, ...]:
    """Refused hours add up too, until they are wished for."""
    if said.any_time:
        return said.not_times
    wished = [times.start for times in said.times if times.start]
    kept = (times for times in before.not_times if not any(start in times for start in wished))
    return tuple(dict.fromkeys((*kept, *said.not_times)))


def is_exact(times: TimeRange) -> bool:
    """Whether it is a moment of the day, and no stretch of it."""
    return times.start is not None and times.start == times.end
