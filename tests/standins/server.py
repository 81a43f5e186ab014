"""What the stand-ins share: the HTTP around them, the ledger, and failing on demand.

GET /ledger               everything that was asked, oldest first
POST /fail                {"method", "how", "times": 1, "match": {parameter: value}, ...}: see Failure
POST /go_on               what hangs now is dropped at once
POST /reset               forget everything
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any, NoReturn
from urllib.parse import parse_qsl, urlsplit

from werkzeug.formparser import FormDataParser
from werkzeug.http import parse_options_header

Parameters = dict[str, Any]


@dataclass
class Failure:
    """A fault to strike the next `times` requests for `method` whose parameters are as in `match`.

    `how`: "429", "500", "502", "503", "504" or "block" are refused with that answer; "drop" closes the connection
    before anything is accepted; "drop_after_accept" does the work and closes; "hang" does the work and is silent for
    `seconds`, or until it is told to go on, then closes.
    """

    method: str
    how: str
    times: int = 1
    match: Parameters = field(default_factory=dict)
    retry_after: int = 1
    seconds: float = 30.0

    def strikes(self, method: str, parameters: Parameters) -> bool:
        wanted = self.times > 0 and self.method in (method, "*")
        return wanted and all(str(parameters.get(name)) == str(value) for name, value in self.match.items())


class Refused(Exception):
    """The provider's answer to a request it does not accept."""

    def __init__(self, status: int, answer: Parameters) -> None:
        super().__init__(status)
        self.status, self.answer = status, answer


class StandIn(ABC):
    """A provider: it answers its own paths; the rest is the same for all."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.stopping = threading.Event()
        self.hanging = threading.Event()
        self.reset()

    def reset(self) -> None:
        with self.lock:
            self.ledger: list[Parameters] = []
            self.failures: list[Failure] = []

    @abstractmethod
    def call(self, request: Request) -> tuple[str, Parameters]:
        """The method a request calls and its parameters. Raises Refused where there is none or it is not allowed."""

    @abstractmethod
    def perform(self, method: str, parameters: Parameters) -> Parameters | list[Any]:
        """Do it and return the answer's body. Raises Refused."""

    @abstractmethod
    def refusal(self, failure: Failure) -> Refused:
        """The provider's own words for a failure."""

    def go_on(self) -> None:
        """End what hangs; what hangs later waits anew."""
        with self.lock:
            self.hanging.set()
            self.hanging = threading.Event()

    def control(self, path: str, data: Parameters) -> Parameters | None:
        """Whatever else a test may ask of this stand-in; None for a path it does not know."""
        return None

    def answer(self, request: Request) -> tuple[int, Any]:
        """The status and JSON body for a request. Raises Dropped where the connection is to be closed instead."""
        try:
            method, parameters = self.call(request)
        except Refused as refused:
            return refused.status, refused.answer
        entry: Parameters = {"method": method, "parameters": parameters, "accepted": False, "status": None}
        entry["at"] = time.time()
        with self.lock:
            self.ledger.append(entry)
            failure, hanging = self._failure(method, parameters), self.hanging
        try:
            if failure is not None and failure.how == "drop":
                raise Dropped
            if failure is not None and failure.how not in ("drop_after_accept", "hang"):
                raise self.refusal(failure)
            result = self.perform(method, parameters)
        except Refused as refused:
            entry["status"], entry["answer"] = refused.status, refused.answer
            return refused.status, refused.answer
        entry |= {"accepted": True, "status": 200, "answer": result}
        if failure is not None:
            hanging.wait(failure.seconds if failure.how == "hang" else 0)
            raise Dropped
        return 200, result

    def _failure(self, method: str, parameters: Parameters) -> Failure | None:
        for failure in self.failures:
            if failure.strikes(method, parameters):
                failure.times -= 1
                return failure
        return None


class Dropped(Exception):
    """The connection is closed without an answer."""


@dataclass(frozen=True)
class Request:
    verb: str
    path: str
    query: Parameters
    form: Parameters
    authorization: str


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer's body waits 40 ms for the client to acknowledge its head
    server: _Server

    def do_GET(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._handle()

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = urlsplit(self.path)
        known = self._control(path.path, body)
        if known is not None:
            self._send(200, known)
            return
        request = Request(
            self.command,
            path.path,
            dict(parse_qsl(path.query, keep_blank_values=True)),
            _form(self.headers.get("Content-Type", ""), body),
            self.headers.get("Authorization", ""),
        )
        try:
            status, answer = self.server.standin.answer(request)
        except Dropped:
            self.close_connection = True
            return
        self._send(status, answer)

    def _control(self, path: str, body: bytes) -> Any:
        standin = self.server.standin
        if path == "/ledger":
            with standin.lock:
                return list(standin.ledger)
        if path == "/reset":
            standin.reset()
            return {}
        if path == "/go_on":
            standin.go_on()
            return {}
        data = json.loads(body) if body[:1] == b"{" else {}
        if path == "/fail":
            with standin.lock:
                standin.failures.append(Failure(**data))
            return {}
        return standin.control(path, data)

    def _send(self, status: int, answer: Any) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: the ledger tells all."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, port: int, standin: StandIn) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.standin = standin

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error of ours; anything else is."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def _form(content_type: str, body: bytes) -> Parameters:
    """A form's fields; of a file, its name and content. JSON bodies are forms too, to Telegram."""
    mimetype, options = parse_options_header(content_type)
    if mimetype == "application/json":
        return dict(json.loads(body))
    _, fields, files = FormDataParser().parse(BytesIO(body), mimetype, len(body), options)
    uploads = {name: {"name": file.filename, "content": file.read().decode("latin-1")} for name, file in files.items()}
    return dict(fields.items()) | uploads


def main(standin: StandIn, arguments: argparse.Namespace) -> NoReturn:
    """Serve until SIGTERM, or until whoever started it is gone; the first line on standard output is the address."""
    server = _Server(arguments.port, standin)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"http://127.0.0.1:{server.server_address[1]}\n")
    sys.stdout.flush()
    parent = os.getppid()
    while signal.sigtimedwait({signal.SIGTERM, signal.SIGINT}, 1) is None and os.getppid() == parent:
        pass
    standin.stopping.set()
    standin.go_on()
    server.shutdown()
    sys.exit(0)


def parser(description: str) -> argparse.ArgumentParser:
    """Options of every stand-in."""
    result = argparse.ArgumentParser(description=description)
    result.add_argument("--port", type=int, default=0, help="0: any free port; the address is printed")
    # sigwait needs these not to be handled elsewhere.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    return result
