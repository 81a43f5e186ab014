"""How many visits there are: none by a name or a number alone, none twice, and none more than are wanted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.commands import Book, Move
from nlu.core.acts import Act
from nlu.core.meaning import Enough, Meaning, Person, When
from tests.bot.paper import LEE, RAO, Chat, PaperClinic, day
from tests.bot.test_several import DAD, FIN, FRIDAY, ME, THURSDAY, further

ADA = Person("Ada Byrne", "self", "me")
KIDS = Person(None, "child", "kids")
NO_MORE = Meaning("nothing more", "request_alternatives", enough=Enough())


def family(clinic: PaperClinic | None = None) -> Chat:
    """For the writer on Friday at nine, for their father and for their son right after; the first is proposed."""
    son = further(people=(FIN,), when=When(relative="right_after"))
    dads = Meaning("and dad", "book_appointment", additional=True, people=(DAD,), when=THURSDAY, then=son)
    return Chat(clinic).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(ADA,), then=dads)


def names(chat: Chat) -> list[str]:
    return [one.patient.name for one in chat.clinic.appointments]


def test_whoever_signs_is_the_one_for_whom_nobody_was_named() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, signed="Ada Byrne")
    assert "Ada Byrne with Dr Sam Lee" in chat.said
    assert chat.state.details.who is not None
    assert chat.state.details.who.relation == "self"


def test_whoever_signs_or_says_who_they_are_does_not_take_the_visit_of_another() -> None:
    boy = Person(None, "child", "son")
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=When(days=FRIDAY.days), people=(boy,))
    chat.says(when=FRIDAY, signed="Ada Byrne")
    assert "What is your son's name?" in chat.said
    chat.says(people=(Person("Fin"),)).says(people=(Person("Ada Byrne", "self"),), signed="Ada Byrne")
    assert chat.reply is not None
    assert chat.reply.appointment is not None
    assert chat.reply.appointment.patient == "Fin"


def test_no_more_leaves_out_what_waits_and_says_so() -> None:
    chat = family().understood(NO_MORE)
    assert "All right, I've left out Desmond Clarke on Thursday 4 June at 10:00 and Fin Byrne right after." in chat.said
    assert chat.state.waiting == ()
    assert "Shall I book it?" in chat.said or "shall I book it?" in chat.said
    assert names(chat.says("affirm")) == ["Ada Byrne"]


def test_no_more_after_the_first_leaves_out_the_one_proposed_too() -> None:
    chat = family().says("affirm").understood(NO_MORE)
    assert "I've left out Desmond Clarke on Thursday 4 June at 10:00" in chat.said
    assert (chat.state.flow, chat.state.waiting, names(chat)) == (None, (), ["Ada Byrne"])


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (Enough(2, those=True), ["Desmond Clarke"]),
        (Enough(3, those=True), ["Desmond Clarke", "Fin Byrne"]),
        (Enough(those=True), ["Desmond Clarke", "Fin Byrne"]),
        (Enough(1, those=True), []),
    ],
)
def test_only_so_many_are_kept(said: Enough, left: list[str]) -> None:
    chat = family().understood(Meaning("only those", "request_alternatives", enough=said))
    assert [one.people[0].name for one in chat.state.waiting] == left
    assert chat.state.asked == "confirmation"


def test_a_yes_that_wants_no_more_is_a_yes() -> None:
    chat = family().understood(Meaning("yes, nothing more", "affirm", enough=Enough()))
    assert (names(chat), chat.state.waiting) == (["Ada Byrne"], ())
    assert chat.said.startswith("All right, I've left out Desmond Clarke")


def test_a_number_of_visits_is_compared_with_what_is_noted() -> None:
    chat = family().understood(Meaning("that's 3", "inform", count=3))
    assert "That's 3 visits" in chat.said
    chat.understood(Meaning("no, four", "inform", count=4))
    assert "So far I have you" in chat.said
    assert [one.people[0].name for one in chat.state.waiting] == ["Desmond Clarke", "Fin Byrne"]


def test_no_more_with_nothing_open_asks_for_nothing() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(ADA,)).says("affirm")
    chat.understood(Meaning("don't book another", "cancel_appointment", enough=Enough()))
    assert (chat.state.flow, len(chat.clinic.appointments)) == (None, 1)


@pytest.mark.parametrize(
    "asking",
    [
        Meaning("what else was there", "request_alternatives"),
        Meaning("did you get my dad's?", "ask_table", people=(DAD,), acts=(Act("ask.table", 0, 21),)),
    ],
)
def test_what_waits_can_be_asked_for(asking: Meaning) -> None:
    chat = family().understood(asking)
    assert "Still to come: Desmond Clarke on Thursday 4 June at 10:00" in chat.said
    assert chat.state.asked == "confirmation"


@pytest.mark.parametrize(
    "again",
    [
        Meaning("so that's me on friday at 9", "book_appointment", when=FRIDAY, people=(ME,)),
        Meaning("friday with lee then", "book_appointment", when=When(days=FRIDAY.days), doctors=(LEE.name,)),
        Meaning("the friday one", "book_appointment", when=When(from_days=FRIDAY.days), from_doctors=(LEE.name,)),
    ],
)
def test_what_was_booked_just_now_is_not_booked_again(again: Meaning) -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(ADA,)).says("affirm")
    chat.understood(again)
    assert "That is already done: you with Dr Sam Lee, Friday 5 June at 09:00." in chat.said
    assert chat.state.flow is None


@pytest.mark.parametrize(
    "more",
    [
        Meaning("another on friday with lee", "book_appointment", when=When(days=FRIDAY.days), doctors=(LEE.name,)),
        Meaning("dad on friday with lee", "book_appointment", when=FRIDAY, doctors=(LEE.name,), people=(DAD,)),
        Meaning("rao on friday", "book_appointment", when=When(days=FRIDAY.days), doctors=(RAO.name,)),
    ],
)
def test_another_is_another(more: Meaning) -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(ADA,)).says("affirm")
    assert chat.understood(more).state.flow == "book"


def test_a_wish_repeated_beside_another_is_told_to_be_done() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(ADA,)).says("affirm")
    chat.says("book_appointment", doctors=(RAO.name,), people=(DAD,), then=further(when=FRIDAY, people=(ME,)))
    assert "That is already done: you with Dr Sam Lee" in chat.said
    assert chat.state.waiting == ()


def test_the_names_of_several_are_taken_whatever_was_asked() -> None:
    chat = Chat(PaperClinic()).says(
        "book_appointment", doctors=(LEE.name,), when=When(days=FRIDAY.days), people=(KIDS,)
    )
    assert chat.state.asked == "slot"
    chat.says(people=(Person("Ivo"), Person("Jan")), acts=(Act("correct", 0, 1),))
    assert chat.said.startswith("First Ivo, then Jan.")
    chat.says(when=FRIDAY).says("affirm").says("affirm")
    assert names(chat) == ["Ivo", "Jan"]


def test_a_change_that_was_told_twice_is_made_once() -> None:
    chat = family().says("affirm").understood(NO_MORE)
    again = Meaning("cancel it", "cancel_appointment", people=(ADA,))
    chat.says("cancel_appointment", then=again).says("affirm")
    assert (names(chat), chat.state.waiting, chat.state.flow) == ([], (), None)
    assert "call off" not in chat.said.lower()


def test_of_several_whoever_is_not_named_yet_is_asked_for() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(KIDS,))
    chat.says(people=(Person("Ivo"),)).says("affirm")
    assert "What is your other kid's name?" in chat.said
    chat.says(people=(Person("Jan"),)).says("affirm")
    assert names(chat) == ["Ivo", "Jan"]


def test_a_second_child_is_not_the_first_for_being_the_only_one_known() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(FIN,)).says("affirm")
    chat.understood(further(people=(Person(None, "child", "daughter"),)))
    assert "What is your daughter's name?" in chat.said


def test_who_comes_along_is_there_for_the_same() -> None:
    jab = ("Vaccination",)
    chat = Chat(PaperClinic()).says(
        "book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(FIN,), visit_types=jab
    )
    chat.says("affirm").understood(further(people=(Person("Una", "child", "daughter"),)))
    assert chat.reply is not None
    assert chat.reply.appointment is not None
    assert chat.reply.appointment.visit_type == "Vaccination"


def test_who_comes_right_after_goes_before_what_waits() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(ADA,))
    chat.understood(further(people=(DAD,), when=THURSDAY, doctors=(RAO.name,)))
    chat.understood(further(people=(FIN,), when=When(relative="right_after"))).says("affirm")
    assert "Fin Byrne with Dr Sam Lee, Friday 5 June at 09:40" in chat.said


def test_right_after_an_appointment_that_was_moved() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(ADA,)).says("affirm")
    chat.says("reschedule_appointment", when=THURSDAY).says("affirm")
    assert isinstance(chat.clinic.commands[-1], Move)
    chat.understood(further(people=(FIN,), when=When(relative="right_after")))
    assert "Fin Byrne with Dr Sam Lee, Thursday 4 June at 11:00" in chat.said


def test_also_my_husband_said_instead_of_a_name_is_one_more() -> None:
    carl = Person(None, "partner", "husband")
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=(ME,))
    chat.understood(further(people=(carl,), when=When(relative="right_after")))
    assert chat.said.startswith("First you, then your husband.")
    assert names(chat.says(people=(Person("Ada Byrne"),)).says("affirm")) == ["Ada Byrne"]


def test_a_line_is_taken_for_whoever_is_named_beside_it() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=When(days=FRIDAY.days))
    chat.says(choice=1, people=(Person(None, "parent", "mum"),))
    assert "What is your mum's name?" in chat.said


PEOPLE = st.sampled_from([(), (ADA,), (ME,), (DAD,), (FIN,), (KIDS,), (ADA, FIN), (Person("Ivo"), Person("Jan"))])
TIMES = st.sampled_from([When(), FRIDAY, THURSDAY, When(relative="right_after"), When(days=day("2026-06-05"))])
SAYS = st.builds(
    Meaning,
    text=st.sampled_from(["", "what else was there", "and my sister"]),
    intent=st.sampled_from(["affirm", "book_appointment", "inform", "deny", "request_alternatives", "stop"]),
    people=PEOPLE,
    when=TIMES,
    doctors=st.sampled_from([(), (LEE.name,), (RAO.name,)]),
    additional=st.booleans(),
    signed=st.sampled_from([None, "Ada Byrne"]),
    enough=st.sampled_from([None, None, None, Enough(), Enough(2, those=True)]),
    then=st.sampled_from([None, further(people=(DAD,), when=THURSDAY), further(people=(FIN,))]),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(SAYS, max_size=8))
def test_no_visit_is_made_without_a_yes_of_its_own(messages: list[Meaning]) -> None:
    chat, agreed = Chat(PaperClinic()), 0
    for message in messages:
        proposed = chat.state.asked == "confirmation"
        chat.understood(message)
        agreed += proposed
        assert sum(isinstance(command, Book) for command in chat.clinic.commands) <= agreed
