"""Which of the days and times found are no wish: what happened, what the time is now, good wishes, dates of birth."""

from __future__ import annotations

import re

from nlu.dates.almanac import Almanac
from nlu.dates.found import Clock, Day, Found, Part
from nlu.meaning import Asked

_NEVER = re.compile(
    r"(?:\bsince(?: about| around| last| early| the| this)?|\b(?:happy|enjoy|enjoy your|enjoy the)"
    r"|\b(?:have|had|having) an? (?:\w+ ){0,2}(?:day|one|rest of)|\b(?:nice|great|good|lovely|wonderful|bad|rough|long|awesome) (?:day|time|week|weekend|one|evening|night)"
    r"|\b(?:how (?:are|is|was|has) \w+(?: \w+){0,3}|how you doing|what is|what's|what (?:day|date) is(?: it)?|what is the (?:date|weather|time|day)(?: \w+){0,3}|weather(?: \w+){0,3}|news(?: \w+){0,2})"
    r"|\b(?:born(?: \w+){0,3}|dob|d o b|date of birth|birthday|birth date|birthdate)(?: is| was| on| :|:|,| -)*"
    r"|\b(?:talk|speak|see|catch) (?:to )?you(?: again)?(?: on| at)?(?<!can i see you)(?<!to see you)"
    r"|\b(?:ever|every|each) (?:single )?) $"
)
_TOLD = re.compile(
    r"\b(?:i|he|she|it|we|they|who|that|which|son|daughter|wife|husband|mother|mum|mom|dad|father|baby|kid|child|tooth|"
    r"filling|crown|back|ankle|knee|pain|cough|fever|rash|symptoms|doctor|dr \w+|doctor \w+)(?: have| has| had| just| also| only| already| first)?"
    r"(?: could barely| barely| finally)? (?:had|felt|fell|woke|fainted|started|began|threw|vomited|slipped|saw|hurt|cut|broke|"
    r"happened|twisted|injured|burned|burnt|spilled|missed|called|rang|phoned|came|went|took|ate|noticed|developed|caught|"
    r"told|said|spoke|visited|got (?!to\b)(?:sick|ill|worse|hurt|bitten|stung|hit|it|back|home|a \w+)|been|lost|gave|finished|tripped|collapsed|get out of bed|hit|bled|threw up|chipped|cracked|swelled|met)\b"
    r"(?! like)(?P<rest>[^.!?]{0,90})$"
)
_WANTS = re.compile(
    r"\b(?:want|need|like|book|can|could|appointment for|appointment on|see him|see her|to see|please|make it|schedule|available|free|come in|and wonder\w*|hope|hoping|prefer|wish)\b|[,;] (?:so|but|can|could)\b"
)
_NOW_BEFORE = re.compile(
    r"\b(?:it is|its|it was|time is|right now|currently|today is|it will be|now it is|now)(?: only| already| about| almost| nearly| currently| just| now| like| ,| what| what is| around| past| after| nearly| gone| half)* ?,? ?$"
)
_NOW_AFTER = re.compile(r"^(?:right |here |just )?(?:now|already|at the moment|here|currently)\b")
_FEEL = re.compile(r"\b(?:feel|feeling|felt|awful|sick|ill|off|sore|tired|worse|better|weather|traffic|busy|lucky|birthday|sunny|raining|date)(?: \w+){0,2} $")


def is_wish(found: Found, following: Found | None, line: str, almanac: Almanac, asked: Asked | None) -> bool:
    """Whether what was found is about an appointment."""
    if not isinstance(found.value, Day | Clock | Part):
        return True
    before = line[max(0, found.start - 120) : found.start]
    after = line[found.end : found.end + 40].lstrip()
    if _NEVER.search(before[-60:]) or _is_birth(found, almanac, asked):
        return False
    if _is_statement_of_now(found, before[-60:], line[found.start : found.end], after, almanac):
        return False
    told = _TOLD.search(before)
    if told and not _WANTS.search(told["rest"]):
        return False
    return not (isinstance(found.value, Day) and line[found.start : found.end] == "today" and _idle_today(before, after, line))


def _is_birth(found: Found, almanac: Almanac, asked: Asked | None) -> bool:
    """A date years ago is somebody's date of birth, unless a day was asked for."""
    day = found.value
    if not isinstance(day, Day) or not day.ranges or asked in ("date", "slot", "time"):
        return False
    return day.dated and "past" in day.marks and (almanac.today - day.ranges[0].first).days > 2 * 366


def _is_statement_of_now(found: Found, before: str, said: str, after: str, almanac: Almanac) -> bool:
    """ "It's 3 pm right now", "it's Friday": tells the time, wishes nothing."""
    if isinstance(found.value, Day):
        today = found.value.ranges and found.value.ranges[0].first == almanac.today
        return bool(today and _NOW_BEFORE.search(before) and not after.startswith(("please", "if", "asap")))
    if _NOW_AFTER.match(after):
        return True
    return bool(_NOW_BEFORE.search(before)) and not re.match(r"(?:at|in|for|around|by) ", said)


def _idle_today(before: str, after: str, line: str) -> bool:
    """ "I feel awful today": true of today, but no wish for it."""
    if re.match(r"(?:is (?!good|fine|ok|okay|best|better|perfect|great|possible|available|the best)|has been|was|i (?:have|feel|felt|had|am (?:feeling|not feeling))|my \w+ (?:is|hurts))", after):
        return not _appointment_near(before)
    return bool(_FEEL.search(before)) and not _appointment_near(before)


def _appointment_near(before: str) -> bool:
    return bool(re.search(r"\b(?:appointment|book|see|seen|want|need|like|slot|anyone|someone|come|visit|today|[A-Z]\w+)\b[^.!?]*$", before))
