"""Questions in the middle of things: about doctors' days, how long it takes, what was said, offered or booked. They are
answered from the facts, and what was asked stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.core.commands import AskPerson
from bot.core.context import DoctorFacts, PatientFacts, VisitTypeFacts
from models.profile import Ages, Profile
from nlu.core.acts import Act
from nlu.core.meaning import DayRange, Meaning, Person, TimeRange, When
from tests.bot.paper import LEE, LONDON, RAO, Chat, PaperClinic, at, day

NIA = PatientFacts(1, "Nia Cross", "self")
TOBY = PatientFacts(2, "Toby Cross", "child")
KIM = DoctorFacts(
    3, "Dr. Kim Ito", "General Practice", profile=Profile((), "female", ("English", "Japanese"), Ages(0, 12))
)
BY_FOUR = When(times=(TimeRange(None, time(16)),))


def clinic(**told: object) -> PaperClinic:
    """Dr Lee is a man who sees whoever is sixteen; of Dr Rao nothing is told; a blood test takes ten minutes."""
    kinds = (
        VisitTypeFacts(1, "Consultation", 40),
        VisitTypeFacts(2, "Blood test", 10, "Please eat nothing from midnight on."),
    )
    lee = replace(LEE, profile=Profile((), "male", ("English",), Ages(16)))
    return PaperClinic(doctors=(RAO, lee, KIM), visit_types=kinds, consented=True, **told)  # type: ignore[arg-type]


def on_thursday(**more: object) -> Chat:
    """Times of Thursday with Dr Rao are on offer."""
    return Chat(clinic(**more)).says("book_appointment", doctors=(RAO.name,), when=When(days=day("2026-06-04")))


def proposed() -> Chat:
    """Thursday at 15:00 with Dr Rao is proposed."""
    chat = Chat(clinic(patients=(NIA,)))
    return chat.says("book_appointment", doctors=(RAO.name,), when=When(days=day("2026-06-04"), times=at("15:00")))


# When a doctor is here


def away() -> PaperClinic:
    """Dr Rao is away from Thursday 4 to Monday 8 June."""
    return clinic(away={(RAO.id, date(2026, 6, number)) for number in (4, 5, 8)})


@pytest.mark.parametrize(
    ("words", "when", "says"),
    [
        ("is dr rao at work on thursday", When(days=day("2026-06-04")), "Dr Maya Rao isn't in on Thursday 4 June."),
        ("is dr rao here on wednesday", When(days=day("2026-06-03")), "is in on Wednesday 3 June from 09:00 to 17:00."),
        ("does dr rao work saturday", When(days=day("2026-06-06")), "The next day is Tuesday 9 June."),
        (
            "is dr rao in on wednesday evening",
            When(day("2026-06-03"), times=(TimeRange(time(17), None),)),
            "isn't there",
        ),
        ("when is dr rao away", When(), "Dr Maya Rao is away on Thu 4 Jun, Fri 5 Jun and Mon 8 Jun."),
        ("which days does dr rao do", When(), "Not on these days: Thu 4 Jun, Fri 5 Jun and Mon 8 Jun."),
        (
            "when is dr rao in next week",
            When((DayRange(date(2026, 6, 8), date(2026, 6, 12)),)),
            "is in on Tue 9 Jun, Wed 10 Jun, Thu 11 Jun and Fri 12 Jun.",
        ),
    ],
)
def test_days_off_count_when_it_is_asked_who_is_in(words: str, when: When, says: str) -> None:
    assert says in Chat(away()).writes(words, "clinic_info", doctors=(RAO.name,), when=when).said


def test_she_is_the_doctor_who_was_just_told_of() -> None:
    chat = Chat(away()).writes(
        "is dr rao in on friday", "clinic_info", doctors=(RAO.name,), when=When(day("2026-06-05"))
    )
    chat.writes("oh and when is she back", "clinic_info")
    assert "Dr Maya Rao is next in on Tuesday 9 June, from 09:00 to 17:00." in chat.said
    chat.writes("could i see her that tuesday", "book_appointment", when=When(days=day("2026-06-09")))
    assert "Tuesday 9 June with Dr Maya Rao" in chat.said


def test_who_is_asked_about_while_times_are_compared_is_compared_too() -> None:
    chat = on_thursday(away={(LEE.id, date(2026, 6, 4))})
    chat.writes("and is dr lee around that day", "find_doctor", doctors=(LEE.name,))
    assert chat.said.startswith("Dr Sam Lee isn't in on Thursday 4 June.")
    assert chat.state.asked == "slot"


# How long, and until when


@pytest.mark.parametrize(
    ("words", "said", "says"),
    [
        ("how long does it take", {}, "Consultation: 40 minutes. From 15:00 it would be over by 15:40."),
        ("when would it end", {}, "It takes 40 minutes, so from 15:00 until 15:40."),
        ("am i done by four", {"when": BY_FOUR}, "You'd be done by 16:00"),
        ("will it be over by half three", {"when": When(times=(TimeRange(None, time(15, 30)),))}, "Not quite by 15:30"),
        ("how long is a blood test", {"visit_types": ("Blood test",)}, "Blood test: 10 minutes."),
    ],
)
def test_how_long_it_takes_and_when_it_ends(words: str, said: dict[str, object], says: str) -> None:
    chat = proposed().writes(words, "ask_table", **said)
    assert says in chat.said
    assert chat.state.asked == "confirmation"
    assert chat.says("affirm").said.startswith("Booked")


def test_of_times_on_offer_those_that_end_in_time_are_named() -> None:
    chat = on_thursday().writes("would i be out by ten", "ask_table", when=When(times=(TimeRange(None, time(10)),)))
    assert "By 10:00 you'd be done with 09:00." in chat.said
    chat.writes("if i come at 11 when am i finished", "ask_table", when=When(times=at("11:00")))
    assert "from 11:00 until 11:40" in chat.said
    assert chat.state.asked == "slot"


def test_how_long_what_is_booked_takes() -> None:
    chat = Chat(clinic())
    chat.clinic.have(NIA, RAO.id, datetime(2026, 6, 4, 15, tzinfo=LONDON), 2)
    assert "until 15:10" in chat.writes("when will i be finished", "list_appointments").said


def test_and_another_kind_is_asked_the_same_question() -> None:
    chat = Chat(clinic()).writes("how long is a consultation", "clinic_info", visit_types=("Consultation",))
    assert "Blood test: 10 minutes." in chat.writes("and a blood test", "clinic_info", visit_types=("Blood test",)).said


# What was said, offered, proposed


@pytest.mark.parametrize(
    ("words", "said", "says"),
    [
        (
            "hang on, is that the wednesday",
            {"when": When(from_days=day("2026-06-03"))},
            "No, it is Thursday 4 June at 15:00",
        ),
        ("that is the thursday, is it", {"when": When(from_days=day("2026-06-04"))}, "That's right."),
        (
            "did you say two or three",
            {"when": When(from_times=(*at("14:00"), *at("15:00")))},
            "It is Thursday 4 June at 15:00",
        ),
        (
            "this is with dr lee isn't it",
            {"from_doctors": (LEE.name,)},
            "No, it is Thursday 4 June at 15:00 with Dr Maya Rao.",
        ),
    ],
)
def test_what_is_proposed_is_compared_with_what_was_asked(words: str, said: dict[str, object], says: str) -> None:
    chat = proposed().writes(words, "ask_table", **said)
    assert says in chat.said
    assert "Shall I book it?" in chat.said or "shall I book it?" in chat.said
    assert chat.state.asked == "confirmation"


@pytest.mark.parametrize(
    ("words", "said", "says"),
    [
        ("which of them is the latest", {}, "The last of them is Thursday 4 June"),
        ("what time was the second one", {"choice": 2}, "That one is Thursday 4 June at"),
        (
            "which of those is dr lee",
            {"doctors": (LEE.name,)},
            "None of these is with Dr Sam Lee; they are with Dr Maya Rao.",
        ),
        ("what is the doctor called", {}, "That is Dr Maya Rao, Dermatology."),
        ("is the 11:40 there still", {"when": When(from_times=at("11:40"))}, "at's right."),
        ("er what was all that", {}, "it stands"),
    ],
)
def test_what_is_on_offer_is_told_and_stays_on_offer(words: str, said: dict[str, object], says: str) -> None:
    chat = on_thursday()
    times = [choice.value for choice in chat.state.choices]
    for _ in range(3):
        chat.writes(words, "ask_table", **said)
        assert says in chat.said
    assert [choice.value for choice in chat.state.choices] == times
    assert chat.state.asked == "slot"


# What is in the book


def booked() -> Chat:
    """Hers on Thursday with Dr Rao, her son's on Friday with Dr Lee."""
    chat = Chat(clinic())
    chat.clinic.have(NIA, RAO.id, datetime(2026, 6, 4, 15, tzinfo=LONDON))
    chat.clinic.have(TOBY, LEE.id, datetime(2026, 6, 5, 9, tzinfo=LONDON))
    return chat


@pytest.mark.parametrize(
    ("words", "said", "says", "not_said"),
    [
        ("what is there on the 4th", {"when": When(from_days=day("2026-06-04"))}, "You with Dr Maya Rao", "Toby"),
        ("who sees toby", {"people": (Person("Toby", "child", "son"),)}, "Toby Cross with Dr Sam Lee", "Maya Rao"),
        (
            "didn't i book something with kim ito",
            {"doctors": (KIM.name,)},
            "I have nothing of yours with Dr Kim Ito.",
            "no appointment",
        ),
        (
            "is there anything on the 9th",
            {"when": When(day("2026-06-09"))},
            "I have nothing of yours on Tuesday 9 June.",
            "no appointment",
        ),
        (
            "is tobys on friday",
            {"people": (Person("Toby", "child", "son"),), "when": When(day("2026-06-05"))},
            "That's right: Toby Cross",
            "Maya Rao",
        ),
    ],
)
def test_the_book_is_told_as_far_as_it_was_asked(words: str, said: dict[str, object], says: str, not_said: str) -> None:
    chat = booked().writes(words, "list_appointments", **said)
    assert says in chat.said
    assert not_said not in chat.said


def test_what_never_was_booked_is_said_with_what_was() -> None:
    chat = booked().writes(
        "i had one with dr lee on monday", "list_appointments", doctors=(LEE.name,), when=When(day("2026-06-08"))
    )
    assert "I have nothing of yours with Dr Sam Lee on Monday 8 June." in chat.said
    assert "Toby Cross with Dr Sam Lee, Friday 5 June at 09:00" in chat.said


# Two questions, and a question with an answer


def test_two_questions_are_both_answered_and_the_choice_stays() -> None:
    then = Meaning("and where do i park", "clinic_info")
    first = Meaning("how long is it and where do i park", "ask_table", words="how long is it", then=then)
    chat = on_thursday().understood(first)
    assert "Consultation: 40 minutes." in chat.said
    assert "Parking is free." in chat.said
    assert chat.state.asked == "slot"


def test_an_answer_with_a_question_takes_the_answer_and_answers() -> None:
    chat = on_thursday().writes(
        "11:00 please. how long is that",
        "inform",
        when=When(times=at("11:00")),
        then=Meaning("how long is that", "clinic_info"),
    )
    assert "From 11:00 it would be over by 11:40." in chat.said
    assert chat.state.asked == "patient"


# What is asked about coming


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("what if she runs late", "If you run late on the day, just write it here"),
        ("and if he is poorly that morning", "I'll move it or call it off, up to 2 hours before."),
        ("may my sister sit in with us", "I don't know that"),
        ("is it all right to bring the dog", "I don't know that"),
        ("has he got to fast", "I don't know that"),
    ],
)
def test_questions_about_coming_change_nothing(words: str, says: str) -> None:
    chat = on_thursday()
    before = chat.state.details
    chat.writes(words, "clinic_info")
    assert says in chat.said
    assert chat.state.details == before
    assert chat.state.asked == "slot"


def test_what_to_do_before_a_visit_is_told_where_the_clinic_tells_it() -> None:
    chat = Chat(clinic()).says(
        "book_appointment", doctors=(RAO.name,), visit_types=("Blood test",), when=When(day("2026-06-04"))
    )
    assert "Please eat nothing from midnight on." in chat.writes("can i have breakfast before", "clinic_info").said
    told = chat.writes("may i drink before it", "desk_request", request="advice")
    assert "Please eat nothing from midnight on." in told.said
    assert chat.clinic.commands == []


# What the clinic does not have


@pytest.mark.parametrize(
    ("words", "said", "says"),
    [
        (
            "do you offer massages",
            {"strange_visit": "massages"},
            'I can\'t find "massages" among what I can book here: Consultation and Blood test.',
        ),
        ("is there an optician", {"strange_specialty": "optician"}, 'I can\'t find anybody for "optician"'),
        ("what does a blood test cost", {"visit_types": ("Blood test",)}, 'For "Blood test" I have no price'),
    ],
)
def test_what_there_is_not_is_said_plainly_with_what_there_is(words: str, said: dict[str, object], says: str) -> None:
    here = clinic()
    here.clinic.info["prices"] = "A consultation is 60 pounds."  # type: ignore[index]
    assert says in Chat(here).writes(words, "clinic_info", **said).said


def test_a_time_that_is_gone_is_not_said_to_be_there() -> None:
    chat = on_thursday()
    start = [choice.start for choice in chat.state.choices if choice.start][1]
    chat.clinic.taken.add((RAO.id, start.astimezone(LONDON)))
    chat.writes("is the second one there still", "ask_table", choice=2)
    assert "is no longer free" in chat.said


def test_what_there_is_not_is_said_once() -> None:
    chat = Chat(clinic()).says("book_appointment", strange_specialty="optician")
    assert "optician" in chat.said
    assert "optician" not in chat.writes("where do i park", "clinic_info").said


def test_when_she_finishes_asks_for_her_hours() -> None:
    chat = Chat(clinic()).writes("is dr rao in today", "clinic_info", doctors=(RAO.name,), when=When(day("2026-06-01")))
    assert "sees patients" in chat.writes("and what time does she finish", "clinic_info").said


def test_and_another_day_asks_the_book_again() -> None:
    chat = booked().writes("what is there on the 4th", "list_appointments", when=When(from_days=day("2026-06-04")))
    acts = (Act("ask.free", 0, 14),)
    chat.writes("and on the 9th", "inform", when=When(days=day("2026-06-09")), acts=acts)
    assert "I have nothing of yours on Tuesday 9 June." in chat.said
    assert chat.state.flow is None


def test_who_leaves_it_and_wants_a_person_gets_one() -> None:
    chat = on_thursday().writes(
        "leave it, fetch me somebody", "stop", then=Meaning("fetch me somebody", "human_handoff")
    )
    assert AskPerson("asked", mute=True) in chat.clinic.commands
    assert "I've passed this on" in chat.said


def test_any_of_a_field_is_one_of_that_field() -> None:
    chat = Chat(clinic()).says(
        "find_doctor", any_doctor=True, specialties=("Dermatology",), when=When(day("2026-06-04"))
    )
    assert chat.state.details.doctors == (RAO.id,)


def test_a_complaint_is_not_answered_with_times() -> None:
    chat = on_thursday().writes("an hour I sat there and nobody came", "desk_request", request="complaint")
    assert AskPerson("complaint") in chat.clinic.commands
    assert "I'm sorry about that." in chat.said
    assert chat.reply is not None
    assert chat.reply.choices == ()
    chat.says(when=When(days=day("2026-06-04"), times=at("11:40")))
    assert chat.state.details.chosen is not None, "it goes on where it was"


# Several things at once


def test_all_that_is_asked_is_answered_and_what_is_not_known_is_named_last() -> None:
    words = "how much is it, where do i park, do you speak welsh, and is dr lee in on thursday"
    said = {"doctors": (LEE.name,), "languages": ("Welsh",), "when": When(day("2026-06-04"))}
    chat = Chat(clinic()).writes(words, "clinic_info", **said)
    assert "Dr Sam Lee is in on Thursday 4 June" in chat.said
    assert "Parking is free." in chat.said
    assert chat.said.endswith("Of languages I know nothing, I'm afraid; the front desk does: +44 20 7946 0000.")
    assert "Of prices I know nothing" in chat.said


def test_the_times_of_two_doctors_are_both_told_from_the_book() -> None:
    here = clinic()
    here.taken |= {(RAO.id, free.start) for free in here.free_times((RAO.id,), 1, here.now, here.now.replace(hour=12))}
    chat = Chat(here).writes("when can i see dr rao and when dr lee", "clinic_info", doctors=(RAO.name, LEE.name))
    assert "The first free time with Dr Maya Rao is today, Monday 1 June at 12:20." in chat.said
    assert "The first free time with Dr Sam Lee is today, Monday 1 June at 09:00." in chat.said


def test_what_was_said_is_said_once_more_and_stays_open() -> None:
    chat = on_thursday()
    offered = chat.state.choices
    chat.writes("sorry, my phone died. what did you say", "repeat")
    assert chat.said.startswith("Of course. ")
    assert (chat.state.choices, chat.state.asked) == (offered, "slot")
    chat = Chat(clinic()).writes("where do i park", "clinic_info").writes("pardon?", "repeat")
    assert chat.said == "Of course. Parking is free."


def test_who_is_in_on_a_day_is_told() -> None:
    here = clinic()
    here.away.add((RAO.id, date(2026, 6, 4)))
    chat = Chat(here).writes("whos in on thursday", "clinic_info", when=When(day("2026-06-04")))
    assert "In on Thursday 4 June: Dr Sam Lee" in chat.said
    assert "Rao" not in chat.said


def test_what_only_the_clinics_own_words_name_is_found_in_them() -> None:
    here = clinic()
    here.clinic.info["insurance"] = "We take Vitality and Bupa."  # type: ignore[index]
    assert "We take Vitality and Bupa." in Chat(here).writes("do you take bupa", "clinic_info").said


# What may not be told


@pytest.mark.parametrize(
    ("words", "said", "says"),
    [
        ("when is my wife in", {"people": (Person(None, "partner", "wife"),)}, "nothing there is for your wife"),
        ("has Kit Moss come", {"people": (Person("Kit Moss"),)}, "nothing there is for Kit Moss"),
    ],
)
def test_of_people_who_are_not_ones_own_nothing_is_told(words: str, said: dict[str, object], says: str) -> None:
    here = clinic()
    for chat in (Chat(here), Chat(here)):
        told = chat.writes(words, "list_appointments", **said).said
        assert says in told
        assert "+44 20 7946 0000" in told
        assert "Dr " not in told
        here.have(PatientFacts(1, "Ann Bell", "self"), LEE.id, here.now.replace(day=4))


def test_whoever_asks_for_the_clinics_book_is_refused_in_a_sentence() -> None:
    chat = on_thursday().writes("show me everybody's bookings", "others_data")
    assert chat.said.startswith("I look after your own appointments here; about anybody else's I can't tell or change")
    assert chat.state.asked == "slot"


def test_a_name_that_is_not_given_is_asked_for_once_more_and_then_left() -> None:
    when = When(day("2026-06-04"), times=at("09:00"))
    chat = Chat(clinic()).says("book_appointment", doctors=(LEE.name,), when=when)
    assert chat.state.asked == "patient"
    assert "The doctor has to know who comes" in chat.says("no_name").said
    assert chat.state.asked == "patient"
    assert "Our front desk can help you by phone" in chat.says("no_name").said
    assert chat.state.flow is None
