"""What is read after an alarm, and who is in danger."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.acts.alarming import SOON_FROM
from nlu.acts.client import Alarm, Parse
from nlu.acts.understand import Understander
from nlu.core.errors import NluUnavailable
from nlu.core.lexicon import Lexicon
from nlu.languages.en.red_flags import aftermath, danger_in, endangered, is_child

SAID = {
    "called": [
        "calling now", "ambulance is on its way", "i called them", "my neighbour called an ambulance",
        "my wife rang 999",
        "i'm on the phone to them", "help is coming", "we're driving to the hospital", "ok ill ring them",
        "they are on their way", "on hold with 999", "taking him to a&e",
    ],
    "arrived": ["they are here now", "the paramedics have arrived", "were at a&e now", "the ambulance is here",
        "the ambulance took her", "they have taken mum to hospital"],
    "refused": [
        "im not ringing 999, leave me be", "i dont want an ambulance", "I won't call", "i cant afford an ambulance",
        "no ambulance please", "leave me be", "i dont need help", "i'd rather not call anyone",
    ],
    "over": ["false alarm sorry", "it was a joke", "just kidding", "sorry didnt mean it", "its not an emergency"],
    "well": ["hes ok now", "im fine", "we are all ok", "she's feeling a lot better", "she is fine now, thanks",
        "ambulance came, she's ok"],
    None: [
        "hes still bleeding", "its getting worse what do i do", "no", "ok will do", "he woke up and is talking now",
        "nobody can help me", "my phone is dead i cant call", "the ambulance isn't here yet", "no ambulance is coming",
        "i havent called yet", "no one is coming", "this is not a joke", "he is not ok", "are you ok?", "nothing is ok",
        "im better off dead", "call an ambulance", "called 999 but they dont come", "i tried calling, nobody answers",
        "should i be calling 999?", "im ok but he is still unconscious", "thursday at 10", "i will never be ok",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("told", "words"), [(told, words) for told, all_ in SAID.items() for words in all_])
def test_plain_words_tell_how_it_goes_on(told: str | None, words: str) -> None:
    assert aftermath(words) == told


@pytest.mark.parametrize(
    ("words", "relation", "them"),
    [
        ("my husband has chest pain", "partner", "him"),
        ("hes not breathing", "other", "him"),
        ("our baby is limp", "child", "them"),
        ("my mum collapsed", "parent", "her"),
        ("i think my son is choking", "child", "him"),
        ("someone collapsed in your waiting room", "other", "them"),
        ("i cant wake my daughter up", "child", "her"),
        ("chest pain", None, None),
        ("i want to die, he left me", None, None),
        ("my wife hit me and im bleeding", None, None),
        ("mummy wont wake up i shook her. i am 7", "parent", "her"),
    ],
)
def test_who_is_in_danger(words: str, relation: str | None, them: str | None) -> None:
    assert endangered(words) == (relation, them)


@pytest.mark.parametrize(
    ("words", "child"),
    [
        ("mummy wont wake up. i am 7", True), ("im 12 and i want to die", True), ("I'm nine, please help", True),
        ("he fell, i'm in year 4", True), ("im 12 weeks pregnant and bleeding", False), ("i'm 45", False),
        ("my son is 7", False), ("im 10 minutes away", False), ("i am 5 cm dilated", False),
    ],
)  # fmt: skip
def test_whether_a_child_writes(words: str, child: bool) -> None:
    assert is_child(words) is child


@pytest.mark.parametrize(
    ("words", "danger"),
    [
        ("i want to die", "harm"),
        ("i want to kill myself. i took all my pills, 40 tablets", "now"),
        ("he isnt breathing", "now"),
        ("thursday would be fine", None),
    ],
)
def test_which_kind_of_danger_the_lists_tell(words: str, danger: str | None) -> None:
    assert danger_in(words) == danger


@pytest.mark.parametrize(
    ("shares", "danger", "soon"),
    [
        (Alarm(now=0.9), "now", False),
        (Alarm(harm=0.7, now=0.1), "harm", False),
        (Alarm(soon=SOON_FROM), None, True),
        (Alarm(soon=SOON_FROM - 0.1), None, False),
        (Alarm(now=0.5, soon=0.4), None, False),
    ],
)
def test_what_the_model_makes_of_it(
    shares: Alarm, danger: str | None, soon: bool, lexicon: Lexicon, now: datetime
) -> None:
    understood = Understander(lexicon, lambda text: Parse((("out_of_scope", 0.9),), shares))
    meaning = understood.understand("something is the matter", asked=None, now=now)
    assert (meaning.danger, meaning.soon) == (danger, soon)


def test_without_rasa_the_lists_tell_what_kind_it_is(lexicon: Lexicon, now: datetime) -> None:
    def away(text: str) -> Parse:
        raise NluUnavailable("away")

    understood = Understander(lexicon, away)
    assert understood.understand("i want to die", asked=None, now=now).danger == "harm"
    assert understood.understand("he isnt breathing", asked=None, now=now).danger == "now"


@given(st.text(max_size=200))
def test_no_text_is_too_odd(words: str) -> None:
    aftermath(words)
    assert endangered(words).relation is None or endangered(words).them
