"""What is denied is exactly what was asked, and true: over clinics and wishes made up at random."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.context import FreeTime, PatientFacts
from bot.core.state import Details
from bot.flows.times import TIME, ask_time
from nlu.core.meaning import DayRange, TimeRange, When
from tests.bot.paper import LEE, LONDON, MONDAY, RAO, Chat, PaperClinic

T = TypeVar("T")
DAYS = [date(2026, 6, 1) + timedelta(days=ahead) for ahead in range(10)]
CLOCKS = [time(1), time(9), time(9, 40), time(11), time(12, 20), time(16, 20), time(20)]
GRID = [time(9 + minutes // 60, minutes % 60) for minutes in range(0, 480, 40)]


class Asked(NamedTuple):
    """A clinic's calendar, and a wish against it."""

    clinic: PaperClinic
    details: Details

    def free(
        self, *, days: bool = True, ruled_out: bool = True, doctors: tuple[int, ...] | None = None
    ) -> list[FreeTime]:
        """What is free within the wish, found by going through all there is."""
        wish, clinic = self.details.when, self.clinic
        who = self.details.doctors or (RAO.id, LEE.id)
        found = clinic.free_times(doctors or who, 1, clinic.now, clinic.horizon())
        if days:
            found = [one for one in found if not wish.days or any(one.start.date() in some for some in wish.days)]
            found = [one for one in found if not wish.times or any(one.start.time() in some for some in wish.times)]
        if not ruled_out:
            return found
        found = [one for one in found if one.doctor not in self.details.not_doctors]
        found = [one for one in found if not any(one.start.date() in some for some in wish.not_days)]
        found = [one for one in found if not any(one.start.time() in some for some in wish.not_times)]
        return [one for one in found if one.start not in self.details.passed]


def _ranges(days: tuple[date, date]) -> DayRange:
    return DayRange(min(days), max(days))


def _window(clocks: tuple[time, time]) -> TimeRange:
    return TimeRange(min(clocks), max(clocks))


ONE_DAY = st.sampled_from(DAYS).map(lambda one: DayRange(one, one))
SOME_DAYS = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(_ranges)
CLOCK = st.sampled_from(CLOCKS).map(lambda one: TimeRange(one, one))
SOME_TIMES = st.tuples(st.sampled_from(CLOCKS), st.sampled_from(CLOCKS)).map(_window)


def _few(one: st.SearchStrategy[T], most: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, max_size=most, unique=True).map(tuple)


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    """Doctors with little time left, and somebody who is choosy."""
    left = draw(
        st.sets(st.tuples(st.sampled_from([RAO.id, LEE.id]), st.sampled_from(DAYS), st.sampled_from(GRID)), max_size=8)
    )
    clinic = Brief(now=MONDAY.replace(hour=draw(st.sampled_from([8, 12, 18]))))
    clinic.left = {(doctor, datetime.combine(on, clock, LONDON)) for doctor, on, clock in left}
    if draw(st.booleans()) and left:
        doctor, start = draw(st.sampled_from(sorted(clinic.left)))
        clinic.have(PatientFacts(1, "Ada Byrne", "self"), doctor, start)
    when = When(
        days=draw(_few(ONE_DAY | SOME_DAYS)),
        times=draw(_few(CLOCK | SOME_TIMES, 2)),
        not_days=draw(_few(ONE_DAY, 1)),
        not_times=draw(_few(SOME_TIMES, 1)),
    )
    passed = draw(_few(st.sampled_from(sorted(start for _, start in clinic.left)))) if left else ()
    doctors = draw(st.sampled_from([(), (RAO.id,), (LEE.id,), (RAO.id, LEE.id)]))
    avoided = draw(st.sampled_from([(), (), (RAO.id,)])) if doctors in ((), (LEE.id,)) else ()
    return Asked(
        clinic, Details(when=when, doctors=doctors, not_doctors=avoided, passed=passed, shown=passed, when_said=True)
    )


class Brief(PaperClinic):
    """A clinic of which only a few times are left."""

    left: set[tuple[int, datetime]]

    def why_not(self, doctor, visit_type, start, *, moving=None):  # type: ignore[no-untyped-def]
        why = super().why_not(doctor, visit_type, start, moving=moving)
        return why or (None if (doctor, start) in self.left else "taken")

    def horizon(self) -> datetime:
        return self.now + timedelta(days=20)


@settings(max_examples=400, deadline=None)
@given(asked())
def test_who_is_said_to_have_nothing_free_has_nothing_that_fits(wish: Asked) -> None:
    settled = TIME.fill(wish.details, wish.clinic)
    if settled.chosen:
        assert FreeTime(settled.chosen.doctor, settled.chosen.start) in wish.free(ruled_out=False)
        return
    lead = ask_time(wish.details, wish.clinic).reply.parts[0]
    if lead.key.startswith("problem.") and lead.key != "problem.beyond_horizon":
        assert not wish.free()
    if lead.key in ("problem.nothing", "problem.nothing.anybody"):
        assert not wish.free(ruled_out=False)
    if lead.key == "problem.outside_hours":
        named = wish.details.when.days[0].first
        assert not [one for one in wish.free(days=False, ruled_out=False) if one.start.date() == named]
    if lead.key == "slot.nothing_at_all":
        assert not wish.free(days=False, ruled_out=False)
    if lead.key == "slot.nothing_else":
        assert not [one for one in wish.free(days=False) if not _ruled_out(one, wish)]


@settings(max_examples=200, deadline=None)
@given(asked())
def test_what_is_offered_can_be_had_and_is_wanted(wish: Asked) -> None:
    reply = ask_time(wish.details, wish.clinic).reply
    free = {one.start for one in wish.free(days=False, doctors=(RAO.id, LEE.id))}
    assert {one.start for one in reply.choices if one.start} <= free


@settings(max_examples=200, deadline=None)
@given(asked())
def test_every_day_that_was_asked_for_is_named_in_what_is_denied(wish: Asked) -> None:
    chat = Chat(wish.clinic)
    lead = ask_time(wish.details, wish.clinic).reply.parts[0]
    words = chat.speaker.say(lead)
    assert "  " not in words
    if lead.key.startswith("problem.nothing") and len(wish.details.when.days) <= 3:
        ends = {one for some in wish.details.when.days for one in (some.first, some.last) if one}
        assert all(_named(one, wish.clinic.now.date()) in words for one in ends)


def _named(one: date, today: date) -> str:
    near = {0: "today", 1: "tomorrow"}
    return near.get((one - today).days, f"{one:%A} {one.day} June")


def _ruled_out(one: FreeTime, wish: Asked) -> bool:
    return any(one.start.date() in some for some in wish.details.when.not_days)
