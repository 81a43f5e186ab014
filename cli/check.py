"""`docspot check`: what is configured, what is missing, and how to mend it."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer
from cryptography.fernet import Fernet

from bot.outreach.kinds import KINDS
from bot.outreach.session_window import template_name
from bot.settings.schema import PROJECT, Settings
from bot.texts import languages
from cli import FAILED
from cli.rasa import nlu_token
from cli.wiring import open_database, sentences, settings
from models.channels import declared
from models.errors import DocspotError
from nlu.acts.client import RasaClient
from nlu.training.train import model_path

_GOOD, _BAD, _NOTE = "ok      ", "MISSING ", "note    "


def check(
    new_key: Annotated[bool, typer.Option(help="Print fresh keys for the settings, and nothing else.")] = False,
) -> None:
    """Tell what is configured, what is missing, and how to mend it."""
    if new_key:
        typer.echo(f"DOCSPOT_ENCRYPTION_KEYS={Fernet.generate_key().decode()}")
        typer.echo(f"DOCSPOT_LOOKUP_KEY={secrets.token_urlsafe(32)}")
        return
    with sentences():
        given = settings()
        lines = [*_database(given), *_rasa(given), *_telegram(given), *_twilio(given)]
    for line in lines:
        typer.echo(line)
    if any(line.startswith(_BAD) for line in lines):
        raise typer.Exit(FAILED)


def _database(given: Settings) -> list[str]:
    try:
        database = open_database(given)
        with database.read() as store:
            clinic = store.clinic.get()
            doctors = len(store.clinic.doctors())
            aside = sum(store.set_aside.counts().values())
        database.close()
    except DocspotError as error:
        return [f"{_BAD}database: {error}"]
    kind = "SQLite, for one machine" if database.is_sqlite else "PostgreSQL"
    found = [f"{_GOOD}database: {kind}"]
    if aside:
        found.append(f"{_NOTE}set aside: {aside}, since they could not be worked on; `docspot aside list` shows them.")
    if clinic is None:
        return [*found, f"{_BAD}clinic: none yet; `docspot clinic import FILE` brings one in."]
    return [*found, f"{_GOOD}clinic: {clinic.name}, {doctors} doctors"]


def _rasa(given: Settings) -> list[str]:
    if given.nlu_url is not None:
        ready = RasaClient(given.nlu_url, timeout_seconds=2.0, token=nlu_token(given)).is_ready()
        mend = "it does not answer; start it with `docspot nlu serve`, or unset DOCSPOT_NLU_URL."
        return [f"{_GOOD}Rasa: {given.nlu_url}" if ready else f"{_BAD}Rasa at {given.nlu_url}: {mend}"]
    if not (PROJECT / "nlu/rasa/.venv").exists():
        return [f"{_BAD}Rasa: its environment is not installed; run `make setup`."]
    if not model_path(PROJECT, given.var).exists():
        return [f"{_NOTE}Rasa: not trained yet; `docspot nlu train` does it, or the first start."]
    return [f"{_GOOD}Rasa: trained, started as a child process"]


def _telegram(given: Settings) -> list[str]:
    if given.telegram_token is None:
        return [f"{_NOTE}Telegram: not configured; set DOCSPOT_TELEGRAM_TOKEN to the token of @BotFather."]
    if given.public_url is None or given.telegram_secret is None:
        webhook = "for webhooks set DOCSPOT_PUBLIC_URL and DOCSPOT_TELEGRAM_SECRET, or run with --polling."
        return [f"{_GOOD}Telegram: configured", f"{_NOTE}Telegram: {webhook}"]
    return [f"{_GOOD}Telegram: configured, webhook at {given.public_url}/webhooks/telegram"]


def _twilio(given: Settings) -> list[str]:
    if given.twilio_account_sid is None:
        return [f"{_NOTE}SMS and WhatsApp: not configured; set DOCSPOT_TWILIO_ACCOUNT_SID and its companions."]
    if given.public_url is None:
        return [f"{_BAD}Twilio: DOCSPOT_PUBLIC_URL is unset; its requests cannot be verified without it."]
    if given.twilio_sms_from is None and given.twilio_whatsapp_from is None:
        return [f"{_BAD}Twilio: set DOCSPOT_TWILIO_SMS_FROM or DOCSPOT_TWILIO_WHATSAPP_FROM to a number."]
    return [f"{_GOOD}Twilio: configured, webhook at {given.public_url}/webhooks/twilio", *_templates(given)]


def _templates(given: Settings) -> list[str]:
    """Without a template, what is due is not said on WhatsApp to somebody who has not written for a day."""
    if given.twilio_whatsapp_from is None:
        return []
    readers = ("patient", "doctor") if _doctor_on_whatsapp(given) else ("patient",)
    kinds = [kind.key for kind in KINDS if kind.needs_template and kind.to in readers]
    needed = [template_name(kind, language) for language in languages() for kind in kinds]
    missing = [name for name in needed if name not in given.twilio_templates]
    if not missing:
        return [f"{_GOOD}WhatsApp: a template for every kind of message"]
    return [
        f"{_BAD}WhatsApp: no template for {', '.join(missing)}; these messages will not be sent after 24 hours of "
        "silence. Have them approved in Twilio's console and add them to DOCSPOT_TWILIO_TEMPLATES."
    ]


def _doctor_on_whatsapp(given: Settings) -> bool:
    try:
        database = open_database(given)
        with database.read() as store:
            found = any(declared(chat.channel).window for chat in store.doctor_chats.all())
        database.close()
    except DocspotError:  # said under "database" already
        return False
    return found
