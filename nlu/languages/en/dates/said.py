"""How each find stands in its sentence: after or before it, instead of it, not it, or it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from nlu.core.meaning import When
from nlu.languages.en.dates.bounds import ENDS, Bound, bound_before, bound_behind
from nlu.languages.en.dates.found import Clock, Day, Found, Moment, Offset, Part, Value
from nlu.languages.en.dates.refusals import is_bound_refused, is_refused, suits_behind

Link = Literal["", "or", "to", "and", "fix", "far"]

_INSTEAD_OF = re.compile(r"\b(?:instead of|rather than|in place of|not from)(?: \w+)? ?$")
_FIX = re.compile(
    r"(?:\b(?:sorry|actually|i mean|i meant|or rather|make (?:it|that)|scratch that|correction|oops"
    r"|wait|change (?:it|that) to|no|nope|nah|on second thought|apologies|my mistake|forget that"
    r")\b|\*)(?! (?:later|earlier|other|way|matter|longer))"
)
_TO = re.compile(
    r"^(?:-|to|until|through|up to|up until|and ends?|to about|to around|to the|until the|through the"
    r"|through to|- the)$"
)
_OR = re.compile(r"\b(?:or|nor|otherwise|alternatively|else|failing that|if not|and if not)\b|/")
_AND = re.compile(r"^(?:and|&|and the|, and|and on|and at|and maybe|and also)$")


_BUT = ("but", "except", "but not", "but on", "except on", "but for", "bar", "apart from", "other than")


@dataclass(slots=True)
class Said:
    """A find with its standing. `lead` is what stands between the find before it and it, the bound's words left out."""

    value: Value
    start: int
    end: int
    lead: str
    bound: Bound | None = None
    link: Link = ""
    negated: bool = False
    dropped: bool = False  # spoken of, but not wished: "from Monday" in "move it from Monday to Tuesday"

    @property
    def is_day(self) -> bool:
        """Whether it is about days."""
        return isinstance(self.value, Day | Offset)

    @property
    def is_time(self) -> bool:
        """Whether it is about the time of day."""
        return isinstance(self.value, Clock | Part | Moment)


def standing(found: list[Found], line: str) -> list[Said]:
    """The finds, each with how it stands in its sentence."""
    said: list[Said] = []
    since = 0
    for at, one in enumerate(found):
        until = _next_start(found, at, len(line))
        lead = "" if one.start <= since else line[max(since, one.start - 90) : one.start]
        trail = line[one.end : min(until, one.end + 60)].strip()
        if until < len(line) and trail in ("and on", "or on"):  # "at 11 and on the 13th": the day's "on", not onwards
            trail = ""
        behind = _behind(one, trail, line)
        said.append(_stand(one, lead, trail, behind, first=at == 0, more=until < len(line)))
        since = max(one.end, behind[1] if behind else 0)
        if lead.strip() in _BUT and _leaves_open(found[:at], line):
            said[-1].negated = True
    _carry_refusals(said, line)
    _leave_out(said, line)
    return said


def _leaves_open(before: list[Found], line: str) -> bool:
    """Whether any day or any time was said just before, of a week perhaps: "any day next week but Thursday"."""
    wishes = before[-2:] if before and isinstance(before[-1].value, Day) else before[-1:]
    return any(
        (isinstance(one.value, When) and (one.value.any_day or one.value.any_time))
        or line.startswith("any", one.start)
        or line.endswith("any ", 0, one.start)
        for one in wishes
    )


def _next_start(found: list[Found], at: int, end: int) -> int:
    """Where the next find begins that is not part of the same words."""
    for other in found[at + 1 : at + 3]:
        if other.start > found[at].start:
            return other.start
    return end


def _behind(one: Found, trail: str, line: str) -> tuple[Bound, int] | None:
    """The bound behind a find, and where in the line its words end: they are no part of what leads to the next."""
    found = None if trail in ("or after", "or before", "and after", "and before") else bound_behind(trail)
    return (found[0], line.index(trail, one.end) + found[1]) if found else None


def _stand(one: Found, lead: str, trail: str, behind: tuple[Bound, int] | None, *, first: bool, more: bool) -> Said:
    said = Said(one.value, one.start, one.end, lead.strip())
    before = bound_before(lead)
    if before:
        said.bound, said.lead = before[0], lead[: before[1]].strip()
        said.negated = is_bound_refused(before[0], lead[: before[1]], lead[before[1] :])
    else:
        said.negated = is_refused(one, lead, trail, more=more)
    said.bound = behind[0] if behind else said.bound
    said.dropped = bool(_INSTEAD_OF.search(lead))
    said.link = "" if first else _link(said.lead)
    return said


def _link(lead: str) -> Link:
    """How a find hangs together with the one before it."""
    if _TO.match(lead):
        return "to"
    if _AND.match(lead):
        return "and"
    if _FIX.search(lead):
        return "fix"
    if _OR.search(lead):
        return "or"
    return "far" if len(lead) > 24 or re.search(r"[.!?]", lead) else ""


_REFUSED_TOGETHER = ("or", "nor", "and", ", or", "or on", "or the", "nor the", "or at", "and on", "nor on")


def _carry_refusals(said: list[Said], line: str) -> None:
    """ "Not Monday or Tuesday", "Monday and Tuesday don't work" and "away Monday to Wednesday" refuse all of them."""
    _carry_through_lists(said, line)
    for one, other in pairwise(said):
        if one.is_day != other.is_day or one.negated == other.negated:
            continue
        stretched = other.link == "to" or (one.bound == "between" and other.link == "and")
        stretched = stretched or (one.bound == "from" and other.bound in ENDS and other.lead == "")
        if one.negated and (stretched or other.lead in _REFUSED_TOGETHER):
            other.negated = True
        elif other.negated and (stretched or other.lead in ("and", "or")):
            one.negated = True


def _carry_through_lists(said: list[Said], line: str) -> None:
    """ "Not Monday, Tuesday or Friday": but in "not Monday, Tuesday or Friday is fine" only Monday is refused."""
    for at, (one, other) in enumerate(pairwise(said)):
        if not (one.negated and one.is_day and other.is_day and other.lead == "," and not other.bound):
            continue
        last = next((each for each in said[at + 2 : at + 9] if each.lead != ","), None)
        if last and last.is_day and last.lead in _REFUSED_TOGETHER and not suits_behind(line, last.end):
            other.negated = True


def _drop_before(said: list[Said], target: Said, sources: list[Said]) -> None:
    """Leave out where it is moved from; the hour said there too, where the target has an hour of its own."""
    new_hour = target.is_day and any(one.is_time and one.start > target.start for one in said)
    for one in sources:
        one.dropped = True
    for one in said:
        if new_hour and one.is_time and one.start < target.start:
            one.dropped = True


_MOVES = re.compile(
    r"\b(?:move|moved|moving|reschedule|rescheduled|rescheduling|change|changed|switch|shift|push"
    r"|pushed|swap|bring|postpone|prepone|rearrange|rebook|transfer|bump)\b"
)
_TARGET = re.compile(r"\b(?:to|for|with|until)(?: (?:the|about|around|next|a|be|be on|on|at|sometime))*$")


def _leave_out(said: list[Said], line: str) -> None:
    """In "move my Monday appointment to Tuesday" Monday is where it is moved from."""
    for same in ([one for one in said if one.is_day], [one for one in said if one.is_time]):
        if len(same) < 2 or not _MOVES.search(line[: same[0].start]):
            continue
        for at, target in enumerate(same[1:], 1):
            leads = target.lead if target.bound not in ENDS else f"{target.lead} to"
            if _TARGET.search(leads) and target.link != "or" and same[at - 1].end < target.start:
                _drop_before(said, target, same[:at])
                target.link, target.bound = "", None if target.bound in ENDS else target.bound
                break
