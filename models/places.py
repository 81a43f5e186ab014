"""Where a doctor sees people: a room, and an address where that is not the clinic's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from models.walltime import WEEKDAYS


@dataclass(frozen=True)
class Place:
    """In the clinic's own words; empty where nothing is said of it."""

    room: str = ""
    address: str = ""

    def __bool__(self) -> bool:
        return bool(self.room or self.address)

    def in_words(self) -> str:
        """ "2nd floor, room 4", "room 1, 5 Mill Lane"."""
        return ", ".join(part for part in (self.room, self.address) if part)

    def as_of(self, day: Place) -> Place:
        """This place, as it is on a day that says something of it: another address has other rooms."""
        return day if day.address else Place(day.room or self.room, self.address)


NO_PLACE = Place()

Places = Mapping[str, Place]
"""By weekday (`tue`) or by date (`2026-06-06`)."""


def places_to_json(places: Places) -> dict[str, dict[str, str]]:
    """As they are kept."""
    return {name: asdict(place) for name, place in places.items()}


def places_from_json(kept: Mapping[str, Mapping[str, str]]) -> dict[str, Place]:
    """As they were kept."""
    return {name: Place(**place) for name, place in kept.items()}


def place_on(day: date, usual: Place, places: Places) -> Place:
    """Where it is on that day; what is said of the date counts before what is said of its weekday."""
    for name in (WEEKDAYS[day.weekday()], day.isoformat()):
        usual = usual.as_of(places.get(name, NO_PLACE))
    return usual
