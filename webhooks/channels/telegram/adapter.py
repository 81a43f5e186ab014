"""Telegram, through python-telegram-bot's Bot."""

from __future__ import annotations

import hmac
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import Any

from telegram import InlineKeyboardMarkup
from telegram.error import BadRequest, TelegramError

from bot.core.channel import Attachment, GiveUp, MaybeSent, Outgoing, Retry, Sent
from bot.core.messages import ChannelName, Inbound
from webhooks.channels.base import split_text
from webhooks.channels.telegram import updates
from webhooks.channels.telegram.client import TelegramClient
from webhooks.channels.telegram.errors import send_error
from webhooks.channels.telegram.keyboard import keyboard
from webhooks.channels.telegram.parse import parse_update, tap_id

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
API_URL = "https://api.telegram.org"
MOST_CHARACTERS = 4096

_log = logging.getLogger(__name__)


class TelegramChannel:
    """A bot. Safe to use from many threads."""

    name: ChannelName = "telegram"
    per_chat_second = 1.0  # this and 30 a second in all: core.telegram.org/bots/faq

    def __init__(
        self, token: str, secret: str, *, api_url: str = API_URL, timeout: float = 10.0, per_second: float = 30.0
    ) -> None:
        """`secret` is what set_webhook gives Telegram, empty where there is only polling; `timeout` is in seconds, for
        each of connecting and answering."""
        self.per_second = per_second
        self._secret = secret
        self._client = TelegramClient(token, api_url, timeout)

    # What comes in

    def verify(self, secret: str) -> bool:
        """Whether a request with this SECRET_HEADER comes from Telegram. Without a configured secret none does."""
        return bool(self._secret) and hmac.compare_digest(secret.encode(), self._secret.encode())

    def parse(self, data: dict[str, Any]) -> Inbound | None:
        """The message in an update, or None where there is none for us. Raises Unreadable."""
        return parse_update(data)

    def acknowledge(self, data: dict[str, Any]) -> None:
        """Stop the clock on a tapped button, without waiting for it. Does nothing for an update that is no tap."""
        query = tap_id(data)
        if query is not None:
            self._client.submit(lambda bot: bot.answer_callback_query(query)).add_done_callback(_note_failure)

    def set_webhook(self, public_url: str) -> None:
        """Tell Telegram our address and secret, and fill the bot's menu. Raises TelegramError."""
        updates.set_webhook(self._client, public_url, self._secret)

    def username(self) -> str | None:
        """The bot's own name, for links to it; None where Telegram cannot be asked now."""
        try:
            return self._client.run(lambda bot: bot.get_me()).username
        except TelegramError:
            return None

    def poll(self, handle: Callable[[dict[str, Any]], None], stop: threading.Event) -> None:
        """Give each new update to `handle` until `stop` is set; where it raises NotNow the update comes again."""
        updates.poll(self._client, handle, stop)

    # What goes out

    def send(self, address: str, message: Outgoing) -> Sent:
        """Send `message` to a chat: edited in place where it replaces one, in parts where it is too long.

        Raises SendError. Once a part was accepted the whole must never go out again, so a later part's failure is
        MaybeSent; a calendar file's is only logged, since the message says all that the file does.
        """
        if message.edits is not None and len(message.text) <= MOST_CHARACTERS:
            edited = self._edit(int(address), message, message.edits)
            if edited is not None:
                return edited
        if message.text:
            sent = self._send_text(int(address), message)
            if message.attachment is not None:
                self._send_file_too(int(address), message.attachment)
            return sent
        if message.attachment is None:
            raise GiveUp("empty")
        return self._send_file(int(address), message.attachment)

    def find(self, address: str, message: Outgoing, since: datetime) -> Sent | None:
        """The Bot API cannot list what a bot has sent: raises MaybeSent."""
        raise MaybeSent("cannot_ask")

    def _edit(self, chat: int, message: Outgoing, edits: str) -> Sent | None:
        buttons = keyboard(message)
        inline = buttons if isinstance(buttons, InlineKeyboardMarkup) else None
        try:
            self._client.run(lambda bot: bot.edit_message_text(message.text, chat, int(edits), reply_markup=inline))
        except BadRequest as error:
            # The same text again is what was wanted; in place of a message that is gone, a new one is sent.
            return Sent(edits) if "not modified" in error.message.lower() else None
        except TelegramError as error:
            meaning = send_error(error)
            # Unlike sending, editing twice does no harm.
            raise (Retry(meaning.code) if isinstance(meaning, MaybeSent) else meaning) from None
        return Sent(edits)

    def _send_text(self, chat: int, message: Outgoing) -> Sent:
        *first, last = split_text(message.text, MOST_CHARACTERS)
        for number, part in enumerate(first):
            self._send_part(chat, part, None, begun=number > 0)
        return self._send_part(chat, last, keyboard(message), begun=bool(first))

    def _send_part(self, chat: int, text: str, buttons: Any, *, begun: bool) -> Sent:
        try:
            sent = self._client.run(lambda bot: bot.send_message(chat, text, reply_markup=buttons))
        except TelegramError as error:
            raise (MaybeSent("in_part") if begun else send_error(error)) from None
        return Sent(str(sent.message_id))

    def _send_file(self, chat: int, file: Attachment) -> Sent:
        try:
            sent = self._client.run(lambda bot: bot.send_document(chat, file.content, filename=file.name))
        except TelegramError as error:
            raise send_error(error) from None
        return Sent(str(sent.message_id))

    def _send_file_too(self, chat: int, file: Attachment) -> None:
        try:
            self._client.run(lambda bot: bot.send_document(chat, file.content, filename=file.name))
        except TelegramError as error:
            _log.warning("calendar file not sent: %s", send_error(error).code)


def _note_failure(answered: Future[bool]) -> None:
    error = answered.exception()
    # A tap that waited too long can no longer be answered, and need not be: the reply itself says more.
    if error is not None and not isinstance(error, BadRequest):
        _log.warning("tap not acknowledged: %s", type(error).__name__)
