"""What may be told of a doctor besides name and hours. Where the clinic says nothing, nothing is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

Gender = Literal["female", "male", "other"]
GENDERS: tuple[str, ...] = get_args(Gender)

_AGES = re.compile(r"(?P<youngest>\d{1,3})\s*(?:-\s*(?P<oldest>\d{1,3})|\+)")


@dataclass(frozen=True)
class Ages:
    """The ages in years of those a doctor sees, both included; `oldest` is None where there is no such limit."""

    youngest: int = 0
    oldest: int | None = None

    def __contains__(self, years: int) -> bool:
        return self.youngest <= years and (self.oldest is None or years <= self.oldest)

    def __str__(self) -> str:
        return f"{self.youngest}+" if self.oldest is None else f"{self.youngest}-{self.oldest}"


@dataclass(frozen=True)
class Profile:
    """One doctor, in the clinic's own words; `also_called` are other names that people use."""

    also_called: tuple[str, ...] = ()
    gender: Gender | None = None
    languages: tuple[str, ...] = ()
    ages: Ages | None = None
    about: str = ""  # one sentence

    def __bool__(self) -> bool:
        return self != NO_PROFILE


NO_PROFILE = Profile()


def ages_of(written: str) -> Ages | None:
    """ "0-16" and "16+" as ages; None where it is neither, or the wrong way round."""
    match = _AGES.fullmatch(written.strip())
    if match is None:
        return None
    youngest = int(match["youngest"])
    oldest = int(match["oldest"]) if match["oldest"] else None
    return None if oldest is not None and oldest < youngest else Ages(youngest, oldest)


def profile_to_json(profile: Profile) -> dict[str, Any]:
    """As it is kept, and as a clinic file says it: what is not known is left out."""
    said = {
        "also_called": list(profile.also_called),
        "gender": profile.gender,
        "languages": list(profile.languages),
        "ages": str(profile.ages) if profile.ages else None,
        "about": profile.about,
    }
    return {name: value for name, value in said.items() if value}


def profile_from_json(kept: Mapping[str, Any]) -> Profile:
    """As it was kept."""
    return Profile(
        also_called=tuple(kept.get("also_called", ())),
        gender=kept.get("gender"),
        languages=tuple(kept.get("languages", ())),
        ages=ages_of(kept.get("ages", "")),
        about=kept.get("about", ""),
    )
