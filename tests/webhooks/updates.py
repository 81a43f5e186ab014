"""Updates as Telegram sends them (core.telegram.org/bots/api#update)."""

from __future__ import annotations

from typing import Any

SENT = 1_780_300_800  # 2026-06-01 08:00 UTC
USER = {"id": 700, "is_bot": False, "first_name": "John", "last_name": "Miller", "language_code": "en"}
PRIVATE = {"id": 700, "first_name": "John", "last_name": "Miller", "type": "private"}
GROUP = {"id": -800, "title": "The Millers", "type": "group", "all_members_are_administrators": True}
BOT = {"id": 42, "is_bot": True, "first_name": "Riverside Clinic", "username": "riverside_clinic_bot"}


def message(
    number: int = 1, *, chat: dict[str, Any] = PRIVATE, sender: dict[str, Any] = USER, **content: Any
) -> dict[str, Any]:
    """An update with a message of `content`."""
    return {"update_id": number, "message": {"message_id": 5, "from": sender, "chat": chat, "date": SENT, **content}}


def text(words: str, number: int = 1, **more: Any) -> dict[str, Any]:
    return message(number, text=words, **more)


def quoted(sender: dict[str, Any]) -> dict[str, Any]:
    """The message that another one replies to."""
    return {"message_id": 4, "from": sender, "chat": PRIVATE, "date": SENT, "text": "Which one?"}


def edited(words: str) -> dict[str, Any]:
    update = text(words)
    return {"update_id": 2, "edited_message": {**update["message"], "edit_date": SENT + 60}}


def tap(data: str, number: int = 3, *, chat: dict[str, Any] = PRIVATE, query: str = "777") -> dict[str, Any]:
    shown = {"message_id": 4, "from": BOT, "chat": chat, "date": SENT, "text": "Which one?"}
    return {
        "update_id": number,
        "callback_query": {"id": query, "from": USER, "message": shown, "chat_instance": "1", "data": data},
    }


def membership(status: str, *, chat: dict[str, Any] = PRIVATE) -> dict[str, Any]:
    new = {"user": BOT, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    change = {"chat": chat, "from": USER, "date": SENT, "old_chat_member": {"user": BOT, "status": "left"}}
    return {"update_id": 6, "my_chat_member": {**change, "new_chat_member": new}}
