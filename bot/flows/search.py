"""Which free times fit a wish, and where nothing fits, why not and what is nearest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.core.context import Context, FreeTime, Refusal
from bot.core.state import Details
from bot.flows.candidates import candidates, visit_type
from bot.flows.nearest import nearest_days, nearest_hours, nearest_to, stretches_around
from bot.flows.selection import distinct, last_of_days, nearest_in_the_day, one_a_day, spread
from bot.flows.which import of_context
from nlu.core.meaning import DayRange, When

OFFERED = 4
"""How many times are offered at once; with "other times" a list stays within five lines."""


@dataclass(frozen=True)
class Found:
    """`exact` is the one time that was meant, and free. Else `times` are offered, and `problem` says why."""

    exact: FreeTime | None = None
    times: tuple[FreeTime, ...] = ()
    problem: Refusal | str | None = None
    more: bool = False
    elsewhere: FreeTime | None = None  # the very time asked for, with another doctor
    denied: tuple[datetime, ...] = ()  # the moments that `problem` is about, where moments were asked for
    in_hours: bool = False  # what is offered instead is at the hours asked for, on other days


def search(details: Details, context: Context) -> Found:
    """The times to offer for what is known so far, all in the clinic's zone."""
    wish = _Wish(details, context)
    if exact := wish.exact():
        return Found(exact=exact)
    if fitting := wish.fitting():
        offered = wish.select(fitting)
        return Found(times=tuple(offered), more=len(fitting) > len(offered))
    return wish.instead(wish.problem())


class _Wish:
    """One wish against one clinic's calendar."""

    def __init__(self, details: Details, context: Context) -> None:
        self.details, self.context, self.when = details, context, details.when
        self.doctors = candidates(details, context)
        self.visit_type = visit_type(details, context)
        self.own = of_context(context, details.appointment)
        self.days = self.when.days or (DayRange(context.now.date(), None),)
        self.exact_times = [range_.start for range_ in self.when.times if range_.start and range_.start == range_.end]

    def starts_at(self) -> list[datetime]:
        """The exact moments asked for, best first."""
        days = [range_.first for range_ in self.days if range_.first == range_.last]
        return [_at(day, clock, self.context) for day in days for clock in self.exact_times]

    def exact(self) -> FreeTime | None:
        """The first moment asked for that somebody has free; "right after" asks for the next one."""
        anchor = self.details.anchor
        if anchor and self.when.relative == "right_after" and not self.exact_times:
            midnight = _at(anchor.start.date() + timedelta(days=1), time(0), self.context)
            return next(iter(self._free(anchor.end, midnight)), None)
        for start in self.starts_at():
            for doctor in self.doctors:
                if not self._is_own(doctor, start) and self._why_not(doctor, start) is None:
                    return FreeTime(doctor, start)
        return None

    def problem(self) -> Refusal | str | None:
        """The one reason why all that was asked for cannot be had; None where there is none for all of it."""
        if self.doctors and (moments := self.starts_at()):
            return self._of_moments(moments)
        today, horizon = self.context.now.date(), self.context.horizon().date()
        if all(days.last is not None and days.last < today for days in self.days):
            return "in_past"
        return "beyond_horizon" if all(days.first > horizon for days in self.days) else None

    def _of_moments(self, moments: list[datetime]) -> Refusal | str | None:
        if any(self._is_own(doctor, start) for doctor in self.doctors for start in moments):
            return "own_time" if len(moments) == 1 else None
        reasons = {self._why_not(doctor, start) for doctor in self.doctors for start in moments}
        if len(reasons) != 1 or len(moments) < len(self.days) * len(self.when.times):
            return None
        reason = reasons.pop()
        of_a_doctor = reason in ("outside_hours", "time_off") and len(self.doctors) > 1
        of_a_moment = reason in ("outside_hours", "time_off", "taken", "holiday", "nonexistent") and len(moments) > 1
        return None if of_a_doctor or (of_a_moment and not self._are_own(moments)) else reason

    def _are_own(self, moments: list[datetime]) -> bool:
        """Whether all these moments are taken by appointments of whoever asks, with the one doctor meant."""
        own = [one for one in self.context.appointments if (one.doctor.id,) == self.doctors]
        return all(any(one.start <= start < one.end for one in own) for start in moments)

    def fitting(self) -> list[FreeTime]:
        """Free times within the wish that were not shown yet, each moment once."""
        windows = [self._window(days) for days in self.days]
        times = [found for first, last in windows for found in self._free(first, last)]
        return distinct(found for found in times if self._fits(found.start) and found.start not in self.details.passed)

    def select(self, fitting: list[FreeTime]) -> list[FreeTime]:
        """A few of the times that fit: the first ones, or a spread over a whole day that was asked for."""
        if self.when.latest:
            return last_of_days(fitting, OFFERED)
        if self.when.near and self.when.near.start:
            return nearest_in_the_day(fitting, self.when.near.start, OFFERED)
        if self.when.relative == "earlier" and self.details.shown:
            return fitting[-OFFERED:]
        if self.when.relative == "later" and self._compared_with():
            return fitting[:OFFERED]
        sooner = self.when.asap or (self.when.relative == "earlier" and not self.when.days)
        if self.details.appointment is not None and self.details.anchor and not self.when.times and not sooner:
            return nearest_in_the_day(fitting, self.details.anchor.start.time(), OFFERED)
        whole_day = not self.when.asap and not self.when.times and len({found.start.date() for found in fitting}) == 1
        if (self.when.days or self.when.relative == "earlier") and not self.when.asap and not whole_day:
            return one_a_day(fitting, OFFERED)
        today = bool(fitting) and fitting[0].start.date() == self.context.now.date()
        return spread(fitting, OFFERED) if whole_day and self.when.days and not today else fitting[:OFFERED]

    def instead(self, problem: Refusal | str | None) -> Found:
        """The nearest times where the wish itself cannot be had: other days before other hours."""
        moments = self.starts_at()
        target = moments[0] if moments else self._window(self.days[0])[0]
        target = max(min(target, self.context.horizon()), self.context.now)
        beside = self._beside_those_shown()
        kept = [] if moments or beside or not self.when.times else self._near(target, in_hours=True)
        near = distinct(beside or self._order(kept or self._near(target), target, kept=bool(kept)))
        elsewhere = self._elsewhere(moments[0]) if moments else None
        nearest = sorted(near[: OFFERED - (elsewhere is not None)], key=lambda found: found.start)
        problem = self._why_others() or problem or "nothing"
        return Found(
            times=tuple(nearest), problem=problem, elsewhere=elsewhere, denied=tuple(moments), in_hours=bool(kept)
        )

    def _beside_those_shown(self) -> list[FreeTime]:
        """Earlier, or later, on the very day, though not at the hours that were named; the nearest first."""
        compared = self._compared_with()
        if not compared or not self.when.times or self.when.relative not in ("earlier", "later"):
            return []
        edge = min(compared) if self.when.relative == "earlier" else max(compared)
        midnight = _at(edge.date(), time(0), self.context)
        first, last = (midnight, edge) if self.when.relative == "earlier" else (edge, midnight + timedelta(days=1))
        free = [one for one in self._free(max(first, self.context.now), last) if self._may_be_offered(one.start)]
        return sorted(free, key=lambda one: abs(one.start - edge))

    def _order(self, near: list[FreeTime], target: datetime, *, kept: bool) -> list[FreeTime]:
        """The nearest first."""
        if self.starts_at():
            return nearest_to(target, near)
        if self.when.times and self.days[0].first == self.days[0].last == target.date():
            day = target.date()
            return nearest_days(near, day) if kept else nearest_hours(near, day, self.when.times)
        return [found for found in near if found.start >= target] or near

    def _why_others(self) -> str | None:
        """Why what does not fit is offered, where all that does was offered before."""
        if self.when.relative in ("earlier", "later") and self._compared_with():
            return f"nothing_{self.when.relative}"
        return "no_more" if self.details.passed else None

    def _near(self, target: datetime, *, in_hours: bool = False) -> list[FreeTime]:
        """Free times around a moment that were neither shown nor ruled out, at the hours asked for only if these are to
        be kept; where there are none, any that are left."""
        for first, last in stretches_around(target, self.context.now, self.context.horizon()):
            found = [one for one in self._free(first, last) if self._may_be_offered(one.start)]
            found = [one for one in found if not in_hours or self._in_hours(one.start)]
            if found:
                return found
        return []

    def _in_hours(self, start: datetime) -> bool:
        return any(start.time() in times for times in self.when.times)

    def _may_be_offered(self, start: datetime) -> bool:
        return start not in self.details.passed and not self._excluded(start)

    def _elsewhere(self, start: datetime) -> FreeTime | None:
        """The time asked for, with another doctor of the same specialty."""
        kinds = {one.specialty for one in self.context.doctors if one.id in self.doctors}
        others = [one.id for one in self.context.doctors if one.specialty in kinds and one.id not in self.doctors]
        free = (one for one in others if one not in self.details.not_doctors and self._why_not(one, start) is None)
        return next((FreeTime(one, start) for one in free), None)

    def _window(self, days: DayRange) -> tuple[datetime, datetime]:
        horizon = self.context.horizon()
        first = min(max(_at(days.first, time(0), self.context), self.context.now), horizon)
        if days.last is None:
            return first, self._open_end(first)
        last = min(days.last, horizon.date()) + timedelta(days=1)  # nobody's calendar goes further
        return first, min(_at(last, time(0), self.context), horizon)

    def _open_end(self, first: datetime) -> datetime:
        """Where no day is named, the next two weeks are looked at first, and only then everything to come."""
        soon = min(first + timedelta(days=14), self.context.horizon())
        return soon if any(self._fits(found.start) for found in self._free(first, soon)) else self.context.horizon()

    def _fits(self, start: datetime) -> bool:
        if self._excluded(start):
            return False
        compared = self._compared_with()
        if self.when.relative == "earlier" and compared and start >= min(compared):
            return False
        if self.when.relative == "later" and compared and start <= max(compared):
            return False
        anchor = self.details.anchor
        if anchor and self.when.relative == "right_before" and start >= anchor.start:
            return False
        return not self.when.times or self._in_hours(start)

    def _compared_with(self) -> tuple[datetime, ...]:
        """What is to be earlier or later: than the times shown, else than the appointment that is moved."""
        return self.details.shown or ((self.own.start,) if self.own else ())

    def _excluded(self, start: datetime) -> bool:
        return is_refused(self.when, start)

    def _free(self, first: datetime, last: datetime) -> list[FreeTime]:
        free = self.context.free_times(self.doctors, self.visit_type, first, last, moving=self.details.appointment)
        return [one for one in free if not self._is_own(one.doctor, one.start)]

    def _is_own(self, doctor: int, start: datetime) -> bool:
        """Whether that is the time which the appointment that is moved has now: to it nothing can be moved."""
        return self.own is not None and (self.own.doctor.id, self.own.start) == (doctor, start)

    def _why_not(self, doctor: int, start: datetime) -> Refusal | None:
        return self.context.why_not(doctor, self.visit_type, start, moving=self.details.appointment)


def is_refused(when: When, start: datetime) -> bool:
    """Whether a day or hour was ruled out."""
    by_day = any(days.rules_out(start.date()) for days in when.not_days)
    return by_day or any(start.time() in times for times in when.not_times)


def _at(day: date, clock: time, context: Context) -> datetime:
    return datetime.combine(day, clock, tzinfo=context.clinic.timezone)
