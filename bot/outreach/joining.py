"""Two chats that say they are one person's: made one once both sides have said so, the other side in its own chat.

Where there is no other chat that could answer, the front desk finds out and says it for them.
"""

from __future__ import annotations

from datetime import datetime

from bot.core.messages import Reply
from bot.core.phrases import choice, text
from models.store import Store
from models.views import Account, Conversation, JoinRequest, OutboundMessage

KIND = "join"

CHECK = "same_person"
"""Why the desk sees somebody who can only be known by a person."""

OTHER_OWNER = "other_owner"
"""Why the desk sees somebody whose number is noted for others."""

YES, NO = "join", "apart"
"""What the two answers' values begin with; the request's number follows."""


def ask(store: Store, conversation: Conversation, noted: Account, now: datetime) -> Reply | None:
    """Whoever writes here has proven number and name of another account: ask there; what is said of it here. None
    where nobody is there and nothing is noted, and the two are one at once."""
    chats = other_chats(store, noted.id, now)
    if not chats and not store.people.patients(noted.id):
        store.merging.merge(conversation.account_id, noted.id, now)
        return None
    number = store.joining.ask(conversation.id, noted.id, now)
    clinic = store.clinic.require()
    for there in chats:
        answers = (choice("choice.join.yes", f"{YES}:{number}"), choice("choice.join.no", f"{NO}:{number}"))
        question = Reply(parts=(text("join.question", clinic=clinic.name),), expects="confirmation", choices=answers)
        store.outbox.put(f"{KIND}:{number}:{there.id}", there.id, KIND, question.model_dump_json(), now)
    if chats:
        return Reply(parts=(text("join.asked", phone=clinic.phone),))
    store.conversations.open_handoff(conversation.id, CHECK, now)
    return Reply(parts=(text("join.desk"),))


def other_chats(store: Store, account_id: int, now: datetime) -> list[Conversation]:
    """Where somebody of this account has written and can still be asked; a doctor's own chat is of the doctor's day."""
    open_ones = [one for one in store.people.addresses(account_id) if one.verified and one.opted_out_at is None]
    chats = [store.conversations.open(one.channel, one.address, now) for one in open_ones]
    return [one for one in chats if store.doctor_chats.of_conversation(one.id) is None]


def pending(store: Store, number: int, now: datetime) -> JoinRequest | None:
    """A request that still waits; None where it is settled, too old, or the two have become one some other way."""
    request = store.joining.find(number, now)
    if request is None or store.conversations.get(request.conversation_id).account_id == request.noted_id:
        return None
    return request


def accept(store: Store, request: JoinRequest, now: datetime, *, by: str) -> int:
    """Both are one person's: everything of the one is the other's, until the desk parts them; the merge's id. All of
    their chats are told, but for the one that has just said it."""
    asker = store.conversations.get(request.conversation_id)
    told = other_chats(store, request.noted_id, now) if by == "desk" else []
    merge = store.merging.merge(asker.account_id, request.noted_id, now, by=by)
    store.joining.settle(request)
    store.conversations.settle_handoff(asker.id, CHECK, now, by=by)
    key, clinic = f"joined:{merge}", store.clinic.require()
    _tell(store, f"{key}:{asker.id}", asker.id, "join.done_here", now)
    for there in told:
        _tell(store, f"{key}:{there.id}", there.id, "phone_joined", now, clinic=clinic.name, phone=clinic.phone)
    return merge


def refuse(store: Store, request: JoinRequest, now: datetime) -> None:
    """They are two people: nothing is shared. The desk hears of it, and whoever asked."""
    store.joining.settle(request)
    store.conversations.settle_handoff(request.conversation_id, CHECK, now, by="desk")
    store.conversations.open_handoff(request.conversation_id, OTHER_OWNER, now)
    _tell(store, f"apart:{request.id}", request.conversation_id, "join.refused_here", now)


def still_asked(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """See bot.outreach.send_guard: whether it is still to be asked."""
    number = int(message.key.removeprefix("fallback:").split(":")[1])
    request = pending(store, number, now)
    return None if request is not None and request.noted_id == message.account_id else "answered"


def _tell(store: Store, key: str, conversation: int, what: str, now: datetime, **params: str) -> None:
    store.outbox.put(key, conversation, "desk", Reply(parts=(text(what, **params),)).model_dump_json(), now)
