"""The settings: what is read from where, what is refused and how that is said."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from bot.settings.help import SettingsError, settings_table, variable
from bot.settings.schema import PROJECT, Settings, load_settings

KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
OTHER_KEY = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA="


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, and nothing else of ours in the environment."""
    for name in [name for name in os.environ if name.upper().startswith("DOCSPOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DOCSPOT_HOME", str(tmp_path))
    return tmp_path


def test_with_nothing_set_everything_stays_on_this_machine(home: Path) -> None:
    settings = load_settings()
    assert settings.database_url.get_secret_value() == f"sqlite:///{home}/var/docspot.db"
    assert settings.var == home / "var"
    assert (settings.redis_url, settings.nlu_url, settings.telegram_token, settings.twilio_auth_token) == (None,) * 4


def test_the_home_is_the_project_unless_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOCSPOT_HOME")
    assert Settings().home == PROJECT


def test_the_environment_wins_over_the_file_and_empty_is_unset(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / ".env").write_text("DOCSPOT_NLU_URL=http://file:1\nDOCSPOT_PUBLIC_URL=https://file\nOTHER=1\n")
    monkeypatch.setenv("DOCSPOT_NLU_URL", "http://environment:5005/")
    monkeypatch.setenv("DOCSPOT_REDIS_URL", "")
    settings = load_settings()
    assert (settings.nlu_url, settings.public_url) == ("http://environment:5005", "https://file")
    assert settings.redis_url is None


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("twilio_sms_from", "+44 20 7946-0000", "+442079460000"),
        ("twilio_sms_from", "60123", "60123"),
        ("twilio_whatsapp_from", "whatsapp:+442079460000", "+442079460000"),
        ("public_url", "https://bot.example.org/clinic/", "https://bot.example.org/clinic"),
        ("public_url", "http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("telegram_api_url", "http://127.0.0.1:8081", "http://127.0.0.1:8081"),
        ("twilio_templates", "reminder.en=HX1, rating.en = HX2", {"reminder.en": "HX1", "rating.en": "HX2"}),
        ("nlu_timeout_seconds", "0.5", 0.5),
    ],
)
def test_values_are_taken_as_people_write_them(
    name: str, given: str, expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable(name), given)
    assert getattr(load_settings(), name) == expected


def test_keys_come_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCSPOT_ENCRYPTION_KEYS", f"{KEY}, {OTHER_KEY}")
    monkeypatch.setenv("DOCSPOT_LOOKUP_KEY", "x" * 32)
    assert [key.get_secret_value() for key in load_settings().encryption_keys] == [KEY, OTHER_KEY]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("database_url", "mysql://docspot:hunter2@db/docspot"),
        ("redis_url", "hunter2"),
        ("encryption_keys", f"{KEY},hunter2"),
        ("lookup_key", "hunter2"),
        ("nlu_url", "hunter2:5005"),
        ("nlu_timeout_seconds", "hunter2"),
        ("nlu_timeout_seconds", "0"),
        ("public_url", "http://hunter2.example.org"),
        ("public_url", "https://example.org/?hunter2"),
        ("telegram_token", "hunter2"),
        ("telegram_secret", "hunter2 with spaces"),
        ("twilio_account_sid", "hunter2"),
        ("twilio_sms_from", "+hunter2"),
        ("twilio_templates", "hunter2"),
        ("twilio_templates", "reminder.en=hunter2"),
        ("telegram_messages_per_second", "-1"),
        ("inbound_messages_per_minute", "1.5"),
    ],
)
def test_a_bad_value_is_told_in_a_sentence_that_does_not_repeat_it(
    name: str, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable(name), given)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    (problem,) = caught.value.problems
    assert re.fullmatch(rf"{variable(name)} cannot be used: give .+\.", problem)
    assert "hunter2" not in problem


def test_all_problems_are_told_at_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / ".env").write_text("DOCSPOT_FROBNICATE=1\n")
    monkeypatch.setenv("DOCSPOT_TELEGRAM_TOKN", "1:a")
    monkeypatch.setenv("DOCSPOT_REDIS_URL", "nonsense")
    monkeypatch.setenv("DOCSPOT_TEST_POSTGRES_URL", "postgresql://of-the-tests")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert caught.value.problems == (
        "DOCSPOT_FROBNICATE is no setting of Docspot: remove it.",
        "DOCSPOT_TELEGRAM_TOKN is no setting of Docspot: did you mean DOCSPOT_TELEGRAM_TOKEN?",
        "DOCSPOT_REDIS_URL cannot be used: give redis://HOST:PORT/0, rediss://… or unix://PATH.",
    )


@pytest.mark.parametrize(
    ("given", "value", "missing"),
    [
        ("twilio_account_sid", "AC1", "twilio_auth_token"),
        ("twilio_auth_token", "t", "twilio_account_sid"),
        ("encryption_keys", KEY, "lookup_key"),
    ],
)
def test_what_belongs_together_is_set_together(
    given: str, value: str, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable(given), value)
    with pytest.raises(SettingsError, match=rf"{variable(missing)}.*set both of them or neither"):
        load_settings()


def test_secrets_are_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {
        "DOCSPOT_DATABASE_URL": "postgresql://docspot:hunter2@db/docspot",
        "DOCSPOT_REDIS_URL": "redis://:hunter2@cache",
        "DOCSPOT_ENCRYPTION_KEYS": "hunter2" + KEY[7:],
        "DOCSPOT_LOOKUP_KEY": "hunter2" * 5,
        "DOCSPOT_TELEGRAM_TOKEN": "1:hunter2",
        "DOCSPOT_TELEGRAM_SECRET": "hunter2",
        "DOCSPOT_TWILIO_ACCOUNT_SID": "AC1",
        "DOCSPOT_TWILIO_AUTH_TOKEN": "hunter2",
    }
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert "hunter2" not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


def test_readme_tells_what_every_setting_means() -> None:
    assert settings_table(Settings) in (PROJECT / "README.md").read_text(encoding="utf-8")


def test_the_example_file_names_every_setting_and_no_other() -> None:
    example = (PROJECT / ".env.example").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^#(DOCSPOT_\w+)=", example, re.MULTILINE)) == sorted(
        variable(name) for name in Settings.model_fields
    )
