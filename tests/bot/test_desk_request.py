"""What only a person of the clinic can do is passed on with its kind, and the bot goes on with what it can."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.core.commands import AskPerson
from cli.handoff import _REASONS
from nlu.core.meaning import Request, When
from tests.bot.paper import LEE, Chat, PaperClinic, day


@pytest.mark.parametrize("kind", get_args(Request))
def test_each_is_passed_on_said_and_shown_at_the_desk(kind: Request) -> None:
    chat = Chat(PaperClinic()).says("desk_request", request=kind)
    assert chat.clinic.commands == [AskPerson(kind)]
    assert "Somebody will answer you here." in chat.said
    assert kind in _REASONS


def test_what_was_being_arranged_goes_on_after_it() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-05")))
    chat.says("desk_request", request="prescription")
    assert "I can't renew prescriptions myself" in chat.said
    assert chat.reply is not None
    assert chat.reply.expects == "slot"
