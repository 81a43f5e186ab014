"""Other people's appointments: no command touches them, no button shows them, and a link opens just the one."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from bot.core.commands import (
    AskPerson,
    Book,
    Cancel,
    CancelAll,
    Command,
    Confirm,
    Hold,
    Move,
    Quieten,
    Rate,
    Refused,
    Release,
    Remark,
    Rename,
    StopWriting,
    Swap,
    TellLate,
)
from bot.core.reader import Reader
from bot.core.state import Who
from bot.outreach.notifier import Outreach
from bot.pipeline.carry_out import CarryOut
from models.db import Database
from models.views import Appointment
from tests.bot.practice import LEE, Practice, june


@pytest.fixture
def clinic(database: Database) -> Practice:
    return Practice(database)


@pytest.fixture
def hers(clinic: Practice) -> Appointment:
    """Anna's appointment on Thursday."""
    return clinic.book("anna", "Anna Kaur", june(4, "10:20"))


def commands(one: Appointment) -> list[Command]:
    """Every command that names an appointment or a patient."""
    later = one.starts_at + timedelta(days=1)
    return [
        Hold(one.doctor_id, one.visit_type_id, later, moving=one.id),
        Book(one.doctor_id, one.visit_type_id, later, Who(id=one.patient_id, name=one.patient), None, reminders=True),
        Move(one.id, one.doctor_id, later),
        Swap(one.id, one.id),
        Cancel(one.id),
        Confirm(one.id),
        TellLate(one.id, 15),
        Rate(one.id, 1),
        Quieten((one.id,)),
        Rename(one.patient_id, "Eve Adams"),
        Remark(one.id, "awful"),
        CancelAll((one.id, one.id)),
    ]


OF_THE_WRITERS_OWN = (Release, AskPerson, StopWriting)
"""Commands that name nobody: they are about the very chat they are written in."""


def test_every_command_is_tried(hers: Appointment) -> None:
    tried = {type(one) for one in commands(hers)}
    assert tried | set(OF_THE_WRITERS_OWN) == set(get_args(Command))


def carried_out(clinic: Practice, sender: str, command: Command) -> bool:
    """Whether it was done, as asked for by this chat."""
    now = clinic.clock.now()
    with clinic.database.write() as store:
        talk = store.conversations.open("console", sender, now)
        reader = Reader(store, talk.id, talk.account_id, now, numbered=True, muted=False)
        return not isinstance(CarryOut(store, talk, reader, Outreach(), now).run(command), Refused)


def everything(clinic: Practice) -> list[object]:
    with clinic.database.read() as store:
        return [store.bookings.find(), store.conversations.handoffs(), store.ratings.by_month()]


def test_no_command_touches_what_is_not_the_writers(clinic: Practice, hers: Appointment) -> None:
    clinic.says("eve", "hello")
    before = everything(clinic)
    assert [one for one in commands(hers) if carried_out(clinic, "eve", one)] == []
    assert everything(clinic) == before


TAPS = (
    "move:{0}", "cancel:{0}", "appointment:{0}", "confirm:{0}", "confirm:{0}+{0}", "late:{0}:15", "rate:{0}:5",
    "moveto:{0}:1:1780653600", "patient:1",
)  # fmt: skip


@pytest.mark.parametrize("tap", TAPS)
def test_no_button_shows_or_changes_what_is_not_the_writers(clinic: Practice, hers: Appointment, tap: str) -> None:
    clinic.book("eve", "Eve Adams", june(1, "15:00"))
    before = everything(clinic)
    said = clinic.taps_value("eve", tap.format(hers.id))
    said += clinic.says("eve", "yes") + clinic.says("eve", "my appointments")
    assert "Anna" not in said
    assert "10:20" not in said
    assert everything(clinic) == before


def linked(clinic: Practice, one: Appointment, sender: str) -> None:
    """This chat has opened the link of that appointment."""
    now = clinic.clock.now()
    with clinic.database.write() as store:
        talk = store.conversations.open("console", sender, now)
        assert store.chat_links.redeem(store.chat_links.new(one.id, now), talk.id, now) == one.id


def test_a_link_opens_one_appointment_and_nothing_else_either_way(clinic: Practice, hers: Appointment) -> None:
    clinic.book("anna", "Mia Kaur", june(5, "10:20"))
    clinic.book("eve", "Eve Adams", june(8, "15:00"))
    linked(clinic, hers, "eve")
    seen = clinic.says("eve", "my appointments")
    assert "Anna Kaur with Dr Sam Lee" in seen
    assert "Mia" not in seen
    assert "Eve" not in clinic.says("anna", "my appointments")
    assert "15:00" not in clinic.says("anna", "my appointments")
    assert "You with" in clinic.says("eve", "book dr rao friday at 11.20")


def test_who_has_the_link_may_confirm_move_and_cancel_it(clinic: Practice, hers: Appointment) -> None:
    linked(clinic, hers, "eve")
    clinic.taps_value("eve", f"confirm:{hers.id}")
    assert clinic.appointment(hers).status == "confirmed"
    clinic.says("eve", "move my appointment to friday at 11.20")
    clinic.says("eve", "yes")
    assert clinic.appointment(hers).starts_at == june(5, "11:20")
    clinic.taps_value("eve", f"cancel:{hers.id}")
    clinic.says("eve", "yes")
    assert clinic.appointment(hers).status == "cancelled"


def test_a_later_link_takes_the_appointment_from_the_earlier_chat(clinic: Practice, hers: Appointment) -> None:
    linked(clinic, hers, "eve")
    linked(clinic, hers, "bob")
    assert "Anna" not in clinic.says("eve", "my appointments")
    assert "Anna Kaur" in clinic.says("bob", "my appointments")


def test_a_token_is_good_once_and_for_a_week(clinic: Practice, hers: Appointment) -> None:
    now = clinic.clock.now()
    with clinic.database.write() as store:
        talk = store.conversations.open("console", "eve", now)
        token, late = (store.chat_links.new(hers.id, now) for _ in range(2))
        assert store.chat_links.redeem(late, talk.id, now + timedelta(days=7)) is None
        assert store.chat_links.redeem(token, talk.id, now) == hers.id
        assert store.chat_links.redeem(token, talk.id, now) is None


def test_messages_about_it_go_to_the_chat_it_is_tied_to(clinic: Practice) -> None:
    clinic.says("anna", "book dr lee thursday at 10.20 for me, Anna Kaur")
    clinic.says("anna", "yes")
    clinic.says("anna", "book dr lee thursday at 11.00")
    clinic.says("anna", "yes")
    with clinic.database.read() as store:
        first = store.bookings.find(doctor_id=clinic.doctors[LEE])[0]
    linked(clinic, first, "eve")
    told = clinic.wait_until(june(4, "09:00"))
    reminders = [one for one in told if "appointment on Thu" in one or "reminder" in one]
    assert [one for one in reminders if one.startswith("eve: ") and "10:20" in one]
    assert not [one for one in reminders if one.startswith("eve: ") and "11:00" in one]
    assert not [one for one in reminders if one.startswith("anna: ") and "10:20" in one]
    assert [one for one in reminders if one.startswith("anna: ") and "11:00" in one]
