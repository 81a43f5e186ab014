"""What an agenda says, line by line."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.messages import Reply
from bot.outreach import agenda
from bot.outreach.agenda import Change, DayAgenda, Gap, Visit, differences, written
from bot.texts import Speaker
from models.words import AgendaNames, Status

LONDON = ZoneInfo("Europe/London")
THURSDAY = date(2026, 6, 4)
LEE = "Dr. Sam Lee"


def at(clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 6, 4, hour, minute, tzinfo=LONDON)


def visit(clock: str, who: str = "J. M.", *, new: bool = False, status: Status = Status.BOOKED, **more: bool) -> Visit:
    return Visit(1, at(clock), at(clock) + timedelta(minutes=30), who, "Consultation", new, status, **more)


def said(reply: Reply, now: str = "07:00", territory: str = "GB") -> list[str]:
    speaker = Speaker("en", territory, LONDON, at(now))
    return [line for line in speaker.sentences(reply.parts).split("\n") if line]


def test_a_morning() -> None:
    day = DayAgenda(
        THURSDAY,
        visits=(
            visit("09:00", status=Status.CONFIRMED),
            visit("09:40", "M. T.", new=True),
            visit("16:40", "A. K.", status=Status.ARRIVED),
        ),
        gaps=(Gap(at("10:20"), at("16:40")),),
    )
    assert said(agenda.morning(LEE, day, [Change("new", at("09:40"), "M. T.")])) == [
        "Good morning, Dr Lee. Today, Thursday 4 June: 3 patients, first 09:00, last 16:40.",
        "09:00 J. M. · Consultation · returning · confirmed",
        "09:40 M. T. · Consultation · new · not confirmed",
        "10:20 free until 16:40",
        "16:40 A. K. · Consultation · returning · arrived",
        "Changed since last evening: 09:40 M. T. is new.",
    ]


def test_later_in_the_day_there_is_no_good_morning() -> None:
    reply = agenda.morning(LEE, DayAgenda(THURSDAY, visits=(visit("15:00"),)), greet=False)
    assert said(reply)[0] == "Today, Thursday 4 June: one patient, at 15:00."


def test_american_clinics_read_their_own_times_and_dates() -> None:
    reply = agenda.of_day(DayAgenda(THURSDAY, visits=(visit("15:00"),)))
    assert said(reply, territory="US") == [
        "Today, Thursday, June 4: one patient, at 3:00 pm.",
        "3:00 pm J. M. · Consultation · returning · not confirmed",
    ]


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (DayAgenda(THURSDAY), "Today, Thursday 4 June: nobody is booked."),
        (DayAgenda(THURSDAY, away=True), "Today, Thursday 4 June: you are not in, and nobody is booked."),
        (DayAgenda(THURSDAY, gaps=(Gap(at("09:00"), at("17:00")),)), "Today, Thursday 4 June: nobody is booked."),
    ],
)
def test_a_day_without_patients_is_one_sentence(day: DayAgenda, line: str) -> None:
    assert said(agenda.of_day(day)) == [line]


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (Status.BOOKED, "not confirmed"),
        (Status.CONFIRMED, "confirmed"),
        (Status.ARRIVED, "arrived"),
        (Status.COMPLETED, "done"),
        (Status.NO_SHOW, "did not come"),
    ],
)
def test_how_each_status_is_called(status: Status, word: str) -> None:
    assert said(agenda.of_day(DayAgenda(THURSDAY, visits=(visit("09:00", status=status),))))[1].endswith(f"· {word}")


def test_a_patient_who_is_being_moved_is_marked() -> None:
    assert said(agenda.of_day(DayAgenda(THURSDAY, visits=(visit("09:00", displaced=True),))))[1].endswith(
        "· to be moved"
    )


def test_a_gap_to_the_end_of_the_day() -> None:
    midnight = datetime(2026, 6, 5, tzinfo=LONDON)
    day = DayAgenda(THURSDAY, visits=(visit("09:00"),), gaps=(Gap(at("22:00"), midnight),))
    assert said(agenda.of_day(day))[-1] == "22:00 free until 24:00"


def test_a_week_has_a_line_a_day() -> None:
    days = [
        DayAgenda(THURSDAY, visits=(visit("09:00"), visit("16:40"))),
        DayAgenda(date(2026, 6, 5), visits=(visit("09:00"),)),
        DayAgenda(date(2026, 6, 6), away=True),
        DayAgenda(date(2026, 6, 8)),
    ]
    assert said(agenda.of_week(days)) == [
        "Thu 4 Jun: 2 patients, 09:00 to 16:40",
        "Fri 5 Jun: one patient, at 09:00",
        "Sat 6 Jun: not in",
        "Mon 8 Jun: nobody",
    ]


@pytest.mark.parametrize(
    ("name", "names", "line"),
    [
        ("John Miller", "initials", "J. M."),
        ("John Miller", "short", "John M."),
        ("John Miller", "full", "John Miller"),
        ("Mia", "initials", "M."),
        ("Mia", "short", "Mia"),
        ("anna maria de souza", "initials", "A. M. D. S."),
        ("Anna Maria de Souza", "short", "Anna S."),
        ("Łukasz Żak", "initials", "Ł. Ż."),
        ("王 小明", "initials", "王. 小."),
    ],
)
def test_names_are_written_as_the_clinic_says(name: str, names: AgendaNames, line: str) -> None:
    assert written(name, names) == line


def test_what_changed() -> None:
    before = {1: at("09:00"), 2: at("09:40"), 3: at("10:20"), 4: at("11:00")}
    now = {1: at("09:00"), 2: at("15:00"), 5: at("12:00")}
    who = {1: "A.", 2: "B.", 3: "C.", 4: "D.", 5: "E."}
    found = differences(before, now, who, frozenset({3}))
    assert said(agenda.changed(found)) == [
        "Your day has changed: 09:40 B. is now at 15:00, 10:20 C. was called off, "
        "11:00 D. has moved to another time, 12:00 E. is new."
    ]


def test_nothing_changed() -> None:
    assert differences({1: at("09:00")}, {1: at("09:00")}, {1: "A."}, frozenset()) == ()
