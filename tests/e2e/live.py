"""The service as it runs: web and worker in processes of their own, stand-ins for the providers, real Rasa."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from models.clinic_file import import_clinic, load_clinic
from models.crypto import Keyring
from models.db import Database, upgrade
from models.views import Appointment
from tests.standins.client import Remote, running

ROOT = Path(__file__).resolve().parents[2]
ACCOUNT, AUTH_TOKEN = "AC" + "0" * 32, "twilio-token"
CLINIC = "+442079460000"
TEMPLATES = {1: "HX" + "1" * 32, 2: "HX" + "2" * 32, 3: "HX" + "3" * 32}
PATIENCE = 20.0
"""Seconds within which an answer has to be there, on a machine that has other things to do."""
STARTING = 90.0
"""Seconds within which processes have to be up there: each has a lot to load."""

HOURS = "{mon: &day ['08:00-20:00'], tue: *day, wed: *day, thu: *day, fri: *day, sat: *day, sun: *day}"
CLINIC_FILE = f"""
clinic: {{name: Riverside Clinic, timezone: Europe/London, phone: "+44 20 7946 0000", address: 1 Quay Street,
         emergency_number: "999", min_notice_minutes: 0, change_notice_minutes: 0}}
visit_types:
  - {{name: Consultation, minutes: 30, buffer_minutes: 0}}
doctors:
  - {{name: Dr. Maya Rao, specialty: Dermatology, hours: {HOURS}}}
  - {{name: Dr. Sam Lee, specialty: General Practice, hours: {HOURS.replace("&day ", "&lee ").replace("*day", "*lee")}}}
"""


@dataclass
class Live:
    """A running installation, and the providers it speaks with."""

    environment: dict[str, str]
    url: str
    telegram: Remote
    twilio: Remote
    database: Database
    _roles: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *role: str, **settings: str) -> subprocess.Popen[bytes]:
        """Start a role, such as "worker", with settings of its own where some are given."""
        command = [sys.executable, str(ROOT / "docspot.py"), *role]
        environment = self.environment | {f"DOCSPOT_{name}": value for name, value in settings.items()}
        process = subprocess.Popen(command, env=environment, cwd=ROOT)
        self._roles.append(process)
        return process

    def docspot(self, *arguments: str) -> str:
        """What a command prints."""
        command = [sys.executable, str(ROOT / "docspot.py"), *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True).stdout

    def appointments(self, **wanted: str) -> list[Appointment]:
        """The book, as far as it is as wanted."""
        with self.database.read() as store:
            found = store.bookings.find()
        return [one for one in found if all(getattr(one, name) == value for name, value in wanted.items())]

    def wait_ready(self, page: str = "/readyz") -> None:
        """Until the web process, just started, answers on that page."""

        def answers() -> bool:
            try:
                return httpx.get(f"{self.url}{page}", trust_env=False).status_code == 200
            except httpx.TransportError:
                return False

        until(answers, STARTING)

    def stop(self) -> None:
        for process in self._roles:
            process.terminate()
        for process in self._roles:
            process.wait(timeout=30)


def until(happens: Any, seconds: float = PATIENCE) -> Any:
    """What `happens` returns once that is true. It is asked again and again; fails after so long."""
    deadline = time.monotonic() + seconds
    while not (found := happens()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.03)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def live(home: Path, nlu_url: str, keyring: Keyring | None = None, **settings: str) -> Iterator[Live]:
    """Stand-ins, and an installation with a clinic; its roles are yet to be started."""
    (home / "clinic.yml").write_text(CLINIC_FILE, encoding="utf-8")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with ExitStack() as stack:
        telegram = stack.enter_context(running("telegram"))
        twilio = stack.enter_context(running("twilio", "--account", ACCOUNT, "--token", AUTH_TOKEN))
        ours = {
            "HOME": str(home),
            "NLU_URL": nlu_url,
            "NLU_TIMEOUT_SECONDS": "20",  # a busy machine is no reason to go on without Rasa
            "PUBLIC_URL": url,
            "TELEGRAM_TOKEN": "42:token",
            "TELEGRAM_SECRET": "a-secret",
            "TELEGRAM_API_URL": telegram.url,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
            "TWILIO_API_URL": twilio.url,
            "TWILIO_SMS_FROM": CLINIC,
            "TWILIO_WHATSAPP_FROM": CLINIC,
            "TWILIO_MESSAGES_PER_SECOND": "100",
            "TWILIO_TEMPLATES": ",".join(f"buttons.{count}={sid}" for count, sid in TEMPLATES.items()),
            **settings,
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DOCSPOT_")}
        environment = kept | {f"DOCSPOT_{name}": value for name, value in ours.items()}
        (home / "var").mkdir()
        database = Database(environment.get("DOCSPOT_DATABASE_URL", f"sqlite:///{home}/var/docspot.db"), keyring)
        stack.callback(database.close)
        upgrade(database)
        with database.write() as store:
            import_clinic(store, load_clinic(home / "clinic.yml"), datetime.now(UTC))
        service = Live(environment, url, telegram, twilio, database)
        hook = {"url": f"{url}/webhooks/telegram", "secret_token": ours["TELEGRAM_SECRET"]}
        httpx.post(f"{telegram.url}/bot42:token/setWebhook", json=hook, trust_env=False).raise_for_status()
        try:
            yield service
        finally:
            service.stop()
