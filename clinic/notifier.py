"""Telling people what the clinic has done: it says whom, where and what of; the words are the conversation's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol

from clinic.planning import Due
from models.store import Store
from models.views import Appointment, Conversation, FreeTime
from models.words import Channel

Change = Literal["made", "moved", "cancelled", "reopened"]
"""What the front desk has done to an appointment."""


class Notifier(Protocol):
    """Leaves word to go out, in the transaction of the change. It sends nothing, and decides nothing but the words."""

    @property
    def planned(self) -> Mapping[str, Due]:
        """What is said of appointments in their time, by its kind: planned with each change, in the change's own
        transaction."""

    def channels(self, change: Change) -> Sequence[Channel]:
        """On which channels word of what the desk has done can be sent."""

    def changed(self, store: Store, one: Appointment, change: Change, there: Conversation, now: datetime) -> bool:
        """The desk has done that; False where it cannot be put into words."""

    def late(self, store: Store, one: Appointment, minutes: int, there: Conversation, now: datetime) -> None:
        """To the doctor: the patient will be so late; 0 where that is not known."""

    def offered(
        self,
        store: Store,
        one: Appointment,
        times: Sequence[FreeTime],
        there: Conversation,
        absence_id: int,
        now: datetime,
        *,
        due_at: datetime,
    ) -> None:
        """The doctor cannot come; other times, if there are any."""

    def stands(self, store: Store, one: Appointment, absence_id: int, now: datetime, *, due_at: datetime) -> None:
        """The doctor comes after all; nobody who was not told otherwise hears of it."""

    def joined(self, store: Store, there: Conversation, merge_id: int, now: datetime) -> None:
        """What is kept for the phone noted there is now seen from elsewhere too."""

    def asked_to_join(self, store: Store, there: Conversation, number: int, now: datetime) -> None:
        """Somebody who writes from elsewhere says that they are whoever writes there: is it so?"""

    def joined_here(self, store: Store, there: Conversation, merge_id: int, now: datetime) -> None:
        """Whoever asked to be known as somebody is."""

    def kept_apart(self, store: Store, there: Conversation, number: int, now: datetime) -> None:
        """Whoever asked to be known as somebody is not."""

    def answered(self, store: Store, there: Conversation, words: str, now: datetime) -> None:
        """The front desk writes these very words."""
