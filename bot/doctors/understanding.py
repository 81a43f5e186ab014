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
from nlu.languages.speaking import grammar

TAP = "dr:"
"""How the value of every choice in a doctor's chat begins. What follows is read like a written message."""

_MARKED = (Status.NO_SHOW.value, Status.ARRIVED.value, Status.COMPLETED.value)


def hear(text: str, tap: str | None, state: DoctorState, now: datetime, clinic: Lexicon) -> Command:
    """What the message asks for. `now` is in the clinic's zone."""
    if tap is not None:
        return _tapped(tap, state, now, clinic)
    number = grammar().choices.pick(text)
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
            if grammar().doctors_chat.whom.search(self.text):
                return Say("whom")
            answer = grammar().assent.leading(self.text, "confirmation")
            if grammar().doctors_chat.no.match(self.text) or (answer and answer[0] == "no"):
                return Settle(yes=False)
            if grammar().doctors_chat.yes.fullmatch(self.text) or answer == ("yes", ""):
                return Settle(yes=True)
        if self.state.asked == "block" and self.when.says_something:
            return Block(self._away())
        if self.state.mark and self.when.time:
            return self._marked(self.state.mark)
        return None

    def _mark(self) -> Command | None:
        found = next(
            (Status(status) for status, words in grammar().doctors_chat.marks if words.search(self.text)), None
        )
        return self._marked(found) if found else None

    def _marked(self, status: Status) -> Mark:
        number = grammar().doctors_chat.number.search(self.text)
        if number:
            return Mark(status, number=int(number[1] or number[2]))
        day, clock = self.when.date or self.now.date(), self.when.time
        at = datetime.combine(day, clock, self.now.tzinfo) if clock else None
        return Mark(status, at=at, words=tuple(re.findall(r"[^\W\d_][\w'-]*", self.text)))

    def _agenda(self) -> Command | None:
        """How the agenda is to come; "the agenda for Friday" asks to see one."""
        if not grammar().doctors_chat.agenda.search(self.text) or self.when.days:
            return None
        if grammar().doctors_chat.agenda_off.search(self.text):
            return SetAgenda(days="never")
        if grammar().doctors_chat.agenda_every.search(self.text):
            return SetAgenda(days="every")
        if grammar().doctors_chat.agenda_booked.search(self.text):
            return SetAgenda(self._minute(), days="booked")
        minute = self._minute()
        return SetAgenda(minute) if minute is not None else None

    def _minute(self) -> int | None:
        """An agenda comes in the morning: "at 7" is 7:00 whatever the clinic's hours say."""
        found = grammar().doctors_chat.agenda_at.search(self.text)
        if found is None:
            return None
        hour, minute = int(found[1]), int(found[2] or 0)
        hour = hour % 12 + 12 * (found[3] == grammar().doctors_chat.afternoon) if found[3] else hour
        return hour * 60 + minute if hour < 24 and minute < 60 else None

    def _absence(self) -> Command | None:
        if grammar().doctors_chat.unblock.search(self.text) and not grammar().doctors_chat.not_coming.search(self.text):
            return Unblock(self._spans(self.when))
        ill = bool(grammar().doctors_chat.ill.search(self.text))
        if not ill and not grammar().doctors_chat.away.search(self.text):
            return None
        return Block(self._away() or (self._spans(_whole(self.now.date())) if ill else ()), ill)

    def _away(self) -> tuple[Span, ...]:
        """ "Can't come on Friday" is away on Friday."""
        days, times = self.when.days or self.when.not_days, self.when.times or self.when.not_times
        return self._spans(replace(self.when, days=days, times=times))

    def _spans(self, when: When) -> tuple[Span, ...]:
        return spans(when, self.now, self.zone)

    def _shown(self) -> Command:
        if grammar().doctors_chat.ratings.search(self.text):
            return Say("ratings")
        if grammar().doctors_chat.week.search(self.text):
            return ShowWeek(self.when.days[0].first if self.when.days else self.now.date())
        if self.when.date:
            return ShowDay(self.when.date)
        if self.when.days:
            return ShowWeek(self.when.days[0].first)
        if grammar().doctors_chat.list.search(self.text):
            return ShowDay(self.now.date())
        return Say("thanks") if grammar().doctors_chat.thanks.fullmatch(self.text) else Say("help")


def _when(text: str, now: datetime, clinic: Lexicon) -> When:
    """The dates and times in it. Patients say "today" of how they feel; a doctor always means the day."""
    from_now, until = grammar().doctors_chat.from_now
    text = from_now.sub(until, text)
    when = grammar().dates.resolve(text, now, opens=clinic.opens, closes=clinic.closes, day_first=clinic.day_first)
    if not when.days and grammar().doctors_chat.today.search(text):
        return _whole(now.date(), when)
    return when


def _whole(day: date, when: When | None = None) -> When:
    return replace(when or When(), days=(DayRange(day, day),))
