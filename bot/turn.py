"""The one turn pipeline: a waiting message is understood, moves its conversation on, and leaves its reply to go out.

A turn is one transaction, except for understanding, which needs none: claimed, understood, then state, appointment,
reply and the message's end are committed together, or none of them.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.calendar_file import put_calendar_file
from bot.carry_out import CarryOut
from bot.clock import Clock
from bot.commands import StopWriting
from bot.conversation import State
from bot.doctors.chat import answer_doctor, is_doctors
from bot.engine import advance, settled
from bot.faults import fault
from bot.happenings import STOPPED, Happened, happened
from bot.message import ChannelName, Inbound, Reply
from bot.reader import Reader
from bot.receiving import receive
from bot.steps import Step, Turn, join
from bot.understanding import Understanding
from models.db import Database
from models.errors import DocspotError, StaleLease
from models.store import Store
from models.views import Conversation, InboundClaim

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
"""How long a worker may take over one message before another may take it; ten times what Rasa is waited for."""

ATTEMPTS = 4
"""How often a message is tried before it is put before a person instead."""

MORE, PAGED = "more", ("slot", "date")
"""The tap that asks for other times, and what is asked where they are shown."""


@dataclass(frozen=True)
class Pipeline:
    """Turns waiting messages into replies. Any number of workers may run it on the same database."""

    database: Database
    understanding: Understanding
    clock: Clock
    numbered: Collection[ChannelName] = ("sms", "console")  # where choices are shown as numbered lines
    keep_unclear: timedelta = timedelta(0)  # how long a message that was not understood waits to be looked at

    def handle_next(self) -> bool:
        """Handle the oldest message whose conversation nobody holds; False where there is none."""
        with self.database.write() as store:
            claim = store.inbox.claim(self.clock.now(), LEASE)
        if claim is None:
            return False
        try:
            self._handle(claim)
        except StaleLease:
            log.info("message %s was taken over by another worker", claim.message_id)
        except DocspotError:
            raise  # the database is away, or the clinic file is missing: the lease runs out, and the message waits
        except Exception as error:  # noqa: BLE001 - our fault must not stop the queue; a person gets the message
            log.error("message %s failed, attempt %s: %s", claim.message_id, claim.attempts, fault(error))
            self._put_off(claim)
        return True

    def _handle(self, claim: InboundClaim) -> None:
        inbound = Inbound.model_validate_json(claim.payload)
        theirs = self._is_doctors(inbound, claim)
        turn = None if theirs else receive(self.database, self.understanding, claim, self.clock.now())
        with self.database.write() as store:
            now = self.clock.now()
            conversation = store.conversations.lock(claim.conversation_id, claim.fence)
            said = self._advance(store, conversation, inbound, turn, now)
            if said.reply is not None and said.kind == "reply" and _opted_out(store, conversation):
                store.conversations.open_handoff(conversation.id, STOPPED, now)
            elif said.reply is not None:
                put_reply(store, conversation, said.reply, f"reply:{claim.message_id}", now, kind=said.kind)
                put_calendar_file(store, conversation, said.reply, f"calendar:{claim.message_id}", now)
            store.inbox.finish(claim, now)

    def _is_doctors(self, inbound: Inbound, claim: InboundClaim) -> bool:
        with self.database.read() as store:
            return is_doctors(store, claim.conversation_id, inbound)

    def _advance(
        self, store: Store, conversation: Conversation, inbound: Inbound, turn: Turn | None, now: datetime
    ) -> Happened:
        """What the message comes to. Something that happened may be followed by a turn of the conversation."""
        if is_doctors(store, conversation.id, inbound):
            return Happened(answer_doctor(store, conversation, inbound, now))
        first = happened(store, conversation, inbound, now) if turn is None else Happened(then=turn)
        if first.then is None:
            return first
        before = load(conversation)
        step = advance(before, first.then, self._reader(store, conversation, now))
        last = any(isinstance(command, StopWriting) for command in step.commands)  # the last that is written there
        while step.commands:
            step = self._carry_out(step, store, conversation, now)
        if step.state.misses > before.misses:
            self._keep_unclear(store, conversation, first.then, before.asked, now)
        store.conversations.save(conversation.id, step.state.model_dump_json(), conversation.version)
        reply = in_place(join(first.reply, step.reply), inbound)
        return Happened(reply, kind="opted_out" if last else "reply")

    def _keep_unclear(
        self, store: Store, conversation: Conversation, turn: Turn, asked: str | None, now: datetime
    ) -> None:
        """For `docspot nlu review`. What was not understood because Rasa was away teaches nothing."""
        if self.keep_unclear and turn.meaning is not None and not turn.meaning.degraded:
            store.unclear.keep(conversation, turn.meaning.text, asked, now, self.keep_unclear)

    def _carry_out(self, step: Step, store: Store, conversation: Conversation, now: datetime) -> Step:
        """Run a step's commands; where the conversation waits for the outcome, go on with it."""
        carry_out = CarryOut(store, conversation, self._reader(store, conversation, now), now)
        outcome = [carry_out.run(command) for command in step.commands][-1]
        if step.awaiting is None:
            return replace(step, commands=())
        return settled(step, outcome, self._reader(store, conversation, now))

    def _reader(self, store: Store, conversation: Conversation, now: datetime) -> Reader:
        return Reader(
            store,
            conversation.id,
            conversation.account_id,
            now,
            numbered=conversation.channel in self.numbered,
            muted=conversation.muted_at is not None,
            shares_phone=conversation.channel == "telegram",
        )

    def _put_off(self, claim: InboundClaim) -> None:
        """Try again a little later; after several attempts a person reads it."""
        now = self.clock.now()
        with self.database.write() as store:
            if claim.attempts < ATTEMPTS:
                store.inbox.retry(claim, now + timedelta(seconds=2**claim.attempts), "fault")
                return
            store.conversations.open_handoff(claim.conversation_id, "fault", now, urgent=True)
            store.inbox.fail(claim, now, "fault")


def load(conversation: Conversation) -> State:
    """What a conversation remembers."""
    return State.kept(conversation.state)


def in_place(reply: Reply | None, inbound: Inbound) -> Reply | None:
    """Paging through times changes the message whose button was tapped, rather than adding one to a wall of them."""
    if reply is None or inbound.choice != MORE or inbound.tapped is None or reply.expects not in PAGED:
        return reply
    return reply.model_copy(update={"edits": inbound.tapped})


def _opted_out(store: Store, conversation: Conversation) -> bool:
    """Whether nothing may go there. A reply kept back now must not go out once messages are wanted again."""
    address = store.people.find_address(conversation.channel, conversation.address)
    return address is not None and address.opted_out_at is not None


def put_reply(
    store: Store, conversation: Conversation, reply: Reply, key: str, now: datetime, *, kind: str = "reply"
) -> None:
    """Leave a reply to go out."""
    store.outbox.put(key, conversation.id, kind, reply.model_dump_json(), now)
