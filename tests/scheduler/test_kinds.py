"""Kinds of message: one contract over all of them, a made-up one that is only its value, and nobody who lists them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.messages import Reply, Text
from bot.core.phrases import choice
from bot.outreach import kinds
from bot.outreach.channel_fallback import fall_back
from bot.outreach.kind import Kind, Planning, Saying
from bot.outreach.kinds import KINDS, PLANNED, kind_of
from bot.outreach.opening import open_question
from models.reminding import ReminderRules
from models.store import Store
from models.store.planned import Wanted
from models.views import Appointment, OutboundMessage, Planned
from models.words import Status
from tests.conftest import NOW, ROOT
from tests.scheduler.desk import Desk, june

SOURCES = [
    file
    for room in ("bot", "cli", "clinic", "models", "scheduler", "webhooks")
    for file in sorted((ROOT / room).rglob("*.py"))
    if "migrations" not in file.parts
]
KEYS = frozenset(kind.key for kind in KINDS)


def put(store: Store, kind: Kind, one: Appointment) -> OutboundMessage:
    """A message of that kind, with two answers, as somebody would put it."""
    talk = store.conversations.open("console", "john", NOW)
    answers = (choice("choice.book_again", "flow:book"), choice("choice.no_thanks", "keep"))
    words = Reply(parts=(Text(key="desk.words", params={"words": "Hello."}),), expects="confirmation", choices=answers)
    store.outbox.put(f"{kind.key}:1", talk.id, kind.key, words.model_dump_json(), NOW, appointment_id=one.id)
    message = store.outbox.get(f"{kind.key}:1")
    assert message is not None
    return message


def test_every_key_is_one_kinds() -> None:
    assert len(KEYS) == len(KINDS)
    assert all(kind_of(kind.key) is kind for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_kind_keeps_to_what_it_says_of_itself(desk: Desk, kind: Kind) -> None:
    one = desk.book(june(4, "15:40"))
    with desk.database.write() as store:
        number = store.people.address_for("sms", "+447700900123", NOW)
        store.people.heard_from(number.id, NOW)
        store.merging.merge(one.account_id, number.account_id, NOW, by="desk")
        message = put(store, kind, one)
        open_question(store, message, NOW)
        assert fall_back(store, message, NOW) is not kind.stays
    assert bool(desk.state().choices) is (kind.asks and kind.to == "patient")
    assert not (kind.needs_template and (kind.stays or kind.to == "asker"))
    assert not (kind.planning and kind.to != "patient"), "what is planned with an appointment is for its people"


@pytest.mark.parametrize("status", [Status.BOOKED, Status.COMPLETED, Status.NO_SHOW, Status.CANCELLED])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.planning], ids=lambda kind: kind.key)
def test_what_is_planned_is_of_use_when_it_is_due_and_can_be_said(desk: Desk, kind: Kind, status: Status) -> None:
    """Whatever becomes of the visit: what would be said of it by then is true, or waits."""
    assert kind.planning is not None
    one = replace(desk.book(june(4, "15:40")), status=status)
    now = NOW if status == Status.BOOKED else june(4, "16:30")
    with desk.database.write() as store:
        clinic = store.clinic.require()
        wanted = list(kind.planning.due(store, one, now))
        row = store.planned.of_appointment(one.id)[0]
    for each in wanted:
        assert now <= each.due_at < each.useful_until
        assert kind.planning.holds(one, clinic.reminders)
        said = kind.planning.say([replace(row, appointment=one)], Saying(clinic))
        assert said.parts
        assert bool(said.choices) is kind.asks


def follow_up(one_week: timedelta = timedelta(days=7)) -> Kind:
    """A kind that somebody adds: a week after the visit, how are they? It is no more than this value."""

    def due(store: Store, one: Appointment, now: datetime) -> Iterator[Wanted]:
        if one.status == Status.COMPLETED:
            yield Wanted("", one.ends_at + one_week, one.ends_at + 2 * one_week)

    def holds(one: Appointment, rules: ReminderRules) -> bool:
        return one.status == Status.COMPLETED

    def say(rows: Sequence[Planned], saying: Saying) -> Reply:
        return Reply(
            parts=(Text(key="desk.words", params={"words": "Better by now?"}),),
            expects="confirmation",
            choices=(choice("choice.no_thanks", "keep"), choice("choice.book_again", "flow:book")),
        )

    def ask_again(rows: Sequence[Planned]) -> None:
        return None

    return Kind("follow_up", asks=True, planning=Planning(due=due, holds=holds, say=say, ask_again=ask_again))


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Kind:
    """The clinic has such a kind."""
    kind = follow_up()
    assert kind.planning is not None
    monkeypatch.setitem(kinds._BY_KEY, kind.key, kind)
    monkeypatch.setitem(PLANNED, kind.key, kind.planning.due)  # type: ignore[arg-type]
    return kind


def test_a_kind_that_is_added_is_planned_released_sent_and_asked_by_its_value_alone(desk: Desk, known: Kind) -> None:
    one = desk.book(june(1, "15:40"), remind=True)
    desk.wait_until(june(1, "17:00"))
    desk.mark(one, Status.COMPLETED)
    assert desk.steps(one)["follow_up"] == "planned"
    desk.wait_until(june(2, "09:00"))  # the rating
    assert desk.wait_until(june(8, "16:30")) == ["Better by now?"]
    assert [each.value for each in desk.state().choices] == ["keep", "flow:book"]
    assert desk.steps(one)["follow_up"] == "released"


def test_a_kind_that_is_added_is_held_back_where_it_is_untrue(desk: Desk, known: Kind) -> None:
    one = desk.book(june(1, "15:40"))
    desk.wait_until(june(1, "17:00"))
    desk.mark(one, Status.COMPLETED)
    with desk.database.write() as store:
        store.bookings.reopen(one.id, june(1, "17:10"))
        store.bookings.set_status(one.id, Status.NO_SHOW, june(1, "17:10"))
    assert "Better by now?" not in desk.wait_until(june(8, "16:30"))
    assert desk.steps(one)["follow_up"] == "no_show"


def breaches(tree: ast.AST) -> Iterator[str]:
    """Where a kind is told by its name: compared, or written out where a message is put."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute) and node.left.attr == "kind":
            yield from (f"{node.lineno}: {word}" for each in node.comparators for word in _words(each) if word in KEYS)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "put":
            yield from (f"{node.lineno}: {word}" for each in node.args for word in _words(each) if word in KEYS)


def _words(node: ast.expr) -> Iterator[str]:
    each = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
    return (one.value for one in each if isinstance(one, ast.Constant) and isinstance(one.value, str))


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_nobody_tells_kinds_apart_by_name(file: Path) -> None:
    assert list(breaches(ast.parse(file.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "source",
    ["message.kind == 'reminder'", "row.kind in ('rating', 'x')", "store.outbox.put(key, there, 'desk', said, now)"],
)
def test_each_way_of_telling_them_apart_is_seen(source: str) -> None:
    assert len(list(breaches(ast.parse(source)))) == 1
