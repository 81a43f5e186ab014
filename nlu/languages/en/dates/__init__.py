"""Dates and times in patients' English, resolved against the clinic's clock and hours.

A message is read into a line of plain words (`tokens`), rules find days, times and wishes in it (`scan`), what is no
wish is left out (`context`), and what is left is joined: narrowed, corrected, refused (`said`, `joined_days`,
`joined_times`). Every step looks a bounded distance around each word, so the whole text is always read, however long.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from nlu.core.meaning import Asked, When
from nlu.languages.en.dates.additions import adds
from nlu.languages.en.dates.almanac import Almanac
from nlu.languages.en.dates.context import only_wishes
from nlu.languages.en.dates.found import Day, Found
from nlu.languages.en.dates.joined_days import Wished, wished_days
from nlu.languages.en.dates.joined_times import Hours, WishedTimes, wished_times
from nlu.languages.en.dates.said import Said, standing
from nlu.languages.en.dates.scan import scan
from nlu.languages.en.dates.tokens import Reading
from nlu.languages.en.dates.weeks import whole_weeks

__all__ = ["resolve"]


def resolve(
    text: str,
    now: datetime,
    *,
    asked: Asked | None = None,
    opens: time = time(0),
    closes: time | None = None,
    day_first: bool = True,
) -> When:
    """Everything a message says about when.

    `now` is aware and in the clinic's zone. `asked` lets a bare "5" be the time, or the day, that was asked for.
    `opens` and `closes` (None: midnight) settle which half of the day "at 5" is in. `day_first`: 3/4 is 3 April.
    Never raises for any text.
    """
    almanac = Almanac(now, day_first)
    reading = Reading(text, choosing=asked in ("slot", "confirmation"))
    found = scan(reading, almanac, asked)
    if not found:
        return When()
    found = only_wishes(whole_weeks(found, reading.line, almanac), reading.line, almanac, asked)
    said = standing(found, reading.line)
    days = wished_days(said, almanac)
    times = wished_times(said, Hours(opens, closes, _passed(days, almanac)))
    return _when(said, days, times, almanac, _spans(found, reading), reading.line)


def _passed(days: Wished, almanac: Almanac) -> time | None:
    """The time now, where today is meant."""
    today = [each for each in days.days if each.first == each.last == almanac.today]
    return almanac.now.time() if today and len(days.days) == 1 else None


def _spans(found: list[Found], reading: Reading) -> tuple[tuple[int, int], ...]:
    return tuple(dict.fromkeys(reading.span(one.start, one.end) for one in found))


def _when(
    said: list[Said],
    days: Wished,
    times: WishedTimes,
    almanac: Almanac,
    spans: tuple[tuple[int, int], ...],
    line: str,
) -> When:
    wishes = [one.value for one in said if isinstance(one.value, When)]
    relative = next((wish.relative for wish in wishes if wish.relative), None)
    shift = next((wish.shift_minutes for wish in wishes if wish.shift_minutes), None)
    when = When(
        days=tuple(dict.fromkeys(days.days)),
        not_days=tuple(dict.fromkeys(days.not_days)),
        from_days=tuple(
            days for one in said if one.dropped and isinstance(one.value, Day) for days in one.value.ranges
        ),
        times=tuple(times.times),
        not_times=tuple(dict.fromkeys(times.not_times)),
        asap=any(wish.asap for wish in wishes),
        latest=any(wish.latest for wish in wishes),
        also=bool(spans) and adds(line, said),
        near=next((wish.near for wish in wishes if wish.near), None),
        any_day=any(wish.any_day for wish in wishes) and not days.days,
        any_time=any(wish.any_time for wish in wishes) and not times.times,
        relative=relative,
        same_day=any(wish.same_day for wish in wishes),
        shift_days=days.shift,
        shift_minutes=shift,
        spans=spans,
    )
    return replace(when, ambiguous=_marks(when, days, times, almanac))


def _marks(when: When, days: Wished, times: WishedTimes, almanac: Almanac) -> tuple[str, ...]:
    """What the patient should be asked about."""
    marks = list(days.marks)
    if times.doubtful:
        marks.append("am_pm")
    if when.date and _is_past(when.date, when.time, almanac.now):
        marks.append("past")
    if when.date and when.time:
        marks += _clock_change(when.date, when.time, almanac.now)
    return tuple(dict.fromkeys(marks))


def _is_past(day: date, moment: time | None, now: datetime) -> bool:
    if day != now.date() or moment is None:
        return day < now.date()
    return moment < now.time().replace(second=0, microsecond=0)


def _clock_change(day: date, moment: time, now: datetime) -> list[str]:
    """Whether the clinic's clock shows that time never or twice on that day."""
    local = datetime.combine(day, moment, tzinfo=now.tzinfo)
    early, late = local.utcoffset(), local.replace(fold=1).utcoffset()
    if early == late or not 2 < day.year < 9998:
        return []
    there_and_back = local.astimezone(UTC).astimezone(now.tzinfo)
    return (
        ["repeated_time"] if there_and_back.replace(tzinfo=None) == local.replace(tzinfo=None) else ["nonexistent_time"]
    )
