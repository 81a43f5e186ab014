"""A message that is being handled while the database goes away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.core.clock import SettableClock
from bot.core.messages import Inbound
from bot.pipeline.turn import Pipeline
from bot.pipeline.understanding import Understanding
from models.crypto import Keyring
from models.db import Database
from models.errors import DatabaseUnavailable
from nlu.core.acts import Situation
from nlu.core.meaning import Meaning
from tests.bot.test_delivery import busy
from tests.conftest import NOW


class Thinking(Understanding):
    """Understanding that somebody may be told of, before it is asked."""

    first: Callable[[], None] = staticmethod(lambda: None)

    def understand(self, text: str, asked: str | None, now: datetime, situation: Situation | None = None) -> Meaning:
        self.first()
        return super().understand(text, asked, now, situation)


def test_what_was_being_understood_is_handled_as_soon_as_the_database_is_back(
    riverside: Database, keyring: Keyring
) -> None:
    impatient = Database(riverside.url.render_as_string(hide_password=False), keyring, patience=0.3)
    said = Inbound(channel="telegram", provider_id="7", address="700", kind="text", text="hello")
    with impatient.write() as store:
        store.inbox.add("telegram", "7", "700", said.model_dump_json(), NOW)
    thinking = Thinking(impatient, None)
    pipeline = Pipeline(impatient, thinking, SettableClock(NOW))
    with busy(impatient, thinking, "inbound_message"):
        with pytest.raises(DatabaseUnavailable):
            pipeline.handle_next()
        with pytest.raises(DatabaseUnavailable):
            pipeline.handle_next()
    assert pipeline.handle_next()  # at the same moment: no lease has run out
    with impatient.read() as store:
        assert store.inbox.waiting() == 0
        [reply] = store.outbox.latest()
        [message] = store.inbox.latest(reply.conversation_id)
    assert (reply.kind, message.attempts) == ("reply", 1)
    impatient.close()
