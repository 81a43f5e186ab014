"""What a clinic file says of people and of names: a doctor's profile, and what else people call something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ruamel.yaml.nodes import Node

from models.clinic_file.document import DoctorPart, SpecialtyPart, VisitTypePart
from models.clinic_file.nodes import Fields, Problems, items, line_of, text, written_as
from models.errors import Problem
from models.names import name_key
from models.profile import GENDERS, Ages, Gender, Profile, ages_of

MOST_CHARACTERS = 200
"""One sentence about somebody, for a text message."""


def profile_of(fields: Fields) -> Profile:
    """The fields of a doctor that tell of the person."""
    return Profile(
        also_called=fields.get("also_called", texts, ()),
        gender=fields.get("gender", _gender, None),
        languages=fields.get("languages", texts, ()),
        ages=fields.get("ages", _ages, None),
        about=fields.get("about", _sentence, ""),
    )


def specialty(node: Node, problems: Problems) -> SpecialtyPart:
    """One of `specialties:`."""
    fields = Fields(node, "a specialty", problems)
    part = SpecialtyPart(fields.need("name", text, ""), fields.get("also_called", texts, ()))
    fields.finish()
    return part


def texts(node: Node, problems: Problems) -> tuple[str, ...]:
    """A list of texts, each once."""
    found = (text(one, problems) for one in items(node, problems, "this"))
    return tuple(dict.fromkeys(one for one in found if one))


def unused_or_double(
    specialties: Sequence[SpecialtyPart],
    doctors: Sequence[DoctorPart],
    kinds: Sequence[VisitTypePart],
    file: Fields,
) -> Iterator[Problem]:
    """A mistake for each specialty that no doctor has, and for each name that is said of two."""
    known = {one.specialty for one in doctors}
    for one in specialties:
        if one.name not in known:
            told = f"no doctor's specialty is `{one.name}`; write it as with the doctors, or take it out"
            yield Problem(line_of(file.node_of("specialties")), told)
    told_apart = (
        ("doctors", [(one.name, one.profile.also_called) for one in doctors]),
        ("visit_types", [(one.name, one.also_called) for one in kinds]),
        ("specialties", [(one.name, one.also_called) for one in specialties]),
    )
    for where, named in told_apart:
        for name in _double(named):
            told = f"`{name}` is said of two in `{where}`; nobody could tell which is meant"
            yield Problem(line_of(file.node_of(where)), told)


def _double(named: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """The other names that are another's name, or another's other name."""
    for place, (_, also) in enumerate(named):
        others = {
            name_key(name) for number, (one, more) in enumerate(named) for name in (one, *more) if number != place
        }
        yield from (name for name in also if name_key(name) in others)


def _gender(node: Node, problems: Problems) -> Gender | None:
    word = text(node, problems)
    if word is None or word in GENDERS:
        return word  # type: ignore[return-value]  # one of the words, as just checked
    problems.at(node, f"`{word}` must be one of {', '.join(GENDERS)}")
    return None


def _ages(node: Node, problems: Problems) -> Ages | None:
    words = text(node, problems)
    found = ages_of(words) if words else None
    if words and found is None:
        problems.at(node, f"{written_as(node)} are no ages; write them in years, like 0-16 or 16+")
    return found


def _sentence(node: Node, problems: Problems) -> str | None:
    words = text(node, problems)
    if words is None or len(words) <= MOST_CHARACTERS:
        return words
    problems.at(node, f"`about` may have {MOST_CHARACTERS} characters: it goes into text messages")
    return None
