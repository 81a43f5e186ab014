"""What a message was understood to mean: plain values that pass from understanding to the conversation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from nlu.core.acts import Act

Asked = Literal[
    "doctor", "specialty", "visit_type", "date", "time", "slot", "patient", "reason", "confirmation", "appointment",
    "phone", "consent", "rating", "comment", "anything_else",
]  # fmt: skip
"""What the bot asked last; half of the meaning of a short answer."""

Relation = Literal["self", "child", "partner", "parent", "other"]

Gender = Literal["female", "male"]
"""What a doctor may be asked to be."""

Length = int | Literal["usual", "long", "short"]
"""How long a visit is to be: in minutes, or as which of several."""

Danger = Literal["now", "harm"]
"""Help must be called at once; or somebody would hurt themselves, or is being hurt."""


Request = Literal["prescription", "results", "sick_note", "referral", "advice", "complaint", "money", "earlier"]
"""What only a person of the clinic can do."""

Part = Literal["first", "surname"]
"""Of a person's name."""


@dataclass(frozen=True)
class Renamed:
    """The right name, the wrong one where it was said, and which part of the name it is where that was said."""

    new: str
    old: str | None = None
    part: Part | None = None


@dataclass(frozen=True)
class Enough:
    """That no more is wanted; `count`: how many are, where that was said; `those`: than what there is, "just those"."""

    count: int | None = None
    those: bool = False


@dataclass(frozen=True)
class DayRange:
    """Days that would suit, both ends included, in the clinic's calendar; `last` is None where the range is open."""

    first: date
    last: date | None
    weekday: bool = field(default=False, compare=False)  # said by its weekday alone: of whichever week is spoken of
    after: bool = field(default=False, compare=False)  # "the Monday after": after the day that is spoken of
    before: bool = field(default=False, compare=False)  # and "the Monday before"
    of_that_week: bool = field(default=False, compare=False)  # "the Thursday": of the week that is spoken of
    numbered: bool = field(default=False, compare=False)  # "the 8th" alone: of whichever month is spoken of

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def may_be(self, day: date) -> bool:
        """Whether a day may be meant by it: "my Tuesday appointment" has any Tuesday, "the 8th" any month's."""
        same_weekday = self.weekday and day.weekday() == self.first.weekday()
        return day in self or same_weekday or (self.numbered and day.day == self.first.day)

    def rules_out(self, day: date) -> bool:
        """Whether a day is refused by it: "not Wednesday" means every Wednesday."""
        return day in self or (self.weekday and day.weekday() == self.first.weekday())


@dataclass(frozen=True)
class TimeRange:
    """Times of day that would suit: start included, end not; None where open. An exact time has start == end."""

    start: time | None
    end: time | None
    closed: bool = False  # its end would suit too: "10 at the latest"

    def __contains__(self, moment: time) -> bool:
        if self.end is not None and moment == self.end and (self.closed or self.start == self.end):
            return True
        return (self.start is None or self.start <= moment) and (self.end is None or moment < self.end)


@dataclass(frozen=True)
class When:
    """Everything a message says about time, in the clinic's local calendar. Empty where it says nothing."""

    days: tuple[DayRange, ...] = ()  # alternatives, best first: "Thursday or Friday" is two
    not_days: tuple[DayRange, ...] = ()  # "not Monday"
    from_days: tuple[DayRange, ...] = ()  # spoken of, not wished: Monday in "move my Monday appointment to Tuesday"
    from_times: tuple[TimeRange, ...] = ()  # and ten o'clock in "move my ten o'clock to two"
    times: tuple[TimeRange, ...] = ()  # alternatives, best first: "7am or 8am" is two
    not_times: tuple[TimeRange, ...] = ()  # "not at 3"; "not before 11" is in times, from 11:00 on
    asap: bool = False  # "as soon as possible", "the earliest you have"
    latest: bool = False  # "as late as you can", "the last slot of the day"
    also: bool = False  # besides what was said before: "or after 4", "afternoons would do too"
    near: TimeRange | None = None  # "nearest to lunch": the closer to it the better
    any_day: bool = False
    any_time: bool = False
    relative: Literal["same_time", "right_after", "right_before", "earlier", "later"] | None = None
    same_day: bool = False  # "the same day", of an appointment just made
    shift_days: int | None = None  # "a day later", "a week earlier": relative to the appointment spoken of
    shift_minutes: int | None = None  # "an hour later", "running 15 late"
    ambiguous: tuple[str, ...] = ()  # day_month, am_pm, nonexistent_time, repeated_time, past, invalid_date
    spans: tuple[tuple[int, int], ...] = ()  # where in the text this was said, as [start, end) character offsets

    @property
    def date(self) -> date | None:
        """The day, where exactly one is meant."""
        one = self.days[0] if len(self.days) == 1 else None
        return one.first if one and one.first == one.last else None

    @property
    def time(self) -> time | None:
        """The time of day, where exactly one is meant."""
        one = self.times[0] if len(self.times) == 1 else None
        return one.start if one and one.start == one.end else None

    @property
    def says_something(self) -> bool:
        """Whether any wish about time is in it."""
        return bool(
            self.days or self.not_days or self.times or self.not_times or self.asap or self.latest or self.any_day
            or self.any_time or self.near or self.relative or self.same_day or self.shift_days or self.shift_minutes
        )  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Whom an appointment is for, as the message says it. "For my daughter" has a relation and no name."""

    name: str | None = None  # as it will be spoken: "Mia", "John Miller"
    relation: Relation | None = None
    called: str | None = None  # the patient's own word: "daughter", "mum"


@dataclass(frozen=True)
class Series:
    """A row of visits: the days from one to the next, and how many come after this one. `begun`: this is not the first,
    `after` is when the one before should have been."""

    step: int
    left: int
    begun: bool = False
    after: datetime | None = None


@dataclass(frozen=True)
class Meaning:
    """What one message means. `then` is a further wish in the same message, understood on its own."""

    text: str
    intent: str
    confidence: float = 1.0  # 0..1
    danger: Danger | None = None  # of an intent "emergency": which kind
    soon: bool = False  # nobody is in danger, but they should be seen today
    when: When = field(default_factory=When)
    doctors: tuple[str, ...] = ()  # the clinic's own names; more than one fits equally well
    not_doctors: tuple[str, ...] = ()  # "not Dr Lee"
    from_doctors: tuple[str, ...] = ()  # with whom the appointment is that is spoken of
    from_fields: tuple[str, ...] = ()  # or of which field that doctor is: "the heart one"
    any_doctor: bool = False  # "whoever is free first"
    other_field: str | None = None  # said of the doctors named, and none of them works in it
    strange_doctor: str | None = None  # asked for by a name that none of the clinic's doctors has
    strange_specialty: str | None = None  # and by a field that none of them has: "psychologist"
    specialties: tuple[str, ...] = ()  # the clinic's own words; more than one fits equally well
    strange_visit: str | None = None  # and a kind of visit that the clinic does not name: "botox"
    genders: tuple[Gender, ...] = ()  # of a doctor: wished for, or asked about
    languages: tuple[str, ...] = ()  # that a doctor is to speak, by their English names
    age: int | None = None  # in whole years, of the one person it is for
    visit_types: tuple[str, ...] = ()  # the clinic's own words; more than one fits equally well
    length: Length | None = None  # that the visit is to have
    people: tuple[Person, ...] = ()
    signed: str | None = None  # the writer's own name, which says for whom nothing is
    renamed: Renamed | None = None  # "it's Niamh, not Neeve": a name put right
    series: Series | None = None  # it is the first of a row of visits
    same: bool = False  # "the same again": as the appointment made last
    enough: Enough | None = None  # "nothing more": no further appointment is wanted
    count: int | None = None  # "four visits": how many are wanted in all, where only that is told
    additional: bool = False  # "one for my son too": another appointment besides the one spoken of
    other_day: bool = False  # "another day": not the one being talked about
    choice: int | None = None  # "2", "the second one": from 1; -1 is the last
    request: Request | None = None  # of an intent "desk_request": what for
    reason: str | None = None  # what is wrong, in the patient's own words, where they were told apart
    guessed_specialty: str | None = (
        None  # what an everyday complaint points to: a suggestion to ask about, never advice
    )
    by_rasa: bool = False  # False: settled by what was asked, by rules, or Rasa was not there
    degraded: bool = False  # Rasa was needed and did not answer
    unwell: bool = False  # it says that somebody feels unwell
    acts: tuple[Act, ...] = ()  # what it does, as the reader tells; none where the reader was not asked
    side_by_side: int = 0  # so many appointments are told one beside the other: "mine and Isla's" is two
    alike: tuple[Meaning, ...] = ()  # further ones of its kind that are seen to with it: "cancel mine, and Dr Lee's"
    words: str | None = None  # of several wishes, those of this one alone
    then: Meaning | None = None

    @property
    def own_words(self) -> str:
        """The text, without that of other wishes in it."""
        return self.text if self.words is None else self.words
