"""Another model goes live while the server runs, and an older one again, by name."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from nlu.acts.client import KEEP_SECONDS, LocalCache, Parse, RasaClient
from nlu.core.errors import NoSuchModel
from nlu.training.acceptance_set import load_bars
from nlu.training.models import KEPT, Models, Verdict, name_of
from nlu.training.server import RasaServer
from nlu.training.train import fingerprint, own_data

ROOT = Path(__file__).resolve().parents[2]


def until(true: Callable[[], bool], seconds: float = 60) -> bool:
    """Wait until something is true; whether it became so in time."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture
def home(tmp_path: Path, model: Path) -> Path:
    """A home folder with two models of other days in it, by the names `old` and `new`."""
    (tmp_path / "nlu").mkdir()
    for age, name in enumerate(("new", "old")):
        path = tmp_path / "nlu" / f"{name}.tar.gz"
        path.symlink_to(model) if name == "new" else path.write_bytes(model.read_bytes())
        if name == "old":
            os.utime(path, (1, 1 + age))
    return tmp_path


def test_a_choice_holds_until_the_programs_own_examples_change(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = Models(ROOT, home)
    assert models.chosen() is None
    models.use("old")
    assert models.to_serve() == models.chosen() == home / "nlu/old.tar.gz"
    assert [(model.name, model.live) for model in models.all()] == [("old", True), ("new", False)]

    (home / "nlu/current").write_text("old 0123456789abcdef\n")
    present = models.path(fingerprint(ROOT, home))
    present.write_bytes(b"of the present examples")
    assert models.to_serve() == present
    assert [model.name for model in models.all() if model.live] == [name_of(present)]


def test_a_model_that_is_not_there_cannot_be_chosen_and_one_that_went_is_not(home: Path) -> None:
    models = Models(ROOT, home)
    with pytest.raises(NoSuchModel, match="docspot nlu models"):
        models.use("older")
    models.use("old")
    (home / "nlu/old.tar.gz").unlink()
    assert models.chosen() is None


def test_the_oldest_models_go_but_not_the_live_one(home: Path) -> None:
    models, verdict = Models(ROOT, home), Verdict(0.95, 0.0, passed=True)
    for number in range(KEPT):
        models.path(f"m{number}").write_bytes(b"a model")
        models.judge(models.path(f"m{number}"), verdict)
        os.utime(models.path(f"m{number}"), (10 + number, 10 + number))
    models.use("old")  # the oldest of all
    kept = ["old", *(f"m{number}" for number in range(1, KEPT)), "new"]
    assert [model.name for model in models.all()] == kept
    assert not (home / "nlu/m0.verdict.json").exists()


def test_what_a_model_was_found_to_do_is_remembered(home: Path) -> None:
    models, verdict = Models(ROOT, home), Verdict(0.95, 0.0, passed=True)
    models.judge(models.path("new"), verdict)
    assert {model.name: model.verdict for model in models.all()} == {"old": None, "new": verdict}


def test_a_clinics_own_examples_make_another_model(tmp_path: Path) -> None:
    assert fingerprint(ROOT, tmp_path) == fingerprint(ROOT)
    own_data(tmp_path).mkdir(parents=True)
    (own_data(tmp_path) / "reviewed.yml").write_text("nlu: []\n")
    assert fingerprint(ROOT, tmp_path) != fingerprint(ROOT)


def test_another_model_is_served_without_a_stop_and_a_broken_one_is_not(home: Path) -> None:
    models = Models(ROOT, home)
    models.use("old")
    with RasaServer(ROOT, models.to_serve(), chosen=models.chosen) as server:
        server.wait_ready()
        first, client = server.pid, RasaClient(server.url, caches=())

        models.use("new")
        assert until(lambda: server.model.name == "new.tar.gz")
        assert client.parse("i need to cancel my appointment").ranking[0][0] == "cancel_appointment"

        (home / "nlu/broken.tar.gz").write_bytes(b"no model")
        models.use("broken")
        models.use("old")
        assert until(lambda: server.model.name == "old.tar.gz")
        assert client.parse("i need to cancel my appointment").ranking[0][0] == "cancel_appointment"
        assert (server.pid, server.restarts) == (first, 0)
        assert load_bars(ROOT).judge(server.url).intent > 0


def test_an_answer_of_the_model_before_is_forgotten_after_a_while() -> None:
    clock = [0.0]
    cache = LocalCache(monotonic=lambda: clock[0])
    cache.set("hello", Parse((("greet", 1.0),)))
    clock[0] = KEEP_SECONDS
    assert cache.get("hello") == Parse((("greet", 1.0),))
    clock[0] += timedelta(seconds=1).total_seconds()
    assert cache.get("hello") is None
