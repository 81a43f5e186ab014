"""How several wishes, and the pieces of one, are joined and told apart in English."""

from __future__ import annotations

import re

from nlu.languages.vocabularies import Wishing

_APPOINTMENT = r"(?:appointment|appt|booking|visit|one)"

_TOO = (
    r"too(?=\W*(?:$|[,.!?;\n]|\b(?:and|at|but|for|from|if|in|on|please|pls|right|same|straight|the|then|this|with)\b))"
)
"""Not that of "too early"."""

ADDITIONAL = re.compile(
    rf"\b(?:also|as well|{_TOO}|another {_APPOINTMENT}|(?:second|2nd|extra) (?!one\b){_APPOINTMENT}|one more"
    r"|both of (?:us|those|them)"
    r"|(?:and|add|plus|then) (?:an?|one|my)\b.*\b(?:for|son|daughter|kid|child|wife|husband|boy|girl)"
    r"|(?:the |at )?same time\b(?=.*\bfor\b)|right after (?:me|mine))\b",
    re.IGNORECASE,
)

_EXCEPT = re.compile(r"\b(?:except(?:ing)?(?: for)?|but(?: not)?|apart from|other than|bar|save)\b", re.IGNORECASE)

_CLAUSE = re.compile(r"[.,;!?\n]+|\b(?:and i|so i|because|can (?:i|you|we)|could (?:i|you|we)|please)\b", re.IGNORECASE)

_ONE_AT_END = re.compile(r"\w\W+(ones?)$", re.IGNORECASE)

_ONE = re.compile(r"\bones?\b", re.IGNORECASE)
"""In "my Tuesday one" it is no hour."""

_GOES_ON = re.compile(r"\b(?:before|after) (?:that|then|it)\b", re.IGNORECASE)
"""What counts from a day that is only told of: "I fly on the 20th, so before that"."""

_SAME_TIME = re.compile(r"\b(?:day|time|date|morning|afternoon|week|month|together|back)\b", re.IGNORECASE)
"""What "the same" may be that the grammar of times reads."""

_INNER_AND = re.compile(r"(?<=\w) (?:and|&|plus) (?=\w)", re.IGNORECASE)
"""Of "mine and Finn's", found as one piece."""

_BETWEEN = re.compile(
    r"(?:[\W\d]|\b(?:x+|and|also|plus|then|s|my|our|his|her|their|the|one|ones|both|on|at|in|for|with|of|to)\b)*"
)
"""What may stand between two that are told one beside the other; not "and keep"."""

_OTHER_DAY = re.compile(
    r"\b(?:another|(?:any|some|an?|what) (?:other|different)|different|other) (?:day|date)s?\b", re.IGNORECASE
)


_THE_ONE_WITH = re.compile(r"\bthe (?:one|appointment|appt|booking)s?\s+(?:with|of)\s+$", re.IGNORECASE)
_CORRECTING = re.compile(
    r"\W*(?:(?:oh|um+|er+|no|wait|sorry|actually|i mean|i meant|hang on|hold on|make (?:it|that)|(?:or )?rather)\W+)+",
    re.IGNORECASE,
)
"""What stands between what was said first and what is meant."""

WISHING = Wishing(
    additional=ADDITIONAL,
    another=re.compile(r"\b(?:another|second|2nd|one more|extra|again|next|else)\b", re.IGNORECASE),
    for_whom=re.compile(r"\bfor\b", re.IGNORECASE),
    but_not=_EXCEPT,
    clause=_CLAUSE,
    one_at_end=_ONE_AT_END,
    one=_ONE,
    goes_on=_GOES_ON,
    same_time=_SAME_TIME,
    inner_and=_INNER_AND,
    between=_BETWEEN,
    other_day=_OTHER_DAY,
    the_one_with=_THE_ONE_WITH,
    correcting=_CORRECTING,
    of=" of ",
)
