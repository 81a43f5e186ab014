"""After an alarm the conversation stays careful: until help is on its way, it was none, or the desk has taken over."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.commands import AskPerson
from bot.dialogue.careful import AFTER_HELP, AT_MOST
from models.words import ALARM
from tests.bot.paper import LEE, Chat, Meaning, PaperClinic, Person, When, at, day

CRISIS = "116 123"
SMALL_TALK = (
    "Goodbye", "Take care", "All the best", "All right", "That's fine", "What can I do", "How can I help",
    "not sure", "didn't quite follow", "beyond me", "automated assistant", "[Book an appointment]",
    "[Talk to a person]", "You're welcome",
)  # fmt: skip


def with_crisis_line() -> PaperClinic:
    clinic = PaperClinic(consented=True)
    return replace(clinic, clinic=replace(clinic.clinic, crisis_number=CRISIS))


def collapsed() -> Chat:
    return Chat(with_crisis_line()).writes("my husband collapsed and he isnt breathing", "emergency", danger="now")


def in_despair() -> Chat:
    return Chat(with_crisis_line()).writes("i want to die", "emergency", danger="harm")


# Whom to call, and how it is said


def test_whoever_is_with_somebody_is_told_to_stay_with_them() -> None:
    assert collapsed().said.startswith("This may be an emergency. Call 999 now for him, and stay with him.")


def test_who_writes_of_themselves_is_not_spoken_of_as_somebody_else() -> None:
    chat = Chat().writes("i have crushing chest pain, he left an hour ago", "emergency", danger="now")
    assert "Call 999 now" in chat.said
    assert "him" not in chat.said


def test_who_would_end_their_life_hears_of_the_crisis_line() -> None:
    said = in_despair().said
    assert f"Please call {CRISIS} now: somebody there will listen." in said
    assert "In danger this minute, call 999." in said
    assert "emergency" not in said


def test_without_a_crisis_line_it_is_the_emergency_number() -> None:
    said = Chat().writes("i want to die", "emergency", danger="harm").said
    assert said.count("999") == 1


def test_who_fears_for_somebody_else_is_told_to_stay_with_them() -> None:
    chat = Chat(with_crisis_line()).writes("my sister says she wants to die", "emergency", danger="harm")
    assert f"Please stay with her and call {CRISIS} now" in chat.said


# What comes after it


def test_help_is_on_its_way() -> None:
    chat = collapsed().writes("calling now", "goodbye")
    assert chat.said == "That's good. Don't leave him alone until they are there."
    chat.writes("ambulance is on its way", "emergency", danger="now")
    assert chat.said == "Good. Stay with him until they come."
    assert "999" in chat.writes("he is still grey").said, "it may get worse before they are there"


def test_help_is_there() -> None:
    chat = collapsed().writes("the ambulance is here", "emergency", danger="now").says("thank")
    assert "999" not in chat.said
    assert "hope" in chat.said


def test_whom_to_call_stands_before_who_we_are() -> None:
    chat = Chat().writes("chest pain", "emergency", danger="now")
    assert chat.said.startswith("This may be an emergency. Call 999 now")
    assert "booking assistant here" in chat.said


def test_a_number_of_the_list_from_before_is_asked_about_again() -> None:
    chat = Chat().says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-04")))
    chat.writes("chest pain", "emergency", danger="now").says(choice=1)
    assert "999" in chat.said
    assert "Which one" in chat.said or "Which of these" in chat.said


def test_will_not_call() -> None:
    chat = in_despair().writes("im not ringing anyone, leave me be", "cancel_appointment")
    assert CRISIS in chat.said
    assert "The clinic" in chat.said
    assert CRISIS in chat.writes("bye", "goodbye").said


@pytest.mark.parametrize("news", ["still bleeding", "hes getting worse", "what do i do", "hello?", "asdf"])
def test_news_and_riddles_get_the_number_again_in_other_words(news: str) -> None:
    chat = collapsed()
    first = chat.said
    assert "999" in chat.writes(news).said
    assert chat.said != first


def test_a_yes_to_whether_help_is_coming() -> None:
    chat = collapsed().writes("what now").says("affirm")
    assert "999" not in chat.said
    assert "him" in chat.said


def test_a_no_to_whether_help_is_coming() -> None:
    chat = collapsed().writes("what now").says("deny")
    assert "999" in chat.said


@pytest.mark.parametrize("words", ["false alarm, sorry", "it was a joke", "hes ok now", "didn't mean it"])
def test_it_was_none_and_what_was_open_goes_on(words: str) -> None:
    chat = Chat(with_crisis_line()).says("book_appointment", doctors=(LEE.name,))
    chat.writes("chest pain!!", "emergency", danger="now").writes(words)
    assert "999" in chat.said, "should it come back"
    assert "with Dr Sam Lee" in chat.said
    assert chat.state.alarm is None


def test_nobody_is_well_whose_words_still_raise_an_alarm() -> None:
    chat = collapsed().writes("im fine but he has no pulse", "emergency", danger="now")
    assert "999" in chat.said
    assert chat.state.alarm


def test_a_wish_is_heard_after_the_number_and_believed_when_it_is_repeated() -> None:
    chat = collapsed().says("book_appointment", doctors=(LEE.name,))
    assert "999" in chat.said
    assert "Which day" in chat.said or "On which day" in chat.said
    chat.says(when=When(days=day("2026-06-04"), times=at("09:00")), people=(Person("John Miller"),))
    assert "999" not in chat.said
    assert chat.says("affirm").said.startswith("Booked:")


def test_booking_goes_on_with_what_was_said_before() -> None:
    chat = Chat().says(
        "book_appointment", doctors=(LEE.name,), people=(Person("John Miller"),), when=When(days=day("2026-06-04"))
    )
    chat.writes("chest pain", "emergency", danger="now").says(when=When(times=at("09:00")))
    assert "John Miller with Dr Sam Lee, Thursday 4 June at 09:00" in chat.said
    assert "999" in chat.said


def test_what_was_proposed_is_put_again_after_the_number() -> None:
    chat = Chat().says(
        "book_appointment",
        doctors=(LEE.name,),
        people=(Person("John Miller"),),
        when=When(days=day("2026-06-04"), times=at("09:00")),
    )
    chat.writes("chest pain", "emergency", danger="now").writes("can we finish the booking", "book_appointment")
    assert "999" in chat.said
    assert "John Miller with Dr Sam Lee, Thursday 4 June at 09:00" in chat.said
    assert chat.says("affirm").said.startswith("Booked:")


def test_a_person_is_called_after_the_number() -> None:
    chat = collapsed().says("human_handoff")
    assert "999" in chat.said
    assert "somebody from the clinic will answer here" in chat.said


def test_while_a_person_has_the_conversation_only_danger_is_answered() -> None:
    chat = collapsed().says("human_handoff")
    assert chat.writes("ok").said == ""
    assert "999" in chat.writes("he stopped breathing", "emergency", danger="now").said


@pytest.mark.parametrize("notice", ["attachment", "edited"])
def test_a_picture_gets_the_number_too(notice: str) -> None:
    assert "999" in collapsed().sends(notice).said


def test_from_despair_to_having_done_it() -> None:
    chat = in_despair().writes("i took all the pills", "emergency", danger="now")
    assert "999" in chat.said


# When it is over


def test_it_is_over_some_time_after_help_was_called() -> None:
    chat = collapsed().writes("they are on their way")
    chat.clinic.now += AFTER_HELP
    assert chat.says("greet").said.startswith(("What can I do", "How can I help", "What would you"))


def test_without_a_word_of_help_it_lasts_longer_and_not_for_ever() -> None:
    chat = collapsed()
    chat.clinic.now += AFTER_HELP
    assert "999" in chat.says("greet").said
    chat.clinic.now += AT_MOST
    assert "999" not in chat.says("greet").said


def test_it_is_over_when_the_desk_has_released_it() -> None:
    chat = collapsed()
    chat.clinic.desk_has_alarm = False
    assert "999" not in chat.says("greet").said


def test_another_alarm_is_raised_after_one_that_was_none() -> None:
    chat = collapsed().writes("false alarm").writes("chest pain", "emergency", danger="now")
    assert chat.clinic.commands.count(AskPerson(ALARM, urgent=True)) == 2


# Whatever is written

remarks = st.sampled_from(
    [
        Meaning("", "goodbye"), Meaning("", "greet"), Meaning("", "thank"), Meaning("", "help"), Meaning("", "affirm"),
        Meaning("", "deny"), Meaning("", "stop"), Meaning("", "out_of_scope", 0.9), Meaning("", "out_of_scope", 0.1),
        Meaning("", "inform"), Meaning("", "list_appointments"), Meaning("", "rate_visit"), Meaning("", "wrong_person"),
        Meaning("", "deceased"), Meaning("", "cancel_appointment"), Meaning("", "inform", choice=1),
        Meaning("i wont call", "out_of_scope"), Meaning("calling now", "goodbye"), Meaning("they are here", "inform"),
        Meaning("still bleeding", "emergency", danger="now"), Meaning("i want to die", "emergency", danger="harm"),
        Meaning("", "out_of_scope", degraded=True),
    ]
)  # fmt: skip
openings = st.sampled_from([collapsed, in_despair])


@given(opening=openings, said=st.lists(remarks, max_size=7), wait=st.integers(0, 9))
@settings(deadline=None, max_examples=150)
def test_nothing_is_said_as_if_nothing_had_happened(opening: object, said: list[Meaning], wait: int) -> None:
    """No goodbye, no menu, nothing twice in a row, and never silence while it is open."""
    chat: Chat = opening()  # type: ignore[operator]
    answers = [chat.said]
    for meaning in said:
        chat.clinic.now += timedelta(minutes=wait)
        chat.understood(meaning)
        if chat.state.alarm is None:
            break  # said to be none, or a wish that was repeated
        answers.append(chat.said)
        assert not any(words in chat.said for words in SMALL_TALK), chat.said
    assert all(answers)
    assert all(one != following for one, following in itertools.pairwise(answers))


@given(before=st.lists(remarks, max_size=6), kind=st.sampled_from(["now", "harm"]))
@settings(deadline=None, max_examples=100)
def test_an_alarm_is_never_swallowed(before: list[Meaning], kind: str) -> None:
    """Whatever was said before it, and whoever has the conversation, its writer is told whom to call."""
    chat = Chat(with_crisis_line()).says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-04")))
    for meaning in before:
        chat.understood(meaning)
    chat.writes("something terrible", "emergency", danger=kind)
    assert chat.state.alarm
    assert "999" in chat.said or CRISIS in chat.said
    assert AskPerson(ALARM, urgent=True) in chat.clinic.commands


# It was none


NONE = [
    "nobody needs 999, I'm just booking",
    "no need for 999",
    "I am in no danger. I am only tired. The appointment on Monday is enough.",
    "nobody is in danger, I only want an appointment",
    "I'm not in any danger, thank you. Might I phone instead.",
    "I don't need 999",
]


@pytest.mark.parametrize("words", NONE)
def test_who_says_that_nobody_is_in_danger_is_believed_at_once(words: str) -> None:
    chat = in_despair().writes(words)
    assert "I misread you, and I'm sorry" in chat.said
    assert CRISIS not in chat.said
    assert "999" not in chat.said
    assert chat.state.alarm is None


@pytest.mark.parametrize(
    "words",
    [
        "I don't need 999, I'm going to kill myself",
        "nobody is hurt yet",
        "I am in no danger but my wife isn't breathing",
        "no need for 999, I have taken the pills",
        "I'm not in danger yet",
    ],
)
def test_but_not_where_something_else_in_it_is_alarming(words: str) -> None:
    assert in_despair().writes(words).state.alarm is not None


def test_who_is_well_in_one_sentence_is_believed_whatever_the_next_is_about() -> None:
    chat = in_despair().writes(
        "I am perfectly well. I merely asked how to arrange an appointment without giving my name."
    )
    assert chat.state.alarm is None


def test_the_number_goes_first_only_once() -> None:
    chat = in_despair()
    said = [chat.writes("a jab on friday", "book_appointment", confidence=0.4).said for _ in range(3)]
    assert [CRISIS in one for one in said].count(True) == 1


# Whoever writes, and in however few words


def test_a_child_is_spoken_to_as_one() -> None:
    chat = Chat(with_crisis_line()).writes("mummy wont wake up i shook her. i am 7", "emergency", danger="now")
    assert chat.said.startswith("Please call 999 now, and tell them what you told me. You are not in trouble.")
    assert "appointment" not in chat.said
    asked = [chat.writes(words).said for words in ("i dont know the number", "theres nobody here", "she is cold")]
    assert all("999" in one for one in asked)
    assert len(set(asked)) == len(asked)
    assert "neighbour" in " ".join(asked)


def test_a_child_that_would_die_is_sent_to_a_grown_up_too() -> None:
    said = Chat(with_crisis_line()).writes("im 12 and i want to die", "emergency", danger="harm").said
    assert "not in trouble" in said
    assert "a grown-up you trust" in said
    assert CRISIS in said


def test_who_tells_later_that_they_are_a_child_is_spoken_to_as_one_from_then_on() -> None:
    chat = in_despair()
    assert "grown-up" not in chat.said
    assert "listen to children too" in chat.writes("i'm in year 8").said


@pytest.mark.parametrize("words", ["ok", "okay then", "k", "right"])
def test_to_be_heard_is_no_yes_to_whether_help_is_coming(words: str) -> None:
    chat = collapsed().writes("what now").writes(words, "affirm")
    assert "999" in chat.said
    assert chat.state.alarm is not None
    assert chat.state.alarm.helped_at is None


@pytest.mark.parametrize("words", ["done", "just did", "i have done that"])
def test_done_is_a_yes_where_it_was_asked(words: str) -> None:
    assert "999" not in collapsed().writes("what now").writes(words).said
    assert "999" in collapsed().writes(words).said


def test_who_would_hurt_themselves_and_says_done_is_not_thanked_for_calling() -> None:
    assert CRISIS in in_despair().writes("i dont know").writes("done").said


def test_how_long_they_take_is_no_appointment_that_somebody_is_late_to() -> None:
    chat = collapsed().writes("rang them").writes("they say 10 mins", "running_late")
    assert "appointment" not in chat.said
    assert "999" in chat.said, "should it get worse"


def test_questions_about_the_clinic_are_answered_and_end_no_alarm() -> None:
    chat = in_despair().writes("where are you", "clinic_info").writes("are you open", "clinic_info")
    assert chat.state.alarm is not None
    assert CRISIS in chat.writes("i dont know").said


def test_a_day_alone_is_a_wish_after_an_alarm_too() -> None:
    chat = Chat().writes("chest heavy like bricks but id sooner wait", "emergency", danger="now")
    chat.says(when=When(days=day("2026-06-04")))
    assert "999" in chat.said
    assert "on Thursday 4 June" in chat.said


def test_the_number_is_said_five_times_in_five_ways() -> None:
    for opening in (collapsed, in_despair):
        chat = opening()
        said = [chat.said, *(chat.writes(f"riddle {n}").said for n in range(5))]
        assert len(set(said)) == len(said)


def test_a_yes_once_help_is_there_takes_up_what_was_open() -> None:
    chat = Chat().says(
        "book_appointment",
        doctors=(LEE.name,),
        people=(Person("John Miller"),),
        when=When(days=day("2026-06-04"), times=at("09:00")),
    )
    chat.writes("yes but my wife collapsed", "emergency", danger="now").writes("the ambulance came")
    assert "999" in chat.writes("yes book it", "affirm").said
    assert "John Miller with Dr Sam Lee, Thursday 4 June at 09:00" in chat.said
    assert chat.says("affirm").said.startswith("Booked:")
