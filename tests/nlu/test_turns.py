"""Annotated turns: the form in which they are written, and that all of ours are in it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from nlu.core.acts import KINDS, Act, Span
from nlu.training.turns import AnnotatedTurn, Malformed, main, read, turn

FILES = sorted((Path(__file__).resolve().parents[2] / "nlu/data/turns").glob("*.txt"))
ALONE = "# asked: - | offered: - | arranging: - | booked: - | said: -"


def turns() -> list[AnnotatedTurn]:
    found = [one for file in FILES for _, one in read(file.read_text(encoding="utf-8").splitlines())]
    return [one for one in found if isinstance(one, AnnotatedTurn)]


def test_a_message_is_read_with_its_situation() -> None:
    lines = [
        "# asked: slot | offered: Mon 8 Jun 10:20; Mon 8 Jun 11:00 | arranging: book Ann | booked: - | said: -",
        "ok <choose|[the later one](option)>, <ask.clinic|can i [park](topic)>?",
    ]
    [(line, found)] = read(lines)
    assert isinstance(found, AnnotatedTurn)
    assert (line, found.text) == (2, "ok the later one, can i park?")
    assert found.context["asked"] == "slot"
    assert found.acts == (
        Act("choose", 3, 16, (Span("option", 3, 16),)),
        Act("ask.clinic", 18, 28, (Span("topic", 24, 28),)),
    )
    assert [found.text[one.start : one.end] for act in found.acts for one in act.spans] == ["the later one", "park"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("hello", "no act is marked"),
        ("<want.fly|to the moon>", "no act want.fly"),
        ("<want.book|[monday](wen)>", "no role wen"),
        ("<want.book|[monday ](when)>", "begins or ends with a space"),
        ("<want.book|[monday](when)", "left open"),
        ("[monday](when) <want.book|please>", "outside an act"),
        ("<want.book|<constrain|monday>>", "left open"),
        ("<want.book|[mon[day](when)](when)>", "left open"),
    ],
)
def test_what_is_not_in_the_form_is_said(line: str, says: str) -> None:
    with pytest.raises(Malformed, match=re.escape(says)):
        turn(line, {})


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("# asked: lunch", "nothing is asked by the name"),
        ("# weather: rain", "a situation has"),
        ("hello", "no situation"),
    ],
)
def test_a_situation_is_checked(line: str, says: str) -> None:
    [(number, error)] = read([line])
    assert isinstance(error, Malformed)
    assert (number, says in str(error)) == (1, True)


def test_the_command_counts_and_names_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "some.txt"
    file.write_text(f"{ALONE}\n<social.greet|hi>\nwhat\n")
    assert main([str(file)]) == 1
    said = capsys.readouterr()
    assert said.out == "1 turns, 1 malformed lines\n"
    assert said.err == f"{file}:3: no act is marked\n"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_all_of_ours_are_in_the_form(file: Path) -> None:
    wrong = [
        f"{number}: {one}"
        for number, one in read(file.read_text(encoding="utf-8").splitlines())
        if isinstance(one, Malformed)
    ]
    assert wrong == []


def test_they_hold_every_kind_of_act_and_many_with_several() -> None:
    found = turns()
    counted = Counter(act.kind for one in found for act in one.acts)
    assert set(counted) == KINDS
    assert len(found) >= 12_000
    assert sum(len(one.acts) > 1 for one in found) >= 5_900
