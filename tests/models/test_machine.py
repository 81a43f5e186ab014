"""Anything may happen to the book in any order: it always agrees with a list of intervals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, text

from models.errors import IllegalChange, NotFree, TimeTaken
from models.tables import AppointmentRow
from models.words import Status
from tests.models.scene import NOW, Scene, june

HOLD = timedelta(minutes=10)
STARTS = st.integers(0, 11).map(lambda step: june(4, "09:00") + timedelta(minutes=10 * step))
ALL_BLOCKING = """
    SELECT doctor_id, starts_at, busy_until FROM appointment WHERE status IN ('held', 'booked')
    ORDER BY doctor_id, starts_at
"""
LENGTH, BUFFER = timedelta(minutes=30), timedelta(minutes=5)


@dataclass
class Entry:
    """What the model knows of one blocking row."""

    doctor: int
    start: datetime
    conversation: int | None = None  # of a hold
    expires_at: datetime | None = None

    def in_the_way(self, doctor: int, start: datetime, now: datetime, conversation: int | None) -> bool:
        """Whether this keeps that conversation from taking a consultation's time."""
        if self.expires_at is not None and (self.expires_at <= now or self.conversation == conversation):
            return False
        return self.doctor == doctor and abs(self.start - start) < LENGTH + BUFFER


class Book(RuleBasedStateMachine):
    """Two doctors, two conversations, one morning."""

    scene: Scene
    appointments = Bundle("appointments")

    def __init__(self) -> None:
        super().__init__()
        with self.scene.database.write() as store:
            store.session.execute(delete(AppointmentRow))
        self.now = NOW
        self.booked: dict[int, Entry] = {}
        self.cancelled: dict[int, Entry] = {}
        self.holds: list[Entry] = []

    def _refused(self, doctor: int, start: datetime, conversation: int | None, *, ignoring: int | None = None) -> bool:
        others = [entry for key, entry in self.booked.items() if key != ignoring]
        return any(entry.in_the_way(doctor, start, self.now, conversation) for entry in [*others, *self.holds])

    def _taken_over(self, doctor: int, start: datetime) -> None:
        """Holds that overlap what was just taken were lapsed or one's own, and are gone."""
        self.holds = [
            hold for hold in self.holds if hold.doctor != doctor or abs(hold.start - start) >= LENGTH + BUFFER
        ]

    @rule(target=appointments, first=st.booleans(), start=STARTS, mine=st.booleans(), holding=st.booleans())
    def book(self, first: bool, start: datetime, mine: bool, holding: bool) -> Any:
        doctor, conversation = self._doctor(first), self._conversation(mine) if holding else None
        refused = self._refused(doctor, start, conversation)
        try:
            with self.scene.database.write() as store:
                booked = store.bookings.book(
                    doctor, self.scene.consultation, start, self.scene.patient, self.now, conversation_id=conversation
                )
        except NotFree:
            assert refused
            return multiple()
        assert not refused
        self._taken_over(doctor, start)
        self.booked[booked.id] = Entry(doctor, start)
        return booked.id

    @rule(first=st.booleans(), start=STARTS, mine=st.booleans())
    def hold(self, first: bool, start: datetime, mine: bool) -> None:
        doctor, conversation = self._doctor(first), self._conversation(mine)
        refused = self._refused(doctor, start, conversation)
        try:
            with self.scene.database.write() as store:
                store.bookings.hold(doctor, self.scene.consultation, start, conversation, self.now, valid=HOLD)
        except NotFree:
            assert refused
            return
        assert not refused
        self._taken_over(doctor, start)
        self.holds.append(Entry(doctor, start, conversation, self.now + HOLD))

    @rule(mine=st.booleans())
    def release(self, mine: bool) -> None:
        conversation = self._conversation(mine)
        with self.scene.database.write() as store:
            released = store.bookings.release_holds(conversation)
        assert released == sum(hold.conversation == conversation for hold in self.holds)
        self.holds = [hold for hold in self.holds if hold.conversation != conversation]

    @rule(appointment=appointments, first=st.booleans(), start=STARTS)
    def move(self, appointment: int, first: bool, start: datetime) -> None:
        doctor = self._doctor(first)
        refused = self._refused(doctor, start, None, ignoring=appointment)
        try:
            with self.scene.database.write() as store:
                store.bookings.move(appointment, start, self.now, doctor_id=doctor)
        except IllegalChange:
            assert appointment in self.cancelled
        except NotFree:
            assert refused
        else:
            assert not refused
            self._taken_over(doctor, start)
            self.booked[appointment] = Entry(doctor, start)

    @rule(appointment=appointments)
    def cancel(self, appointment: int) -> None:
        try:
            with self.scene.database.write() as store:
                store.bookings.cancel(appointment, self.now)
        except IllegalChange:
            assert appointment in self.cancelled
        else:
            self.cancelled[appointment] = self.booked.pop(appointment)

    @rule(appointment=consumes(appointments))
    def uncancel(self, appointment: int) -> Any:
        entry = self.cancelled.get(appointment) or self.booked[appointment]
        refused = appointment in self.cancelled and self._refused(entry.doctor, entry.start, None)
        try:
            with self.scene.database.write() as store:
                store.bookings.set_status(appointment, Status.BOOKED, self.now)
        except TimeTaken:
            assert refused
            return
        assert not refused
        if self.cancelled.pop(appointment, None):
            self._taken_over(entry.doctor, entry.start)
            self.booked[appointment] = entry

    @rule(minutes=st.sampled_from([1, 9, 10, 11]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def housekeeping(self) -> None:
        with self.scene.database.write() as store:
            store.bookings.drop_lapsed_holds(self.now)
        self.holds = [hold for hold in self.holds if hold.expires_at is None or hold.expires_at > self.now]

    @invariant()
    def the_book_is_the_list(self) -> None:
        with self.scene.database.read() as store:
            booked = store.bookings.find(statuses=[Status.BOOKED])
            rows = store.session.execute(text(ALL_BLOCKING)).all()
        found = {one.id: Entry(one.doctor_id, one.starts_at) for one in booked}
        assert found == self.booked
        assert len(rows) == len(self.booked) + len(self.holds)
        for before, after in pairwise(rows):
            assert before[0] != after[0] or before[2] <= after[1]

    def _doctor(self, first: bool) -> int:
        return self.scene.lee if first else self.scene.rao

    def _conversation(self, mine: bool) -> int:
        return self.scene.conversation if mine else self.scene.other_conversation


def test_the_book_agrees_with_a_list_whatever_happens(clinic: Scene) -> None:
    machine = type("BookOfThisClinic", (Book,), {"scene": clinic})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=30, stateful_step_count=30, deadline=None, database=None)
    )
