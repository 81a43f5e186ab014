"""Which line of a list was meant."""

import pytest

from nlu.languages.en.choices import leading_line, pick, pick_any, says_all


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("2", 2), ("2)", 2), ("(3)", 3), ("2.", 2), ("#2", 2), ("10", 10), ("three", 3), ("no. 3", 3), ("1️⃣", 1),
        ("number two", 2), ("option 3 pls", 3), ("Option 3, please", 3), ("the second one", 2),
        ("second one, for Mia", 2),
        ("the 2nd pls", 2), ("first", 1), ("FIRST ONE!", 1), ("the third slot", 3), ("the top one", 1),
        ("last one", -1),
        ("the last one works", -1), ("the bottom one is fine", -1), ("i'll take the second one please", 2),
        ("can i have the third slot", 3), ("ok let’s go with 2", 2), ("yes, number 4 thanks", 4), ("ill take 2", 2),
        ("the fourth one would be great for my mum", 4),
    ],
)  # fmt: skip
def test_a_line_of_the_list_is_chosen(said: str, line: int) -> None:
    assert pick(said) == line


@pytest.mark.parametrize(
    "said",
    [
        "2 kids", "at 5", "5pm", "2 pm", "15:40", "3.40", "option 2pm", "0", "", "the first available",
        "my last one was awful",
        "not the second one", "please book one", "i think that's the one", "what's the last one?",
        "Thursday", "the 2nd of june",
        "1 or 2", "the first one you have", "either", "0123456789", "2" * 500, "one for my son and one for me",
    ],
)  # fmt: skip
def test_a_number_that_chooses_nothing(said: str) -> None:
    assert pick(said) is None


@pytest.mark.parametrize(
    "said", ["whichever", "any of them", "You choose!", "i don't mind which one", "whichever is soonest", "ok any pls"]
)
def test_leaving_it_open_takes_the_first(said: str) -> None:
    assert pick_any(said) == 1


@pytest.mark.parametrize("said", ["any time", "anyone", "any other day", "none", "whatever happened to dr lee", ""])
def test_this_chooses_no_line(said: str) -> None:
    assert pick_any(said) is None


@pytest.mark.parametrize(
    ("said", "many"),
    [
        ("all three pls", 3), ("all 3", 3), ("the four of us", 4), ("neither of us is coming", 2), ("the pair", 2),
        ("whatever we've got", 5), ("whatever i have", 1),
    ],
)  # fmt: skip
def test_all_of_so_many(said: str, many: int) -> None:
    assert says_all(said, many)


@pytest.mark.parametrize(("said", "many"), [("all three", 2), ("the 3 o'clock", 3), ("the three", 3), ("both", 3)])
def test_not_all_of_so_many(said: str, many: int) -> None:
    assert not says_all(said, many)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("1 and that's for me, Callum Rose", 1), ("2, and it's for Ben", 2), ("3. thanks", 3), ("2 and 3", None),
        ("10 and not later", None), ("2 pm", None), ("1, 2", None), ("3", None),
    ],
)  # fmt: skip
def test_a_line_may_be_taken_before_more_is_said(said: str, line: int | None) -> None:
    assert (found[0] if (found := leading_line(said)) else None) == line
