"""Doctors' names as clinics write them, taken apart: "Skin Center: Petra Lind, M.D." is a house and a person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlu.core.words import split, vocabulary
from nlu.languages.en.common_words import FUNCTION_WORDS
from nlu.languages.en.first_names import FIRST_NAMES

TITLES = vocabulary("dr drs doctor doctors doc docs prof professor dentist")
"""Words before a name that make it a doctor's."""

CREDENTIALS = vocabulary(
    """
md mds do dds dmd phd mph mms dpm od np pa pac rn facog faafp facs faap ncmp mbbs frcp frcs mrcp mrcgp mba ms
bds ba msc bsc inc llc ltd jr sr ii iii iv esq retired apc pc
"""
)
"""What follows a name without being part of it."""

CARE_WORDS = vocabulary(
    """
dental dentist dentists dentistry orthodontics orthodontic endodontics endodontic periodontics
prosthodontics implant implants smile smiles tooth teeth denture dentures ceramics lab labs laboratory
laboratories skin laser eye eyes ear nose throat ent eyecare vision optometry ophthalmology ophthalmic cornea
retina dermatology derm obgyn ob gyn gynecology obstetrics womens women health healthcare medical medicine med
clinic clinics clinica center centre centers group groups practice practices associates associate assoc care
family families hospital institute foundation office offices partners physicians physician surgery surgical
surgeons surgeon aesthetic aesthetics cosmetic wellness radiology pediatric pediatrics paediatrics childrens
cardiology heart urology orthopedics orthopedic therapy physiotherapy specialist specialists spa studio
studios services professionals urgent practitioners treatment cancer diabetes fertility doctors primary
sedation community
"""
)
"""Words that make a name that of a house. Clinics share them; none of them names anybody alone."""

HOUSE_WORDS = CARE_WORDS | vocabulary(
    """
general regional arts art service professional division university advanced modern new bay area city county
north south east west northern southern eastern western central valley hill hills house village park street
road plaza square team company corp gentle amazing signature creative holistic integrative total complete
comprehensive premier best first mens kids children home lake river ocean beach mission san santa saint los
las palo del the of
"""
)
"""The same with words that only add to such a name: places, praise."""

_DIVIDERS = re.compile(r"\s*(?::|/|&\s(?=Dr)|\s-\s|\s-(?=\S)|(?<=\S)-\s|\(|\)|\sat\s)\s*")


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
        others = frozenset(token for token in self.tokens if token not in FIRST_NAMES)
        return others or frozenset(self.tokens[-1:])


def take_apart(name: str) -> tuple[NamePart, ...]:
    """The parts of a doctor's name as the clinic file writes it, each of which may be said alone."""
    pieces = [piece for piece in _DIVIDERS.split(name) if piece.strip()]
    divided: list[str] = []
    for piece in pieces:
        divided += _at_commas(piece)
    houses = any(_is_house(piece) for piece in divided)
    parts = [_part(piece, houses, leading=place == 0) for place, piece in enumerate(divided)]
    return tuple(part for part in parts if part.tokens)


def _at_commas(piece: str) -> list[str]:
    """A house and a person with a comma between them are two; "Okafor, Chidi" and "Ear, Nose & Throat" are one."""
    segments = [segment for segment in piece.split(",") if set(_tokens(segment)) - CREDENTIALS]
    if len({_is_house(segment) for segment in segments}) == 1 or not any(_is_person(segment) for segment in segments):
        return [piece]
    return segments


def _is_house(piece: str) -> bool:
    return bool(CARE_WORDS & set(_tokens(piece)) and not re.search(r"\bdr\b\.?", piece, re.IGNORECASE))


def _is_person(piece: str) -> bool:
    """Whether a piece shows that it names a person: a title, a credential, an initial, a common first name."""
    tokens = set(_tokens(piece))
    first_name = FIRST_NAMES & tokens and not HOUSE_WORDS & tokens  # but Santa Rosa is a town
    shown = {"dr", "md"} & tokens or any(len(token) == 1 for token in tokens) or first_name
    return bool(shown) and not _is_house(piece)


def _part(piece: str, houses: bool, *, leading: bool) -> NamePart:
    tokens = _tokens(piece)
    person = not _is_house(piece) and (not houses or _is_person(piece))
    kept = [token for token in tokens if len(token) > 1 and token not in CREDENTIALS and token not in ("dr", "drs")]
    if person:
        kept = [token for token in kept if token not in TITLES | CARE_WORDS and token != "and"]
    else:
        kept = [token for token in kept if token not in FUNCTION_WORDS] or kept
    return NamePart(
        person, tuple(dict.fromkeys(kept)), frozenset(token for token in tokens if len(token) == 1), leading
    )


def _tokens(piece: str) -> list[str]:
    joined = re.sub(r"\b([A-Za-z])\.(?=[A-Za-z]\b)", r"\1", piece)  # M.D. is one credential, not two initials
    return [word.text for word in split(joined)]


def whole_name(name: str) -> tuple[str, ...]:
    """All the words of a name as written, folded."""
    return tuple(word.text for word in split(name))
