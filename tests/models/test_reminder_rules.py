"""`reminders:` of the clinic file: defaults, mistakes, and there and back again."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.clinic_file import export_clinic, import_clinic, load_clinic
from models.db import Database
from models.errors import ClinicFileError
from models.reminding import DEFAULT_RULES, from_json, lead, to_json
from tests.conftest import NOW

FILE = """\
clinic: {name: Small Clinic, timezone: Europe/London}
doctors:
  - {name: Dr. A, hours: {mon: ["09:00-17:00"]}}
"""
ALL = """\
reminders:
  before: [7d, 1d, 2h]
  quiet: "20:00-09:30"
  per_week: 2
  ratings: false
  unmarked: no_show
  risk: {per_no_show: 4, acted_on_from: 6}
visit_types:
  - {name: Blood test, preparation: Nothing to eat from midnight., reminders: [1d]}
  - {name: Call, reminders: []}
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "clinic.yml"
    file.write_text(FILE + text, encoding="utf-8")
    return file


def test_without_a_word_the_defaults_hold(tmp_path: Path) -> None:
    file = load_clinic(written(tmp_path, ""))
    assert file.reminders == DEFAULT_RULES
    assert [one.written for one in DEFAULT_RULES.leads] == ["3d", "1d"]


def test_there_and_back_again(database: Database, tmp_path: Path) -> None:
    file = load_clinic(written(tmp_path, ALL))
    assert (file.reminders.before, file.reminders.quiet) == (("7d", "1d", "2h"), (1200, 570))
    assert (file.reminders.risk.per_no_show, file.reminders.risk.long_lead) == (4, DEFAULT_RULES.risk.long_lead)
    with database.write() as store:
        import_clinic(store, file, NOW)
        exported = export_clinic(store)
        assert store.clinic.require().reminders == file.reminders
        assert [(one.preparation, one.reminders) for one in store.clinic.visit_types()] == [
            ("Nothing to eat from midnight.", ("1d",)), ("", ()),
        ]  # fmt: skip
    (tmp_path / "clinic.yml").write_text(exported, encoding="utf-8")
    again = load_clinic(tmp_path / "clinic.yml")
    assert (again.reminders, again.visit_types) == (file.reminders, file.visit_types)
    with database.write() as store:
        assert import_clinic(store, again, NOW) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("reminders: {before: [3 weeks]}", "`3 weeks` is no lead"),
        ("reminders: {before: [1d, 2d, 3d, 4d, 5d, 6d]}", "too many reminders"),
        ("reminders: {quiet: 21-8}", "`21-8` are no quiet hours"),
        ("reminders: {unmarked: maybe}", "`maybe` must be one of completed, no_show"),
        ("reminders: {befor: [1d]}", "did you mean `before`?"),
        ("reminders: {risk: {bad_weather: 3}}", "`bad_weather` is not known"),
        ("visit_types: [{name: A, reminders: [x]}]", "`x` is no lead"),
    ],
)
def test_mistakes_name_their_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ClinicFileError) as found:
        load_clinic(written(tmp_path, text))
    [problem] = found.value.problems
    assert problem.line == 4
    assert says in problem.text


def test_rules_written_by_an_older_version_get_the_defaults_they_lack() -> None:
    assert from_json({}) == DEFAULT_RULES
    assert from_json(to_json(DEFAULT_RULES)) == DEFAULT_RULES
    assert from_json({"before": ["2h"]}).leads == (lead("2h"),)
