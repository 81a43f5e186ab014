"""Doctors in a message, linked to the clinic's own names: "dr roa", "Maya Rao's", "anyone but Lee"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.core.lexicon import DoctorEntry
from nlu.core.words import Span
from nlu.doctors.name_context import Message
from nlu.doctors.name_fit import fits, in_town
from nlu.languages.speaking import grammar
from nlu.people.titled_names import NamePart, take_apart, whole_name

_LONGEST_TEXT = 4000  # characters
_LONGEST_NAME = 12  # words
_SHORT = 3  # letters
_LONGEST_SURNAME = 5  # words


class DoctorMatch(NamedTuple):
    """The clinic's own names that fit: those wished for, those ruled out, and whether anybody would do."""

    names: tuple[str, ...] = ()  # more than one where several fit equally well
    not_names: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()  # titles included
    any_doctor: bool = False
    other_field: str | None = None  # said of them, and none of them works in it: "the eye doctor, Dr Kim"


class _Part(NamedTuple):
    doctor: str
    name: NamePart
    only: bool  # nothing else in the doctor's name


class _Candidate(NamedTuple):
    """A stretch of words that may name a doctor."""

    first: int
    last: int
    doctor: str
    score: float


class _Group(NamedTuple):
    """The doctors that one stretch of words names equally well."""

    first: int
    last: int
    doctors: tuple[str, ...]


class DoctorLinker:
    """Finds a clinic's doctors in messages. Built once for a clinic; safe to share between threads."""

    def __init__(self, doctors: Iterable[DoctorEntry]) -> None:
        words, titles = grammar().words, grammar().doctors.titles
        self._spelt_right = words.not_a_name | titles | words.first_names | words.common_surnames
        self._parts: list[_Part] = []
        self._whole: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for entry in doctors:
            for name in (entry.name, *entry.also_called):
                parts = take_apart(name)
                self._parts += [_Part(entry.name, part, len(parts) == 1) for part in parts]
                self._whole[whole_name(name)].append(entry.name)
        self._by_token: dict[str, list[int]] = defaultdict(list)
        for number, part in enumerate(self._parts):
            for token in part.name.tokens:
                self._by_token[token].append(number)
        self._compounds = self._run_together()
        people = {token for part in self._parts if part.name.person for token in part.name.tokens}
        self._spellings = sorted(token for token in people if len(token) > 2)

    def find(self, text: str, asked: str | None = None, skip_spans: Iterable[Span] = ()) -> DoctorMatch:
        """The doctors the text wishes for. `asked` is what the bot asked last: after "doctor" a bare name will do."""
        message = Message(text[:_LONGEST_TEXT], asked, tuple(skip_spans))
        found = [*self._written_out(message), *self._candidates(message), *self._in_pieces(message)]
        groups = _narrowed(_best(found))
        names: dict[str, None] = {}
        not_names: dict[str, None] = {}
        unwanted, end = False, 0
        for group in groups:
            start = message.words[group.first].start
            unwanted = message.ruled_out(group.first) or (unwanted and message.also(end, start))
            end = message.words[group.last].end
            if unwanted:
                not_names.update(dict.fromkeys(group.doctors))
            elif not message.only_compared(group.first):
                names.update(dict.fromkeys(group.doctors))
        wished = tuple(name for name in names if name not in not_names)
        spans = tuple(_span(message, group) for group in groups)
        return DoctorMatch(wished, tuple(not_names), spans, not wished and message.any_doctor())

    def _written_out(self, message: Message) -> Iterator[_Candidate]:
        """Names of two words and more exactly as the clinic writes them, however everyday their words."""
        for first in range(len(message.words)):
            for last in range(first + 1, min(first + _LONGEST_NAME, len(message.words))):
                name = tuple(message.at(place) for place in range(first, last + 1))
                if (
                    name in self._whole
                    and (message.capital(first) or message.asks_doctor)
                    and not in_town(message, first)
                ):
                    yield from (_Candidate(first, last, doctor, len(name) + 1.0) for doctor in self._whole[name])

    def named_after_title(self, text: str) -> tuple[Span, ...]:
        """Where a word behind a title is the name of one of the doctors, whatever day or month it is besides: the
        Friday of "Dr Friday"."""
        message = Message(text[:_LONGEST_TEXT], None, ())
        places = (place for place in range(len(message.words)) if self._of_person(message.at(place)))
        titled = (place for place in places if message.titled(place))
        sure = (place for place in titled if message.surely_titled(place) or message.capital(place))
        return tuple((message.words[place].start, message.words[self._last_of(message, place)].end) for place in sure)

    def _last_of(self, message: Message, first: int) -> int:
        """The last word of the doctor's name that begins at a place."""
        tokens = {token for number in self._by_token[message.at(first)] for token in self._parts[number].name.tokens}
        last = first
        while message.at(last + 1) in tokens and message.pieces(last):
            last += 1
        return last

    def _of_person(self, word: str) -> bool:
        return any(self._parts[number].name.person for number in self._by_token.get(word, ()))

    def _run_together(self) -> dict[str, list[int]]:
        """The doctors' surnames as one word each: "oneill", "vanderberg"."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, part in enumerate(self._parts):
            for surname in _surnames(part.name) if part.name.person else ():
                found[surname].append(number)
        return found

    def _in_pieces(self, message: Message) -> Iterator[_Candidate]:
        """Surnames of several words written as fewer, and of one as several: "dr vanderberg", "dr o neill"."""
        for first in range(len(message.words)):
            if not (message.titled(first) or message.cued(first) or message.asks_doctor):
                continue
            run = ""
            for last in range(first, min(first + _LONGEST_SURNAME, len(message.words))):
                if not message.free(last) or (last > first and not message.pieces(last - 1)):
                    break
                run += message.at(last)
                for number in () if run in self._by_token and first == last else self._compounds.get(run, ()):
                    yield _Candidate(first, last, self._parts[number].doctor, last - first + 1.5)

    def _candidates(self, message: Message) -> list[_Candidate]:
        hits: dict[int, dict[int, str]] = defaultdict(dict)
        for place in range(len(message.words)):
            for token in self._tokens_at(message, place):
                for number in self._by_token.get(token, ()):
                    hits[number][place] = token
        found: list[_Candidate] = []
        for number, places in hits.items():
            for run in _runs(message, sorted(places)):
                tokens = {place: places[place] for place in run}
                if fits(message, self._parts[number].name, tokens, rare=self._is_rare(number)):
                    found.append(_scored(message, self._parts[number], tokens))
        return found

    def _is_rare(self, number: int) -> bool:
        """Whether the first word of a name occurs in no other of the clinic's names."""
        return len(self._by_token[self._parts[number].name.tokens[0]]) == 1

    def _tokens_at(self, message: Message, place: int) -> list[str]:
        """The tokens of the clinic's names that the word at a place may stand for."""
        word = message.at(place)
        if not message.free(place):
            return []
        if word in self._by_token:
            return [word]
        if word in self._spelt_right or not word.isalpha():
            return []
        if word.endswith("s") and len(word) > 3 and word[:-1] in self._by_token:
            return [word[:-1]]
        if (short := grammar().doctors.short) and word.removeprefix(short) in self._by_token:
            return [word.removeprefix(short)]
        titled = message.expects_name(place)
        beside = any(self._names_alone(message.at(near)) for near in (place - 1, place + 1))
        if titled or beside or message.cued(place) or (message.asks_doctor and len(message.words) < _LONGEST_NAME):
            return self._near(word, sure=titled or message.asks_doctor, beside=beside)
        return []

    def _names_alone(self, word: str) -> bool:
        return (
            word in self._by_token
            and word not in grammar().words.not_a_name
            and word not in grammar().doctors.house_words
        )

    def _near(self, word: str, *, sure: bool, beside: bool) -> list[str]:
        """The clinic's spellings closest to a word. `sure`: a name is expected; `beside`: a name stands next to it."""
        shortest = 3 if sure or beside else 6
        if len(word) < shortest:
            return []
        furthest = 2 if len(word) > 7 or (sure and len(word) > 5) else 1
        close = process.extract(word, self._spellings, scorer=OSA.distance, score_cutoff=furthest, limit=8)
        kept = [(token, distance) for token, distance, _ in close if _same_name(word, token)]
        nearest = min((distance for _, distance in kept), default=0)
        return [token for token, distance in kept if distance == nearest]


def _surnames(name: NamePart) -> Iterator[str]:
    """Each word of a name but a short one, and the particles before it with it, as one word."""
    for last, token in enumerate(name.tokens):
        first = last
        while first > 0 and name.tokens[first - 1] in grammar().people.particles:
            first -= 1
        if (
            token not in grammar().people.particles
            and (first < last or token not in grammar().words.first_names)
            and len(token) > _SHORT
        ):
            yield "".join(name.tokens[first : last + 1])


def _same_name(word: str, token: str) -> bool:
    """Short names may have letters swapped, longer ones must at least begin alike or have the same letters."""
    if min(len(word), len(token)) < 4:
        return sorted(word) == sorted(token)
    return word[0] == token[0] or sorted(word) == sorted(token) or word[1:3] == token[1:3]


def _scored(message: Message, part: _Part, places: dict[int, str]) -> _Candidate:
    """How well a stretch of words fits: words in common first, then the finer points that break ties."""
    first, last = min(places), max(places)
    tokens = frozenset(places.values())
    around = {message.at(place) for place in range(max(0, first - 2), last + 2) if place not in places}
    score = len(tokens) + 0.2 * len(part.name.initials & around)
    whole = tokens == frozenset(part.name.tokens)
    score += 0.1 * whole + 0.05 * bool(tokens & part.name.surnames) + 0.03 * part.only * whole
    # "Lee Park" said in full is Lee Park before it is Lee M. Park
    score -= 0.005 * (whole and len(tokens) > 1 and bool(part.name.initials - around))
    score += 0.01 * sum(message.at(place) == token for place, token in places.items())
    return _Candidate(first, last, part.doctor, score)


def _runs(message: Message, places: list[int]) -> list[list[int]]:
    """Places that belong together: next to each other, or with initials and small words between."""
    runs: list[list[int]] = []
    for place in places:
        if runs and message.bridged(runs[-1][-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _best(candidates: Iterable[_Candidate]) -> list[_Group]:
    """The best candidates of each stretch of text, ties kept, in the order of the text."""
    groups: list[tuple[_Candidate, list[str]]] = []
    for one in sorted(candidates, key=lambda item: (-item.score, item.first)):
        for best, doctors in groups:
            if one.first <= best.last and best.first <= one.last:
                if one.score > best.score - 0.001 and one.doctor not in doctors:
                    doctors.append(one.doctor)
                break
        else:
            groups.append((one, [one.doctor]))
    return sorted(_Group(best.first, best.last, tuple(doctors)) for best, doctors in groups)


def _narrowed(groups: list[_Group]) -> list[_Group]:
    """A house and its person side by side narrow each other down."""
    narrowed: list[_Group] = []
    for group in groups:
        shared = [doctor for doctor in narrowed[-1].doctors if doctor in group.doctors] if narrowed else []
        if shared and group.first - narrowed[-1].last <= 3:
            narrowed[-1] = _Group(narrowed[-1].first, group.last, tuple(shared))
        else:
            narrowed.append(group)
    return narrowed


def _span(message: Message, group: _Group) -> Span:
    first = group.first
    while first > 0 and message.titled(group.first) and message.at(first) not in grammar().doctors.titles:
        first -= 1
    return message.words[first].start, message.words[group.last].end
