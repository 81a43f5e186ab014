"""Whether somebody wants to be written to: the plainest ways to have reminders, or all messages, stopped and begun.

The rest is learned (`nlu/data/consent.yml`); these work before any training and while Rasa is away.
"""

from __future__ import annotations

import re
from typing import Literal

from nlu.languages.readings import Wish

_BEFORE = (
    r"(?:(?:please|pls|plz|hi|hiya|hello|hey|ok(?:ay)?|sorry|thanks|thank you|no|just|now|kindly"
    r"|(?:can|could|would|will) (?:you|u)|i(?:'d| would) like (?:you )?to|i want (?:you )?to)\b\W*)*"
)
_AFTER = (
    r"(?:\W*\b(?:please|pls|plz|thanks|thank you|thx|ty|cheers|any ?more|again|from now on|now|ok(?:ay)?|at all)\b)*\W*"
)
_NOT = r"(?:stop|quit|cease|(?:do not|don'?t|never)(?: ever)?|no longer)"
_MESSAGES = r"(?:(?:your|these|those|the|any|more|all|further|text|such) )*(?:texts?|messages?|sms(?:es)?|texting)"
_REMINDERS = r"(?:(?:your|these|those|the|my|any|more|all|further) )*(?:reminders?|reminding)(?: (?:texts?|messages?))?"
_WRITE = r"(?:text|messag|sms|writ|contact|bother|spamm?)(?:e|ing)?"
_TO_ME = r"(?:(?: to)? (?:me|us|this (?:number|phone)|my (?:number|phone)))"
_NO_NEED = r"i (?:do not|don'?t|no longer) (?:want|need|like)(?: to (?:get|have|receive))?"
_ON = r"(?:start|begin|resume|(?:you|u) (?:can|may)|feel free to)(?: to)?"
_RULES: tuple[tuple[Wish, str], ...] = (
    (
        "stop_messages",
        rf"{_NOT} {_WRITE}{_TO_ME}|{_NOT} (?:send(?:ing)?|get(?:ting)?){_TO_ME}? {_MESSAGES}{_TO_ME}?"
        rf"|stop (?:with )?{_MESSAGES}|no (?:more )?{_MESSAGES}|{_NO_NEED} {_MESSAGES}"
        r"|unsubscribe(?: me)?|opt(?: me)? out|(?:take|remove)(?: me| my number| this number)"
        r"(?: off| from)(?: of)? (?:your|the|this) (?:list|texts|messages)",
    ),
    (
        "reminders_off",
        rf"{_NOT} remind(?:ing)?{_TO_ME}|{_NOT} send(?:ing)?{_TO_ME}? {_REMINDERS}{_TO_ME}?"
        rf"|stop (?:with )?{_REMINDERS}|no (?:more )?{_REMINDERS}|{_NO_NEED}(?: to be reminded| {_REMINDERS})"
        rf"|(?:turn|switch) (?:off {_REMINDERS}|{_REMINDERS} off)|(?:cancel|end) {_REMINDERS}",
    ),
    (
        "reminders_on",
        rf"(?:{_ON} {_WRITE}{_TO_ME}|{_ON} (?:remind(?:ing)?{_TO_ME}|send(?:ing)?{_TO_ME} (?:{_REMINDERS}|{_MESSAGES}))"
        rf"|(?:remind|text|message|write to) me)(?: again| after all)"
        rf"|(?:start|begin|resume) (?:remind(?:ing)?{_TO_ME}|send(?:ing)?{_TO_ME} {_REMINDERS}|{_REMINDERS})"
        rf"|(?:turn|switch) (?:(?:back )?on {_REMINDERS}|{_REMINDERS} (?:back )?on)|(?:re-?)subscribe(?: me)?"
        rf"|(?:i(?:'d| would) like|i want|(?:can|could|may) i (?:have|get)|send{_TO_ME}|have)"
        rf" (?:{_REMINDERS}|{_MESSAGES}) (?:back|again|after all)|opt(?: me)? (?:back )?in",
    ),
)
_COMPILED = tuple((wish, re.compile(_BEFORE + f"(?:{rule})" + _AFTER, re.IGNORECASE)) for wish, rule in _RULES)
_LONE = {
    "stop": re.compile(
        r"(?:please\W+)?stop(?P<more>(?:\W*\b(?:please|thanks|thank you|thx|ty|it|this|now|all)\b)*)\W*"
    ),
    "start": re.compile(
        r"(?:please\W+)?(?:un-?stop|start)(?P<more>(?:\W*\b(?:again|please|thanks|thank you|now)\b)*)\W*"
    ),
}

_KEEP = r"(?:keep|stor|sav|record|retain|hold|hang on to)(?:e|ing)?"
_REFUSED = (
    r"(?:(?:do not|don'?t|never|not|no|without|rather not|refuse to|won'?t|will not|object to|nor)"
    r"(?: (?:go|going"
    r"|agree|consent|want|like|have|let|allow|give|permission|permit|be|to|for|with|you|u|anybody|anyone|it|my"
    r"|your|the|details|data|name|being|it'?s|any|of))*)"
)
_MINE = (
    r"(?:(?:on|onto|down|any|all|of|my|our|the|such|personal|private|these|this) )*"
    r"(?:data|details|information|info|records?|name|(?:phone |mobile |telephone )?number|e-?mail"
    r"|address|(?:anything|something|stuff|things) (?:about|on) (?:me|us)"
    r"|me on file|it on file)"
)
_NOTHING = rf"(?:{_MINE}|anything|any of (?:it|this))"
_NOT_KEPT = re.compile(
    rf"\b{_REFUSED} {_KEEP} {_MINE}\b|\b{_REFUSED} {_NOTHING} (?:being )?(?:kept|stored|saved|recorded|held)\b",
    re.IGNORECASE,
)
"""Refusing to have anything kept is a promise we give, whatever else is said and whatever the model makes of it."""


_NO_NAME = re.compile(
    r"\b(?:not|don'?t|wo(?:n'?t|nt)|never|refuse to|without|can'?t) (?:(?:want|going|like|prefer|having|to|be|you|my"
    r"|a|any|the|give|giving|say|saying|tell|telling|leave|leaving|share|sharing|put|putting|down|out|use|using) )*"
    r"(?:names?|who i am)\b"
    r"|\bno names?\b|\bi (?:said|told \w+) no\b|^\W*(?:no|nope|nah)\W*$"
    r"|\b(?:rather|prefer) not(?: to)?(?: say| tell| give)?\W*(?:$|[,.;]| my| it| that)"
    r"|\banonym\w*|\bnone of your business\b|\b(?:say|tell|give) (?:it|you|them|that|my name)(?: to \w+)?"
    r" (?:at|in|when) (?:the )?(?:desk|reception|person|i (?:come|get|arrive|am)|i'm)\b"
    r"|\b(?:why|what for|what)\b.{0,30}\b(?:need|want|ask\w*|have)\b.{0,20}\bname\b|\bwhy my name\b",
    re.IGNORECASE,
)


def refuses_a_name(text: str) -> bool:
    """Whether an answer to the question for a name gives none on purpose, or asks what it is for."""
    return bool(_NO_NAME.search(_straight(text)))


def refuses_to_be_kept(text: str) -> bool:
    """Whether somebody will not have their data kept: "I don't want you storing anything about me"."""
    return bool(_NOT_KEPT.search(_straight(text)))


def asked_of_us(text: str) -> Wish | None:
    """The wish that is the whole of a text, and so plain that no model is asked."""
    said = _straight(text)
    return next((wish for wish, whole in _COMPILED if whole.fullmatch(said)), None)


def lone(text: str, word: Literal["stop", "start"]) -> Literal["bare", "with_more"] | None:
    """Whether a text is nothing but that word, or that word made polite: "Stop. Thank you". What it stops is for the
    conversation to say."""
    found = _LONE[word].fullmatch(_straight(text).lower())
    return None if found is None else "with_more" if found["more"] else "bare"


def _straight(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
