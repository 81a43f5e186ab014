"""A name that was heard or written wrong, put right: "it's Niamh, not Neeve", "change the name to Orla Keane"."""

from __future__ import annotations

from nlu.core.meaning import Renamed
from nlu.languages.speaking import grammar
from nlu.people.name_reader import cased


def is_plain(text: str) -> bool:
    """Whether a correction says that it is of a name, so that no model is asked; "it's X, not Y" may be anything."""
    return bool(grammar().people.of_a_name.search(text))


def renamed(text: str) -> Renamed | None:
    """The correction of a name that a text is, if it is one. Whether it can be is for whoever knows the name."""
    said = " ".join(text.replace("’", "'").split())
    for pattern in grammar().people.renamed:
        if found := pattern.fullmatch(said):
            groups = found.groupdict()
            names = [name for name in (groups["new"], groups.get("old")) if name]
            if any(word.lower().strip(".") in grammar().people.no_names for name in names for word in name.split()):
                return None
            new, *old = (" ".join(cased(word) for word in name.split()) for name in names)
            return Renamed(new, old[0] if old else None, grammar().people.parts.get((groups.get("part") or "").lower()))
    return None
