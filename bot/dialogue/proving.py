"""A number that the channel has proven to be the writer's, and that is noted for somebody: whether they are the same.

Numbers change hands, so that the number alone opens nothing. Who can also say whose name stands there is joined with
it, and everybody whom it concerns is told; of anybody else the front desk hears that the number may have a new owner.
"""

from __future__ import annotations

from bot.core.messages import Reply
from bot.core.phrases import text
from bot.core.state import State
from bot.dialogue.steps import Turn
from clinic.actor import patient
from clinic.handoffs import Handoffs
from clinic.people import People
from models.store import Store
from models.views import Account, Conversation
from nlu.core.meaning import Meaning
from nlu.core.words import fold

OTHER_OWNER = "other_owner"
"""Why the desk sees somebody whose number is noted for others."""

Proof = tuple[Reply | None, Turn | None]
"""What is said of it, and the turn that the conversation takes after it."""

LIST = Turn(meaning=Meaning(text="", intent="list_appointments"))


def prove(people: People, conversation: Conversation, phone: str) -> Proof:
    """The number is the writer's. Where it is noted for others it is asked under which name."""
    store, actor = people.store, patient(conversation)
    if people.prove_phone(actor, phone):
        return _says("phone_linked"), LIST
    own = [one.name for one in store.people.patients(conversation.account_id) if one.relation == "self"]
    if people.join(actor, phone, lambda noted: _named(store, noted, own)):
        return _says("phone_linked"), LIST
    state = State.kept(conversation.state).model_copy(update={"proving": phone, "asked": "patient", "choices": ()})
    store.conversations.save(conversation.id, state.model_dump_json(), conversation.version)
    return Reply(parts=(text("phone_which_name"),), expects="patient"), None


def proven(people: People, conversation: Conversation, turn: Turn) -> Proof:
    """What the answer comes to, where that was asked; any other message goes its way. It is asked once."""
    store, actor = people.store, patient(conversation)
    state = State.kept(conversation.state)
    if state.proving is None:
        return None, turn
    store.conversations.save(conversation.id, _settled(state).model_dump_json(), conversation.version)
    noted, meaning = store.people.account_of_phone(state.proving), turn.meaning
    if meaning is None or meaning.intent == "emergency" or noted is None or noted.id == conversation.account_id:
        return None, turn
    names = [str(person.name) for person in meaning.people if person.name]
    if people.join(actor, state.proving, lambda noted: _named(store, noted, [*names, meaning.text.strip(" .,!")])):
        return _says("phone_linked"), LIST
    if not names:
        return None, turn
    Handoffs(store, people.now).open(actor, OTHER_OWNER)
    return _says("phone_other_name"), None


def _settled(state: State) -> State:
    """The question is over; what was open before it is asked again."""
    question = state.question
    asked, choices = (question.expects, question.choices) if question else (None, ())
    return state.model_copy(update={"proving": None, "asked": asked, "choices": choices})


def _named(store: Store, noted: Account, names: list[str]) -> bool:
    """Whether one of these is the whole name of somebody there."""
    known = {fold(one.name) for one in store.people.patients(noted.id)}
    return any(fold(name) in known for name in names)


def _says(key: str) -> Reply:
    return Reply(parts=(text(key),))
