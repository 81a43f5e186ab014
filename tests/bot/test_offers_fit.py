"""What is offered satisfies all that was said, and can be booked: over clinics and wishes made up at random."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.context import FreeTime
from bot.flows.search import search
from bot.flows.times import ask_time
from nlu.core.meaning import TimeRange, When
from tests.bot.paper import LEE, RAO
from tests.bot.test_denied import Asked, asked


@st.composite
def compared(draw: st.DrawFn) -> Asked:
    """A wish of `asked`, with what is said of the order of times and of the last hour that would do."""
    wish = draw(asked())
    when = wish.details.when
    times = tuple(
        replace(one, closed=True) if one.start != one.end and draw(st.booleans()) else one for one in when.times
    )
    how = draw(st.sampled_from(["", "", "asap", "latest", "near", "earlier", "later"]))
    said: dict[str, When] = {
        "": when,
        "asap": replace(when, asap=True),
        "latest": replace(when, latest=True),
        "near": replace(when, near=TimeRange(time(12), time(12))),
        "earlier": replace(when, relative="earlier"),
        "later": replace(when, relative="later"),
    }
    return wish._replace(details=wish.details.model_copy(update={"when": replace(said[how], times=times)}))


def fits(one: FreeTime, wish: Asked) -> bool:
    """Whether a time is all that was said, on its own and beside those that were shown."""
    when, shown = wish.details.when, wish.details.shown
    before = when.relative != "earlier" or not shown or one.start < min(shown)
    return before and (when.relative != "later" or not shown or one.start > max(shown))


@settings(max_examples=300, deadline=None)
@given(compared())
def test_what_is_offered_without_a_reason_satisfies_all_that_was_said(wish: Asked) -> None:
    found = search(wish.details, wish.clinic)
    if found.problem is None and found.exact is None:
        assert set(found.times) <= {one for one in wish.free() if fits(one, wish)}
        assert found.times


@settings(max_examples=300, deadline=None)
@given(compared())
def test_what_is_denied_is_not_there(wish: Asked) -> None:
    found = search(wish.details, wish.clinic)
    if found.problem:
        assert not [one for one in wish.free() if fits(one, wish)]


@settings(max_examples=300, deadline=None)
@given(compared())
def test_what_is_offered_instead_can_be_booked_and_was_not_ruled_out(wish: Asked) -> None:
    found = search(wish.details, wish.clinic)
    everything = wish.free(days=False)
    assert set(found.times) <= set(everything)
    for one in (*found.times, *filter(None, [found.exact, found.elsewhere])):
        assert wish.clinic.why_not(one.doctor, 1, one.start) is None
    if found.in_hours:
        assert all(any(one.start.time() in some for some in wish.details.when.times) for one in found.times)


@settings(max_examples=300, deadline=None)
@given(compared())
def test_other_hours_are_offered_only_where_no_day_has_those_asked_for(wish: Asked) -> None:
    found = search(wish.details, wish.clinic)
    if found.problem != "nothing" or found.in_hours or found.denied or not wish.details.when.times:
        return
    in_hours = [
        one
        for one in wish.free(days=False)
        if any(one.start.time() in some for some in wish.details.when.times)
    ]  # fmt: skip
    assert not in_hours


@settings(max_examples=200, deadline=None)
@given(compared())
def test_what_is_read_out_are_the_times_that_were_found(wish: Asked) -> None:
    reply = ask_time(wish.details, wish.clinic).reply
    free = {one.start for one in wish.free(days=False, doctors=(RAO.id, LEE.id))}
    assert {one.start for one in reply.choices if one.start} <= free
