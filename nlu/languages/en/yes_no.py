"""The yes or no that an answer begins with, and what else it says."""

from __future__ import annotations

import re
from typing import Literal

_LONGEST = 4000  # characters

# Words that agree whatever follows them.
_FIRM = (
    r"y+e+a*s+|ys|yse|ye+p+|yu+p+|y+e+a+h*|ya+|ye|yeh|yh|aye|y|k+|kk|o+k+(?:a+y+|e+y+|ie)?(?! google)|okie dokie"
    r"|sure(?: thing)?|certainly"
    r"|(?:100|a hundred|hundred) ?(?:%|percent)"
    r"|absolutely|defin[ia]tely|of course|by all means|you bet|for sure|indeed|exactly|agreed"
    r"|correct(?! (?:my|the|a|an|this|that)\b)|confirmed|confirm(?! \w)"
    r"|confirm(?: (?:my|our|the|this|that))? (?:appointment|appt|booking|visit|slot|time)"
    r"|alrighty?|all right|mhm+|mm?-?hm+|uh[- ]?huh|s[ií]|oui|ja|tak"
)
# Words that agree only where they stand for the whole answer, or a new clause follows: not "good morning", "I am ill".
_WEAK = (
    r"fine|grand|perfect(?:ly)?|great|excellent|wonderful|awesome|fantastic|brilliant|lovely|cool|super|amazing|good"
)
_PRAISE = (
    r"(?:fine|good|great|perfect|ok(?:ay)?|right|correct|wonderful|awesome|excellent|lovely|brilliant"
    r"|fantastic|alright|cool)"
)
_IT = r"(?:it|that|this|them|those|both(?: of (?:them|those))?)"
_PHRASES = (
    rf"(?:please|pls|plz) do(?: it| so)?|go (?:ahead|for it|on)|do it|(?:book|confirm|take(?! it easy)|schedule"
    rf"|reserve) {_IT}(?: in)?(?! the\b)"
    rf"|(?:please|pls|plz) (?:book|confirm|take|schedule|reserve) {_IT}|let'?s (?:do|book|go with|take) {_IT}"
    rf"|i(?:'?ll| will) take {_IT}|i(?:'?d| would) (?:like|love) (?:that|it)(?! to)|i(?:'?m| am) (?:happy"
    rf"|fine|ok|good) with {_IT}"
    rf"|(?:that|it|this)(?:'?s| is| sounds| looks| seems|'?ll be| will be| would be|'?d be)(?: (?:all|just"
    rf"|absolutely|really|pretty|very|so))?"
    rf" {_PRAISE}|thats (?:all )?{_PRAISE}|(?:sounds|looks) {_PRAISE}"
    r"|(?:(?:that|it|this)(?: one)? )?(?:works|suits|fits)(?: (?:with|in|into))? (?:my|our) (?:schedule|calendar|diary)"
    r"|(?:that|it|this)(?: one)? (?:works|suits|does|(?:will|would|should|'ll) (?:work|do"
    r"|suit))(?: (?:for )?(?:me|us))?"
    r"(?: (?:great|fine|well|perfectly))?|works(?: for me)?|(?:fine|ok(?:ay)?|good|cool) (?:by|with) (?:me"
    r"|us)|no (?:problem|worries|prob|issue|objection)s?"
    r"|not a problem"
)
_NEGATIVE = (
    r"ye+a+h? (?:nah|nope)|n+o+p+e+|nop|n+a+h+|naw|na|n|no+ (?:thanks?(?: you)?|thx|ty|way|need)|no+"
    r"|never(?! ?mind)|negative"
    r"|(?:of course|absolutely|definitely|certainly|probably|please|hell) (?:not|no|don'?t)"
    r"|not (?:really|quite|exactly|now|yet|at all|correct|right(?: now)?|for me|that|this|today|this time"
    r"|at (?:the|this) (?:moment|time))"
    r"|i (?:don'?t|do not) (?:think so|(?:want|need|like) (?:it|that))|(?:don'?t|do not) (?:book|do|take"
    r"|confirm)(?: (?:it|that|this))?"
    r"|(?:i(?:'?d| would) )?rather not|i (?:can'?t|cannot)(?: (?:do|make) (?:it|that))?(?=\s*(?:$|[.,!;]))"
    r"|(?:that|it|this) ?(?:'?s|is|does|do|will|would)(?:n'?t| not|nt)(?: be)? (?:work|right|correct|good"
    r"|fine|ok(?:ay)?|suit|it)(?: for me)?"
    r"|(?:that|it|this)(?:'?s| is) (?:wrong|incorrect)|won'?t work|wrong|incorrect|nothing(?: else)?"
    r"|none(?: of (?:them|these|those))?"
    r"|nein|non|nie"
)
_WORD_ENDS = r"(?![\w'])"
_CLAUSE_FOLLOWS = (
    r"(?=\s*(?:$|[^\w\s'])|\s+(?:thanks?|thx|ty|please|pls|and|also|then|can|could|i|i'?ll|i'?d|let'?s"
    r"|lets|book|so|see|that"
    r"|that'?s|it'?s|what|where|do|oh|but|yes|yeah|go|for (?:me|us))\b)"
)
_RIGHT = r"right(?: then)?(?=[\s.!]*$|[\s,]+(?:yes|yeah|yep|ok|okay|sure|go|book|please|do|that|so|let|thanks?|ty)\b)"
# "book it at 5" is of another time; "sounds good to me" is not
_NO_OTHER_TIME = r"(?! (?:at|on|with|to(?! (?:me|us)\b)|in|by|later|next|tomorrow|today|tonight|for(?! (?:me|us)\b))\b)"
_YES = re.compile(
    rf"(?:yeah|no|nope|nah)[\s,]+(?:yeah|yes){_WORD_ENDS}|(?:i do|i would|i am|it is|please|pls"
    rf"|plz)(?=\s*(?:$|[.,!;]))"
    rf"|(?:{_FIRM}|{_PHRASES}){_WORD_ENDS}{_NO_OTHER_TIME}"
    rf"|(?:{_WEAK}){_CLAUSE_FOLLOWS}|{_RIGHT}"
    "|👍[🏻-🏿]?|👌[🏻-🏿]?|🤝[🏻-🏿]?|✅|✔️?|☑️?|🆗|💯"
)
_NO = re.compile(rf"(?:{_NEGATIVE}){_WORD_ENDS}|👎[🏻-🏿]?|❌")
_NUMBER = re.compile(r"no\.? ?#?\d{1,2}[.!)]?\s*$")  # "no. 3" is a line of a list
# What takes a yes back or turns it into a question: better asked again than booked.
_DOUBT = re.compile(
    r"(?:but(?! (?:yes|also|sure))|except|only if|unless|or|if(?! (?:possible|you (?:can|could|would)"
    r"|that'?s))|not|and no"
    r"|enough|(?:oh )?wait,? (?:no|not|actually)|actually,? no|after|before|question)\b"
)
_CLOSES = re.compile(
    r"(?:(?:no,? )?nothing(?: else| more)?|no,? that ?(?:'?s| is| will be) (?:all|it|everything))(?![\w'])"
)
"""What ends the conversation after a yes, and does not take it back."""

_GAP = r"[\s,.!;:…\-–—]*"
_FILLER = re.compile(
    rf"{_GAP}(?:(?:please|pls|plz|pleas|thanks?(?: you)?(?: (?:so|very) much)?|thx|ty"
    rf"|cheers)(?![\w'])(?! (?:don'?t|cancel)))?{_GAP}"
)
_OPENING = re.compile(
    rf"{_GAP}(?:(?:(?:hi|hey) ya|oh|um+|uh+(?![- ]?huh)|er+|hm+|well|haha|lol|ah|hi|hey|hello)(?![\w']){_GAP})*"
)


def yes_no(text: str) -> tuple[Literal["yes", "no"], str] | None:
    """The yes or no a text begins with, and the rest of it: "no, make it friday" gives ("no", "make it friday").

    None where it begins with neither, or where the yes is taken back in the same breath ("yes but …").
    """
    answer, place, taken_back = _begun(text)
    return None if answer is None or taken_back else (answer, text[place:].strip())


def takes_back(text: str) -> bool:
    """Whether a text begins with a yes and takes it back: "yes please, but not yet"."""
    return _begun(text)[2]


def _begun(text: str) -> tuple[Literal["yes", "no"] | None, int, bool]:
    """The yes or no at the beginning, where it ends, and whether it is a yes that is taken back."""
    lowered = _lowered(text[:_LONGEST])
    place = _end(_OPENING, lowered, 0)
    if _NUMBER.match(lowered, place):
        return None, place, False
    answer: Literal["yes", "no"] | None = None
    while found := _next(lowered, place):
        said, end = found
        if (answer == "no" and said == "yes") or (answer == "yes" and _CLOSES.match(lowered, place)):
            break
        if answer == "yes" and said == "no" and not _YES.match(lowered, _end(_FILLER, lowered, end)):
            return answer, place, True  # "yes no"; but "yeah no that's fine" agrees
        answer, place = answer or said, _end(_FILLER, lowered, end)
    return answer, place, answer == "yes" and bool(_DOUBT.match(lowered, place))


def _lowered(text: str) -> str:
    """The text in small letters and straight quotes, every character in its place."""
    straight = text.replace("’", "'")
    lowered = straight.lower()
    return lowered if len(lowered) == len(straight) else straight  # a few letters grow when lowered


def _next(text: str, place: int) -> tuple[Literal["yes", "no"], int] | None:
    """The yes or no at a place and where it ends; of two readings the longer."""
    yes, no = _YES.match(text, place), _NO.match(text, place)
    if yes and (not no or yes.end() > no.end()):
        return "yes", yes.end()
    return ("no", no.end()) if no else None


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place
