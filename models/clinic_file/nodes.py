"""Walking a YAML document by its nodes, so that every mistake can name its line, and all are found in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from models.errors import ClinicFileError, Problem
from models.names import spelt

Parsed = TypeVar("Parsed")
Default = TypeVar("Default")

_NULL = "tag:yaml.org,2002:null"


class Problems(list[Problem]):
    """The mistakes found so far."""

    def at(self, node: Node, text: str) -> None:
        """One more mistake, where `node` begins."""
        self.append(Problem(line_of(node), text))


def written_as(node: Node) -> str:
    """What stands there, to be quoted in a message."""
    return f"`{node.value}`" if isinstance(node, ScalarNode) else "this"


def line_of(node: Node) -> int:
    """The line a node begins on, from 1."""
    return int(node.start_mark.line) + 1


def compose(file: Path) -> Node:
    """The document's top node. Raises ClinicFileError where there is none to be had."""
    try:
        node: Node | None = YAML(typ="safe", pure=True).compose(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        problem = Problem(1, f"the file cannot be read ({error.strerror}); check its name and permissions")
    except UnicodeDecodeError:
        problem = Problem(1, "the file is not UTF-8 text; save it as UTF-8")
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = Problem(line, f"this is not YAML ({error.problem}); check colons, quotes, brackets and indentation")
    except YAMLError:
        problem = Problem(1, "the file holds characters that YAML does not allow; remove them")
    else:
        if node is not None:
            return node
        problem = Problem(1, "the file is empty; it needs `clinic:` and `doctors:`")
    raise ClinicFileError(str(file), [problem])


class Fields:
    """A mapping's fields: each is asked for once, and `finish` complains about those nobody asked for."""

    def __init__(self, node: Node, what: str, problems: Problems) -> None:
        self.node, self.what, self._problems = node, what, problems
        self._values: dict[str, Node] = {}
        self._keys: dict[str, Node] = {}
        self._asked: list[str] = []
        if isinstance(node, MappingNode):
            self._read(node)
        else:
            problems.at(node, f"{what} must be a mapping, `key: value`")

    def _read(self, node: MappingNode) -> None:
        for key, value in node.value:
            name = str(key.value)
            if name in self._values:
                self._problems.at(key, f"`{name}` is given twice in {self.what}; keep one")
            self._keys[name], self._values[name] = key, value

    def get(self, name: str, parse: Callable[[Node, Problems], Parsed | None], default: Default) -> Parsed | Default:
        """The field, parsed; the default where it is absent, empty or mistaken (the mistake is noted)."""
        self._asked.append(name)
        node = self._values.get(name)
        if node is None or node.tag == _NULL:
            return default
        value = parse(node, self._problems)
        return default if value is None else value

    def need(
        self, name: str, parse: Callable[[Node, Problems], Parsed | None], default: Default, *, such_as: str = ""
    ) -> Parsed | Default:
        """The same, and its absence is a mistake."""
        node, hint = self._values.get(name), f"; write one like {such_as}" if such_as else ""
        if (node is None or node.tag == _NULL) and isinstance(self.node, MappingNode):
            self._problems.at(self._keys.get(name, self.node), f"{self.what} needs `{name}`{hint}")
        return self.get(name, parse, default)

    def node_of(self, name: str) -> Node:
        """Where to point for this field: its value, or the mapping where it is absent."""
        return self._values.get(name, self.node)

    def rest(self) -> Iterator[tuple[Node, str, Node]]:
        """All fields, for mappings whose keys are free: key, its text, value."""
        for name, node in self._values.items():
            yield self._keys[name], name, node

    def finish(self) -> None:
        """Complain about unknown fields."""
        for name, key in self._keys.items():
            if name not in self._asked:
                self._problems.at(key, f"`{name}` is not known in {self.what}; {_hint(name, self._asked)}")


def items(node: Node, problems: Problems, what: str) -> list[Node]:
    """A list's items; a mistake and none where it is no list."""
    if isinstance(node, SequenceNode):
        return list(node.value)
    problems.at(node, f"{what} must be a list")
    return []


def text(node: Node, problems: Problems) -> str | None:
    """A scalar as it is written, so that `999` and `+44 20` need no quotes; its letters in one spelling (NFC)."""
    if isinstance(node, ScalarNode) and node.value.strip():
        return spelt(str(node.value))
    problems.at(node, "a text is needed here")
    return None


def whole_number(least: int, most: int) -> Callable[[Node, Problems], int | None]:
    """A parser of whole numbers within bounds."""

    def parse(node: Node, problems: Problems) -> int | None:
        written = str(node.value) if isinstance(node, ScalarNode) else ""
        if written.isascii() and written.isdigit() and least <= int(written) <= most:
            return int(written)
        problems.at(node, f"{written_as(node)} must be a whole number from {least} to {most}")
        return None

    return parse


def yes_or_no(node: Node, problems: Problems) -> bool | None:
    """`true` or `false`."""
    if isinstance(node, ScalarNode) and node.value in ("true", "false"):
        return bool(node.value == "true")
    problems.at(node, f"{written_as(node)} must be `true` or `false`")
    return None


def _hint(name: str, known: list[str]) -> str:
    close = get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    return f"did you mean `{close[0]}`?" if close else f"known are {', '.join(f'`{one}`' for one in known)}"
