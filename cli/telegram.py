"""`docspot telegram`: telling Telegram where the bot lives."""

from __future__ import annotations

import typer

from cli.wiring import fail, sentences, settings

app = typer.Typer(help="The Telegram bot.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """The Telegram bot."""


@app.command("set-webhook")
def set_webhook() -> None:
    """Have Telegram send the bot's messages to DOCSPOT_PUBLIC_URL, and fill the bot's menu."""
    from telegram.error import TelegramError  # the providers' clients take a second to load

    from webhooks.channels.telegram.configured import telegram

    with sentences():
        given = settings()
    bot = telegram(given)
    if bot is None or given.telegram_secret is None or given.public_url is None:
        fail("Set DOCSPOT_TELEGRAM_TOKEN, DOCSPOT_TELEGRAM_SECRET and DOCSPOT_PUBLIC_URL first.")
    try:
        bot.set_webhook(given.public_url)
    except TelegramError as error:
        fail(f"Telegram does not take it ({type(error).__name__}); check the token and that the address is https.")
    typer.echo(f"Telegram sends the bot's messages to {given.public_url}/webhooks/telegram from now on.")
