"""Several wishes in one message: one is seen to, the others wait, and none is lost without a word."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from bot.core.commands import Book, Cancel
from bot.core.state import State
from nlu.core.acts import Act
from nlu.core.meaning import Meaning, Person, Series, TimeRange, When
from tests.bot.paper import LEE, LONDON, RAO, Chat, PaperClinic, day

THURSDAY = When(days=day("2026-06-04"), times=(TimeRange(time(10), time(10)),))
FRIDAY = When(days=day("2026-06-05"), times=(TimeRange(time(9), time(9)),))
ME = Person(None, "self", "me")
DAD = Person("Desmond Clarke", "parent", "dad")


def further(**said: object) -> Meaning:
    return Meaning(text="and one for my dad", intent="book_appointment", additional=True, **said)  # type: ignore[arg-type]


def two_bookings(clinic: PaperClinic) -> Chat:
    """For the writer with Dr Lee on Friday, and for their father with Dr Rao on Thursday, in one message."""
    dads = further(doctors=(RAO.name,), when=THURSDAY, people=(DAD,))
    me = (Person("Ada Byrne", "self"),)
    return Chat(clinic).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=me, then=dads)


def test_the_second_booking_begins_when_the_first_is_made() -> None:
    chat = two_bookings(PaperClinic())
    assert "First you, then Desmond Clarke." in chat.said
    assert chat.reply is not None
    assert chat.reply.appointment is not None
    assert chat.reply.appointment.doctor == LEE.name
    chat.says("affirm")
    assert "Now Desmond Clarke, with Dr Maya Rao." in chat.said
    assert chat.reply.appointment.patient == "Desmond Clarke"
    assert chat.reply.appointment.doctor == RAO.name
    chat.says("affirm")
    made = [command for command in chat.clinic.commands if isinstance(command, Book)]
    assert [command.doctor for command in made] == [LEE.id, RAO.id]
    assert "Now Desmond" not in chat.said


def test_it_begins_too_when_the_first_is_left() -> None:
    chat = two_bookings(PaperClinic()).says("stop")
    assert "Now Desmond Clarke, with Dr Maya Rao." in chat.said
    assert chat.reply is not None
    assert chat.reply.appointment is not None
    assert chat.reply.appointment.patient == "Desmond Clarke"


def test_what_is_told_once_more_of_who_waits_is_told_of_that_visit() -> None:
    chat = two_bookings(PaperClinic())
    later = When(times=(TimeRange(time(11), time(11)),))
    again = Meaning("dad at 11 then", "book_appointment", additional=True, people=(DAD,), when=later)
    chat.says("inform", when=FRIDAY, then=again)
    assert [(one.people, one.doctors, one.when) for one in chat.state.waiting] == [((DAD,), (RAO.name,), later)]
    assert "one after the other" not in chat.said


def test_a_wish_said_twice_waits_once() -> None:
    chat = two_bookings(PaperClinic())
    dads = further(doctors=(RAO.name,), when=THURSDAY, people=(DAD,))
    chat.says("inform", when=FRIDAY, then=dads)
    assert len(chat.state.waiting) == 1


def test_cancelling_one_and_booking_another_are_two_questions_one_after_the_other() -> None:
    chat = two_bookings(PaperClinic()).says("affirm").says("affirm")
    instead = Meaning(text="book me instead", intent="book_appointment", doctors=(LEE.name,), when=THURSDAY)
    chat.says("cancel_appointment", doctors=(RAO.name,), then=instead)
    assert chat.reply is not None
    assert "First the one to call off, then the new appointment." in chat.said
    assert "Shall I call it off?" in chat.said
    chat.says("affirm")
    assert isinstance(chat.clinic.commands[-2], Cancel) or isinstance(chat.clinic.commands[-1], Cancel)
    assert "Would you like another time?" not in chat.said
    assert "Now the one with Dr Sam Lee." in chat.said


def test_a_question_beside_a_booking_is_answered_at_once_and_the_booking_asks_once() -> None:
    parking = Meaning(text="where do i park", intent="clinic_info")
    chat = Chat(PaperClinic()).says("book_appointment", then=parking)
    assert chat.said.count("Which doctor would you like to see?") == 1


def test_what_waits_is_remembered_as_it_was() -> None:
    state = two_bookings(PaperClinic()).state
    assert State.model_validate_json(state.model_dump_json()).waiting == state.waiting


def test_what_was_taken_up_in_other_words_before_its_turn_is_not_asked_for_again() -> None:
    chat = two_bookings(PaperClinic())
    chat.says("inform", doctors=(RAO.name,), when=THURSDAY, people=(DAD,)).says("affirm")
    assert isinstance(chat.clinic.commands[-1], Book)
    assert chat.state.waiting == ()


FIN = Person("Fin Byrne", "child", "son")
WANTS = (Act("want.book", 0, 1),)


def proposed(clinic: PaperClinic | None = None, who: Person = FIN) -> Chat:
    """Dr Lee on Friday at nine is proposed."""
    return Chat(clinic).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(who,))


@pytest.mark.parametrize(
    "more",
    [
        Meaning("me too at ten on thursday", "book_appointment", additional=True, when=THURSDAY, people=(ME,)),
        Meaning("and dad with rao", "book_appointment", additional=True, doctors=(RAO.name,), people=(DAD,)),
        Meaning("and his sister", "inform", additional=True, people=(Person(None, "child", "daughter"),)),
        Meaning("also rao on thursday", "inform", additional=True, doctors=(RAO.name,), when=THURSDAY, acts=WANTS),
        Meaning("book me one as well at ten", "book_appointment", additional=True, when=THURSDAY, acts=WANTS),
    ],
)
def test_one_more_appointment_changes_nothing_of_the_one_that_is_open(more: Meaning) -> None:
    chat = proposed().understood(more)
    assert chat.reply is not None
    assert chat.reply.appointment is not None
    assert (chat.reply.appointment.patient, chat.reply.appointment.doctor) == ("Fin Byrne", LEE.name)
    assert (chat.reply.appointment.start.day, chat.reply.appointment.start.hour) == (5, 9)
    assert [one.text for one in chat.state.waiting] == [more.text]
    chat.says("affirm")
    assert chat.state.waiting == ()
    assert chat.state.flow == "book"


@pytest.mark.parametrize(
    "same",
    [
        Meaning("also, not before ten", "inform", additional=True, when=When(times=(TimeRange(time(10), None),))),
        Meaning("rao would do as well", "inform", additional=True, doctors=(RAO.name,)),
        Meaning("for fin too", "inform", additional=True, people=(Person("Fin"),)),
    ],
)
def test_what_is_said_besides_of_the_open_one_is_no_other(same: Meaning) -> None:
    assert proposed().understood(same).state.waiting == ()


def test_whoever_asks_for_somebody_else_too_asks_first_for_themselves() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,))
    chat.understood(Meaning("and my son", "inform", additional=True, people=(FIN,)))
    assert "First you, then Fin Byrne." in chat.said
    assert chat.state.details.who is not None
    assert chat.state.details.who.relation == "self"


def test_three_of_a_family_are_said_back_and_seen_to_in_order() -> None:
    me, mum, kid = ME, Person(None, "parent", "mum"), Person("Fin", "child", "son")
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(mum, me, kid))
    assert "That's 3 visits, one after the other: you with Dr Sam Lee on Friday 5 June at 09:00, your mum" in chat.said
    assert "your mum right after, Fin right after." in chat.said
    chat.says(people=(Person("Ada Byrne"),)).says("affirm")
    chat.says(people=(Person("Una Byrne"),)).says("affirm").says("affirm")
    booked = [(one.patient.name, f"{one.start:%a %H:%M}") for one in chat.clinic.appointments]
    assert booked == [("Ada Byrne", "Fri 09:00"), ("Una Byrne", "Fri 09:40"), ("Fin", "Fri 10:20")]


def test_two_names_for_two_times_are_two_visits() -> None:
    times = tuple(TimeRange(time(hour), time(hour)) for hour in (9, 15))
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=When(days=FRIDAY.days, times=times))
    chat.says(people=(Person("Ida Moss"), Person("Eli Moss"))).says("affirm").says("affirm")
    booked = [(one.patient.name, f"{one.start:%H:%M}") for one in chat.clinic.appointments]
    assert booked == [("Ida Moss", "09:00"), ("Eli Moss", "15:00")]


def test_a_no_that_corrects_keeps_what_else_is_wished() -> None:
    dads = further(doctors=(RAO.name,), when=THURSDAY, people=(DAD,))
    chat = proposed().says("deny", when=When(times=(TimeRange(time(11), time(11)),)), then=dads)
    assert "at 11:00" in chat.said
    assert [one.people for one in chat.state.waiting] == [(DAD,)]


def test_a_choice_keeps_what_is_wished_besides() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=When(days=FRIDAY.days), people=(FIN,))
    chat.understood(Meaning("the first, and dad with rao", "inform", choice=1, then=further(people=(DAD,))))
    assert chat.reply is not None
    assert chat.reply.appointment is not None
    assert chat.state.waiting[0].people == (DAD,)


def test_whoever_it_is_not_for_has_no_wish() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY)
    chat.understood(Meaning("not me, dad", "inform", people=(ME, DAD), acts=(Act("correct", 0, 6),)))
    assert chat.state.waiting == ()
    assert "Desmond Clarke with Dr Sam Lee" in chat.said


def test_one_more_with_a_time_and_no_day_is_on_the_same_day() -> None:
    chat = proposed().says("affirm", then=further(doctors=(RAO.name,), when=When(times=THURSDAY.times), people=(DAD,)))
    assert "Desmond Clarke with Dr Maya Rao, Friday 5 June at 10:00" in chat.said


def test_the_same_time_a_day_later_is_a_day_later() -> None:
    later = When(relative="same_time", shift_days=-1)
    chat = proposed().says("affirm", then=further(when=later, people=(DAD,)))
    assert "Desmond Clarke with Dr Sam Lee, Thursday 4 June at 09:00" in chat.said


def test_the_names_of_several_are_asked_for_together() -> None:
    boys = Person(None, "child", "boys")
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(boys,))
    assert "What are the names of your boys?" in chat.said
    chat.says(people=(Person("Ivo"), Person("Jan")))
    assert chat.said.startswith("First Ivo, then Jan.")
    assert [one.people[0].relation for one in chat.state.waiting] == ["child"]


# A row of visits

WEEKLY = Series(7, 2)


def test_a_row_of_visits_is_booked_one_by_one_and_none_is_forgotten() -> None:
    chat = Chat().says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(FIN,), series=WEEKLY)
    assert "That's 3 visits. I book them one by one at the same hour, this one first." in chat.said
    assert "one by one" not in chat.says("affirm").said
    assert "Booked: Fin Byrne with Dr Sam Lee, Friday 5 June at 09:00." in chat.said
    assert "Now the next one, with 1 more after it. Fin Byrne with Dr Sam Lee, Friday 12 June at 09:00" in chat.said
    chat.clinic.taken.add((LEE.id, datetime(2026, 6, 19, 9, tzinfo=LONDON)))
    assert "Now the last of them." in chat.says("affirm").said
    assert "19 June" in chat.said  # said to be taken, with what is nearest to it
    assert chat.state.asked == "slot"
    assert "Fin Byrne" in chat.says(choice=1).says("affirm").said
    assert len(chat.clinic.appointments) == 3
    assert chat.state.waiting == ()


def test_whoever_stops_stops_the_row() -> None:
    chat = Chat().says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(FIN,), series=WEEKLY)
    assert "What is booked stays as it is." in chat.says("affirm").says("stop").said
    assert len(chat.clinic.appointments) == 1
    assert (chat.state.waiting, chat.state.flow) == ((), None)


def test_one_more_said_for_nobody_is_for_whom_the_first_was() -> None:
    more = Meaning("and Dr Rao", "book_appointment", additional=True, doctors=(RAO.name,), when=THURSDAY)
    chat = Chat().says("book_appointment", doctors=(LEE.name,), when=FRIDAY, then=more)
    chat.says(people=(Person("Bea Long"),)).says("affirm")
    assert "Bea Long with Dr Maya Rao, Thursday 4 June at 10:00" in chat.said
