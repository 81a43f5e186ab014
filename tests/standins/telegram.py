"""Telegram's Bot API (core.telegram.org/bots/api), as much of it as a bot of ours may use.

Besides what every stand-in does: POST /update with an update delivers it to the webhook that was set, with its secret,
and answers with the webhook's status; without a webhook it waits for getUpdates.
"""

from __future__ import annotations

import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from itertools import count
from typing import Any

from tests.standins.server import Failure, Parameters, Refused, Request, StandIn, main, parser

_PATH = re.compile(r"/bot(?P<token>\d+:[\w-]{3,})/(?P<method>\w+)")
_METHODS = {
    "getMe": set[str](),
    "sendMessage": {
        "chat_id",
        "text",
        "reply_markup",
        "link_preview_options",
        "disable_notification",
        "reply_parameters",
    },
    "editMessageText": {"chat_id", "message_id", "text", "reply_markup", "link_preview_options"},
    "sendDocument": {"chat_id", "document", "caption", "reply_markup", "disable_notification"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert", "cache_time"},
    "setWebhook": {"url", "secret_token", "allowed_updates", "max_connections", "drop_pending_updates"},
    "deleteWebhook": {"drop_pending_updates"},
    "getWebhookInfo": set[str](),
    "setMyCommands": {"commands", "scope", "language_code"},
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
}
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # webhooks are on this machine
_BOT = {"id": 42, "is_bot": True, "first_name": "Riverside Clinic", "username": "riverside_clinic_bot"}


def bad_request(description: str) -> Refused:
    return Refused(400, {"ok": False, "error_code": 400, "description": f"Bad Request: {description}"})


class Telegram(StandIn):
    def reset(self) -> None:
        super().reset()
        with self.lock:
            self.messages: dict[tuple[int, int], Parameters] = {}
            self.numbers = count(1000)
            self.webhook: Parameters = {}
            self.waiting: list[Parameters] = []
            self.old_queries: set[str] = set()

    def call(self, request: Request) -> tuple[str, Parameters]:
        found = _PATH.fullmatch(request.path)
        if found is None or found["method"] not in _METHODS:
            raise Refused(404, {"ok": False, "error_code": 404, "description": "Not Found"})
        if found["token"].endswith(":revoked"):
            raise Refused(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        parameters = {name: _decoded(name, value) for name, value in (request.query | request.form).items()}
        unknown = set(parameters) - _METHODS[found["method"]]
        if unknown:
            raise bad_request(f"parameters unknown to this stand-in: {sorted(unknown)}")
        return found["method"], parameters

    def refusal(self, failure: Failure) -> Refused:
        if failure.how == "429":
            pause = failure.retry_after
            answer = {"error_code": 429, "description": f"Too Many Requests: retry after {pause}"}
            return Refused(429, {"ok": False, **answer, "parameters": {"retry_after": pause}})
        if failure.how == "block":
            blocked = "Forbidden: bot was blocked by the user"
            return Refused(403, {"ok": False, "error_code": 403, "description": blocked})
        words = {"500": "Internal Server Error", "502": "Bad Gateway", "504": "Gateway Timeout"}
        description = words.get(failure.how, "Service Unavailable")
        return Refused(int(failure.how), {"ok": False, "error_code": int(failure.how), "description": description})

    def perform(self, method: str, parameters: Parameters) -> Parameters | list[Any]:
        work: Callable[[Parameters], Any] = getattr(self, f"_{method}", lambda _: True)
        return {"ok": True, "result": work(parameters)}

    def control(self, path: str, data: Parameters) -> Parameters | None:
        if path == "/update":
            return self._deliver(data)
        if path == "/age":  # {"query": id}: the tap has waited too long to be answered
            self.old_queries.add(data["query"])
            return {}
        return None

    def _deliver(self, update: Parameters) -> Parameters:
        with self.lock:
            address, secret = self.webhook.get("url"), self.webhook.get("secret_token", "")
            if not address:
                self.waiting.append(update)
                return {"status": None}
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": secret}
        request = urllib.request.Request(address, json.dumps(update).encode(), headers)
        try:
            with _OPENER.open(request, timeout=60) as response:
                return {"status": response.status}
        except urllib.error.HTTPError as error:
            return {"status": error.code}

    def _getMe(self, parameters: Parameters) -> Parameters:
        return _BOT

    def _sendMessage(self, parameters: Parameters) -> Parameters:
        _check_text(parameters.get("text"), 4096)
        return self._store(parameters, {"text": parameters["text"]})

    def _sendDocument(self, parameters: Parameters) -> Parameters:
        document = parameters.get("document")
        if not isinstance(document, dict) or not document["content"]:
            raise bad_request("there is no document in the request")
        if "caption" in parameters:
            _check_text(parameters["caption"], 1024)
        file = {"file_id": "F1", "file_unique_id": "U1", "file_name": document["name"]}
        return self._store(parameters, {"document": file, "caption": parameters.get("caption")})

    def _editMessageText(self, parameters: Parameters) -> Parameters:
        _check_text(parameters.get("text"), 4096)
        with self.lock:
            message = self.messages.get((_chat(parameters), int(parameters.get("message_id", 0))))
            if message is None:
                raise bad_request("message to edit not found")
            if "text" not in message:
                raise bad_request("there is no text in the message to edit")
            new = {"text": parameters["text"], "reply_markup": _markup(parameters)}
            if new == {"text": message["text"], "reply_markup": message.get("reply_markup")}:
                raise bad_request("message is not modified: specified new message content and reply markup are exactly "
                                  "the same as a current content and reply markup of the message")  # fmt: skip
            message.update(new, edit_date=int(time.time()))
            return _present(message)

    def _answerCallbackQuery(self, parameters: Parameters) -> bool:
        query = parameters.get("callback_query_id")
        if not query or query in self.old_queries:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return True

    def _setWebhook(self, parameters: Parameters) -> bool:
        if not re.fullmatch(r"[\w-]{1,256}", parameters.get("secret_token", "none")):
            raise bad_request("secret token contains unallowed characters")
        with self.lock:
            self.webhook = parameters
        return True

    def _deleteWebhook(self, parameters: Parameters) -> bool:
        with self.lock:
            self.webhook = {}
        return True

    def _getWebhookInfo(self, parameters: Parameters) -> Parameters:
        return {"url": self.webhook.get("url", ""), "has_custom_certificate": False, "pending_update_count": 0}

    def _setMyCommands(self, parameters: Parameters) -> bool:
        for command in parameters.get("commands", []):
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]) or not 1 <= len(command["description"]) <= 256:
                raise bad_request("BOT_COMMAND_INVALID")
        return True

    def _getUpdates(self, parameters: Parameters) -> list[Parameters]:
        if self.webhook.get("url"):
            words = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first"
            raise Refused(409, {"ok": False, "error_code": 409, "description": words})
        offset, until = int(parameters.get("offset", 0)), time.monotonic() + min(int(parameters.get("timeout", 0)), 2)
        with self.lock:
            self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        while True:
            with self.lock:
                found = [update for update in self.waiting if update["update_id"] >= offset]
            if found or time.monotonic() >= until:
                return found[:100]
            self.stopping.wait(0.02)

    def _store(self, parameters: Parameters, content: Parameters) -> Parameters:
        chat = _chat(parameters)
        markup = _markup(parameters)
        with self.lock:
            message = {
                "message_id": next(self.numbers),
                "date": int(time.time()),
                "chat": {"id": chat, "type": "private" if chat > 0 else "group"},
                "from": _BOT,
                "reply_markup": markup,
                **content,
            }
            self.messages[chat, message["message_id"]] = message
            return _present(message)


def _decoded(name: str, value: Any) -> Any:
    if name in ("reply_markup", "commands", "allowed_updates", "link_preview_options") and isinstance(value, str):
        return json.loads(value)
    return value


def _present(message: Parameters) -> Parameters:
    # Only an inline keyboard is part of the message; the other kind is the chat's.
    inline = "inline_keyboard" in (message["reply_markup"] or {})
    return {k: v for k, v in message.items() if v is not None and (k != "reply_markup" or inline)}


def _chat(parameters: Parameters) -> int:
    if not re.fullmatch(r"-?\d{1,16}", str(parameters.get("chat_id", ""))):
        raise bad_request("chat not found")
    return int(parameters["chat_id"])


def _check_text(text: Any, most: int) -> None:
    if not isinstance(text, str) or not text.strip():
        raise bad_request("message text is empty")
    if len(text) > most:
        raise bad_request("message is too long")


def _markup(parameters: Parameters) -> Parameters | None:
    markup: Parameters | None = parameters.get("reply_markup")
    for row in (markup or {}).get("inline_keyboard", []):
        for button in row:
            if not button.get("text") or set(button) - {"text", "callback_data", "url"}:
                raise bad_request(
                    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
                )
            if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
                raise bad_request("BUTTON_DATA_INVALID")
    for row in (markup or {}).get("keyboard", []):
        for button in row:
            if not button.get("text"):
                raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
    return markup


if __name__ == "__main__":
    main(Telegram(), parser(__doc__ or "").parse_args())
