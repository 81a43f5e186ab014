"""Training when the data changed, and a Rasa server that lives exactly as long as we do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from nlu.acts.client import RasaClient, bearer
from nlu.core.errors import NluNotInstalled, ServerFailed, TrainingFailed
from nlu.training.server import RasaServer
from nlu.training.train import fingerprint, model_path, train

ROOT = Path(__file__).resolve().parents[2]
RUN_BY_RASA = (
    *("nlu/rasa/encoder.py", "nlu/rasa/transformer.py", "nlu/rasa/featurizer.py", "nlu/rasa/alarm.py"),
    *("nlu/rasa/read_acts.py", "nlu/rasa/reader.py", "nlu/rasa/reader.safetensors", "nlu/rasa/serve.py"),
    *("nlu/core/acts.py", "nlu/training/turns.py"),
)


def until(true: Callable[[], bool], seconds: float = 60) -> bool:
    """Wait until something is true; whether it became so in time."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def project(tmp_path: Path, rasa: str) -> Path:
    """A copy of what a model is made of; Rasa's environment is linked, not copied."""
    for name in ("config.yml", "nlu/domain.yml", "nlu/data", "nlu/rasa/rasa.lock", *RUN_BY_RASA):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, target)
    (tmp_path / "nlu/rasa/.venv").symlink_to(ROOT / "nlu/rasa/.venv")
    return tmp_path


def test_a_fingerprint_changes_with_anything_a_model_is_made_of(project: Path) -> None:
    seen = {fingerprint(project)}
    for name in (
        "config.yml",
        "nlu/domain.yml",
        "nlu/data/small_talk.yml",
        "nlu/data/alarms/soon.txt",
        "nlu/rasa/rasa.lock",
        RUN_BY_RASA[0],
    ):
        path = project / name
        path.write_text(path.read_text() + "\n")
        seen.add(fingerprint(project))
    (project / "nlu/data/more.yml").write_text("nlu: []\n")
    seen.add(fingerprint(project))
    assert len(seen) == 8


def test_a_model_is_trained_only_when_there_is_none_of_the_present_data(project: Path) -> None:
    home, said = project / "var", list[str]()
    model = model_path(project, home)
    model.parent.mkdir(parents=True)
    model.write_bytes(b"trained before")

    assert train(project, home, report=said.append) == model
    assert (model.read_bytes(), said) == (b"trained before", [])


def test_a_training_that_fails_names_its_log_and_leaves_no_model(project: Path) -> None:
    (project / "config.yml").write_text("recipe: default.v1\nlanguage: en\npipeline:\n  - name: NoSuchThing\n")
    with pytest.raises(TrainingFailed, match=r"train\.log"):
        train(project, project / "var")
    assert list((project / "var/nlu").glob("*.tar.gz")) == []


def test_without_rasas_environment_it_says_how_to_get_it(project: Path) -> None:
    (project / "nlu/rasa/.venv").unlink()
    with pytest.raises(NluNotInstalled, match="make setup"):
        train(project, project / "var")
    with pytest.raises(NluNotInstalled, match="make setup"):
        RasaServer(project, project / "model.tar.gz").start()


def test_a_server_that_does_not_come_up_is_reported(project: Path) -> None:
    with RasaServer(project, project / "missing.tar.gz", log=project / "serve.log") as server:
        with pytest.raises(ServerFailed, match=r"serve\.log"):
            server.wait_ready(timeout_seconds=0.3)
        pid = server.pid
    assert pid is not None
    assert not is_running(pid)


def test_a_killed_server_is_started_again_and_no_message_is_in_its_log(tmp_path: Path, model: Path) -> None:
    log = tmp_path / "serve.log"
    with RasaServer(ROOT, model, log=log) as server:
        first = server.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        assert until(lambda: server.restarts == 1 and server.pid != first)
        server.wait_ready()
        client = RasaClient(server.url)
        assert client.parse("my secret rash needs an appointment").ranking[0][0] == "book_appointment"
    assert "secret" not in log.read_text()


def test_the_server_dies_with_its_parent_even_if_that_is_killed(project: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from nlu.training.server import RasaServer\n"
        "root = Path(sys.argv[1])\n"
        "server = RasaServer(root, root / 'missing.tar.gz', log=root / 'serve.log')\n"
        "server.start(); print(server.pid, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", script, str(project)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_running(child)
        parent.kill()
    assert until(lambda: not is_running(child))


def test_only_asking_is_open_and_only_to_whoever_shows_the_token(tmp_path: Path, model: Path) -> None:
    token = "a token that is shown"
    with RasaServer(ROOT, model, log=tmp_path / "serve.log", token=token) as server:
        server.wait_ready()
        assert not RasaClient(server.url).is_ready()
        assert not RasaClient(server.url, token="another token").is_ready()
        shown = bearer(token)
        for method, path in MANAGEMENT:
            refused = httpx.request(method, f"{server.url}{path}", headers=shown, json={})
            assert refused.status_code in (401, 404), (method, path)
        assert RasaClient(server.url, token=token).is_ready()


MANAGEMENT = (
    ("DELETE", "/model"),
    ("PUT", "/model"),
    ("POST", "/model/train"),
    ("POST", "/model/test/intents"),
    ("GET", "/domain"),
    ("GET", "/conversations/p1/tracker"),
    ("POST", "/webhooks/rest/webhook"),
    ("GET", "/"),
)


def test_a_server_that_hangs_is_started_again(tmp_path: Path, model: Path) -> None:
    with RasaServer(ROOT, model, log=tmp_path / "serve.log", hung_seconds=3.0) as server:
        server.wait_ready()
        first = server.pid
        assert first is not None
        os.kill(first, signal.SIGSTOP)
        assert until(lambda: server.pid != first, 90)
        server.wait_ready()
