"""Settings told to people: what is wrong with those given, and the table of those there are."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic_settings import BaseSettings

PREFIX = "DOCSPOT_"
_FOR_TESTS = "DOCSPOT_TEST_"  # read by the tests alone: the database servers they may use


class SettingsError(Exception):
    """Settings that cannot be used; `problems` has one sentence for each, without any value."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def variable(field: str) -> str:
    """The variable of the environment that a field is read from."""
    return PREFIX + field.upper()


def unknown_names(settings: type[BaseSettings], given: Iterable[str]) -> list[str]:
    """A sentence for each variable with our prefix that is none of our settings."""
    ours = {name.upper() for name in given if name.upper().startswith(PREFIX)}
    unknown = ours - {variable(field) for field in settings.model_fields}
    return [_unknown(settings, name) for name in sorted(unknown) if not name.startswith(_FOR_TESTS)]


def _unknown(settings: type[BaseSettings], name: str) -> str:
    close = get_close_matches(name.removeprefix(PREFIX).lower(), settings.model_fields, n=1)
    return f"{name} is no setting of Docspot: " + (f"did you mean {variable(close[0])}?" if close else "remove it.")


def wrong_values(settings: type[BaseSettings], error: ValidationError) -> list[str]:
    """A sentence for each field that pydantic refused, saying what to give."""
    sentences: dict[str, None] = {}
    for detail in error.errors(include_url=False, include_input=False):
        if not detail["loc"]:
            sentences[str(detail["ctx"]["error"])] = None
        elif detail["type"] != "default_factory_not_called":
            name = str(detail["loc"][0])
            sentences[f"{variable(name)} cannot be used: give {_extra(settings, name)}."] = None
    return list(sentences)


def _extra(settings: type[BaseSettings], name: str) -> str:
    extra = settings.model_fields[name].json_schema_extra
    return str(extra["give"]) if isinstance(extra, dict) else "another value"


def settings_table(settings: type[BaseSettings]) -> str:
    """A Markdown table of all settings: variable, meaning, default."""
    rows = ["| Setting | What it means | Default |", "|---|---|---|"]
    for name, field in settings.model_fields.items():
        default = f"`{field.default}`" if isinstance(field.default, int | float) else ""
        rows.append(f"| `{variable(name)}` | {field.description} | {default} |")
    return "\n".join(rows)
