"""Doctors in their own chats, as conversations."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.messages import Inbound
from bot.doctors.chat import answer_doctor, is_doctors
from bot.outreach.notifier import Outreach
from models.db import Database
from models.tables import ClinicRow
from models.words import Status
from tests.bot.practice import Practice, june


def thursday(practice: Practice) -> list[str]:
    """John at 9:00, Mia, his daughter, at 9:40, Anna at 16:00."""
    practice.book("john", "John Miller", june(4, "09:00"))
    practice.book("john", "Mia Miller", june(4, "09:40"), kind="Vaccination")
    practice.book("anna", "Anna Kaur", june(4, "16:00"), kind="Check-up")
    return practice.says("lee", "thursday").split("\n")


# Proving who one is


def test_a_doctor_proves_who_they_are_by_a_one_time_code(database: Database) -> None:
    practice = Practice(database)
    code = practice.code()
    assert practice.says("lee", f" {code.lower()} ") == (
        "Welcome, Dr Sam Lee. This chat is yours now. Your agenda comes here at 07:00 on days with patients. "
        "[Today] [Tomorrow] [This week] [Block time]"
    )
    assert practice.says("lee", "tomorrow").startswith("Tomorrow, Tuesday 2 June: nobody is booked.")
    assert "That code is not good" in practice.says("mallory", code)


def test_a_link_to_the_bot_proves_it_as_well(sqlite_database: Database) -> None:
    practice = Practice(sqlite_database)
    code = practice.code()
    with practice.database.write() as store:
        now = practice.clock.now()
        conversation = store.conversations.open("telegram", "700", now)
        opened = Inbound(channel="telegram", provider_id="1", address="700", kind="start", token=code)
        assert is_doctors(conversation, opened)
        assert answer_doctor(store, conversation, opened, now, "reply:1", Outreach(), now)
        assert [(chat.doctor, chat.channel) for chat in store.doctor_chats.all()] == [("Dr. Sam Lee", "telegram")]
        stranger = store.conversations.open("telegram", "701", now)
        assert not is_doctors(stranger, opened.model_copy(update={"token": "a-patients-own-link"}))


def test_a_code_lapses_after_a_day(database: Database) -> None:
    practice = Practice(database)
    code = practice.code()
    practice.wait_until(june(2, "09:00"))
    assert "That code is not good" in practice.says("lee", code)


def test_a_newer_code_ends_the_older_one(sqlite_database: Database) -> None:
    practice = Practice(sqlite_database)
    older, newer = practice.code(), practice.code()
    assert "That code is not good" in practice.says("lee", older)
    assert "Welcome, Dr Sam Lee" in practice.says("lee", newer)


@pytest.mark.parametrize("words", ["BCDFG-HJKMN", "bcdfghjkmn", "BCDFG HJKMN."])
def test_a_wrong_code_opens_nothing(sqlite_database: Database, words: str) -> None:
    practice = Practice(sqlite_database)
    practice.code()
    assert "That code is not good" in practice.says("mallory", words)
    assert "nobody is booked" not in practice.says("mallory", "tomorrow")


def test_a_new_chat_takes_the_place_of_the_old_one(practice: Practice) -> None:
    practice.says("lee", "agenda at 6:30")
    practice.doctor_chat("lees new phone")
    assert "nobody is booked" in practice.says("lees new phone", "tomorrow")
    assert "nobody is booked" not in practice.says("lee", "tomorrow")
    with practice.database.read() as store:
        assert [chat.agenda_minute for chat in store.doctor_chats.all()] == [6 * 60 + 30]


def test_the_code_itself_is_not_kept(practice: Practice) -> None:
    code = practice.code()
    with practice.database.read() as store:
        dump = "".join(store.session.connection().connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert code not in dump
    assert code.replace("-", "") not in dump


@pytest.mark.parametrize(
    "words", ["thursday", "off today", "im ill. off today", "09:00 arrived", "agenda at 6:30", "ratings"]
)
def test_a_stranger_gets_nothing_of_the_doctors_side(practice: Practice, words: str) -> None:
    thursday(practice)
    free = practice.free(4)
    answer = practice.says("mallory", words)
    assert not any(word in answer for word in ("J. M.", "Shall I block", "Noted", "Your agenda", "rated"))
    for value in ("dr:today", "dr:block time", "dr:yes:1780527600-1780614000", "dr:no_show:1"):
        assert "J. M." not in practice.taps_value("mallory", value)
    assert practice.free(4) == free
    assert practice.says("lee", "thursday").count("not confirmed") == 3


def test_a_doctors_chat_and_a_patients_never_mix(practice: Practice) -> None:
    practice.says("lee", "off thursday")
    with practice.database.write() as store:
        store.doctor_chats.unlink(practice.doctors["Dr. Sam Lee"], practice.clock.now())
    assert "blocked" not in practice.says("lee", "yes").lower()
    assert "10:20" in practice.free(4)


# Looking


def test_a_day(practice: Practice) -> None:
    assert thursday(practice) == [
        "Thursday 4 June: 3 patients, first 09:00, last 16:00.",
        "09:00 J. M. · Consultation · new · not confirmed",
        "09:40 M. M. · Vaccination · new · not confirmed",
        "09:55 free until 13:00",
        "14:00 free until 16:00",
        "16:00 A. K. · Check-up · new · not confirmed",
        "16:50 free until 18:00 [Tomorrow] [Block time]",
    ]


def test_who_came_before_is_a_returning_patient(practice: Practice) -> None:
    practice.book("john", "John Miller", june(2, "09:00"))
    assert "09:00 J. M. · Consultation · returning · not confirmed" in thursday(practice)


def test_a_week(practice: Practice) -> None:
    thursday(practice)
    week = practice.says("lee", "week").split("\n")
    assert week[3:6] == ["Thu 4 Jun: 3 patients, 09:00 to 16:00", "Fri 5 Jun: nobody", "Sat 6 Jun: not in"]


@pytest.mark.parametrize(("mode", "names"), [("short", ["John M.", "Mia M."]), ("full", ["John Miller", "Mia Miller"])])
def test_the_clinic_may_want_names(practice: Practice, mode: str, names: list[str]) -> None:
    with practice.database.write() as store:
        store.session.get_one(ClinicRow, 1).agenda_names = mode
    day = thursday(practice)
    assert [line.split(" · ")[0] for line in day[1:3]] == [f"09:00 {names[0]}", f"09:40 {names[1]}"]


@pytest.mark.parametrize("words", ["flurb the thing", "hello", "help", "dr:nonsense"])
def test_anything_else_gets_a_short_help(practice: Practice, words: str) -> None:
    assert 'block time ("off tomorrow afternoon")' in practice.says("lee", words)
    assert practice.says("lee", "2").startswith("Tomorrow, Tuesday 2 June")


def test_an_old_button_says_so(practice: Practice) -> None:
    practice.says("lee", "off thursday")
    value = practice.last("lee").options[0].value
    practice.says("lee", "no")
    assert "earlier message" in practice.taps_value("lee", value)
    assert "earlier message" in practice.taps_value("lee", "slot:1:1780000000")
    assert "10:20" in practice.free(4)


# Marking


@pytest.mark.parametrize(
    ("words", "answer", "status"),
    [
        ("09:00 arrived", "Noted: 09:00 J. M. has arrived.", Status.ARRIVED),
        ("1 arrived", "Noted: 09:00 J. M. has arrived.", Status.ARRIVED),
        ("the 1st has arrived", "Noted: 09:00 J. M. has arrived.", Status.ARRIVED),
        ("john arrived", "Noted: 09:00 J. M. has arrived.", Status.ARRIVED),
        ("9.00 no-show", "Noted: 09:00 J. M. did not come.", Status.NO_SHOW),
        ("john didn't come", "Noted: 09:00 J. M. did not come.", Status.NO_SHOW),
        ("9:00 done", "Noted: 09:00 J. M. is done.", Status.COMPLETED),
    ],
)
def test_marking_who_came(practice: Practice, words: str, answer: str, status: Status) -> None:
    thursday(practice)
    practice.wait_until(june(4, "09:30"))
    assert practice.says("lee", words) == answer
    with practice.database.read() as store:
        assert store.bookings.find()[0].status == status


def test_which_patient_is_asked_where_nothing_says_so(practice: Practice) -> None:
    thursday(practice)
    practice.wait_until(june(4, "09:30"))
    assert practice.says("lee", "arrived") == "Which patient do you mean? [09:00 J. M.] [09:40 M. M.] [16:00 A. K.]"
    assert practice.says("lee", "2") == "Noted: 09:40 M. M. has arrived."


def test_a_name_answers_too_and_another_wish_is_not_taken_for_one(practice: Practice) -> None:
    thursday(practice)
    practice.wait_until(june(4, "09:30"))
    practice.says("lee", "arrived")
    assert practice.says("lee", "tomorrow").startswith("Tomorrow, Friday 5 June")
    practice.says("lee", "arrived")
    assert practice.says("lee", "mia") == "Noted: 09:40 M. M. has arrived."


def test_nobody_is_done_before_they_came(practice: Practice) -> None:
    thursday(practice)
    practice.wait_until(june(4, "09:30"))
    assert "is still to come; I have noted nothing" in practice.says("lee", "16:00 no-show")


def test_a_patient_who_is_not_there(practice: Practice) -> None:
    thursday(practice)
    practice.wait_until(june(4, "09:30"))
    assert practice.says("lee", "11:15 arrived").startswith("I find no such patient on today, Thursday 4 June.")


# Settings


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("agenda at 6:30", "Your agenda comes at 06:30 from now on."),
        ("send my agenda at 7.15 am please", "Your agenda comes at 07:15 from now on."),
        ("agenda every day", "Your agenda comes every day at 07:00."),
        ("no agenda any more", 'No more morning agendas. Write "agenda on" to have them again.'),
        ("agenda on", "Your agenda comes at 07:00 on days with patients."),
    ],
)
def test_when_the_agenda_comes(practice: Practice, words: str, answer: str) -> None:
    assert practice.says("lee", words) == answer


@pytest.mark.parametrize("words", ["agenda for 4 june", "my agenda on thursday", "the list for thursday"])
def test_an_agenda_for_a_day_is_no_setting(practice: Practice, words: str) -> None:
    assert practice.says("lee", words).startswith("Thursday 4 June: nobody is booked.")


def test_ratings_are_counts_and_averages(practice: Practice) -> None:
    assert practice.says("lee", "my ratings") == "Nobody has rated a visit with you yet."
    first = practice.book("john", "John Miller", june(1, "11:00"))
    second = practice.book("anna", "Anna Kaur", june(1, "14:00"))
    with practice.database.write() as store:
        store.ratings.rate(first.id, 5, practice.clock.now())
        store.ratings.rate(second.id, 4, practice.clock.now() + timedelta(hours=1))
    assert practice.says("lee", "my ratings") == "2 ratings so far, 4.5 out of 5 on average."
