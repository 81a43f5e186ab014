"""Annotated turns: situations, and what people write in them, with acts and spans marked in the text.

The form is told in docs/annotation.md. `python -m nlu.training.turns FILE...` says what is wrong in them, line by line.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nlu.core.acts import KINDS, QUESTIONS, ROLES, Act, Span

CONTEXT = ("asked", "offered", "arranging", "booked", "said")
"""What is known when a message comes."""

_ACT = re.compile(r"<([a-z_.]+)\|([^<>|]*)>")
_SPAN = re.compile(r"\[([^\[\]]+)\]\(([a-z_.]+)\)")
_LEFT_OVER = re.compile(r"[<>\[\]|]|\]\(")


@dataclass(frozen=True)
class AnnotatedTurn:
    """One message in its situation."""

    text: str
    acts: tuple[Act, ...]
    context: dict[str, str] = field(default_factory=dict)


class Malformed(ValueError):
    """A line that is not in the form."""


def read(lines: Iterator[str] | list[str]) -> Iterator[tuple[int, AnnotatedTurn | Malformed]]:
    """The turns of a file with the numbers of their lines; what cannot be read comes as the error it is."""
    context: dict[str, str] | None = None
    for number, line in enumerate(lines, start=1):
        line = line.strip()
        if not line:
            continue
        try:
            if line.startswith("#"):
                context = _situation(line)
            elif context is None:
                raise Malformed("no situation (a line that begins with #) stands before the first message")
            else:
                yield number, turn(line, context)
        except Malformed as error:
            yield number, error


def turn(line: str, context: dict[str, str]) -> AnnotatedTurn:
    """One message as it is written in a file. Raises Malformed."""
    plain, acts, at = "", [], 0
    for found in _ACT.finditer(line):
        plain += _unmarked(line[at : found.start()])
        kind, inner = found.groups()
        if kind not in KINDS:
            raise Malformed(f"there is no act {kind}")
        start = len(plain)
        spans, plain = _spans(inner, plain)
        acts.append(Act(kind, start, len(plain), tuple(spans)))
        at = found.end()
    plain += _unmarked(line[at:])
    if not acts:
        raise Malformed("no act is marked")
    return AnnotatedTurn(plain, tuple(acts), context)


def _spans(inner: str, plain: str) -> tuple[list[Span], str]:
    spans, at = [], 0
    for found in _SPAN.finditer(inner):
        plain += _unmarked(inner[at : found.start()])
        words, role = found.groups()
        if role not in ROLES:
            raise Malformed(f"there is no role {role}")
        if words != words.strip():
            raise Malformed(f"a span begins or ends with a space: [{words}]")
        spans.append(Span(role, len(plain), len(plain) + len(words)))
        plain += words
        at = found.end()
    return spans, plain + _unmarked(inner[at:])


def _unmarked(piece: str) -> str:
    if _LEFT_OVER.search(piece):
        raise Malformed(f"a mark is left open, nested or outside an act: {piece.strip()!r}")
    return piece


def _situation(line: str) -> dict[str, str]:
    parts = dict.fromkeys(CONTEXT, "-")
    for part in line.lstrip("# ").split(" | "):
        key, colon, value = part.partition(":")
        if not colon or key.strip() not in CONTEXT:
            raise Malformed(f"a situation has {', '.join(CONTEXT)}, each with a colon: {part.strip()!r}")
        parts[key.strip()] = value.strip() or "-"
    if parts["asked"] not in QUESTIONS:
        raise Malformed(f"nothing is asked by the name {parts['asked']!r}")
    return parts


def main(files: list[str]) -> int:
    """Print what is wrong and how much there is; 1 where something is wrong."""
    wrong = good = 0
    for file in files:
        for number, found in read(Path(file).read_text(encoding="utf-8").splitlines()):
            if isinstance(found, Malformed):
                wrong += 1
                sys.stderr.write(f"{file}:{number}: {found}\n")
            else:
                good += 1
    sys.stdout.write(f"{good} turns, {wrong} malformed lines\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
