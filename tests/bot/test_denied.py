"""What is denied is exactly what was asked, and true: over clinics and wishes made up at random, and in words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.context import FreeTime, PatientFacts
from bot.core.state import Details
from bot.flows.times import TIME, ask_time
from nlu.core.meaning import DayRange, TimeRange, When
from tests.bot.paper import LEE, LONDON, MONDAY, RAO, Chat, PaperClinic, at, day

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


def said(when: When, *doctors: str, clinic: PaperClinic | None = None) -> str:
    """What comes back to somebody who asks for that."""
    return Chat(clinic or PaperClinic()).says("book_appointment", doctors=doctors, when=when).said


def test_a_wrong_hour_denies_only_that_hour() -> None:
    words = said(When(days=day("2026-06-02"), times=at("01:00")), RAO.name)
    assert "No visit with Dr Maya Rao begins at 01:00 tomorrow, Tuesday 2 June." in words


def test_a_closed_day_among_several_does_not_close_the_others() -> None:
    days = (*day("2026-06-06"), *day("2026-06-08"))
    words = said(When(days=days, times=at("01:00")), RAO.name)
    assert "Dr Maya Rao has nothing free on Saturday 6 June or Monday 8 June at 01:00." in words


def test_a_day_without_hours_is_denied_as_a_day() -> None:
    assert "Dr Maya Rao doesn't see patients on Saturday 6 June." in said(
        When(days=day("2026-06-06"), times=at("10:20")), RAO.name
    )


def test_a_time_taken_by_oneself_is_said_to_be_ones_own() -> None:
    clinic = PaperClinic()
    clinic.have(PatientFacts(1, "Isla Grant", "child"), LEE.id, datetime(2026, 6, 5, 10, 20, tzinfo=LONDON))
    words = said(When(days=day("2026-06-05"), times=at("10:20")), LEE.name, clinic=clinic)
    assert "That is already taken by Isla Grant's appointment with Dr Sam Lee, Friday 5 June at 10:20." in words


def test_days_are_said_shortly() -> None:
    week = (DayRange(date(2026, 6, 1), date(2026, 6, 7)),)
    assert "Between today and Sunday 7 June with Dr Maya Rao: these times are free." in said(When(days=week), RAO.name)


def test_all_of_several_days_are_named() -> None:
    three = tuple(DayRange(date(2026, 6, one), date(2026, 6, one)) for one in (9, 10, 11))
    words = said(When(days=three), RAO.name)
    assert "Tuesday 9 June, Wednesday 10 June or Thursday 11 June with Dr Maya Rao" in words


def test_with_a_day_that_is_full_the_rest_of_the_wish_is_denied_too() -> None:
    taken = {(RAO.id, datetime(2026, 6, on, 10, 20, tzinfo=LONDON)) for on in (2, 3, 4)}
    days = (*day("2026-06-02"), DayRange(date(2026, 6, 3), date(2026, 6, 4)))
    words = said(When(days=days, times=at("10:20")), RAO.name, clinic=PaperClinic(taken=taken))
    assert (
        "Dr Maya Rao has nothing free tomorrow or between Wednesday 3 June and Thursday 4 June at 10:20. The nearest"
        in words
    )


def test_an_hour_of_several_is_not_denied_where_the_other_is_free() -> None:
    taken = PaperClinic(taken={(RAO.id, datetime(2026, 6, 2, 9, tzinfo=LONDON))})
    either = When(days=day("2026-06-02"), times=(TimeRange(time(9), time(9)), TimeRange(time(14), None)))
    words = said(either, RAO.name, clinic=taken)
    assert "at 09:00 or from 14:00 with Dr Maya Rao: these times are free." in words


def test_where_nothing_is_left_nothing_is_promised_beyond_what_can_be_booked() -> None:
    full = Brief()
    full.left = set()
    words = said(When(days=day("2026-06-04")), RAO.name, clinic=full)
    assert "I can't find a free time with Dr Maya Rao up to Sunday 21 June, and I can't book further ahead." in words
    assert "Another doctor may have one, or our front desk can look: +44 20 7946 0000." in words
    assert "[Any doctor] [Talk to a person]" in words
