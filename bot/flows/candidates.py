"""Which doctors would do for a wish, and which kind of visit it is."""

from __future__ import annotations

from collections.abc import Collection

from bot.core.context import Context
from bot.core.state import Details
from bot.flows.doctor_profile import fitting, wanted_of


def candidates(details: Details, context: Context) -> tuple[int, ...]:
    """The doctors who would do, who are what is wanted, and who do that kind of visit, in the clinic's order."""
    kind = visit_type(details, context)
    able = {doctor.id for doctor in fitting(context.doctors, wanted_of(details)) if doctor.does(kind)}
    return tuple(doctor for doctor in _wanted(details, context) if doctor in able)


def visit_type(details: Details, context: Context) -> int:
    """The visit type meant; where none was named, the first of the clinic's that one of the doctors wanted does."""
    return details.visit_type or usual_kind(_wanted(details, context), context)


def usual_kind(doctors: Collection[int], context: Context) -> int:
    """The first of the clinic's visit types that one of these doctors does."""
    wanted = [doctor for doctor in context.doctors if doctor.id in doctors]
    done = (kind.id for kind in context.visit_types if any(doctor.does(kind.id) for doctor in wanted))
    return next(done, context.visit_types[0].id)


def _wanted(details: Details, context: Context) -> tuple[int, ...]:
    wanted = details.doctors or tuple(doctor.id for doctor in context.doctors)
    return tuple(doctor for doctor in wanted if doctor not in details.not_doctors)
