"""What a conversation remembers between two messages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from bot.core.messages import Choice, Expects, Reply, Value
from models.words import Relation
from nlu.core.meaning import Danger, Gender, Meaning, When


class Who(Value):
    """Whom an appointment is for: somebody known (id), or new (name). Neither, while the name is still to be asked."""

    id: int | None = None
    name: str | None = None
    relation: Relation = "unknown"
    called: str | None = None  # the patient's own word for them: "daughter"
    holder: bool = False  # "you": whoever writes here has said before that this is who they are

    @property
    def known(self) -> bool:
        """Whether an appointment could be written for them."""
        return self.id is not None or self.name is not None


class Anchor(Value):
    """An appointment just made, which "the same time" and "right after" refer to."""

    appointment: int
    doctor: int
    start: datetime
    end: datetime
    made_at: datetime | None = None


class Made(Value):
    """An appointment made in a row with others, and what whoever it is for was called: "daughter"."""

    appointment: int
    called: str | None = None


class ChosenTime(Value):
    """A time settled on, not yet booked."""

    doctor: int
    start: datetime


class Before(Value):
    """What an appointment was before the change just made: `moved` is its id, where it only has another time now."""

    moved: int | None = None
    doctor: int
    start: datetime
    patient: int | None = None
    visit_type: int | None = None


class Details(Value):
    """What is known of the appointment being talked about. Nothing in it is asked twice."""

    visit_type: int | None = None
    kinds: tuple[int, ...] = ()  # visit types that what was said fits equally well: ask which
    doctors: tuple[int, ...] = ()  # who would do; empty is anybody
    doctor_said: bool = False  # the patient chose, or said that anybody would do
    tie: bool = False  # several doctors fit the name that was said: ask which
    other_field: str | None = None  # said of one of them who does not work in it: those who do are among them
    not_doctors: tuple[int, ...] = ()
    strange_doctor: str | None = None  # asked for, but none of the clinic's: said when the doctor is asked for
    strange_specialty: str | None = None  # the same of a field that nobody here works in
    strange_visit: str | None = None  # and of a kind of visit that the clinic does not name
    specialty: str | None = None
    suggested: str | None = None  # a specialty that a complaint points to; only ever offered
    when: When = Field(default_factory=When)
    when_said: bool = False
    chosen: ChosenTime | None = None
    shown: tuple[datetime, ...] = ()  # times offered for this wish
    offered: tuple[ChosenTime, ...] = ()  # the list that was chosen from last: "no, the second one"
    passed: tuple[datetime, ...] = ()  # those of them that did not suit: "other times" shows others
    who: Who | None = None
    reason: str | None = None
    reminders: bool = True
    anchor: Anchor | None = None
    any_doctor_then: bool = False  # the time matters more than who it is with
    appointment: int | None = None  # the one to move or cancel
    between: tuple[int, ...] = ()  # or these, where it is not told which of them
    named: bool = False  # and that has been said, while it is moved
    together: tuple[int, ...] = ()  # others to be called off with it, or moved after it
    genders: tuple[Gender, ...] = ()  # that the doctor is to be
    languages: tuple[str, ...] = ()  # and to speak
    age: int | None = None  # in years, of whom it is for
    each: When = Field(default_factory=When)  # where several are moved: what was said for each of them
    nothing_instead: bool = False  # of what is called off: no other time is wanted for it
    too_near: tuple[int, ...] = ()  # what was asked for too, and cannot be changed any more


class Parked(Value):
    """What was being arranged when an answer to an unasked message turned to something else; it comes back after it."""

    flow: str
    details: Details


class Alarm(Value):
    """Somebody is in danger, as far as is known: until help is on its way, or it was none, nothing else goes first."""

    kind: Danger
    at: datetime
    whom: Relation = "unknown"  # the one in danger, to whoever writes
    them: Literal["him", "her", "them"] | None = None  # None where it may be the writer
    child: bool = False  # a child writes
    answered: int = 0  # messages answered since
    asked_help: bool = False  # the last answer asked whether help is coming: a yes or a no is about that
    helped_at: datetime | None = None  # when it was said that help is on its way
    arrived: bool = False  # and that it is there
    wishes: int = 0  # messages since that were about appointments after all


class Spoken(Value):
    """What an answer was about: who "she" is in "when is she back", and what "and a check-up?" asks."""

    doctors: tuple[int, ...] = ()
    day: date | None = None
    appointment: int | None = None  # the one in the book that was told of, or left as it is
    asked: tuple[str, ...] = ()  # aspects (nlu/languages/en/aspects.py)


class State(Value):
    """One conversation's memory, kept as JSON and encrypted. A new meaning of a field needs a new `version`."""

    version: Literal[1] = 1  # another one cannot be read, and begins afresh
    flow: str | None = None
    details: Details = Field(default_factory=Details)
    asked: Expects | None = None
    question: Reply | None = None  # what was asked last, to ask again after wandering off
    choices: tuple[Choice, ...] = ()  # what was offered last: a number means one of these
    misses: int = 0  # messages in a row that were not understood
    met: bool = False  # the bot has introduced itself
    last: Anchor | None = None  # the appointment booked or moved last in this conversation
    made: tuple[Made, ...] = ()  # the new ones made in this conversation, one soon after the other
    before: tuple[Before, ...] = ()  # what the change made last has replaced or ended, to be had back
    proving: str | None = None  # a number of the writer's that is noted for somebody: under which name was asked
    about: tuple[int, ...] = ()  # the appointments that the last unasked message, or an answer to it, is about
    said: Reply | None = None  # the last reply, so that no sentence is said twice in a row
    asked_in: tuple[str, ...] = ()  # the outbox keys of the messages that put the question, or the choices, as they are
    beneath: tuple[str, ...] = ()  # the same of the question on top of which another list came unasked
    asked_at: datetime | None = None  # when it was last asked or answered here
    beside: bool = False  # the choices came unasked, on top of another list: what a number means is not sure
    parked: Parked | None = None
    waiting: tuple[Meaning, ...] = ()  # what was asked for too, to be taken up one after the other
    alarm: Alarm | None = None
    spoken: Spoken | None = None
    heard_until: datetime | None = None  # when the newest message that was taken up had been written

    @classmethod
    def kept(cls, state: str | None) -> State:
        """The state as a conversation keeps it; a fresh one where nothing is kept yet, or what is cannot be read."""
        return (cls.read(state) if state else None) or cls()
