"""A wish whose doctors are not what is wanted of them: a woman, somebody who speaks Hindi, who sees a child of three.

Others who are take their place, which is said; what nobody here is, as far as the clinic tells, is wanted no more.
"""

from __future__ import annotations

from bot.core.context import Context, DoctorFacts
from bot.core.messages import Join, Text
from bot.core.phrases import text
from bot.core.state import Details
from bot.flows.doctor_profile import Wanted, fits, fitting, nobody, wanted_of, what_wanted

NAMED = 4
"""Doctors named in one sentence at most."""


def who_fits(details: Details, context: Context) -> tuple[Details, tuple[Text, ...]]:
    """The wish with doctors who are what is wanted, and what there is to say of that."""
    details, too_old = _of_that_age(details, context)
    wanted = Wanted(wanted_of(details).genders, details.languages)
    if not wanted or details.appointment is not None:
        return details, too_old
    able = [
        one for one in fitting(context.doctors, wanted) if details.visit_type is None or one.does(details.visit_type)
    ]
    named = [one for one in context.doctors if one.id in details.doctors]
    if not able:
        return details.model_copy(update={"genders": (), "languages": ()}), (*too_old, nobody(wanted, context))
    kept = [one for one in named if fits(one, wanted)]
    if kept == named:
        return details, too_old
    if kept:
        return details.model_copy(update={"doctors": tuple(one.id for one in kept)}), too_old
    alike = [one for one in able if one.specialty in {doctor.specialty for doctor in named}] or able
    if details.specialty:
        return _nobody_in_the_field(details, alike, wanted, context, too_old)
    said = text("profile.not_fitting", doctor=_listed(named), what=what_wanted(wanted), others=_listed(alike))
    return _instead(details, alike), (*too_old, said)


def _nobody_in_the_field(
    details: Details, others: list[DoctorFacts], wanted: Wanted, context: Context, before: tuple[Text, ...]
) -> tuple[Details, tuple[Text, ...]]:
    """Whether the field matters more, or that, only they can say: it is said, and those who are it are asked about."""
    said = text(
        "profile.not_in_field", specialty=str(details.specialty), what=what_wanted(wanted), others=_listed(others)
    )
    field = {"doctor_said": False, "doctors": (), "specialty": None}
    return details.model_copy(update=field), (*before, said)


def _of_that_age(details: Details, context: Context) -> tuple[Details, tuple[Text, ...]]:
    """Without doctors who do not see patients of that age, where it is known."""
    wanted = Wanted(age=details.age)
    named = [one for one in context.doctors if one.id in details.doctors]
    if details.age is None or details.appointment is not None or all(fits(one, wanted) for one in named):
        return details, ()
    able = [
        one for one in fitting(context.doctors, wanted) if details.visit_type is None or one.does(details.visit_type)
    ]
    kept = [one for one in named if one in able]
    if kept:
        return details.model_copy(update={"doctors": tuple(one.id for one in kept)}), ()
    if not able:
        return details.model_copy(update={"age": None}), ()
    said = text("profile.other_age", doctor=_listed(named), others=_listed(able))
    return _instead(details, able), (said,)


def _instead(details: Details, doctors: list[DoctorFacts]) -> Details:
    ids = tuple(one.id for one in doctors if one.id not in details.not_doctors)
    one = ids if len(ids) == 1 else ()
    update = {"doctors": one, "tie": False, "doctor_said": bool(one), "specialty": None, "suggested": None}
    return details.model_copy(update={**update, "chosen": None, "shown": (), "passed": ()})


def _listed(doctors: list[DoctorFacts]) -> Join:
    return Join(items=tuple(one.name for one in doctors[:NAMED]))
