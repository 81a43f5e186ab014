"""Which of the days and times found are no wish: what happened, what the time is now, good wishes, dates of birth."""

from __future__ import annotations

import re

from nlu.core.meaning import Asked
from nlu.languages.en.dates.almanac import Almanac
from nlu.languages.en.dates.found import Clock, Day, Found, Part
from nlu.languages.en.dates.told import without_told_days

_NEVER = re.compile(
    r"(?:\b(?:doesn't|does not|don't|do not|needn't)(?: need| have)?(?: to)? be(?: on| at)?"
    r"|\b(?:that|it|this|which) was(?: in| on| back in| around)?"
    r"|\bsince(?: about| around| last| early| the| this)?|\b(?:happy|enjoy|enjoy your|enjoy the)"
    r"|\b(?:have|had|having) an? (?:\w+ ){0,2}(?:day|one|rest of)|\b(?:nice|great|good|lovely"
    r"|wonderful|bad|rough|long|awesome) (?:day|time|week|weekend|one|evening|night)"
    r"|\b(?:how (?:are|is|was|has) (?:you|things|everything|it going|life|your \w+|the weather)(?: doing| going| been)?"
    r"|how (?:hot|cold|warm) (?:is|will) (?:it|be)(?: \w+){0,4}|how you doing|what (?:day|date) is(?: it)?"
    r"|what is the (?:date|weather|time|day)(?: \w+){0,3}|weather(?: \w+){0,3}|news(?: \w+){0,2})"
    r"|\b(?:last|previous) (?:appointment|visit|check ?up|cleaning|one"
    r"|booking)(?: with \w+(?: \w+)?)?(?: was)?(?: on| in| at)?"
    r"|\b(?:born(?: \w+){0,3}|dob|d o b|date of birth|birthday|birth date|birthdate)(?: is| was| on| :|:|,| -)*"
    r"|\b(?:talk|speak|see|catch) (?:to )?you(?: again)?(?: on| at)?(?<!can i see you)(?<!to see you)"
    r"|\b(?:mr|mrs|ms|miss)(?: \.)?|\bdr \."
    r"|\b(?:ever|every|each) (?:single )?) $"
)
_TOLD = re.compile(
    r"(?<!\bhave )\b(?:i|he|she|it|we|they|who|that|which|what|son|daughter|wife|husband|mother|mum|mom|dad|father"
    r"|baby|kid|child|tooth|"
    r"filling|crown|back|ankle|knee|pain|cough|fever|rash|symptoms|doctor|dr \w+|doctor \w+)(?: have"
    r"| has| had| just| also| only| already| first)?"
    r"(?: could barely| barely| finally)? (?:had(?! (?:hoped|wanted|thought))|felt|fell|woke|fainted"
    r"|started|began|threw|vomited|slipped|saw|hurt|cut|broke|"
    r"happened|twisted|injured|burned|burnt|spilled|missed|called|rang|phoned|came|went|took|ate"
    r"|noticed|developed|caught|"
    r"spoke|visited|got (?!to\b)(?:sick|ill|worse|hurt|bitten|stung|hit|it|back|home|a \w+)"
    r"|been|lost|gave|won|finished|tripped|collapsed|get out of bed|hit|bled|threw up|chipped|cracked"
    r"|swelled|met)\b"
    r"(?! like)(?P<rest>[^.!?]{0,90})$"
)
_WANTS = re.compile(
    r"\b(?:want|need|like|book|can|could|see him|see her|to see|please|make it|come back|should"
    r"|to (?:come|return|make|get|call)|schedule|available|free"
    r"|come in|and wonder\w*|hope|hoping|prefer|wish)\b|[,;] (?:so|but|can|could)\b"
)
_NOW_BEFORE = re.compile(
    r"\b(?:it is|its|it was|time is|right now|currently|today is|it will be|now it is|now)(?: only"
    r"| already| about| almost| nearly| currently| just| now| like| ,| what| what is| around| past"
    r"| after| nearly| gone| half)* ?,? ?$"
)
_NOW_AFTER = re.compile(r"^(?:right |here |just )?(?:now|already|at the moment|here|currently)\b")
_ALL_FOR = re.compile(
    r"\b(?:help\w*|assist\w*|i am (?:ok|okay|good|fine|set|all set)|that (?:is|was|will be"
    r"|would be)(?: all| it| everything)?|that's(?: all"
    r"| it| everything)?|everything|all|done|nothing|"
    r"nothing else|thanks|thank you|appointments?(?= i need)|need)(?: (?:the help|i need|i needed|me"
    r"|us|out|for me|for|from you|it|else|all))* $"
)
_FEEL = re.compile(
    r"\b(?:feel|feeling|felt|awful|sick|ill|sore|tired|worse|better|weather|traffic|busy|lucky"
    r"|birthday|sunny|raining|date)(?: \w+){0,2} $"
)
_BACKGROUND = re.compile(
    r"\b(?:i|we|he|she|they|my \w+) (?:usually |normally |always |only |do not |don't )?"
    r"(?:(?:am|are|is) (?:leaving|flying|travelling|traveling|going away|in class|at work|on shift)"
    r"|(?:get|gets|come|comes) (?:off|out|home|back)|have to (?:be|go|leave)|(?:fly|leave|travel|finish|end|start)s?)"
    r"(?: (?!for |to book|to see|so )\w+){0,3}? (?:at|on|until|till|by|around|about|before|after) $"
)
_WORKING_HOURS = re.compile(r"\b(?:i|we|he|she|they) (?:usually |always )?works? (?:from|until|till|to) $")
_ABOUT_TIME = frozenset({"confirmation", "slot", "time"})
"""Questions after which "it's 3" is an answer."""


def only_wishes(found: list[Found], line: str, almanac: Almanac, asked: Asked | None) -> list[Found]:
    """What was found that is about an appointment.

    What hangs on something left out goes with it: the hour in "it's Friday at 5 right now".
    """
    kept: list[Found] = []
    left_out_until = -1
    for one in found:
        hanging = left_out_until >= 0 and line[left_out_until : one.start].strip() in ("", "on", "at", "the", "around")
        if isinstance(one.value, Day | Clock | Part) and (hanging or not _is_wish(one, line, almanac, asked)):
            left_out_until = one.end
        else:
            left_out_until = -1
            kept.append(one)
    return without_told_days(_without_background(kept, line), line)


def _without_background(found: list[Found], line: str) -> list[Found]:
    """Without the times that only explain a wish: "I get off at 3, so 3:45", "Monday, since I fly out on Tuesday"."""
    wished: list[Found] = []
    aside_until = -1
    for one in found:
        before = line[max(0, one.start - 60) : one.start]
        aside = _BACKGROUND.search(before) or (isinstance(one.value, Clock) and _WORKING_HOURS.search(before))
        if aside or (aside_until >= 0 and not line[aside_until : one.start].strip()):
            aside_until = one.end
        else:
            aside_until = -1
            wished.append(one)
    return wished if any(isinstance(one.value, Day | Clock) for one in wished) else found


def _is_wish(found: Found, line: str, almanac: Almanac, asked: Asked | None) -> bool:
    before = line[max(0, found.start - 120) : found.start]
    after = line[found.end : found.end + 40].lstrip()
    if _NEVER.search(before[-60:]) or _is_birth(found, almanac, asked):
        return False
    if _is_statement_of_now(found, before[-60:], line[found.start : found.end], after, almanac, asked):
        return False
    if _may_be_past(found, almanac):
        told = _TOLD.search(before)
        if told and not _WANTS.search(told["rest"]):
            return False
    return not (
        isinstance(found.value, Day) and line[found.start : found.end] == "today" and _idle_today(before, after)
    )


def _may_be_past(found: Found, almanac: Almanac) -> bool:
    """Whether it may be a day gone by: "on Monday" and "the 3rd" may, "tomorrow" and "next week" may not."""
    day = found.value
    if not isinstance(day, Day) or not day.ranges:
        return True
    of_this_week = day.week is not None and almanac.today in day.week
    return day.weekday is not None or day.dated or of_this_week or day.ranges[0].first <= almanac.today


def _is_birth(found: Found, almanac: Almanac, asked: Asked | None) -> bool:
    """A date years ago is somebody's date of birth, unless a day was asked for."""
    day = found.value
    if not isinstance(day, Day) or not day.ranges or asked in ("date", "slot", "time"):
        return False
    years = 1 if asked in ("patient", "phone", "reason", "comment") else 15
    return day.dated and "past" in day.marks and (almanac.today - day.ranges[0].first).days > years * 366


def _is_statement_of_now(
    found: Found, before: str, said: str, after: str, almanac: Almanac, asked: Asked | None
) -> bool:
    """ "It's 3 pm right now", "it's Friday": tells the time. But "the time is wrong, it's 3" corrects."""
    if isinstance(found.value, Day):
        today = found.value.ranges and found.value.ranges[0].first == almanac.today
        told = today or re.match(r"[^.!?]*\bnow\b", after)
        return bool(told and _NOW_BEFORE.search(before) and not after.startswith(("please", "if", "asap")))
    if _NOW_AFTER.match(after):
        return True
    corrects = asked in _ABOUT_TIME and not re.search(r"\b(?:now|currently|already)\b", before)
    return bool(_NOW_BEFORE.search(before)) and not corrects and not re.match(r"(?:at|in|for|around|by) ", said)


def _idle_today(before: str, after: str) -> bool:
    """ "I feel awful today": true of today, but no wish for it."""
    if re.match(
        r"(?:is (?!good|fine|ok|okay|best|better|perfect|great|possible|available|the best)|has been"
        r"|was|i (?:have|feel|felt|had|almost|nearly|am (?:feeling|not feeling))|my \w+ (?:is|hurts))",
        after,
    ):
        return not _appointment_near(before)
    if _ALL_FOR.search(before) and not re.search(
        r"\b(?:appointment|book|see|want|need to|do you|can i|delete|cancel|move)\b[^.!?]*$", before
    ):
        return True
    if re.search(r"\b(?:what is|what's|is it|it is|date is|day is) $", before):
        return True
    return bool(_FEEL.search(before)) and not _appointment_near(before)


def _appointment_near(before: str) -> bool:
    return bool(
        re.search(r"\b(?:appointment|book|see|seen|want|need|like|slot|anyone|someone|come|visit)\b[^.!?]*$", before)
    )
