"""Whom a message is for, by its marked pieces: each person once, by all that is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.acts.marked import Marked, together
from nlu.core.acts import Act
from nlu.core.meaning import Person, Renamed
from nlu.core.words import fold
from nlu.languages.speaking import grammar
from nlu.people.name_reader import cased, known_name
from nlu.people.patients import find_people


def whom(marked: Marked, plainly: tuple[Person, ...]) -> tuple[Person, ...]:
    """Everybody a text is for, once, by all that is said of them; `plainly`: those found without its pieces."""
    return _once(_fuller(_people(marked), plainly))


def _people(marked: Marked) -> tuple[Person, ...]:
    """Whom it is for: words of relation, names, or both together. "Me" and a name that is given are one person."""
    found = together(*(_each_of(words) for words in marked.persons()))
    given = {person.name for words in marked.pieces("name") for person in _named_or_related(words)}
    found = together(tuple(next((other for other in found if _is_named(one, other)), one) for one in found))
    found = tuple(one for one in found if not any(_is_part(one, other) for other in found))
    unnamed = [one for one in found if one.relation is not None and one.name is None]
    others = [one for one in unnamed if one.relation != "self"]
    added = [person for words in marked.added() for person in _each_of(words)]
    apart = {person.name for person in added}
    named = [one for one in found if one.name and one.relation is None and (one.name in given or one.name not in apart)]
    if len(others) == 1 and others[0].called in grammar().relations.groups:
        return _members(others[0], found, marked)
    meant = others if others else unnamed  # "my husband after me; he's Tom": the name is his
    if len(meant) == len(named) == 1 and not (meant[0] in added and _is_apart(meant[0], added)):
        whole = replace(named[0], relation=meant[0].relation, called=meant[0].called)
        return tuple(whole if one is meant[0] else one for one in found if one is not named[0])
    return found


def _is_apart(one: Person, added: Sequence[Person]) -> bool:
    """Whether somebody without a name is told beside a name: "Max and me". "And me, Sara" is one."""
    return one.relation != "self" or any(other.name for other in added)


def _members(group: Person, found: tuple[Person, ...], marked: Marked) -> tuple[Person, ...]:
    """ "My kids, Tom is 5 and Jess is 7": those who are named are the ones that were meant, with their relation."""
    named = [one for one in found if one.name and one.relation is None]
    if not named:
        return found
    each = together(tuple(named), *(_named_or_related(name) for name in marked.more_names()))
    theirs = tuple(replace(one, relation=group.relation, called=group.called) for one in each)
    return (*(one for one in found if one is not group and one not in named), *theirs)


def _fuller(people: tuple[Person, ...], plainly: tuple[Person, ...]) -> tuple[Person, ...]:
    """Each with the name as it stands in the text, where the span held none or a part of it: "for me, Ada Doyle"."""

    def in_full(one: Person) -> Person:
        known = next((known for known in plainly if _says_more(known, one)), None)
        if known is None:
            return one
        return replace(known, relation=one.relation or known.relation, called=one.called or known.called)

    return tuple(map(in_full, people))


def _once(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Nobody twice: a name that stands beside "me" is the writer's, and was found there."""
    whose = {one.name for one in people if one.name and one.relation}
    return tuple(one for one in people if one.relation or one.name not in whose)


def _says_more(known: Person, one: Person) -> bool:
    """Whether somebody found in the plain text is the same, by a longer name."""
    if known.name is None:
        return False
    if one.name is None:
        return (known.relation, known.called) == (one.relation, one.called) or known.relation == one.relation == "self"
    if known.name == one.name:
        return one.relation is None and known.relation == "self"  # "Ada Doyle here"
    return known.name.startswith(f"{one.name} ") or known.name.endswith(f" {one.name}")


def _each_of(words: str) -> tuple[Person, ...]:
    """Whom a piece names; of "mine and Finn's" both."""
    found, parts = _named_or_related(words), grammar().wishing.inner_and.split(words)
    return found if len(found) >= len(parts) else together(*map(_named_or_related, parts))


def _named_or_related(words: str) -> tuple[Person, ...]:
    """Who a few words for somebody are: "little Ben". By no name and no relation they are whatever they were called."""
    found = find_people(grammar().people.for_whom.format(words)).people or find_people(words, asked="patient").people
    owner, *called = words.casefold().split() or [""]
    theirs = owner in grammar().relations.owners or (
        owner in grammar().relations.article and called[:1] and called[0] in grammar().relations.described
    )
    bare = words.split()
    before = grammar().relations.owners | grammar().relations.described
    while not found and bare and (bare[0].isdigit() or bare[0].casefold() in before):
        bare = bare[1:]
        found = find_people(" ".join(bare), asked="patient").people if bare else ()
    known = [one for one in found if one.relation or known_name(fold(str(one.name).split()[0])) or not words.islower()]
    if known or not theirs or not called or grammar().relations.groups & set(called):
        return found
    last = words.split()[-1]
    if len(called) > 1 and last[0].isupper():  # "my mate Dez"
        return (Person(cased(last), None, " ".join(called[:-1])),)
    return (Person(None, None, " ".join(called)),)


def _is_part(one: Person, other: Person) -> bool:
    """Whether a name is said once more, in full."""
    return bool(one.name and other.name and one.name != other.name and other.name.startswith(f"{one.name} "))


def _is_named(one: Person, other: Person) -> bool:
    """Whether somebody called by a relation is told once more by the name: "my mum", "mum's Rosa"."""
    unnamed = one.name is None and one.called is not None and other.name is not None
    return unnamed and (one.relation, one.called) == (other.relation, other.called)


def renamed_by(text: str, acts: Sequence[Act]) -> Renamed | None:
    """The name that is put right, by what the reader found wrong and right."""
    for act in acts:
        names = [name for words in act.texts(text, "name") for name in _names(words)]
        if act.kind == "correct" and names:
            wrong = [name for words in act.texts(text, "wrong") for name in _names(words)]
            return Renamed(max(names, key=len), wrong[0] if wrong else None)
    return None


def _names(words: str) -> list[str]:
    return [one.name for one in find_people(words, asked="patient").people if one.name]
