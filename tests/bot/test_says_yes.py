"""Nothing that cannot be taken back is done on a guess: it takes a yes, a tap, or the very thing said again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.core.commands import Book, Cancel, Confirm, Move
from bot.core.context import PatientFacts
from nlu.acts.client import Parse, RasaClient
from nlu.acts.understand import Understander
from nlu.core.lexicon import DoctorEntry, Lexicon
from nlu.core.meaning import When
from nlu.languages.en.agreement import leading
from tests.bot.paper import LEE, LONDON, RAO, Chat, PaperClinic, at, day
from tests.bot.practice import Practice, june, patients
from tests.bot.test_unasked import reminded

ROOT = Path(__file__).resolve().parents[2]
LEXICON = Lexicon(
    (DoctorEntry(RAO.name, RAO.specialty), DoctorEntry(LEE.name, LEE.specialty)),
    ("Consultation", "Vaccination"),
    LONDON,
    opens=time(9),
    closes=time(17),
)
JOHN = PatientFacts(1, "John Miller", "self")
THURSDAY = datetime(2026, 6, 4, 10, 0, tzinfo=LONDON)
BINDING = (Book, Move, Cancel, Confirm)


def to_book() -> Chat:
    """Asked whether to book Thursday at 10:20."""
    chat = Chat(PaperClinic(patients=(JOHN,), consented=True))
    return chat.says("book_appointment", doctors=(LEE.name,), when=_exactly("2026-06-04", "10:20"))


def to_cancel() -> Chat:
    """Asked whether to call Thursday at 10 off."""
    return _with_one().says("cancel_appointment")


def to_move() -> Chat:
    """Asked whether to move Thursday at 10 to Friday at 10:20."""
    return _with_one().says("reschedule_appointment", when=_exactly("2026-06-05", "10:20"))


def asked_to_come() -> Chat:
    """Reminded of Thursday at 10."""
    return reminded(THURSDAY)


PROPOSALS = [to_book, to_cancel, to_move, asked_to_come]

YES = [
    "yes", "y", "k", "ok", "yep", "aye", "bet", "go on then", "sounds good", "perfect", "that works", "si", "oui", "👍",
    "👌", "💯", "sure", "go ahead", "fine by me", "lock it in", "that's the one", "great, thanks", "ok then", "mhm",
    "we'd be happy with that", "that's fab thanks", "brill", "no problem", "lovely jubbly",
    "cool, see you then", "yeah no that's fine", "I don't see why not", "works well for me", "ta, that's grand",
]  # fmt: skip
NO_YES = [
    "are you sure", "are you sure?", "why", "why?", "how", "what", "who", "when", "where", "really", "really?", "huh",
    "hmm", "idk", "hang on", "hold on", "wait", "one sec", "give me a minute", "let me check", "let me think",
    "ok let me think", "sure, let me check my calendar first", "ok wait", "ok?", "sure?", "y?", "yes?", "ok why",
    "maybe", "not sure", "I need to ask my wife first", "is that ok?", "is that right", "yes and no", "yes or no?",
    "let's do that another time", "🤔", "😕", "🙄", "😂", "🤷", "❤️", "...", "?", "!", "&", "%", "lol", "omg", "meh",
    "brb", "blah", "asdfgh", "purple", "ok google set a timer", "confirm my flight to dublin", "take it easy",
    *"abcdefghijlmopqrstuvwxz",
]  # fmt: skip


@pytest.fixture(scope="module")
def understander(nlu_url: str) -> Understander:
    return Understander(LEXICON, RasaClient(nlu_url))


CREDULOUS = [
    Understander(LEXICON, lambda masked: Parse((("affirm", 1.0),))),
    Understander(LEXICON, lambda masked: Parse((("confirm_appointment", 1.0),))),
]
"""Understanding at its worst: its model takes everything for agreement."""


@pytest.mark.parametrize("text", YES)
def test_who_says_yes_is_understood(text: str, understander: Understander) -> None:
    for proposed in PROPOSALS:
        assert _done(proposed(), text, understander), f"{proposed.__name__}: {text}"


@pytest.mark.parametrize("text", NO_YES)
def test_what_is_no_yes_does_nothing_and_is_asked_again(text: str, understander: Understander) -> None:
    for proposed in PROPOSALS:
        for understanding in (understander, *CREDULOUS):
            chat = proposed()
            assert not _done(chat, text, understanding), f"{proposed.__name__}: {text}"
            assert chat.said
            assert not chat.said.startswith("All right")


@given(st.text(max_size=30))
def test_no_text_is_a_yes_because_a_model_thinks_so(text: str) -> None:
    agreed = any(one.understand(text, asked="confirmation", now=PaperClinic().now).confidence == 1 for one in CREDULOUS)
    for proposed in PROPOSALS:
        for understanding in CREDULOUS:
            assert not _done(proposed(), text, understanding) or agreed


def corpus() -> Iterator[tuple[str, str]]:
    """What people say that is no yes, out of our own examples: (intent, text)."""
    particulars = {"_when_": "on 30 June at 3pm", "_doctor_": "dr rao", "_name_": "Mia", "_specialty_": "dermatologist"}
    agreeing = {"affirm", "confirm_appointment", "thank", "goodbye", "running_late"}  # "great, thanks" says yes
    for file in sorted((ROOT / "nlu/data").glob("*.yml")):
        for group in yaml.safe_load(file.read_text())["nlu"]:
            for line in group["examples"].splitlines() if group["intent"] not in agreeing else ():
                text = line.removeprefix("- ")
                for token, words in particulars.items():
                    text = text.replace(token, words)
                yield group["intent"], text


def test_no_sentence_of_our_own_that_is_no_yes_is_taken_for_one(understander: Understander) -> None:
    """What has a word of agreement in it is left to Rasa, which has to see the other thing it is about."""
    taken = []
    for intent, text in corpus():
        for proposed, again in ((to_book, "book_appointment"), (to_cancel, "cancel_appointment")):
            begins_so = leading(text, "confirmation") or intent == again
            begins_so = begins_so or text.startswith("book me in")  # whatever with: nothing else is on the table
            if not begins_so and all(_done(proposed(), text, one) for one in (CREDULOUS[0], understander)):
                taken.append((proposed.__name__, intent, text))
    assert taken == []


@pytest.mark.parametrize(
    ("proposed", "again"),
    [
        (to_book, "book it"), (to_book, "10:20 please"), (to_book, "thursday at 10:20 works"), (to_book, "10:20 it is"),
        (to_cancel, "cancel it"), (to_cancel, "yes cancel it"), (to_cancel, "please cancel my appointment"),
        (to_move, "move it"), (to_move, "yes move it"), (to_move, "friday 10:20 please"),
    ],
)  # fmt: skip
def test_the_very_thing_said_again_is_a_yes(proposed: object, again: str, understander: Understander) -> None:
    chat = proposed()  # type: ignore[operator]
    assert _done(chat, again, understander)
    assert "Which" not in chat.said, "what was agreed to is not taken up a second time"


@pytest.mark.parametrize("text", ["is 10:20 free", "not 10:20", "10:20?", "what about 10:20", "yes cancel it"])
def test_a_time_in_doubt_is_not_taken(text: str, understander: Understander) -> None:
    assert not _done(to_book(), text, understander)


def test_a_question_about_the_proposal_is_answered(understander: Understander) -> None:
    now = PaperClinic().now
    asked = understander.understand("are you sure", asked="confirmation", now=now)
    chat = to_book().understood(asked)
    assert chat.said.startswith("That is how I have it, and nothing is booked until you say so. You with Dr Sam Lee")
    chat.understood(understander.understand("hang on", asked="confirmation", now=now))
    assert chat.said.startswith("Take your time: nothing is booked until you say so.")
    assert chat.understood(understander.understand("ok", asked="confirmation", now=now)).clinic.commands[-1:]
    assert any(isinstance(command, Book) for command in chat.clinic.commands)


@pytest.mark.parametrize(
    "words", ["why", "hmm", "are you sure", "do it later", "tell them what", "ok?", "block it?", "🤔"]
)
def test_a_doctor_who_does_not_say_yes_blocks_nothing(practice: Practice, words: str) -> None:
    patients(practice)
    free = practice.free(4)
    practice.says("lee", "off thursday")
    practice.says("lee", words)
    assert practice.free(4) == free


def test_who_is_offered_other_times_and_does_not_choose_keeps_the_old_one(practice: Practice) -> None:
    john, _ = patients(practice)
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    for words in ("why", "hmm", "🤔", "yes"):
        practice.says("john", words)
    assert practice.appointment(john).starts_at == june(4, "09:00")


def _done(chat: Chat, text: str, understander: Understander) -> bool:
    """Whether something that binds comes of a text."""
    chat.understood(understander.understand(text, asked="confirmation", now=chat.clinic.now))
    return any(isinstance(command, BINDING) for command in chat.clinic.commands)


def _exactly(date: str, clock: str) -> When:
    return When(days=day(date), times=at(clock))


def _with_one() -> Chat:
    clinic = PaperClinic(consented=True)
    clinic.have(JOHN, LEE.id, THURSDAY)
    return Chat(clinic)
