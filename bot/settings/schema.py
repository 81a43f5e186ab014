"""What may differ from one installation to the next, read from the environment.

Every setting is a variable `DOCSPOT_…` of the environment, or a line of the file `.env` in the home folder (for
development); the environment wins, and an empty value counts as unset. The table of all settings in README.md is made
from the descriptions here by `bot.settings.help.settings_table`, and a test compares the two.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.settings.checks import Address, ContentSid, Key, Phone, has_port, is_like, split_list, split_pairs
from bot.settings.help import PREFIX, SettingsError, unknown_names, variable, wrong_values

PROJECT = Path(__file__).resolve().parents[2]

_KEY = "32 bytes in url-safe base64, as `openssl rand -base64 32 | tr +/ -_` makes them"
_RATE = "a number above 0 and up to 1000"
_SAFE_URL = r"https://.+|http://(localhost|127\.0\.0\.1)(:\d+)?(/.*)?"  # https, or this very machine
_TOGETHER = (("twilio_account_sid", "twilio_auth_token"), ("encryption_keys", "lookup_key"))


def _setting(meaning: str, give: str, default: Any = None, **more: Any) -> Any:
    """A field with its meaning (for the table) and what to give instead of a bad value (for the error)."""
    if "default_factory" not in more:
        more["default"] = default
    return Field(description=meaning, json_schema_extra={"give": give}, **more)


class Settings(BaseSettings):
    """All settings of one installation, checked. Secrets are `SecretStr` and never printed."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    home: Annotated[Path, AfterValidator(Path.absolute)] = _setting(
        "The folder of `.env` and of `var/`, which holds the database, its keys and the trained model. "
        "Unset: the project's own folder.",
        "the path of a folder",
        PROJECT,
    )
    database_url: Annotated[
        SecretStr, is_like(r"sqlite:///.+|postgresql(\+psycopg)?://.+"), AfterValidator(has_port)
    ] = _setting(
        "Where the clinic's memory is kept. Unset: SQLite, in `var/docspot.db` of the home folder.",
        "sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME",
        default_factory=lambda data: SecretStr(f"sqlite:///{data['home'].as_posix()}/var/docspot.db"),
    )
    encryption_keys: Annotated[tuple[Key, ...], NoDecode, BeforeValidator(split_list)] = _setting(
        "Keys for the names, phones and messages in the database, with commas between: the first one writes, all of "
        "them read. Unset: made on first run and kept beside an SQLite database.",
        f"{_KEY}, with commas between several",
        (),
    )
    lookup_key: Annotated[SecretStr, is_like(r".{32,}")] | None = _setting(
        "The key under which phones and chats are looked up. It must stay the same: with another, nobody is found.",
        "32 random characters or more",
    )
    redis_url: Annotated[SecretStr, is_like(r"(rediss?|unix)://.+"), AfterValidator(has_port)] | None = _setting(
        "Redis, for wake-ups, caches and limits shared by several machines. Unset: each process keeps its own.",
        "redis://HOST:PORT/0, rediss://… or unix://PATH",
    )
    nlu_url: Address | None = _setting(
        "The Rasa server to ask. Unset: `docspot run` and `docspot chat` start one themselves.",
        "an address such as http://127.0.0.1:5005",
    )
    nlu_token: Annotated[SecretStr, is_like(r"[A-Za-z0-9._~+/=-]{16,}")] | None = _setting(
        "What `docspot nlu serve` wants to be shown, and the others show it. Needed where it answers other machines.",
        "16 random letters and digits or more, the same on both sides",
    )
    nlu_timeout_seconds: float = _setting(
        "How long to wait for Rasa before going on with menus, numbers, dates and names alone.",
        "a number of seconds above 0 and up to 30",
        3.0,
        gt=0,
        le=30,
    )
    keep_unclear_days: int = _setting(
        "How long messages that were not understood are kept for `docspot nlu review`, of people who have agreed to "
        "being stored. 0: never.",
        "a whole number of days from 0 to 365",
        30,
        ge=0,
        le=365,
    )
    clinic: Path | None = _setting(
        "The clinic file to import at the start. Unset: the demo clinic, if there is no clinic yet.",
        "the path of a clinic file",
    )
    public_url: Annotated[Address, is_like(_SAFE_URL)] | None = _setting(
        "The https address under which Telegram and Twilio reach `docspot web`.",
        "an address such as https://bot.example.org",
    )
    metrics_token: Annotated[SecretStr, is_like(r"[A-Za-z0-9._~+/=-]{16,}")] | None = _setting(
        "What has to be shown for `/metrics`, as `Authorization: Bearer …`. Unset: only this machine may read them.",
        "16 random letters and digits or more",
    )
    telegram_token: Annotated[SecretStr, is_like(r"\d+:[\w-]+")] | None = _setting(
        "The bot's token, from @BotFather. Unset: no Telegram.",
        "the token as @BotFather shows it: digits, a colon, letters and digits",
    )
    telegram_secret: Annotated[SecretStr, is_like(r"[A-Za-z0-9_-]{1,256}")] | None = _setting(
        "A long random word by which webhook calls from Telegram are known. Not needed for `--polling`.",
        "1 to 256 letters, digits, _ and -",
    )
    telegram_api_url: Address | None = _setting(
        "Another server that speaks Telegram's Bot API. Unset: Telegram's own.",
        "an address such as http://127.0.0.1:8081",
    )
    telegram_messages_per_second: float = _setting(
        "How fast messages leave by Telegram, all chats together.", _RATE, 30.0, gt=0, le=1000
    )
    twilio_account_sid: Annotated[str, is_like(r"AC\w+")] | None = _setting(
        "The account at Twilio. Unset: no SMS and no WhatsApp.",
        "the Account SID from Twilio's console; it starts with AC",
    )
    twilio_auth_token: SecretStr | None = _setting(
        "The account's password, by which webhook calls from Twilio are known too.",
        "the Auth Token from Twilio's console",
    )
    twilio_api_url: Address | None = _setting(
        "Another server that speaks Twilio's REST API. Unset: Twilio's own.",
        "an address such as http://127.0.0.1:8082",
    )
    twilio_sms_from: Phone | None = _setting(
        "The number that SMS come from. Unset: no SMS.", "a number such as +442079460000, or a short code"
    )
    twilio_whatsapp_from: Phone | None = _setting(
        "The number that WhatsApp messages come from. Unset: no WhatsApp.", "a number such as +442079460000"
    )
    twilio_messages_per_second: float = _setting(
        "How fast messages leave by each Twilio number.", _RATE, 1.0, gt=0, le=1000
    )
    twilio_templates: Annotated[dict[str, ContentSid], NoDecode, BeforeValidator(split_pairs)] = _setting(
        "WhatsApp's approved templates by kind of message and language, for writing outside its 24 hours; "
        "`buttons.1` to `buttons.3` for replies with so many buttons within them.",
        "pairs such as reminder.en=HX0123,rating.en=HX4567, with the ContentSid of each template",
        {},
    )
    inbound_messages_per_minute: int = _setting(
        "How many messages of one sender are taken in a minute; those beyond are refused.",
        "a whole number from 1 to 1000",
        60,
        ge=1,
        le=1000,
    )

    @model_validator(mode="after")
    def _belong_together(self) -> Settings:
        for one, other in _TOGETHER:
            if bool(getattr(self, one)) != bool(getattr(self, other)):
                raise ValueError(f"{variable(one)} and {variable(other)} belong together: set both of them or neither.")
        return self

    @property
    def var(self) -> Path:
        """The folder of what the program makes itself: database, keys, trained model, logs."""
        return self.home / "var"


def load_settings() -> Settings:
    """The settings of the environment and of `.env` in the home folder.

    Raises SettingsError, with a sentence for each variable that is unknown or holds a value that cannot be.
    """
    env_file = Path(os.environ.get(variable("home")) or PROJECT) / ".env"
    problems = unknown_names(Settings, [*os.environ, *dotenv_values(env_file)])
    try:
        settings = Settings(_env_file=env_file)  # type: ignore[call-arg]  # BaseSettings takes it, mypy cannot see it
    except ValidationError as error:
        raise SettingsError([*problems, *wrong_values(Settings, error)]) from None
    if problems:
        raise SettingsError(problems)
    return settings
