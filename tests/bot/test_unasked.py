"""What is answered to a reminder, to a question after a visit, and to running late."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.core.channel import Option
from bot.core.commands import AskPerson, Confirm, Rate, Remark, TellLate
from bot.core.context import PatientFacts
from bot.core.messages import Reply
from bot.core.outreach_answers import tapped_answer
from bot.core.phrases import choice, text
from bot.core.state import Anchor, State
from bot.outreach.rating import stars
from nlu.core.meaning import Meaning, When
from tests.bot.paper import LEE, LONDON, RAO, Chat, PaperClinic, at, day
from webhooks.channels.numbered import numbered_sms

THURSDAY = datetime(2026, 6, 4, 10, 0, tzinfo=LONDON)


JOHN = PatientFacts(1, "John Miller", "self")


def reminded(*starts: datetime, now: datetime | None = None) -> Chat:
    """John has been reminded of his appointments, and has not answered yet."""
    clinic = PaperClinic(consented=True)
    if now is not None:
        clinic.now = now
    made = [clinic.have(JOHN, RAO.id if n else LEE.id, start) for n, start in enumerate(starts)]
    numbers = [one.id for one in made]
    answers = (
        choice("choice.be_there", "confirm:" + "+".join(map(str, numbers))),
        choice("choice.move_this", f"move:{numbers[0]}"),
        choice("choice.cannot_come", f"cancel:{numbers[0]}"),
    )
    question = Reply(parts=(text("reminder.question.several"),), expects="confirmation", choices=answers)
    chat = Chat(clinic)
    last = Anchor(appointment=made[0].id, doctor=made[0].doctor.id, start=made[0].start, end=made[0].end)
    chat.state = State(
        asked="confirmation", question=question, choices=answers, about=tuple(numbers), last=last, met=True
    )
    return chat


def asked_how_it_was() -> Chat:
    """John was with Dr Lee, and has been asked how it was."""
    clinic = PaperClinic(consented=True)
    visit = clinic.have(JOHN, LEE.id, datetime(2026, 6, 1, 9, 0, tzinfo=LONDON))
    clinic.appointments, clinic.past = (), {visit.id: visit}
    chat = Chat(clinic)
    chat.state = State(asked="rating", choices=stars(visit.id), about=(visit.id,), met=True)
    return chat


@pytest.mark.parametrize(
    "meaning",
    [
        Meaning("1", "inform", choice=1),
        Meaning("yes", "affirm"),
        Meaning("i confirm", "confirm_appointment"),
        Meaning("see you then", "goodbye"),
        Meaning("thanks, I'll be there", "thank"),
    ],
)
def test_coming_in_a_word_or_a_number(meaning: Meaning) -> None:
    chat = reminded(THURSDAY).understood(meaning)
    assert chat.clinic.commands == [Confirm(1)]
    assert chat.keys == ["appointments.confirmed"]
    assert chat.understood(Meaning("yes", "affirm")).clinic.commands == [Confirm(1)], "it is answered only once"


def test_both_of_them_are_confirmed() -> None:
    chat = reminded(THURSDAY, datetime(2026, 6, 4, 11, 0, tzinfo=LONDON)).says("affirm")
    assert chat.clinic.commands == [Confirm(1), Confirm(2)]


@pytest.mark.parametrize("meaning", [Meaning("3", "inform", choice=3), Meaning("no", "deny")])
def test_not_coming_is_asked_back(meaning: Meaning) -> None:
    chat = reminded(THURSDAY).understood(meaning)
    assert chat.keys == ["cancel.shall_i"]
    assert chat.says("affirm").reply.cancelled == 1  # type: ignore[union-attr]


def test_another_day_in_the_same_breath_moves_it() -> None:
    chat = reminded(THURSDAY).says("deny", when=When(days=day("2026-06-05"), times=at("11:00")))
    assert chat.keys[0] == "move.proposal"


def test_a_yes_with_one_more_wish() -> None:
    further = Meaning("where are you", "clinic_info")
    chat = reminded(THURSDAY).says("affirm", then=further)
    assert chat.clinic.commands == [Confirm(1)]
    assert chat.keys[0] == "appointments.confirmed"
    assert len(chat.keys) > 1


def test_wandering_off_and_back_to_the_reminder() -> None:
    chat = reminded(THURSDAY).says("thank")
    assert chat.keys[-1] == "reminder.question.several"
    assert chat.says("affirm").clinic.commands == [Confirm(1)]


def test_late_days_before_is_asked_about() -> None:
    chat = reminded(THURSDAY).says("running_late", when=When(shift_minutes=15))
    asked = "Your appointment is on Thu 4 Jun at 10:00. Will you be late then?"
    assert chat.said == f"{asked} [Late on Thursday] [Move it] [All is well]"
    assert chat.clinic.commands == []
    assert chat.taps("Late on Thursday").clinic.commands == [TellLate(1, 15)]


@pytest.mark.parametrize("asked_before", [True, False])
def test_late_days_before_and_a_written_yes_or_no(asked_before: bool) -> None:
    for answer, told in (("affirm", [TellLate(1, 15)]), ("deny", [])):
        chat = reminded(THURSDAY)
        chat.state = chat.state if asked_before else State(met=True)
        chat.says("running_late", when=When(shift_minutes=15)).says(answer)
        assert chat.clinic.commands == told


@pytest.mark.parametrize("reached", [(), (LEE.id,)])
def test_late_on_the_day_is_passed_on(reached: tuple[int, ...]) -> None:
    chat = reminded(THURSDAY, now=THURSDAY.replace(hour=9, minute=50))
    chat.clinic.reached = reached
    chat.says("running_late", when=When(shift_minutes=15))
    who = "Dr Lee and the front desk know" if reached else "The front desk knows"
    assert chat.said == f"Thanks for telling us. {who} you'll be there about 10:15."
    assert chat.clinic.commands == [TellLate(1, 15)]


def test_late_without_saying_how_much() -> None:
    chat = reminded(THURSDAY, now=THURSDAY.replace(hour=9, minute=50)).says("running_late")
    assert chat.said.endswith("About how late will you be? [10 minutes] [15 minutes] [30 minutes]")
    assert chat.taps("30 minutes").clinic.commands == [TellLate(1, 0), TellLate(1, 30)]


def test_late_with_the_time_of_arrival() -> None:
    chat = reminded(THURSDAY, now=THURSDAY.replace(hour=9, minute=50)).says(
        "running_late", when=When(times=at("10:20"))
    )
    assert chat.clinic.commands == [TellLate(1, 20)]


def test_late_for_nothing() -> None:
    assert Chat(PaperClinic(consented=True)).says("running_late").keys == ["late.none"]


@pytest.mark.parametrize(
    ("meaning", "given"),
    [
        (Meaning("4", "rate_visit", choice=4), 4),
        (Meaning("5 stars, thank you", "rate_visit"), 5),
        (Meaning("i'd say four", "rate_visit"), 4),
        (Meaning("3/5", "rate_visit"), 3),
        (Meaning("it was lovely", "rate_visit"), None),
    ],
)
def test_a_rating_in_numbers_or_words(meaning: Meaning, given: int | None) -> None:
    chat = asked_how_it_was().understood(meaning)
    assert chat.clinic.commands == ([Rate(1, given)] if given else [])
    assert chat.keys == (["rating.good", "rating.more"] if given else ["rating.again"])


def test_a_bad_visit_goes_to_the_desk_and_a_call_is_offered() -> None:
    chat = asked_how_it_was().says("rate_visit", choice=2)
    assert chat.said.startswith("I'm sorry it wasn't better. Would you like to tell us what went wrong?")
    assert chat.clinic.commands == [Rate(1, 2), AskPerson("low_rating", urgent=True)]
    chat.understood(Meaning("nobody told us anything", "inform"))
    assert chat.clinic.commands[2:] == [Remark(1, "nobody told us anything")]
    assert chat.keys == ["rating.comment"]


def test_a_call_is_passed_on_and_a_sentence_may_still_follow() -> None:
    chat = asked_how_it_was().says("rate_visit", choice=1).taps("Call me")
    assert chat.clinic.commands[2:] == [AskPerson("call_me", urgent=True)]
    assert chat.understood(Meaning("it hurt", "out_of_scope")).clinic.commands[3:] == [Remark(1, "it hurt")]


@pytest.mark.parametrize(
    "meaning", [Meaning("", "deny"), Meaning("no thanks", "inform"), Meaning("that's all, thank you", "out_of_scope")]
)
def test_no_sentence_is_fine_too(meaning: Meaning) -> None:
    chat = asked_how_it_was().says("rate_visit", choice=5).understood(meaning)
    assert chat.keys == ["rating.no_comment"]
    assert len(chat.clinic.commands) == 1


def test_a_remark_may_begin_with_a_no_or_a_thank_you() -> None:
    chat = asked_how_it_was().says("rate_visit", choice=5)
    chat.understood(Meaning("thank you, dr lee was very kind", "thank"))
    assert chat.clinic.commands[1:] == [Remark(1, "thank you, dr lee was very kind")]


def test_a_new_wish_is_no_remark() -> None:
    chat = asked_how_it_was().says("rate_visit", choice=5).understood(Meaning("book dr rao", "book_appointment"))
    assert chat.state.flow == "book"
    assert len(chat.clinic.commands) == 1


def test_a_number_is_a_rating_only_where_one_was_asked() -> None:
    chat = Chat(PaperClinic(consented=True)).understood(Meaning("4", "inform", choice=4))
    assert chat.clinic.commands == []


def test_a_rating_can_be_changed_by_its_button_while_it_may() -> None:
    chat = asked_how_it_was().says("rate_visit", choice=2).says("deny").taps_value("rate:1:4")
    assert chat.clinic.commands[-1] == Rate(1, 4)
    chat.clinic.past = {}
    assert chat.taps_value("rate:1:5").keys == ["rating.closed"]


@pytest.mark.parametrize(
    "value",
    [
        "rate:1:6",
        "rate:1",
        "rate:x:1",
        "confirm:",
        "confirm:1+",
        "late:1:-5",
        "late:1",
        "late:1:9999",
        "call:x",
        "rate:²:1",
    ],
)
def test_values_we_never_made_mean_nothing(value: str) -> None:
    kind, _, rest = value.partition(":")
    assert tapped_answer(kind, rest) is None


def test_one_to_five_are_not_listed_twice_in_an_sms() -> None:
    options = [Option(str(number), f"rate:1:{number}") for number in range(1, 6)]
    assert numbered_sms("How was it?", options) == "How was it?"
