"""Somebody should be seen today: the first times there are, and whom to call while nobody is here. Never advice."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from datetime import datetime, time, timedelta

from bot.core.context import Context
from bot.core.messages import Text
from bot.core.phrases import text
from bot.flows.candidates import usual_kind
from bot.flows.person import is_open
from nlu.core.meaning import Meaning, When


def as_soon_as_can_be(meaning: Meaning, context: Context, *, doctor_said: bool = False) -> Meaning:
    """The wish of somebody who should be seen today, where it says neither when nor with whom: the first times there
    are, with those who see such things if they have any today, else with anybody."""
    if not meaning.soon or meaning.when.says_something:
        return meaning
    meaning = dataclasses.replace(meaning, when=When(asap=True))
    if doctor_said or meaning.doctors or meaning.specialties or meaning.any_doctor or meaning.strange_doctor:
        return meaning
    fitting = [one.id for one in context.doctors if one.specialty == meaning.guessed_specialty]
    if fitting and meaning.guessed_specialty and _free_today(fitting, context):
        return dataclasses.replace(meaning, specialties=(meaning.guessed_specialty,))
    return dataclasses.replace(meaning, any_doctor=True)


def whom_to_call(meaning: Meaning, context: Context) -> tuple[Text, ...]:
    """Whom they can call who should be seen today, where the times on offer may be too late for them."""
    clinic = context.clinic
    if not meaning.soon:
        return ()
    if not is_open(context):
        if clinic.out_of_hours_number:
            return (text("soon.closed", number=clinic.out_of_hours_number),)
        return (text("soon.closed.worse", number=clinic.emergency_number),)
    if _free_today([one.id for one in context.doctors], context):
        return ()
    return (text("soon.full", phone=clinic.phone or clinic.emergency_number),)


def _free_today(doctors: Collection[int], context: Context) -> bool:
    midnight = datetime.combine(context.now.date() + timedelta(days=1), time(0), tzinfo=context.clinic.timezone)
    return bool(context.free_times(doctors, usual_kind(doctors, context), context.now, midnight))
