"""What every channel keeps, whatever provider is behind it: sending, asking, each way to fail, and what it declares."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.channel import Attachment, MaybeSent, OptedOut, Option, Outgoing, Retry, SendError, Template, WaitUntil
from bot.core.messages import SHARE_PHONE
from models.channels import CHANNELS, Declared, declared
from tests.conftest import ROOT
from tests.webhooks.conftest import now, outgoing
from tests.webhooks.providers import NUMBER, PROVIDERS, Provider
from webhooks.channels.registry import MAKERS

# The client warns of a change to come in its next major version; telegram_errors takes both.
pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after")

ICS = Attachment("appointment.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
TEMPLATE = "HX" + "a" * 32


@pytest.fixture(params=sorted(CHANNELS))
def provider(request: pytest.FixtureRequest) -> Provider:
    """Every declared channel, one after the other."""
    return PROVIDERS[request.param](request.getfixturevalue)


@pytest.fixture
def can(provider: Provider) -> Declared:
    """What the channel says it can."""
    return declared(provider.channel.name)


def ask(provider: Provider, message: Outgoing) -> bool | None:
    """Whether the provider has the message; None where nobody can ever tell."""
    try:
        return provider.channel.find(provider.address, message, now() - timedelta(minutes=1)) is not None
    except MaybeSent:
        return None


def test_each_channel_is_declared_has_an_adapter_and_is_tried_here() -> None:
    assert set(PROVIDERS) == set(CHANNELS)
    assert len(MAKERS) == len([channel for channel in CHANNELS.values() if channel.outside])


def test_a_channel_goes_by_its_declared_name_and_at_some_pace(provider: Provider, can: Declared) -> None:
    assert CHANNELS[provider.channel.name] is can
    assert provider.channel.per_second > 0 < provider.channel.per_chat_second


def test_a_message_arrives_once_each_under_an_id_of_its_own(provider: Provider) -> None:
    first = provider.channel.send(provider.address, outgoing("Thursday at 10:00 is free."))
    second = provider.channel.send(provider.address, outgoing("So is Friday."))
    assert [(one.to, one.text) for one in provider.shown()] == [
        (provider.address, "Thursday at 10:00 is free."),
        (provider.address, "So is Friday."),
    ]
    assert first.provider_id != second.provider_id


def test_answers_are_numbered_lines_or_buttons(provider: Provider, can: Declared) -> None:
    provider.channel.send(provider.address, outgoing("Which one?", "Monday", "Tuesday"))
    [seen] = provider.shown()
    assert ("1 Monday\n2 Tuesday" in seen.text) is can.numbered
    assert seen.buttons == (() if can.numbered else ("v1", "v2"))


def test_a_file_goes_along_where_the_channel_takes_files_and_the_words_go_in_any_case(
    provider: Provider, can: Declared
) -> None:
    provider.channel.send(provider.address, outgoing("Booked.", attachment=ICS))
    assert [one.text for one in provider.shown() if one.text] == ["Booked."]
    assert [one.file for one in provider.shown() if one.file] == (["appointment.ics"] if can.files else [])


@pytest.mark.parametrize("meaning", [*SendError.__subclasses__()], ids=lambda meaning: meaning.__name__)
def test_each_way_to_fail_is_told_by_its_kind(provider: Provider, meaning: type[SendError], can: Declared) -> None:
    how = provider.failures.get(meaning)
    assert (how is not None) is can.outside, "a provider may fail in each of these ways; a terminal in none"
    if how is None:
        return
    provider.fail(how)
    with pytest.raises(SendError) as raised:
        provider.channel.send(provider.address, outgoing("Mia Miller has an appointment"))
    assert type(raised.value) is meaning
    assert raised.value.code
    assert "Mia" not in str(raised.value)
    assert NUMBER not in str(raised.value)
    if isinstance(raised.value, WaitUntil):
        assert raised.value.seconds > 0


def test_a_provider_that_failed_takes_the_next_message(provider: Provider) -> None:
    for how in provider.failures.values():
        provider.fail(how)
        with pytest.raises(SendError):
            provider.channel.send(provider.address, outgoing("Not this one"))
    provider.channel.send(provider.address, outgoing("But this one"))
    assert provider.shown()[-1].text == "But this one"


def test_what_was_accepted_unanswered_is_found_or_nobody_can_ever_tell(provider: Provider) -> None:
    mine, other = outgoing("Friday at 9?"), outgoing("Something else")
    before = ask(provider, mine)
    assert not before
    if MaybeSent in provider.failures:
        provider.fail(provider.failures[MaybeSent])
        with pytest.raises(MaybeSent):
            provider.channel.send(provider.address, mine)
    else:
        provider.channel.send(provider.address, mine)
    assert len(provider.shown()) == 1
    assert ask(provider, mine) is (None if before is None else True)
    assert ask(provider, other) is before


def test_who_can_be_asked_but_not_now_is_asked_again(provider: Provider) -> None:
    if ask(provider, outgoing("hello")) is None:
        return
    provider.cannot_be_asked()
    with pytest.raises(Retry):
        provider.channel.find(provider.address, outgoing("hello"), now())


def test_outside_its_window_a_channel_sends_what_was_approved_and_no_free_text(
    provider: Provider, can: Declared
) -> None:
    if can.window is None:
        return
    message = outgoing("Tomorrow at 10:00", template=Template(TEMPLATE, {"1": "Tomorrow at 10:00"}))
    provider.channel.send(provider.address, message)
    [seen] = provider.shown()
    assert (seen.template, seen.text) == (TEMPLATE, "")


def test_whoever_writes_from_a_phone_number_has_proven_it_and_nobody_else(provider: Provider, can: Declared) -> None:
    inbound = provider.heard("hello, is dr rao in on friday")
    assert (inbound.channel, inbound.address) == (can.name, provider.address)
    assert (inbound.kind, inbound.text) == ("text", "hello, is dr rao in on friday")
    assert inbound.phone == (provider.address if can.by_phone else None)
    assert can.by_phone or not can.to_numbers


def test_a_number_is_shared_by_a_button_where_there_is_one(provider: Provider, can: Declared) -> None:
    options = (Option("Share my number", SHARE_PHONE), Option("Not now", "keep"))
    provider.channel.send(provider.address, Outgoing("reply:1", "reply", "Your number?", options, expects="phone"))
    shared = provider.number_shared()
    assert provider.shown()[0].asks_for_number is can.shares_phone is (shared is not None)
    assert shared is None or shared.phone == NUMBER


def test_whose_provider_heeds_stop_itself_sends_nothing_after_it(provider: Provider, can: Declared) -> None:
    if not can.confirms_stop:
        return
    assert provider.stop()
    with pytest.raises(OptedOut):
        provider.channel.send(provider.address, outgoing("hello"))


# Nobody asks for a channel by its name

ALLOWED: dict[str, set[str]] = {}
"""Where a channel's name may be written besides its folder and its declaration: nowhere."""

OWN = (ROOT / "webhooks/channels", ROOT / "models/migrations", ROOT / "models/channels.py")
"""The adapters, what the database once listed, and the declarations."""

SOURCES = [
    file
    for room in ("bot", "clinic", "models", "scheduler", "cli", "webhooks")
    for file in sorted((ROOT / room).rglob("*.py"))
    if not any(file.is_relative_to(own) for own in OWN)
]


def named(tree: ast.AST) -> Iterator[str]:
    """The names of channels that a source writes out, "line: name"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in CHANNELS:
            yield f"{node.lineno}: {node.value}"


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_nobody_names_a_channel(file: Path) -> None:
    found = list(named(ast.parse(file.read_text(encoding="utf-8"))))
    assert {one.split(": ")[1] for one in found} <= ALLOWED.get(str(file.relative_to(ROOT)), set()), found


@pytest.mark.parametrize("source", ["channel == 'sms'", "('telegram', 'x')", "{'whatsapp': 1}"])
def test_each_name_is_seen(source: str) -> None:
    assert len(list(named(ast.parse(source)))) == 1
