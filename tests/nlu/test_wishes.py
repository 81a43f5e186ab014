"""Acts that belong together: wishes, as annotated turns mark them."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.acts.client import Parse
from nlu.acts.understand import Understander
from nlu.acts.wishes import wishes
from nlu.core.acts import KINDS, ROLES, SEPARATOR, Act, Situation, Span, pack, unpack
from nlu.core.lexicon import DoctorEntry, Lexicon
from nlu.core.meaning import DayRange, Meaning, Person
from nlu.training.turns import turn

LEXICON = Lexicon((DoctorEntry("Dr. Maya Rao", "Dermatology"),), ("Check-up",), ZoneInfo("Europe/London"))
RANKING = (("book_appointment", 0.9), ("inform", 0.05))
BOOKED = Situation(booked=2)


def read(marked: str) -> tuple[str, tuple[Act, ...]]:
    """A message and its acts, from the form in which turns are annotated."""
    found = turn(marked, {})
    return found.text, found.acts


def meant(
    lexicon: Lexicon, now: datetime, marked: str, asked: str | None = None, here: Situation | None = None
) -> list[Meaning]:
    """The meanings of a message, one after the other, as if the reader had read it so."""
    text, acts = read(marked)
    understander = Understander(lexicon, lambda _: Parse(RANKING, acts=acts))
    meaning: Meaning | None = understander.understand(text, asked=asked, now=now, situation=here)
    found = []
    while meaning is not None:
        found.append(meaning)
        meaning = meaning.then
    return found


@pytest.mark.parametrize(
    ("marked", "kinds"),
    [
        ("<want.move|make it [10:30](when)>, <want.move|and [next Thursday](when)>", ["want.move"]),
        ("<want.book|a jab for [Tim](for)> and <want.book|[a check](visit) for [me](for)>", ["want.book", "want.book"]),
        ("<want.book|hi can you> <want.book|book [my mum](for)>, <constrain|not [Friday](when.not)>", ["want.book"]),
        ("<want.book|two jabs>, <want.book|one for [Tim](for) and [Ann](for)>", ["want.book"]),
        ("<want.book|[me](for) with [Dr Rao](doctor) and [Tim](for) with [Dr Lee](doctor)>", ["want.book"] * 2),
        ("<want.book|I saw [Dr Rao](doctor) [in May](when.other)>, <want.book|[Dr Lee](doctor) now>", ["want.book"]),
        ("<want.book|[a rash](reason) and [Ella](for) has [sore ears](reason)>", ["want.book"] * 2),
        ("<want.book|[a rash](reason), it's [my son](for), on [his arm](reason)>", ["want.book"]),
        (
            "<want.book|[my parents](for) [on Friday](when)>, <want.book|[my father](for) for [his back](reason)>, "
            "<want.book|[my mother](for) for [her leg](reason)>",
            ["want.book"] * 2,
        ),
        ("<want.book|[dad](for) died [last week](when.other)>, <want.book|I'd like [Dr Lee](doctor)>", ["want.book"]),
        ("<want.book|[Dr Lee](doctor) [Tuesday](when)>, <want.book|[June 9](when) for [my son](for)>", ["want.book"]),
        ("<want.book|[Dr Lee](doctor) [Tuesday](when)> <want.book|and [Max](for) [Friday](when)>", ["want.book"] * 2),
        ("<answer.yes|yes> and <ask.clinic|where do I [park](topic)>", ["answer", "ask.clinic"]),
        ("<social.greet|hello>, <constrain|[Friday](when)>, <want.book|a check-up>", ["want.book"]),
        ("<want.cancel|cancel [Monday](when.old)> and <want.book|book [Dr Lee](doctor)>", ["want.cancel", "want.book"]),
        (
            "<want.book|[Dr Lee](doctor) [at nine](when) and [Dr Rao](doctor) [at ten](when)>",
            ["want.book"] * 2,
        ),
        ("<want.book|[Dr Lee](doctor) or [Dr Rao](doctor) [at ten](when)>", ["want.book"]),
        (
            "<want.book|[a jab](visit) [at nine](when)> and <want.book|[Dr Rao](doctor) [at ten](when)>",
            ["want.book"] * 2,
        ),
        ("<social.chat|lovely weather>", []),
    ],
)  # fmt: skip
def test_which_acts_belong_together(marked: str, kinds: list[str]) -> None:
    text, acts = read(marked)
    assert [wish.kind for wish in wishes(acts, text)] == kinds


def test_what_is_said_last_of_nobody_is_said_of_all() -> None:
    text, acts = read(
        "<want.book|[Tim](for)>, <want.book|[Ann](for) has [a rash](reason)>, <constrain|not [Friday](when.not)>"
    )
    assert ["when.not" in wish.roles() for wish in wishes(acts, text)] == [True, True]


def test_each_wish_has_its_own_person_doctor_and_day(lexicon: Lexicon, now: datetime) -> None:
    first, second = meant(
        lexicon,
        now,
        "<want.book|[my mum](for) with [Dr Rao](doctor) [on Tuesday](when)> and "
        "<want.book|[a check-up](visit) for [me](for) with [Dr Lee](doctor) [on Friday](when)>",
    )
    assert (first.doctors, first.people, first.when.date) == (
        ("Dr. Maya Rao",), (Person(None, "parent", "mum"),), date(2026, 6, 2),
    )  # fmt: skip
    assert (second.doctors, second.visit_types, second.when.date) == (
        ("Dr. Sam Lee",), ("Check-up",), date(2026, 6, 5),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "kinds"),
    [
        ("<want.book|[a check-up](visit) and [a jab](visit), [Tuesday](when)>", [("Check-up",), ("Vaccination",)]),
        ("<want.book|[a check-up](visit) or [a jab](visit), [Tuesday](when)>", [("Check-up", "Vaccination")]),
        ("<want.book|[a check-up](visit) and I'm [tired](reason)>", [("Check-up",)]),
    ],
)
def test_two_kinds_of_visit_are_two_visits(
    lexicon: Lexicon, now: datetime, marked: str, kinds: list[tuple[str, ...]]
) -> None:
    assert [one.visit_types for one in meant(lexicon, now, marked)] == kinds


@pytest.mark.parametrize(
    ("words", "either"),
    [("Dr Rao or Dr Lee", True), ("Dr Lee, I saw Dr Rao before", False), ("either Dr Lee or Dr Rao", True)],
)
def test_of_two_doctors_one_will_do_where_it_is_said_so(
    lexicon: Lexicon, now: datetime, words: str, either: bool
) -> None:
    assert Understander(lexicon).understand(words, asked="doctor", now=now).any_doctor is either


def test_a_day_that_is_told_once_is_that_of_both(lexicon: Lexicon, now: datetime) -> None:
    told = "<want.book|[Dr Rao](doctor) [in the morning](when)> and "
    first, second = meant(lexicon, now, told + "<want.book|[Dr Lee](doctor) [after lunch, Thursday](when)>")
    assert (first.doctors, second.doctors) == (("Dr. Maya Rao",), ("Dr. Sam Lee",))
    assert first.when.date == second.when.date == date(2026, 6, 4)
    assert first.when.times != second.when.times


@pytest.mark.parametrize(
    ("marked", "doctors", "other_field"),
    [
        ("<want.book|[the heart Smith](doctor) [at ten](when)>", ("Dr. Peter Smith",), None),
        ("<want.book|[Smith](doctor), [the dentist](specialty)>", ("Dr. Anna Smith",), None),
        ("<want.book|[Dr Smith](doctor) about [my toothache](reason)>", ("Dr. Anna Smith",), None),
        ("<want.book|[Dr Rao](doctor), your [heart doctor](specialty)>", ("Dr. Maya Rao",), "Cardiology"),
        ("<want.book|my dentist sent me to [Dr Rao](doctor)>", ("Dr. Maya Rao",), None),
        ("<want.book|jabs for [my son](for), [Anna Smith](name) [at ten](when)>", ("Dr. Anna Smith",), None),
    ],
)
def test_what_a_doctor_is_said_to_be_for(
    lexicon: Lexicon, now: datetime, marked: str, doctors: tuple[str, ...], other_field: str | None
) -> None:
    meaning = meant(lexicon, now, marked)[0]
    assert (meaning.doctors, meaning.other_field) == (doctors, other_field)
    assert all(person.name is None for person in meaning.people)


@pytest.mark.parametrize(
    ("marked", "kinds"),
    [
        ("<want.book|[to get jabbed](reason), [a booster](reason)>", ("Vaccination",)),
        ("<want.book|[check up](specialty) with [Dr Lee](doctor)>", ("Check-up",)),
        ("<want.book|[sore since the check](reason)>", ()),
        ("<want.book|[my girl](for) for her [MMR](name)>", ("Vaccination",)),
    ],
)
def test_what_was_taken_for_a_reason_may_be_the_kind_of_visit(
    lexicon: Lexicon, now: datetime, marked: str, kinds: tuple[str, ...]
) -> None:
    meaning = meant(lexicon, now, marked)[0]
    assert meaning.visit_types == kinds
    assert all(person.name is None for person in meaning.people)


@pytest.mark.parametrize(
    ("marked", "days", "not_days", "from_days"),
    [
        ("<want.book|[Dr Lee](doctor), any day but [Tuesday](when.not)>", [], [date(2026, 6, 2)], []),
        ("<want.book|[sore since Monday](when.other), [Dr Lee](doctor) [on Friday](when)>", [date(2026, 6, 5)], [], []),
        ("<want.move|[my Tuesday one](when.old) to [Friday](when)>", [date(2026, 6, 5)], [], [date(2026, 6, 2)]),
    ],
)
def test_days_by_what_they_are(
    lexicon: Lexicon, now: datetime, marked: str, days: list[date], not_days: list[date], from_days: list[date]
) -> None:
    when = meant(lexicon, now, marked, here=BOOKED)[0].when
    assert [one.first for one in when.days] == days
    assert [one.first for one in when.not_days] == not_days
    assert [one.first for one in when.from_days] == from_days
    assert when.time is None


def test_where_nothing_is_booked_a_time_is_a_wish(lexicon: Lexicon, now: datetime) -> None:
    (meaning,) = meant(lexicon, now, "<want.book|[the 4th at 10](when.old) please>")
    assert (meaning.when.date, meaning.when.time) == (date(2026, 6, 4), time(10))


@pytest.mark.parametrize(
    ("marked", "people"),
    [
        ("<answer.name|[Priya Nair](name)>, <constrain|it is for [me](for)>", (Person("Priya Nair", "self", "me"),)),
        ("<choose|for [me](for), Ada [Doyle](option)>", (Person("Ada Doyle", "self", "me"),)),
        (
            "<want.book|[Dr Lee](doctor) for [me](for)>, <want.book|[Effie Keane](doctor)>",
            (Person("Effie Keane", "self", "me"),),
        ),
        ("<want.book|for [me](for), [Roddy](name) Orrin>", (Person("Roddy Orrin", "self", "me"),)),
        ("<answer.name|just [meself](for), [Alfie Doyle](name)>", (Person("Alfie Doyle", "self", "meself"),)),
        ("<correct|[Aoife](name) not [Alfie](wrong), [Aoife Doyle](name)>", (Person("Aoife Doyle"),)),
    ],
)
def test_whom_an_answer_names(lexicon: Lexicon, now: datetime, marked: str, people: tuple[Person, ...]) -> None:
    assert meant(lexicon, now, marked, asked="patient")[0].people == people


def test_a_request_for_the_desk_says_what_for(lexicon: Lexicon, now: datetime) -> None:
    (meaning,) = meant(lexicon, now, "<beyond.prescription|I'm out of [my tablets](topic)>")
    assert (meaning.intent, meaning.request) == ("desk_request", "prescription")


def test_a_field_that_nobody_works_in_is_known_as_such(lexicon: Lexicon, now: datetime) -> None:
    (meaning,) = meant(lexicon, now, "<want.book|the [psychologist](specialty) [on Friday](when)>")
    assert (meaning.strange_specialty, meaning.when.days) == (
        "psychologist", (DayRange(date(2026, 6, 5), date(2026, 6, 5)),),
    )  # fmt: skip


def test_a_polite_great_before_a_question_books_nothing(lexicon: Lexicon, now: datetime) -> None:
    found = meant(lexicon, now, "<answer.yes|Great>, <ask.clinic|where do I [park](topic)>?", asked="confirmation")
    assert [one.intent for one in found] == ["clinic_info"]


def test_a_yes_that_is_taken_back_agrees_to_nothing(lexicon: Lexicon, now: datetime) -> None:
    marked = "<answer.yes|yes>, <answer.no|no>, <manage.never_mind|forget it>"
    assert all(one.intent != "affirm" for one in meant(lexicon, now, marked, asked="confirmation"))


plain = st.text(st.characters(exclude_characters=SEPARATOR), max_size=80)


@given(
    masked=plain,
    said=plain,
    here=st.builds(Situation, st.sampled_from(["slot", "-"]), st.integers(0, 2), st.integers(0, 2), st.just("book")),
)
def test_what_is_packed_comes_out_as_it_was(masked: str, said: str, here: Situation) -> None:
    assert unpack(pack(masked, said, here)) == (masked, said, here)


@st.composite
def any_acts(draw: st.DrawFn) -> tuple[str, tuple[Act, ...]]:
    """A text with acts anywhere in it, in order, as a reader gone mad might find them."""
    text = draw(st.text(min_size=1, max_size=60))
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    acts = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        roles = draw(st.lists(st.sampled_from(sorted(ROLES)), max_size=3))
        spans = tuple(Span(role, start, end) for role in roles)
        acts.append(Act(draw(st.sampled_from(sorted(KINDS))), start, end, spans, draw(st.floats(0, 1))))
    return text, tuple(acts)


@given(found=any_acts(), asked=st.sampled_from([None, "slot", "patient", "confirmation"]))
def test_whatever_is_read_is_understood_as_something(found: tuple[str, tuple[Act, ...]], asked: str | None) -> None:
    text, acts = found
    lexicon, now = LEXICON, datetime(2026, 6, 1, 9, tzinfo=LEXICON.timezone)
    meaning = Understander(lexicon, lambda _: Parse(RANKING, acts=acts)).understand(text, asked=asked, now=now)
    assert not meaning.degraded


def test_whoever_comes_after_one_is_not_oneself(lexicon: Lexicon, now: datetime) -> None:
    marked = (
        "<answer.yes|Yes please>, and <want.book|[my husband](for) after [me](for), [same doctor](same)>, "
        "<answer.name|he's [Tom Doyle](name)>"
    )
    agreed, further = meant(lexicon, now, marked, asked="confirmation")
    assert agreed.intent == "affirm"
    assert further.people == (Person("Tom Doyle", "partner", "husband"),)
    assert further.additional


def test_a_perfect_and_one_more_agrees_and_asks_for_more(lexicon: Lexicon, now: datetime) -> None:
    marked = "<answer.yes|perfect> <want.book|and can you do [my mum](for) too>"
    assert [one.intent for one in meant(lexicon, now, marked, asked="confirmation")] == ["affirm", "book_appointment"]


@pytest.mark.parametrize(
    ("marked", "asked", "intent"),
    [
        ("<answer.no|No.> <manage.no_consent|I won't have anything about me kept here>", "patient", "no_consent"),
        ("<manage.no_consent|you need not store my details>", None, "no_consent"),
        (
            "<answer.name|[Ada Byrne](name)> <manage.no_consent|but keep it to yourselves>",
            "patient",
            "book_appointment",
        ),
    ],
)
def test_who_will_not_be_kept_gives_no_name(now: datetime, marked: str, asked: str | None, intent: str) -> None:
    assert meant(LEXICON, now, marked, asked)[0].intent == intent


@pytest.mark.parametrize(("booked", "moves"), [(1, 1), (2, 2)])
def test_where_one_appointment_stands_all_moving_is_of_that_one(
    lexicon: Lexicon, now: datetime, booked: int, moves: int
) -> None:
    marked = "<want.move|not [Monday at 11](when.old)>, <want.move|[my Tuesday one](when.old) to [three](when)>"
    found = meant(lexicon, now, marked, here=Situation(booked=booked))
    assert [one.intent for one in found] == ["reschedule_appointment"] * moves
