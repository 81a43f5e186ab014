"""What holds for every flow and every conversation, whatever is said in whatever order."""

from __future__ import annotations

import itertools
from datetime import date, time, timedelta

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from bot.core.commands import Book, Cancel, Move
from bot.core.flow import Flow, Task
from bot.core.messages import Reply
from bot.core.state import State
from bot.flows import FLOWS
from nlu.core.meaning import DayRange, Meaning, Person, TimeRange, When
from tests.bot.paper import LEE, MONDAY, RAO, Chat, PaperClinic

INTENTS = sorted({intent for flow in FLOWS for intent in flow.intents} | {
    "inform", "affirm", "deny", "stop", "request_alternatives", "out_of_scope", "rate_visit",
})  # fmt: skip

days = st.integers(-2, 100).map(lambda n: date(2026, 6, 1) + timedelta(days=n))
clocks = st.sampled_from([time(hour, minute) for hour in range(24) for minute in (0, 20, 40)])
day_ranges = st.builds(
    lambda first, length: DayRange(first, length and first + timedelta(days=length - 1)),
    days,
    st.sampled_from([None, 1, 1, 1, 7]),
)
time_ranges = st.one_of(
    clocks.map(lambda clock: TimeRange(clock, clock)), clocks.map(lambda clock: TimeRange(clock, None))
)
whens = st.builds(
    When,
    days=st.lists(day_ranges, max_size=2).map(tuple),
    not_days=st.lists(day_ranges, max_size=1).map(tuple),
    times=st.lists(time_ranges, max_size=2).map(tuple),
    asap=st.booleans(),
    any_day=st.booleans(),
    relative=st.sampled_from([None, None, "same_time", "right_after", "right_before", "earlier", "later"]),
    same_day=st.booleans(),
    shift_days=st.sampled_from([None, None, 1, -7]),
    shift_minutes=st.sampled_from([None, None, 60, -15]),
)
people = st.sampled_from(
    [
        (),
        (),
        (Person("John Miller"),),
        (Person("Mia", "child", "daughter"),),
        (Person(None, "child", "son"),),
        (Person(None, "self"),),
    ]
)
doctors = st.sampled_from([(), (), (LEE.name,), (RAO.name,), (LEE.name, RAO.name)])


def meanings(then: st.SearchStrategy[Meaning | None]) -> st.SearchStrategy[Meaning]:
    return st.builds(
        Meaning,
        text=st.sampled_from(["", "where are you", "what are your opening hours", "move it to friday"]),
        intent=st.sampled_from(INTENTS),
        confidence=st.floats(0, 1),
        when=st.one_of(st.just(When()), whens),
        doctors=doctors,
        not_doctors=doctors,
        any_doctor=st.booleans(),
        people=people,
        additional=st.booleans(),
        choice=st.sampled_from([None, None, 1, 2, 5, -1]),
        guessed_specialty=st.sampled_from([None, "Dermatology"]),
        degraded=st.booleans(),
        then=then,
    )


yes = st.just(Meaning("", "affirm"))


def whole_wish(doctor: str, first: date, clock: time) -> Meaning:
    """A booking with everything in it."""
    when = When(days=(DayRange(first, first),), times=(TimeRange(clock, clock),))
    return Meaning("", "book_appointment", doctors=(doctor,), when=when, people=(Person("John Miller"),))


booking = st.builds(whole_wish, st.sampled_from([LEE.name, RAO.name]), days, clocks)
said = st.one_of(meanings(st.one_of(st.none(), meanings(st.none()))), yes, booking, yes)
taps = st.one_of(
    st.integers(0, 5),
    st.text(max_size=20),
    st.sampled_from(["more", "change", "keep", "flow:book", "yes:0", "slot:1:99999999999999"]),
)
CHANGES = (Book, Move, Cancel)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_every_flow_stands_by_itself(flow: Flow) -> None:
    assert flow.intents
    others = [intent for other in FLOWS if other is not flow for intent in other.intents]
    assert not flow.intents & set(others), "an intent starts one flow"
    chat = Chat(PaperClinic(consented=True)).says(next(iter(flow.intents)))
    assert chat.said
    if isinstance(flow, Task):
        assert len({slot.name for slot in flow.slots}) == len(flow.slots)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(said, taps), min_size=4, max_size=10), st.booleans())
def test_any_conversation(turns: list[Meaning | int | str], numbered: bool) -> None:
    chat = Chat(PaperClinic(numbered=numbered))
    for turn in turns:
        before, made = chat.reply, len(chat.clinic.commands)
        if isinstance(turn, Meaning):
            chat.understood(turn)
        elif isinstance(turn, int):
            offered = chat.state.choices
            chat.taps_value(offered[turn % len(offered)].value if offered else "more")
        else:
            chat.taps_value(turn)
        new = chat.clinic.commands[made:]
        check_presentable(chat.reply, chat)
        check_agreed(before, [command for command in new if isinstance(command, CHANGES)])
        assert not (before and chat.reply and before.parts == chat.reply.parts), "said twice in a row"
        assert State.model_validate_json(chat.state.model_dump_json()) is not None
        check_book(chat.clinic)
        event(f"changes: {len([command for command in new if isinstance(command, CHANGES)])}")


def check_presentable(reply: Reply | None, chat: Chat) -> None:
    """Every text renders, lists are short, a question can be answered by what it offers."""
    if reply is None:
        return
    assert chat.said
    assert len(reply.choices) <= 6
    assert all(choice.value.isascii() and len(choice.value) <= 64 for choice in reply.choices)
    assert len({choice.value for choice in reply.choices}) == len(reply.choices)
    if reply.expects == "confirmation":
        assert reply.appointment is not None


def check_agreed(before: Reply | None, changes: list[Book | Move | Cancel]) -> None:
    """Nothing is booked, moved or cancelled that the message before did not propose."""
    for change in changes[:1]:
        assert before is not None
        assert before.expects == "confirmation"
        assert before.appointment is not None
        if not isinstance(change, Cancel):
            assert change.start == before.appointment.start
    assert len(changes) <= 1


def check_book(clinic: PaperClinic) -> None:
    for one, other in itertools.combinations(clinic.appointments, 2):
        assert one.doctor != other.doctor or one.end <= other.start or other.end <= one.start
    assert all(one.start >= MONDAY for one in clinic.appointments)
