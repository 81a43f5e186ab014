"""A row of visits, "every Tuesday for six weeks": they are booked one after the other, and none is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.context import AppointmentFacts, Context
from bot.core.messages import Text
from bot.core.phrases import text
from bot.core.state import State
from bot.flows.which import of_context
from nlu.core.meaning import DayRange, Meaning, Person, Series, TimeRange, When


def in_turn(meaning: Meaning, state: State, context: Context) -> Meaning:
    """The next visit of a row, with those that come after it as a further wish; any other message as it is.

    The first is as it was told. Those after it are of the same kind, for the same person, with the same doctor at the
    same hour; where one of them was not to be had, the next is counted from when it should have been.
    """
    row = meaning.series
    if row is None or meaning.intent != "book_appointment":
        return meaning
    own, planned = replace(meaning, series=None), None
    made = of_context(context, state.last.appointment) if state.last else None
    if row.begun and made is not None:
        planned = (row.after or made.start).astimezone(context.now.tzinfo) + timedelta(days=row.step)
        own = _as_before(made, planned)
    if not row.left or not context.may_book:
        return own
    left = Series(row.step, row.left - 1, begun=True, after=planned)
    return replace(own, then=Meaning("", "book_appointment", additional=True, series=left, then=meaning.then))


def _as_before(made: AppointmentFacts, start: datetime) -> Meaning:
    """The wish for another visit like one that was made."""
    day, clock, whom = start.date(), start.time(), made.patient
    return Meaning(
        "",
        "book_appointment",
        when=When(days=(DayRange(day, day),), times=(TimeRange(clock, clock),)),
        doctors=(made.doctor.name,),
        visit_types=(made.visit_type.name,),
        people=(Person(whom.name, None if whom.relation == "unknown" else whom.relation),),
    )


def row_said(waiting: Sequence[Meaning]) -> tuple[Text, ...] | None:
    """How many there are in a row that is all that waits: said where it begins. None where something else waits."""
    rows = [one.series for one in waiting if one.series]
    if len(rows) != 1 or len(waiting) != 1:
        return None
    return () if rows[0].after else (text("series.one_by_one", count=rows[0].left + 2),)


def next_said(row: Series) -> Text:
    """That the next of the row comes now, and how many are left after it."""
    return text("series.next", count=row.left) if row.left else text("series.last")


def without_rows(waiting: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """What waits, without what would only follow a visit that is not wanted any more."""
    return tuple(one for one in waiting if one.series is None)
