"""`chat --jsonl` and `understand --jsonl`: an object a line in, an object a line out, for other programs."""

from __future__ import annotations

import json
import queue
import sys
import threading
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from bot.core.channel import Outgoing
from bot.core.clock import SettableClock, SystemClock
from bot.outreach.kinds import kind_of
from cli.console import Console
from models.errors import DocspotError
from nlu.acts.understand import Understander
from nlu.core.acts import Act
from nlu.core.meaning import Meaning, TimeRange

PARSES_AT_ONCE = 4
"""Rasa answers one after the other; a few under way keep it from waiting for us."""


def chat(console: Console, clock: SettableClock, zone: ZoneInfo, lines: Iterable[str], out: TextIO) -> None:
    """Exactly one line out for each line in. A line that cannot be used is answered with `error`."""
    for number, line in enumerate(lines, start=1):
        answer = _chat_line(console, clock, zone, line, number)
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        out.flush()


def _chat_line(console: Console, clock: SettableClock, zone: ZoneInfo, line: str, number: int) -> dict[str, Any]:
    try:
        said = json.loads(line)
        sender, text, choice = str(said["sender"]), str(said.get("text") or ""), said.get("choice")
        until = _local(said["at"], zone) if said.get("at") else None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        problem = f"line {number} needs an object with sender, and text or choice; at is YYYY-MM-DDTHH:MM"
        return {"error": f"{problem} ({type(error).__name__})", "replies": [], "unasked": []}
    try:
        unasked = console.advance(clock, until) if until else console.release()
        sent = console.write(sender, text=text, choice=None if choice is None else str(choice))
    except DocspotError as error:
        return {"sender": sender, "error": str(error), "replies": [], "unasked": []}
    replies = [message for address, message in sent if address == sender and kind_of(message.kind).to == "asker"]
    unasked += [one for one in sent if one[1] not in replies]
    return {
        "sender": sender,
        "at": clock.now().astimezone(zone).isoformat(),
        "replies": [reply(message) for message in replies],
        "unasked": [{"sender": address, **reply(message)} for address, message in unasked],
    }


def _local(text: str, zone: ZoneInfo) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=zone)


def reply(message: Outgoing) -> dict[str, Any]:
    """A message as other programs read it."""
    said: dict[str, Any] = {
        "text": message.text,
        "expects": message.expects,
        "choices": [
            {"label": option.label, "value": option.value} | ({"start": _minute(option.start)} if option.start else {})
            for option in message.options
        ],
    }
    if message.appointment is not None:
        proposal = message.appointment
        said["appointment"] = {
            "doctor": proposal.doctor,
            "start": _minute(proposal.start),
            "patient": proposal.patient,
            "visit_type": proposal.visit_type,
        }
    if message.booked is not None:
        said["booked"] = message.booked
    if message.cancelled is not None:
        said["cancelled"] = message.cancelled
    return said


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M}"


def understand(understander: Understander, zone: ZoneInfo, lines: Iterable[str], out: TextIO) -> None:
    """What each line would be understood as, in order, each answer as soon as those before it are out."""
    answers: queue.Queue[Future[dict[str, Any]] | None] = queue.Queue(maxsize=64)
    with ThreadPoolExecutor(PARSES_AT_ONCE) as pool:
        writer = threading.Thread(target=_write, args=(answers, out))
        writer.start()
        try:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    answers.put(pool.submit(_understand_line, understander, zone, line, number))
        finally:
            answers.put(None)
            writer.join()


def _write(answers: queue.Queue[Future[dict[str, Any]] | None], out: TextIO) -> None:
    while (answer := answers.get()) is not None:
        out.write(json.dumps(answer.result(), ensure_ascii=False) + "\n")
        out.flush()


def _understand_line(understander: Understander, zone: ZoneInfo, line: str, number: int) -> dict[str, Any]:
    try:
        said = json.loads(line)
        now = _local(said["now"], zone) if said.get("now") else SystemClock().now().astimezone(zone)
        meaning = understander.understand(str(said["text"]), asked=said.get("asked"), now=now)
        return {"id": said.get("id"), **told(meaning)}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return {"error": f"line {number} needs an object with id, text, asked and now ({type(error).__name__})"}


def told(meaning: Meaning) -> dict[str, Any]:
    """A meaning as other programs read it; absent details are left out. Of two wishes, `then` holds the second, and
    the details are those of both: "Yes. Does the psychologist take insurance?" speaks of a psychologist."""
    own: dict[str, Any] = {"intent": meaning.intent, "confidence": meaning.confidence}
    if meaning.acts:
        own["acts"] = [_act(act, meaning.text) for act in meaning.acts]
    if meaning.then is None:
        return own | _details(meaning)
    then = told(meaning.then)
    return _details(meaning.then) | own | _details(meaning) | {"then": then}


def _act(act: Act, text: str) -> dict[str, Any]:
    """An act with its words; `about` is what the act itself says of which appointment it is about."""
    about = act.texts(text, "when.old", "doctor.old", "for")
    spans = [{"role": span.role, "text": text[span.start : span.end]} for span in act.spans]
    return {"kind": act.kind, "about": list(about) or None, "spans": spans, "sure": act.sure}


def _details(meaning: Meaning) -> dict[str, Any]:
    when, window = meaning.when, meaning.when.times[0] if meaning.when.times else TimeRange(None, None)
    is_window = window.start != window.end
    named = [person.name for person in meaning.people if person.name]
    details = {
        "doctor": meaning.doctors[0] if len(meaning.doctors) == 1 else None,
        "specialty": meaning.specialties[0] if len(meaning.specialties) == 1 else None,
        "date": when.date.isoformat() if when.date else None,
        "time": f"{when.time:%H:%M}" if when.time else None,
        "after": f"{window.start:%H:%M}" if is_window and window.start else None,
        "before": f"{window.end:%H:%M}" if is_window and window.end else None,
        "patient": named[0] if named else None,
        "ambiguous": list(when.ambiguous) or (["doctor"] if len(meaning.doctors) > 1 else None),
    }
    return {name: value for name, value in details.items() if value is not None}


def stdin_lines() -> Iterable[str]:
    """Standard input line by line, as it comes; what is not UTF-8 is replaced, not refused."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    return iter(sys.stdin.readline, "")
