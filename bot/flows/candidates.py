"""Which doctors would do for a wish, and which kind of visit it is."""

from __future__ import annotations

from collections.abc import Collection

from bot.core.context import Context
from bot.core.state import Details
from bot.flows.doctor_profile import fitting, wanted_of
from nlu.core.words import split
from nlu.languages.speaking import grammar


def candidates(details: Details, context: Context) -> tuple[int, ...]:
    """The doctors who would do, who are what is wanted, and who do that kind of visit, in the clinic's order."""
    kind = visit_type(details, context)
    able = {doctor.id for doctor in fitting(context.doctors, wanted_of(details)) if doctor.does(kind)}
    return tuple(doctor for doctor in wanted_doctors(details, context) if doctor in able)


def visit_type(details: Details, context: Context) -> int:
    """The visit type meant; where none was named, the first of the clinic's that one of the doctors wanted does."""
    return details.visit_type or usual_kind(wanted_doctors(details, context), context)


def usual_kind(doctors: Collection[int], context: Context) -> int:
    """The one of the clinic's visit types that is named for the field of all these doctors, "Nurse appointment"; else
    the first that one of them does."""
    wanted = [doctor for doctor in context.doctors if doctor.id in doctors]
    done = [kind for kind in context.visit_types if any(doctor.does(kind.id) for doctor in wanted)]
    fields = [_words(doctor.specialty) for doctor in wanted]
    theirs = set.intersection(*fields) if fields else set()
    named = (kind.id for kind in done if theirs & _words(kind.name))
    return next(named, done[0].id if done else context.visit_types[0].id)


def _words(name: str) -> set[str]:
    return {word.text for word in split(name)} - grammar().care.dull


def wanted_doctors(details: Details, context: Context) -> tuple[int, ...]:
    """The doctors who were named, or all, but for those who are not wanted."""
    wanted = details.doctors or tuple(doctor.id for doctor in context.doctors)
    return tuple(doctor for doctor in wanted if doctor not in details.not_doctors)
