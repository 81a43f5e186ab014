"""Rules for times told by comparing them: "as late as you can", "nearest to lunch", "too early", "something later"."""

from __future__ import annotations

import re
from datetime import time

from nlu.core.meaning import TimeRange, When
from nlu.languages.en.dates.found import Built, Spot, rule
from nlu.languages.en.dates.wishes import ALONE, OFFER

_THERE_IS = r" (?:of the day|there is|you have|available|free)"


@rule(
    "as the late later last latest",
    r"as late(?: (?:on )?in the day)? as (?:possible|you can|i can|we can|can be|is possible|poss|it gets)"
    r"|(?:the )?(?:very )?late(?:st|r the better)|the later(?: \w+){1,6} ?,? the better"
    rf"|(?:the )?(?:very )?(?:latest|last)(?: possible)? (?:slot(?:{_THERE_IS})?|{OFFER}{_THERE_IS})",
)
def latest(spot: Spot) -> Built:
    """As late as possible, in any of its wordings; "the latest I can do is 4" bounds the time."""
    said = spot.match.group()
    if re.match(r"(?:the )?(?:very )?latest$", said):
        alone = spot.asked in ("slot", "time") and not spot.before.strip() and ALONE.match(spot.after)
        return (When(latest=True),) if alone else None
    return (When(latest=True),)


@rule(
    "nearest closest nearer closer near close as",
    r"(?:as )?(?:near(?:est|er)?|close(?:st|r)?) (?:to )?(?:(?P<noon>noon|lunch(?: ?time)?|lunchtime)"
    r"|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?: ?(?P<half>am|pm))?)(?: as (?:you can|possible|poss))?",
)
def nearest(spot: Spot) -> Built:
    """ "The one nearest lunch", "as close to 5 as you can"."""
    if spot["noon"]:
        return _near(time(12, 30) if "lunch" in spot["noon"] else time(12))
    hour = int(spot["hour"]) % 12 + 12 * (spot["half"] == "pm" or (not spot["half"] and int(spot["hour"]) % 12 < 7))
    minute = int(spot["minute"] or 0)
    return _near(time(hour, minute)) if int(spot["hour"]) < 13 and minute < 60 else None


def _near(moment: time) -> Built:
    return (When(near=TimeRange(moment, moment)),)


@rule("next previous", r"(?P<way>next|previous) one")
def next_to_it(spot: Spot) -> Built:
    """ "The next one", of the time chosen."""
    if spot.asked not in ("confirmation", "patient"):
        return None
    return (When(relative="later" if spot["way"] == "next" else "earlier"),)


_SAID_OF_THEM = re.compile(r"(?:\b(?:is|it's|that's|are|not|bit|little|be|all|they're|much|way|far)|^|[,.!?]) $")


@rule("too so that very", r"(?:too|so|that|very) (?P<way>early|soon|late)")
def does_not_suit(spot: Spot) -> Built:
    """ "That's too early", "not that late": of the times on offer."""
    if spot.asked not in ("slot", "confirmation", "time") or spot.after.startswith(("to ", "for ")):
        return None
    if not _SAID_OF_THEM.search(spot.before):
        return None
    if spot["way"] == "late" and spot.match.group().startswith(("so", "that", "very")) and "not" not in spot.before:
        return None
    return (When(relative="earlier" if spot["way"] == "late" else "later"),)


_ASKING = re.compile(
    r"(?:\b(?:anything|something|any|slot|slots|time|times|appointment|appointments|bit|little|much"
    r"|make it|it|be|day|date|"
    r"come|go|even|one|opening|openings|availability|available|somewhat|slightly|an|a|prefer|need|want"
    r"|like|what about|how about|"
    r"yes|no|please|ok|sure|day or two|do|move|moved)|^) $"
)


@rule(
    "earlier sooner later",
    r"(?P<way>earlier|sooner|later)(?: on)?(?: (?:please|time|times|slot|slots|appointment|date|ones))?",
)
def shifted(spot: Spot) -> Built:
    """ "Anything earlier?", "a bit later"; not "see you later" or "as I said earlier"."""
    if re.match(r"(?:today|in the|that|the better|this|one\b|tomorrow|than|i |on)", spot.after):
        later_than = re.match(r"(?:than (?:that|this|mine|it)|than$)", spot.after)
        if not later_than:
            return None
    asked = spot.asked in ("time", "date", "slot") or "please" in spot.match.group()
    if not _ASKING.search(spot.before) and not (asked and re.search(r"[,.!?] $", spot.before)):
        return None
    if spot["way"] == "later" and not asked and (not spot.before.strip() or _PUT_OFF.search(spot.before)):
        return None
    return (When(relative="later" if spot["way"] == "later" else "earlier"),)


_PUT_OFF = re.compile(
    r"\b(?:see you|(?<!do it )at a|do it|back|sooner or|until|talk|may be|might be|maybe|(?:ask|do|decide|call|book"
    r"|check|say|said|told) (?:it|you|me)) $"
)


RULES = (latest, nearest, next_to_it, does_not_suit, shifted)
