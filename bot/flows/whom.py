"""The slots "doctor" and "patient": with whom, and for whom."""

from __future__ import annotations

from bot.core.context import Context, DoctorFacts
from bot.core.flow import Question, Slot
from bot.core.messages import Choice, Join, Reply, Text
from bot.core.phrases import choice, doctor_of, for_whom, kind_said, text, when_said
from bot.core.state import Details, Who
from bot.flows.doctor_profile import fitting, wanted_of
from bot.flows.fill_slots import holder, namesakes
from nlu.languages.speaking import grammar

DOCTORS_OFFERED = 4
PATIENTS_OFFERED = 4


def _doctor_open(details: Details, context: Context) -> bool:
    return (
        details.chosen is None
        and len(context.doctors) > 1
        and (details.tie or not (details.doctor_said or details.doctors))
    )


def _fill_doctor(details: Details, context: Context) -> Details:
    """Where one doctor alone sees to such a complaint, there is nothing to choose. What was said goes before it."""
    if not _doctor_open(details, context) or details.tie or details.strange_doctor or details.strange_specialty:
        return details
    suggested = _suggested(details, context)
    if not suggested and (details.genders or details.languages or details.visit_type is not None):
        suggested = [one.id for one in _able(details, context)]
    return details.model_copy(update={"doctors": tuple(suggested)}) if len(suggested) == 1 else details


def _suggested(details: Details, context: Context) -> list[int]:
    """Who sees such complaints; nobody in particular where it is for a jab or a check-up."""
    if details.visit_type not in (None, context.visit_types[0].id):
        return []
    suited = (one.id for one in _able(details, context) if one.specialty == details.suggested)
    return [one for one in suited if one not in details.not_doctors]


def _able(details: Details, context: Context) -> list[DoctorFacts]:
    """Who does visits of that kind, or of any where none was named, and is what is wanted."""
    wanted = fitting(context.doctors, wanted_of(details))
    return [one for one in wanted if details.visit_type is None or one.does(details.visit_type)]


def _ask_doctor(details: Details, context: Context) -> Question:
    """Ask for a doctor. Of one asked for whom the clinic does not have, that is said too."""
    if details.strange_specialty:
        question = _which_doctor(details.model_copy(update={"strange_specialty": None}), context)
        unknown = text("specialty.unknown", specialty=details.strange_specialty, clinic=context.clinic.name)
        return Question(question.reply.model_copy(update={"parts": (unknown, *question.reply.parts)}), question.details)
    if details.strange_doctor:
        question = _which_doctor(details.model_copy(update={"strange_doctor": None}), context)
        unknown = text("doctor.unknown", doctor=f"Dr {details.strange_doctor}", clinic=context.clinic.name)
        return Question(question.reply.model_copy(update={"parts": (unknown, *question.reply.parts)}), question.details)
    return _which_doctor(details, context)


def _which_doctor(details: Details, context: Context) -> Question:
    """The doctors to choose from; for a complaint those it points to, as a suggestion."""
    anybody = choice("choice.whoever", "doctor:any")
    if details.tie:
        parts: tuple[Text, ...] = (_whom_of(details, context),)
        return Question(
            Reply(parts=parts, expects="doctor", choices=_doctor_choices(details.doctors, context)), details
        )
    if suggested := _suggested(details, context):
        parts = (
            text("doctor.suggested", specialty=str(details.suggested)),
            _which(details, context),
        )
        choices = (*_doctor_choices(tuple(suggested), context), anybody)
        return Question(Reply(parts=parts, expects="doctor", choices=choices), details)
    parts = (_which(details, context),)
    everyone = tuple(one.id for one in _able(details, context))
    return Question(
        Reply(parts=parts, expects="doctor", choices=(*_doctor_choices(everyone, context), anybody)), details
    )


def _whom_of(details: Details, context: Context) -> Text:
    """Namesakes; or somebody with the field that is another's, which is put right."""
    if details.other_field is None:
        return text("doctor.tie" if namesakes(details.doctors, context) else "doctor.which_of")
    asked_about = [one for one in context.doctors if one.id in details.doctors]
    theirs = tuple(one.name for one in asked_about if one.specialty == details.other_field)
    others = (one for one in asked_about if one.specialty != details.other_field)
    named = tuple(text("doctor.is_for", doctor=one.name, specialty=one.specialty) for one in others)
    whom = {"others": Join(items=theirs, word="and"), "named": Join(items=named, word="and")}
    return text("doctor.other_field", specialty=details.other_field, **whom)


def _which(details: Details, context: Context) -> Text:
    """The question, with all that is known so far: nobody has to wonder whether it was heard."""
    told = {"for": for_whom(details), "visit": kind_said(details, context), "wished": when_said(details.when)}
    return text("doctor.which", **told)


def _doctor_choices(doctors: tuple[int, ...], context: Context) -> tuple[Choice, ...]:
    facts = [doctor_of(context, doctor) for doctor in doctors[:DOCTORS_OFFERED]]
    return tuple(choice("choice.doctor", f"doctor:{one.id}", doctor=one.name, specialty=one.specialty) for one in facts)


def _fill_patient(details: Details, context: Context) -> Details:
    """Somebody who never said otherwise means themselves, once we know who they are."""
    if details.who is not None and (details.who.known or details.who.relation != "self"):
        return details
    myself = holder(context)
    return details if myself is None else details.model_copy(update={"who": myself})


def _ask_patient(details: Details, context: Context) -> Question:
    """Ask for the name that is missing: of the person mentioned, or of whoever it is for."""
    person = details.who
    if person and person.called and person.relation != "self":
        several = person.called in grammar().relations.groups
        parts = (text("patient.names_of" if several else "patient.name_of", called=person.called),)
    elif person:
        parts = (text("patient.your_name"),)
    else:
        parts = (text("patient.who"),)
    return Question(Reply(parts=parts, expects="patient", choices=_whom_to_choose(person, context)), details)


def _whom_to_choose(person: Who | None, context: Context) -> tuple[Choice, ...]:
    """Who it may be for; for the writer, who they may be. "Me" is offered where nobody is known to be the writer."""
    patients = context.patients
    if person is not None:
        patients = tuple(one for one in patients if person.relation == "self" and one.relation == "unknown")
    known = tuple(choice("choice.patient", f"patient:{one.id}", name=one.name) for one in patients[:PATIENTS_OFFERED])
    me = choice("choice.patient.me", "patient:me")
    return (*known, me) if known and person is None and holder(context) is None else known


DOCTOR = Slot(
    name="doctor",
    missing=_doctor_open,
    ask=_ask_doctor,
    fill=_fill_doctor,
    clear=lambda details: details.model_copy(
        update={
            "doctors": (),
            "doctor_said": False,
            "tie": False,
            "specialty": None,
            "chosen": None,
            "shown": (),
            "passed": (),
        }
    ),
)
PATIENT = Slot(
    name="patient",
    missing=lambda details, context: details.who is None or not details.who.known,
    ask=_ask_patient,
    fill=_fill_patient,
    clear=lambda details: details.model_copy(update={"who": None}),
)
