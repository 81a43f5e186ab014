"""Which of several appointments are called off or moved: those that are told, and no others."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.core.commands import Cancel, CancelAll, Move
from bot.core.context import PatientFacts
from tests.bot.paper import LEE, LONDON, RAO, Chat, PaperClinic
from tests.bot.reading import reads

ME, LEO = PatientFacts(1, "Ada Byrne", "self"), PatientFacts(2, "Leo Byrne", "child")
BEA = PatientFacts(3, "Bea Byrne", "child")
MINE, LEOS, BEAS = 1, 2, 3


def on(day_of_june: int, hour: int) -> datetime:
    return datetime(2026, 6, day_of_june, hour, tzinfo=LONDON)


def with_three() -> Chat:
    clinic = PaperClinic(consented=True)
    clinic.have(ME, LEE.id, on(4, 9))
    clinic.have(LEO, RAO.id, on(5, 10))
    clinic.have(BEA, RAO.id, on(9, 11))
    return Chat(clinic)


def called_off(chat: Chat) -> tuple[int, ...]:
    """What a yes calls off."""
    chat.says("affirm")
    last = chat.clinic.commands[-1]
    assert isinstance(last, Cancel | CancelAll)
    return last.appointments if isinstance(last, CancelAll) else (last.appointment,)


@pytest.mark.parametrize(
    ("marked", "meant"),
    [
        ("<want.cancel|cancel [mine](for)> <want.cancel|and [Bea's](for) pls>", (MINE, BEAS)),
        ("<want.cancel|[all of them](count)>, <want.cancel|[mine and Leo's](for), call them off>", (MINE, LEOS)),
        ("<want.cancel|scrap [both](count) [Leo's](for) and [Bea's](for)>", (LEOS, BEAS)),
        ("<want.cancel|[the kids' ones](for) can go>", (LEOS, BEAS)),
        ("<want.cancel|the [Thursday](when.old) and [Friday ones](when.old) have to go>", (MINE, LEOS)),
        ("<want.cancel|cancel [all three](count)>", (MINE, LEOS, BEAS)),
        ("<want.cancel|the lot, cancel it>", (MINE, LEOS, BEAS)),
        ("<want.cancel|everything [this week](when.old) please, off the books>", (MINE, LEOS)),
        ("<want.cancel|cancel [everything](count) except [mine](count)>", (LEOS, BEAS)),
        ("<want.cancel|cancel [all](count)> <want.cancel|but [Dr Lee](doctor.old)>", (LEOS, BEAS)),
        ("<want.cancel|cancel [Leo's](for)> <want.confirm|but keep [Bea's](for)>", (LEOS,)),
        ("<want.confirm|keep [mine](for)>, <want.cancel|[Bea's](for) has to go>", (BEAS,)),
        ("<want.cancel|call off [the GP](doctor.old)> <want.cancel|and [Bea's](for)>", (MINE, BEAS)),
        ("<want.cancel|[mine on](for) [Thursday](when.old)> <want.cancel|and [Leo's](for) too>", (MINE, LEOS)),
        (
            "<want.cancel|call off [Leo's](for)>, <want.cancel|[Bea's](for)>, <want.confirm|[mine](for) I'll keep>",
            (LEOS, BEAS),
        ),
        ("<want.cancel|not [Friday's](when.old), [Thursday's](when.old) is the one to cancel>", None),
    ],
)
def test_those_that_are_told_are_called_off_and_no_others(marked: str, meant: tuple[int, ...] | None) -> None:
    chat = reads(with_three(), marked)
    if meant is None:
        assert chat.keys[-1] == "appointment.which"
    else:
        assert called_off(chat) == meant


@pytest.mark.parametrize(
    ("marked", "meant"),
    [
        ("<want.book|[Leo](for) with [Dr Rao](doctor) [Friday](when)>, <want.cancel|bin it>", (LEOS,)),
        ("<want.move|[Bea](for)'s [Tuesday one](when.old)>: <want.cancel|chickenpox, no need of it>", (BEAS,)),
        ("<want.cancel|in [this week's](when.old) snow>, <want.cancel|[neither of us](for) gets there>", (MINE, LEOS)),
    ],
)
@pytest.mark.parametrize("taken_for", ["book_appointment", "confirm_appointment", "find_doctor", "inform"])
def test_what_is_called_off_is_no_booking(marked: str, meant: tuple[int, ...], taken_for: str) -> None:
    chat = reads(with_three(), marked, ((taken_for, 0.9), ("greet", 0.1)), sure=(0.5, 0.8))
    assert called_off(chat) == meant


def test_while_one_is_booked_the_day_that_does_not_suit_is_no_appointment_called_off() -> None:
    chat = with_three().says("book_appointment", doctors=(LEE.name,))
    reads(chat, "<want.cancel|[Thursday](when.old) I can't make>", sure=(0.8,))
    assert chat.state.flow == "book"


@pytest.mark.parametrize(
    ("marked", "sure", "meant"),
    [
        ("<want.cancel|keep [mine](for)> <want.cancel|but cancel [Leo's](for)>", (0.5, 0.9), (LEOS,)),
        ("<want.cancel|cancel [mine](for)> <want.confirm|and [Leo's on Friday](for)>", (0.9, 0.5), (MINE, LEOS)),
        ("<want.cancel|cancel [Leo's](for)> <want.confirm|and keep [Bea's](for)>", (0.9, 0.5), (LEOS,)),
        ("<want.cancel|cancel [Leo's](for)> <want.cancel|and [Bea's one](for)>", (0.9, 0.45), (LEOS, BEAS)),
    ],
)
def test_what_was_hardly_read_is_told_by_its_words(
    marked: str, sure: tuple[float, ...], meant: tuple[int, ...]
) -> None:
    assert called_off(reads(with_three(), marked, sure=sure)) == meant


def test_called_off_and_in_the_same_breath_moved_is_moved() -> None:
    chat = reads(
        with_three(), "<want.cancel|cancel [Thursday](when.old)>. <want.move|no, move it to [Friday 9am](when)>"
    )
    chat.says("affirm")
    assert chat.clinic.commands[-1] == Move(MINE, LEE.id, on(5, 9))
    assert not any(isinstance(one, Cancel) for one in chat.clinic.commands)


def test_one_called_off_and_another_moved_are_both_done() -> None:
    chat = reads(
        with_three(), "<want.cancel|cancel [Leo's](for)> <want.move|and move [mine](for) to [Friday 9am](when)>"
    )
    chat.says("affirm").says("affirm")
    done = [one for one in chat.clinic.commands if isinstance(one, Cancel | Move)]
    assert done == [Cancel(LEOS), Move(MINE, LEE.id, on(5, 9))]


def test_two_are_moved_as_it_is_said_of_both_afterwards() -> None:
    marked = "<want.move|[Leo's and mine](for)>, <want.move|could [both](for) be [an hour later](when)>"
    chat = reads(with_three(), marked).says("affirm").says("affirm")
    moved = [one for one in chat.clinic.commands if isinstance(one, Move)]
    assert [(one.appointment, one.start) for one in moved] == [(LEOS, on(5, 11)), (MINE, on(4, 10))]


def test_what_stays_is_said_beside_the_question() -> None:
    chat = reads(with_three(), "<want.cancel|cancel [Leo's](for)> <want.confirm|but keep [mine](for)>")
    assert chat.said.startswith("Your appointment with Dr Sam Lee, Thursday 4 June at 09:00, stays as it is. Leo Byrne")
    assert not any(key == "appointments.confirmed" for key in chat.keys)


def test_where_some_are_told_only_those_are_asked_about() -> None:
    clinic = with_three().clinic
    clinic.have(ME, RAO.id, on(10, 12))
    chat = reads(Chat(clinic), "<want.cancel|cancel [mine](for)>")
    assert chat.reply is not None
    assert [choice.value for choice in chat.reply.choices] == ["appointment:1", "appointment:4"]


def test_each_of_two_moves_is_of_its_own() -> None:
    chat = reads(
        with_three(),
        "<want.move|[mine](for) to [Friday 9am](when)> <want.move|and [Leo's](for) to [Monday 8 June 10am](when)>",
        (("reschedule_appointment", 0.9), ("inform", 0.1)),
    )
    chat.says("affirm").says("affirm")
    moved = [one for one in chat.clinic.commands if isinstance(one, Move)]
    assert moved == [Move(MINE, LEE.id, on(5, 9)), Move(LEOS, RAO.id, on(8, 10))]


def test_an_appointment_that_is_only_told_of_is_named_with_what_can_be_done() -> None:
    unclear = (("out_of_scope", 0.6), ("inform", 0.3))
    chat = reads(with_three(), "<want.cancel|we'll give [Friday](when.old) a miss>", unclear, sure=(0.4,))
    assert "Leo Byrne with Dr Maya Rao, Friday 5 June at 10:00. What would you like to do with it?" in chat.said
    assert chat.said.endswith("[Move it] [Call it off] [Keep it]")
    assert called_off(chat.taps("Call it off")) == (LEOS,)


def two_of_mine(flow: str) -> Chat:
    """Dr Lee's on Tuesday the 9th, Dr Rao's on Wednesday the 10th; the Tuesday one is about to be changed."""
    clinic = PaperClinic(consented=True)
    clinic.have(ME, LEE.id, on(9, 10))
    clinic.have(ME, RAO.id, on(10, 10))
    return reads(Chat(clinic), f"<want.{flow}|{flow} my [tuesday one](when.old)>")


@pytest.mark.parametrize(
    "marked",
    [
        "<correct|sorry not [that one](option)>, <choose|[the wednesday one](option)>",
        "<answer.no|no>, <constrain|[wednesday's](option)>, <constrain|[the skin one](option)>",
        "<correct|no i meant [the one](option) with [dr rao](doctor)>",
        "<choose|oh no, [the other one](option)>",
    ],
)
@pytest.mark.parametrize("flow", ["move", "cancel"])
def test_which_one_is_meant_can_be_corrected(flow: str, marked: str) -> None:
    chat = two_of_mine(flow)
    assert "Dr Sam Lee, Tuesday 9 June" in chat.said
    reads(chat, marked, (("inform", 0.6), ("out_of_scope", 0.3)))
    assert "Dr Maya Rao, Wednesday 10 June at 10:00" in chat.said


def test_a_day_that_answers_which_one_is_not_where_it_goes() -> None:
    clinic = PaperClinic(consented=True)
    clinic.have(ME, LEE.id, on(9, 10))
    clinic.have(ME, RAO.id, on(10, 10))
    chat = reads(Chat(clinic), "<want.move|move my appointment>")
    reads(chat, "<choose|[the wednesday one](option)>", (("inform", 0.9), ("deny", 0.1)))
    assert "Your appointment with Dr Maya Rao, Wednesday 10 June at 10:00, stays until" in chat.said
    assert chat.state.asked == "date"


@pytest.mark.parametrize("between", [None, "where do i park"])
def test_what_was_only_told_of_is_what_is_changed_next(between: str | None) -> None:
    clinic = PaperClinic(consented=True)
    clinic.have(ME, LEE.id, on(9, 10))
    clinic.have(ME, RAO.id, on(10, 10))
    chat = reads(Chat(clinic), "<want.book|I'm down to see [Dr Rao](doctor) on [Wednesday](when)>")
    assert "Wednesday 10 June at 10:00. What would you like to do with it?" in chat.said
    chat = chat.writes(between, "clinic_info") if between else chat
    reads(chat, "<want.move|can it be [the Friday](when)>")
    assert "Friday 12 June with Dr Maya Rao: these times are free." in chat.said


def test_the_children_are_those_of_the_childrens_ones() -> None:
    marked = "<want.cancel|cancel [the children's](when.old) appointments>, <want.confirm|[mine](for) stays>"
    assert called_off(reads(with_three(), marked)) == (LEOS, BEAS)
