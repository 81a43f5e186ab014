"""What the clinic file tells of its doctors: who is a woman, who speaks Hindi, who sees children. What it does not tell
nobody guesses."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.core.context import Context, DoctorFacts
from bot.core.messages import Join, Text
from bot.core.phrases import text
from bot.core.state import Details
from models.profile import Ages
from nlu.core.meaning import Gender, Meaning
from nlu.languages.speaking import grammar

LISTED = 5
CHILD, ADULT = 12, 18
"""Years: who sees somebody below the first sees children, who sees anybody of the second or above adults."""

_GENDERS = {"female": "profile.female", "male": "profile.male"}


@dataclass(frozen=True)
class Wanted:
    """What a doctor is to be, to speak, and whom to see (years)."""

    genders: tuple[Gender, ...] = ()
    languages: tuple[str, ...] = ()
    age: int | None = None

    def __bool__(self) -> bool:
        return bool(self.genders or self.languages or self.age is not None)


def wanted_of(said: Meaning | Details) -> Wanted:
    """What a message, or a booking, wants of the doctor. Where either would do, nothing is wanted of the gender."""
    genders = said.genders if len(said.genders) == 1 else ()
    return Wanted(genders, said.languages, said.age)


def fits(doctor: DoctorFacts, wanted: Wanted) -> bool:
    """Whether a doctor is what is wanted, as far as the clinic tells; whose ages it does not tell sees everybody."""
    known = doctor.profile
    is_so = not wanted.genders or known.gender in wanted.genders
    speaks = all(language in known.languages for language in wanted.languages)
    return is_so and speaks and (wanted.age is None or known.ages is None or wanted.age in known.ages)


def fitting(doctors: Collection[DoctorFacts], wanted: Wanted) -> list[DoctorFacts]:
    """Those of the doctors who are what is wanted; who is there for that very age comes before who sees anybody."""
    found = [one for one in doctors if fits(one, wanted)]
    return found if wanted.age is None else sorted(found, key=lambda one: one.profile.ages is None)


def what_wanted(wanted: Wanted) -> Text:
    """ "a doctor who is a woman and speaks Hindi": what was asked for, in words."""
    gender = text(_GENDERS[wanted.genders[0]]) if wanted.genders else None
    languages = Join(items=wanted.languages, word="and")
    if gender and wanted.languages:
        return text("profile.who_is_and_speaks", what=gender, languages=languages)
    return text("profile.who_is", what=gender) if gender else text("profile.who_speaks", languages=languages)


def nobody(wanted: Wanted, context: Context) -> Text:
    """That nobody here is what is wanted, as far as the clinic tells; or that it does not tell."""
    told = [one for one in context.doctors if one.profile.gender or not wanted.genders]
    told = [one for one in told if one.profile.languages or not wanted.languages]
    key = "profile.nobody" if told else "profile.untold"
    return text(key, what=what_wanted(wanted), phone=context.clinic.phone)


def of_doctor(doctor: DoctorFacts, meaning: Meaning, asked: Collection[str], context: Context) -> tuple[Text, ...]:
    """What is asked of one doctor's person; nothing where no such thing is asked."""
    known, who, parts = doctor.profile, doctor.name, list[Text]()
    unknown = text("info.unknown", phone=context.clinic.phone)
    if meaning.genders:
        told = _GENDERS.get(known.gender or "")
        parts.append(text("profile.is", who=who, what=text(told)) if told else unknown)
    if meaning.languages or "languages" in asked:
        spoken = Join(items=known.languages, word="and")
        parts.append(text("profile.speaks", who=who, languages=spoken) if known.languages else unknown)
    if meaning.age is not None or "ages" in asked:
        parts.append(_sees(doctor, known.ages) if known.ages else unknown)
    if "about" in asked:
        parts.append(doctor_line(doctor, context))
    return tuple(one for place, one in enumerate(parts) if one not in parts[:place])


def doctor_line(doctor: DoctorFacts, context: Context) -> Text:
    """Who a doctor is, in a sentence."""
    key = "info.doctor_line.about" if doctor.profile.about else "info.doctor_line.alone"
    words = {"about": doctor.profile.about, "phone": context.clinic.phone}
    return text(key, doctor=doctor.name, specialty=doctor.specialty, **words)


def _sees(doctor: DoctorFacts, ages: Ages) -> Text:
    if ages.oldest is None:
        return text("profile.ages.from", who=doctor.name, youngest=ages.youngest)
    if not ages.youngest:
        return text("profile.ages.to", who=doctor.name, oldest=ages.oldest)
    return text("profile.ages", who=doctor.name, youngest=ages.youngest, oldest=ages.oldest)


def people_meant(meaning: Meaning, context: Context) -> list[DoctorFacts]:
    """Who is what was asked for, of those in the field that is named; nobody where no such thing was asked."""
    of_age = _whose_age(meaning)
    if not (meaning.genders or meaning.languages or of_age is not None):
        return []
    field = [one for one in context.doctors if not meaning.specialties or one.specialty in meaning.specialties]
    return [one for one in fitting(field, wanted_of(meaning)) if of_age is None or _sees_such(one, children=of_age)]


def of_anybody(meaning: Meaning, context: Context) -> tuple[Text, ...]:
    """The same in words; and where the clinic tells of nobody, that it does not."""
    if not any(map(_told(meaning), context.doctors)):
        return (text("info.unknown", phone=context.clinic.phone),)
    doctors = people_meant(meaning, context)
    if not doctors:
        return (nobody(wanted_of(meaning), context),)
    lines = tuple(text("info.doctor_line", doctor=one.name, specialty=one.specialty) for one in doctors[:LISTED])
    return (text("profile.these", doctors=Join(items=lines, word="lines")),)


def _whose_age(meaning: Meaning) -> bool | None:
    """Whether it is asked who sees children (True) or adults (False); None where neither."""
    if "ages" not in grammar().asking.topics(meaning.own_words):
        return None
    return bool(grammar().contact.children.search(meaning.own_words))


def _told(meaning: Meaning) -> Callable[[DoctorFacts], bool]:
    """Whether the clinic tells of a doctor what was asked about."""
    of_age = meaning.age is not None or _whose_age(meaning) is not None

    def told(doctor: DoctorFacts) -> bool:
        known = doctor.profile
        gender = known.gender is not None or not meaning.genders
        return gender and bool(known.languages or not meaning.languages) and (known.ages is not None or not of_age)

    return told


def _sees_such(doctor: DoctorFacts, *, children: bool) -> bool:
    ages = doctor.profile.ages
    if ages is None:
        return False
    return ages.youngest < CHILD if children else ages.oldest is None or ages.oldest >= ADULT
