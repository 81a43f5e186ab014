"""Telegram's updates, read into what the conversation understands."""

from __future__ import annotations

import re
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update

from bot.core.messages import Inbound, InboundKind
from webhooks.channels.base import Unreadable, clean

# The bot's menu. A command alone is the tap on the button "flow:<command>".
COMMANDS = {
    "book": "Book an appointment",
    "appointments": "My appointments",
    "help": "What I can do",
    "person": "Talk to a person",
}
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

_COMMAND = re.compile(r"/(?P<name>\w+)(?:@\w+)?(?P<rest>\s.*)?", re.DOTALL)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")  # what Telegram allows after ?start=


def parse_update(data: dict[str, Any]) -> Inbound | None:
    """The message in an update; None where it holds nothing for us (a channel's post, another bot, a service message).

    Raises Unreadable where it is not an update as the Bot API describes it.
    """
    try:
        # Kinds of update that we did not ask for are not even looked at.
        return _read(
            Update.de_json({name: data[name] for name in ("update_id", *ALLOWED_UPDATES) if name in data}, None)
        )
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
        # `from None`: the original names and quotes parts of what was written.
        raise Unreadable(type(error).__name__) from None


def tap_id(data: dict[str, Any]) -> str | None:
    """The id under which the tap in an update wants to be answered; None where it is no tap."""
    query = data.get("callback_query")
    return query["id"] if isinstance(query, dict) and isinstance(query.get("id"), str) else None


def _read(update: Update) -> Inbound | None:
    number = str(int(update.update_id))
    if update.callback_query is not None:
        return _tap(number, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(number, update.my_chat_member)
    if update.message is not None:
        return _message(number, update.message)
    if update.edited_message is not None:
        return _edited(number, update.edited_message)
    return None


def _tap(number: str, query: CallbackQuery) -> Inbound | None:
    if query.message is None or query.data is None:
        return None
    chat = query.message.chat
    return Inbound(
        channel="telegram",
        provider_id=number,
        address=str(chat.id),
        kind="choice" if chat.type == "private" else "group",
        choice=clean(query.data),
        tapped=str(query.message.message_id),
        language=_language(query.from_user.language_code),
    )


def _membership(number: str, change: ChatMemberUpdated) -> Inbound | None:
    kind: InboundKind
    if change.chat.type != "private":
        kind = "group"
        if change.new_chat_member.status not in ("member", "administrator"):
            return None  # removed from a group: nobody to answer
    else:
        kind = "blocked" if change.new_chat_member.status == "kicked" else "opt_in"
    return Inbound(channel="telegram", provider_id=number, address=str(change.chat.id), kind=kind, at=change.date)


def _edited(number: str, message: Message) -> Inbound | None:
    """An edited message; its `at` is when the original was sent, to tell whether it is still the last."""
    inbound = _message(number, message)
    if inbound is None or inbound.kind not in ("text", "start"):
        return None  # a moved live location, a new caption: nothing that was answered before
    return inbound.model_copy(update={"kind": "edited"})


def _message(number: str, message: Message) -> Inbound | None:
    sender = message.from_user
    if sender is None or sender.is_bot or message.chat.type == "channel":
        return None
    kind, details = _content(message)
    if kind is None:
        return None
    return Inbound(
        channel="telegram",
        provider_id=number,
        address=str(message.chat.id),
        kind=kind if message.chat.type == "private" else "group",
        language=_language(sender.language_code),
        at=message.date,
        quoted=_quoted(message),
        **details,
    )


def _quoted(message: Message) -> str | None:
    """The id of the bot's own message that is replied to; of what somebody else wrote nothing hangs."""
    original = message.reply_to_message
    ours = original is not None and original.from_user is not None and original.from_user.is_bot
    return str(original.message_id) if original is not None and ours else None


def _content(message: Message) -> tuple[InboundKind | None, dict[str, str]]:
    if message.text is not None:
        return _text(clean(message.text))
    if message.contact is not None:
        contact = message.contact
        # Anybody's card can be sent on; only one's own carries one's own id.
        if message.from_user is not None and contact.user_id == message.from_user.id:
            return "contact", {"phone": "+" + re.sub(r"\D", "", contact.phone_number)}
        return "attachment", {}
    if message.effective_attachment is not None:
        return "attachment", {"text": clean(message.caption or "")}
    return None, {}


def _text(text: str) -> tuple[InboundKind, dict[str, str]]:
    command = _COMMAND.fullmatch(text.strip())
    if command is None:
        return "text", {"text": text}
    name, rest = command["name"].lower(), (command["rest"] or "").strip()
    if name == "start":
        return "start", {"text": text} | ({"token": rest} if _TOKEN.fullmatch(rest) else {})
    if name == "stop" and not rest:
        return "opt_out", {"text": text, "opt_word": "/stop"}
    if name in COMMANDS and not rest:
        return "choice", {"text": text, "choice": f"flow:{name}"}
    return "text", {"text": f"{name} {rest}".strip()}


def _language(code: str | None) -> str | None:
    return clean(code) if code else None
