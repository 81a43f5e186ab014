"""Understanding: one message in, what it means out. Nothing is stored and nothing is decided here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from nlu.acts import rules
from nlu.acts.alarming import SOON_FROM, danger_of, is_alarming, worst
from nlu.acts.client import Parse, Ranking, RasaClient
from nlu.acts.details import Details, Finder, question
from nlu.acts.foreign import books_another_world
from nlu.acts.intents import FREE, settle
from nlu.acts.known_spans import as_known
from nlu.acts.parts import Message, complains, how_many, request_for_desk, weighing, wishes_of
from nlu.acts.plainly import (
    answered_directly,
    as_meaning,
    by_rules_alone,
    clean,
    counts_alone,
    is_angry,
    promise_in,
    without_details,
)
from nlu.acts.reread import reread
from nlu.acts.several import PLEASANT, answered, in_a_row, one_more, one_visit_each, words_of
from nlu.acts.weighed import Doubt, weighed
from nlu.acts.whom import renamed_by
from nlu.acts.wishes import Wish, is_ones_own
from nlu.care.spelling import Spelling
from nlu.core.acts import Situation, pack
from nlu.core.errors import NluUnavailable
from nlu.core.lexicon import Lexicon
from nlu.core.meaning import Meaning, Person
from nlu.languages.alarms import danger_in
from nlu.languages.readings import QUESTIONS
from nlu.languages.speaking import OfLanguage, grammar
from nlu.people.renaming import is_plain, renamed
from nlu.people.signatures import by_writer, introduced, signed
from nlu.people.spelt_out import in_one, put_together

log = logging.getLogger(__name__)

_DETAIL = frozenset({"book_appointment", "inform", "reschedule_appointment"})
_REFUSING = frozenset({"deny", "stop"})

_MISTAKEN = frozenset({"out_of_scope", "reschedule_appointment", "running_late"})
"""What a wish to be seen is taken for where the message tells much else besides."""

_OWN_WORDS = ("reason", "comment")
"""What is answered in words that are kept as they are."""

_FEW_NAMES = 2
"""An answer of more words may hold others than the name: "just meself, Alfie Gallagher"."""


Read = tuple[Parse, bool]
"""A parse, and whether it is the rules' own because Rasa is away."""


class Understander:
    """Understands the messages of one clinic. Without a parser, or while Rasa is down, rules carry on."""

    def __init__(self, lexicon: Lexicon, parse: RasaClient | Callable[[str], Parse] | None = None) -> None:
        self._finders = OfLanguage(lambda: Finder(lexicon))
        self._spellings = OfLanguage(lambda: Spelling(lexicon))
        self._parse = parse.parse if isinstance(parse, RasaClient) else parse
        self._zone = lexicon.timezone

    @property
    def _finder(self) -> Finder:
        return self._finders.now()

    @property
    def zone(self) -> ZoneInfo:
        """The clinic's time zone."""
        return self._zone

    def understand(self, text: str, *, asked: str | None, now: datetime, situation: Situation | None = None) -> Meaning:
        """What a message means after the question `asked` (unknown ones are tolerated); `now` is aware, of any zone.
        `situation` is what else is known of where the conversation stands.

        A message on which understanding itself fails is understood by the rules alone: no words make this raise.
        """
        try:
            meaning = self._understand(text, asked, now, (situation or Situation())._replace(asked=asked or "-"))
            if no_more := grammar().wanting.enough(meaning.text):
                return replace(meaning, enough=no_more, people=(), then=None)
            return replace(meaning, renamed=renamed_by(meaning.text, meaning.acts) or renamed(meaning.text))
        except Exception as error:  # noqa: BLE001 - a person wrote it, and waits
            log.error("a message was understood by the rules alone: %s", type(error).__name__)
            return by_rules_alone(text)

    def _understand(self, text: str, asked: str | None, now: datetime, here: Situation) -> Meaning:
        said, local = self._read(text, asked), now.astimezone(self._zone)
        found = self._finder.find(said, question(asked), local)
        typed = clean(text)  # as meant, and as typed: neither may hide an alarm
        dangers = {danger_in(said), danger_in(typed), danger_in(grammar().standard(typed))}
        if danger := worst(dangers):
            return replace(as_meaning(said, "emergency", 1.0, found), danger=danger)
        message = Message(said, asked, local, here)
        mark = None if asked in _OWN_WORDS else signed(said, asked)
        if mark is not None and not self._finder.doctors(mark.name, None).names:
            message = replace(message, said=mark.body)
            found = self._finder.find(mark.body, question(asked), local)
            return by_writer(self._safe(message, found), mark.name)
        own = introduced(found.people)
        meaning = self._safe(message, found)
        return by_writer(meaning, own) if own else meaning

    def _safe(self, message: Message, found: Details) -> Meaning:
        """What a message in which nobody is in danger means, by its plain words; else by Rasa."""
        said, asked = message.said, message.asked
        if plain := grammar().wanting.belongs_elsewhere(said) or grammar().wanting.asked_of_us(said):
            return as_meaning(said, plain, 1.0, found)
        if promised := promise_in(said, asked, found):
            return as_meaning(said, promised, 1.0, found)
        if is_plain(said) and renamed(said) and not found.of_appointment:
            return as_meaning(said, "inform", 1.0, found)
        leading = grammar().assent.leading(said, asked) if asked in QUESTIONS else None
        in_full = asked == "patient" and len(said.split()) > _FEW_NAMES
        direct = None if leading or in_full else answered_directly(said, question(asked), found)
        if direct or (leading and not leading[1].strip()):
            return direct or as_meaning(said, "affirm" if leading and leading[0] == "yes" else "deny", 1.0, found)
        read = self._parsed(message, found)
        if several := self._several(message, read[0]):
            return several
        if leading:
            return self._after_yes_or_no(message, leading, found)
        return self._settled(message, read, found)

    def guesses(self, text: str, *, asked: str | None, now: datetime) -> tuple[str, Ranking]:
        """A message as Rasa sees it, with its particulars replaced, and its intents, likeliest first, as Rasa ranks
        them: before the question asked is weighed. By the rules where Rasa is away."""
        message = Message(self._read(text, asked), asked, now.astimezone(self._zone), Situation(asked or "-"))
        found = self._finder.find(message.said, question(asked), message.now)
        return found.masked, self._parsed(message, found)[0].ranking

    def _read(self, text: str, asked: str | None) -> str:
        """The text that is understood: cleaned, and spelt right unless it was asked for in free words."""
        said = put_together(clean(text))
        said = in_one(said) if asked == "patient" else said
        return said if asked in FREE else self._spellings.now().mend(said)

    def _parsed(self, message: Message, found: Details) -> Read:
        """The parse of a message, and whether it is the rules' because Rasa is away."""
        try:
            if self._parse and found.masked and grammar().taught:
                parse = self._parse(pack(found.masked, message.said, message.here))
                acts = as_known(self._finder, message.said, parse.acts, message.asked)
                return parse._replace(acts=acts), False
        except NluUnavailable:
            return rules.parse(found.masked), True
        return rules.parse(found.masked), self._parse is None

    def _by_rasa(self, message: Message, found: Details) -> Meaning:
        return self._settled(message, self._parsed(message, found), found)

    def _settled(self, message: Message, read: Read, found: Details) -> Meaning:
        """What a message that is one wish means."""
        (ranking, alarm, acts), degraded = read
        said, asked, parts = message.said, message.asked, wishes_of(message, acts)
        if acts:
            spans = [span for part in parts for act in part.acts for span in act.spans]
            found = reread(self._finder, found, said, spans, message.here, message.now)
        if is_alarming(alarm, asked):
            emergency = as_meaning(said, "emergency", alarm.now + alarm.harm, found)
            return replace(emergency, danger=danger_of(alarm), by_rasa=True)
        if for_desk := request_for_desk(parts, message):
            request = as_meaning(said, "desk_request", for_desk.sure, found)
            return replace(request, request=for_desk.request, acts=acts, by_rasa=True)
        intent, confidence = _intent(message, ranking, parts, found)
        if intent == "out_of_scope" and is_angry(said, acts):
            request = replace(as_meaning(said, "desk_request", confidence, found), request="complaint")
            return replace(request, acts=acts, by_rasa=True)
        meaning = replace(as_meaning(said, intent, confidence, found), soon=alarm.soon >= SOON_FROM, acts=acts)
        if acts:
            meaning = replace(meaning, unwell=complains(parts, found))
        if intent == "out_of_scope" and not found.guessed_specialty:
            meaning = replace(meaning, reason=None)
        if count := how_many(parts, found, message):
            meaning = replace(meaning, count=count, choice=None)
        if intent == "inform" and asked == "reason":
            meaning = replace(meaning, reason=said)
        if intent == "running_late" and not meaning.when.says_something:
            meaning = replace(meaning, when=replace(meaning.when, shift_minutes=grammar().dates.delay_said(said)))
        meaning = replace(meaning, by_rasa=not degraded, degraded=degraded)
        return one_visit_each(meaning, self._finder.kinds_joined(said))

    def _several(self, message: Message, parse: Parse) -> Meaning | None:
        """A message that holds several wishes, each understood on its own; None where it is one, or may be."""
        _, alarm, acts = parse
        parts = wishes_of(message, acts)
        if is_alarming(alarm, message.asked) or len(parts) < 2 or weighing(parts):
            return None
        found = [self._wish(message, part, first=part is parts[0]) for part in parts]
        meanings = [meaning for meaning in found if meaning is not None]
        if len(meanings) < len(found):
            return None
        first = in_a_row(message.said, message.asked, meanings)
        unwell = any(act.kind == "report.unwell" for act in acts)
        return first and replace(
            first, text=message.said, words=first.text, acts=acts, soon=alarm.soon >= SOON_FROM, unwell=unwell
        )

    def _wish(self, message: Message, part: Wish, *, first: bool) -> Meaning | None:
        """One of several wishes, by its own words alone; None where it cannot be told what it comes to."""
        here = message.here if first else message.here._replace(asked="-")
        said, spans = words_of(message.said, part.acts)
        found = self._finder.find(said, question(here.asked), message.now)
        found = reread(self._finder, found, said, spans, here, message.now)
        intent = part.intent or answered(part)
        if part.kind == "ask.clinic" and found.specialties and not grammar().asking.topics(said):
            intent = "find_doctor"  # "what dentists are there"
        if intent is None or (
            intent in ("affirm", "deny") and not grammar().assent.is_said(intent, said, found.masked)
        ):
            return None
        meaning = replace(as_meaning(said, intent, part.sure, found), request=part.request)
        if not first and not meaning.people and any(is_ones_own(act, message.said) for act in part.acts):
            meaning = replace(meaning, people=(Person(None, "self", "me"),))
        return meaning if first else one_more(meaning)

    def _after_yes_or_no(self, message: Message, leading: tuple[Literal["yes", "no"], str], found: Details) -> Meaning:
        """A yes or no, with what else it says: a further wish, or details of the very thing that was asked about."""
        said, asked, (answer, rest) = message.said, message.asked, leading
        own = as_meaning(said, "affirm" if answer == "yes" else "deny", 1.0, found)
        more = self._finder.find(rest, None, message.now)
        another = answer == "yes" and grammar().assent.brings_another(rest)
        says_more = grammar().assent.says_more(more.masked) and not grammar().assent.is_closing(rest)
        if not (more.of_appointment or says_more or another):
            return own
        further = self._by_rasa(replace(message, said=rest, asked="confirmation"), more)
        if further.intent == "emergency":
            return replace(further, text=said)
        own = replace(own, by_rasa=further.by_rasa, degraded=further.degraded)
        if further.intent in PLEASANT or further.intent == own.intent:
            return own
        if answer == "yes" and further.intent in _REFUSING and not grammar().assent.refuses(rest):
            return own
        if another and further.intent in _DETAIL:
            further = replace(further, additional=True)
        if counts_alone(said, answer, rest, asked, further):
            return replace(further, text=said)
        if further.intent in _DETAIL and not further.additional:
            return own
        return replace(without_details(own), then=further)


def _intent(message: Message, ranking: Ranking, parts: Sequence[Wish], found: Details) -> tuple[str, float]:
    """The intent of a message that is one wish, and how sure that is."""
    said, asked = message.said, message.asked
    intent, confidence = settle(ranking, asked, found)
    if part := weighing(parts):
        doubt = Doubt(intent, part, said, message.here, found)
        intent, confidence = weighed(doubt) or (intent, confidence)
    if asked == "confirmation" and intent == "thank" and grammar().assent.says_yes(said):
        intent = "affirm"  # "that's fab, thanks"
    binding = asked in QUESTIONS or intent != "affirm"  # a yes to nothing binds nobody
    if binding and not grammar().assent.is_said(intent, said, found.masked):  # better asked again than booked
        intent, confidence = ("inform", confidence) if found.of_appointment else ("out_of_scope", 1 - confidence)
    ours = found.of_clinic or (asked and not books_another_world(found.masked))
    if intent in _MISTAKEN and grammar().wanting.asks_to_be_seen(said) and found.of_appointment and ours:
        intent = "book_appointment"
    return intent, confidence
