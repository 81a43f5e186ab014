"""The texts: complete in every language, spoken as people speak, and their wording kept in a golden file.

After a change on purpose, `python -m tests.bot.test_texts` writes the golden file anew; read the difference aloud.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import bot
from bot.core.messages import Clock, Day, Join, Moment, Text
from bot.texts import Speaker, catalogue, languages
from bot.texts.speaker import spoken_name

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 6, 1, 9, tzinfo=LONDON)
GOLDEN = Path(__file__).with_name("golden_en.txt")
COMPUTED = ("problem.", "notice.", "choice.time", "choice.change.", "format.", "request.", "topic.")
"""Keys with these beginnings are put together by code; flow tests render them."""
SAMPLES: dict[str, Text | Moment | Day | Clock | Join | str | int] = {
    "back": Moment(at=datetime(2026, 6, 5, 9, tzinfo=UTC)),
    "start": Moment(at=datetime(2026, 6, 4, 14, 40, tzinfo=UTC)),
    "asked": Moment(at=datetime(2026, 6, 4, 14, 40, tzinfo=UTC)),
    "clock": Moment(at=datetime(2026, 6, 4, 14, 40, tzinfo=UTC)),
    "day": Day(day=date(2026, 6, 4)),
    "first": Day(day=date(2026, 6, 8)),
    "last": Day(day=date(2026, 6, 14)),
    "end": Clock(time=time(16)),
    "opens": Clock(time=time(8)),
    "closes": Clock(time=time(18)),
    "doctor": "Dr. Maya Rao",
    "with": Text(key="with.doctor", params={"doctor": "Dr. Maya Rao"}),
    "for": Text(key="for.name", params={"name": "Mia"}),
    "who": "Mia",
    "name": "Mia",
    "called": "daughter",
    "count": 2,
    "window": "",
    "visit": Text(key="kind.said", params={"kind": "Vaccination"}),
    "wished": Text(key="when.on", params={"day": Day(day=date(2026, 6, 4)), "window": ""}),
    "lead": "",
    "clinic": "Riverside Clinic",
    "address": "1 Quay Street",
    "phone": "+44 20 7946 0000",
    "number": "999",
    "then": Text(key="then.day", params={"day": Day(day=date(2026, 6, 4)), "window": ""}),
    "kept": Text(key="appointment.yours", params={"doctor": "Dr. Lee", "start": Day(day=date(2026, 6, 4))}),
    "one": "Mia",
    "other": Text(key="several.called", params={"called": "dad"}),
    "wishes": Join(items=("Mia right after", "you on Thursday 4 June"), word="comma"),
    "named": Text(key="doctor.is_for", params={"doctor": "Dr. Maya Rao", "specialty": "Dermatology"}),
    "topic": Text(key="topic.parking"),
    "line": "116 123",
    "if_worse": Text(key="harm.if_worse", params={"number": "999"}),
    "them": "her",
    "kind": "Vaccination",
    "specialty": "Dermatology",
    "specialties": Join(items=("Dermatology", "General Practice"), word="and"),
    "words": "Parking is behind the building.",
    "directions": "Opposite the library.",
    "appointment": "you with Dr Lee, Thursday 4 June at 10:00",
    "old": "you with Dr Lee, Thursday 4 June at 10:00",
    "lines": "You with Dr Lee",
    "until": Moment(at=datetime(2026, 6, 4, 15, 40, tzinfo=UTC)),
    "head": "today, Thursday 4 June: 2 patients",
    "known": "new",
    "status": "not confirmed",
    "changes": "15:40 M. T. is new",
    "average": "4.5",
    "when": "tomorrow, Friday 5 June",
    "doctors": "Dr Lee, General Practice",
    "others": Join(items=("Dr. Maya Rao", "Dr. Tom Becker")),
    "place": "2nd floor, room 4",
    "days": "Monday to Friday 8:00 to 18:00",
    "stars": 4,
    "part": " in the afternoon",
    "arrival": Clock(time=time(10, 15)),
    "minutes": 30,
    "kinds": Join(items=("Consultation", "Vaccination"), word="and"),
    "times": Join(items=(Clock(time=time(9)), Clock(time=time(9, 40)))),
    "hours": Join(
        items=(Text(key="there.hours", params={"opens": Clock(time=time(9)), "closes": Clock(time=time(13))}),)
    ),
    "what": Text(key="profile.female"),
    "languages": Join(items=("English", "Hindi"), word="and"),
    "youngest": 6,
    "oldest": 16,
    "about": "Dr. Rao looks after skin.",
}


def speaker(territory: str = "GB", now: datetime = NOW) -> Speaker:
    return Speaker("en", territory, LONDON, now)


def used_keys() -> set[str]:
    """Every key that a text() or choice() call in the conversation names."""
    found = set()
    for file in Path(bot.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("text", "choice"):
                found |= set(_keys(node.args[0]))
    return found


def _keys(node: ast.expr) -> Iterator[str]:
    """The keys an argument can be: itself, or either end of a condition. What is put together elsewhere is COMPUTED."""
    if isinstance(node, ast.Constant):
        yield str(node.value)
    if isinstance(node, ast.IfExp):
        yield from _keys(node.body)
        yield from _keys(node.orelse)


def spoken() -> str:
    """Every text of the catalogue, each wording on its line."""
    lines = []
    for key in catalogue("en"):
        if key.startswith("format."):
            continue
        for again in range(len(catalogue("en").patterns(key))):
            params = {name: SAMPLES[name] for name in catalogue("en").placeholders(key)}
            if again and isinstance(params.get("count"), int):
                params["count"] = 1 if again == 1 else 5
            said = speaker().say(Text(key=key, params={"count": 2, **params}, again=again))
            lines.append(f"{key}: {said}")
    return "\n".join(lines) + "\n"


def test_every_text_that_is_used_exists() -> None:
    assert used_keys() - set(catalogue("en")) == set()


def test_every_text_that_exists_is_used() -> None:
    root = Path(bot.__file__).parent.parent
    files = (file for room in ("bot", "cli", "scheduler") for file in (root / room).rglob("*.py"))
    code = "".join(file.read_text(encoding="utf-8") for file in files)
    unused = {key for key in catalogue("en") if f'"{key}"' not in code and not key.startswith(COMPUTED)}
    assert unused == set()


@pytest.mark.parametrize("language", languages())
def test_every_language_is_complete(language: str) -> None:
    theirs, ours = catalogue(language), catalogue("en")
    assert set(theirs) == set(ours)
    assert {key: theirs.placeholders(key) for key in theirs} == {key: ours.placeholders(key) for key in ours}


def test_the_wording_is_the_one_that_was_read_aloud() -> None:
    assert spoken() == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", list(catalogue("en")))
def test_no_text_asks_for_a_word_the_phone_company_takes(key: str) -> None:
    """A lone CANCEL, END, QUIT, STOP, YES or START never reaches us as an answer on SMS."""
    for pattern in catalogue("en").patterns(key):
        words = {word.strip('."?!,') for word in pattern.split()}
        assert not words & {"CANCEL", "END", "QUIT", "STOP", "YES", "START", "Cancel", "Stop", "End", "Yes"}
        assert "!" not in pattern


@pytest.mark.parametrize(
    ("territory", "said"),
    [
        ("GB", "Thursday 4 June at 15:40"),
        ("US", "Thursday, June 4 at 3:40 pm"),
        ("AU", "Thursday 4 June at 3:40 pm"),
        ("XX", "Thursday 4 June at 3:40 pm"),
    ],
)
def test_dates_as_the_country_says_them(territory: str, said: str) -> None:
    assert speaker(territory).shown(SAMPLES["start"]) == said


@pytest.mark.parametrize(
    ("day", "style", "said"),
    [
        (date(2026, 6, 1), "", "today, Monday 1 June"),
        (date(2026, 6, 2), "", "tomorrow, Tuesday 2 June"),
        (date(2026, 6, 2), "short", "Tue 2 Jun"),
        (date(2026, 6, 3), "", "Wednesday 3 June"),
        (date(2027, 2, 3), "", "Wednesday 3 February 2027"),
        (date(2026, 6, 3), "weekday", "Wednesday"),
    ],
)
def test_days_as_people_say_them(day: date, style: str, said: str) -> None:
    assert speaker().shown(Day(day=day), style) == said


@pytest.mark.parametrize(
    ("name", "style", "said"),
    [
        ("Dr. Maya Rao", "", "Dr Maya Rao"),
        ("Dr. Maya Rao", "short", "Dr Rao"),
        ("4D Miracles", "short", "4D Miracles"),
        ("Dr. Johnson", "short", "Dr Johnson"),
        ("Aaron Tward, M.D.", "", "Aaron Tward, M.D."),
    ],
)
def test_names_as_people_say_them(name: str, style: str, said: str) -> None:
    assert spoken_name(name, style) == said


def test_a_missing_placeholder_is_an_error() -> None:
    with pytest.raises(KeyError):
        speaker().say(Text(key="book.done"))


def test_now_is_spoken_in_the_clinics_zone() -> None:
    late_in_utc = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)  # already Tuesday in London
    assert speaker(now=late_in_utc).shown(Day(day=date(2026, 6, 2))) == "today, Tuesday 2 June"


if __name__ == "__main__":
    GOLDEN.write_text(spoken(), encoding="utf-8")
    sys.stdout.write(spoken())
