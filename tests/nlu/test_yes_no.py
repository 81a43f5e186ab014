"""The yes or no an answer begins with, and what it goes on to say."""

import pytest

from nlu.languages.en.yes_no import takes_back, yes_no


@pytest.mark.parametrize(
    "said",
    [
        "yes", "YES!!!", "yes pls", "yess", "yesss", "ys", "yea", "yep", "yup", "y", "k", "ok", "okay",
        "okey", "sure", "sure thing",
        "of course", "absolutely", "correct", "go ahead", "book it", "book it please", "ok book it",
        "please do", "do it",
        "that works", "that works for me", "works for me", "sounds good", "looks great", "perfect",
        "great, thanks", "fine",
        "fine by me", "that's fine", "thats fine", "yep thats fine", "that would be great",
        "it's fine, book it please",
        "i'll take it", "i'd like that", "👍", "👍🏽", "✅", "yeah no that's fine", "no problem, book it",
        "not a problem", "please",
        "let's do that", "100 percent", "that suits my schedule", "works with my calendar",
        "ok great thanks", "Yes, that is correct.", "I am", "uh huh", "oh yes please",
    ],
)  # fmt: skip
def test_a_plain_yes(said: str) -> None:
    assert yes_no(said) == ("yes", "")


@pytest.mark.parametrize(
    "said",
    [
        "no", "No.", "nope", "nah", "n", "NOOO", "not today thx", "not at this time",
        "no thanks", "no thank you", "not really",
        "i don't think so", "I don’t think so",
        "of course not", "that's not right", "thats wrong", "that doesn't work",
        "that doesnt work for me", "i'd rather not",
        "nothing else thanks", "no no no", "yeah nah", "not now", "👎", "no i dont want that", "wrong", "no way",
    ],
)  # fmt: skip
def test_a_plain_no(said: str) -> None:
    assert yes_no(said) == ("no", "")


@pytest.mark.parametrize(
    ("said", "answer", "rest"),
    [
        ("sure, and one for my daughter", "yes", "and one for my daughter"),
        ("yes please! Oh and can you do Mark as well", "yes", "Oh and can you do Mark as well"),
        ("ok what about parking?", "yes", "what about parking?"),
        ("Perfect, where do I park?", "yes", "where do I park?"),
        ("no, make it friday", "no", "make it friday"),
        ("no 5pm", "no", "5pm"),
        ("no not monday", "no", "not monday"),
        ("nope, friday instead", "no", "friday instead"),
        ("No that's fine", "no", "that's fine"),
        ("not today, tomorrow", "no", "tomorrow"),
        ("That's good. Nothing else, bye.", "yes", "Nothing else, bye."),
        ("Yes. My name is Ömer", "yes", "My name is Ömer"),
    ],
)
def test_a_yes_or_no_with_more_to_say(said: str, answer: str, rest: str) -> None:
    assert yes_no(said) == (answer, rest)


@pytest.mark.parametrize(
    "said",
    [
        "", "maybe", "not sure", "yes and no", "yes no", "ok no", "yes but at 5",
        "yes, only if it is with Dr Lee", "good morning",
        "great job", "right after", "i am sick", "i would like to book", "it is for me", "noon", "nobody",
        "yesterday", "okra",
        "please cancel it", "book it for tuesday", "let's do it later on",
        "don't you have anything earlier", "never mind",
        "no. 3", "yes, wait, no", "Norman", "thursday", "what?",
    ],
)  # fmt: skip
def test_what_is_neither(said: str) -> None:
    assert yes_no(said) is None


@pytest.mark.parametrize(
    "said", ["yes please. But not just yet", "yes no", "ok, only if it is free", "sure, or maybe not"]
)
def test_a_yes_that_is_taken_back(said: str) -> None:
    assert takes_back(said)


@pytest.mark.parametrize("said", ["yes please", "no", "yeah no that's fine", "yes, nothing else", "maybe", ""])
def test_nothing_is_taken_back(said: str) -> None:
    assert not takes_back(said)
