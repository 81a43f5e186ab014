"""From Rasa's ranking to one intent, weighed by the question just asked."""

from __future__ import annotations

from nlu.acts.client import Ranking
from nlu.acts.details import Details, question
from nlu.acts.foreign import books_another_world, changes_another_world
from nlu.core.meaning import Asked
from nlu.languages.readings import WISHES

ACTING = frozenset({"book_appointment", "reschedule_appointment", "cancel_appointment"})
"""Intents that begin to change something."""

_STRANGERS = frozenset({"wrong_person", "deceased"})
_CONSENT = frozenset(WISHES)
DRASTIC = ACTING | _STRANGERS | _CONSENT | {"human_handoff"}
"""What must not be done on a guess; a handed-over conversation stays quiet until somebody gives it back."""

_SWITCHES = ACTING | _STRANGERS | _CONSENT | {
    "clinic_info", "emergency", "find_doctor", "help", "human_handoff", "list_appointments", "request_alternatives",
    "running_late", "stop",
}  # fmt: skip
"""What people say instead of answering."""

_SEEKING = frozenset({"book_appointment", "find_doctor"})
"""Two ways to begin: "I'd like a doctor" may be either, so a doubt between them is none about what is wanted."""

_ANSWER_BEATS_BELOW = 0.9
"""An answer to the question asked counts, unless Rasa is at least this sure of something else."""

_ELSEWHERE_FROM = 0.95
""" "Remind me to call mum at 5" is no answer to "At what time?" where Rasa is this sure."""

_ACT_FROM = 0.5
_HAND_OVER_FROM = 0.65
_STRANGER_FROM = 0.8
_MARGIN = 0.1
"""Below these, or closer than the last to the next, a drastic intent is asked about instead (chosen on data). To hand
over takes more: the bot keeps quiet afterwards, and a button for it stands beside every doubt."""

_WEIGHTS: dict[str, dict[str, float]] = {
    "confirmation": {
        "affirm": 5, "deny": 3, "request_alternatives": 2, "inform": 2, "clinic_info": 1.5, "confirm_appointment": 0.1,
        "greet": 0.1, "rate_visit": 0.05, "out_of_scope": 0.5, "help": 0.3, "list_appointments": 0.3,
        "running_late": 0.3, "emergency": 0.3, "human_handoff": 0.5, "stop": 0.5,
    },
    "anything_else": {"deny": 3, "thank": 2, "goodbye": 2, "book_appointment": 2, "greet": 0.3, "rate_visit": 0.1},
    "rating": {"rate_visit": 5, "inform": 2},
    "comment": {"rate_visit": 5, "inform": 5},
}  # fmt: skip
"""How much likelier (above 1) or less likely an intent is after a question than at any time."""

_CORRECTING = frozenset(
    {"book_appointment", "confirm_appointment", "find_doctor", "list_appointments", "reschedule_appointment"}
)
"""With a day, a time or a doctor in it, after "Shall I book it?", all of these correct what was proposed."""

FREE = frozenset({"reason", "comment", "phone", "patient"})
"""Questions that are answered in free words."""
_ASKS_BACK = frozenset({"clinic_info", "help", "human_handoff", "stop"})
_ASKED_BACK_FROM = 0.6


def settle(ranking: Ranking, asked: str | None, found: Details) -> tuple[str, float]:
    """The intent of a message and how sure that is."""
    weighed = _weigh(_without_alarm(ranking), asked)
    intent, confidence = weighed[0]
    known = question(asked)
    if of_another_world(intent, known, found):
        return "out_of_scope", confidence
    if asked and known not in ("confirmation", "consent", "anything_else", "rating"):
        return _as_answer(intent, confidence, found, known)
    if known == "confirmation" and found.corrects and intent in _CORRECTING:
        return "inform", confidence
    if _is_guess(intent, confidence) or (intent in DRASTIC and confidence - _second(weighed) < _MARGIN):
        seeking = sum(sure for name, sure in weighed if name in _SEEKING)
        if intent in _SEEKING and seeking >= _ACT_FROM:
            return "find_doctor", seeking
        return ("inform", confidence) if found.of_appointment else ("out_of_scope", 1 - confidence)
    return intent, confidence


def of_another_world(intent: str, known: Asked | None, found: Details) -> bool:
    """Whether what is to be booked, moved or cancelled is none of the clinic's, as far as the message tells."""
    if intent not in ACTING or found.of_clinic:
        return False
    if intent == "book_appointment":
        return books_another_world(found.masked)
    corrects = known == "confirmation" and found.corrects
    return not corrects and changes_another_world(found.masked)


def _without_alarm(ranking: Ranking) -> Ranking:
    """Alarms are raised by a language's red flags and by the component that learnt them (nlu/rasa/alarm.py): what is
    none by these, yet sounds like one, is a doubt."""
    kept = {intent: sure for intent, sure in ranking if intent != "emergency"}
    kept["out_of_scope"] = kept.get("out_of_scope", 0.0) + sum(sure for intent, sure in ranking if intent not in kept)
    return tuple(sorted(kept.items(), key=lambda row: -row[1]))


def _as_answer(intent: str, confidence: float, found: Details, asked: Asked | None) -> tuple[str, float]:
    """What to make of a message after a question that wants a detail."""
    if asked == "reason" and intent in _SEEKING and not found.of_appointment:
        return "inform", max(confidence, 0.7)  # a complaint begins a booking, but here it was asked for
    answered = found.answers(asked)
    guessed = _is_guess(intent, confidence) and not answered
    if intent in ("book_appointment", "find_doctor", "inform") and not guessed:
        return intent, confidence
    certain = confidence >= _ANSWER_BEATS_BELOW
    if asked in FREE and not answered:
        asks_back = intent in _ASKS_BACK and confidence >= _ASKED_BACK_FROM and not guessed
        return (intent, confidence) if asks_back or (certain and intent in _SWITCHES) else ("inform", 0.7)
    elsewhere = intent == "out_of_scope" and confidence >= _ELSEWHERE_FROM and not found.of_clinic
    if answered and not (certain and intent in _SWITCHES) and not elsewhere:
        return "inform", max(confidence, 0.7)
    if guessed:
        return "out_of_scope", 1 - confidence
    if asked is None and not certain:
        return "inform", max(1 - confidence, 0.5)
    return intent, confidence


def _is_guess(intent: str, confidence: float) -> bool:
    """Whether an intent is too uncertain for what it would do."""
    least = {
        "human_handoff": _HAND_OVER_FROM,
        "stop_messages": _STRANGER_FROM,
        **dict.fromkeys(_STRANGERS, _STRANGER_FROM),
    }
    return intent in DRASTIC and confidence < least.get(intent, _ACT_FROM)


def _weigh(ranking: Ranking, asked: str | None) -> Ranking:
    weights = _WEIGHTS.get(asked or "", {})
    weighed = [(intent, confidence * weights.get(intent, 1.0)) for intent, confidence in ranking]
    total = sum(confidence for _, confidence in weighed) or 1.0
    return tuple(sorted(((intent, part / total) for intent, part in weighed), key=lambda row: -row[1]))


def _second(ranking: Ranking) -> float:
    return ranking[1][1] if len(ranking) > 1 else 0.0
