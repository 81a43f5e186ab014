"""Times by what the reader found their pieces to be: refused in their place, told beside what is wished."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from nlu.acts.details import Finder
from nlu.acts.reread import reread
from nlu.core.acts import Situation, Span
from nlu.core.lexicon import Lexicon
from tests.nlu.test_dates import words

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 6, 1, 9, tzinfo=LONDON)
FINDER = Finder(Lexicon((), (), LONDON, time(9), time(18), day_first=True))

MARKED = (
    ("in the first week of july, but not the 2nd", {"when.not": "the 2nd"}, "Wed 1 Jul..Tue 7 Jul; not Thu 2 Jul"),
    ("not on friday", {"when.not": "friday"}, "not Fri 5 Jun"),
    ("we sail on the 16th so before that", {"when.other": "the 16th"}, "Mon 1 Jun..Mon 15 Jun"),
    ("my course begins at 2", {"when.other": "2"}, "-14:00"),
    ("it began on friday", {"when.other": "friday"}, ""),
    ("my birthday is the 9th, can i come on tuesday", {"when.other": "the 9th"}, "Tue 2 Jun"),
)


@pytest.mark.parametrize(("text", "roles", "meant"), MARKED)
def test_a_piece_is_read_where_it_stands(text: str, roles: dict[str, str], meant: str) -> None:
    spans = [Span(role, text.index(piece), text.index(piece) + len(piece)) for role, piece in roles.items()]
    found = FINDER.find(text, "date", NOW)
    assert words(reread(FINDER, found, text, spans, Situation("date"), NOW).when) == meant


OF_SEVERAL = (
    ("move it to mon wait no tues", {"when": "mon", "when.old": "tues"}, "Tue 2 Jun"),
    ("prepone my appointment to monday", {"when.old": "monday"}, "Mon 1 Jun"),
    ("not that one, the wednesday one", {"option": "the wednesday one"}, ""),
)


@pytest.mark.parametrize(("text", "roles", "meant"), OF_SEVERAL)
def test_where_it_goes_is_told_from_which_it_is(text: str, roles: dict[str, str], meant: str) -> None:
    spans = [Span(role, text.index(piece), text.index(piece) + len(piece)) for role, piece in roles.items()]
    here = Situation("date", 4, 2, "move")
    assert words(reread(FINDER, FINDER.find(text, "date", NOW), text, spans, here, NOW).when) == meant


def test_whose_it_is_may_be_said_where_it_is_told() -> None:
    text = "cancel the children's appointments"
    spans = [Span("when.old", 7, 21)]
    read = reread(FINDER, FINDER.find(text, None, NOW), text, spans, Situation("-", 0, 3), NOW)
    assert [one.called for one in read.people] == ["children"]
