"""Two chats that say they are one person's: made one once both sides have said so, the other side in its own chat.

Where there is no other chat that could answer, the front desk finds out and says it for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from clinic.actor import Actor
from clinic.telling import TellingService
from models.errors import NotFound
from models.store import Store
from models.views import Conversation, JoinRequest

CHECK = "same_person"
"""Why the desk sees somebody who can only be known by a person."""

OTHER_OWNER = "other_owner"
"""Why the desk sees somebody whose number is noted for others."""

Asked = Literal["joined", "asked_there", "desk"]
"""The two are one at once, for nobody is there and nothing is noted; it is asked in another chat; the desk sees it."""


def pending(store: Store, number: int, now: datetime) -> JoinRequest | None:
    """A request that still waits; None where it is settled, too old, or the two have become one some other way."""
    request = store.joining.find(number, now)
    if request is None or store.conversations.get(request.conversation_id).account_id == request.noted_id:
        return None
    return request


@dataclass(frozen=True)
class Joining(TellingService):
    """Raises NotFound for a request that does not wait, or is not the actor's to answer, and NotAllowed."""

    def ask(self, actor: Actor, phone: str) -> Asked:
        """Whoever writes here has proven number and name of another account: it is asked there."""
        self._admit(actor, "people")
        here, noted = self._chat(actor), self.store.people.account_of_phone(phone)
        if noted is None or noted.id == self._account(actor):
            raise NotFound("other account with", "that phone")
        chats = self._chats(noted.id)
        if not chats and not self.store.people.patients(noted.id):
            self._join(actor, here, noted.id)
            return "joined"
        number = self.store.joining.ask(here, noted.id, self.now)
        for there in chats:
            self.notifier.asked_to_join(self.store, there, number, self.now)
        if not chats:
            self.store.conversations.open_handoff(here, CHECK, self.now)
            self._happened(actor, "handoff.opened", here)
        return "asked_there" if chats else "desk"

    def accept(self, actor: Actor, number: int) -> int:
        """Both are one person's: all of the one is the other's, until the desk parts them; the merge's id. All of their
        chats are told, but for the one that has just said it."""
        request = self._answerable(actor, number)
        asker = self.store.conversations.get(request.conversation_id)
        told = self._chats(request.noted_id) if actor.is_staff else []
        merge = self._join(actor, asker.id, request.noted_id)
        self.store.joining.settle(request)
        self.store.conversations.settle_handoff(asker.id, CHECK, self.now, by=actor.kind)
        self.notifier.joined_here(self.store, asker, merge, self.now)
        for there in told:
            self.notifier.joined(self.store, there, merge, self.now)
        return merge

    def refuse(self, actor: Actor, number: int) -> None:
        """They are two people: nothing is shared. The desk hears of it, and whoever asked."""
        request = self._answerable(actor, number)
        asker = self.store.conversations.get(request.conversation_id)
        self.store.joining.settle(request)
        self.store.conversations.settle_handoff(asker.id, CHECK, self.now, by=actor.kind)
        self.store.conversations.open_handoff(asker.id, OTHER_OWNER, self.now)
        self._happened(actor, "handoff.opened", asker.id)
        self.notifier.kept_apart(self.store, asker, request.id, self.now)

    def _answerable(self, actor: Actor, number: int) -> JoinRequest:
        """A request that this actor may answer: the one it is about, or the desk."""
        self._admit(actor, "identities" if actor.is_staff else "people")
        request = pending(self.store, number, self.now)
        if request is None or not (actor.is_staff or request.noted_id == self._account(actor)):
            raise NotFound("request", number)
        return request

    def _join(self, actor: Actor, conversation: int, noted_id: int) -> int:
        account = self.store.conversations.get(conversation).account_id
        merge = self.store.merging.merge(account, noted_id, self.now, by=actor.kind)
        self._happened(actor, "account.merged", account)
        return merge

    def _chats(self, account_id: int) -> list[Conversation]:
        """Where somebody of this account has written and can still be asked; a doctor's own chat is of the doctor's
        day."""
        open_ones = [
            one for one in self.store.people.addresses(account_id) if one.verified and one.opted_out_at is None
        ]
        chats = [self.store.conversations.open(one.channel, one.address, self.now) for one in open_ones]
        return [one for one in chats if self.store.doctor_chats.of_conversation(one.id) is None]
