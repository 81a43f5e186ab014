"""Whole conversations about time, over the real program: `docspot chat --jsonl` with a clock that is moved.

Rasa is not there in these: what is said is a number, a button, or plain enough for the rules that carry on without it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
NOBODY = "http://127.0.0.1:9"  # the discard port: nobody answers there


class Phone:
    """Somebody's phone, and what the clinic writes to it."""

    def __init__(self, home: Path) -> None:
        settings = {"DOCSPOT_HOME": str(home), "DOCSPOT_NLU_URL": NOBODY}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DOCSPOT_")}
        self.environment = {**kept, **settings}
        command = [sys.executable, str(ROOT / "docspot.py"), "chat", "--jsonl"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=self.environment, cwd=ROOT)
        self.replies: list[dict[str, Any]] = []
        self.unasked: list[dict[str, Any]] = []

    def says(self, text: str = "", *, at: str | None = None, tap: str | None = None) -> str:
        """Write something, at that time; the clinic's answer. `tap` is the label of a button of the last message."""
        line: dict[str, Any] = {"sender": "john", "at": at} if at else {"sender": "john"}
        if tap is None:
            line["text"] = text
        else:
            offered = [*(self.unasked + self.replies)[-1:], *self.replies[-1:], *self.unasked[-1:]]
            line["choice"] = next(c["value"] for reply in offered for c in reply["choices"] if c["label"] == tap)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(line) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "error" not in answer
        self.replies, self.unasked = answer["replies"], answer["unasked"]
        return " ".join(reply["text"] for reply in self.replies)

    @property
    def told(self) -> list[str]:
        """What was said unasked before the last answer."""
        return [reply["text"] for reply in self.unasked]

    def books(self, start: str, at: str) -> str:
        """John Miller books with Dr Lee; the clinic's confirmation."""
        self.says(f"book Dr Lee on {start} for me, John Miller", at=at)
        return self.says(tap="Book it")

    def runs(self, *arguments: str) -> str:
        """Another command of the program, as the front desk types it."""
        command = [sys.executable, str(ROOT / "docspot.py"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment, cwd=ROOT, check=True)
        return done.stdout

    def close(self) -> None:
        """End of input ends the program."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        assert self.process.wait() == 0


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[Phone]:
    found = Phone(tmp_path)
    yield found
    found.close()


def test_from_booking_to_rating(phone: Phone) -> None:
    booked = phone.books("Thursday 4 June at 10:00", at="2026-05-29T12:00")
    assert "Thursday 4 June at 10:00. I'll remind you on Monday and on Wednesday." in booked

    said = phone.says("running 15 late sorry", at="2026-06-01T12:00")
    assert phone.told == ["Riverside Clinic: John, you have an appointment on Thu 4 Jun at 10:00 with Dr Lee."]
    assert said == "Your appointment is on Thu 4 Jun at 10:00. Will you be late then?"
    assert phone.says("3") == "All right. I'm here when you need something."

    said = phone.says("1", at="2026-06-03T12:00")
    assert len(phone.told) == 1
    assert said == "Thank you, that's confirmed: you with Dr Sam Lee, tomorrow, Thursday 4 June at 10:00."

    said = phone.says("running 15 late sorry", at="2026-06-04T09:50")
    assert said == "Thanks for telling us. The front desk knows you'll be there about 10:15."

    said = phone.says("2", at="2026-06-04T13:00")
    assert phone.told == ["Riverside Clinic: how was your visit with Dr Lee today? From 1, poor, to 5, very good."]
    assert said.startswith("I'm sorry it wasn't better. Would you like to tell us what went wrong?")
    assert phone.says("the wait was long and nobody told me why") == "Thank you, I've passed that on."
    assert "Dr. Sam Lee" in phone.runs("ratings")
    waiting = json.loads(phone.runs("handoff", "list", "--json"))
    assert {row["reason"] for row in waiting} >= {"was not content with a visit", "will be late for an appointment"}


def test_a_number_is_a_rating_only_where_one_was_asked(phone: Phone) -> None:
    phone.books("Thursday 4 June at 10:00", at="2026-06-03T12:00")
    assert "rate" not in phone.says("4", at="2026-06-04T09:00")
    assert phone.says("4", at="2026-06-04T13:00").startswith("Thank you, that's 4 of 5.")
    phone.says(tap="No, thank you")
    assert "4 of 5" not in phone.says("4")


def test_moving_from_the_reminder(phone: Phone) -> None:
    phone.books("Thursday 4 June at 10:00", at="2026-06-01T09:00")
    phone.says("2", at="2026-06-01T12:00")
    assert phone.replies[0]["expects"] in ("date", "slot")
    phone.says("Friday 5 June at 11:40")
    moved = phone.says("1")
    assert "Friday 5 June at 11:40. I'll remind you tomorrow and on Thursday." in moved
    phone.says("hello", at="2026-06-05T09:00")
    assert phone.told == ["Riverside Clinic: John, you have an appointment on Fri 5 Jun at 11:40 with Dr Lee."] * 2


def test_who_cannot_come_is_offered_another_time(phone: Phone) -> None:
    phone.books("Thursday 4 June at 10:00", at="2026-06-01T09:00")
    phone.says("3", at="2026-06-01T12:00")
    assert phone.replies[0]["expects"] == "confirmation"
    cancelled = phone.says("1")
    assert cancelled.startswith("Cancelled:")
    assert [choice["value"] for choice in phone.replies[0]["choices"]] == ["flow:book"]
    phone.says("hello", at="2026-06-06T09:00")
    assert phone.told == []


def test_a_clock_that_jumps_past_the_appointment(phone: Phone) -> None:
    phone.books("Thursday 4 June at 10:00", at="2026-06-01T09:00")
    phone.says("hello", at="2026-06-05T12:00")
    assert ["how was your visit" in text for text in phone.told] == [True]


def test_no_reminders_means_none(phone: Phone) -> None:
    phone.says("book Dr Lee on Thursday 4 June at 10:00 for me, John Miller", at="2026-06-01T09:00")
    assert "remind" not in phone.says(tap="Book it, no reminders")
    phone.says("hello", at="2026-06-06T12:00")
    assert phone.told == []
