"""The times of day a message wishes, from those said in it: the half of the day settled, windows joined, refusals."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import time
from itertools import pairwise

from nlu.core.meaning import TimeRange
from nlu.languages.en.dates.bounds import ENDS, Bound
from nlu.languages.en.dates.clock import in_part
from nlu.languages.en.dates.found import Clock, Half, Moment, Part
from nlu.languages.en.dates.said import Said

_HALVES = frozenset(["morning", "afternoon", "evening", "night", "am", "pm"])


@dataclass(frozen=True, slots=True)
class Hours:
    """What settles a bare "5": the clinic's hours, and the time before which nothing can be meant today."""

    opens: time
    closes: time | None
    passed: time | None  # the time of day now, where the message speaks of today

    @property
    def whole_day(self) -> bool:
        """Whether the hours settle nothing."""
        return self.opens == time(0) and self.closes is None

    def distance(self, minutes: int) -> int:
        """How far a time, in minutes of the day, lies outside the hours; 0 within them or at closing time."""
        opens, closes = _minutes(self.opens), _minutes(self.closes) if self.closes else 1440
        return max(opens - minutes, minutes - closes, 0)


@dataclass(slots=True)
class WishedTimes:
    """The windows gathered so far."""

    times: list[TimeRange] = field(default_factory=list)
    not_times: list[TimeRange] = field(default_factory=list)
    doubtful: bool = False


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def wished_times(said: list[Said], hours: Hours) -> WishedTimes:
    """All times of a message joined, alternatives in the order said."""
    times = [one for one in said if one.is_time]
    _settle_by_neighbours(times)
    _absorb_parts(times)
    wished = WishedTimes()
    before: Said | None = None
    refused: Said | None = None
    for one in times:
        if one.dropped:
            continue
        window = _window(one, before, hours, wished)
        if one.negated:
            _refuse(wished, one, refused, window)
            refused = one
            continue
        _take(wished, one, before, window)
        before = one
    return wished


def _refuse(wished: WishedTimes, one: Said, before: Said | None, window: TimeRange) -> None:
    """Take a window into what is refused; "not 9 to 11" is one."""
    joined = _joined(before, one, wished.not_times[-1], window) if before else None
    wished.not_times[-1:] = [joined] if joined else [*wished.not_times[-1:], window]
    wished.times = [each for each in wished.times if each != window]


def _settle_by_neighbours(times: list[Said]) -> None:
    """ "10 or 11 am", "between 2 and 4pm", "11am to 2": the half said once holds for its neighbour."""
    pairs = list(pairwise(times))
    for one, other in reversed(pairs):
        linked = other.link in ("or", "and", "to", "") and len(other.lead) < 12
        if linked and isinstance(one.value, Clock) and isinstance(other.value, Clock) and one.value.is_open:
            one.value = replace(one.value, half=_half_before(one.value, other.value))
    for one, other in pairs:
        linked = other.link in ("or", "and", "to", "fix", "") and len(other.lead) < 24
        if linked and isinstance(one.value, Clock) and isinstance(other.value, Clock) and other.value.is_open:
            other.value = replace(other.value, half=_half_after(one.value, other.value))


def _half_before(one: Clock, other: Clock) -> Half | None:
    """The half of the earlier of two times, from that of the later."""
    if other.half is None:
        return None
    earlier = (one.hour % 12, one.minute) <= (other.hour % 12, other.minute)
    return other.half if earlier else "am" if other.half == "pm" else "pm"


def _half_after(one: Clock, other: Clock) -> Half | None:
    """The half of the later of two times, from that of the earlier."""
    if one.half is None:
        return None
    later = (other.hour % 12, other.minute) >= (one.hour % 12, one.minute)
    return one.half if later else "pm" if one.half == "am" else one.half


def _absorb_parts(times: list[Said]) -> None:
    """ "Thursday afternoon at 3": the afternoon says which 3, and is no wish of its own beside it."""
    for one, other in (*pairwise(times), *((later, earlier) for earlier, later in pairwise(times))):
        part, clock = one.value, other.value
        if not isinstance(part, Part) or not isinstance(clock, Clock) or one.dropped or one.negated or other.negated:
            continue
        later = max(one, other, key=lambda each: each.start)
        if later.link in ("or", "fix", "to") or (later.link == "far" and "." in later.lead):
            continue
        if part.name in _HALVES and clock.is_open:
            other.value = in_part(clock, part.name)
        if not other.bound and (part.name in _HALVES or part.name in ("first thing", "last thing", "lunch", "later")):
            one.dropped = True


def _window(one: Said, before: Said | None, hours: Hours, wished: WishedTimes) -> TimeRange:
    """The window one find stands for."""
    if isinstance(one.value, Clock):
        moment, doubtful = _settled(one.value, one, before, hours)
        wished.doubtful = wished.doubtful or doubtful
        return _bounded(TimeRange(moment, moment), one.bound)
    if isinstance(one.value, Part):
        return _bounded(_in_hours(one.value, hours), one.bound)
    return one.value.window if isinstance(one.value, Moment) else TimeRange(None, None)


def _bounded(window: TimeRange, bound: Bound | None) -> TimeRange:
    """The window that "after", "before", "by" or "from" opens."""
    if bound == "after":
        return TimeRange(window.end or window.start, None)
    if bound == "from":
        return TimeRange(window.start, None)
    if bound == "before":
        return TimeRange(None, window.start or window.end)
    if bound in ENDS:
        exact = window.start == window.end
        return TimeRange(None, window.end or window.start, closed=bound == "by" and exact)
    return window


def _in_hours(part: Part, hours: Hours) -> TimeRange:
    """The first and the last thing of the day depend on when the clinic opens and closes."""
    if part.name == "first thing" and hours.opens > time(0):
        last = min(_minutes(hours.opens) + 90, 1439)
        return TimeRange(hours.opens, time(last // 60, last % 60))
    if part.name == "last thing" and hours.closes:
        first = max(_minutes(hours.closes) - 120, 0)
        return TimeRange(time(first // 60, first % 60), None)
    return part.window


def _settled(clock: Clock, one: Said, before: Said | None, hours: Hours) -> tuple[time, bool]:
    """The time meant, and whether either half of the day would do equally well."""
    if clock.settled:
        return time(clock.hour, clock.minute), False
    am, pm = time(clock.hour % 12, clock.minute), time(clock.hour % 12 + 12, clock.minute)
    if clock.half:
        return (am if clock.half == "am" else pm), False
    if hours.passed and am <= hours.passed < pm and one.bound is None:
        return pm, False
    far_am, far_pm = hours.distance(_minutes(am)), hours.distance(_minutes(pm))
    if far_am != far_pm:
        return (am if far_am < far_pm else pm), False
    if 7 <= clock.hour <= 11 and far_am == 0:
        return am, not one.bound or hours.whole_day
    return pm, False


def _take(wished: WishedTimes, one: Said, before: Said | None, window: TimeRange) -> None:
    """Join a window with the one before it where they belong together, else add it."""
    if before is None or not wished.times:
        wished.times.append(window)
    elif one.link == "fix" and not (one.bound and before.bound):
        wished.times = [window]
    elif joined := _joined(before, one, wished.times[-1], window) or _exact_within(
        before, one, wished.times[-1], window
    ):
        wished.times[-1] = joined
    elif window not in wished.times:
        wished.times.append(window)


def _joined(before: Said, one: Said, old: TimeRange, new: TimeRange) -> TimeRange | None:
    """A stretch ("2 to 4", "between 2 and 4", "after 3 but before 5") or a narrower window; None for alternatives."""
    ranged = one.link == "to" or (before.bound == "between" and one.link == "and")
    ranged = ranged or (one.bound in ENDS and one.lead == "" and before.bound in (None, "from", "after"))
    if ranged:
        end = new.end or new.start
        return TimeRange(old.start, end, new.closed) if end and (old.start is None or old.start < end) else None
    parts = isinstance(before.value, Part), isinstance(one.value, Part)
    if all(parts) and one.link == "" and not (before.bound or one.bound):
        return _overlap(old, new)  # "tomorrow morning, first thing"
    if one.link in ("or", "and") and not (before.bound and one.bound):
        return None
    if (before.bound or parts[0]) and (one.bound or parts[1]) and any((before.bound, one.bound)) and one.link != "or":
        return _overlap(old, new)
    return None


def _exact_within(before: Said, one: Said, old: TimeRange, new: TimeRange) -> TimeRange | None:
    """ "Mornings are best. How about 11:15?": the one time that lies in the part of the day spoken of."""
    if one.link in ("or", "and") or isinstance(before.value, Part) == isinstance(one.value, Part):
        return None
    exact, window = (new, old) if isinstance(before.value, Part) else (old, new)
    return exact if exact.start == exact.end and exact.start and exact.start in window else None


def _overlap(one: TimeRange, other: TimeRange) -> TimeRange | None:
    start = max((each.start for each in (one, other) if each.start), default=None)
    ends = [each for each in (one, other) if each.end]
    last = min(ends, key=lambda each: (each.end, each.closed), default=TimeRange(None, None))
    fits = start is None or last.end is None or start < last.end
    return TimeRange(start, last.end, last.closed) if fits else None
