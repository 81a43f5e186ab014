"""Moves told by what the appointment is now: sooner, later that day, with another doctor, all of them a week on."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.core.commands import AskPerson, Book, Hold, Move
from bot.core.context import PatientFacts
from nlu.core.meaning import DayRange, Meaning, Person, When
from tests.bot.paper import LEE, LONDON, MONDAY, RAO, Chat, PaperClinic, at, day
from tests.bot.reading import reads

ME, LEO = PatientFacts(1, "Ada Byrne", "self"), PatientFacts(2, "Leo Byrne", "child")
NEXT_WEEK = When(days=(DayRange(date(2026, 6, 8), date(2026, 6, 12)),), relative="same_time")


def on(day_of_june: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 6, day_of_june, hour, minute, tzinfo=LONDON)


def said(text: str, **how: bool) -> DayRange:
    """A day as it was said: by its weekday, by its number."""
    return DayRange(date.fromisoformat(text), date.fromisoformat(text), **how)


def booked(start: datetime) -> Chat:
    clinic = PaperClinic(consented=True)
    clinic.have(ME, LEE.id, start)
    return Chat(clinic)


def offered(chat: Chat) -> list[datetime]:
    assert chat.reply is not None
    return [choice.start.astimezone(LONDON) for choice in chat.reply.choices if choice.start]


def moves(chat: Chat) -> list[Move]:
    return [one for one in chat.clinic.commands if isinstance(one, Move)]


@pytest.mark.parametrize("intent", ["request_alternatives", "reschedule_appointment"])
def test_sooner_is_before_the_time_it_has(intent: str) -> None:
    chat = booked(on(10, 9)).writes("anything sooner?", intent, when=When(relative="earlier"))
    assert "These are earlier with Dr Sam Lee:" in chat.said
    assert all(start < on(10, 9) for start in offered(chat))
    assert len({start.date() for start in offered(chat)}) == 4


def test_where_nothing_is_sooner_that_is_said() -> None:
    chat = booked(on(1, 12, 20))
    chat.clinic.taken = {(LEE.id, on(1, 9 + minutes // 60, minutes % 60)) for minutes in range(0, 200, 40)}
    chat.writes("anything sooner?", "request_alternatives", when=When(relative="earlier"))
    assert "Nothing earlier is free with Dr Sam Lee. The nearest free times:" in chat.said


@pytest.mark.parametrize(("relative", "hours"), [("later", range(12, 17)), ("earlier", range(9, 12))])
def test_later_or_earlier_that_day(relative: str, hours: range) -> None:
    when = When(relative=relative, same_day=True)  # type: ignore[arg-type]
    chat = booked(on(4, 11, 40)).says("reschedule_appointment", when=when)
    assert offered(chat)
    assert all(start.date() == date(2026, 6, 4) and start.hour in hours for start in offered(chat))


def test_with_another_doctor_it_keeps_its_time() -> None:
    chat = booked(on(4, 11)).says("reschedule_appointment", doctors=(RAO.name,))
    assert "would change to Dr Maya Rao, Thursday 4 June at 11:00. Shall I move it?" in chat.said
    assert moves(chat.says("affirm")) == [Move(1, RAO.id, on(4, 11))]


def test_with_another_doctor_who_is_taken_then_the_nearest_are_offered() -> None:
    chat = booked(on(4, 11))
    chat.clinic.taken = {(RAO.id, on(4, 11))}
    chat.says("reschedule_appointment", doctors=(RAO.name,))
    assert "Thursday 4 June at 11:00 is already taken. The nearest free times:" in chat.said


def test_another_doctor_and_another_day_are_asked_for() -> None:
    chat = booked(on(4, 11)).says("reschedule_appointment", doctors=(RAO.name,), other_day=True)
    assert chat.reply is not None
    assert chat.reply.expects == "date"


def test_the_one_that_is_in_the_way_moves_first() -> None:
    chat = booked(on(4, 9))
    chat.clinic.have(LEO, LEE.id, on(4, 9, 40))
    chat.understood(Meaning("both 40 minutes later", "reschedule_appointment", when=When(shift_minutes=40)))
    assert "First this one: Leo Byrne with Dr Sam Lee, Thursday 4 June at 09:40." in chat.said
    chat.says("affirm").says("affirm")
    assert moves(chat) == [Move(2, LEE.id, on(4, 10, 20)), Move(1, LEE.id, on(4, 9, 40))]


def test_all_at_their_own_time_next_week() -> None:
    chat = booked(on(4, 9))
    chat.clinic.have(LEO, RAO.id, on(5, 11))
    chat.understood(Meaning("move both to next week, same times", "reschedule_appointment", when=NEXT_WEEK))
    chat.says("affirm").says("affirm")
    assert moves(chat) == [Move(1, LEE.id, on(11, 9)), Move(2, RAO.id, on(12, 11))]


def test_the_same_time_next_week_is_on_the_same_day() -> None:
    chat = booked(on(4, 9)).says("reschedule_appointment", when=NEXT_WEEK)
    assert "would move to Thursday 11 June at 09:00. Shall I move it?" in chat.said


@pytest.mark.parametrize(
    ("marked", "flow"),
    [
        ("<want.book|[Dr Rao](doctor) [Friday 10am](when)>", "book"),
        ("<want.move|or [Dr Rao](doctor) perhaps>", "reschedule"),
        ("<want.move|[a day later](when) would do as well>", "reschedule"),
    ],
)
@pytest.mark.parametrize("taken_for", ["inform", "out_of_scope", "help"])
def test_a_new_wish_is_a_booking_and_a_correction_a_move(marked: str, flow: str, taken_for: str) -> None:
    chat = booked(on(4, 9)).says("reschedule_appointment", when=When(days=day("2026-06-05"), times=at("09:00")))
    chat.says("affirm")
    assert reads(chat, marked, ((taken_for, 0.7), ("greet", 0.2)), sure=(0.65,)).state.flow == flow


def test_told_as_it_is_and_as_it_should_be_it_is_moved() -> None:
    marked = "<want.move|[Thursday](when.old)'s no good, [Friday](when) rather>"
    assert reads(booked(on(4, 9)), marked, sure=(0.7,)).state.flow == "reschedule"


@pytest.mark.parametrize("taken_for", ["book_appointment", "human_handoff", "request_alternatives", "reminders_on"])
def test_to_be_told_of_an_earlier_time_is_for_the_desk(taken_for: str) -> None:
    marked = "<want.earlier|give me a shout should [something earlier](when) come free>"
    chat = reads(booked(on(10, 9)), marked, ((taken_for, 0.9), ("greet", 0.1)))
    assert chat.said.startswith("I can't watch for earlier times myself, so I've asked the front desk to tell you")
    assert chat.clinic.commands == [AskPerson("earlier")]
    assert chat.state.flow is None


def test_it_is_passed_on_beside_a_yes() -> None:
    me, nine = (Person("Ada Byrne", "self"),), When(days=day("2026-06-10"), times=at("09:00"))
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=nine, people=me)
    reads(chat, "<answer.yes|yes> and <want.earlier|shout if [something sooner](when) comes up>")
    done = [one for one in chat.clinic.commands if not isinstance(one, Hold)]
    assert [type(one) for one in done] == [Book, AskPerson]


def test_a_first_time_is_asked_for_not_waited_for() -> None:
    chat = reads(Chat(PaperClinic()), "<want.earlier|tell me if there's [one today](when)>")
    assert chat.state.flow == "book"


THE_DAY = (
    # "not the 8th, the 15th" of an appointment in July; another month's only where that is spoken of
    (on(1, 9).replace(month=7, day=8), When(days=(said("2026-06-15", numbered=True),),
     not_days=(said("2026-06-08", numbered=True),)), "Wednesday 15 July"),
    # "the Thursday" is of the appointment's week, a bare one the coming one, unless the appointment's day is told
    (on(9, 10), When(days=(said("2026-06-04", weekday=True, of_that_week=True),)), "Thursday 11 June"),
    (on(9, 10), When(days=(said("2026-06-04", weekday=True),)), "Thursday 4 June"),
    (on(9, 10), When(days=(said("2026-06-04", weekday=True),), from_days=(said("2026-06-09"),)), "Thursday 11 June"),
    # "the Friday before", "the Monday after"
    (on(24, 10), When(days=(said("2026-06-05", weekday=True, before=True),)), "Friday 19 June"),
    (on(24, 10), When(days=(said("2026-06-01", weekday=True, after=True),)), "Monday 29 June"),
)  # fmt: skip


@pytest.mark.parametrize(("start", "when", "lead"), THE_DAY)
def test_a_day_is_of_the_week_or_month_of_what_is_moved(start: datetime, when: When, lead: str) -> None:
    chat = booked(start).says("reschedule_appointment", when=when)
    assert f"{lead} with Dr Sam Lee: these times are free." in chat.said


def test_an_hour_later_the_same_day() -> None:
    chat = booked(on(4, 11)).says("reschedule_appointment", when=When(same_day=True, shift_minutes=40))
    assert "would move to Thursday 4 June at 11:40" in chat.said


def test_the_week_after_a_day_that_was_said() -> None:
    chat = booked(on(4, 11)).says("reschedule_appointment", when=When(days=day("2026-06-11")))
    assert "Thursday 18 June" in chat.says(when=When(shift_days=7)).said


def test_the_following_week_is_after_the_one_it_is_in() -> None:
    chat = booked(on(9, 9)).says("reschedule_appointment", when=NEXT_WEEK)
    assert "would move to Tuesday 16 June at 09:00" in chat.said


@pytest.mark.parametrize(
    ("words", "flow"),
    [("can i see dr rao instead, same day", "reschedule"), ("can i see dr rao too, same day", "book")],
)
def test_a_doctor_instead_is_a_move_and_no_second_booking(words: str, flow: str) -> None:
    chat = booked(on(9, 9)).writes(words, "book_appointment", doctors=(RAO.name,), when=When(same_day=True))
    assert chat.state.flow == flow
    assert flow == "book" or "Tuesday 9 June with Dr Maya Rao: these times are free." in chat.said


def test_too_near_is_said_once_and_then_what_holds() -> None:
    chat = booked(MONDAY.replace(hour=10)).says("cancel_appointment")
    assert "I've told the front desk" in chat.said
    chat.writes("tell them i'm not coming", "cancel_appointment")
    assert chat.said.startswith("The front desk has this too now, and will answer you here. Until then, your")
    assert chat.clinic.commands == [AskPerson("too_late", urgent=True)] * 2
