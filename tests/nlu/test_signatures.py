"""The name at the end of a message says who writes; it is nobody's visit."""

from __future__ import annotations

from datetime import datetime

import pytest

from nlu.core.lexicon import Lexicon
from nlu.core.meaning import Person
from nlu.languages.en.farewells import FAREWELL
from nlu.people.signatures import signed
from tests.nlu.test_wishes import meant


@pytest.mark.parametrize(
    ("text", "body", "name"),
    [
        ("A check-up on Thursday please. Kind regards, Hanna Brook", "A check-up on Thursday please.", "Hanna Brook"),
        ("could my boy be seen friday\nthanks\nHanna Brook", "could my boy be seen friday", "Hanna Brook"),
        ("Friday at ten for me.\n\nHanna", "Friday at ten for me.", "Hanna"),
        ("monday at 9, cheers hanna", "monday at 9", "Hanna"),
        ("Both my girls need a jab. Hanna Brook", "Both my girls need a jab.", "Hanna Brook"),
        ("10 please, thanks. Mrs H. Brook", "10 please", "H. Brook"),
        ("Is Friday free?\nHanna Brook\n07700 900123", "Is Friday free?", "Hanna Brook"),
        ("I NEED DR LEE. THANKS, HANNA BROOK", "I NEED DR LEE.", "Hanna Brook"),
    ],
)
def test_a_signature_is_told_from_what_is_written(text: str, body: str, name: str) -> None:
    assert signed(text) == (body, name)


@pytest.mark.parametrize(
    "text",
    [
        "thanks again", "cheers hanna", "monday at 9 thanks love", "ok thanks doc", "It's for my son\nTom Brook",
        "for my son:\nTom", "Put us down\nTom Brook\nAda Brook", "I need a doctor. Thursday Morning",
        "I got a letter from Hanna Brook", "Dr Lee\nThursday", "book me and Hanna",
    ],
)  # fmt: skip
def test_other_names_are_none(text: str) -> None:
    assert signed(text) is None


def test_where_a_name_was_asked_for_only_a_farewell_signs() -> None:
    assert signed("My son's\nTom Brook", "patient") is None
    assert signed("It's Tom. Best wishes, Hanna Brook", "patient") == ("It's Tom.", "Hanna Brook")
    assert FAREWELL.search("With best wishes") is not None


@pytest.mark.parametrize(
    ("marked", "people"),
    [
        ("<want.book|[my son](for) to [Dr Lee](doctor)>, thanks. Hanna Brook", [Person(None, "child", "son")]),
        ("<want.book|[Dr Lee](doctor) for [me](for)>. Regards, Hanna Brook", [Person("Hanna Brook", "self", "me")]),
        ("<want.book|[Dr Lee](doctor) [Monday](when)>. Regards, Hanna Brook", []),
        ("Hanna Brook here. <want.book|[Dr Lee](doctor) [Monday](when)>", []),
        ("<want.book|[Dr Lee](doctor) for [me](for) [Hanna Brook](for)>", [Person("Hanna Brook", "self", "me")]),
    ],
)
def test_who_signs_is_no_patient(lexicon: Lexicon, now: datetime, marked: str, people: list[Person]) -> None:
    found = meant(lexicon, now, marked)
    assert [list(one.people) for one in found] == [people]
    assert found[0].signed == "Hanna Brook" or people[0].name == "Hanna Brook"


def test_a_doctor_who_is_thanked_signs_nothing(lexicon: Lexicon, now: datetime) -> None:
    (meaning,) = meant(lexicon, now, "<want.book|[Dr Rao](doctor) [Monday](when) please>, thanks Sam Lee")
    assert meaning.signed is None
