"""What is only asked is no wish; and what a doctor is to be, how old somebody is, and what else things are called."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from nlu.acts.client import Parse
from nlu.acts.understand import Understander
from nlu.care.specialties import SpecialtyLinker
from nlu.care.visit_types import VisitTypeLinker
from nlu.core.acts import Situation
from nlu.core.lexicon import DoctorEntry, Lexicon
from nlu.core.meaning import Meaning
from nlu.doctors.linker import DoctorLinker
from nlu.languages.en.ages import ages_in
from nlu.languages.en.aspects import aspects
from nlu.languages.en.attributes import attributes
from nlu.languages.en.consent import refuses_to_be_kept
from nlu.languages.en.topics import topics
from tests.nlu.test_wishes import read

OFFERED = Situation(asked="slot", offered=2, arranging="book")


def meant(
    lexicon: Lexicon, now: datetime, marked: str, here: Situation = OFFERED, ranked: str = "book_appointment"
) -> Meaning:
    """A message as if the reader had read it so, and the ranking of intents had put `ranked` first."""
    text, acts = read(marked)
    understander = Understander(lexicon, lambda _: Parse(((ranked, 0.7), ("inform", 0.2)), acts=acts))
    return understander.understand(text, asked=None if here.asked == "-" else here.asked, now=now, situation=here)


@pytest.mark.parametrize(
    ("marked", "ranked", "intent"),
    [
        ("<ask.table|am I out [by noon](when)>?", "book_appointment", "ask_table"),
        ("<ask.table|if I take [the last one](option) when am I done>", "inform", "ask_table"),
        ("<ask.table|which hour was [the first one](option)>", "inform", "ask_table"),
        ("<ask.table|what if he turns up late>", "running_late", "clinic_info"),
        ("<ask.table|can my wife sit in with me>", "book_appointment", "clinic_info"),
        ("<ask.clinic|do we have to fast before>", "out_of_scope", "clinic_info"),
        ("<ask.clinic|what does [a check-up](visit) cost>", "out_of_scope", "clinic_info"),
        ("<ask.clinic|is there anybody [who speaks Polish](attribute)>", "out_of_scope", "clinic_info"),
        ("<ask.table|is [Dr Lee](doctor) around then>", "inform", "find_doctor"),
        ("<want.book|I want somebody [who speaks Greek](attribute)>", "human_handoff", "find_doctor"),
        ("<manage.person|get me somebody real>", "human_handoff", "human_handoff"),
        ("<choose|how about a physio>", "help", "find_doctor"),
        ("<ask.table|which doctor is this, [the tooth one](doctor)>", "inform", "ask_table"),
        ("<ask.table|do I have one with [Dr Rao](doctor) already>", "inform", "ask_table"),
        ("<want.book|[Dr Lee](doctor) [by noon](when)>", "book_appointment", "book_appointment"),
    ],
)
def test_what_is_only_asked_is_no_wish(lexicon: Lexicon, now: datetime, marked: str, ranked: str, intent: str) -> None:
    assert meant(lexicon, now, marked, ranked=ranked).intent == intent


@pytest.mark.parametrize(
    ("marked", "intent"),
    [
        ("<ask.booking|so it's with [Dr Rao](doctor.old), right>", "list_appointments"),
        ("<ask.clinic|does [Dr Rao](doctor) work [on Friday](when)>", "clinic_info"),
        ("<ask.clinic|is [Dr Rao](doctor) back [next week](when)>", "clinic_info"),
        ("<ask.free|is she on leave [soon](when)>", "clinic_info"),
    ],
)
def test_a_question_with_nothing_open_begins_nothing(lexicon: Lexicon, now: datetime, marked: str, intent: str) -> None:
    for ranked in ("affirm", "inform", "book_appointment"):
        if intent == "clinic_info" and ranked == "affirm":
            continue
        assert meant(lexicon, now, marked, Situation(booked=1), ranked).intent == intent


def test_a_refusal_of_consent_goes_before_the_name_given_with_it(lexicon: Lexicon, now: datetime) -> None:
    marked = "<answer.name|[Ivor Lund](name)> <answer.name|only don't go storing my details>"
    assert meant(lexicon, now, marked, Situation(asked="patient", arranging="book")).intent == "no_consent"


@pytest.mark.parametrize(
    ("text", "refuses"),
    [
        ("I would rather not have my name kept", True),
        ("no, I don't agree to you holding any information about me", True),
        ("book it without saving my number", True),
        ("only, please do not keep my phone number", True),
        ("I won't have anything kept", True),
        ("please keep my name down for Friday", False),
        ("don't keep me waiting", False),
        ("don't hold the slot, I'll ring", False),
        ("is my number not recorded?", False),
    ],
)
def test_who_will_not_be_kept(text: str, refuses: bool) -> None:
    assert refuses_to_be_kept(text) is refuses


def test_of_a_request_and_a_question_both_are_heard(lexicon: Lexicon, now: datetime) -> None:
    marked = "<beyond.sick_note|I need [a note for work](topic)> and <ask.clinic|when do you [close](topic)>"
    first = meant(lexicon, now, marked, Situation())
    assert (first.intent, first.request) == ("desk_request", "sick_note")
    assert first.then is not None
    assert first.then.intent == "clinic_info"


def test_results_are_the_desks_also_while_a_name_is_asked_for(lexicon: Lexicon, now: datetime) -> None:
    here = Situation(asked="patient", arranging="book")
    for ranked in ("human_handoff", "inform"):
        meaning = meant(lexicon, now, "<beyond.results|and is [my x-ray](topic) back>", here, ranked)
        assert (meaning.intent, meaning.request) == ("desk_request", "results")


@pytest.mark.parametrize(
    ("marked", "intent"),
    [
        ("<social.anger|an hour I sat there and nobody said a word>", "desk_request"),
        ("<social.anger|oh for pity's sake>", "out_of_scope"),
    ],
)
def test_what_has_angered_somebody_is_read_at_the_desk(
    lexicon: Lexicon, now: datetime, marked: str, intent: str
) -> None:
    assert meant(lexicon, now, marked, ranked="out_of_scope").intent == intent


def test_only_the_name_is_the_doctor(lexicon: Lexicon, now: datetime) -> None:
    meaning = meant(lexicon, now, "<want.book|[dr lee friday 10](doctor)>", Situation())
    assert (meaning.doctors, meaning.when.time) == (("Dr. Sam Lee",), time(10))


@pytest.mark.parametrize(
    ("marked", "genders", "languages", "specialties"),
    [
        ("<want.book|[a woman](attribute) please>", ("female",), (), ()),
        ("<want.book|not [a man](attribute)>", ("female",), (), ()),
        ("<want.book|[a lady dentist](attribute)>", ("female",), (), ("Dentistry",)),
        ("<want.book|a dentist [who speaks Welsh](attribute)>", (), ("Welsh",), ("Dentistry",)),
        ("<want.book|[a woman doctor](attribute)>", ("female",), (), ()),
        ("<want.book|my gran only speaks Welsh>", (), ("Welsh",), ()),
        ("<want.book|my gran doesn't speak Welsh>", (), (), ()),
        ("<ask.clinic|is [Dr Rao](doctor) [a man or a woman](attribute)>", ("male", "female"), (), ()),
    ],
)
def test_what_a_doctor_is_to_be(
    lexicon: Lexicon,
    now: datetime,
    marked: str,
    genders: tuple[str, ...],
    languages: tuple[str, ...],
    specialties: tuple[str, ...],
) -> None:
    meaning = meant(lexicon, now, marked, Situation())
    assert (meaning.genders, meaning.languages, meaning.specialties) == (genders, languages, specialties)


def test_everyday_words_are_no_languages() -> None:
    assert attributes("so even on no day").languages == ()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("my girl is 7 and has a cough", [7]),
        ("it's for Ola, she's nine", [9]),
        ("my 11 month old", [0]),
        ("a two-year-old with a rash", [2]),
        ("my gran, aged 90", [90]),
        ("he's 3 weeks old", [0]),
        ("she's 6 months pregnant", []),
        ("the appointment is 4", []),
        ("make it 4 then", []),
        ("he is 10 minutes late", []),
        ("is 3 pm free for my son", []),
    ],
)
def test_how_old_somebody_is(text: str, years: list[int]) -> None:
    assert [age for age, _ in ages_in(text)] == years


def test_an_age_is_no_hour(lexicon: Lexicon, now: datetime) -> None:
    meaning = meant(lexicon, now, "<want.book|[my son](for) is 4, [earache](reason)>", Situation())
    assert (meaning.age, meaning.when.times) == (4, ())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("how long does it take", {"length"}),
        ("is it long", {"length"}),
        ("will he be finished before lunch", {"end"}),
        ("when does it end", {"end", "time", "day"}),
        ("how long do I have to wait", set()),
        ("who is he with", {"who"}),
        ("when is she back", {"back", "time", "day"}),
        ("does Dr Rao finish early", {"days"}),
        ("when do I have to be in", {"time", "day"}),
        ("which days does she do", {"days"}),
        ("where do I park", set()),
    ],
)
def test_what_a_question_asks_for(text: str, asked: set[str]) -> None:
    assert set(aspects(text)) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("can I bring my cat", ("pets",)),
        ("could my mother sit in with me", ("companions",)),
        ("may I stay in the room with her", ("companions",)),
        ("what shall I bring", ("bring",)),
        ("must I fast beforehand", ("preparation",)),
        ("and if I am running late", ("late",)),
        ("what if she is ill that day", ("prevented",)),
        ("do you see children", ("ages",)),
    ],
)
def test_topics_of_coming(text: str, asked: tuple[str, ...]) -> None:
    assert topics(text) == asked


def test_other_names_are_linked_like_the_name_itself() -> None:
    doctors = DoctorLinker([DoctorEntry("Dr. Nora Quist", "Podiatry", ("Sister Nora",)), DoctorEntry("Dr. Lo", "ENT")])
    assert doctors.find("can sister nora see me").names == ("Dr. Nora Quist",)
    fields = SpecialtyLinker(["Podiatry", "ENT"], [("foot clinic", "Podiatry")])
    assert fields.find("something at the foot clinic").stated == ("Podiatry",)
    kinds = VisitTypeLinker(("Dressing",), (("wound care", "Dressing"),))
    assert kinds.find("I need wound care") == ("Dressing",)


def test_a_field_and_a_kind_of_visit_that_there_are_not() -> None:
    fields = SpecialtyLinker(["Podiatry"])
    assert fields.find("what about an eye doctor").strange == "eye doctor"
    assert fields.find("is the podiatrist in").strange is None
    assert VisitTypeLinker(("Dressing",)).strange("do you do blood tests") == "blood tests"
    assert VisitTypeLinker(("Blood draw",)).strange("do you do blood tests") is None
