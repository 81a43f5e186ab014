"""Short answers: which line of a list was meant, and a leading yes or no with what follows it."""

from __future__ import annotations

import re
from typing import Literal

_NUMBERS = "one two three four five six seven eight nine ten".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_LAST = -1
_VALUES = {
    **{word: place for place, word in enumerate(_NUMBERS, 1)},
    **{word: place for place, word in enumerate(_ORDINALS, 1)},
    **{"top": 1, "former": 1, "last": _LAST, "bottom": _LAST, "latter": _LAST},
}
_DIGITS = r"\d{1,2}"
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|[1-9]\d?(?:st|nd|rd|th)|last|top|bottom)"
_CARDINAL = rf"(?:{_DIGITS}|{'|'.join(_NUMBERS)})"
_LINE = r"(?:one|option|choice|slot|line|answer|suggestion|appointment|time|doctor|entry)"

_POLITE = re.compile(
    r"^(?:(?:yes|yeah|yep|ok|okay|sure|um|uh|hmm|well|oh|i think|i guess|maybe|please|pls|plz|let'?s|lets"
    r"|(?:i'?ll|i will|i'?d|i would|we'?ll|can i|could i|may i|i)(?: like)?(?: to)? ?(?:take|have|choose|pick|go with|want|prefer|like)?"
    r"|go (?:with|for)|take|choose|pick|give me|book me|book|it'?s|the answer is|that'?s)[\s,.!:]+)+"
)
_TRAILING = re.compile(
    r"(?:[\s,.!]*(?:pls|plz|please|thanks|thank you|thx|ty|cheers|then|works|is (?:fine|good|ok|great|best|perfect)"
    r"|would be (?:fine|good|great|best|perfect)|looks good|sounds good|for me|👍|🙏|🙂|😊))+[\s.!]*$"
)
_WHOLE = re.compile(
    rf"(?:the )?(?:(?:#|no\.?|nr\.?|num(?:ber)?|option|choice|slot|line|answer)\s*(?P<numbered>{_CARDINAL})"
    rf"|(?P<ordinal>{_ORDINAL})(?: {_LINE})?"
    rf"|\(?(?P<digits>{_DIGITS})\s*[).:\]]?"
    rf"|(?P<word>{'|'.join(_NUMBERS)}))[\s.!)]*"
)
_WITHIN = re.compile(
    rf"(?<!not )(?<!not the )(?<!my )\b(?:(?:number|option|choice)\s*(?P<numbered>{_CARDINAL})\b(?![:.]\d|\s*(?:am|pm|o'?clock)\b)"
    rf"|(?:the )?(?P<ordinal>{_ORDINAL}) (?:one|option|choice|slot|line|suggestion)\b)(?! (?:available|free|you have|you've got|was|of))"
)
_KEYCAP = re.compile(r"[\ufe0f\u20e3]")


def pick(text: str) -> int | None:
    """Which line of a list the text chooses: "2)", "the second one", "option 3". From 1; -1 is the last."""
    answer = _KEYCAP.sub("", text).replace("’", "'").strip().lower()[:300]
    answer = _TRAILING.sub("", answer)
    match = _WHOLE.fullmatch(answer) or _WHOLE.fullmatch(_POLITE.sub("", answer))
    if match:
        return _value(match)
    chosen = {_value(found) for found in _WITHIN.finditer(answer)}
    return chosen.pop() if len(chosen) == 1 else None


def _value(match: re.Match[str]) -> int | None:
    said = next(group for group in match.groups() if group)
    if said in _VALUES:
        return _VALUES[said]
    number = int(re.sub(r"\D", "", said))
    return number or None


_REST = r"(?![\w'])"
_YES = re.compile(
    r"(?:yeah|no|nope|nah)[\s,]+(?:no[\s,]+)?(?:yeah|yes)" + _REST + "|"
    r"(?:y+e+a*s+|ys|yse|ye+p+|yu+p+|y+e+a+h*|ya+|ye|yeh|yh|aye|y|k+|o+k+(?:a+y+|e+y+|ie)?|okie dokie|kk|sure(?: thing)?|certainly|absolutely"
    r"|definitely|definately|of course|by all means|you bet|for sure|indeed|exactly|correct|confirm(?:ed)?|agreed|alright(?:y)?|all right|right|fine|perfect(?:ly)?"
    r"|great|excellent|wonderful|awesome|fantastic|brilliant|lovely|cool|super|amazing|good|mhm+|mm?-?hm+|uh[- ]?huh|"
    r"(?:please|pls|plz) do(?: it| so)?|go (?:ahead|for it|on)|do it|(?:please )?(?:book|confirm|take|schedule|reserve) (?:it|that|this|them|both|those)(?: in)?|let'?s (?:do|book|go with|take) (?:it|that|this|them)"
    r"|i(?:'?ll| will) take (?:it|that)|i(?:'?d| would) (?:like|love) (?:that|it)|i do|i would|i am|it is|i(?:'?m| am) (?:happy|fine|ok|good) with (?:it|that)"
    r"|(?:yes )?(?:that|it|this)(?:'?s| is| sounds| looks| seems| will be|'?ll be| would be|'?d be| was) (?:all |just |absolutely |really |pretty |very |so )?"
    r"(?:fine|good|great|perfect|ok(?:ay)?|right|correct|wonderful|awesome|excellent|lovely|brilliant|fantastic|alright|cool|it)"
    r"|thats? (?:is )?(?:all )?(?:fine|good|great|perfect|ok(?:ay)?|right|correct|cool|lovely)"
    r"|(?:that|it|this|which)(?: one)? (?:works|suits|will (?:work|do|suit)|would (?:work|suit)|does|should work)(?: (?:for|with)? ?(?:me|us))?(?: (?:great|fine|well|perfectly))?|works(?: for me)?|(?:sounds|looks) (?:good|great|perfect|fine|ok(?:ay)?|lovely|right|about right)"
    r"|no (?:problem|worries|prob|issue|objection)s?|not a problem|don'?t mind if i do|please|pls|plz|s[ií]|oui|ja|tak)"
    + _REST
    + r"|👍[🏻-🏿]?|👌[🏻-🏿]?|✅|✔️?|🆗"
)
_NO = re.compile(
    r"(?:yea+h? (?:nah|nope)|n+o+p+e+|nop|n+a+h+|naw|na|n|no+ (?:thanks?(?: you)?|thx|ty|way|need)|no+|never(?: ?mind)?|negative|not (?:really|quite|exactly|now|yet|today|at all|correct|right|for me|that|this)"
    r"|i (?:don'?t|do not|dont) (?:think so|want (?:it|that|to)|need (?:it|that)|like (?:it|that))|(?:don'?t|do not|dont)(?: (?:book|do|take|confirm)(?: (?:it|that|this))?)?|i(?:'?d| would) rather not|rather not|i (?:can'?t|cannot)(?: (?:do|make) (?:it|that))?"
    r"|(?:that|it|this)(?:'?s| is| does| do| will| would)(?:n'?t| not|nt)(?: be)?(?: (?:work|right|correct|good|fine|ok(?:ay)?|suit|it))(?: for me)?|(?:that|it|this)(?:'?s| is) (?:wrong|incorrect)|thats (?:wrong|not (?:right|it|correct))|won'?t work"
    r"|wrong|incorrect|nothing(?: else)?|none(?: of (?:them|these|those))?|nein|non|nie)" + _REST + r"|👎[🏻-🏿]?|❌"
)
# What would turn a yes into something else: better asked again than booked.
_DOUBT = re.compile(
    r"\s*[,.]?\s*(?:but(?! (?:yes|also|sure))|except|only if|if\b(?! (?:possible|you (?:can|could|would)|that'?s))|unless|or\b|question"
    r"|morning|afternoon|evening|night|day\b|bye|luck|now\b.*\?|after|before|not\b|and no\b|enough)"
)
_FILLER = re.compile(r"[\s,.!;:…\-–—]*(?:(?:please|pls|plz|pleas|thanks?(?: you)?(?: (?:so|very) much)?|thx|ty|cheers)(?![\w']))?[\s,.!;:…\-–—]*")
_OPENING = re.compile(r"[\s,.!;:…\-–—]*(?:(?:oh|um+|uh+|er+|hm+|well|haha|lol|ah|hi|hey|hello)(?![\w'])[\s,.!…]*)*")


def yes_no(text: str) -> tuple[Literal["yes", "no"], str] | None:
    """The yes or no a text begins with, and the rest of it: "no, make it friday" gives ("no", "make it friday").

    None where it begins with neither, or where the yes is taken back in the same breath ("yes but …").
    """
    said = text.replace("’", "'")[:4000]
    lowered = said.lower() if len(said.lower()) == len(said) else said
    start = _end(_OPENING, lowered, 0)
    answer: Literal["yes", "no"] | None = None
    place = start
    while True:
        found = _unit(lowered, place)
        if found is None or (answer == "no" and found[0] == "yes" and not _reassures(lowered, place)):
            break
        if answer == "yes" and found[0] == "no" and not _reassures(lowered, found[1]):
            return None
        answer, place = ("yes" if answer == "yes" else found[0]), _end(_FILLER, lowered, found[1])
    if answer is None or (answer == "yes" and _DOUBT.match(lowered, place)):
        return None
    return answer, text[place:].strip()


def _unit(text: str, place: int) -> tuple[Literal["yes", "no"], int] | None:
    """One yes or no at this place, the longer reading of the two."""
    yes, no = _YES.match(text, place), _NO.match(text, place)
    if yes and (not no or yes.end() > no.end()):
        return "yes", yes.end()
    return ("no", no.end()) if no else None


def _reassures(text: str, place: int) -> bool:
    """Whether a plain approval follows: "yeah no that's fine"."""
    found = _YES.match(text, _end(_FILLER, text, place))
    return bool(found)


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place
