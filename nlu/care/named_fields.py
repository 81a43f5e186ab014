"""What a doctor who is named is said to be for: it tells namesakes apart, or is remembered wrongly."""

from __future__ import annotations

from nlu.care.specialties import SpecialtyLinker
from nlu.core.lexicon import DoctorEntry
from nlu.core.words import Span
from nlu.doctors.linker import DoctorMatch
from nlu.languages.speaking import grammar


class FieldsOfDoctors:
    """Knows which doctor of a clinic works in which field."""

    def __init__(self, doctors: tuple[DoctorEntry, ...], specialties: SpecialtyLinker) -> None:
        self._field = {doctor.name: doctor.specialty for doctor in doctors}
        self._specialties = specialties

    def told_apart(self, found: DoctorMatch, text: str) -> DoctorMatch:
        """The doctors found with those left out who do not work in the field that is said of them. Of namesakes a
        field anywhere in the text, or a complaint, will do."""
        if not found.names:
            return found
        beside = self._beside(text, found.spans)
        if kept := self._of(found.names, beside):
            return found._replace(names=kept)
        if len(found.names) > 1 and len(found.spans) == 1:
            read = self._specialties.find(text, skip_spans=found.spans)
            kept = self._of(found.names, read.stated or (read.guessed or "",))
            found = found._replace(names=kept or found.names)
            beside = beside if not kept else ()
        return found._replace(other_field=beside[0] if beside and len(found.spans) == 1 else None)

    def _of(self, names: tuple[str, ...], fields: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if self._field.get(name) in fields)

    def _beside(self, text: str, doctors: tuple[Span, ...]) -> tuple[str, ...]:
        """The fields that stand right beside the name."""
        for start, end in doctors:
            if (before := grammar().care.word_before.search(text[:start])) and (
                fields := self._specialties.of_part(before["word"])
            ):
                return fields
            read = self._specialties.find(text, skip_spans=doctors)
            gaps = (text[min(end, last) : max(start, first)] for first, last in read.spans) if read.stated else ()
            if any(grammar().care.beside.fullmatch(gap) for gap in gaps):
                return read.stated
        return ()
