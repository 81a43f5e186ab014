"""Who "you" is: whoever has said so, and nobody for having been booked first."""

from __future__ import annotations

import pytest

from models.db import Database
from tests.bot.practice import LEE, Practice, june


@pytest.fixture
def clinic(database: Database) -> Practice:
    return Practice(database)


def booked(clinic: Practice, sender: str, wish: str) -> str:
    """Book what is wished for; what was proposed and what was said to be booked."""
    return f"{clinic.says(sender, wish)}\n{clinic.says(sender, 'yes')}"


def relations(clinic: Practice, sender: str) -> dict[str, str]:
    with clinic.database.write() as store:
        here = store.people.address_for("console", sender, clinic.clock.now())
        return {one.name: one.relation for one in store.people.patients(here.account_id)}


def test_a_name_without_a_relation_is_nobodys_you(clinic: Practice) -> None:
    said = booked(clinic, "anna", "book dr lee friday at 2.20pm for Ella")
    assert "Ella with Dr Sam Lee" in said
    assert "Booked: Ella with Dr Sam Lee" in said
    assert relations(clinic, "anna") == {"Ella": "unknown"}
    assert "Ella with Dr Sam Lee" in clinic.says("anna", "my appointments")


def test_for_myself_is_asked_where_only_somebody_else_is_known(clinic: Practice) -> None:
    booked(clinic, "anna", "book dr lee friday at 2.20pm for Ella")
    assert "Who is it for?" in clinic.says("anna", "book dr rao thursday at 11.20")
    assert {one.label for one in clinic.last("anna").options} == {"Ella", "Me"}
    assert "your name" in clinic.taps("anna", "Me")
    assert "Anna Kaur with Dr Maya Rao" in clinic.says("anna", "Anna Kaur")
    assert "Booked: Anna Kaur with" in clinic.says("anna", "yes")
    assert relations(clinic, "anna") == {"Ella": "unknown", "Anna Kaur": "self"}
    assert "You with Dr Sam Lee" in clinic.says("anna", "book dr lee next tuesday at 9am")


def test_somebody_booked_by_name_may_turn_out_to_be_the_writer(clinic: Practice) -> None:
    booked(clinic, "john", "book dr lee friday at 2.20pm for John Miller")
    clinic.says("john", "book dr rao thursday at 11.20")
    clinic.taps("john", "Me")
    assert "John Miller with Dr Maya Rao" in clinic.taps("john", "John Miller")
    assert "Booked: John Miller with" in clinic.says("john", "yes")
    assert relations(clinic, "john") == {"John Miller": "self"}
    assert "You with Dr Sam Lee" in clinic.says("john", "book dr lee next tuesday at 9am for me")


def test_who_says_me_with_a_name_is_the_holder(clinic: Practice) -> None:
    said = booked(clinic, "john", "book dr lee friday at 2.20pm for me, John Miller")
    assert "John Miller with Dr Sam Lee" in said
    assert "Booked: John Miller with" in said
    assert "You with Dr Maya Rao" in clinic.says("john", "book dr rao thursday at 11.20")


def test_two_who_are_both_you_are_asked_for_by_name(clinic: Practice) -> None:
    booked(clinic, "home", "book dr lee friday at 2.20pm for me, John Miller")
    booked(clinic, "home", "book dr lee friday at 3pm for me, Anna Kaur")
    assert "Who is it for?" in clinic.says("home", "book dr rao thursday at 11.20")
    assert {"John Miller", "Anna Kaur"} <= {one.label for one in clinic.last("home").options}
    assert "Anna Kaur with Dr Maya Rao" in clinic.taps("home", "Anna Kaur")
    listed = clinic.says("home", "my appointments").lower()
    assert "john miller with" in listed
    assert "you with" not in listed


def test_who_the_desk_booked_is_named_to_whoever_writes_from_that_phone(clinic: Practice) -> None:
    now = clinic.clock.now()
    with clinic.database.write() as store:
        talk = store.conversations.open("console", "anna", now)
        ella = store.people.add_patient(talk.account_id, "Ella Kaur", "unknown", now, by="desk")
        store.bookings.book(clinic.doctors[LEE], clinic.kinds["Consultation"], june(4, "09:00"), ella.id, now)
    assert "Ella Kaur with Dr Sam Lee" in clinic.says("anna", "my appointments")
    assert "Who is it for?" in clinic.says("anna", "book dr rao thursday at 11.20")


def test_somebody_elses_patient_is_not_booked_for(clinic: Practice) -> None:
    booked(clinic, "john", "book dr lee friday at 2.20pm for me, John Miller")
    clinic.says("anna", "book dr rao thursday at 11.20")
    assert "John" not in clinic.taps_value("anna", "patient:1")
