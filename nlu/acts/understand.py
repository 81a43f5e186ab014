"""Understanding: one message in, what it means out. Nothing is stored and nothing is decided here."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from nlu.acts import rules
from nlu.acts.client import Alarm, Parse, Ranking, RasaClient
from nlu.acts.details import Details, Finder, question
from nlu.acts.foreign import books_another_world
from nlu.acts.intents import FREE, settle
from nlu.acts.marked import as_known, renamed_by, reread
from nlu.acts.several import PLEASANT, answered, in_a_row, one_more, one_visit_each, words_of
from nlu.acts.weighed import Doubt, weighed
from nlu.acts.wishes import Wish, is_ones_own, wishes
from nlu.care.spelling import Spelling
from nlu.core.acts import Act, Situation, pack
from nlu.core.errors import NluUnavailable
from nlu.core.lexicon import Lexicon
from nlu.core.meaning import Asked, Danger, Meaning, Person
from nlu.languages.alarms import danger_in
from nlu.languages.readings import QUESTIONS
from nlu.languages.speaking import OfLanguage, grammar
from nlu.people.renaming import is_plain, renamed
from nlu.people.signatures import by_writer, introduced, signed
from nlu.people.spelt_out import in_one, put_together

log = logging.getLogger(__name__)

LONGEST = 2000
"""Characters of a message that are read; of a longer one the first and the last half of these."""

_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S*", re.IGNORECASE)
"""Web addresses: nobody's wish about a time stands in one."""

_IDENTIFIER = re.compile(r"\b\w*?[^\W_]_+[^\W_]\w*|_{2,}")
"""A program's word or a line to write on, not a person's: cancel_appointment, ______."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_DETAIL = frozenset({"book_appointment", "inform", "reschedule_appointment"})
_INSTEAD = frozenset({"cancel_appointment", "human_handoff", "request_alternatives", "stop"})
_REFUSING = frozenset({"deny", "stop"})
ALARM_FROM = 0.55
"""From this share of danger on the alarm is raised; what a language's lists of red flags find raises it in any case."""

HARM_FROM = 0.8
"""The same of harm alone, while a question is open."""

SOON_FROM = 0.7
"""From this share on somebody should be seen today. Of 1 200 taught examples of bookings and of harmless ailments none
has 0.4 of it, and of 200 that are meant all have 0.8. Who is missed is asked for a day, as everybody is."""

_MISTAKEN = frozenset({"out_of_scope", "reschedule_appointment", "running_late"})
"""What a wish to be seen is taken for where the message tells much else besides."""

_FEW_WORDS = 5
"""So short, "both please" only answers which appointment is meant."""

_SURE = 0.6
"""How sure of each part one must be to take a message for several wishes."""

_SURE_TO_ANSWER, _SURE_TO_PASS_ON = 0.4, 0.55
"""The same of a question, and of a request for the desk: to answer without need costs little."""

_SURE_IN_FREE_WORDS = 0.75
"""The same of a request where something was asked that is answered in free words."""

_SURE_OF_ANGER = 0.3
"""And that somebody is angry, where nothing else was understood."""

_WHAT_FOR = frozenset({"reason", "visit", "attribute"})
"""What a visit is for, or with whom: no complaint."""

_OWN_WORDS = ("reason", "comment")
"""What is answered in words that are kept as they are."""

_FEW_NAMES = 2
"""An answer of more words may hold others than the name: "just meself, Alfie Gallagher"."""


@dataclass(frozen=True)
class Message:
    """A message as it is understood: spelt right, after which question, when (in the clinic's zone), and where the
    conversation stands."""

    said: str
    asked: str | None
    now: datetime
    here: Situation


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
            return _by_rules_alone(text)

    def _understand(self, text: str, asked: str | None, now: datetime, here: Situation) -> Meaning:
        said, local = self._read(text, asked), now.astimezone(self._zone)
        found = self._finder.find(said, question(asked), local)
        typed = clean(text)  # as meant, and as typed: neither may hide an alarm
        dangers = {danger_in(said), danger_in(typed), danger_in(grammar().standard(typed))}
        if danger := _worst(dangers):
            return replace(_meaning(said, "emergency", 1.0, found), danger=danger)
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
            return _meaning(said, plain, 1.0, found)
        if promised := _promised(said, asked, found):
            return _meaning(said, promised, 1.0, found)
        if is_plain(said) and renamed(said) and not found.of_appointment:
            return _meaning(said, "inform", 1.0, found)
        leading = grammar().assent.leading(said, asked) if asked in QUESTIONS else None
        in_full = asked == "patient" and len(said.split()) > _FEW_NAMES
        direct = None if leading or in_full else _direct(said, question(asked), found)
        if direct or (leading and not leading[1].strip()):
            return direct or _meaning(said, "affirm" if leading and leading[0] == "yes" else "deny", 1.0, found)
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
        said, asked, parts = message.said, message.asked, _parts(message, acts)
        if acts:
            spans = [span for part in parts for act in part.acts for span in act.spans]
            found = reread(self._finder, found, said, spans, message.here, message.now)
        if is_alarming(alarm, asked):
            emergency = _meaning(said, "emergency", alarm.now + alarm.harm, found)
            return replace(emergency, danger=_kind(alarm), by_rasa=True)
        if for_desk := _for_desk(parts, message):
            request = _meaning(said, "desk_request", for_desk.sure, found)
            return replace(request, request=for_desk.request, acts=acts, by_rasa=True)
        intent, confidence = _intent(message, ranking, parts, found)
        if intent == "out_of_scope" and _is_angry(said, acts):
            request = replace(_meaning(said, "desk_request", confidence, found), request="complaint")
            return replace(request, acts=acts, by_rasa=True)
        meaning = replace(_meaning(said, intent, confidence, found), soon=alarm.soon >= SOON_FROM, acts=acts)
        if acts:
            meaning = replace(meaning, unwell=_complains(parts, found))
        if intent == "out_of_scope" and not found.guessed_specialty:
            meaning = replace(meaning, reason=None)
        if count := _how_many(parts, found, message):
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
        parts = _parts(message, acts)
        if is_alarming(alarm, message.asked) or len(parts) < 2 or _weighing(parts):
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
        meaning = replace(_meaning(said, intent, part.sure, found), request=part.request)
        if not first and not meaning.people and any(is_ones_own(act, message.said) for act in part.acts):
            meaning = replace(meaning, people=(Person(None, "self", "me"),))
        return meaning if first else one_more(meaning)

    def _after_yes_or_no(self, message: Message, leading: tuple[Literal["yes", "no"], str], found: Details) -> Meaning:
        """A yes or no, with what else it says: a further wish, or details of the very thing that was asked about."""
        said, asked, (answer, rest) = message.said, message.asked, leading
        own = _meaning(said, "affirm" if answer == "yes" else "deny", 1.0, found)
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
        if _counts_alone(said, answer, rest, asked, further):
            return replace(further, text=said)
        if further.intent in _DETAIL and not further.additional:
            return own
        return replace(_bare(own), then=further)


def _promised(said: str, asked: str | None, found: Details) -> str | None:
    """What has one answer whatever else is said: refusals, what is nobody's to ask for, and to be told again."""
    if grammar().wanting.asks_for_what_is_not_theirs(said) or (
        found.doctors and grammar().wanting.asks_for_the_book_of(said[: found.doctors_at])
    ):
        return "others_data"
    if grammar().wanting.refuses_to_be_kept(said):
        return "no_consent"
    if asked == "patient" and not any(one.name for one in found.people) and grammar().wanting.refuses_a_name(said):
        return "no_name"
    about = found.of_clinic or set(grammar().asking.topics(said)) - {"phone"}  # "my phone went dead" asks for no number
    return "repeat" if grammar().asking.asks_once_more(said) and not about else None


def is_alarming(alarm: Alarm, asked: str | None) -> bool:
    """Whether the alarm is raised. In the middle of an arrangement, where people say much else that is heavy, being
    tired of life takes plainer words."""
    if alarm.now + alarm.harm < ALARM_FROM:
        return False
    return asked is None or alarm.now >= alarm.harm or alarm.harm >= HARM_FROM


def _parts(message: Message, acts: Sequence[Act]) -> list[Wish]:
    """The wishes of a message."""
    return _of_one_book(_clear(wishes(acts, message.said)), message.here)


def _clear(parts: Sequence[Wish]) -> list[Wish]:
    """The wishes that one may be sure of; what may be another is told of the one before it, or of the first."""
    kept: list[Wish] = []
    for part in parts:
        clear = _is_clear(part) or _keeps(part, parts) or _is_told_apart(part, kept[-1:])
        if kept and not (clear and _is_clear(kept[-1])):
            before = kept.pop()
            leading = before if _is_clear(before) or before.sure >= part.sure else part
            kept.append(replace(leading, acts=(*before.acts, *part.acts)))
        else:
            kept.append(part)
    return kept


def _of_one_book(parts: Sequence[Wish], here: Situation) -> list[Wish]:
    """Where one appointment stands in the book, all that is said of moving is of that one."""
    moves = [part for part in parts if part.kind == "want.move"]
    if here.booked != 1 or len(moves) < 2:
        return list(parts)
    whole = replace(moves[0], acts=tuple(act for part in moves for act in part.acts))
    return [whole if part is moves[0] else part for part in parts if part is moves[0] or part not in moves]


def _is_clear(part: Wish) -> bool:
    """Whether one may be sure of a wish. To answer or pass on what was not asked costs less than to drop it."""
    least = {"ask": _SURE_TO_ANSWER, "beyond": _SURE_TO_PASS_ON}
    return part.sure >= least.get(part.kind.partition(".")[0], _SURE)


def _is_told_apart(part: Wish, before: Sequence[Wish]) -> bool:
    """Whether a part says for whom and with whom or when, and the one before it is for somebody too: then it is a visit
    of its own, however likely its words are a wish."""
    both = part.roles() & before[0].roles() if before and part.kind == before[0].kind == "want.book" else set()
    return "for" in both and bool(part.roles() & {"when", "doctor", "specialty", "visit"})


def _keeps(part: Wish, parts: Sequence[Wish]) -> bool:
    """Whether a part says what stays beside what is called off: heard where it was none, it does no harm."""
    return part.kind == "want.confirm" and any(other.kind == "want.cancel" for other in parts)


def _weighing(parts: Sequence[Wish]) -> Wish | None:
    """The one wish of a message; a no before a refusal to be kept is part of it."""
    refused = len(parts) == 2 and parts[0].kind == "answer" and parts[1].kind == "manage.no_consent"
    return parts[-1] if refused or len(parts) == 1 else None


def _intent(message: Message, ranking: Ranking, parts: Sequence[Wish], found: Details) -> tuple[str, float]:
    """The intent of a message that is one wish, and how sure that is."""
    said, asked = message.said, message.asked
    intent, confidence = settle(ranking, asked, found)
    if part := _weighing(parts):
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


def _complains(parts: Sequence[Wish], found: Details) -> bool:
    """Whether it says that somebody is unwell: as a complaint, not as what a visit is for."""
    if any(act.kind == "report.unwell" for part in parts for act in part.acts):
        return True
    named = any(part.roles() & _WHAT_FOR for part in parts)
    return found.guessed_specialty is not None and not found.visit_types and not named


def _how_many(parts: Sequence[Wish], found: Details, message: Message) -> int | None:
    """How many visits are wanted in all, where a message tells nothing else: "that's 3, no, 4 visits"."""
    told = [words for part in parts for act in part.acts for words in act.texts(message.said, "count")]
    says_more = found.of_appointment or found.people or message.here.arranging != "book"
    return grammar().wanting.number_in(told[-1]) if told and not says_more else None


def _for_desk(parts: Sequence[Wish], message: Message) -> Wish | None:
    """The request of a message that asks for nothing but what a person of the clinic must do. Where nothing is booked
    or arranged, "tell me if there's one today" asks for a time, not to be told of an earlier one."""
    leading = [part for part in parts if part.kind != "answer"]
    asked = message.asked
    only = leading[0] if len(leading) == 1 and leading[0].request and asked not in ("reason", "comment") else None
    begins = not message.here.booked and message.here.arranging == "-"
    if only is None or (only.request == "earlier" and begins and "when" in only.roles()):
        return None
    return only if only.sure >= (_SURE_IN_FREE_WORDS if asked in FREE else _SURE) else None


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
    if asked == "appointment" and grammar().choices.says_all(said, 2) and len(said.split()) <= _FEW_WORDS:
        return _meaning(said, "inform", 1.0, found)
    listed = asked is not None and asked not in ("phone", "patient", "reason", "comment")
    besides = bool(found.people) or bool(
        grammar().wishing.additional.search(said)
    )  # "the first, and the second for my son"
    called = asked == "phone" and sum(char.isdigit() for char in said) >= 7
    if called or (listed and found.choice is not None and not besides and not _asks(said)):
        return _meaning(said, "inform", 1.0, found)
    of_two = besides and len(found.when.times) > 1
    about_doctor = bool(found.doctors) and "there" in grammar().asking.aspects(said)  # "is Dr Rao in that day"
    if found.answers(asked) and not (of_two or about_doctor) and not grammar().assent.says_more(found.masked):
        return _meaning(said, "inform", 1.0, found)
    return None


def _is_angry(said: str, acts: Sequence[Act]) -> bool:
    """Whether somebody tells of what has angered them, in more than a curse: the desk reads it."""
    anger = any(act.kind == "social.anger" and act.sure >= _SURE_OF_ANGER for act in acts)
    return anger and len(said.split()) > _FEW_WORDS


def _asks(said: str) -> bool:
    """Whether it asks something, by itself or beside an answer: "the last one. can I stay in the room with him"."""
    return grammar().asking.asks_something(said) or grammar().assent.begins_asking(said, after=1)


def _counts_alone(said: str, answer: Literal["yes", "no"], rest: str, asked: str | None, further: Meaning) -> bool:
    """Whether what follows the yes or no is all that is meant."""
    if answer == "no":
        return further.intent in _INSTEAD
    return (
        asked == "anything_else"
        or further.intent == "stop"
        or (not further.additional and not grammar().assent.is_firm(said, rest))
    )


def _meaning(said: str, intent: str, confidence: float, found: Details) -> Meaning:
    others = any(person.relation not in (None, "self") for person in found.people)
    besides = bool(grammar().wishing.additional.search(said)) and (others or intent in ("book_appointment", "inform"))
    if besides and others and intent == "inform":
        intent = "book_appointment"
    return Meaning(
        text=said,
        intent=intent,
        confidence=round(min(confidence, 1.0), 4),
        when=found.when,
        doctors=found.doctors,
        not_doctors=found.not_doctors,
        from_doctors=found.from_doctors,
        from_fields=found.from_fields,
        any_doctor=found.any_doctor,
        other_field=found.other_field,
        strange_doctor=found.strange_doctor,
        strange_specialty=found.strange_specialty,
        strange_visit=found.strange_visit,
        genders=found.genders,
        languages=found.languages,
        age=found.age,
        specialties=found.specialties,
        visit_types=found.visit_types,
        length=found.length,
        people=found.people,
        additional=besides,
        other_day=bool(grammar().wishing.other_day.search(said)),
        choice=found.choice,
        reason=found.reason,
        guessed_specialty=found.guessed_specialty,
        series=found.series,
        same=found.same,
        side_by_side=found.side_by_side,
    )


def _bare(meaning: Meaning) -> Meaning:
    return Meaning(text=meaning.text, intent=meaning.intent, by_rasa=meaning.by_rasa, degraded=meaning.degraded)
