"""The acceptance set, which a model must clear before it goes live: sentences of our own that it has not seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from nlu.acts.client import RasaClient
from nlu.acts.understand import Understander
from nlu.core.lexicon import DoctorEntry, Lexicon
from nlu.training.models import Verdict
from nlu.training.score import Turn, score
from nlu.training.server import RasaServer


@dataclass(frozen=True)
class Bars:
    """What must be understood, for which clinic, and how well (shares, 0..1)."""

    lexicon: Lexicon
    turns: tuple[Turn, ...]
    intent_at_least: float
    false_action_at_most: float

    def judge(self, url: str) -> Verdict:
        """How the Rasa server at `url` does, through the whole of understanding."""
        client = RasaClient(url)
        try:
            found = score(self.turns, Understander(self.lexicon, client))
        finally:
            client.close()
        passed = found["intent"] >= self.intent_at_least and found["false_action"] <= self.false_action_at_most
        return Verdict(round(found["intent"], 4), round(found["false_action"], 4), passed)

    def judge_beside(self, root: Path, model: Path) -> Verdict:
        """How a model does on a server of its own, beside the live one. Raises NluNotInstalled or ServerFailed."""
        with RasaServer(root, model, log=model.parent / "judge.log") as server:
            server.wait_ready()
            return self.judge(server.url)


def load_bars(root: Path) -> Bars:
    """The bars that come with the program."""
    given = yaml.safe_load((root / "nlu/training/acceptance_set.yml").read_text(encoding="utf-8"))
    clinic, now = given["clinic"], given["now"]
    moment = now if isinstance(now, datetime) else datetime.fromisoformat(now)
    lexicon = Lexicon(
        tuple(DoctorEntry(one["name"], one["specialty"]) for one in clinic["doctors"]),
        tuple(clinic["visit_types"]),
        ZoneInfo(clinic["timezone"]),
        time.fromisoformat(clinic["opens"]),
        time.fromisoformat(clinic["closes"]),
    )
    turns = tuple(
        Turn(text, group.get("asked"), moment, tuple(group["intent"]), {})
        for group in given["turns"]
        for text in group["texts"]
    )
    return Bars(lexicon, turns, given["at_least"]["intent"], given["at_most"]["false_action"])
