"""Whether words of a message that occur in a doctor's name are meant as that name."""

from __future__ import annotations

from nlu.doctors.name_context import Message
from nlu.languages.en.common_words import NOT_A_NAME, PEOPLE_WORDS
from nlu.languages.en.first_names import FIRST_NAMES
from nlu.people.titled_names import CARE_WORDS, HOUSE_WORDS, NamePart

_ENOUGH = 0.6  # share of a house's name that stands for all of it


def fits(message: Message, name: NamePart, places: dict[int, str], *, rare: bool) -> bool:
    """Whether the words at these places, with the tokens they stand for, name a doctor by this part of the name.

    `rare`: the first word of the name occurs in no other name of the clinic.
    """
    return _fits_person(message, name, places) if name.person else _fits_house(message, name, places, rare)


def _fits_house(message: Message, name: NamePart, places: dict[int, str], rare: bool) -> bool:
    first, last = min(places), max(places)
    written_as_name = message.capital(first) or not message.mixed_case or message.asks_doctor
    if in_town(message, first) or not written_as_name:
        return False
    tokens = set(places.values())
    distinctive = tokens - HOUSE_WORDS
    if tokens == set(name.tokens):
        other_initials = name.initials - {message.at(place) for place in range(max(0, first - 2), last + 2)}
        enough = bool(distinctive or not other_initials) if name.leading else bool(distinctive and tokens & CARE_WORDS)
        return len(tokens) > 1 and enough
    if not name.leading or name.tokens[0] not in distinctive:
        return False
    if len(tokens) > 1:
        return len(tokens) >= _ENOUGH * len(name.tokens) and bool(tokens & CARE_WORDS)
    wanted = message.asks_doctor or message.cued(first)
    return rare and wanted and not tokens & NOT_A_NAME and not _goes_on(message, first)


def _fits_person(message: Message, name: NamePart, places: dict[int, str]) -> bool:
    first, last = min(places), max(places)
    lone = len(set(places.values())) == 1
    if lone and _another_person(message, first, name):
        return False
    if message.at(first) == "dr" + places[first]:  # "drrao"
        return True
    if message.titled(first) or message.credited(last):
        return message.surely_titled(first) or any(
            message.at(place) not in NOT_A_NAME or message.capital(place) for place in places
        )
    other = message.asks_other_name and not message.cued(first)
    if other or message.introduced(first) or message.at(first - 1) in PEOPLE_WORDS or message.place_name(first):
        return False
    if lone:
        return _lone_name(message, first, name)
    return any(message.at(place) not in NOT_A_NAME or message.capital(place) for place in places)


def _lone_name(message: Message, place: int, name: NamePart) -> bool:
    """Whether one word without a title names a doctor."""
    word = message.at(place)
    if (word in NOT_A_NAME and word not in FIRST_NAMES) or len(word) < 3 or word in HOUSE_WORDS:
        return (message.capital(place) and message.named(place)) or (
            message.asks_doctor and message.alone(place, place)
        )
    if message.cued(place) or message.asks_doctor:
        return message.capital(place) or not message.mixed_case or message.asks_doctor or word not in NOT_A_NAME
    surname = word in name.surnames and word not in FIRST_NAMES
    return surname and message.at(place - 1) != "for"


def _another_person(message: Message, place: int, name: NamePart) -> bool:
    """Whether the word is part of somebody else's name: the first name of another surname, or the reverse."""
    if name.tokens[:1] == name.tokens:
        return False
    before = message.at(place - 1) if place and message.joined(place - 1) else ""
    return _goes_on(message, place) or (before in FIRST_NAMES and before not in NOT_A_NAME)


def _goes_on(message: Message, place: int) -> bool:
    """Whether the next word looks like the rest of a name."""
    following = place + 1
    if following >= len(message.words) or not message.joined(place) or message.words[place].possessive:
        return False
    while len(message.at(following)) == 1 and message.joined(following):
        following += 1
    if message.mixed_case:
        return message.capital(following) and message.stranger(following)
    return message.stranger(following) and message.at(following) not in NOT_A_NAME


def in_town(message: Message, first: int) -> bool:
    """Whether the words before promise a town, and no title a doctor: "in Santa Rosa"."""
    return message.place_name(first) and not message.titled(first)
