"""Telling people what the clinic has done: the words for it, left to go out. `clinic.notifier` says what each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.batch import each
from bot.core.phrases import text
from bot.outreach.desk_changes import DESK_BOOKING, put_change
from bot.outreach.desk_words import put_news, put_words
from bot.outreach.joining import put_question
from bot.outreach.kinds import PLANNED
from bot.outreach.late_notice import put_late
from bot.outreach.offers import put_back, put_offer
from clinic.notifier import Change
from clinic.planning import Due
from models.channels import CHANNELS, TO_NUMBERS
from models.store import Store
from models.views import Appointment, Conversation, FreeTime
from models.words import Channel


@dataclass(frozen=True)
class Outreach:
    """Everything goes into the outbox, which delivery empties. `to_numbers`: whether the clinic has a channel
    that writes to a number which was only given."""

    to_numbers: bool = False

    @property
    def planned(self) -> Mapping[str, Due]:
        """Every kind that is planned with an appointment."""
        return PLANNED

    def channels(self, change: Change) -> Sequence[Channel]:
        """A new booking goes to the phone that was given for it, a change to where its patient writes. The terminal on
        the clinic's own machine is no such place."""
        phone = TO_NUMBERS if self.to_numbers else ()
        theirs = [one.name for one in CHANNELS.values() if one.outside and not one.to_numbers]
        return phone if change == "made" else (*theirs, *phone)

    def changed(self, store: Store, one: Appointment, change: Change, there: Conversation, now: datetime) -> bool:
        """What the desk does is done all the same where word of it cannot be written: that is set aside."""
        written: list[int] = []

        def word(numbers: Sequence[int]) -> int:
            put_change(store, one, change, there, now)
            written.extend(numbers)
            return len(numbers)

        each(store, DESK_BOOKING.key, [one.id], word, now)
        return bool(written)

    def late(self, store: Store, one: Appointment, minutes: int, there: Conversation, now: datetime) -> None:
        """In the doctor's chat."""
        put_late(store, one, minutes, there, now)

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
        """With a button for each time."""
        put_offer(store, one, times, there, absence_id, now, due_at=due_at)

    def stands(self, store: Store, one: Appointment, absence_id: int, now: datetime, *, due_at: datetime) -> None:
        """Where the offer went."""
        put_back(store, one, absence_id, now, due_at=due_at)

    def joined(self, store: Store, there: Conversation, merge_id: int, now: datetime) -> None:
        """With the clinic's phone, for whoever did not expect it."""
        clinic = store.clinic.require()
        told = text("phone_joined", clinic=clinic.name, phone=clinic.phone)
        put_news(store, f"joined:{merge_id}:{there.id}", there, told, now)

    def asked_to_join(self, store: Store, there: Conversation, number: int, now: datetime) -> None:
        """With two buttons, or lines."""
        put_question(store, there, number, now)

    def joined_here(self, store: Store, there: Conversation, merge_id: int, now: datetime) -> None:
        """Where it was asked from."""
        put_news(store, f"joined:{merge_id}:{there.id}", there, text("join.done_here"), now)

    def kept_apart(self, store: Store, there: Conversation, number: int, now: datetime) -> None:
        """Where it was asked from."""
        put_news(store, f"apart:{number}", there, text("join.refused_here"), now)

    def answered(self, store: Store, there: Conversation, words: str, now: datetime) -> None:
        """As they are."""
        put_words(store, there, words, now)
