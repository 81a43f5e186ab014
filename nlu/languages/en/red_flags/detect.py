"""Whether a message sounds like an emergency happening now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.core.meaning import Danger
from nlu.core.words import fold, vocabulary
from nlu.languages.en.common_words import NOT_A_NAME
from nlu.languages.en.red_flags.abroad import SIGNS_ABROAD
from nlu.languages.en.red_flags.harm import SIGNS_OF_HARM
from nlu.languages.en.red_flags.illness import SIGNS_OF_ILLNESS
from nlu.languages.en.red_flags.sign import Sign

_SIGNS = (*SIGNS_OF_ILLNESS, *SIGNS_OF_HARM, *SIGNS_ABROAD)
HARM = frozenset({"suicide"})
"""The codes of those who would hurt themselves, and have not yet as far as the sign tells."""

_REACH = 60  # characters that the parts of a sign may lie apart

_SPELLINGS = sorted(
    vocabulary(
        "chest pain pains breathe breath breathing unconscious unresponsive bleeding suicide suicidal"
        " overdose overdosed"
        " seizure seizures stroke collapsed swallowed swallow swollen swelling choking fainted slurred"
        " slurring drooping"
        " convulsing throat tongue poison bleach pregnant headache heart attack responding myself kill"
        " killing anaphylactic"
        " anaphylaxis ambulance emergency struggling difficulty vomiting coughing scalded electrocuted"
        " bewusstlos inconsciente"
    )
)
_SPELT_RIGHT = (
    NOT_A_NAME
    | vocabulary(
        "chess cheat chase paint plain paid pail rain heard hears beach breach breast breadth stoke strike strokes"
    )
    | vocabulary(
        "bread mythical through thought tough confusing cooking selling smelling spelling shelling prison threat"
    )
    | vocabulary(
        "attach breeding blending smuggling conversing scolded overjoyed overdone pairs plains paints dropping"
    )
)
_REWRITES = (
    (re.compile(r"\b(?:can ?not|can t|cnt|cann?t|carnt|cany|can no)\b"), "cant"),
    (re.compile(r"\bdo not\b|\bdon t\b"), "dont"),
    (re.compile(r"\bdoes not\b|\bdoesn t\b"), "doesnt"),
    (re.compile(r"\bis not\b|\bisn t\b"), "isnt"),
    (re.compile(r"\b(?:will not|won t)\b"), "wont"),
    (re.compile(r"\bi m\b|\bi am\b"), "im"),
    (re.compile(r"\bhe s\b|\bhe is\b"), "hes"),
    (re.compile(r"\bshe s\b|\bshe is\b"), "shes"),
    (re.compile(r"\bbr(?:ea)?th\b"), "breath"),
    (re.compile(r"\bhart attack\b"), "heart attack"),
    (re.compile(r"\bchest ?pa[iy]ns?\b"), "chest pain"),
    (re.compile(r"\bwanna\b"), "want to"),
    (re.compile(r"\bhv\b"), "have"),
    (re.compile(r"\bhusb\b|\bhubby\b"), "husband"),
)

# Told of the past, denied, or spoken of rather than suffered.
_LONG_AGO = re.compile(
    r"\b(?:(?:years?|yrs?|months?|decades?|weeks?|wks?) (?:ago|back)|last (?:year|month|summer|winter"
    r"|spring|autumn|christmas|january|february|march|april|may|june|july|august|september|october"
    r"|november|december)"
    r"|in (?:19|20)\d\d|used to (?:have|get|be)|history of|when i was|as a (?:child|kid|baby)"
    r"|previous(?:ly)?|recover(?:ing|ed) from|(?:since|after|following|from) (?:my|his|her|the"
    r"|a) (?:\w+ )?(?:heart attack|stroke|overdose|seizure|suicide attempt|collapse)"
    r"|survivor|years? (?:old )?injury|in the past|has since|long ago|back then)\b"
)
_STILL = re.compile(
    r"\b(?:again|right now|now|still|today|tonight|this morning|at the moment|currently|since (?:an hour"
    r"|this|\w+ minutes)|getting worse|is back)\b"
)
_ABOUT = re.compile(
    r"\b(?:(?:chest pain|stroke|seizure|epilepsy|overdose|suicide|bleeding|anaphylaxis|burns?|breathing"
    r"|heart attack|choking|chest) (?:clinic|letter|unit|medication|meds|tablets|prevention|awareness"
    r"|course|training|class"
    r"|group|follow ?up|review|test|exercises?|rehab\w*|exam|checkup|check up|techniques?)"
    r"|(?:chest|heart|breathing|stroke|blood) (?:x ?ray|xray|scan|check ?up|check|test|tests"
    r"|pressure (?:check|test|medication))|died laughing|dying to|die for|to die for|(?:suicide squad"
    r"|heart attack grill)|laugh\w*(?: \w+){0,2} (?:cant|couldnt|hardly|not) breathe?"
    r"|follow ?up|(?:almost|nearly) (?:passed|blacked) out|(?:app|phone|website|site|page|screen|computer"
    r"|calendar|link)\b|through (?:my |his |her |the )?(?:nose|nostrils?)|(?:blocked|stuffy"
    r"|stuffed) (?:up )?nose|insurance|my (?:dog|cat|horse|pet|car)\b|flyers|took (?:my|the|his"
    r"|her) (?:appointment|slot|place)|take (?:a"
    r"|my) breath away|breath of fresh|out of my chest|off my chest|waiting? (?:is"
    r"|time is) killing|this (?:wait|queue|weather) is|blood (?:test|tests|results|work|type|group"
    r"|donation|sugar|pressure)|bad breath|breast|chest of drawers|treasure chest)\b"
)
_ASKS_ABOUT = re.compile(
    r"^\W*(?:(?:is|are|does|do|can|could|will|would|should|who|which|what|how|why|where|when|tell me"
    r"|explain)\b)(?!.*\b(?:i|im|ive|my|me|he|hes|she|shes|we|our|his|her|baby|husband|wife)\b)"
    r"|\b(?:treat(?:s|ed|ing)? (?:chest|stroke|seizure|overdose|burn|breath)|(?:treated|handled"
    r"|looked after|seen) by|speciali[sz]e|signs? (?:to look|of a .* are)|what (?:causes|is|are)"
    r"|first aid (?:course|class)|definition of)\b"
)
_DENIED = re.compile(
    r"\b(?:no|without|dont (?:have|get|feel|think (?:its|it is|im having|i have|hes having|shes having))"
    r"|doesnt (?:have|feel)|havent (?:had|got)|hasnt (?:had|got)|didnt (?:have|feel)|never (?:had|been)"
    r"|not (?:had|having|got|suicidal|a|an|any|in|feeling)|isnt|wasnt|not|no longer (?:have|having)|denies"
    r"|no more|zero|nor|rather than|im not|hes not|shes not|gone now|almost|nearly)"
    r"(?: (?:a|an|any|the|my|really|like|had|having|more|so|much|in|of|or|and|fever|cough|sort|kind)){0,4} $"
)
_CLAUSES = re.compile(r"[.!?;\n]+\s+|\bbut\b|\bhowever\b|\balthough\b")


def red_flag(text: str) -> str | None:
    """A code such as "chest_pain" where the text sounds like an emergency happening now, else None.

    When in doubt it answers with a code: a needless emergency number costs less than a missed one.
    """
    return next(_codes(text), None)


def danger_in(text: str) -> Danger | None:
    """What kind of danger a text sounds like. Whoever has taken the pills already needs an ambulance before a
    listener: "harm" only where no other sign is in it."""
    codes = set(_codes(text))
    if not codes:
        return None
    return "harm" if codes <= HARM else "now"


def _codes(text: str) -> Iterator[str]:
    """The codes of all the signs in a text, in the order of its clauses."""
    for clause in map(str.strip, _CLAUSES.split(_mended(text))):
        yield from (sign.code for sign in _SIGNS if _shown(sign, clause))


def _mended(text: str) -> str:
    """The text folded, with short forms written out and the words of emergencies spelt right."""
    folded = re.sub(r"[^\w\s.!?;]+", " ", fold(text.replace("ł", "l").replace("Ł", "L"))).replace("_", " ")
    folded = re.sub(r"[ \t]+", " ", re.sub(r"(.)\1{3,}", r"\1\1", folded))
    folded = re.sub(r"[^\W\d]{4,20}", lambda match: _spelt(match.group()), folded)
    for pattern, plain in _REWRITES:
        folded = pattern.sub(plain, folded)
    return folded


def _spelt(word: str) -> str:
    if word in _SPELT_RIGHT or word in _SPELLINGS:
        return word
    furthest = 2 if len(word) > 8 else 1
    near = process.extractOne(word, _SPELLINGS, scorer=OSA.distance, score_cutoff=furthest)
    if not near:
        return word
    swapped = sorted(near[0]) == sorted(word)
    return near[0] if swapped or (len(word) > 4 and near[0][0] == word[0]) else word


def _shown(sign: Sign, clause: str) -> bool:
    """Whether a clause shows a sign that is neither denied, long past nor merely spoken of."""
    if not all(group.search(clause) for group in sign.groups):
        return False
    matches = [list(group.finditer(clause)) for group in sign.groups]
    for anchor in matches[0]:
        near = [_nearest(anchor, others) for others in matches[1:]]
        if any(match is None for match in near):
            continue
        places = [anchor, *(match for match in near if match)]
        start, end = min(place.start() for place in places), max(place.end() for place in places)
        if not _told_of(clause, start, end):
            return True
    return False


def _nearest(anchor: re.Match[str], others: list[re.Match[str]]) -> re.Match[str] | None:
    """The other expression closest to the anchor without overlapping it, if it lies within reach."""
    apart = [
        (max(other.start() - anchor.end(), anchor.start() - other.end()), place)
        for place, other in enumerate(others)
        if other.start() >= anchor.end() or anchor.start() >= other.end()
    ]
    distance, place = min(apart, default=(_REACH + 1, 0))
    return others[place] if distance <= _REACH else None


def _told_of(clause: str, start: int, end: int) -> bool:
    """Whether the words around a sign take it back."""
    around = clause[max(0, start - 80) : end + 60]
    if _DENIED.search(clause[max(0, start - 60) : start]):
        return True
    if _LONG_AGO.search(around) and not _STILL.search(around):
        return True
    spoken_of = _ABOUT.search(around)
    return bool(spoken_of or _ASKS_ABOUT.search(clause)) and not _STILL.search(around)
