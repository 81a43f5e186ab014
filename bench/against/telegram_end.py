"""Telegram's end of the wire, in this process: it brings a message to the webhook and hands over the answer."""

from __future__ import annotations

import json
import queue
import re
import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs

import httpx

SECRET = {"X-Telegram-Bot-Api-Secret-Token": "a-secret"}
PATIENCE = 120.0


class TelegramEnd:
    """A context manager. What is sent to a chat waits there for whoever speaks in it."""

    def __init__(self) -> None:
        self._answers: defaultdict[int, queue.Queue[str]] = defaultdict(queue.Queue)
        self._updates, self._messages = count(1), count(1)
        self._http = httpx.Client(trust_env=False, timeout=60, limits=httpx.Limits(max_connections=64))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def converse(self, service: str, chat: int, words: str) -> str:
        """Write, and wait for the answer."""
        now = int(time.time())
        person = {"id": chat, "is_bot": False, "first_name": "John"}
        place = {"id": chat, "type": "private"}
        message = {"message_id": next(self._messages), "from": person, "chat": place, "text": words, "date": now}
        update = {"update_id": next(self._updates), "message": message}
        self._http.post(f"{service}/webhooks/telegram", json=update, headers=SECRET).raise_for_status()
        return self._answers[chat].get(timeout=PATIENCE)

    def sent(self, method: str, parameters: dict[str, str]) -> object:
        """What Telegram answers."""
        if "chat_id" not in parameters:
            return True
        chat = int(parameters["chat_id"])
        if method == "sendMessage":
            self._answers[chat].put(parameters["text"])
        place = {"id": chat, "type": "private"}
        return {"message_id": next(self._messages), "date": 1, "chat": place, "text": parameters.get("text", "")}

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._http.close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        end = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                parameters = _read(body, self.headers.get("Content-Type", ""))
                answer = {"ok": True, "result": end.sent(self.path.rpartition("/")[2], parameters)}
                said = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, format: str, *args: object) -> None:
                """Nobody looks."""

        return Handler


def _read(body: bytes, content_type: str) -> dict[str, str]:
    """The parameters of a form; of one with a file only the chat's."""
    if content_type.startswith("application/json"):
        return dict(json.loads(body))
    if content_type.startswith("multipart/"):
        found = re.search(rb'name="chat_id"\r\n(?:[^\r\n]+\r\n)*\r\n(\d+)', body)
        return {"chat_id": found[1].decode()} if found else {}
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}
