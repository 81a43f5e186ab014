"""The intent of a message that is one wish: what the ranking of intents says, weighed against what the reader read.

Each rule tells when the reader's word counts; the first that applies speaks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from nlu.acts.details import Details, question
from nlu.acts.intents import ACTING, DRASTIC, FREE, of_another_world
from nlu.acts.wishes import Wish
from nlu.core.acts import Situation
from nlu.languages.en.agreement import QUESTIONS
from nlu.languages.en.aspects import aspects, speaks_of_one
from nlu.languages.en.doubts import begins_asking
from nlu.languages.en.topics import ABOUT_COMING, topics

SURE, SURE_OF_DRASTIC, SURE_OF_ANOTHER = 0.75, 0.85, 0.9
"""How sure the reader must be: where the intents leave it open; of what cannot be undone; where they say otherwise."""

SURE_TO_ASK = 0.6
"""And that something is only asked: to answer a question that was none costs little."""

SURE_OF_QUESTION = 0.4
"""And that something is asked, where words in it say what."""

SURE_OF_REFUSAL = 0.35
"""And that a name is refused which was asked for: to ask once more is worse than to let it be."""

_ASKED_FOR = ("patient", "phone", "consent")
_LEFT_OPEN = frozenset({"help", "inform", "out_of_scope"})
_BEGINS = frozenset({"book_appointment", "find_doctor", "request_alternatives", "reschedule_appointment"})


_NOT_FOR_TIMES = frozenset({"clinic_info", "help", "list_appointments"})

_STANDS = frozenset({"ask.table", "ask.booking"})
"""Questions about what is being arranged, or is in the book."""

_OF_A_DOCTOR = frozenset({"back", "days", "away", "there", "about"})
"""What is asked of a doctor, and not of an appointment."""

_ABOUT_ANYTHING = frozenset({"ask.clinic", "ask.bot", "ask.free"})
"""Questions that may be about another world: they are ours if something of the clinic's is in them."""


class Doubt(NamedTuple):
    """What is weighed: the intent so far, the wish as it was read, the text, where it stands, and what is in it."""

    intent: str
    part: Wish
    said: str
    here: Situation
    found: Details


Verdict = tuple[str, float] | None


def weighed(doubt: Doubt) -> Verdict:
    """The reader's intent and how sure it is; None where the ranking's stands."""
    return next((verdict for rule in _RULES if (verdict := rule(doubt))), None)


def _name_given(doubt: Doubt) -> Verdict:
    """A name is a name, whatever was asked."""
    given = [act.sure for act in doubt.part.acts if act.kind == "answer.name"]
    given = given if doubt.intent in _LEFT_OPEN and doubt.found.people else []
    return ("inform", max(given)) if given and max(given) >= SURE else None


def _not_to_be_kept(doubt: Doubt) -> Verdict:
    """ "I don't agree to my data being kept" is no answer to any question; whoever gives a name with it agrees."""
    refuses = doubt.part.kind == "manage.no_consent" and not doubt.found.people
    least = SURE_OF_REFUSAL if doubt.here.asked in _ASKED_FOR else SURE
    return ("no_consent", doubt.part.sure) if refuses and doubt.part.sure >= least else None


def _about_what_stands(doubt: Doubt) -> Verdict:
    """ "What time did you say", "would I be done by five", "and it's with the knee doctor, right": asked about what is
    being arranged, or is in the book. What sounds like a wish, a yes or a delay besides must have a question in it."""
    if doubt.part.kind not in _STANDS or doubt.intent in DRASTIC - ACTING:
        return None
    to_nothing = doubt.intent == "affirm" and doubt.here.asked not in QUESTIONS  # "and it's with Dr Rao, right"
    plain = to_nothing or doubt.intent in _LEFT_OPEN | {"clinic_info", "list_appointments"}
    worded = bool(aspects(doubt.said) or topics(doubt.said) or (plain and begins_asking(doubt.said)))
    if doubt.part.sure < (SURE_OF_QUESTION if worded else SURE_TO_ASK if plain else SURE):
        return None
    table = doubt.part.kind == "ask.table" and doubt.here.arranging != "-"
    return "ask_table" if table else "list_appointments", doubt.part.sure


def _plainly_asked(doubt: Doubt) -> Verdict:
    """ "How much is a follow-up", "can my husband come in with me": what it asks about is in its words."""
    asks = doubt.part.kind in ("ask.clinic", "ask.bot", "ask.table") and doubt.intent not in DRASTIC - ACTING
    sure = doubt.part.sure >= (SURE_TO_ASK if doubt.intent in ACTING else SURE_OF_QUESTION)
    of_person = (doubt.found.genders or doubt.found.languages) and doubt.intent != "find_doctor"
    about = set(topics(doubt.said)) - ({"doctors"} if doubt.part.kind == "ask.table" else set())
    named = doubt.found.of_clinic or doubt.found.strange_visit or about & ABOUT_COMING
    answered = of_person or (named and about)
    return ("clinic_info", doubt.part.sure) if asks and sure and answered else None


def _free_times(doubt: Doubt) -> Verdict:
    """ "Has the dermatologist anything on Monday": a question about times is a wish for one."""
    asks = doubt.part.kind == "ask.free" and doubt.part.sure >= SURE_TO_ASK and doubt.found.of_appointment
    return ("book_appointment", doubt.part.sure) if asks and doubt.intent in _NOT_FOR_TIMES else None


def _of_another_doctor(doubt: Doubt) -> Verdict:
    """ "Is Dr Rao in that day", while times are compared: that doctor is compared too."""
    comparing = doubt.here.arranging == "book" and doubt.here.asked in ("slot", "confirmation")
    asks = doubt.part.kind.startswith("ask") and doubt.part.sure >= SURE_TO_ASK and "there" in aspects(doubt.said)
    return ("find_doctor", doubt.part.sure) if comparing and asks and doubt.found.doctors else None


def _whom_it_wants(doubt: Doubt) -> Verdict:
    """ "Somebody who speaks French", "what about a physio": to want a doctor of some kind is not to want a person of
    the front desk, nor help."""
    asked = doubt.found.genders or doubt.found.languages
    if asked and doubt.intent == "human_handoff" and doubt.part.kind != "manage.person":
        return "find_doctor", doubt.part.sure
    field = doubt.found.strange_specialty and doubt.intent in ("help", "request_alternatives", "out_of_scope")
    return ("find_doctor", doubt.part.sure) if field and doubt.here.arranging in ("-", "book") else None


def _only_asked(doubt: Doubt) -> Verdict:
    """ "When is Dr Rao back", "how long is my visit": what sounds like a beginning only asks."""
    named = doubt.part.kind == "ask.clinic" and doubt.found.doctors
    asks = any(act.kind.startswith("ask") for act in doubt.part.acts)
    told_of = asks and speaks_of_one(doubt.said) and doubt.here.arranging == "-"
    of_a_doctor = (named or told_of) and set(aspects(doubt.said)) & _OF_A_DOCTOR
    if of_a_doctor and doubt.intent in _BEGINS | _LEFT_OPEN and doubt.part.sure >= SURE_OF_QUESTION:
        return "clinic_info", doubt.part.sure
    if doubt.intent not in _BEGINS or doubt.part.sure < SURE_TO_ASK:
        return None
    if doubt.part.kind == "ask.booking":
        return "list_appointments", doubt.part.sure
    of_clinic = doubt.part.kind == "ask.clinic" and (doubt.found.doctors or topics(doubt.said))
    return ("clinic_info", doubt.part.sure) if of_clinic else None


def _another_change(doubt: Doubt) -> Verdict:
    """A booking taken for a move, or the other way round: nothing can be moved where nothing is booked."""
    wanted = doubt.part.intent
    sure = doubt.part.sure >= SURE_OF_ANOTHER and {doubt.intent, wanted} <= ACTING
    possible = wanted == "book_appointment" or doubt.here.booked
    return (str(wanted), doubt.part.sure) if sure and possible else None


def _left_open(doubt: Doubt) -> Verdict:
    """The ranking leaves it open, and no question is answered by it."""
    intent, asked = doubt.part.intent, question(doubt.here.asked)
    if doubt.intent not in _LEFT_OPEN or intent is None or asked in FREE or doubt.found.answers(asked):
        return None
    if of_another_world(intent, asked, doubt.found):
        return None  # "book a manicure"
    ours = doubt.found.of_clinic or (doubt.intent != "out_of_scope" and topics(doubt.said))
    if doubt.part.kind in _ABOUT_ANYTHING and not ours:
        return None  # whatever else people ask
    least = SURE_OF_DRASTIC if intent in DRASTIC else SURE
    return (intent, doubt.part.sure) if doubt.part.sure >= least else None


_RULES: tuple[Callable[[Doubt], Verdict], ...] = (
    _name_given, _not_to_be_kept, _whom_it_wants, _of_another_doctor, _plainly_asked, _about_what_stands,
    _free_times, _only_asked, _another_change, _left_open,
)  # fmt: skip
