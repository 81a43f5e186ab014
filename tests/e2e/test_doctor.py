"""A doctor's morning through the command line: linked by the desk, told in the morning, ill, and what comes of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.standins.client import running

PROJECT = Path(__file__).parent.parent.parent
NOWHERE = "http://127.0.0.1:9"
"""Where no Rasa answers: taps, codes and all of a doctor's chat do without."""


class Clinic:
    """An installation of its own, used through processes."""

    def __init__(self, home: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DOCSPOT_")}
        self.environment = {**kept, "DOCSPOT_HOME": str(home), "DOCSPOT_NLU_URL": NOWHERE}
        self.run("clinic", "import", str(PROJECT / "demo" / "clinic.yml"))

    def run(self, *arguments: str) -> str:
        """A command; what it printed."""
        command = [sys.executable, str(PROJECT / "docspot.py"), *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


class Chat:
    """`docspot chat --jsonl`, line by line."""

    def __init__(self, clinic: Clinic) -> None:
        command = [sys.executable, str(PROJECT / "docspot.py"), "chat", "--jsonl"]
        self.process = subprocess.Popen(
            command, env=clinic.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def line(self, sender: str, text: str = "", *, at: str | None = None, choice: str | None = None) -> dict[str, Any]:
        """One line in; the line out."""
        said = {"sender": sender, "text": text} | ({"at": at} if at else {}) | ({"choice": choice} if choice else {})
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(said) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        assert self.process.wait(timeout=30) == 0


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)


@pytest.fixture
def chat(clinic: Clinic) -> Iterator[Chat]:
    opened = Chat(clinic)
    yield opened
    opened.close()


def book(chat: Chat, sender: str, name: str, day: str, clock: str, at: str) -> int:
    """A patient books with Dr Lee by taps and single words, as without Rasa they must."""
    chat.line(sender, at=at, choice="flow:book")
    reply = chat.line(sender, "Dr Lee")["replies"][-1]
    reply = chat.line(sender, f"{day} {clock}")["replies"][-1]
    if reply["expects"] == "patient":
        reply = chat.line(sender, f"me, {name}")["replies"][-1]
    assert reply["expects"] == "confirmation", reply
    return int(chat.line(sender, choice=reply["choices"][0]["value"])["replies"][-1]["booked"])


def test_a_doctor_falls_ill(clinic: Clinic, chat: Chat) -> None:
    printed = clinic.run("doctors", "link", "Lee")
    code = printed.split(": ")[-1].strip()
    welcome = chat.line("lee", code, at="2026-06-01T09:00")["replies"][0]
    assert welcome["text"].startswith("Welcome, Dr Sam Lee.")
    assert "That code is not good" in chat.line("mallory", code)["replies"][0]["text"]

    john = book(chat, "john", "John Miller", "2026-06-04", "09:00", "2026-06-01T09:10")
    anna = book(chat, "anna", "Anna Kaur", "2026-06-04", "16:00", "2026-06-01T09:20")

    morning = chat.line("lee", "im ill. off today", at="2026-06-04T07:10")
    agenda = [one for one in morning["unasked"] if one["sender"] == "lee"][-1]
    assert agenda["text"].split("\n")[:2] == [
        "Good morning, Dr Lee. Today, Thursday 4 June: 2 patients, first 09:00, last 16:00.",
        "09:00 J. M. · Consultation · new · not confirmed",
    ]
    assert "John" not in agenda["text"]
    assert "That touches 2 patients." in morning["replies"][0]["text"]
    assert chat.line("lee", "yes")["replies"][0]["text"].startswith("Done. Blocked: the rest of today")

    later = chat.line("john", "1", at="2026-06-04T08:10")
    offers = {one["sender"]: one for one in later["unasked"]}
    assert offers["john"]["text"].startswith(
        "Riverside Clinic: Dr Lee can't see you on Thu 4 Jun at 09:00, we are sorry."
    )
    assert [len(offers[one]["choices"]) for one in ("john", "anna")] == [4, 4]
    assert later["replies"][0]["booked"] == john
    assert later["replies"][0]["text"].startswith("Moved: you with Dr Sam Lee, tomorrow, Friday 5 June at 09:00.")

    report = chat.line("lee", "tomorrow", at="2026-06-04T09:00")
    assert [one["text"] for one in report["unasked"] if one["sender"] == "lee"] == [
        "How it stands with the rest of today, Thursday 4 June. One patient has another time.\n"
        "The desk is to call one:\nThu 4 Jun, 16:00 A. K."
    ]
    assert "09:00 J. M." in report["replies"][0]["text"]
    waiting = json.loads(clinic.run("handoff", "list", "--json"))
    assert [(one["address"], one["urgent"]) for one in waiting] == [("anna", True)]
    book_of = {one["id"]: one["start"][:16] for one in json.loads(clinic.run("appointments", "list", "--json"))}
    assert book_of == {john: "2026-06-05T09:00", anna: "2026-06-04T16:00"}


def test_with_telegram_the_code_is_a_link_too(clinic: Clinic) -> None:
    with running("telegram") as telegram:
        clinic.environment |= {"DOCSPOT_TELEGRAM_TOKEN": "42:token", "DOCSPOT_TELEGRAM_API_URL": telegram.url}
        said, link = clinic.run("doctors", "link", "Lee").splitlines()
    assert link == f"Or on Telegram: https://t.me/riverside_clinic_bot?start={said.split(': ')[-1]}"


def test_the_desk_links_lists_and_unlinks(clinic: Clinic) -> None:
    assert clinic.run("doctors", "link", "Lee", "--sender", "lee") == "Dr. Sam Lee now has the console chat lee.\n"
    listed = json.loads(clinic.run("doctors", "list", "--json"))
    assert listed[0] == {
        "doctor": "Dr. Sam Lee",
        "channel": "console",
        "sender": "lee",
        "left": False,
        "agenda": "07:00",
        "days": "booked",
    }
    assert clinic.run("doctors", "unlink", "Lee") == "Dr. Sam Lee has no chat any more.\n"
    assert clinic.run("doctors", "absences") == "Nobody is away.\n"
