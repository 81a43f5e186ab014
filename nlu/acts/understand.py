"""Understanding: one message in, what it means out. Nothing is stored and nothing is decided here."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from nlu.acts import rules
from nlu.acts.client import Alarm, Parse, Ranking, RasaClient
from nlu.acts.details import Details, Finder, question
from nlu.acts.foreign import books_another_world
from nlu.acts.intents import ACTING, FREE, settle
from nlu.care.spelling import Spelling
from nlu.core.errors import NluUnavailable
from nlu.core.lexicon import Lexicon
from nlu.core.meaning import Asked, Danger, Meaning
from nlu.languages.en import agreement, assent, two_wishes
from nlu.languages.en.belonging import belongs_elsewhere
from nlu.languages.en.choices import says_all
from nlu.languages.en.consent import asked_of_us
from nlu.languages.en.dates.delays import delay_said
from nlu.languages.en.red_flags import danger_in
from nlu.languages.en.seeking import asks_to_be_seen
from nlu.people.renaming import is_plain, renamed

log = logging.getLogger(__name__)

LONGEST = 2000
"""Characters of a message that are read; of a longer one the first and the last half of these."""

_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S*", re.IGNORECASE)
"""Web addresses: nobody's wish about a time stands in one."""

_IDENTIFIER = re.compile(r"\b\w*?[^\W_]_+[^\W_]\w*|_{2,}")
"""A program's word or a line to write on, not a person's: cancel_appointment, ______."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_APPOINTMENT = r"(?:appointment|appt|booking|visit|one)"
_ADDITIONAL = re.compile(
    rf"\b(?:also|as well|too|another {_APPOINTMENT}|(?:second|2nd|extra) (?!one\b){_APPOINTMENT}|one more"
    r"|both of (?:us|those|them)"
    r"|(?:and|add|plus|then) (?:an?|one|my)\b.*\b(?:for|son|daughter|kid|child|wife|husband|boy|girl)"
    r"|(?:the |at )?same time\b(?=.*\bfor\b)|right after (?:me|mine))\b",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:another|(?:any|some|an?|what) (?:other|different)|different|other) (?:day|date)s?\b", re.IGNORECASE
)
_PLEASANT = frozenset({"affirm", "confirm_appointment", "goodbye", "greet", "out_of_scope", "rate_visit", "thank"})
_DETAIL = frozenset({"book_appointment", "inform", "reschedule_appointment"})
_INSTEAD = frozenset({"cancel_appointment", "human_handoff", "request_alternatives", "stop"})
_REFUSING = frozenset({"deny", "stop"})
_ASIDE = frozenset({"clinic_info", "human_handoff"})
ALARM_FROM = 0.6
"""From this share of danger on the alarm is raised; what a language's lists of red flags find raises it in any case."""

SOON_FROM = 0.7
"""From this share on somebody should be seen today. Of 1 200 taught examples of bookings and of harmless ailments none
has 0.4 of it, and of 200 that are meant all have 0.8. Who is missed is asked for a day, as everybody is."""

_MISTAKEN = frozenset({"out_of_scope", "reschedule_appointment", "running_late"})
"""What a wish to be seen is taken for where the message tells much else besides."""

_FEW_WORDS = 5
"""So short, "both please" only answers which appointment is meant."""

_SURE = 0.8
"""How sure of both halves one must be to take a message for two wishes."""


class Understander:
    """Understands the messages of one clinic. Without a parser, or while Rasa is down, rules carry on."""

    def __init__(self, lexicon: Lexicon, parse: RasaClient | Callable[[str], Parse] | None = None) -> None:
        self._finder = Finder(lexicon)
        self._spelling = Spelling(lexicon)
        self._parse = parse.parse if isinstance(parse, RasaClient) else parse
        self._zone = lexicon.timezone

    @property
    def zone(self) -> ZoneInfo:
        """The clinic's time zone."""
        return self._zone

    def understand(self, text: str, *, asked: str | None, now: datetime) -> Meaning:
        """What a message means after the question `asked` (unknown ones are tolerated); `now` is aware, of any zone.

        A message on which understanding itself fails is understood by the rules alone: no words make this raise.
        """
        try:
            meaning = self._understand(text, asked, now)
            return replace(meaning, renamed=renamed(meaning.text))
        except Exception as error:  # noqa: BLE001 - a person wrote it, and waits
            log.error("a message was understood by the rules alone: %s", type(error).__name__)
            return _by_rules_alone(text)

    def _understand(self, text: str, asked: str | None, now: datetime) -> Meaning:
        said, local = self._read(text, asked), now.astimezone(self._zone)
        found = self._finder.find(said, question(asked), local)
        dangers = {danger_in(said), danger_in(clean(text))}  # as meant, and as typed: neither may hide an alarm
        if danger := _worst(dangers):
            return replace(_meaning(said, "emergency", 1.0, found), danger=danger)
        if plain := belongs_elsewhere(said) or asked_of_us(said):
            return _meaning(said, plain, 1.0, found)
        if is_plain(said) and renamed(said) and not found.of_appointment:
            return _meaning(said, "inform", 1.0, found)
        leading = agreement.leading(said, asked) if asked in agreement.QUESTIONS else None
        if leading:
            return self._after_yes_or_no(said, leading, asked, found, local)
        direct = _direct(said, question(asked), found)
        return direct or self._of_two(said, asked, local) or self._by_rasa(said, asked, found)

    def guesses(self, text: str, *, asked: str | None, now: datetime) -> tuple[str, Ranking]:
        """A message as Rasa sees it, with its particulars replaced, and its intents, likeliest first, as Rasa ranks
        them: before the question asked is weighed. By the rules where Rasa is away."""
        found = self._finder.find(self._read(text, asked), question(asked), now.astimezone(self._zone))
        return found.masked, self._parsed(found.masked)[0].ranking

    def _read(self, text: str, asked: str | None) -> str:
        """The text that is understood: cleaned, and spelt right unless it was asked for in free words."""
        said = clean(text)
        return said if asked in FREE else self._spelling.mend(said)

    def _parsed(self, masked: str) -> tuple[Parse, bool]:
        """The parse of a masked text, and whether it is the rules' because Rasa is away."""
        try:
            return (self._parse(masked) if self._parse and masked else rules.parse(masked)), self._parse is None
        except NluUnavailable:
            return rules.parse(masked), True

    def _by_rasa(self, said: str, asked: str | None, found: Details) -> Meaning:
        (ranking, alarm), degraded = self._parsed(found.masked)
        if alarm.now + alarm.harm >= ALARM_FROM:
            emergency = _meaning(said, "emergency", alarm.now + alarm.harm, found)
            return replace(emergency, danger=_kind(alarm), by_rasa=True)
        intent, confidence = settle(ranking, asked, found)
        if asked == "confirmation" and intent == "thank" and assent.says_yes(said):
            intent = "affirm"  # "that's fab, thanks"
        binding = asked in agreement.QUESTIONS or intent != "affirm"  # a yes to nothing binds nobody
        if binding and not assent.is_said(intent, said, found.masked):  # better asked again than booked
            intent, confidence = ("inform", confidence) if found.of_appointment else ("out_of_scope", 1 - confidence)
        ours = found.of_clinic or (asked and not books_another_world(found.masked))
        if intent in _MISTAKEN and asks_to_be_seen(said) and found.of_appointment and ours:
            intent = "book_appointment"
        meaning = replace(_meaning(said, intent, confidence, found), soon=alarm.soon >= SOON_FROM)
        if intent == "inform" and asked == "reason":
            meaning = replace(meaning, reason=said)
        if intent == "running_late" and not meaning.when.says_something:
            meaning = replace(meaning, when=replace(meaning.when, shift_minutes=delay_said(said)))
        return replace(meaning, by_rasa=not degraded, degraded=degraded)

    def _of_two(self, said: str, asked: str | None, now: datetime) -> Meaning | None:
        """A message that holds two wishes, each understood on its own; None where it is one."""
        halves = two_wishes.parts(said)
        if not halves:
            return None
        second = self._by_rasa(halves[1], None, self._finder.find(halves[1], None, now))
        if second.intent == "emergency":
            return replace(second, text=said)
        if second.intent not in _ASIDE | ACTING or second.confidence < _SURE:
            return None
        first = self._by_rasa(halves[0], asked, self._finder.find(halves[0], question(asked), now))
        wishes = {first.intent, second.intent}
        first_counts = first.intent in ACTING or (first.intent == "inform" and asked is not None)
        if not first_counts or first.confidence < _SURE or len(wishes) < 2 or wishes == {"inform", "book_appointment"}:
            return None
        return replace(first, text=said, then=second)

    def _after_yes_or_no(
        self, said: str, leading: tuple[Literal["yes", "no"], str], asked: str | None, found: Details, now: datetime
    ) -> Meaning:
        """A yes or no, with what else it says: a further wish, or details of the very thing that was asked about."""
        answer, rest = leading
        own = _meaning(said, "affirm" if answer == "yes" else "deny", 1.0, found)
        more = self._finder.find(rest, None, now)
        another = answer == "yes" and agreement.brings_another(rest)
        says_more = agreement.says_more(more.masked) and not agreement.is_closing(rest)
        if not (more.of_appointment or says_more or another):
            return own
        further = self._by_rasa(rest, "confirmation", more)
        if further.intent == "emergency":
            return replace(further, text=said)
        own = replace(own, by_rasa=further.by_rasa, degraded=further.degraded)
        if further.intent in _PLEASANT or further.intent == own.intent:
            return own
        if answer == "yes" and further.intent in _REFUSING and not agreement.refuses(rest):
            return own
        if another and further.intent in _DETAIL:
            further = replace(further, additional=True)
        if _counts_alone(said, answer, rest, asked, further):
            return replace(further, text=said)
        if further.intent in _DETAIL and not further.additional:
            return own
        return replace(_bare(own), then=further)


def _by_rules_alone(text: str) -> Meaning:
    said = clean(text)
    danger = danger_in(said)
    intent = "emergency" if danger else rules.parse(said).ranking[0][0]
    return Meaning(text=said, intent=intent, danger=danger, degraded=True)


def _kind(alarm: Alarm) -> Danger:
    return "harm" if alarm.harm > alarm.now else "now"


def _worst(dangers: set[Danger | None]) -> Danger | None:
    """Where one reading needs an ambulance and the other a listener, it is the ambulance."""
    return "now" if "now" in dangers else "harm" if "harm" in dangers else None


def clean(text: str) -> str:
    """The text without control characters, web addresses and programs' words, and no longer than is read."""
    readable = _IDENTIFIER.sub(" ", _ADDRESS.sub(" ", _CONTROL.sub(" ", text))).strip()
    if len(readable) <= LONGEST:
        return readable
    half = LONGEST // 2
    return f"{readable[:half]} {readable[-half:]}"


def _direct(said: str, asked: Asked | None, found: Details) -> Meaning | None:
    """What answers the question asked so plainly that Rasa need not be asked."""
    if asked == "rating" and found.choice in range(1, 6):
        return _meaning(said, "rate_visit", 1.0, found)
    if asked == "appointment" and says_all(said, 2) and len(said.split()) <= _FEW_WORDS:
        return _meaning(said, "inform", 1.0, found)
    listed = asked is not None and asked not in ("phone", "patient", "reason", "comment")
    called = asked == "phone" and sum(char.isdigit() for char in said) >= 7
    if called or (listed and found.choice is not None):
        return _meaning(said, "inform", 1.0, found)
    if found.answers(asked) and not agreement.says_more(found.masked):
        return _meaning(said, "inform", 1.0, found)
    return None


def _counts_alone(said: str, answer: Literal["yes", "no"], rest: str, asked: str | None, further: Meaning) -> bool:
    """Whether what follows the yes or no is all that is meant."""
    if answer == "no":
        return further.intent in _INSTEAD
    return (
        asked == "anything_else"
        or further.intent == "stop"
        or (not further.additional and not agreement.is_firm(said, rest))
    )


def _meaning(said: str, intent: str, confidence: float, found: Details) -> Meaning:
    others = any(person.relation not in (None, "self") for person in found.people)
    besides = bool(_ADDITIONAL.search(said)) and (others or intent in ("book_appointment", "inform"))
    if besides and others and intent == "inform":
        intent = "book_appointment"
    return Meaning(
        text=said,
        intent=intent,
        confidence=round(min(confidence, 1.0), 4),
        when=found.when,
        doctors=found.doctors,
        not_doctors=found.not_doctors,
        any_doctor=found.any_doctor,
        strange_doctor=found.strange_doctor,
        specialties=found.specialties,
        visit_types=found.visit_types,
        people=found.people,
        additional=besides,
        other_day=bool(_OTHER_DAY.search(said)),
        choice=found.choice,
        reason=found.reason,
        guessed_specialty=found.guessed_specialty,
    )


def _bare(meaning: Meaning) -> Meaning:
    return Meaning(text=meaning.text, intent=meaning.intent, by_rasa=meaning.by_rasa, degraded=meaning.degraded)
