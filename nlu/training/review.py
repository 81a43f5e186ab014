"""Examples from use: what a person said a message had meant, written down for the next training.

They are kept in the home folder, not among the program's own examples: they come from one clinic's patients, must not
travel with the source, and have to outlive an upgrade. Names, dates and numbers are replaced before a line is written.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from nlu.core.errors import TurnsFileError
from nlu.training.train import own_data

_MARKUP = re.compile(r"[\[\](){}<>|\\]+")
"""What Rasa would read as an annotation inside an example."""

_LEADING = re.compile(r"^[\s#*-]+")


def intents(root: Path) -> tuple[str, ...]:
    """The labels there are."""
    return tuple(yaml.safe_load((root / "nlu/domain.yml").read_text(encoding="utf-8"))["intents"])


def as_example(masked: str) -> str:
    """A masked message as one line of Rasa's format; empty where nothing is left of it."""
    return _LEADING.sub("", " ".join(_MARKUP.sub(" ", masked).split()))


class Reviewed:
    """The clinic's own examples, by intent, in one file of Rasa's format."""

    def __init__(self, home: Path) -> None:
        self.path = own_data(home) / "reviewed.yml"

    def read(self) -> dict[str, list[str]]:
        """The examples of each intent. Raises TurnsFileError where the file was edited into something else."""
        if not self.path.exists():
            return {}
        try:
            blocks = yaml.safe_load(self.path.read_text(encoding="utf-8"))["nlu"]
            return {
                block["intent"]: [line.removeprefix("- ") for line in block["examples"].splitlines()]
                for block in blocks
            }
        except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
            raise TurnsFileError(f"{self.path} is not a file of Rasa's training examples any more.") from error

    def add(self, intent: str, example: str) -> bool:
        """Write an example down, and take it away from any other intent; False where it was there already."""
        known = self.read()
        if example in known.get(intent, []):
            return False
        others = {name: [line for line in lines if line != example] for name, lines in known.items()}
        others.setdefault(intent, []).append(example)
        self._write({name: lines for name, lines in others.items() if lines})
        return True

    def _write(self, known: dict[str, list[str]]) -> None:
        blocks = [
            f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {line}\n" for line in lines)
            for intent, lines in sorted(known.items())
        ]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        half_written = self.path.with_suffix(".new")
        half_written.write_text('version: "3.1"\n\nnlu:\n' + "\n".join(blocks), encoding="utf-8")
        half_written.replace(self.path)
