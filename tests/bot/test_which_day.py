"""Which day is meant: a weekday after "next week", a day that is not this one, a time that is nobody's wish."""

from __future__ import annotations

from datetime import date

from bot.core.context import PatientFacts
from nlu.core.meaning import DayRange
from tests.bot.paper import LEE, RAO, Chat, PaperClinic, When, at, day

JOHN = PatientFacts(1, "John Miller", "self")
NEXT_WEEK = (DayRange(date(2026, 6, 8), date(2026, 6, 14)),)


def weekday(text: str) -> tuple[DayRange, ...]:
    """A weekday said by its name alone, resolved to the coming one."""
    return (DayRange(date.fromisoformat(text), date.fromisoformat(text), weekday=True),)


def next_week() -> Chat:
    chat = Chat(PaperClinic(patients=(JOHN,), consented=True))
    return chat.says("book_appointment", doctors=(LEE.name,), when=When(days=NEXT_WEEK))


def test_a_weekday_after_next_week_is_next_weeks() -> None:
    assert "[Mon 8 Jun" in next_week().said
    assert next_week().says(when=When(days=weekday("2026-06-02"))).said.startswith("Tuesday 9 June with Dr Sam Lee")


def test_not_monday_after_next_week_leaves_out_next_weeks_monday() -> None:
    chat = next_week().says("deny", when=When(not_days=weekday("2026-06-01")))
    assert "Mon 8 Jun" not in chat.said
    assert "[Tue 9 Jun" in chat.said


def test_a_day_named_with_its_date_is_that_day() -> None:
    assert "Tomorrow, Tuesday 2 June" in next_week().says(when=When(days=day("2026-06-02"))).said


def test_a_weekday_against_a_proposal_is_of_the_same_week() -> None:
    chat = next_week().says(when=When(days=day("2026-06-12"), times=at("09:00")))
    assert "Friday 12 June at 09:00" in chat.said
    assert "Thursday 11 June at 09:00" in chat.says("deny", when=When(days=weekday("2026-06-04"))).said


def test_a_weekday_that_nobody_spoke_of_is_the_coming_one() -> None:
    chat = Chat(PaperClinic(patients=(JOHN,), consented=True))
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=weekday("2026-06-04"), times=at("09:00")))
    assert "Thursday 4 June at 09:00" in chat.said


def test_another_day_is_not_this_one() -> None:
    chat = Chat(PaperClinic(patients=(JOHN,), consented=True))
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-04")))
    chat.says("request_alternatives", other_day=True)
    assert "Thursday 4" not in chat.said
    assert "Thu 4" not in chat.said
    chat.says(when=When(days=day("2026-06-05"), times=at("09:00")))
    assert "Friday 5 June at 09:00" in chat.said
    assert "Fri 5" not in chat.says("request_alternatives", other_day=True).said


def test_other_days_of_a_week_are_those_not_offered_yet() -> None:
    chat = next_week()
    offered = {choice.start.date() for choice in chat.reply.choices if choice.start} if chat.reply else set()
    chat.says("request_alternatives", other_day=True)
    assert chat.reply is not None
    assert offered.isdisjoint(choice.start.date() for choice in chat.reply.choices if choice.start)


def test_an_alarm_for_seven_begins_no_booking() -> None:
    chat = Chat(PaperClinic()).says("out_of_scope", confidence=0.97, when=When(times=at("07:00")))
    assert chat.keys[-1] == "unsure.elsewhere"
    assert chat.state.flow is None


def test_a_time_for_something_else_is_not_taken_into_a_booking() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(RAO.name,))
    chat.says("out_of_scope", confidence=0.97, when=When(times=at("17:00")))
    assert chat.state.details.when.times == ()
    assert chat.reply is not None
    assert chat.reply.expects == "date"


def test_with_a_doctors_name_it_is_about_the_clinic() -> None:
    chat = Chat(PaperClinic()).says("out_of_scope", confidence=0.97, doctors=(LEE.name,))
    assert chat.state.flow == "book"


def test_a_weekday_that_is_refused_is_refused_in_every_week_and_refusals_add_up() -> None:
    wednesday = DayRange(date(2026, 6, 3), date(2026, 6, 3), weekday=True)
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=When(not_days=(wednesday,)))
    chat.says(when=When(not_days=(DayRange(date(2026, 6, 1), date(2026, 6, 7)),)))
    chat.says(when=When(any_day=True))
    assert chat.reply is not None
    offered = [choice.start.strftime("%a %d") for choice in chat.reply.choices if choice.start]
    assert offered
    assert not any(day.startswith("Wed") or int(day[-2:]) < 8 for day in offered)


def test_a_day_that_is_wished_for_after_all_is_refused_no_longer() -> None:
    friday = DayRange(date(2026, 6, 5), date(2026, 6, 5), weekday=True)
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=When(not_days=(friday,)))
    chat.says(when=When(days=(friday,)))
    assert chat.reply is not None
    assert all(choice.start.strftime("%a") == "Fri" for choice in chat.reply.choices if choice.start)
