"""The client of the Rasa server, against servers that behave and servers that do not."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from nlu.acts.client import Alarm, LocalCache, Parse, RasaClient
from nlu.core.errors import NluUnavailable

RANKING = {"intent_ranking": [{"name": "greet", "confidence": 0.9}, {"name": "thank", "confidence": 0.1}]}


class Server(ThreadingHTTPServer):
    """Answers every parse with one prepared status and body, and counts."""

    daemon_threads = True

    def __init__(self, status: int, body: str, hold: threading.Event | None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.body, self.hold, self.asked = status, body, hold, 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        self.server.asked += 1
        if self.server.hold:
            self.server.hold.wait(5)
        self._answer(self.server.body)

    def do_GET(self) -> None:
        self._answer(self.server.body)

    def _answer(self, body: str) -> None:
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def serving(status: int = 200, body: object = RANKING, hold: threading.Event | None = None) -> Iterator[Server]:
    server = Server(status, body if isinstance(body, str) else json.dumps(body), hold)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_real_server_tells_the_likely_intents(nlu_url: str) -> None:
    ranking, alarm, _ = RasaClient(nlu_url).parse("i need to cancel my appointment")

    assert ranking[0][0] == "cancel_appointment"
    assert [confidence for _, confidence in ranking] == sorted((c for _, c in ranking), reverse=True)
    assert all(0 <= confidence <= 1 for _, confidence in ranking)
    assert max(alarm) < 0.5


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("now", "grandpa went all floppy on one side and his words come out as mush"),
        ("harm", "i have written the letters to my kids and tonight i will do it"),
    ],
)
def test_the_real_server_tells_what_is_alarming(nlu_url: str, label: str, text: str) -> None:
    alarm = RasaClient(nlu_url).parse(text).alarm
    assert max(Alarm._fields, key=lambda name: getattr(alarm, name)) == label


def test_a_text_is_asked_about_once() -> None:
    with serving() as server:
        client = RasaClient(server.url)
        assert client.parse("hello") == client.parse("hello") == Parse((("greet", 0.9), ("thank", 0.1)))
        assert server.asked == 1


def test_caches_are_asked_in_turn_and_told() -> None:
    class Remembering:
        def __init__(self) -> None:
            self.known = {"hi": Parse((("greet", 1.0),))}

        def get(self, text: str) -> Parse | None:
            return self.known.get(text)

        def set(self, text: str, parse: Parse) -> None:
            self.known[text] = parse

    with serving() as server:
        shared = Remembering()
        client = RasaClient(server.url, caches=(LocalCache(), shared))
        assert client.parse("hi") == Parse((("greet", 1.0),))
        client.parse("hello")
        assert server.asked == 1
        assert shared.known["hello"].ranking[0] == ("greet", 0.9)


def test_the_local_cache_forgets_the_least_recently_used() -> None:
    cache = LocalCache(size=2)
    for text in ("a", "b"):
        cache.set(text, Parse(((text, 1.0),)))
    cache.get("a")
    cache.set("c", Parse((("c", 1.0),)))
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (Parse((("a", 1.0),)), None, Parse((("c", 1.0),)))


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, RANKING),
        (404, RANKING),
        (200, "not json"),
        (200, "null"),
        (200, []),
        (200, {}),
        (200, {"intent_ranking": []}),
        (200, {"intent_ranking": None}),
        (200, {"intent_ranking": [{"name": "greet"}]}),
        (200, {"intent_ranking": [{"name": "greet", "confidence": "high"}]}),
        (200, '{"intent_ranking": [{"name": "greet", "confidence": NaN}]}'),
        (200, "[" * 100_000),
        (200, '{"intent_ranking": ' + "[" * 100_000 + "]" * 100_000 + "}"),
        (200, '{"intent_ranking": [{"name": "greet", "confidence": ' + "[" * 900 + "]" * 900 + "}]}"),
        (200, '{"intent_ranking": [{"name": "greet", "confidence": ' + "9" * 5000 + "}]}"),
        (200, {"intent_ranking": ["greet"]}),
        (200, {"intent_ranking": 7}),
        (200, 7),
        (200, {"intent_ranking": [{"name": "greet", "confidence": 1}], "alarm": {"now": "high"}}),
        (200, {"intent_ranking": [{"name": "greet", "confidence": 1}], "alarm": {"now": 7}}),
        (200, {"intent_ranking": [{"name": "greet", "confidence": 1}], "alarm": [1]}),
    ],
)
def test_an_answer_that_makes_no_sense_is_no_answer(status: int, body: object) -> None:
    with serving(status, body) as server, pytest.raises(NluUnavailable):
        RasaClient(server.url).parse("hello")


def test_a_failure_is_not_remembered() -> None:
    with serving(503) as server:
        client = RasaClient(server.url)
        for _ in range(2):
            with pytest.raises(NluUnavailable):
                client.parse("hello")
        assert server.asked == 2


def test_a_refused_connection_is_no_answer() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        client = RasaClient(f"http://127.0.0.1:{taken.getsockname()[1]}")
        assert not client.is_ready()
        with pytest.raises(NluUnavailable):
            client.parse("hello")


def test_a_slow_server_is_no_answer() -> None:
    release = threading.Event()
    with serving(hold=release) as server:
        with pytest.raises(NluUnavailable):
            RasaClient(server.url, timeout_seconds=0.1).parse("hello")
        release.set()


@pytest.mark.parametrize(
    ("status", "body", "ready"),
    [(200, RANKING, True), (200, {"model_file": "m.tar.gz"}, False), (409, {}, False), (503, {}, False)],
)
def test_it_is_ready_when_it_understands_a_word(status: int, body: object, ready: bool) -> None:
    with serving(status, body) as server:
        assert RasaClient(server.url).is_ready() is ready
