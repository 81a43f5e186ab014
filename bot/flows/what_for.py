"""The slot "visit_type": what kind of visit it is to be, by what it was called and how long it was wished to be."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.context import Context, VisitTypeFacts
from bot.core.flow import Question, Slot
from bot.core.messages import Reply
from bot.core.phrases import choice, for_whom, text, when_said, with_doctor
from bot.core.state import Details
from bot.flows.candidates import usual_kind, wanted_doctors
from nlu.core.meaning import Length, Meaning

KINDS_OFFERED = 5


def told(details: Details, meaning: Meaning, context: Context) -> Details:
    """The details with the kind of visit that a message names; what fits several kinds is to be asked."""
    named = [kind for kind in context.visit_types if kind.name in meaning.visit_types]
    if not named and meaning.length is None:
        return details
    before = [kind for kind in context.visit_types if kind.id in details.kinds]
    meant = _of_length(named or before, meaning.length, details, context)
    if len(meant) == 1:
        return details.model_copy(update={"visit_type": meant[0].id, "kinds": ()})
    if not meant:
        return details
    return details.model_copy(update={"visit_type": None, "kinds": tuple(kind.id for kind in meant)})


def _of_length(
    named: Sequence[VisitTypeFacts], length: Length | None, details: Details, context: Context
) -> list[VisitTypeFacts]:
    """Those that are as long as was wished: of the kinds named, else of all that the doctors wanted do."""
    if length is None or (not named and not isinstance(length, int)):
        return list(named) if length != "usual" else _usual(details, context)
    pool = named or [kind for kind in context.visit_types if _is_done(kind.id, details, context)]
    match length:
        case "usual":
            return [pool[0]]
        case "long" | "short":
            wished = (max if length == "long" else min)(kind.minutes for kind in pool)
        case _:
            wished = length
    fitting = [kind for kind in pool if kind.minutes == wished]
    usual = [kind for kind in fitting if not named and kind in _usual(details, context)]
    return usual or fitting or list(named)


def _usual(details: Details, context: Context) -> list[VisitTypeFacts]:
    usual = usual_kind(wanted_doctors(details, context), context)
    return [kind for kind in context.visit_types if kind.id == usual]


def _is_done(kind: int, details: Details, context: Context) -> bool:
    wanted = wanted_doctors(details, context)
    return any(doctor.does(kind) for doctor in context.doctors if doctor.id in wanted)


def _fill(details: Details, context: Context) -> Details:
    """Where the doctors wanted do only one of the kinds that fit, it is that one."""
    done = tuple(kind for kind in details.kinds if _is_done(kind, details, context))
    if len(done) == 1:
        return details.model_copy(update={"visit_type": done[0], "kinds": ()})
    return details.model_copy(update={"kinds": done}) if done else details


def _ask(details: Details, context: Context) -> Question:
    kinds = [kind for kind in context.visit_types if kind.id in details.kinds][:KINDS_OFFERED]
    around = {"with": with_doctor(details, context), "for": for_whom(details), "wished": when_said(details.when)}
    choices = tuple(
        choice("choice.kind", f"kind:{kind.id}", kind=kind.name, minutes=kind.minutes) for kind in kinds
    )  # fmt: skip
    return Question(Reply(parts=(text("kind.which", **around),), expects="visit_type", choices=choices), details)


VISIT = Slot(
    name="visit_type",
    missing=lambda details, context: details.visit_type is None and bool(details.kinds),
    ask=_ask,
    fill=_fill,
    clear=lambda details: details.model_copy(update={"visit_type": None, "kinds": (), "chosen": None}),
)
