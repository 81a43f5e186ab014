"""What somebody writes after an alarm, where plain words say it: help is coming, it was none, they will not call.

These words change what is promised, so they are rules and not guesses; what no rule knows is answered with the number.
"""

from __future__ import annotations

import re

from nlu.core.words import fold
from nlu.languages.readings import Aftermath

_HELPERS = r"(?:ambulances?|paramedics?|medics?|police|crew|help|they|theyre|someone|somebody|doctors?|it|its)"
_IS = r"(?: (?:is|are|has|have|s|been|now|just|already|nearly|almost|all))*"
_EMERGENCY_ROOM = r"(?:the )?(?:hospital|a ?(?:and|n)? ?e|er|emergency(?: room)?|casualty)"

_CALLED = re.compile(
    r"\b(?:(?:calling|ringing|phoning|diall?ing)(?! (?:about|to (?:book|cancel|move)|for an app))"
    r"|(?<!been )(?:called|rang|rung|phoned|diall?ed)"
    r"|(?:ill|will|going to|gonna|let me) (?:just |now )?(?:call|ring|phone|dial)"
    r"|on (?:the )?(?:phone|line) (?:with|to)|on hold"
    r"|(?:speaking|talking) (?:to|with) (?:them|999|911|112|000|the oper\w+)"
    rf"|{_HELPERS}{_IS} (?:on (?:its|their|his|her|the) way|coming(?! back)|sent|en route)"
    rf"|(?:on (?:my|our|the) way|going|driving|heading|rushing|off|taking (?:him|her|them|me|us)) to"
    rf" {_EMERGENCY_ROOM})\b"
)
_ARRIVED = re.compile(
    r"\b(?:(?:ambulances?|paramedics?|medics?|police|crew|help|they|theyre)"
    rf"{_IS} (?:here|arrived|outside|with (?:us|him|her|me|them)|taking (?:him|her|them|me|us))"
    r"|(?:ambulances?|paramedics?|medics?|crew)(?: (?:has|have|ve))? (?:came|come and|took|taken)"
    r"|(?:they|theyve)(?: (?:ve|have))? (?:took|taken) (?:\w+ )?(?:him|her|them|me|us|mum|dad)"
    r"(?: (?:away|off|in))? (?:(?:to|in) (?:the )?(?:hospital|ambulance))"
    rf"|(?:at|in) (?:{_EMERGENCY_ROOM}|(?:an |the )ambulance))\b"
)
_DONE = re.compile(r"(?:yes |yeah |ok )?(?:i )?(?:have |just |already )*(?:done|did)(?: (?:it|that|so|now|already))*")
_HEARD = re.compile(
    r"(?:o+k+(?:a+y+|ie)?|k+|right|alright|all right|fine|i see|got it|understood)(?: (?:then|thanks?))?"
)
"""That something was done, and that something was heard, which is no yes."""

_OVER = re.compile(
    r"\b(?:false alarm|jok(?:e|ing)|kidding|prank|messing (?:about|around)|wasnt serious"
    r"|(?:it|that|this)(?: was|s)? (?:just |only )?(?:a )?(?:test|mistake|typo)|autocorrect|(?:not|isnt|wasnt|no)"
    r" (?:really )?(?:an |a )?(?:real )?emergency"
    r"|(?:didnt|dont|did not|do not) (?:really )?mean (?:it|that)\b(?! as))\b"
)
_NUMBER = r"(?:999|911|112|111|000|988)"
_NONE = re.compile(
    rf"\b(?:n(?:o|ae)(?:body|one| one)?(?: is| s)?s? (?:in (?:any )?danger|dying|hurt(?:ing)?|unsafe)"
    r"|(?:in no|(?:not|isnt|arent|aint|wasnt|never) in(?: any| the least)?) danger"
    rf"|n(?:o|ae)(?:body|one| one) needs? (?:to (?:call|ring) )?(?:an? )?{_NUMBER}"
    rf"|(?:no need (?:for|of|to (?:call|ring|phone))|(?:dont|do not|doesnt) need(?: to (?:call|ring|phone))?) (?:an? )?"
    rf"{_NUMBER})\b"
)
_NOT_YET = re.compile(r"\s*(?:yet|so far|for now)\b")
_NOT_OVER = re.compile(
    r"\b(?:no|not|isnt|aint|wasnt|wish|this is) (?:an? )?(?:joke|joking|kidding|prank|mistake|false)\b"
)
_WELL = re.compile(
    r"\b(?:im|am|hes|shes|theyre|were|is|are|feels?|feeling|everythings?|everyones?|alls)"
    r"(?: (?:all|much|a lot|so|totally|absolutely|really|feeling|doing|quite|now|actually|perfectly))*"
    r" (?:ok|okay|fine|good|alright|right|well|better(?! off)|safe|back to normal)\b"
)
_UNWELL = re.compile(
    r"\b(?:not|isnt|arent|dont|doesnt|didnt|but|still|cant|cannot|wont|worse|never|longer|unless|if|until|bleed\w*|pain\w*"
    r"|unconscious|breath\w*|dead|die|dying|almost|nearly|nobody|nothing|without|hurt\w*|blood)\b"
)
_WORSE = re.compile(
    r"\b(?:not (?:ok|okay|fine|well|good|safe)|isnt|arent|still|cant|cannot|worse|bleed\w*|pain\w*|unconscious"
    r"|breath\w*|dead|die|dying|hurt\w*|blood|kill\w*|suicid\w*|pills|overdos\w*|jump\w*|but|unless|until)\b"
)
_REFUSED = re.compile(
    r"\b(?:(?:not|wont|never|refuse to|rather not|dont (?:want|need|wish|have) to"
    r"|no (?:need|point) (?:to|in)|arent|aint"
    r"|isnt) (?:\w+ ){0,2}(?:call|calling|ring|ringing|phone|phoning|dial\w*|going)\b"
    r"|(?:dont|do not|doesnt|wont|no|without) (?:\w+ ){0,2}(?:an |the |any |your )?(?:ambulance|help|police|paramedics?"
    r"|hospital)\b(?! (?:is|are|has|came|coming))|cant afford"
    r"|(?:leave|let) (?:me|us) (?:alone|be)\b|go away|none of your business"
    r"|stop (?:asking|telling|texting|messaging|writing|it)\b)"
)
_IN_VAIN = re.compile(
    r"\b(?:(?:dont|doesnt|didnt|wont|not|nobody|no one|noone|never) (?:\w+ )?(?:answer\w*|pick\w*|com(?:e|es|ing)|came)"
    r"|no (?:answer|signal|network)|(?:line|number) is (?:busy|engaged))\b"
)
_NEGATED = re.compile(
    r"\b(?:not|wont|dont|didnt|cant|cannot|couldnt|never|havent|hasnt|isnt|arent|aint|nobody|noone|no one|without"
    r"|should|tried|no)(?: \w+){0,3} $"
)


def aftermath(text: str) -> Aftermath | None:
    """What a message says of an alarm that was raised before it; None where no plain words tell."""
    said = " ".join(re.sub(r"[^\w\s?]+", " ", fold(text)).replace("_", " ").split())
    if "?" in said:
        return None
    if _was_none(said):
        return "none"
    if _OVER.search(said) and not _NOT_OVER.search(said):
        return "over"
    if _REFUSED.search(said):
        return "refused"
    if _IN_VAIN.search(said):
        return None
    if _is_told(_ARRIVED, said):
        return "well" if _says_well(text) else "arrived"
    if _is_told(_CALLED, said):
        return "called"
    return "well" if _says_well(text) else None


def is_done(text: str) -> bool:
    """Whether it says of what was asked for that it is done, and nothing else: "done", "just did"."""
    return _DONE.fullmatch(_words(text)) is not None


def is_only_heard(text: str) -> bool:
    """Whether it only says that we were heard: an "ok" to whether help is coming tells nobody that it is."""
    return _HEARD.fullmatch(_words(text)) is not None


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]+", " ", fold(text)).split())


def _was_none(said: str) -> bool:
    """Whether it denies the danger itself, and nothing else it says is alarming: "nobody needs 999, I'm booking"."""
    told = _NONE.search(said)
    if told is None or _NOT_YET.match(said[told.end() :]):
        return False
    return not _WORSE.search(said[: told.start()] + " " + said[told.end() :])


def _says_well(text: str) -> bool:
    """Whether one sentence says so, and none that something is wrong; "without a name" in the next is nothing wrong."""
    sentences = [" ".join(re.sub(r"[^\w\s]+", " ", fold(one)).split()) for one in re.split(r"[.!;\n]+", text)]
    if any(_WORSE.search(one) for one in sentences):
        return False
    return any(_WELL.search(one) and not _UNWELL.search(one) for one in sentences)


def _is_told(told: re.Pattern[str], said: str) -> bool:
    """Whether it stands there and nothing before it takes it back."""
    return any(not _NEGATED.search(said[: one.start()]) for one in told.finditer(said))
