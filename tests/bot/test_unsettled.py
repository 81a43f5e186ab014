"""A message that is being handled while the database goes away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest

from bot.core.clock import SettableClock
from bot.core.messages import Inbound
from bot.delivery.lanes import Room
from bot.pipeline.turn import Pipeline
from bot.pipeline.understanding import Understanding
from models.crypto import Keyring
from models.db import Database
from models.errors import DatabaseUnavailable
from models.words import PRIORITIES
from nlu.core.acts import Situation
from nlu.core.meaning import Meaning
from tests.bot.post import Post
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


@contextmanager
def lost_answer(database: Database, *, counted: bool) -> Iterator[None]:
    """The database goes away in the next commit that writes: nobody hears whether it counted."""
    dialect = database.engine.dialect
    lost: list[None] = []
    commit, undo = dialect.do_commit, dialect.do_rollback

    def do_commit(connection: Any) -> None:
        if lost:
            commit(connection)
            return
        lost.append((commit if counted else undo)(connection))
        raise dialect.loaded_dbapi.OperationalError("database is locked")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dialect, "do_commit", do_commit)
        yield
    assert lost


@pytest.mark.parametrize("counted", [True, False])
def test_what_nobody_knows_to_be_claimed_is_free_at_once(riverside: Database, counted: bool) -> None:
    john = Post(riverside)
    john.arrives("where are you?")
    with lost_answer(riverside, counted=counted), pytest.raises(DatabaseUnavailable):
        john.pipeline.handle_next()
    assert john.pipeline.handle_next()  # at the same moment: no lease has run out
    with lost_answer(riverside, counted=counted), pytest.raises(DatabaseUnavailable):
        john.delivery.deliver_next()
    assert john.delivery.deliver_next()
    assert "1 Quay Street" in john.said
    assert [(one.status, one.attempts) for one in john.sent()] == [("sent", 1)]


def test_what_somebody_else_has_claimed_meanwhile_stays_theirs(riverside: Database) -> None:
    john, other = Post(riverside), Post(riverside)
    john.arrives("where are you?")
    john.take_up()
    with lost_answer(riverside, counted=False), pytest.raises(DatabaseUnavailable):
        john.delivery.deliver_next()
    other.wait()
    [theirs] = other.delivery.find([Room(PRIORITIES, ["console"], 1)]).jobs
    assert not john.delivery.deliver_next()  # under the same fence, and yet not his to give back
    other.delivery.deliver(theirs)
    assert len(other.read) == 1
    assert john.read == []
