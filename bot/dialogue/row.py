"""Visits made one soon after the other: how many there are, and whether one is only told once more."""

from __future__ import annotations

from bot.core.context import AppointmentFacts, Context
from bot.core.state import Anchor, Made, State, Who
from bot.flows.appointments import is_at
from bot.flows.book import JUST_NOW
from bot.flows.which import is_for, of_context
from nlu.core.meaning import Meaning
from nlu.languages.speaking import grammar

_TOLD = 2
"""So much of the day, the time, the doctor and the person must be told, for it to be clear which one is spoken of."""


def with_one_more(state: State, anchor: Anchor, who: Who | None) -> tuple[Made, ...]:
    """The row with the appointment just made; another begins where the last was made some time ago."""
    before, now = state.last, anchor.made_at
    goes_on = before and before.made_at and now and now - before.made_at < JUST_NOW
    row = state.made if goes_on else ()
    return (*row, Made(appointment=anchor.appointment, called=who.called if who else None))


def made_in_a_row(state: State, context: Context) -> list[AppointmentFacts]:
    """Those made just now that still stand."""
    recent = state.last and state.last.made_at and context.now - state.last.made_at < JUST_NOW
    standing = [of_context(context, one.appointment) for one in state.made] if recent else []
    return [one for one in standing if one is not None]


def made_already(meaning: Meaning, state: State, context: Context) -> AppointmentFacts | None:
    """The one made just now of which a wish tells nothing new: "so that's me with Dr Lee on Thursday at 9"."""
    if meaning.intent != "book_appointment" or grammar().wishing.another.search(meaning.own_words):
        return None
    return next((one for one in made_in_a_row(state, context) if _tells_of(meaning, one)), None)


def _tells_of(meaning: Meaning, one: AppointmentFacts) -> bool:
    """Whether all that is told is true of an appointment, and enough is."""
    when, doctors = meaning.when, (*meaning.doctors, *meaning.from_doctors)
    if when.relative or when.shift_days or when.not_days or when.not_times or when.same_day or meaning.same:
        return False
    days, times = (*when.days, *when.from_days), (*when.times, *when.from_times)
    checks = (
        any(one.start.date() in day for day in days) if days else None,
        any(is_at(one.start, clock) for clock in times) if times else None,
        one.doctor.name in doctors if doctors else None,
        any(is_for(person, one) for person in meaning.people) if meaning.people else None,
        one.visit_type.name in meaning.visit_types if meaning.visit_types else None,
        one.doctor.specialty in meaning.specialties if meaning.specialties else None,
    )
    told = [check for check in checks if check is not None]
    return all(told) and len(told) >= _TOLD and (checks[0] is not None or checks[1] is not None)
