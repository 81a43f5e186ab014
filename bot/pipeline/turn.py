"""The one turn pipeline: a waiting message is understood, moves its conversation on, and leaves its reply to go out.

A turn is one transaction, except for understanding, which needs none: claimed, understood, then state, appointment,
reply and the message's end are committed together, or none of them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError

from bot.core.clock import Clock
from bot.core.commands import StopWriting
from bot.core.dispatch import Found
from bot.core.faults import fault
from bot.core.messages import Inbound
from bot.core.reader import Reader
from bot.core.screen import remembered
from bot.core.states import load
from bot.delivery.unsettled import Unsettled
from bot.dialogue.engine import advance, settled
from bot.dialogue.steps import Step, Turn, join
from bot.doctors.chat import answer_doctor, is_doctors
from bot.outreach.calendar_file import put_reported
from bot.outreach.notifier import Outreach
from bot.outreach.replies import OPTED_OUT
from bot.pipeline.apology import apologise
from bot.pipeline.carry_out import CarryOut
from bot.pipeline.happenings import Happened, happened, said_on
from bot.pipeline.language import heard_in
from bot.pipeline.receiving import Look, Received, look, receive
from bot.pipeline.replies import in_place, opted_out, put_reply
from bot.pipeline.understanding import Understanding
from clinic.actor import patient
from clinic.handoffs import STOPPED, Handoffs
from clinic.notifier import Notifier
from clinic.people import People
from models.channels import declared
from models.db import Database
from models.errors import Busy, DatabaseUnavailable, NoClinic, StaleLease
from models.store import Store
from models.views import Conversation, InboundClaim
from nlu.languages.speaking import speaking

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
"""How long a worker may take over one message before another may take it; ten times what Rasa is waited for."""

ATTEMPTS = 4
"""How often a message that the database refuses is tried before it is put before a person instead."""

READINGS = 3
"""How often a message is understood anew because its conversation changed meanwhile, before it waits a little."""

SETTLES, LONGEST_WAIT = timedelta(seconds=1), timedelta(seconds=15)
"""How long a message waits at least, and at most, before it is tried again because others were in its way."""

PATIENCE = 1.0
"""Seconds that a turn waits for a row that somebody else has locked, a doctor's above all: a thread is for everybody,
and one doctor's bookings must not stall those who write about something else."""


Looking = Callable[[Store, InboundClaim, Inbound, datetime], Look]


class Taken(NamedTuple):
    """A message that was claimed, and its conversation as it found it."""

    claim: InboundClaim
    seen: Look | None


@dataclass(frozen=True)
class Pipeline:
    """Turns waiting messages into replies. Any number of workers may run it on the same database."""

    database: Database
    understanding: Understanding
    clock: Clock
    keep_unclear: timedelta = timedelta(0)  # how long a message that was not understood waits to be looked at
    notifier: Notifier = field(default_factory=Outreach)
    unsettled: Unsettled = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "unsettled", Unsettled(self.database))

    def settle(self) -> None:
        """Write what the database is still owed. Raises DatabaseUnavailable."""
        self.unsettled.settle()

    def handle_next(self) -> bool:
        """Handle the oldest message whose conversation nobody holds; False where there is none."""
        found = self.find()
        for taken in found.jobs:
            self.handle(taken)
        return bool(found.jobs)

    def find(self, limit: int = 1, *, urgent_only: bool = False) -> Found[Taken]:
        """Claim up to so many messages, the oldest of each conversation that nobody holds."""
        self.settle()
        try:
            return self._find(limit, look, urgent_only=urgent_only)
        except DBAPIError:  # what one of them holds cannot even be asked for: whoever handles it alone sees to that
            return self._find(limit, None, urgent_only=urgent_only)

    def _find(self, limit: int, looking: Looking | None, *, urgent_only: bool) -> Found[Taken]:
        """In the transaction that claims them what understanding needs is read, so that it need not be read again."""
        now = self.clock.now()
        claims: list[InboundClaim] = []
        try:
            with self.database.write() as store:
                claims = store.inbox.claim_several(now, LEASE, limit, urgent_only=urgent_only)
                taken = [Taken(claim, _seen(store, claim, looking, now)) for claim in claims]
                again = None if claims else store.inbox.next_due(now)
        except DatabaseUnavailable:
            for claim in claims:  # it went away in the commit: whether they were claimed, nobody can tell yet
                self.unsettled.owe(partial(_give_back, claim))
            raise
        return Found(taken, None if again is None else (again - now).total_seconds())

    def handle(self, taken: Taken) -> None:
        """Handle what was claimed. Raises what is everybody's trouble: DatabaseUnavailable, NoClinic."""
        claim = taken.claim
        try:
            with self.unsettled.unless_done(partial(_give_back, claim)):
                self._handle_or_wait(taken)
        except StaleLease:
            log.info("message %s was taken over by another worker", claim.message_id)
        except (DatabaseUnavailable, NoClinic):
            raise  # for everybody: the lease runs out, and the message waits
        except Exception as error:  # noqa: BLE001 - our fault must not stop the queue; a person gets the message
            log.error("message %s failed, attempt %s: %s", claim.message_id, claim.attempts, fault(error))
            self._put_off(claim, error)

    def _handle_or_wait(self, taken: Taken) -> None:
        try:
            self._handle(taken.claim, taken.seen)
        except Busy:  # the database is there: this one waits, and others go on
            log.info("message %s waits for what somebody else is changing", taken.claim.message_id)
            self._put_back(taken.claim)

    def _handle(self, claim: InboundClaim, seen: Look | None) -> None:
        """Understood outside any transaction, it is taken up only by the conversation it was understood against: a
        question may have gone out meanwhile that a bare "1" would then answer unread."""
        inbound = Inbound.model_validate_json(claim.payload)
        language = heard_in(self.database, claim.conversation_id, inbound, self.notifier, self.clock.now())
        with speaking(language):
            for again in range(READINGS):
                if self._understood_and_taken_up(inbound, claim, None if again else seen):
                    return
        log.info("conversation %s keeps changing; message %s waits", claim.conversation_id, claim.message_id)
        with self.database.write() as store:
            store.inbox.retry(claim, self.clock.now() + SETTLES, "overtaken")

    def _understood_and_taken_up(self, inbound: Inbound, claim: InboundClaim, seen: Look | None) -> bool:
        """False where the conversation has changed meanwhile."""
        received = self._receive(inbound, claim, seen)
        with self.database.write() as store:
            conversation = store.conversations.lock(claim.conversation_id, claim.fence, patience=PATIENCE)
            theirs = is_doctors(conversation, inbound)
            taken = theirs or (received is not None and received.version == conversation.version)
            if taken:
                self._take_up(store, conversation, claim, inbound, None if theirs else received)
        return taken

    def _receive(self, inbound: Inbound, claim: InboundClaim, seen: Look | None) -> Received | None:
        """What it means to the conversation as it was seen, or stands now; None in a doctor's chat, which is read
        within its turn."""
        now = self.clock.now()
        if seen is None:
            with self.database.read() as store:
                seen = look(store, claim, inbound, now)
        return None if seen.is_doctors else receive(self.database, self.understanding, claim, inbound, seen, now)

    def _take_up(
        self,
        store: Store,
        conversation: Conversation,
        claim: InboundClaim,
        inbound: Inbound,
        received: Received | None,
    ) -> None:
        now, key = self.clock.now(), _key(claim)
        if received is None:
            said = Happened(answer_doctor(store, conversation, inbound, claim.received_at, key, self.notifier, now))
        else:
            said = self._advance(store, conversation, inbound, received, claim, now)
        if said.reply is not None and not said.kind.last and opted_out(store, conversation):
            Handoffs(store, now).open(patient(conversation), STOPPED)
            said = Happened(kind=said.kind)
        store.inbox.finish(claim, now)
        if said.reply is not None:
            put_reply(store, conversation, said.reply, key, now, kind=said.kind, urgent=claim.urgent)
            put_reported(store, conversation, said.reply, claim.message_id, now)

    def _advance(
        self,
        store: Store,
        conversation: Conversation,
        inbound: Inbound,
        received: Received,
        claim: InboundClaim,
        now: datetime,
    ) -> Happened:
        """What the message comes to. Something that happened may be followed by a turn of the conversation."""
        turn = received.turn
        people = People(store, now, self.notifier)
        first = happened(people, conversation, inbound) if turn is None else said_on(people, conversation, turn)
        if first.then is None:
            return first
        conversation = store.conversations.get(conversation.id)  # as that has left it
        before = load(store, conversation, now)
        step = advance(before, first.then, self._reader(store, conversation, now))
        last = any(isinstance(command, StopWriting) for command in step.commands)  # the last that is written there
        while step.commands:
            step = self._carry_out(step, store, conversation, now)
        if step.state.misses > before.misses:
            self._keep_unclear(store, conversation, first.then, before.asked, now)
        after = remembered(
            before,
            step.state,
            key=_key(claim) if step.reply is not None else None,
            written=None if claim.urgent else received.sight.at,
        )
        store.conversations.save(conversation.id, after.model_dump_json(), conversation.version)
        reply = in_place(join(first.reply, step.reply), inbound)
        return Happened(reply, OPTED_OUT if last else first.kind)

    def _keep_unclear(
        self, store: Store, conversation: Conversation, turn: Turn, asked: str | None, now: datetime
    ) -> None:
        """For `docspot nlu review`. What was not understood because Rasa was away teaches nothing."""
        if self.keep_unclear and turn.meaning is not None and not turn.meaning.degraded:
            store.unclear.keep(conversation, turn.meaning.text, asked, now, self.keep_unclear)

    def _carry_out(self, step: Step, store: Store, conversation: Conversation, now: datetime) -> Step:
        """Run a step's commands; where the conversation waits for the outcome, go on with it."""
        carry_out = CarryOut(store, conversation, self._reader(store, conversation, now), self.notifier, now)
        outcome = [carry_out.run(command) for command in step.commands][-1]
        if step.awaiting is None:
            return replace(step, commands=())
        return settled(step, outcome, self._reader(store, conversation, now))

    def _reader(self, store: Store, conversation: Conversation, now: datetime) -> Reader:
        channel = declared(conversation.channel)
        return Reader(
            store,
            conversation.id,
            conversation.account_id,
            now,
            numbered=channel.numbered,
            muted=conversation.muted_at is not None,
            shares_phone=channel.shares_phone,
        )

    def _put_back(self, claim: InboundClaim) -> None:
        """Others go first meanwhile; the longer it has waited, the longer it leaves the threads to them."""
        now = self.clock.now()
        wait = min(max(SETTLES, (now - claim.received_at) / 2), LONGEST_WAIT)
        with self.database.write() as store:
            store.inbox.put_back(claim, now + wait)

    def _put_off(self, claim: InboundClaim, error: Exception) -> None:
        """What the database refused is tried again a little later; anything else would only fail again."""
        now = self.clock.now()
        with self.database.write() as store:
            if isinstance(error, DBAPIError) and claim.attempts < ATTEMPTS:
                store.inbox.retry(claim, now + timedelta(seconds=2**claim.attempts), "fault")
            else:
                apologise(store, claim, error, now)


def _seen(store: Store, claim: InboundClaim, looking: Looking | None, now: datetime) -> Look | None:
    """What the message finds; None where that fails, as it will again for whoever handles it, and sees to it."""
    inbound = Inbound.read(claim.payload)
    if looking is None or inbound is None:
        return None
    try:
        return looking(store, claim, inbound, now)
    except (DBAPIError, DatabaseUnavailable):
        raise
    except Exception as error:  # noqa: BLE001 - one that cannot be looked at must not keep others from being claimed
        log.info("message %s cannot be looked at: %s", claim.message_id, fault(error))
        return None


def _give_back(claim: InboundClaim, store: Store) -> None:
    store.inbox.give_back(claim)


def _key(claim: InboundClaim) -> str:
    """The key under which the reply to a message goes out."""
    return f"reply:{claim.message_id}"
