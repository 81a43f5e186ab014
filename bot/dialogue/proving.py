"""A number that the channel has proven to be the writer's, and that is noted for somebody: whether they are the same.

Numbers change hands, so that the number alone opens nothing. Of who can also say whose name stands there it is asked on
the other side, in its own chat; of anybody else the front desk hears that the number may have a new owner.
"""

from __future__ import annotations

from bot.core.messages import Reply
from bot.core.phrases import text
from bot.core.state import State
from bot.dialogue.steps import Turn
from bot.outreach.joining import NO, YES
from clinic.actor import patient
from clinic.handoffs import Handoffs
from clinic.joining import OTHER_OWNER, Joining, pending
from clinic.people import People
from models.store import Store
from models.views import Account, Conversation
from nlu.core.meaning import Meaning
from nlu.core.words import fold

WORDS = 4
"""A number in a longer sentence is no answer to a list of two."""

Proof = tuple[Reply | None, Turn | None]
"""What is said of it, and the turn that the conversation takes after it."""

LIST = Turn(meaning=Meaning(text="", intent="list_appointments"))


def prove(people: People, conversation: Conversation, phone: str) -> Proof:
    """The number is the writer's. Where it is noted for others it is asked under which name."""
    store, actor = people.store, patient(conversation)
    if people.prove_phone(actor, phone):
        return _says("phone_linked"), LIST
    own = [one.name for one in store.people.patients(conversation.account_id) if one.relation == "self"]
    noted = store.people.account_of_phone(phone)
    if noted is not None and (not store.people.patients(noted.id) or _named(store, noted, own)):
        return _asked(people, conversation, phone)
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
    if _named(store, noted, [*names, meaning.text.strip(" .,!")]):
        return _asked(people, conversation, state.proving)
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


def _asked(people: People, conversation: Conversation, phone: str) -> Proof:
    """It is asked on the other side, if anybody is there; what is said of it here."""
    match Joining(people.store, people.now, people.notifier).ask(patient(conversation), phone):
        case "joined":
            return _says("phone_linked"), LIST
        case "asked_there":
            return Reply(parts=(text("join.asked", phone=people.store.clinic.require().phone),)), None
    return _says("join.desk"), None


def answered(people: People, conversation: Conversation, turn: Turn) -> Proof:
    """What the other side says to it; any other message goes its way."""
    store, actor, state = people.store, patient(conversation), State.kept(conversation.state)
    value = turn.tap or _chosen(turn, state) or ""
    kind, _, number = value.partition(":")
    if kind not in (YES, NO) or not number.isdigit():
        return None, turn
    store.conversations.save(conversation.id, _settled(state).model_dump_json(), conversation.version)
    on = Turn() if state.flow else None
    joining = Joining(store, people.now, people.notifier)
    request = pending(store, int(number), people.now)
    if request is None or request.noted_id != conversation.account_id:
        return _says("join.over"), on
    if kind == NO:
        joining.refuse(actor, request.id)
        return _says("join.refused"), on
    joining.accept(actor, request.id)
    return _says("join.done"), on


def _chosen(turn: Turn, state: State) -> str | None:
    """Which of the two answers was written, by its number or as a yes or a no."""
    asks = [one.value for one in state.choices if one.value.partition(":")[0] in (YES, NO)]
    if turn.meaning is None or turn.unseen or not asks:
        return None
    bare = turn.meaning.then is None and len(turn.meaning.text.split()) <= WORDS
    number = turn.meaning.choice or 0
    if bare and 1 <= number <= len(asks):
        return asks[number - 1]
    answers = {"affirm": asks[0], "deny": asks[-1]}
    return answers.get(turn.meaning.intent) if state.asked == "confirmation" else None


def _says(key: str) -> Reply:
    return Reply(parts=(text(key),))
