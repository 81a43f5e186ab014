"""Whom an appointment is for, in people's own words."""

import pytest

from nlu.core.meaning import Person
from nlu.people.patients import find_people


def people(said: str, asked: str | None = None) -> list[tuple[str | None, str | None]]:
    """Names and relations found, in order."""
    return [(person.name, person.relation) for person in find_people(said, asked).people]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("for my daughter Mia", [("Mia", "child")]),
        ("need dr rao thurs after 3 for my daughter Mia, she's got a rash", [("Mia", "child")]),
        ("my kid bem needs his jabs", [("Bem", "child")]),
        ("Please also see my kid, Bobby, at 7pm", [("Bobby", "child")]),
        ("our little boy Tom has a fever", [("Tom", "child")]),
        ("it's for my son, he's called Ben", [("Ben", "child")]),
        ("my boy needs shots. His name is Luca.", [("Luca", "child")]),
        ("for my mum", [(None, "parent")]),
        ("my wife Anna", [("Anna", "partner")]),
        ("my nan has a sore hip", [(None, "other")]),
        ("for me and my son Ben", [(None, "self"), ("Ben", "child")]),
        ("yes for both me and Mia please", [(None, "self"), ("Mia", None)]),
        ("an appointment for Mia and Tom", [("Mia", None), ("Tom", None)]),
        ("is there one for ben tomorrow", [("Ben", None)]),
        ("and Mark's appointment?", [("Mark", None)]),
        ("cancel mias appointment", [("Mia", None)]),
        ("it's for me, John Miller", [("John Miller", "self")]),
        ("my name is angela and i want to come in", [("Angela", "self")]),
        ("My name is John, my doctor is Lee and I need to see him", [("John", "self")]),
        ("im john need an appointment", [("John", "self")]),
        ("I'm Angela.", [("Angela", "self")]),
        ("This is John", [("John", "self")]),
        ("my throat hurts, this is Mark btw", [("Mark", "self")]),
        ("Hi Angela here, can I come in", [("Angela", "self")]),
        ("me llamo José", [("José", "self")]),
    ],
)
def test_people_are_found_without_being_asked_for(said: str, found: list[tuple[str | None, str | None]]) -> None:
    assert people(said) == found


@pytest.mark.parametrize(
    "said",
    [
        "I'm sick", "i'm hoping to reach a doctor", "im not sure", "im free tomorrow", "I am feeling awful",
        "I'm Ben's mum",
        "for today", "for Dr Rao", "for a check-up", "for Thursday", "can you do that for me",
        "my wife said you are good",
        "need to see my dad's doctor", "It's Friday at 5 pm", "same time as my husband", "Ben",
        "this is urgent", "that's fine",
        "thanks for everything", "this is ridiculous", "no", "",
    ],
)  # fmt: skip
def test_nobody_is_found_where_nobody_is_named(said: str) -> None:
    assert people(said) == []


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("alexis", "Alexis"), ("Ben! Please make it soon", "Ben"), ("mark smith pls", "Mark Smith"),
        ("JOHN MILLER", "John Miller"),
        ("john miller", "John Miller"), ("MArk", "Mark"), ("Alexis. That's a mad coincidence", "Alexis"),
        ("sure, it is Alexis", "Alexis"),
        ("Angela. I need to be seen soon", "Angela"), ("it's for Olena Kovalchuk please", "Olena Kovalchuk"),
        ("priyanka shah", "Priyanka Shah"), ("O'Brien", "O'Brien"), ("o’brien", "O’Brien"),
        ("Jan van der Berg", "Jan van der Berg"),
        ("José", "José"), ("Nguyễn Văn An", "Nguyễn Văn An"), ("Мария Иванова", "Мария Иванова"),
        ("王伟", "王伟"), ("محمد", "محمد"),
        ("प्रिया शर्मा", "प्रिया शर्मा"), ("mias", "Mia"), ("Anne-Marie McDonald", "Anne-Marie McDonald"),
        ("Will Young", "Will Young"),
    ],
)  # fmt: skip
def test_a_bare_name_answers_whom_it_is_for(said: str, name: str) -> None:
    assert [person.name for person in find_people(said, "patient").people] == [name]


@pytest.mark.parametrize("said", ["me", "myself", "Me please", "it's for me", "for me", "just me"])
def test_oneself(said: str) -> None:
    assert people(said, "patient") == [(None, "self")]


def test_oneself_with_a_name() -> None:
    assert people("me, John Miller", "patient") == [("John Miller", "self")]


@pytest.mark.parametrize(
    "said",
    [
        "yes", "what?", "tomorrow at 5", "I have a cough", "why do you need that", "headache",
        "sore throat", "how much is it",
        "parking?", "the dentist", "whoever", "ok", "asap please", "no thanks", "i dont know", "???", "👍",
    ],
)  # fmt: skip
def test_other_answers_are_no_names(said: str) -> None:
    assert people(said, "patient") == []


def test_the_patients_own_word_is_kept() -> None:
    assert find_people("for my mum").people == (Person(None, "parent", "mum"),)


def test_a_doctor_is_no_patient() -> None:
    said = "an appointment for Lee please"
    assert find_people(said).people
    assert not find_people(said, skip_spans=[(19, 22)]).people


def test_spans_point_at_what_was_said() -> None:
    said = "one for my daughter Mia Jones, thanks"
    (start, end), *_ = find_people(said).spans
    assert said[start:end] == "daughter Mia Jones"
