"""What the clinic file tells of doctors, and what else people call doctors, specialties and kinds of visit."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.clinic_file import ClinicFile, export_clinic, import_clinic, load_clinic
from models.db import Database
from models.errors import ClinicFileError
from models.profile import NO_PROFILE, Ages, Profile, ages_of, profile_from_json, profile_to_json

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)  # a Monday

FILE = """\
clinic: {name: C, timezone: UTC}
visit_types: [{name: Dressing, also_called: [bandage, wound care]}, {name: Consultation}]
specialties: [{name: Podiatry, also_called: [feet, foot clinic]}]
doctors:
  - name: Dr. Nora Quist
    specialty: Podiatry
    also_called: [Sister Nora]
    gender: female
    languages: [English, Danish]
    ages: 0-16
    about: Dr. Quist was a dancer before she turned to feet.
    hours: {mon: ["09:00-17:00"]}
  - {name: Dr. Ben Ode, hours: {mon: ["09:00-17:00"], tue: ["09:00-12:00", "13:00-17:00"]}}
"""


def load(folder: Path, text: str) -> ClinicFile:
    file = folder / "clinic.yml"
    file.write_text(text)
    return load_clinic(file)


@pytest.mark.parametrize(
    ("before", "after", "line", "says"),
    [
        ("gender: female", "gender: woman", 8, "`woman` must be one of female, male, other"),
        ("ages: 0-16", "ages: children", 10, "`children` are no ages; write them in years, like 0-16 or 16+"),
        ("ages: 0-16", "ages: 16-0", 10, "are no ages"),
        ("languages: [English, Danish]", "languages: English", 9, "must be a list"),
        ("languages: [English, Danish]", "language: [English]", 9, "did you mean `languages`?"),
        ("also_called: [Sister Nora]", "also_called: [Dr. Ben Ode]", 5, "`Dr. Ben Ode` is said of two in `doctors`"),
        ("[bandage, wound care]", "[bandage, Consultation]", 2, "`Consultation` is said of two in `visit_types`"),
        ("[{name: Podiatry,", "[{name: Podology,", 3, "no doctor's specialty is `Podology`"),
        ("[feet, foot clinic]}", "[feet], about: x}", 3, "`about` is not known in a specialty"),
        ("before she turned", "before she turned " + "and turned " * 20, 11, "`about` may have 200 characters"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, before: str, after: str, line: int, says: str) -> None:
    with pytest.raises(ClinicFileError) as found:
        load(tmp_path, FILE.replace(before, after))
    assert any(problem.line == line and says in problem.text for problem in found.value.problems), found.value.problems


def test_what_is_told_is_kept_and_exported_and_imports_as_the_same(database: Database, tmp_path: Path) -> None:
    with database.write() as store:
        import_clinic(store, load(tmp_path, FILE), NOW)
    with database.read() as store:
        quist, ode = store.clinic.doctors()
        dressing, consultation = store.clinic.visit_types()
        called, exported = store.clinic.specialties_called(), export_clinic(store)
    about = "Dr. Quist was a dancer before she turned to feet."
    assert quist.profile == Profile(("Sister Nora",), "female", ("English", "Danish"), Ages(0, 16), about)
    assert (ode.profile, consultation.also_called) == (NO_PROFILE, ())
    assert dressing.also_called == ("bandage", "wound care")
    assert called == {"Podiatry": ("feet", "foot clinic"), "General Practice": ()}
    with database.write() as store:
        assert import_clinic(store, load(tmp_path, exported), NOW) == []
        assert export_clinic(store) == exported


def test_changes_are_told_and_what_the_file_no_longer_says_is_gone(database: Database, tmp_path: Path) -> None:
    with database.write() as store:
        import_clinic(store, load(tmp_path, FILE), NOW)
        told = import_clinic(
            store,
            load(tmp_path, FILE.replace("    gender: female\n", "").replace(", also_called: [feet, foot clinic]", "")),
            NOW,
        )
        assert store.clinic.doctors()[0].profile.gender is None
    assert told == ["Changed what is told of Dr. Nora Quist.", "Changed what else Podiatry is called: nothing."]


@pytest.mark.parametrize(
    ("written", "ages", "within", "without"),
    [
        ("0-16", Ages(0, 16), (0, 16), (17, 60)),
        ("18 +", Ages(18), (18, 99), (17,)),
        ("6 - 12", Ages(6, 12), (6,), (5,)),
    ],
)
def test_ages_are_years_with_both_ends(
    written: str, ages: Ages, within: tuple[int, ...], without: tuple[int, ...]
) -> None:
    assert ages_of(written) == ages
    assert all(years in ages for years in within)
    assert not any(years in ages for years in without)
    assert profile_from_json(profile_to_json(Profile(ages=ages))).ages == ages


def test_when_a_doctor_is_there_leaves_out_what_is_off(database: Database, tmp_path: Path) -> None:
    off = '\n    time_off: [{from: "2026-06-02T10:00", to: "2026-06-02T14:00"}]\nholidays: [2026-06-08]\n'
    text = FILE.replace("  - {name: Dr. Ben Ode, hours: ", "  - name: Dr. Ben Ode\n    hours: ").replace(
        '"13:00-17:00"]}}\n', '"13:00-17:00"]}' + off
    )
    with database.write() as store:
        import_clinic(store, load(tmp_path, text), NOW)
        there = store.bookings.worked(store.clinic.doctors()[1].id, date(2026, 6, 1), 9, NOW)
    told = {day.day: [f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in found] for day, found in there.items()}
    assert told == {1: ["09:00-17:00"], 2: ["09:00-10:00", "14:00-17:00"], 9: ["09:00-12:00", "13:00-17:00"]}
