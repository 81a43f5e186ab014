"""The same typed booking, six turns long, with Docspot and with a stock Rasa bot, one after the other on one machine.

`python -m bench.against_stock [--rounds N] [--models FOLDER]` starts both: the stock bot of bench/stock/ (rules, a
form, an action server that inserts into SQLite, everything else in memory), and Docspot's web and worker on PostgreSQL
(DOCSPOT_TEST_POSTGRES_URL, else a server of its own) with a Rasa server of its own and a stand-in for Telegram. At 1, 4
and 16 chats it prints turns a second with their ratio, p50 and p95 in milliseconds, and processor time a turn (of the
bot's processes and its language understanding, of the database beside it); at the end, memory. What Telegram allows of
one chat in a second is lifted: it is the same for everybody, and not what is measured.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import httpx
from cryptography.fernet import Fernet

from bench.against.processes import cpu_seconds, database_cpu, family, megabytes
from bench.against.stock_server import STARTING_SECONDS, ended, stock_bot
from bench.against.telegram_end import TelegramEnd
from bench.webhook import LOOKUP_KEY, postgresql
from models.crypto import Keyring
from nlu.training.server import RasaServer
from nlu.training.train import train
from tests.e2e.live import ROOT, live

CHATS = (1, 4, 16)
SLOTS = 24  # of half an hour, on each day

_numbers = count(1)

Say = Callable[[int, str], object]
"""One turn of a chat: returns once the answer is there."""


@dataclass(frozen=True)
class Bot:
    """How one of the two is spoken with, and which processes it is."""

    name: str
    say: Say
    words: Callable[[int], tuple[str, ...]]
    processes: Callable[[], list[int]]
    database: str | None = None  # on PostgreSQL, beside the processes


@dataclass(frozen=True)
class Measured:
    """What one bot did with so many chats at once."""

    turns_a_second: float
    p50: float
    p95: float
    cpu: float  # milliseconds a turn, the database's not counted
    database_cpu: float


def main() -> None:
    """Measure both and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how many bookings each chat makes")
    parser.add_argument("--models", type=Path, default=ROOT / "var/bench", help="where the stock bot's model is kept")
    arguments = parser.parse_args()
    with stock(arguments.models) as plain, docspot() as ours:
        for bot in (plain, ours):
            booking(bot)  # warm up
        print("chats  bot       turns/s  ratio     p50     p95  cpu/turn  + database")
        for chats in CHATS:
            usual = measure(plain, chats, arguments.rounds)
            show(chats, plain.name, usual, usual)
            show(chats, ours.name, measure(ours, chats, arguments.rounds), usual)
        for bot in (plain, ours):
            print(f"{bot.name}: {megabytes(bot.processes()):.0f} MB")


def show(chats: int, name: str, one: Measured, usual: Measured) -> None:
    """One line of the table."""
    ratio = one.turns_a_second / usual.turns_a_second
    print(
        f"{chats:>5}  {name:8}{one.turns_a_second:>9.1f}{ratio:>7.2f}{one.p50:>8.0f}{one.p95:>8.0f}"
        f"{one.cpu:>10.1f}{one.database_cpu:>12.1f}",
        flush=True,
    )


def measure(bot: Bot, chats: int, rounds: int) -> Measured:
    """So many chats at once, each of which books so many times."""
    pids, began = bot.processes(), time.perf_counter()
    before, database = cpu_seconds(pids), database_cpu(bot.database)
    with ThreadPoolExecutor(chats) as people:
        took = sorted(one for each in people.map(lambda _: several(bot, rounds), range(chats)) for one in each)
    spent = time.perf_counter() - began
    milliseconds = 1000 / len(took)
    return Measured(
        len(took) / spent,
        statistics.median(took) * 1000,
        took[int(len(took) * 0.95)] * 1000,
        (cpu_seconds(pids) - before) * milliseconds,
        (database_cpu(bot.database) - database) * milliseconds,
    )


def several(bot: Bot, rounds: int) -> list[float]:
    """One chat's bookings: the seconds of each turn."""
    return [took for _ in range(rounds) for took in booking(bot)]


def booking(bot: Bot) -> list[float]:
    """One booking of somebody new."""
    number, found = next(_numbers), []
    for words in bot.words(number):
        began = time.perf_counter()
        bot.say(number, words)
        found.append(time.perf_counter() - began)
    return found


def when(number: int) -> tuple[str, str]:
    """A day and a time that nobody else asks for."""
    day = datetime.now(UTC) + timedelta(days=2 + number // SLOTS)
    minutes = 8 * 60 + number % SLOTS * 30
    return f"{day.day} {day:%B}", f"{minutes // 60}:{minutes % 60:02}"


@contextmanager
def stock(models: Path) -> Iterator[Bot]:
    """The stock bot, over its REST channel."""

    def words(number: int) -> tuple[str, ...]:
        return ("hello", "i want to book an appointment", "dr lee", *when(number), "John Miller")

    with tempfile.TemporaryDirectory() as home, stock_bot(ROOT, models, Path(home)) as (url, processes):
        http = httpx.Client(base_url=url, trust_env=False, timeout=60)

        def say(number: int, text: str) -> None:
            answer = http.post("/webhooks/rest/webhook", json={"sender": str(number), "message": text})
            if not answer.json():
                raise RuntimeError(f"the stock bot says nothing to {text!r}")

        yield Bot("stock", say, words, lambda: family(processes))
        http.close()


@contextmanager
def docspot() -> Iterator[Bot]:
    """Docspot on PostgreSQL, with a Rasa server of its own; its web process is given what Telegram would."""

    def words(number: int) -> tuple[str, ...]:
        return ("hello", "i want to book an appointment with Dr Lee", *when(number), "John Miller", "yes")

    key = Fernet.generate_key().decode()
    with (
        postgresql() as (url, _),
        TelegramEnd() as telegram,
        RasaServer(ROOT, train(ROOT, ROOT / "var")) as rasa,
        tempfile.TemporaryDirectory() as home,
        live(
            Path(home),
            rasa.url,
            Keyring([key], LOOKUP_KEY),
            TELEGRAM_MESSAGES_PER_SECOND="1000",
            TELEGRAM_API_URL=telegram.url,
            DATABASE_URL=url,
            ENCRYPTION_KEYS=key,
            LOOKUP_KEY=LOOKUP_KEY,
        ) as service,
        ExitStack() as stack,
    ):
        rasa.wait_ready(STARTING_SECONDS)
        web = service.start("web", "--port", service.url.rpartition(":")[2])
        command = [sys.executable, "-m", "bench.against.worker"]
        worker = stack.enter_context(ended(subprocess.Popen(command, env=service.environment, cwd=ROOT)))
        service.wait_ready("/healthz")
        yield Bot(
            "docspot",
            lambda number, text: telegram.converse(service.url, number, text),
            words,
            lambda: family([web.pid, worker, *([rasa.pid] if rasa.pid else [])]),
            url.rpartition("/")[2],
        )


if __name__ == "__main__":
    main()
