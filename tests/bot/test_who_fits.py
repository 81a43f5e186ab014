"""Whom to see: a woman, somebody who speaks a language, somebody who sees children. Only what the clinic tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.context import DoctorFacts
from models.profile import Ages, Profile
from nlu.core.meaning import Person, When
from tests.bot.paper import LEE, RAO, Chat, PaperClinic, day

HIS, HERS = Profile((), "male", ("English",), Ages(16)), Profile((), "female", ("English", "Urdu"))
ITO = DoctorFacts(
    3, "Dr. Kim Ito", "Pediatrics", profile=Profile((), "female", (), Ages(0, 15), "Dr. Ito likes trains.")
)
SON = (Person(None, "child", "son"),)


def told() -> PaperClinic:
    return PaperClinic(doctors=(replace(RAO, profile=HERS), replace(LEE, profile=HIS), ITO), consented=True)


@pytest.mark.parametrize(
    ("words", "said", "says"),
    [
        ("is dr rao a man", {"doctors": (RAO.name,), "genders": ("male",)}, "Dr Maya Rao is a woman."),
        ("does dr lee speak urdu", {"doctors": (LEE.name,), "languages": ("Urdu",)}, "Dr Sam Lee speaks English."),
        ("what does dr ito speak, which languages", {"doctors": (ITO.name,)}, "I don't know that"),
        ("does dr ito see grown ups", {"doctors": (ITO.name,)}, "Dr Kim Ito sees patients up to 15 years."),
        ("would dr lee see a three year old", {"doctors": (LEE.name,), "age": 3}, "sees patients from 16 years on."),
        ("does dr rao see babies", {"doctors": (RAO.name,)}, "I don't know that"),
        ("which of you speaks urdu", {"languages": ("Urdu",)}, "These are:\nDr Maya Rao, Dermatology"),
        ("who speaks welsh", {"languages": ("Welsh",)}, "As far as I know we don't have a doctor who speaks Welsh"),
        ("who sees toddlers", {}, "Dr Kim Ito, Pediatrics"),
        ("tell me about dr ito", {"doctors": (ITO.name,)}, "Dr Kim Ito, Pediatrics. Dr Ito likes trains."),
        ("is dr lee any nice", {"doctors": (LEE.name,)}, "Dr Sam Lee, General Practice. I know no more than that"),
    ],
)
def test_what_is_told_of_doctors_is_said_and_nothing_else(words: str, said: dict[str, object], says: str) -> None:
    assert says in Chat(told()).writes(words, "clinic_info", **said).said


@pytest.mark.parametrize(
    ("said", "labels"),
    [
        ({"genders": ("female",)}, ["Dr Maya Rao, Dermatology", "Dr Kim Ito, Pediatrics", "Whoever is free first"]),
        ({"people": SON, "age": 4}, ["Dr Kim Ito, Pediatrics", "Dr Maya Rao, Dermatology", "Whoever is free first"]),
        (
            {"people": SON},
            [
                "Dr Maya Rao, Dermatology",
                "Dr Sam Lee, General Practice",
                "Dr Kim Ito, Pediatrics",
                "Whoever is free first",
            ],
        ),
    ],
)
def test_only_who_is_what_was_asked_for_is_offered(said: dict[str, object], labels: list[str]) -> None:
    chat = Chat(told()).says("book_appointment", **said)
    assert chat.reply is not None
    assert [chat.speaker.say(choice.label) for choice in chat.reply.choices] == labels


def test_where_only_one_is_it_there_is_nothing_to_choose() -> None:
    chat = Chat(told()).says("book_appointment", languages=("Urdu",), when=When(day("2026-06-04")))
    assert "with Dr Maya Rao" in chat.said
    assert chat.state.asked == "slot"


def test_whoever_is_free_first_is_one_of_them() -> None:
    chat = Chat(told()).says("book_appointment", genders=("female",), any_doctor=True, when=When(day("2026-06-04")))
    assert chat.state.choices
    assert "Lee" not in chat.said


def test_a_named_doctor_who_is_not_it_is_said_with_those_who_are() -> None:
    chat = Chat(told()).says("book_appointment", doctors=(LEE.name,), genders=("female",))
    assert "You asked for a doctor who is a woman: that is Dr Maya Rao or Dr Kim Ito, not Dr Sam Lee." in chat.said
    chat.says(doctors=(LEE.name,))
    assert "Which day would suit you with Dr Sam Lee?" in chat.said, "who names a doctor then wants that doctor"


def test_a_child_is_sent_to_nobody_who_does_not_see_that_age() -> None:
    chat = Chat(told()).says("book_appointment", people=SON, age=4, doctors=(LEE.name,), when=When(day("2026-06-04")))
    assert "Dr Sam Lee doesn't see patients of that age; you can come to Dr Kim Ito or Dr Maya Rao." in chat.said
    assert chat.state.asked == "doctor"


def test_a_field_with_nobody_who_is_it_is_said_and_those_elsewhere_are_offered() -> None:
    chat = Chat(told()).says("book_appointment", genders=("female",), specialties=("General Practice",))
    assert "As far as I know we don't have a doctor who is a woman in General Practice; elsewhere there is" in chat.said
    assert "[Dr Sam Lee" not in chat.said


def test_where_the_clinic_tells_nothing_nobody_is_guessed_at() -> None:
    chat = Chat(PaperClinic(consented=True)).says("book_appointment", genders=("female",))
    assert "I haven't been told whether we have a doctor who is a woman; the front desk knows" in chat.said
    assert "[Dr Maya Rao" in chat.said
    chat.says(doctors=(RAO.name,))
    assert "As far as I know" not in chat.said


def test_one_of_them_is_one_of_those_just_named() -> None:
    chat = Chat(told()).writes("have you any women", "clinic_info", genders=("female",))
    chat.writes("could i have one of them on thursday", "book_appointment", when=When(day("2026-06-04")))
    assert "Dr Maya Rao or Dr Kim Ito" in chat.said
