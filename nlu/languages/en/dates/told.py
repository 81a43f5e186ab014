"""Days that a message only tells of, beside the one it asks for: "the rash began on 1 June, can I come on Friday"."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from nlu.languages.en.dates.found import Clock, Day, Found, Part

_JOINT = re.compile(
    r"[,;.!?]+(?: |$)|\b(?:so|but|because)\b|\band (?=(?:i|we|can|could|would|please|need|want|book)\b)"
)
_ASKS = re.compile(
    r"\b(?:can|must|could|may|might|shall|should|would|will|want|wants|need|needs|like|hope|hoping|prefer|wish|book"
    r"|see me|see him|see her|please|free|available|come|appointment|appt|booking|booked|slot|visit|reminder|moved?"
    r"|mean|meant|sorry|actually|rather|instead|fine|good|ok|okay|suits?|works?|better|best|make it|to be|earlier"
    r"|later)\b"
)
_RULES_OUT = re.compile(
    r"\b(?:not|no|never|cannot|without|except|away|off|busy|bad|out of town|working|\w+n't|avoid|but)\b"
)
_WHO = r"(?:i|we|he|she|they|it|that|this)"
_WHAT = r"(?:my|our|the|his|her|their) (?:\w+ ){0,3}?\w+"
_HAPPENED = r"(?:was|were|began|started|happened)"
_TELLING = re.compile(
    rf"\b{_WHO}(?: \w+|'(?:m|re|s|ve|d)\b)|^(?:\w+ ){{1,3}}{_HAPPENED}\b"
    rf"|\b{_WHAT} (?:{_HAPPENED}|is|are|has|have|had|been|\w+ed|fell|broke|came|went|got|runs|ends|starts|finishes"
    r"|expires|lasts|says|due)\b|^(?:had|got|have had|been|born|dob|felt|fell|woke|hurting|aching|coughing|\w+ed)\b"
)


@dataclass
class _Clause:
    """A part of the line between two joints: what was found in it, and the words around that."""

    found: list[Found]
    words: str = ""

    @property
    def has_day(self) -> bool:
        return any(isinstance(one.value, Day) for one in self.found)

    @property
    def only_tells(self) -> bool:
        return bool(_TELLING.search(self.words)) and not (_ASKS.search(self.words) or _RULES_OUT.search(self.words))


def without_told_days(found: list[Found], line: str) -> list[Found]:
    """Without the days, and the times beside them, of clauses that only tell something, where another clause asks for
    a day. What rules a day out, or is said of an appointment, tells something of the wish itself and stays."""
    dated = [clause for clause in _clauses(line, found) if clause.has_day]
    told = [clause for clause in dated if clause.only_tells]
    if not told or len(told) == len(dated):
        return found
    left_out = {one.start for clause in told for one in clause.found if isinstance(one.value, Day | Clock | Part)}
    return [one for one in found if one.start not in left_out]


def _clauses(line: str, found: list[Found]) -> list[_Clause]:
    """The clauses, each thing found in the one where it begins. "10 June, 2026" is not parted."""
    rest, clauses, start = deque(found), [], 0
    for end in [*(joint.start() for joint in _JOINT.finditer(line)), len(line)]:
        clause, read = _Clause([]), start
        while rest and rest[0].start < end:
            one = rest.popleft()
            clause.found.append(one)
            clause.words += line[read : one.start] + " "
            read = max(read, one.end)
        end = max(end, read)
        clause.words = " ".join((clause.words + line[read:end]).lower().split()).lstrip(",;.!? ")
        clauses.append(clause)
        start = end
    return clauses
