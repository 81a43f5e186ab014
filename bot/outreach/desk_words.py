"""What the front desk writes itself, and news of one's account."""

from __future__ import annotations

import uuid
from datetime import datetime

from bot.core.messages import Reply, Text
from bot.outreach.kind import Kind
from models.store import Store
from models.views import Conversation

DESK = Kind("desk", author="desk")


def put_words(store: Store, there: Conversation, words: str, now: datetime) -> None:
    """Leave these very words to go out there."""
    put_news(store, f"{DESK.key}:{uuid.uuid4().hex}", there, Text(key="desk.words", params={"words": words}), now)


def put_news(store: Store, key: str, there: Conversation, told: Text, now: datetime) -> None:
    """Leave one sentence to go out there, once under its key."""
    store.outbox.put(key, there.id, DESK.key, Reply(parts=(told,)).model_dump_json(), now)
