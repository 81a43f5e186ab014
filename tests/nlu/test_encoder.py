"""The sentence encoder, run as Rasa runs it: by Rasa's own Python."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from nlu.training.train import environment

ROOT = Path(__file__).resolve().parents[2]

ENCODE = """
import json, sys
from nlu.rasa.encoder import encoder
print(json.dumps(encoder().encode(json.load(sys.stdin)).tolist()))
"""


def vectors(rasa: str, *sentences: str) -> list[list[float]]:
    """One vector a sentence, computed in one go."""
    command = [rasa, "-c", ENCODE]
    said = json.dumps(sentences)
    done = subprocess.run(
        command, cwd=ROOT, env=environment(ROOT), input=said, capture_output=True, text=True, check=True
    )
    return [list(map(float, row)) for row in json.loads(done.stdout)]


def alike(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def test_words_of_one_world_lie_closer_than_others(rasa: str) -> None:
    doctor, physician, plumber = vectors(rasa, "i need a doctor", "i need a physician", "i need a plumber")
    assert alike(doctor, physician) > alike(doctor, plumber)
    assert all(abs(alike(one, one) - 1) < 1e-4 for one in (doctor, physician, plumber))


def test_a_sentence_is_the_same_alone_and_among_others(rasa: str) -> None:
    said = ("hello", "can i come _when_", "see _doctor_ for a check", "can i come _when_ then", "", "x" * 3000)
    together = vectors(rasa, *said)
    for sentence, vector in zip(said, together, strict=True):
        (alone,) = vectors(rasa, sentence)
        assert max(abs(one - other) for one, other in zip(alone, vector, strict=True)) < 1e-4
