"""Several people in one message: whose wish is whose, and who is one and the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from nlu.acts.client import Parse
from nlu.acts.several import in_a_row
from nlu.acts.understand import Understander
from nlu.acts.wishes import wishes
from nlu.core.acts import Situation
from nlu.core.lexicon import Lexicon
from nlu.core.meaning import DayRange, Meaning, Person, When
from nlu.languages.en.wishing import ADDITIONAL
from tests.nlu.test_wishes import meant, read

FRIDAY = date(2026, 6, 5)
ME = (Person(None, "self", "me"),)


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        # somebody told of twice is one
        (
            "<want.book|[Dr Lee](doctor) for [Tess](for) [Monday](when)>. <want.book|[Tess](for) is [hoarse](reason)>",
            1,
        ),
        (
            "<want.book|[my aunt Bea](for) on [Monday](when)>, <want.book|[Bea](for) wants [a check-up](visit)>",
            1,
        ),
        ("<want.book|[Tess](for) with [Dr Lee](doctor)> and <want.book|[Tess](for) with [Dr Rao](doctor)>", 2),
        ("<want.book|[Tess](for) at [9](when)> and <want.book|[Tess](for) again at [4](when)>", 2),
        # what is wrong with the writer is not what is wrong with whoever was told of before
        ("<want.book|[Nan](for) to [Dr Lee](doctor)>, <want.book|[my hip](reason) hurts>", 2),
        ("<want.book|[Nan](for) to [Dr Lee](doctor)>, <want.book|[her hip](reason) hurts>", 1),
        ("<want.book|[Nan](for) to [Dr Lee](doctor)>. <want.book|also my own [check-up](visit)>", 2),
        # whom it is for, and why, may be said after the rest
        ("<want.book|[Dr Lee](doctor) [Monday](when)>, <want.book|it's for [me](for), [my ears](reason) ring>", 1),
        ("<want.book|[Dr Lee](doctor) [Monday](when)>, <want.book|it's [Tess](for), she [coughs](reason)>", 1),
        ("<want.book|[Dr Lee](doctor) [Monday](when)>, <want.book|[Tess](for) needs [a jab](visit)>", 2),
        # who was only called a relation is named later, in words of their own
        (
            "<want.book|[my girl](for) to [Dr Lee](doctor) [Monday](when)>. <want.book|[Una](for) [is hoarse](reason)>",
            1,
        ),
        ("<want.book|[my girl](for) [Monday](when)>. <want.book|[Una](for) [Friday](when)>", 2),
        ("<want.book|[my girl](for) [Monday](when)> and <want.book|[Una](for) has [a rash](reason)>", 2),
        ("<want.book|for [gran and dad](for)>, <want.book|[both](for) [a check-up](visit)>", 1),
        # three of equal weight are three; whoever heads a list of them is no fourth
        ("<want.book|[dad](for) [at 9](when), [me](for) [at 10](when)>, <want.book|[Tess](for) [at 11](when)>", 3),
        ("<want.book|[all three](for)>, <want.book|[Ann](for) [at 9](when)>, <want.book|[Tim](for) [at 10](when)>", 2),
    ],
)
def test_how_many_visits_are_wanted(marked: str, wanted: int) -> None:
    text, acts = read(marked)
    assert len(wishes(acts, text)) == wanted


@pytest.mark.parametrize(
    ("marked", "people"),
    [
        (
            "<want.book|[Dr Lee](doctor) [at 9](when)>, <want.book|[my brother](for) [Dr Rao](doctor) [at 2](when)>",
            [ME, (Person(None, "other", "brother"),)],
        ),
        (
            "<want.book|[Nan](for) to [Dr Lee](doctor)>, <want.book|[my hip](reason) hurts>",
            [(Person(None, "other", "nan"),), ME],
        ),
        (
            "<want.book|[Dr Lee](doctor) [at 9](when)>, <want.book|[Dr Rao](doctor) [at 2](when)>, "
            "<constrain|[both](count) for [me](for)>",
            [ME, ME],
        ),
        (
            "<want.book|[me](for) at [10](when) and [12](when) for [my wife](for)>",
            [(*ME, Person(None, "partner", "wife"))],
        ),
        ("<want.book|[Dr Lee](doctor) for [me](for), [Ivo Lund](for)>", [(Person("Ivo Lund", "self", "me"),)]),
        (
            "<want.book|[my daughter](for) has [a sore ear](reason), [Mia](for) is 7>",
            [(Person("Mia", "child", "daughter"),)],
        ),
        (
            "<want.book|[my daughter](for) and [Mia](for) for [Dr Lee](doctor)>",
            [(Person(None, "child", "daughter"), Person("Mia"))],
        ),
        (
            "<want.book|[my twins](for) to [Dr Lee](doctor)>. <constrain|[Una](for) is 4 and Neil is 4 too>",
            [(Person("Una", "child", "twins"), Person("Neil", "child", "twins"))],
        ),
        (
            "<want.book|[my wife Ada, and our sons Max and Neil](for) to [Dr Lee](doctor)>",
            [(Person("Ada", "partner", "wife"), Person("Max", "child", "sons"), Person("Neil", "child", "sons"))],
        ),
        (
            "<want.book|[gran and dad](for) to [Dr Lee](doctor)>. <constrain|[Gran's Ada and dad's Max](for)>",
            [(Person("Ada", "other", "gran"), Person("Max", "parent", "dad"))],
        ),
        (
            "<want.book|[Max](for) to [Dr Lee](doctor)> <want.book|and [his brother](for) too>",
            [(Person("Max"), Person(None, "other", "brother"))],
        ),
        (
            "<want.book|[my mum Ada](for) to [Dr Lee](doctor)> <want.book|and so does [my dad](for)>",
            [(Person("Ada", "parent", "mum"), Person(None, "parent", "dad"))],
        ),
        (
            "<want.book|[Ada Moss](for) and [Max Moss](for) to [Dr Lee](doctor), [Monday](when)>, "
            "<want.book|and [Max](for) [Friday](when)>",
            [(Person("Ada Moss"),), (Person("Max Moss"),)],
        ),
        ("<want.book|to [Dr Lee, Max](doctor) [Monday](when)>", [(Person("Max"),)]),
        ("<choose|[Ada](option), [Max](for) and [Una](for)>", [(Person("Ada"), Person("Max"), Person("Una"))]),
        ("<want.book|[my 2 girls](for) to [Dr Lee](doctor)>", [(Person(None, "child", "girls"),)]),
        ("<want.book|[our wee man](for) to [Dr Lee](doctor)>", [(Person(None, None, "wee man"),)]),
        ("<want.book|[my boss](for) to [Dr Lee](doctor)>", [(Person(None, None, "boss"),)]),
        ("<want.book|[little Tess](for) to [Dr Lee](doctor)>", [(Person("Tess"),)]),
        ("<want.book|[my two boys](for) to [Dr Lee](doctor)>", [(Person(None, "child", "boys"),)]),
        ("<want.book|[my eldest](for) to [Dr Lee](doctor)>", [(Person(None, "child", "eldest"),)]),
    ],
)
def test_whom_each_visit_is_for(lexicon: Lexicon, now: datetime, marked: str, people: list[tuple[Person, ...]]) -> None:
    assert [one.people for one in meant(lexicon, now, marked)] == people


@pytest.mark.parametrize(
    ("marked", "clock"),
    [
        ("<want.book|[Dr Lee](doctor) [on Monday 11](when) for [me](for)>", time(11)),
        ("<want.book|[Dr Lee](doctor) [Friday](when) [3](when) for [me](for)>", time(15)),
        ("<want.book|[Dr Lee](doctor) [on the 11](when) for [me](for)>", None),
        ("<want.book|[Dr Lee](doctor) [june 11](when) for [me](for)>", None),
    ],
)
def test_a_number_that_says_when_is_an_hour_unless_it_is_a_day(
    lexicon: Lexicon, now: datetime, marked: str, clock: time | None
) -> None:
    assert meant(lexicon, now, marked)[0].when.time == clock


@pytest.mark.parametrize(
    ("marked", "kinds", "doctors"),
    [
        # who is only named besides wants the same
        (
            "<want.book|[a check-up](visit) with [Dr Rao](doctor) for [Max](for) [Monday](when)>, "
            "<want.book|and [Una](for) [Friday](when)>",
            ["Check-up", "Check-up"],
            ["Dr. Maya Rao", "Dr. Maya Rao"],
        ),
        # and what is said last of nobody is said of each
        (
            "<want.book|[a check-up](visit) for [Max](for)> and <want.book|[Una](for) needs [her ears](reason) seen>, "
            "<constrain|[Friday](when) with [Dr Rao](doctor)>",
            ["Check-up", None],
            ["Dr. Maya Rao", "Dr. Maya Rao"],
        ),
    ],
)
def test_each_has_a_kind_and_a_doctor(
    lexicon: Lexicon, now: datetime, marked: str, kinds: list[str | None], doctors: list[str]
) -> None:
    found = meant(lexicon, now, marked)
    assert [next(iter(one.visit_types), None) for one in found] == kinds
    assert [one.doctors[0] for one in found] == doctors


def test_what_is_hardly_read_as_a_wish_is_one_where_it_says_for_whom_and_with_whom(
    lexicon: Lexicon, now: datetime
) -> None:
    text, acts = read(
        "<want.book|[Dr Rao](doctor) for [Max](for) [Monday](when)>, <want.book|and [me](for) with [Dr Lee](doctor)>"
    )
    unsure = (acts[0], replace(acts[1], sure=0.4))
    understander = Understander(lexicon, lambda _: Parse((("book_appointment", 0.9),), acts=unsure))
    found = understander.understand(text, asked=None, now=now)
    assert (found.people, found.doctors) == ((Person("Max"),), ("Dr. Maya Rao",))
    assert found.then is not None
    assert (found.then.people, found.then.doctors) == (ME, ("Dr. Sam Lee",))


def test_each_of_two_bare_hours_is_one(lexicon: Lexicon, now: datetime) -> None:
    marked = "<want.book|[Dr Lee](doctor) [fri](when) [9](when) for [Ada](for) and [10](when) for [Max](for)>"
    (meaning,) = meant(lexicon, now, marked)
    assert [one.start for one in meaning.when.times] == [time(9), time(10)]


def test_me_with_a_name_told_later_is_a_patient(lexicon: Lexicon, now: datetime) -> None:
    marked = "<want.book|[Max and me](for) to [Dr Lee](doctor)>, <social.chat|I'm Sara>"
    assert meant(lexicon, now, marked)[0].people[1] == Person("Sara", "self", "me")


def test_a_name_before_a_time_on_offer_is_whom_it_is_for(lexicon: Lexicon, now: datetime) -> None:
    here = Situation("slot", 5, 0, "book")
    found = meant(lexicon, now, "<choose|[Max at 9](option)> and <choose|[Una at 10](option)>", asked="slot", here=here)
    assert [(one.people, one.when.time) for one in found] == [((Person("Max"),), time(9)), ((Person("Una"),), time(10))]


YES, BOOK, TAKES = "affirm", "book_appointment", "inform"


@pytest.mark.parametrize(
    ("asked", "marked", "intents"),
    [
        ("confirmation", "<answer.yes|that's fine>, <want.book|squeeze [my wife](for) in after>", [YES, BOOK]),
        ("confirmation", "<answer.yes|right>, and <want.book|could [his sister](for) have [11](when)>", [YES, BOOK]),
        ("confirmation", "<answer.yes|yes>, <want.book|it is for [my wife](for)>", [YES]),
        ("slot", "<choose|[the first](option)>, <want.book|and one for [Tess](for) [after me](when)>", [TAKES, BOOK]),
        ("slot", "<choose|[9:40](option)>, <choose|and [10:20](option) for [my son](for)>", [TAKES, BOOK]),
    ],
)
def test_one_more_beside_an_answer_is_a_wish_of_its_own(
    lexicon: Lexicon, now: datetime, asked: str, marked: str, intents: list[str]
) -> None:
    assert [one.intent for one in meant(lexicon, now, marked, asked=asked)] == intents


@pytest.mark.parametrize(
    ("text", "more"), [("one for Tess too", True), ("me too at 4", True), ("9 is too early", False)]
)
def test_too_much_is_not_one_more(text: str, more: bool) -> None:
    assert bool(ADDITIONAL.search(text)) == more


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (Meaning("no", "deny"), Meaning("no more visits", "book_appointment")),
        (Meaning("no", "deny"), Meaning("nothing to cancel", "cancel_appointment")),
    ],
)
def test_a_no_is_followed_by_no_wish_of_which_nothing_is_told(first: Meaning, then: Meaning) -> None:
    assert in_a_row(f"{first.text}, {then.text}", "date", [first, then]) == replace(first, by_rasa=True)
    friday = replace(then, when=When(days=(DayRange(FRIDAY, FRIDAY),)))
    assert in_a_row(f"{first.text}, {then.text} friday", "date", [first, friday]) == replace(
        first, by_rasa=True, then=replace(friday, by_rasa=True)
    )
