"""What a doctor's message asks for. A few words and a date are all it takes; anything else gets a short help."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from bot.core.doctor_state import (
    Block,
    Command,
    DoctorState,
    Mark,
    Say,
    SetAgenda,
    Settle,
    ShowDay,
    ShowWeek,
    Span,
    Unblock,
)
from bot.doctors.spans import spans
from models.words import Status
from nlu.core.lexicon import Lexicon
from nlu.core.meaning import DayRange, When
from nlu.languages.en.agreement import leading
from nlu.languages.en.choices import pick
from nlu.languages.en.dates import resolve

TAP = "dr:"
"""How the value of every choice in a doctor's chat begins. What follows is read like a written message."""

_MARKS = (
    (Status.NO_SHOW, re.compile(r"\bno[- ]?shows?\b|\b(?:did ?n[o']?t|didnt|never) (?:come|show|turn up)\b")),
    (Status.ARRIVED, re.compile(r"\b(?:arrived|has come|is here|came)\b")),
    (Status.COMPLETED, re.compile(r"\b(?:done|completed?|finished|seen)\b")),
)
_MARKED = tuple(status.value for status, _ in _MARKS)
_NUMBER = re.compile(
    r"^(?:number |no\.? ?|the |#)?(\d{1,2})(?:st|nd|rd|th)? (?![ap]m\b|o'?clock)|\b(?:number|#) ?(\d{1,2})\b"
)
_AGENDA = re.compile(r"\bagenda\b")
_UNBLOCK = re.compile(r"\bunblock\b|\b(?:i am|i'?m|im) (?:back|in after all)\b|\bnot off\b|\bafter all\b")
_NOT_COMING = re.compile(
    r"\b(?:can ?not|can'?t|cant|wo ?n'?t|wont|not (?:in|coming|able|back|available)|unable|never)\b"
)
_ILL = re.compile(r"\b(?:ill|sick|unwell|poorly|fever|flu)\b")
_AWAY = re.compile(
    r"\b(?:off|block|away|leave|holiday|vacation|not in|out of (?:the )?office)\b"
    r"|\b(?:can ?not|can'?t|cant|wo ?n[o']?t|wont) (?:come|make it|work|be (?:in|there))\b"
)
_FROM_NOW = re.compile(r"\bfrom (?:today|now) to\b")
_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening)|rest of (?:the|my) day)\b")
_WHOM = re.compile(r"\b(?:show me )?(?:whom?|which patients)\b")
_THANKS = re.compile(r"(?:many )?(?:thanks|thank you|thx|cheers|great|ok|okay|good)[\s.!]*(?:very much|a lot)?[\s.!]*")
_WEEK = re.compile(r"\bweek\b")
_NO = re.compile(r"(?:no|leave it|nope|don'?t|forget it|never ?mind)\b")
_YES = re.compile(
    r"(?:(?:and|please|just)\b\W*)*(?:tell them|block it|do it)(?: all| too)?"
    r"(?:\W+(?:please|thanks?|thank you))*[\s.!]*"
)


def hear(text: str, tap: str | None, state: DoctorState, now: datetime, clinic: Lexicon) -> Command:
    """What the message asks for. `now` is in the clinic's zone."""
    if tap is not None:
        return _tapped(tap, state, now, clinic)
    number = pick(text)
    if number is not None and state.choices and (number == -1 or number <= len(state.choices)):
        return _tapped(state.choices[number - 1 if number > 0 else -1].value, state, now, clinic)
    return _Message(text, state, now, clinic).command()


def _tapped(value: str, state: DoctorState, now: datetime, clinic: Lexicon) -> Command:
    """A button of a doctor's chat; one of an earlier life of the chat says nothing any more."""
    if not value.startswith(TAP):
        return Say("stale")
    kind, _, rest = value.removeprefix(TAP).partition(":")
    if kind in ("yes", "no"):
        return Settle(kind == "yes", rest)
    if kind in _MARKED and rest.isdigit():
        return Mark(Status(kind), appointment=int(rest))
    return _Message(kind, state, now, clinic).command()


class _Message:
    """One written message."""

    def __init__(self, text: str, state: DoctorState, now: datetime, clinic: Lexicon) -> None:
        self.text = " ".join(text.replace("’", "'").lower().split())
        self.state = state
        self.now = now
        self.zone = clinic.timezone
        self.when = _when(self.text, now, clinic)

    def command(self) -> Command:
        """The first reading that fits: an answer to what was asked, then whatever else can be asked for."""
        found = self._answer() or self._mark() or self._agenda() or self._absence() or self._shown()
        if self.state.mark and found == Say("help"):  # a name, perhaps: which patient was asked
            return self._marked(self.state.mark)
        return found

    def _answer(self) -> Command | None:
        if self.state.pending:
            if _WHOM.search(self.text):
                return Say("whom")
            answer = leading(self.text, "confirmation")
            if _NO.match(self.text) or (answer and answer[0] == "no"):
                return Settle(yes=False)
            if _YES.fullmatch(self.text) or answer == ("yes", ""):
                return Settle(yes=True)
        if self.state.asked == "block" and self.when.says_something:
            return Block(self._away())
        if self.state.mark and self.when.time:
            return self._marked(self.state.mark)
        return None

    def _mark(self) -> Command | None:
        found = next((status for status, words in _MARKS if words.search(self.text)), None)
        return self._marked(found) if found else None

    def _marked(self, status: Status) -> Mark:
        number = _NUMBER.search(self.text)
        if number:
            return Mark(status, number=int(number[1] or number[2]))
        day, clock = self.when.date or self.now.date(), self.when.time
        at = datetime.combine(day, clock, self.now.tzinfo) if clock else None
        return Mark(status, at=at, words=tuple(re.findall(r"[^\W\d_][\w'-]*", self.text)))

    def _agenda(self) -> Command | None:
        """How the agenda is to come; "the agenda for Friday" asks to see one."""
        if not _AGENDA.search(self.text) or self.when.days:
            return None
        if re.search(r"\b(?:off|no|stop|never)\b", self.text):
            return SetAgenda(days="never")
        if re.search(r"\b(?:every day|daily|always)\b", self.text):
            return SetAgenda(days="every")
        if re.search(r"\b(?:on|only|appointments|patients)\b", self.text):
            return SetAgenda(self._minute(), days="booked")
        minute = self._minute()
        return SetAgenda(minute) if minute is not None else None

    def _minute(self) -> int | None:
        """An agenda comes in the morning: "at 7" is 7:00 whatever the clinic's hours say."""
        found = re.search(r"\b(?:at|to|for|by) (\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?\b", self.text)
        if found is None:
            return None
        hour, minute = int(found[1]), int(found[2] or 0)
        hour = hour % 12 + 12 * (found[3] == "pm") if found[3] else hour
        return hour * 60 + minute if hour < 24 and minute < 60 else None

    def _absence(self) -> Command | None:
        if _UNBLOCK.search(self.text) and not _NOT_COMING.search(self.text):
            return Unblock(self._spans(self.when))
        ill = bool(_ILL.search(self.text))
        if not ill and not _AWAY.search(self.text):
            return None
        return Block(self._away() or (self._spans(_whole(self.now.date())) if ill else ()), ill)

    def _away(self) -> tuple[Span, ...]:
        """ "Can't come on Friday" is away on Friday."""
        days, times = self.when.days or self.when.not_days, self.when.times or self.when.not_times
        return self._spans(replace(self.when, days=days, times=times))

    def _spans(self, when: When) -> tuple[Span, ...]:
        return spans(when, self.now, self.zone)

    def _shown(self) -> Command:
        if re.search(r"\b(?:ratings?|stars|reviews?|feedback)\b", self.text):
            return Say("ratings")
        if _WEEK.search(self.text):
            return ShowWeek(self.when.days[0].first if self.when.days else self.now.date())
        if self.when.date:
            return ShowDay(self.when.date)
        if self.when.days:
            return ShowWeek(self.when.days[0].first)
        if re.search(r"\b(?:agenda|patients|list|schedule|appointments|who)\b", self.text):
            return ShowDay(self.now.date())
        return Say("thanks") if _THANKS.fullmatch(self.text) else Say("help")


def _when(text: str, now: datetime, clinic: Lexicon) -> When:
    """The dates and times in it. Patients say "today" of how they feel; a doctor always means the day."""
    text = _FROM_NOW.sub("from today until", text)
    when = resolve(text, now, opens=clinic.opens, closes=clinic.closes, day_first=clinic.day_first)
    if not when.days and _TODAY.search(text):
        return _whole(now.date(), when)
    return when


def _whole(day: date, when: When | None = None) -> When:
    return replace(when or When(), days=(DayRange(day, day),))
