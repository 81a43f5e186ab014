"""A wish is brought in line with the clinic, which may have changed under the conversation, and that is said."""

from __future__ import annotations

from bot.core.context import Context, DoctorFacts
from bot.core.messages import Join, Text
from bot.core.phrases import text
from bot.core.state import Details
from bot.dialogue.who_fits import who_fits

NAMED = 4
"""Doctors named in one sentence at most."""


def present(details: Details, context: Context) -> tuple[Details, tuple[Text, ...]]:
    """The wish without doctors and kinds of visit that the clinic no longer has, and what there is to say of that.

    In place of a doctor who has left stand those of the same specialty, in place of doctors who do not do that kind of
    visit those who do. An appointment that is to be moved keeps its kind of visit.
    """
    details, left = _doctors(details, context)
    details, ended = _kind(details, context)
    details, others = _who_does_it(details, context)
    details, fitting = who_fits(details, context)
    return details, (*left, *ended, *others, *fitting)


def _doctors(details: Details, context: Context) -> tuple[Details, tuple[Text, ...]]:
    here = {doctor.id for doctor in context.doctors}
    chosen = details.chosen.doctor if details.chosen else None
    gone = [one for one in dict.fromkeys((*details.doctors, chosen)) if one is not None and one not in here]
    if not gone:
        return details, ()
    former = [facts for one in gone if (facts := context.former(one)) is not None]
    left = tuple(one for one in details.doctors if one in here) or _colleagues(
        {facts.specialty for facts in former}, details, context
    )
    update: dict[str, object] = {"doctors": left, "tie": False, "doctor_said": bool(left)}
    if chosen in gone:
        update |= {"chosen": None, "shown": (), "passed": ()}
    return details.model_copy(update=update), tuple(text("doctor.left", doctor=facts.name) for facts in former)


def _colleagues(specialties: set[str], details: Details, context: Context) -> tuple[int, ...]:
    alike = (one.id for one in context.doctors if one.specialty in specialties)
    return tuple(one for one in alike if one not in details.not_doctors)


def _kind(details: Details, context: Context) -> tuple[Details, tuple[Text, ...]]:
    offered = {kind.id for kind in context.visit_types}
    if details.visit_type is None or details.visit_type in offered or details.appointment is not None:
        return details, ()
    usual = context.visit_types[0].name
    return details.model_copy(update={"visit_type": None}), (text("kind.ended", kind=usual),)


def _who_does_it(details: Details, context: Context) -> tuple[Details, tuple[Text, ...]]:
    """Where none of the doctors named does the kind of visit that was named."""
    kind = next((one for one in context.visit_types if one.id == details.visit_type), None)
    named = [one for one in context.doctors if one.id in details.doctors]
    if kind is None or not named or any(one.does(kind.id) for one in named):
        return details, ()
    able = [one for one in context.doctors if one.does(kind.id)]
    doctors = tuple(one.id for one in able if one.id not in details.not_doctors)
    update = {"doctors": doctors, "tie": False, "specialty": None, "chosen": None, "shown": (), "passed": ()}
    said = text("kind.not_done", doctor=_listed(named), kind=kind.name, others=_listed(able))
    return details.model_copy(update=update), (said,)


def _listed(doctors: list[DoctorFacts]) -> Join:
    return Join(items=tuple(one.name for one in doctors[:NAMED]))
