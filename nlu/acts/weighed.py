"""The intent of a message that is one wish: what the reader read, weighed against what the ranking of intents says.

The reader knows the situation and tells one clause from another; the ranking knows more ways to say a plain thing. So
what the reader read counts where it is sure enough of it for what would be done, unless the ranking says the same more
closely ("more times" of "anything later?").
"""

from __future__ import annotations

from typing import NamedTuple

from nlu.acts.details import Details, question
from nlu.acts.intents import ACTING, DRASTIC, FREE, of_another_world
from nlu.acts.wishes import Wish
from nlu.core.acts import Situation
from nlu.languages.readings import ABOUT_COMING, QUESTIONS
from nlu.languages.speaking import grammar

_LEAST = 0.5
_LEAST_OF = {
    "cancel_appointment": 0.6,
    "reschedule_appointment": 0.6,
    "desk_request": 0.6,
    "human_handoff": 0.9,
    "list_appointments": 0.65,
    "reminders_off": 0.75,
    "reminders_on": 0.75,
    "stop_messages": 0.85,
    "no_consent": 0.75,
    "wrong_person": 0.85,
    "deceased": 0.85,
    "out_of_scope": 0.9,
    "undecided": 0.8,
}
"""From which share on the reader's word counts: by what would be done upon it. Chosen on turns it was not taught."""

_INSTEAD = 0.75
"""The same, of what would be done instead of taking the answer to the question that was asked."""

_OF_TWO_CHANGES = 0.85
"""The same where the ranking would change something else."""

_WITHOUT_DETAILS = 0.75
"""The same of a booking of which nothing is told."""

_REFUSED = 0.35
"""And that a name is refused which was asked for: to ask once more is worse than to let it be."""

_ASKED_FOR = ("patient", "phone", "consent")

_SAME = {
    "affirm": {"confirm_appointment", "thank"},
    "confirm_appointment": {"affirm", "goodbye", "thank"},
    "book_appointment": {"find_doctor", "request_alternatives"},
    "clinic_info": {"find_doctor", "help", "list_appointments", "request_alternatives"},
    "deny": {"cancel_appointment", "inform", "request_alternatives", "stop"},
    "help": {"clinic_info", "human_handoff"},
    "inform": {"affirm", "book_appointment", "deny", "find_doctor", "rate_visit", "request_alternatives", "stop"},
    "list_appointments": {"ask_table"},
    "reschedule_appointment": {"request_alternatives"},
    "stop": {"deny", "goodbye"},
    "stop_messages": {"stop"},
    "undecided": {"deny", "stop"},
}
"""What the ranking may say more closely, or in other words, of what the reader read."""

_GOES_ON = frozenset({"book_appointment", "reschedule_appointment"})
"""What, in the middle of something, may only be a detail of it."""

_OF_QUESTION, _OF_QUESTION_INSTEAD = 0.4, 0.6
"""The same of a question whose words say what is asked: anyhow, and where the ranking would change something."""

_STANDS = frozenset({"ask.table", "ask.booking"})
"""Questions about what is being arranged, or is in the book."""

_BEGINS = frozenset({"book_appointment", "find_doctor", "request_alternatives", "reschedule_appointment"})

_OF_A_DOCTOR = frozenset({"back", "days", "away", "there", "about"})
"""What is asked of a doctor, and not of an appointment."""

_ABOUT_ANYTHING = frozenset({"ask.clinic", "ask.bot", "ask.free"})
"""Questions that may be about another world: they are ours if something of the clinic's is in them."""

_OF_THE_BOOK = frozenset({"want.cancel", "want.confirm", "want.look_up", "want.move"})
_LEFT_OPEN = frozenset({"help", "inform", "out_of_scope"})
_CHANGES = ACTING | {"confirm_appointment"}
_MERE_DETAIL = frozenset({"constrain", "choose", "correct", "answer.name", "answer.phone", "answer.any"})


_SAID = {"answer.yes": "affirm", "answer.no": "deny", "answer.dont_know": "undecided"}


class Doubt(NamedTuple):
    """What is weighed: the ranking's intent, the wish as it was read, the text, where it stands, and what is in it."""

    intent: str
    part: Wish
    said: str
    here: Situation
    found: Details


Verdict = tuple[str, float] | None


def weighed(doubt: Doubt) -> Verdict:
    """The reader's intent and how sure it is; None where the ranking's stands."""
    read = _asked_in_so_many_words(doubt) or _whom_it_wants(doubt)
    if read is not None:
        return read
    read = _read(doubt)
    if read is None:
        return None
    intent, sure = read
    detail = doubt.intent == "inform" and intent in _GOES_ON and doubt.here.asked not in ("-", "anything_else")
    if detail or intent == doubt.intent or (doubt.intent in _SAME.get(intent, ()) and not _moves(intent, doubt)):
        return None
    return read if sure >= _least(intent, doubt) else None


def _moves(intent: str, doubt: Doubt) -> bool:
    """ "Can you fit me in next week instead", with nothing on offer: no other of several times, but a move."""
    return intent == "reschedule_appointment" and bool(doubt.here.booked) and doubt.here.arranging == "-"


def _asked_in_so_many_words(doubt: Doubt) -> Verdict:
    """ "Is Dr Rao in that day", "how much is a follow-up": what is asked stands in its words, so less will do."""
    kind, sure, asked = doubt.part.kind, doubt.part.sure, set(grammar().asking.aspects(doubt.said))
    least = _OF_QUESTION_INSTEAD if doubt.intent in _BEGINS | ACTING else _OF_QUESTION
    if sure < _OF_QUESTION or doubt.intent in DRASTIC - ACTING:
        return None
    comparing = doubt.here.arranging == "book" and doubt.here.asked in ("slot", "confirmation")
    if kind.startswith("ask") and sure >= least and comparing and doubt.found.doctors and "there" in asked:
        return "find_doctor", sure  # that doctor is compared too
    of_clinic = kind in ("ask.clinic", "ask.bot", "ask.table") and sure >= least and _is_of_clinic(doubt)
    of_each = "free" in asked and len(doubt.found.doctors) > 1 and kind.startswith("ask")  # "when Dr Lee, when Dr Rao"
    if of_clinic or of_each or (asked & _OF_A_DOCTOR and _tells_of_a_doctor(doubt)):
        return "clinic_info", sure
    return _of_what_stands(doubt) if kind in _STANDS else None


def _is_of_clinic(doubt: Doubt) -> bool:
    """ "How much is a follow-up", "can my husband come in with me"."""
    found = doubt.found
    of_person = (found.genders or found.languages) and doubt.intent != "find_doctor"
    about = set(grammar().asking.topics(doubt.said)) - ({"doctors"} if doubt.part.kind == "ask.table" else set())
    named = found.of_clinic or found.strange_visit or about & ABOUT_COMING
    return bool(of_person or (named and about))


def _tells_of_a_doctor(doubt: Doubt) -> bool:
    """ "When is Dr Rao back", "and when is she back"."""
    if doubt.intent not in _BEGINS | _LEFT_OPEN:
        return False
    asks = any(act.kind.startswith("ask") for act in doubt.part.acts)
    named = doubt.part.kind == "ask.clinic" and doubt.found.doctors
    return bool(named or (asks and grammar().asking.speaks_of_one(doubt.said) and doubt.here.arranging == "-"))


def _of_what_stands(doubt: Doubt) -> Verdict:
    """ "What time did you say", "would I be done by five", "and it's with the knee doctor, right": asked about what is
    being arranged, or is in the book. What sounds like a wish, a yes or a delay besides must have a question in it."""
    to_nothing = doubt.intent == "affirm" and doubt.here.asked not in QUESTIONS  # "and it's with Dr Rao, right"
    plain = to_nothing or doubt.intent in _LEFT_OPEN | {"clinic_info", "list_appointments"}
    if (
        doubt.intent == "clinic_info"
        and grammar().asking.topics(doubt.said)
        and not grammar().asking.aspects(doubt.said)
    ):
        return None  # what the clinic says of every visit
    named = bool(grammar().asking.aspects(doubt.said) or grammar().asking.topics(doubt.said))
    worded = named or (plain and grammar().assent.begins_asking(doubt.said))
    if doubt.part.sure < (_OF_QUESTION if worded else _OF_QUESTION_INSTEAD if plain else _INSTEAD):
        return None
    table = doubt.part.kind == "ask.table" and doubt.here.arranging != "-"
    of_nothing = not (table or doubt.here.booked)
    if of_nothing and (doubt.part.kind == "ask.table" or not (named or doubt.part.sure >= _INSTEAD)):
        return None  # "what about my wife", where nothing is booked
    return "ask_table" if table else "list_appointments", doubt.part.sure


def _whom_it_wants(doubt: Doubt) -> Verdict:
    """ "Somebody who speaks French", "what about a physio": to want a doctor of some kind is not to want a person of
    the front desk, nor help."""
    asked = doubt.found.genders or doubt.found.languages
    if asked and doubt.intent == "human_handoff" and doubt.part.kind != "manage.person":
        return "find_doctor", doubt.part.sure
    field = doubt.found.strange_specialty and doubt.intent in ("help", "request_alternatives", "out_of_scope")
    return ("find_doctor", doubt.part.sure) if field and doubt.here.arranging in ("-", "book") else None


def _least(intent: str, doubt: Doubt) -> float:
    least = _LEAST_OF.get(intent, _LEAST)
    moves_nothing = doubt.intent == "reschedule_appointment" and not doubt.here.booked
    if {intent, doubt.intent} <= _CHANGES and not (moves_nothing or _tells_which(intent, doubt)):
        return _OF_TWO_CHANGES
    if intent == "book_appointment" and not _tells(doubt.found):
        return _WITHOUT_DETAILS
    if intent == "book_appointment" and moves_nothing:
        return _INSTEAD  # "at another time": who is wrong about having one is told so
    if intent == "no_consent" and doubt.here.asked in _ASKED_FOR:
        return _REFUSED
    asked = question(doubt.here.asked)
    answers = asked in FREE or doubt.found.answers(asked)
    return max(least, _INSTEAD) if answers and intent != "inform" else least


def _tells_which(intent: str, doubt: Doubt) -> bool:
    """Whether what is to be changed is told as it stands in the book: then it is no new one that is wanted."""
    old = {"when.old", "doctor.old"} | ({"for"} if intent == "cancel_appointment" else set())
    return intent != "book_appointment" and bool(doubt.here.booked and doubt.part.roles() & old)


def _read(doubt: Doubt) -> Verdict:
    """What the message comes to by the reader alone; None where that is nothing by itself."""
    kind, sure, intent = doubt.part.kind, doubt.part.sure, doubt.part.intent
    if kind == "answer":
        return _answer(doubt)
    if kind == "ask.clinic" and doubt.found.specialties and not grammar().asking.topics(doubt.said):
        return "find_doctor", sure  # "what dentists are there"
    if kind == "want.earlier" and not doubt.here.booked and doubt.here.arranging == "-":
        return "book_appointment", sure  # "tell me if there's one today": there is nothing to be earlier than
    if intent is None or _is_elsewhere(intent, doubt):
        return None
    if kind in _STANDS or (kind == "manage.no_consent" and doubt.found.people):
        return None  # seen to already; and whoever gives a name with it agrees
    if intent == "cancel_appointment" and doubt.here.arranging == "book":
        return None  # a day that does not suit, or the wish itself
    return _of_no_book(intent, doubt) if kind in _OF_THE_BOOK and not doubt.here.booked else (intent, sure)


def _is_elsewhere(intent: str, doubt: Doubt) -> bool:
    """Whether nothing in it is of a clinic, or of an appointment."""
    found = doubt.found
    if doubt.part.kind in _ABOUT_ANYTHING:
        return not (found.of_clinic or grammar().asking.topics(doubt.said))
    if intent not in ACTING:
        return False
    told = found.of_appointment or found.of_clinic or any(one.relation for one in found.people)
    nothing = doubt.intent in _LEFT_OPEN and not (told or doubt.here.booked)
    return nothing or of_another_world(intent, question(doubt.here.asked), found)


def _of_no_book(intent: str, doubt: Doubt) -> Verdict:
    """Where nothing is booked nothing can be moved: what is being arranged is corrected. And nothing is asked about,
    unless it cannot be anything else."""
    if intent == "reschedule_appointment":
        return ("inform", doubt.part.sure) if doubt.here.asked != "-" and doubt.found.of_appointment else None
    return (intent, doubt.part.sure) if doubt.intent in _LEFT_OPEN else None


def _answer(doubt: Doubt) -> Verdict:
    """An answer, or a detail of what is spoken of: a yes and a no in one message leave it open which."""
    acts = doubt.part.acts
    kinds = {act.kind for act in acts}
    sure = max(act.sure for act in acts)
    if kinds & _MERE_DETAIL:
        goes_on = doubt.here.asked != "-" or (doubt.intent in _LEFT_OPEN and _tells(doubt.found))
        return ("inform", sure) if goes_on else None
    said = kinds & _SAID.keys()
    if len(said) != 1:
        return ("inform", sure) if said else None
    intent = _SAID[said.pop()]
    if intent == "affirm" and not grammar().assent.is_said(intent, doubt.said, doubt.found.masked):
        return None  # better asked again than booked
    return None if doubt.found.of_appointment else (intent, sure)


def _tells(found: Details) -> bool:
    return bool(found.of_appointment or found.people or found.reason or found.same)
