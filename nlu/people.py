"""Whom an appointment is for: names and relations as the message says them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from nlu.common_words import NOT_A_NAME
from nlu.first_names import FIRST_NAMES
from nlu.meaning import Person, Relation
from nlu.words import Span, Word, overlaps, split

_LONGEST_NAME = 5  # words
_LONGEST_TEXT = 4000  # characters

_CHILD = (
    "son sons daughter daughters daugther dauther kid kids child children boy boys girl girls baby babies toddler infant newborn"
    " teen teenager twins stepson stepdaughter grandson granddaughter grandchild grandkids little lad"
)
_PARTNER = "husband wife partner spouse fiance fiancee boyfriend girlfriend bf gf hubby missus"
_PARENT = "mum mom mother mummy mommy mam mama ma dad father daddy papa parents parent stepmum stepmom stepdad"
_OTHER = (
    "nan nana gran grandma granny grandmother grandpa grandad granddad grandfather brother sister sibling bro sis aunt auntie"
    " uncle cousin niece nephew friend neighbour neighbor colleague flatmate roommate"
)
_RELATIONS: dict[str, Relation] = {
    **dict.fromkeys(_CHILD.split(), "child"),
    **dict.fromkeys(_PARTNER.split(), "partner"),
    **dict.fromkeys(_PARENT.split(), "parent"),
    **dict.fromkeys(_OTHER.split(), "other"),
}
_OWNERS = frozenset("my our your his her their the me".split())
_AGES = frozenset("little old older oldest eldest elder young younger youngest baby dear big small teenage adult newborn other second first".split())
_TITLES = frozenset("dr drs doctor doctors doc prof professor".split())
_PARTICLES = frozenset("van der den de la le du da dos das del della di von zu zum el al bin ibn ben ten ter st san abu mac o y".split())
_NOT_WISHING = frozenset("said says told tells thinks recommended recommends suggested works worked drives drove referred uses used picked loves liked likes saw sees swears".split())
_NOT_FOR = frozenset("with like than after before as from by and/or ask asked tell told call between since when while if".split())


class PeopleMatch(NamedTuple):
    """The people of a message in the order they are spoken of, and where."""

    people: tuple[Person, ...]
    spans: tuple[Span, ...]


class _Found(NamedTuple):
    person: Person
    start: int
    end: int


def find_people(text: str, asked: str | None = None, skip_spans: Iterable[Span] = ()) -> PeopleMatch:
    """Whom the text speaks of as a patient: "for my daughter Mia", "I'm Angela", "me".

    `asked` is what the bot asked last; a bare name counts only where a patient or an appointment was asked about.
    `skip_spans` are places already understood as something else, a doctor's name for one.
    """
    reader = _Reader(text[:_LONGEST_TEXT], tuple(skip_spans))
    found = [*_related(reader), *_introduced(reader), *_beneficiaries(reader)]
    if asked in ("patient", "appointment"):
        found = found or _bare(reader)
    return _joined(found)


class _Reader:
    """The words of one message, and how far a name reaches in them."""

    def __init__(self, text: str, skip_spans: tuple[Span, ...]) -> None:
        self.text = text
        self.words = split(text)
        self.skip_spans = skip_spans
        letters = [char for char in text if char.isalpha()]
        self.mixed_case = any(map(str.isupper, letters)) and any(map(str.islower, letters))

    def at(self, place: int) -> str:
        """The folded word at a place; empty beyond the ends."""
        return self.words[place].text if 0 <= place < len(self.words) else ""

    def gap(self, place: int) -> str:
        """What stands between the word at a place and the next."""
        if place + 1 >= len(self.words):
            return self.text[self.words[place].end :] if 0 <= place < len(self.words) else ""
        return self.text[self.words[place].end : self.words[place + 1].start] if place >= 0 else ""

    def sentence_starts(self, place: int) -> bool:
        """Whether a word opens a sentence, so that its capital says nothing."""
        return place == 0 or bool(re.search(r"[.!?\n:]", self.gap(place - 1)))

    def name_at(self, place: int, *, sure: bool) -> tuple[str, int] | None:
        """The name that starts at a place and the place after it. `sure`: words before it promise a name."""
        if not self._opens_name(place, sure):
            return None
        end = place + 1
        while end - place < _LONGEST_NAME and self._continues_name(end, place):
            end += 1
        while end - place > 1 and self.at(end - 1) in _PARTICLES and self.at(end - 1) not in FIRST_NAMES:
            end -= 1
        return _spoken(self.words[place:end]), end

    def _opens_name(self, place: int, sure: bool) -> bool:
        if place >= len(self.words):
            return False
        word = self.words[place]
        if overlaps((word.start, word.end), self.skip_spans) or word.text in _TITLES or not word.text.isalpha():
            return False
        if word.text in FIRST_NAMES and word.text not in _AMBIGUOUS_FIRST_NAMES:
            return True
        if word.text in NOT_A_NAME:
            return sure and self._capital(place) and word.text not in _NEVER
        if len(word.text) < 2 and word.raw.isascii():
            return False
        return self._capital(place) or not word.raw.isascii() or (sure and not _LIKE_A_VERB.search(word.text))

    def _capital(self, place: int) -> bool:
        raw = self.words[place].raw
        return self.mixed_case and raw[0].isupper() and not (raw.isupper() and len(raw) > 1)

    def _continues_name(self, place: int, first: int) -> bool:
        if place >= len(self.words) or not re.fullmatch(r"[ \t]|\. ?|-| - ", self.gap(place - 1)):
            return False
        if self.gap(place - 1).startswith(".") and len(self.at(place - 1)) > 1:
            return False
        word, previous = self.words[place], self.words[place - 1]
        if overlaps((word.start, word.end), self.skip_spans) or previous.possessive or not word.text.isalpha():
            return False
        if word.text in _PARTICLES and self._opens_name(place + 1, sure=False):
            return True
        if self.mixed_case and previous.raw[0].isupper():
            return word.raw[0].isupper() and word.text not in _NEVER and (word.text not in NOT_A_NAME or self._capital(place))
        return word.text not in NOT_A_NAME and len(word.text) > 1 and not _LIKE_A_VERB.search(word.text)


_AMBIGUOUS_FIRST_NAMES = frozenset("will may june april august mark pat rob art joy hope faith grace dawn penny guy jan don drew chase bill sue sunny day thi nam bo an li lan max".split()) - {"mark", "max", "rob", "penny"}
_NEVER = frozenset(
    "i im ive id ill a an the my me you he she it we they this that and or but not no yes yeah ok okay please thanks hi hello what when where why how who can could would should is are was"
    " do does did have has had need want today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday covid flu dr doctor just so also at in on for to of with from sick ill"
    " looking going trying sure sorry free here available interested afraid".split()
)
_LIKE_A_VERB = re.compile(r"(?:...ing|...ed|..ly|..tion|..ment|..ness|..able|..ful|..ous|..itis|..osis|..emia|..algia)$")


def _spoken(words: Sequence[Word]) -> str:
    """A name as it will be said back: case mended where it was typed without any."""
    return " ".join(_cased(word.raw, first=place == 0) for place, word in enumerate(words))


def _cased(raw: str, *, first: bool) -> str:
    if not first and raw.lower() in _PARTICLES and not raw[0].isupper():
        return raw.lower()
    one_case = raw.islower() or (raw.isupper() and len(raw) > 1)
    slipped = len(raw) > 2 and (raw[:2].isupper() or raw[0].islower()) and not raw[1] in "'’"
    if not one_case and not slipped:
        return raw
    return re.sub(r"(^|['’])(\w)", lambda match: match[1] + match[2].upper(), raw.lower())


def _related(reader: _Reader) -> list[_Found]:
    """ "my daughter Mia", "our little boy", "kid bem", "my son, he's called Ben"."""
    found: list[_Found] = []
    for place, word in enumerate(reader.words):
        relation = _RELATIONS.get(word.text)
        if relation is None or overlaps((word.start, word.end), reader.skip_spans):
            continue
        owner = place - 1
        while owner >= 0 and reader.at(owner) in _AGES:
            owner -= 1
        owned = reader.at(owner) in _OWNERS
        after = place + 1
        if reader.at(after) in ("called", "named", "is") and reader.at(after) != "is":
            after += 1
        named = None
        if not word.possessive and re.fullmatch(r"\s*[,:(\-–]?\s*", reader.gap(place)):
            named = reader.name_at(after, sure=after > place + 1 or reader.gap(place) == " ")
        if named and (owned or owner < place - 1 or reader.at(place - 1) in ("for", "a", "and") or place == 0):
            found.append(_Found(Person(named[0], relation, word.text), word.start, reader.words[named[1] - 1].end))
        elif owned and reader.at(owner) != "the" and _wished_for(reader, owner, place):
            found.append(_Found(Person(None, relation, word.text), word.start, word.end))
    return found


def _wished_for(reader: _Reader, owner: int, place: int) -> bool:
    """Whether a relative without a name is the patient, not somebody mentioned."""
    return reader.at(owner - 1) not in _NOT_FOR and reader.at(place + 1) not in _NOT_WISHING


_INTRODUCTIONS = (
    (("my", "name", "is"), True), (("my", "names"), True), (("the", "name", "is"), True), (("name", "is"), True), (("names",), False),
    (("patient", "is"), True), (("patients", "name", "is"), True), (("patient", "name"), True), (("name",), False), (("im", "called"), True), (("i", "am", "called"), True),
    (("her", "name", "is"), True), (("his", "name", "is"), True), (("their", "name", "is"), True), (("hes", "called"), True), (("shes", "called"), True),
    (("is", "called"), True), (("this", "is"), False), (("im",), False), (("i", "am"), False), (("it", "is"), False), (("its",), False), (("thats",), False),
    (("mi", "nombre", "es"), True), (("me", "llamo"), True), (("je", "mappelle"), True), (("ich", "heisse"), True), (("ich", "heiße"), True), (("mein", "name", "ist"), True), (("nazywam", "sie"), True),
)  # fmt: skip
_OF_A_CHILD = frozenset("her his their hes shes".split())


def _introduced(reader: _Reader) -> list[_Found]:
    """ "My name is Angela", "I'm Ben", "this is John", "Angela here", "her name is Mia"."""
    found: list[_Found] = []
    for place in range(len(reader.words)):
        for cue, sure in _INTRODUCTIONS:
            if tuple(reader.at(place + step) for step in range(len(cue))) != cue:
                continue
            first = place + len(cue)
            gap = reader.gap(first - 1)
            if cue == ("name",) and not re.fullmatch(r"\s*[:=\-]\s*", gap):
                break
            if not re.fullmatch(r"\s*[,:=\-]?\s*", gap):
                break
            named = reader.name_at(first, sure=sure or (cue == ("name",)))
            if named and (sure or _stands_as_name(reader, first, named[1])):
                relation: Relation | None = None if cue[0] in _OF_A_CHILD or "patient" in cue[0] else "self"
                if cue in (("the", "name", "is"), ("name",), ("name", "is"), ("is", "called"), ("it", "is"), ("its",), ("thats",)):
                    relation = None
                found.append(_Found(Person(named[0], relation), reader.words[first].start, reader.words[named[1] - 1].end))
            break
    for place, word in enumerate(reader.words):
        if word.text == "here" and place and reader.at(place - 1) in FIRST_NAMES:
            start = place - 2 if place > 1 and reader.at(place - 2) in FIRST_NAMES else place - 1
            named = reader.name_at(start, sure=False)
            if named and named[1] == place:
                found.append(_Found(Person(named[0], "self"), reader.words[start].start, reader.words[place - 1].end))
    return found


def _stands_as_name(reader: _Reader, first: int, end: int) -> bool:
    """After "I'm" or "it's" most words are no names: a known first name, a capital, or the end of the sentence."""
    if reader.at(first) in FIRST_NAMES:
        return True
    if reader.at(first) in NOT_A_NAME:
        return False
    return reader._capital(first) or (not reader.mixed_case and end - first > 1 and end == len(reader.words))


_GIFT = frozenset("appointment appt appts slot one time visit booking it its be is spot place and both another".split())


def _beneficiaries(reader: _Reader) -> list[_Found]:
    """ "for Mia", "it's for me", "for both me and Ben", "Mark's appointment"."""
    found: list[_Found] = []
    for place, word in enumerate(reader.words):
        if word.text == "for":
            found += _listed(reader, place)
        elif word.text in ("appointment", "appt", "slot", "visit", "one", "booking") and place:
            found += _owner(reader, place - 1)
        elif word.text == "me" and {reader.at(place - 1), reader.at(place + 1)} & {"both", "and"}:
            found += _me_and(reader, place)
    return found


def _listed(reader: _Reader, place: int) -> list[_Found]:
    """The people after a "for": one, or several joined by "and"."""
    found: list[_Found] = []
    at = place + 1
    while reader.at(at) in ("both", "just", "only"):
        at += 1
    while at < len(reader.words):
        word = reader.words[at]
        if word.text in ("me", "myself") and (word.text == "myself" or found or _gift(reader, place, at)):
            found.append(_Found(Person(None, "self", word.text), word.start, word.end))
            end = at + 1
        else:
            named = reader.name_at(at, sure=False)
            if not named or not _is_patient(reader, at):
                break
            found.append(_Found(Person(named[0]), word.start, reader.words[named[1] - 1].end))
            end = named[1]
        if reader.at(end) not in ("and", "n", "plus"):
            break
        at = end + 1
    return found


def _gift(reader: _Reader, place: int, me: int) -> bool:
    """ "an appointment for me" names the patient; "do that for me" is a favour."""
    before = reader.at(place - 1)
    return before in _GIFT or not before or reader.at(me + 1) == "and" or reader.at(place + 1) in ("both", "just", "only")


def _is_patient(reader: _Reader, place: int) -> bool:
    word = reader.words[place]
    following = reader.at(place + 1)
    if word.text in FIRST_NAMES:
        return True
    return reader._capital(place) and not word.raw.isupper() and (not following or following in NOT_A_NAME)


def _owner(reader: _Reader, place: int) -> list[_Found]:
    """ "Mark's appointment", "mias appt"."""
    word = reader.words[place]
    if overlaps((word.start, word.end), reader.skip_spans) or word.text in _RELATIONS:
        return []
    name = _without_s(word)
    if word.possessive and word.text not in NOT_A_NAME or name != word.raw:
        return [_Found(Person(_cased(name, first=True)), word.start, word.end)]
    return []


def _without_s(word: Word) -> str:
    """A first name without the s of a possessive typed without its apostrophe: "mias" is Mia's."""
    bare = word.text[:-1]
    if word.text.endswith("s") and word.text not in FIRST_NAMES and bare in FIRST_NAMES and word.text not in NOT_A_NAME:
        return word.raw[:-1]
    return word.raw


def _me_and(reader: _Reader, place: int) -> list[_Found]:
    """ "me and Ben", "both Mia and me"."""
    me = reader.words[place]
    found = [_Found(Person(None, "self", "me"), me.start, me.end)]
    if reader.at(place + 1) in ("and", "n"):
        named = reader.name_at(place + 2, sure=False)
        if named and _is_patient(reader, place + 2):
            found.append(_Found(Person(named[0]), reader.words[place + 2].start, reader.words[named[1] - 1].end))
    return found


_LEADING = frozenset(
    "yes yeah yep sure ok okay oh um uh well hi hello hey it its is that thats for please just name only under of course absolutely hmm so the actually no sorry i meant mean not".split()
)
_SELF_ANSWERS = frozenset("me myself mine self moi yo ich mi".split())


def _bare(reader: _Reader) -> list[_Found]:
    """A short answer to "who is it for?": a name and hardly anything else, or oneself."""
    at = 0
    while reader.at(at) in _LEADING:
        at += 1
    if at >= len(reader.words):
        return []
    word = reader.words[at]
    if word.text in _SELF_ANSWERS:
        found = [_Found(Person(None, "self", word.text), word.start, word.end)]
        named = reader.name_at(at + 1, sure=True) if re.fullmatch(r"\s*[,:.\-–(]?\s*", reader.gap(at)) else None
        if named:
            return [_Found(Person(named[0], "self", word.text), word.start, reader.words[named[1] - 1].end)]
        return found
    relation = _RELATIONS.get(word.text)
    if relation:
        return [_Found(Person(None, relation, word.text), word.start, word.end)]
    named = reader.name_at(at, sure=True)
    if not named or (reader.at(at) in NOT_A_NAME and not _alone(reader, at, named[1])):
        return []
    if reader.at(at) not in FIRST_NAMES and not _plausible(reader, at, named[1]):
        return []
    name = named[0] if named[1] - at > 1 else _cased(_without_s(word), first=True)
    found = [_Found(Person(name), word.start, reader.words[named[1] - 1].end)]
    if reader.at(named[1]) in ("and", "n"):
        other = reader.name_at(named[1] + 1, sure=False)
        if other:
            found.append(_Found(Person(other[0]), reader.words[named[1] + 1].start, reader.words[other[1] - 1].end))
    return found


def _alone(reader: _Reader, first: int, end: int) -> bool:
    return first == 0 and end == len(reader.words) and end > 1


def _plausible(reader: _Reader, first: int, end: int) -> bool:
    """An unknown name must be the whole of its clause."""
    if end >= len(reader.words):
        return True
    return bool(re.search(r"[,.!;\n(]", reader.gap(end - 1))) or (reader.at(end) in NOT_A_NAME and reader._capital(first)) or reader.at(end) in _PLEASE


_PLEASE = frozenset("pls plz please thanks thank thx ty and".split())


def _joined(found: list[_Found]) -> PeopleMatch:
    """One entry a person: overlaps dropped, "my kid … her name is Angela" told as one."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda item: (item.start, -item.end)):
        if any(one.start < other.end and other.start < one.end for other in kept):
            continue
        kept.append(one)
    people: list[Person] = []
    for one in kept:
        _add(people, one.person)
    return PeopleMatch(tuple(people), tuple((one.start, one.end) for one in kept))


def _add(people: list[Person], person: Person) -> None:
    for place, known in enumerate(people):
        if known.name is None and known.relation not in (None, "self") and person.relation is None:
            people[place] = replace(known, name=person.name)
            return
        if known.relation == "self" == person.relation:
            people[place] = Person(known.name or person.name, "self", known.called or person.called)
            return
        if person.name and known.name and known.name.casefold() == person.name.casefold():
            people[place] = Person(known.name, known.relation or person.relation, known.called or person.called)
            return
        if person.name is None and known.relation == person.relation and known.called == person.called:
            return
    people.append(person)
