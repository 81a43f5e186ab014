"""How each find stands in its sentence: after or before it, instead of it, not it, or it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from nlu.core.meaning import When
from nlu.languages.en.dates.found import Clock, Day, Found, Moment, Offset, Part, Value

Bound = Literal["after", "before", "from", "until", "between"]
Link = Literal["", "or", "to", "and", "fix", "far"]

_FILL = r"(?: (?:about|around|like|say|approximately|on|the|at|roughly|maybe))* ?$"
_CANNOT = r"(?:cannot|can not|unable to|not able to|don't|do not|doesn't|does not|didn't|would not|wouldn't|can't)"
_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("from", re.compile(r"\b(?:(?:not|nothing|no|never|none|not any|isn't)(?: \w+)?"
        rf"|{_CANNOT}(?: \w+){{1,4}}) (?:earlier than|before|any earlier than|until|until after|sooner than"
        rf"|prior to){_FILL}")),
    ("until", re.compile(r"\b(?:(?:not|nothing|no|never|none|not any)(?: (?!until)\w+)?"
        rf"|{_CANNOT}(?: \w+){{1,4}}) (?:later than"
        rf"|after|past|any later than|beyond){_FILL}")),
    ("between", re.compile(rf"\bbetween{_FILL}")),
    ("after", re.compile(rf"\b(?:after|later than|past|beyond|following){_FILL}")),
    ("before", re.compile(rf"\b(?:before|earlier than|prior to|ahead of|sooner than){_FILL}")),
    ("until", re.compile(rf"\b(?:until|by|up to|up until|through|no later than|any time to){_FILL}")),
    ("from", re.compile(rf"\b(?:from|starting|starting from|as of|beginning|commencing|earliest){_FILL}")),
)  # fmt: skip
_FROM_BEHIND = re.compile(
    r"^(?:,? ?(?:(?:so|and) )?(?:any ?time )?after (?:that|then)\b|,? ?(?:or|and) (?:later|after"
    r"|any ?time after|onwards?|thereafter|afterwards|on|after that"
    r"|anything after|up)\b|onwards?\b|on wards\b|\+|at the earliest|earliest|forward\b)"
)
_UNTIL_BEHIND = re.compile(
    r"^(?:,? ?(?:or|and) (?:earlier|before|sooner|any ?time before|before that)\b"
    r"|at the (?:very )?latest|latest\b|or so at the latest)"
)

_NOT = re.compile(
    r"\b(?<!if )(?<!why )(?<!or )(?:not|cannot|can't|except|excluding|other than|apart from|anything but"
    r"|any ?time but|any day but|besides|avoid|never|nor|neither|aside from)(?: (?:on|at|in|for|the"
    r"|this|next|any|a|available|free|really|good|around))* ?$"
)
_NO = re.compile(r"(?:\S.*|^)\bno(?: more)? $")
_INSTEAD_OF = re.compile(r"\b(?:instead of|rather than|in place of|not from)(?: \w+)? ?$")
_BUSY = re.compile(
    r"\b(?:i|we|he|she|you|doctor|dr) (?:(?!finish|get|leave|end|stop|off)\w+ )?(?:(?:cannot|can not"
    r"|am unable to|not able to"
    r"|am not able to|don't|do not) (?:do|make|come|attend|manage|be there|get there|go|make it|do it"
    r"|come in)"
    r"|(?:have|am|are|is|got|will be|have got)(?! off)(?: \w+){0,2} (?:something|meeting|class|classes|work"
    r"|plans|school|shift|busy|away|working|unavailable|travelling|traveling|"
    r"(?:not (?:free|available|around|here|in|able))|on holiday|out of town|booked|tied up|lecture"
    r"|exam|interview|funeral|wedding|party|another appointment|conflict)(?: else| on| at| for| all"
    r"| until| the| from)*"
    r"|(?:busy|away|unavailable|working)|(?:(?!finish|get|leave|end|stop|off)\w+ )?(?:work|works"
    r"|have work))(?: it| on| at| in| the"
    r"| for| all| until| this| that)* ?$"
)
_NOT_BEHIND = re.compile(
    r"^(?:at all |either |,? ?i )?(?:(?:doesn't|does not|do not|don't|cannot|can not|will not|wouldn't"
    r"|would not|isn't|is not|are not|aren't|is no|not)"
    r" (?:really |actually |be |going to |so |a )?(?:work|good|great|suit|possible|ok|okay|ideal|free"
    r"|available|convenient|an option|do|fit|any good|for me|make|make it|come)\b"
    r"|(?:is|are) (?:no good|bad|out\b|impossible|too (?:early|late|soon|far)|busy|full|terrible"
    r"|awkward|difficult|hard)|(?:am|are) (?:busy|away|working|unavailable|not (?:free|available|here"
    r"|in))|won't|no good|no longer (?:works|suits|possible)|i am (?:busy|away|working))"
)
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
    said = []
    for at, one in enumerate(found):
        since = found[at - 1].end if at else 0
        until = _next_start(found, at, len(line))
        lead = "" if one.start <= since else line[max(since, one.start - 90) : one.start]
        trail = line[one.end : min(until, one.end + 60)].strip()
        if until < len(line) and trail in ("and on", "or on"):  # "at 11 and on the 13th": the day's "on", not onwards
            trail = ""
        said.append(_stand(one, lead, trail, first=at == 0))
        after_wish = at > 0 and isinstance(found[at - 1].value, When)
        if after_wish and lead.strip() in ("but", "except", "but not", "but on", "except on"):
            said[-1].negated = True
    _carry_negation(said)
    _leave_out(said, line)
    return said


def _next_start(found: list[Found], at: int, end: int) -> int:
    """Where the next find begins that is not part of the same words."""
    for other in found[at + 1 : at + 3]:
        if other.start > found[at].start:
            return other.start
    return end


def _stand(one: Found, lead: str, trail: str, *, first: bool) -> Said:
    said = Said(one.value, one.start, one.end, lead.strip())
    trail = "" if trail in ("or after", "or before", "and after", "and before") else trail
    for bound, pattern in _BOUNDS:
        match = pattern.search(lead)
        if match:
            said.bound, said.lead = bound, lead[: match.start()].strip()
            break
    else:
        said.negated = _is_negated(one, lead, trail)
    if _FROM_BEHIND.match(trail):
        said.bound = "from"
    elif _UNTIL_BEHIND.match(trail):
        said.bound = "until"
    said.dropped = bool(_INSTEAD_OF.search(lead))
    said.link = "" if first else _link(said.lead)
    return said


def _is_negated(one: Found, lead: str, trail: str) -> bool:
    if _NOT.search(lead) or _BUSY.search(lead) or _NOT_BEHIND.match(trail):
        return True
    if not _NO.search(lead):
        return False
    many = isinstance(one.value, Part) or (isinstance(one.value, Day) and len(one.value.ranges) > 1)
    return many or (lead.strip() not in ("no",) and not lead.strip().endswith((", no", ". no")))


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


def _carry_negation(said: list[Said]) -> None:
    """ "Not Monday or Tuesday" and "Monday and Tuesday don't work" refuse both."""
    for one, other in pairwise(said):
        joined = other.lead in ("or", "nor", "and", ", or", "or on", "or the", "nor the", "or at", "and on", "nor on")
        if joined and one.is_day == other.is_day and one.negated != other.negated:
            behind = other.negated and other.lead in ("and", "or")
            if one.negated or behind:
                one.negated = other.negated = True


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
    r"|pushed|swap|bring|postpone|rearrange|rebook|transfer|bump)\b"
)
_TARGET = re.compile(r"\b(?:to|for|with|until)(?: (?:the|about|around|next|a|be|be on|on|at|sometime))*$")


def _leave_out(said: list[Said], line: str) -> None:
    """In "move my Monday appointment to Tuesday" Monday is where it is moved from."""
    for same in ([one for one in said if one.is_day], [one for one in said if one.is_time]):
        if len(same) < 2 or not _MOVES.search(line[: same[0].start]):
            continue
        for at, target in enumerate(same[1:], 1):
            leads = target.lead if target.bound != "until" else f"{target.lead} to"
            if _TARGET.search(leads) and target.link != "or" and same[at - 1].end < target.start:
                _drop_before(said, target, same[:at])
                target.link, target.bound = "", None if target.bound == "until" else target.bound
                break
