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
from nlu.languages.en.topics import topics

SURE, SURE_OF_DRASTIC, SURE_OF_ANOTHER = 0.75, 0.85, 0.9
"""How sure the reader must be: where the intents leave it open; of what cannot be undone; where they say otherwise."""

SURE_TO_ASK = 0.6
"""And that something is only asked: to answer a question that was none costs little."""

SURE_OF_REFUSAL = 0.35
"""And that a name is refused which was asked for: to ask once more is worse than to let it be."""

_ASKED_FOR = ("patient", "phone", "consent")
_LEFT_OPEN = frozenset({"help", "inform", "out_of_scope"})
_BEGINS = frozenset({"book_appointment", "find_doctor", "request_alternatives", "reschedule_appointment"})


_NOT_FOR_TIMES = frozenset({"clinic_info", "help", "list_appointments"})

_ABOUT_ANYTHING = frozenset({"ask.clinic", "ask.bot", "ask.free"})
"""Questions that may be about another world: they are ours if something of the clinic's is in them."""


_NOT_CALLED_OFF = frozenset({"book_appointment", "confirm_appointment", "find_doctor", "request_alternatives"})
"""What calling off is taken for where the person, the doctor and the day are named first."""


_TELLS_WHICH = frozenset({"when.old", "doctor.old"})
"""The pieces that tell of an appointment in the book which it is."""


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


def _about_the_table(doubt: Doubt) -> Verdict:
    """ "What time did you say", while something is being arranged."""
    asks = doubt.part.kind == "ask.table" and doubt.intent in _LEFT_OPEN | {"clinic_info", "list_appointments"}
    return ("ask_table", doubt.part.sure) if asks and doubt.here.arranging != "-" else None


def _free_times(doubt: Doubt) -> Verdict:
    """ "Has the dermatologist anything on Monday": a question about times is a wish for one."""
    asks = doubt.part.kind == "ask.free" and doubt.part.sure >= SURE_TO_ASK and doubt.found.of_appointment
    return ("book_appointment", doubt.part.sure) if asks and doubt.intent in _NOT_FOR_TIMES else None


def _only_asked(doubt: Doubt) -> Verdict:
    """ "When is Dr Rao back", "how long is my visit": what sounds like a beginning only asks."""
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


def _called_off(doubt: Doubt) -> Verdict:
    """Something in the book is called off, in words that were taken for something else. Whoever is asked once more
    whether to call it off has lost nothing, so the reader's word counts sooner; the soonest where it is told which."""
    taken_for = doubt.intent in _LEFT_OPEN | _NOT_CALLED_OFF
    if doubt.part.kind != "want.cancel" or not taken_for or not doubt.here.booked or doubt.here.arranging == "book":
        return None
    if question(doubt.here.asked) in FREE:
        return None
    least = SURE_TO_ASK if doubt.part.roles() & {"for", *_TELLS_WHICH} else SURE
    return ("cancel_appointment", doubt.part.sure) if doubt.part.sure >= least else None


def _new_or_moved(doubt: Doubt) -> Verdict:
    """ "Dr Rao, Friday at 10", with nothing open and something booked: whether that is a new appointment or a move the
    reader tells. Either is proposed before it is done. Told as it is now and as it should be, it is moved."""
    part, here = doubt.part, doubt.here
    if part.kind not in ("want.book", "want.move") or not here.booked or here.arranging != "-" or question(here.asked):
        return None
    moved = part.kind == "want.move" and bool(part.roles() & _TELLS_WHICH) and doubt.intent == "book_appointment"
    left_open = doubt.intent in _LEFT_OPEN and doubt.found.of_appointment
    sure = part.sure >= SURE_TO_ASK and (moved or left_open)
    return (str(part.intent), part.sure) if sure and not of_another_world(str(part.intent), None, doubt.found) else None


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
    _name_given, _not_to_be_kept, _about_the_table, _free_times, _only_asked, _called_off, _another_change,
    _new_or_moved, _left_open,
)  # fmt: skip
