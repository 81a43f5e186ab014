"""Understanding: one message in, what it means out. Nothing is stored and nothing is decided here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from nlu import rules
from nlu.choices import yes_no
from nlu.client import Ranking, RasaClient
from nlu.details import Details, Finder, question
from nlu.errors import NluUnavailable
from nlu.intents import settle
from nlu.lexicon import Lexicon
from nlu.meaning import Asked, Meaning
from nlu.red_flags import red_flag

LONGEST = 2000
"""Characters of a message that are read; from a longer one the first and the last half of these."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_ADDITIONAL = re.compile(
    r"\b(also|as well|too|another (?:appointment|appt|one|booking|visit)|(?:second|2nd|extra) (?:appointment|appt|one|booking|visit)"
    r"|one more|both of (?:us|those|them)|(?:and|add|plus|then) (?:an?|one|my)\b.*\b(?:for|son|daughter|kid|child|wife|husband|boy|girl)"
    r"|(?:the |at )?same time\b(?=.*\bfor\b)|right after (?:me|mine))\b",
    re.IGNORECASE,
)
_OF_YES_OR_NO = frozenset({"confirmation", "consent", "anything_else"})
_FIRM = re.compile(
    r"\b(y+e+s+|ye[ap]h?|yu?p|correct|confirm\w*|agreed|do|go|book|works?|absolutely|definitely|certainly)\b|[👍👌✅]",
    re.IGNORECASE,
)
"""A yes that agrees. "Great" or "please" before something else is only polite."""

_CLOSING = re.compile(
    r"\b(that ?(?:'?s|is|was|will be|'ll be|would be) (?:all|it|everything)|nothing (?:else|more)|i'?m (?:done|finished|all set))\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\W*(?:oh |well |hmm )?(?:no|nope|nah)\b(?! (?:problem|worries|objection|issue))[\s,.!;]*", re.IGNORECASE
)
_INSTEAD = frozenset({"cancel_appointment", "human_handoff", "request_alternatives", "stop"})
_PLEASANT = frozenset({"affirm", "confirm_appointment", "goodbye", "greet", "out_of_scope", "rate_visit", "thank"})
_DETAIL = frozenset({"book_appointment", "inform", "reschedule_appointment"})


class Understander:
    """Understands the messages of one clinic. Without a parser, or while Rasa is down, rules carry on."""

    def __init__(self, lexicon: Lexicon, parse: RasaClient | Callable[[str], Ranking] | None = None) -> None:
        self._finder = Finder(lexicon)
        self._parse = parse.parse if isinstance(parse, RasaClient) else parse
        self._zone = lexicon.timezone

    def understand(self, text: str, *, asked: str | None, now: datetime) -> Meaning:
        """What a message means after the question `asked` (unknown ones are tolerated); `now` is aware, of any zone."""
        said = clean(text)
        local = now.astimezone(self._zone)
        flag = red_flag(said)
        found = self._finder.find(said, question(asked), local)
        if flag:
            return self._meaning(said, "emergency", 1.0, found)
        leading = _leading(said, asked) if asked in _OF_YES_OR_NO else None
        if leading:
            return self._after_yes_or_no(said, leading, asked, found, local)
        return self._direct(said, question(asked), found) or self._by_rasa(said, asked, found)

    def _direct(self, said: str, asked: Asked | None, found: Details) -> Meaning | None:
        """What answers the question asked so plainly that Rasa need not be asked."""
        if asked == "rating" and found.choice in range(1, 6):
            return self._meaning(said, "rate_visit", 1.0, found)
        if found.choice is not None and asked is not None and asked not in ("phone", "patient", "reason", "comment"):
            return self._meaning(said, "inform", 1.0, found)
        if found.answers(asked) and not _left_over(found.masked):
            return self._meaning(said, "inform", 1.0, found)
        if asked == "phone" and sum(char.isdigit() for char in said) >= 7:
            return self._meaning(said, "inform", 1.0, found)
        return None

    def _by_rasa(self, said: str, asked: str | None, found: Details) -> Meaning:
        degraded = False
        try:
            ranking = self._parse(found.masked) if self._parse and found.masked else rules.rank(found.masked)
        except NluUnavailable:
            ranking, degraded = rules.rank(found.masked), True
        intent, confidence = settle(ranking, asked, found)
        meaning = self._meaning(said, intent, confidence, found)
        if intent == "inform" and asked == "reason":
            meaning = replace(meaning, reason=said)
        degraded = degraded or self._parse is None
        return replace(meaning, by_rasa=not degraded, degraded=degraded)

    def _after_yes_or_no(
        self, said: str, leading: tuple[Literal["yes", "no"], str], asked: str | None, found: Details, now: datetime
    ) -> Meaning:
        """A yes or no, with what else it says: a further wish, or details of the very thing that was asked about."""
        answer, rest = leading
        own = self._meaning(said, "affirm" if answer == "yes" else "deny", 1.0, found)
        if not rest:
            return own
        more = self._finder.find(rest, None, now)
        if not more.of_appointment and (_CLOSING.search(rest) or not _left_over(more.masked)):
            return own
        further = self._by_rasa(rest, "confirmation", more)
        own = replace(own, by_rasa=further.by_rasa, degraded=further.degraded)
        if further.intent in _PLEASANT or further.intent == own.intent:
            return own
        polite = answer == "yes" and not _FIRM.search(said.removesuffix(rest)) and not further.additional
        if polite or (answer == "yes" and asked == "anything_else") or (answer == "no" and further.intent in _INSTEAD):
            return replace(further, text=said)
        if further.intent in _DETAIL and not further.additional:
            return own
        return replace(_bare(own), then=further)

    def _meaning(self, said: str, intent: str, confidence: float, found: Details) -> Meaning:
        others = any(person.relation not in (None, "self") for person in found.people)
        return Meaning(
            text=said,
            intent=intent,
            confidence=round(min(confidence, 1.0), 4),
            when=found.when,
            doctors=found.doctors,
            not_doctors=found.not_doctors,
            any_doctor=found.any_doctor,
            specialties=found.specialties,
            visit_types=found.visit_types,
            people=found.people,
            additional=bool(_ADDITIONAL.search(said)) and (others or intent in ("book_appointment", "inform")),
            choice=found.choice,
            reason=found.reason,
            guessed_specialty=found.guessed_specialty,
        )


def clean(text: str) -> str:
    """The text without control and invisible characters, and no longer than is read."""
    readable = _CONTROL.sub(" ", text).strip()
    if len(readable) <= LONGEST:
        return readable
    half = LONGEST // 2
    return f"{readable[:half]} {readable[-half:]}"


def _leading(said: str, asked: str | None) -> tuple[Literal["yes", "no"], str] | None:
    """The yes or no that a message begins with, and the rest. "No, that's fine" is a no."""
    refusal = _NO.match(said)
    if refusal:
        return "no", said[refusal.end() :]
    found = yes_no(said)
    # "That's it" and "I'm good" are a yes to a proposal, but a no to "Anything else?".
    if found and found[0] == "yes" and asked == "anything_else" and not _FIRM.search(said.removesuffix(found[1])):
        return None
    return found


def _bare(meaning: Meaning) -> Meaning:
    return Meaning(text=meaning.text, intent=meaning.intent, by_rasa=meaning.by_rasa, degraded=meaning.degraded)


_FILLER = frozenset(
    "a about and any anything appointment around at be best better book can could day do doctor dr fine for free good "
    "great have how i id if ill im in is it its just let lets like looking make maybe me my need ok okay on one or "
    "perfect please pls possible possibly prefer preferably see set so some something sounds suit suits take thank "
    "thanks that thats the then there think this time to try um us want we what will with work works would yes you".split()
)


def _left_over(masked: str) -> bool:
    """Whether a masked text says anything besides the particulars and words that say nothing."""
    words = re.findall(r"[^\W_]+|_[a-z]+_", masked.lower().replace("'", ""))
    return any(not word.startswith("_") and word not in _FILLER for word in words)
