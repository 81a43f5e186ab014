"""One bad row stops nobody else: it is set aside, counted and shown, whatever the work is."""

from __future__ import annotations

import pytest
from sqlalchemy import literal, update

from models.store.set_aside import SetAside
from models.tables import PatientRow
from models.types import Encrypted
from models.words import Status
from tests.scheduler.desk import Desk, june

ANOTHER_KEY = "gAAAAABmZm9vYmFy"  # what stands in a row that was written under a key we do not have


def spoil(desk: Desk, patient: int, name: str | None = None) -> None:
    """As older versions kept it: an empty name; or one under another key."""
    table = PatientRow.__table__  # type: ignore[attr-defined]
    with desk.database.connect() as connection:
        token = ANOTHER_KEY if name is None else desk.database.keyring.encrypt(name)
        written = literal(token, type_=Encrypted.impl())
        connection.execute(update(table).where(table.c.id == patient).values(name=written))


def aside(desk: Desk) -> list[SetAside]:
    with desk.database.read() as store:
        return store.set_aside.all()


@pytest.mark.parametrize("name", ["", "\u200b", None])
def test_one_name_that_cannot_be_spoken_keeps_nobody_from_being_reminded(desk: Desk, name: str | None) -> None:
    bad = desk.book(june(10, "10:00"), sender="bad", name="Bad One")
    people = [desk.book(june(10, clock), sender=clock, name="Pat Good") for clock in ("11:00", "14:00", "15:00")]
    spoil(desk, bad.patient_id, name)
    said = desk.wait_until(june(9, "16:00"))
    hidden = name == "\u200b"  # nothing breaks on it by itself
    assert len(said) == 3 + hidden
    assert all(desk.steps(one)["1d"] == "released" for one in people)
    if hidden:
        return
    (one, *_) = aside(desk)
    assert (one.kind, one.attempts) == ("planned", 1)
    assert "first_name" in one.fault
    assert desk.wait_until(june(9, "16:01")) == []  # left out, not tried at each tick
    spoil(desk, bad.patient_id, "Bad One")
    assert len(desk.wait_until(june(9, "17:00"))) == 1  # mended: said, and no longer set aside
    assert aside(desk) == []


def test_the_bad_one_of_a_family_is_set_aside_alone(desk: Desk) -> None:
    good = desk.book(june(10, "10:00"), name="John Miller")
    bad = desk.book(june(10, "11:00"), name="Mia")
    spoil(desk, bad.patient_id, "")
    (said,) = desk.wait_until(june(9, "12:00"))
    assert "John" in said
    assert desk.steps(good)["1d"] == "released"
    assert desk.steps(bad)["1d"] == "planned"


def test_visits_nobody_marked_are_marked_but_for_the_one_that_cannot_be(desk: Desk) -> None:
    one, bad, other = (desk.book(june(2, clock), sender=clock, name="A B") for clock in ("10:00", "11:00", "12:00"))
    refuse(desk, bad.id)
    desk.wait_until(june(4, "12:00"))
    with desk.database.read() as store:
        assert [store.bookings.get(each.id).status for each in (one, other)] == [Status.COMPLETED] * 2
    assert ("past_visit", str(bad.id)) in [(each.kind, each.item) for each in aside(desk)]


def test_an_agenda_that_cannot_be_made_keeps_no_other_doctor_waiting(desk: Desk) -> None:
    with desk.database.write() as store:
        first, second = store.clinic.doctors()[:2]
        for doctor in (first, second):
            talk = store.conversations.open("console", doctor.name, desk.clock.now())
            store.doctor_chats.link(doctor.id, talk.id, desk.clock.now())
    for number in (0, 1):
        desk.book(june(2, "10:00"), sender=f"p{number}", doctor=number, remind=False)
    with desk.database.connect() as connection:
        connection.exec_driver_sql(
            f"""UPDATE doctor_chat SET seen = '{{"one day": {{}}}}' WHERE doctor_id = {first.id}"""
        )
    desk.wait_until(june(2, "08:00"))
    assert [sender for sender, message in desk.sent if message.kind == "agenda"] == [second.name]
    assert "agenda" in [one.kind for one in aside(desk)]


def refuse(desk: Desk, number: int) -> None:
    """The database itself refuses every change of this appointment."""
    if desk.database.is_sqlite:
        statements = [
            f"CREATE TRIGGER refuse BEFORE UPDATE ON appointment WHEN old.id = {number}"
            " BEGIN SELECT RAISE(ABORT, 'never'); END"
        ]
    else:
        statements = [
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'never'; END $$",
            f"CREATE TRIGGER refuse BEFORE UPDATE ON appointment FOR EACH ROW WHEN (old.id = {number})"
            " EXECUTE FUNCTION refuse()",
        ]
    with desk.database.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
