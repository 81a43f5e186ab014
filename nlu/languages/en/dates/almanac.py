"""The calendar around now: which day "Thursday", "next week" or "the 8th" is. Weeks run from Monday to Sunday."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, timedelta

from nlu.core.meaning import DayRange

FARTHEST = 100 * 366  # days counted from now; anything beyond is nobody's appointment
SOON = 62  # days within which "Monday 13th" is looked for


def sane_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none such."""
    if not (1 <= month <= 12 and 1 <= year <= MAXYEAR and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


@dataclass(frozen=True, slots=True)
class Almanac:
    """Everything a rule needs to know about now and the clinic's habits."""

    now: datetime
    day_first: bool = True

    @property
    def today(self) -> date:
        """The clinic's date."""
        return self.now.date()

    def in_days(self, days: int) -> date:
        """The day so many days from now, kept within the calendar."""
        days = max(-FARTHEST, min(FARTHEST, days))
        room = date.max.toordinal() - self.today.toordinal()
        return self.today + timedelta(days=max(1 - self.today.toordinal(), min(days, room)))

    def working_days_on(self, days: int) -> date:
        """The day so many days from Monday to Friday from now."""
        weeks, rest = divmod(min(days, FARTHEST), 5)
        ahead = next(
            ahead for ahead in range(8) if sum(self.in_days(day).weekday() < 5 for day in range(1, ahead + 1)) >= rest
        )
        return self.in_days(7 * weeks + ahead)

    def in_minutes(self, minutes: int) -> datetime:
        """The clinic's clock so many minutes from now, whole minutes; a change of the clock in between counted."""
        start = self.now.replace(second=0, microsecond=0)
        if start.year >= MAXYEAR:
            return start
        return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(self.now.tzinfo)

    def coming(self, weekday: int) -> date:
        """The next such weekday, today included."""
        return self.in_days((weekday - self.today.weekday()) % 7)

    def in_week(self, weekday: int, weeks: int) -> date:
        """The weekday of the week so many weeks from this one."""
        return self.in_days(weekday - self.today.weekday() + 7 * weeks)

    def week(self, weeks: int) -> DayRange:
        """Monday to Sunday of the week so many weeks from this one; of this week, what is left."""
        return self.left(DayRange(self.in_week(0, weeks), self.in_week(6, weeks)))

    def week_of(self, day: date) -> DayRange:
        """Monday to Sunday of the week of that day, kept within the calendar; of this week, what is left."""
        monday = date.fromordinal(max(1, day.toordinal() - day.weekday()))
        return self.left(DayRange(monday, date.fromordinal(min(monday.toordinal() + 6, date.max.toordinal()))))

    def month(self, year: int, month: int) -> DayRange:
        """The whole month; of this month, what is left. Months may run over: 13 is next January."""
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
        if not 1 <= year <= MAXYEAR:
            return DayRange(date.max, date.max)
        return self.left(DayRange(date(year, month, 1), date(year, month, monthrange(year, month)[1])))

    def months_on(self, months: int) -> DayRange:
        """The month so many months from this one."""
        return self.month(self.today.year, self.today.month + months)

    def next_month_named(self, month: int, year: int | None = None) -> DayRange:
        """The named month of that year, else the next one that is not over."""
        if year is None:
            year = self.today.year + (month < self.today.month)
        return self.month(year, month)

    def left(self, days: DayRange) -> DayRange:
        """What is not past of a stretch of days; all of it where it is wholly past."""
        if days.last is not None and days.first < self.today <= days.last:
            return DayRange(self.today, days.last)
        return days

    def next_dated(self, day: int, month: int) -> date | None:
        """The next time the calendar shows this day and month, today included; None where it never does."""
        for year in range(self.today.year, min(self.today.year + 9, MAXYEAR + 1)):
            found = sane_date(year, month, day)
            if found and found >= self.today:
                return found
        return None

    def next_day_of_month(self, day: int) -> date | None:
        """The next 8th, today included."""
        for ahead in range(12):
            year, month = divmod(self.today.month - 1 + ahead, 12)
            found = sane_date(self.today.year + year, month + 1, day)
            if found and found >= self.today:
                return found
        return None

    def soon_on(self, day: int, weekday: int) -> date | None:
        """The next 13th that is a Monday, in two months at most."""
        days = (self.in_days(ahead) for ahead in range(SOON))
        return next((one for one in days if one.day == day and one.weekday() == weekday), None)

    def months_later(self, day: date, months: int) -> date:
        """The same day of a later month, or its last day where it is shorter."""
        year, month = divmod(day.month - 1 + max(-1200, min(1200, months)), 12)
        year, month = max(1, min(MAXYEAR, day.year + year)), month + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
