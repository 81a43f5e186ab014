"""Whether words of a message that occur in a doctor's name are meant as that name."""

from __future__ import annotations

from nlu.doctors.name_context import Message
from nlu.languages.speaking import grammar
from nlu.people.titled_names import NamePart

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
    distinctive = tokens - grammar().doctors.house_words
    if tokens == set(name.tokens):
        other_initials = name.initials - {message.at(place) for place in range(max(0, first - 2), last + 2)}
        enough = (
            bool(distinctive or not other_initials)
            if name.leading
            else bool(distinctive and tokens & grammar().doctors.care_words)
        )
        return len(tokens) > 1 and enough
    if not name.leading or name.tokens[0] not in distinctive:
        return False
    if len(tokens) > 1:
        return len(tokens) >= _ENOUGH * len(name.tokens) and bool(tokens & grammar().doctors.care_words)
    wanted = message.asks_doctor or message.cued(first)
    return rare and wanted and not tokens & grammar().words.not_a_name and not _goes_on(message, first)


def _fits_person(message: Message, name: NamePart, places: dict[int, str]) -> bool:
    first, last = min(places), max(places)
    lone = len(set(places.values())) == 1
    if lone and _another_person(message, first, name):
        return False
    if message.at(first) == grammar().doctors.short + places[first]:  # "drrao"
        return True
    if message.titled(first) or message.credited(last):
        return message.surely_titled(first) or any(
            message.at(place) not in grammar().words.not_a_name or message.capital(place) for place in places
        )
    other = message.asks_other_name and not message.cued(first)
    if (
        other
        or message.introduced(first)
        or message.at(first - 1) in grammar().words.people
        or message.place_name(first)
    ):
        return False
    if lone:
        return _lone_name(message, first, name)
    return any(message.at(place) not in grammar().words.not_a_name or message.capital(place) for place in places)


def _lone_name(message: Message, place: int, name: NamePart) -> bool:
    """Whether one word without a title names a doctor."""
    word = message.at(place)
    if (
        (word in grammar().words.not_a_name and word not in grammar().words.first_names)
        or len(word) < 3
        or word in grammar().doctors.house_words
    ):
        return (message.capital(place) and message.named(place)) or (
            message.asks_doctor and message.alone(place, place)
        )
    if message.cued(place) or message.asks_doctor:
        return (
            message.capital(place)
            or not message.mixed_case
            or message.asks_doctor
            or word not in grammar().words.not_a_name
        )
    surname = word in name.surnames and word not in grammar().words.first_names
    return surname and message.at(place - 1) != grammar().doctors.leads


def _another_person(message: Message, place: int, name: NamePart) -> bool:
    """Whether the word is part of somebody else's name: the first name of another surname, or the reverse."""
    if name.tokens[:1] == name.tokens:
        return False
    before = message.at(place - 1) if place and message.joined(place - 1) else ""
    return _goes_on(message, place) or (
        before in grammar().words.first_names and before not in grammar().words.not_a_name
    )


def _goes_on(message: Message, place: int) -> bool:
    """Whether the next word looks like the rest of a name."""
    following = place + 1
    if following >= len(message.words) or not message.joined(place) or message.words[place].possessive:
        return False
    while len(message.at(following)) == 1 and message.joined(following):
        following += 1
    if message.mixed_case:
        return message.capital(following) and message.stranger(following)
    return message.stranger(following) and message.at(following) not in grammar().words.not_a_name


def in_town(message: Message, first: int) -> bool:
    """Whether the words before promise a town, and no title a doctor: "in Santa Rosa"."""
    return message.place_name(first) and not message.titled(first)
