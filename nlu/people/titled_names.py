"""Doctors' names as clinics write them, taken apart: "Skin Center: Petra Lind, M.D." is a house and a person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlu.core.words import split
from nlu.languages.speaking import grammar


@dataclass(frozen=True)
class NamePart:
    """One way to name a doctor: the person, or the house they work in."""

    person: bool
    tokens: tuple[str, ...]  # folded, without titles, credentials, initials
    initials: frozenset[str]
    leading: bool  # the first part of the name

    @property
    def surnames(self) -> frozenset[str]:
        """The tokens a title would be put before; clinics write both "Maya Rao" and "Rao Maya"."""
        others = frozenset(token for token in self.tokens if token not in grammar().words.first_names)
        return others or frozenset(self.tokens[-1:])


def take_apart(name: str) -> tuple[NamePart, ...]:
    """The parts of a doctor's name as the clinic file writes it, each of which may be said alone."""
    pieces = [piece for piece in grammar().doctors.dividers.split(name) if piece.strip()]
    divided: list[str] = []
    for piece in pieces:
        divided += _at_commas(piece)
    houses = any(_is_house(piece) for piece in divided)
    parts = [_part(piece, houses, leading=place == 0) for place, piece in enumerate(divided)]
    return tuple(part for part in parts if part.tokens)


def _at_commas(piece: str) -> list[str]:
    """A house and a person with a comma between them are two; "Okafor, Chidi" and "Ear, Nose & Throat" are one."""
    segments = [segment for segment in piece.split(",") if set(_tokens(segment)) - grammar().doctors.credentials]
    if len({_is_house(segment) for segment in segments}) == 1 or not any(_is_person(segment) for segment in segments):
        return [piece]
    return segments


def _is_house(piece: str) -> bool:
    return bool(grammar().doctors.care_words & set(_tokens(piece)) and not grammar().doctors.titled.search(piece))


def _is_person(piece: str) -> bool:
    """Whether a piece shows that it names a person: a title, a credential, an initial, a common first name."""
    tokens = set(_tokens(piece))
    first_name = (
        grammar().words.first_names & tokens and not grammar().doctors.house_words & tokens
    )  # but Santa Rosa is a town
    shown = grammar().doctors.shown & tokens or any(len(token) == 1 for token in tokens) or first_name
    return bool(shown) and not _is_house(piece)


def _part(piece: str, houses: bool, *, leading: bool) -> NamePart:
    tokens = _tokens(piece)
    person = not _is_house(piece) and (not houses or _is_person(piece))
    kept = [
        token
        for token in tokens
        if len(token) > 1 and token not in grammar().doctors.credentials and token not in grammar().doctors.shorts
    ]
    if person:
        kept = [
            token
            for token in kept
            if token not in grammar().doctors.titles | grammar().doctors.care_words and token != grammar().doctors.joins
        ]
    else:
        kept = [token for token in kept if token not in grammar().words.function] or kept
    return NamePart(
        person, tuple(dict.fromkeys(kept)), frozenset(token for token in tokens if len(token) == 1), leading
    )


def _tokens(piece: str) -> list[str]:
    joined = re.sub(r"\b([A-Za-z])\.(?=[A-Za-z]\b)", r"\1", piece)  # M.D. is one credential, not two initials
    return [word.text for word in split(joined)]


def whole_name(name: str) -> tuple[str, ...]:
    """All the words of a name as written, folded."""
    return tuple(word.text for word in split(name))
