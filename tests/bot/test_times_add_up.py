"""Days and times said one after the other: they add up, narrow, loosen, and can be taken back."""

from __future__ import annotations

from datetime import time

import pytest

from bot.core.context import PatientFacts
from nlu.core.meaning import Asked, When
from nlu.languages.en.choices import pick
from nlu.languages.en.dates import resolve
from tests.bot.paper import LEE, MONDAY, RAO, Chat, PaperClinic

JOHN = PatientFacts(1, "John Miller", "self")


class Talk(Chat):
    """A conversation in which what is written says when, as the grammar reads it, or which line."""

    def when(self, words: str, intent: str = "inform") -> str:
        asked: Asked | None = self.state.asked if self.state.flow else None  # type: ignore[assignment]
        said = resolve(words, MONDAY, asked=asked, opens=time(9), closes=time(17))
        return self.writes(words, intent, when=said, choice=pick(words)).said


def talk(words: str, *doctors: str) -> Talk:
    """Somebody known, who begins with a wish for Dr Lee unless another is named."""
    chat = Talk(PaperClinic(patients=(JOHN,), consented=True))
    said = resolve(words, MONDAY, opens=time(9), closes=time(17))
    chat.says("book_appointment", doctors=doctors or (LEE.name,), when=said)
    return chat


ADDED_UP = (
    # an hour at the latest is among those offered
    (("thursday", "11 at the latest"), "Thursday 4 June no later than 11:00", "[09:00] [09:40] [10:20] [11:00]"),
    # each bound is an end of the same window
    (("thursday afternoon", "but before 2"), "Thursday 4 June between 12:00 and 14:00", "[12:20] [13:00] [13:40]"),
    (("thursday after 1", "no later than 3"), "from 13:00 to 15:00", "[13:00] [13:40] [14:20] [15:00]"),
    (("thursday afternoon", "or after 11"), "in the afternoon or from 11:00", "[11:00]"),
    (("thursday after 3", "before 11"), "Thursday 4 June before 11:00", "[09:00] [09:40] [10:20]"),
    (("thursday after 3", "after 1"), "Thursday 4 June from 13:00", "[13:00]"),
    (("mornings next week", "afternoon would do as well"), "in the morning or in the afternoon", "[Mon 8 Jun, 09:00]"),
    (("thursday", "or friday"), "Thursday 4 June or Friday 5 June", "[Fri 5 Jun, 09:00]"),
    (("thursday morning", "friday"), "Friday 5 June in the morning", "[09:00]"),
    # refused, and taken back
    (("next week", "not tuesday", "tuesday is fine after all"), "Between Monday 8 June", "[Tue 9 Jun, 09:00]"),
    (("next week", "not tuesday", "not wednesday"), "Between Monday 8 June", "[Thu 11 Jun, 09:00] [Fri 12 Jun, 09:00]"),
    (("not this week", "wednesday"), "Wednesday 10 June", "[09:00]"),
    (("i'm away next week", "the week after then"), "Between Monday 15 June", "[Mon 15 Jun, 09:00]"),
    # other ends of the day
    (("thursday", "as late as you can"), "The last free times on Thursday 4 June", "[14:20] [15:00] [15:40] [16:20]"),
    (("this week as late as possible",), "The last free times of each day", "[Mon 1 Jun, 16:20] [Tue 2 Jun, 16:20]"),
    (("thursday", "the one nearest lunch"), "Thursday 4 June", "[11:40] [12:20] [13:00]"),
    (("asap", "after 3"), "The first free times with Dr Sam Lee", "[Mon 1 Jun, 15:00] [Mon 1 Jun, 15:40]"),
)


@pytest.mark.parametrize(("said", "lead", "choices"), ADDED_UP)
def test_what_is_said_adds_up(said: tuple[str, ...], lead: str, choices: str) -> None:
    chat = talk(said[0])
    for words in said[1:]:
        chat.when(words)
    assert lead in chat.said
    assert choices in chat.said


def test_a_time_that_still_suits_stays_proposed() -> None:
    chat = talk("tuesday at 10:20")
    assert "Tuesday 2 June at 10:20" in chat.when("no later than 11")
    assert "Tuesday 2 June at 10:20" not in chat.when("nothing before half ten")


def test_earlier_and_later_go_on_from_what_is_on_the_table() -> None:
    chat = talk("thursday at 12:20")
    assert "[09:40] [10:20] [11:00] [11:40]" in chat.when("the one before that")
    chat.when("11")
    assert "[11:40] [12:20] [13:00] [13:40]" in chat.when("a bit later please")
    assert "[14:20] [15:00] [15:40] [16:20]" in chat.when("later")
    assert "Nothing later is free on Thursday 4 June with Dr Sam Lee. The nearest free times:" in chat.when("later")
    assert "[Fri 5 Jun, 09:00]" in chat.said


def test_earlier_than_the_bound_is_offered_as_what_it_is() -> None:
    words = talk("thursday after 4").when("too late")
    assert "Nothing earlier is free on Thursday 4 June from 16:00 with Dr Sam Lee. The nearest free times:" in words
    assert "[Thu 4 Jun, 15:00] [Thu 4 Jun, 15:40]" in words


def test_what_is_moved_goes_later_than_it_is() -> None:
    clinic = PaperClinic(consented=True)
    clinic.have(JOHN, LEE.id, MONDAY.replace(day=4, hour=11))
    chat = Talk(clinic)
    chat.says("reschedule_appointment")
    assert "[Thu 4 Jun, 11:40]" in chat.when("something later")


def test_a_line_of_the_list_before_can_be_named_at_the_proposal() -> None:
    chat = talk("thursday after 2")
    assert "Thursday 4 June at 14:20" in chat.when("the first one")
    assert "Thursday 4 June at 15:00" in chat.when("no, the second one", "deny")
    assert "Thursday 4 June at 16:20" in chat.when("actually the last", "deny")


def test_what_was_not_offered_cannot_be_named_by_its_line() -> None:
    chat = talk("thursday after 2")
    chat.when("friday at 11")
    assert "Thursday" not in chat.when("no, the second one", "deny")


def test_a_line_named_with_another_day_is_not_that_line() -> None:
    chat = talk("thursday")
    chat.writes("the first one but wednesday", "inform", when=resolve("wednesday", MONDAY), choice=1)
    assert "Wednesday 3 June with Dr Sam Lee: these times are free." in chat.said


def test_later_on_another_day_is_not_compared_with_this_one() -> None:
    words = talk("friday").when("too soon, what about monday")
    assert "Monday 1 June with Dr Sam Lee: these times are free." in words


def test_the_weekday_after_follows_the_day_spoken_of() -> None:
    assert "Monday 8 June with Dr Sam Lee" in talk("friday").when("the monday after")
    assert "Friday 19 June with Dr Sam Lee" in talk("next friday").when("friday after that please")


def test_a_time_changed_while_the_name_is_asked_is_said_back() -> None:
    chat = Talk(PaperClinic())
    chat.says("book_appointment", doctors=(LEE.name,), when=resolve("friday at 3pm", MONDAY))
    assert chat.when("actually 3:40").startswith("Friday 5 June at 15:40, then.")


DENIED = (
    # the part of the day is kept on other days
    ("saturday morning", "has nothing free on Saturday 6 June in the morning. The nearest free times in the morning:",
     "[Fri 5 Jun, 09:00] [Fri 5 Jun, 09:40]"),
    # about the hour is kept on the nearest days
    ("saturday at 11", "doesn't see patients on Saturday 6 June.", "[Fri 5 Jun, 11:00] [Mon 8 Jun, 11:00]"),
    # hours that nobody has: the nearest of that day
    ("thursday after 7pm", "has nothing free on Thursday 4 June from 19:00. The nearest free times:",
     "[Thu 4 Jun, 15:40] [Thu 4 Jun, 16:20]"),
    ("thursday 8pm", "No visit with Dr Maya Rao begins at 20:00 on Thursday 4 June; the hours are 09:00 to 17:00.",
     "[Thu 4 Jun, 16:20]"),
)  # fmt: skip


@pytest.mark.parametrize(("said", "lead", "choices"), DENIED)
def test_the_rest_of_a_wish_is_kept_as_long_as_it_can_be(said: str, lead: str, choices: str) -> None:
    words = talk(said, RAO.name).said
    assert lead in words
    assert choices in words


def test_the_next_days_are_asked_for_however_far_ahead_they_are() -> None:
    chat = talk("i'm away until the 22nd")
    assert "[Tue 23 Jun] [Wed 24 Jun] [Thu 25 Jun]" in chat.said


def test_whoever_of_a_field_is_of_that_field() -> None:
    chat = Chat(PaperClinic(patients=(JOHN,), consented=True))
    chat.says("book_appointment", specialties=(RAO.specialty,), any_doctor=True, when=When(asap=True))
    assert "with Dr Maya Rao" in chat.said
