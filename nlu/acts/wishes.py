"""Which acts of a message belong together: each wish with all that is said of it, in the order said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import get_args

from nlu.acts.calling_off import CLEAR, FAINT, OF_THE_BOOK, as_meant, but_for, of_both
from nlu.core.acts import Act, Span
from nlu.core.meaning import Request
from nlu.languages.speaking import grammar

INTENTS = {
    "want.book": "book_appointment",
    "want.series": "book_appointment",
    "want.move": "reschedule_appointment",
    "want.cancel": "cancel_appointment",
    "want.confirm": "confirm_appointment",
    "want.look_up": "list_appointments",
    "ask.free": "book_appointment",
    "ask.booking": "list_appointments",
    "ask.table": "ask_table",
    "ask.clinic": "clinic_info",
    "ask.bot": "help",
    "answer.yes": "affirm",
    "answer.no": "deny",
    "report.late": "running_late",
    "report.wrong_person": "wrong_person",
    "report.died": "deceased",
    "manage.never_mind": "stop",
    "manage.person": "human_handoff",
    "manage.no_consent": "no_consent",
    "manage.reminders_off": "reminders_off",
    "manage.reminders_on": "reminders_on",
    "manage.stop_messages": "stop_messages",
}
"""The intent of each kind of act that can stand beside others; a message with any other is understood as a whole."""

_REQUESTS: dict[str, Request] = {what: what for what in get_args(Request)}

SURE_OF_EARLIER = 0.7
"""How likely it must be that somebody asks to be told when something earlier comes free."""

_BEGINS = ("want", "ask", "report", "manage", "beyond")
_IDLE = ("social", "report.unwell", "ask.free", "want.earlier")
"""What asks for nothing of its own beside a wish: manners, complaints that are its reason, a question about times."""

_OF_ITS_OWN = frozenset({"visit", "specialty", "doctor", "when", "reason"})
"""What somebody's appointment has that is not only one more like the first."""

_DIFFERS = ("visit", "specialty", "doctor")
"""What makes a second booking of a sentence that might only go on about the first."""

_SHARED = ("when", "when.not", "when.order", "doctor.not", "same")
"""What may be said once of all wishes before it."""


@dataclass(frozen=True)
class Wish:
    """One thing that a message asks for or answers; `kind` is that of its leading act, "answer" where none leads."""

    kind: str
    acts: tuple[Act, ...]

    @property
    def intent(self) -> str | None:
        """What it comes to in the conversation, if its kind says so."""
        if self.kind.startswith("beyond") or self.request:
            return "desk_request" if self.request else "out_of_scope"
        return INTENTS.get(self.kind)

    @property
    def request(self) -> Request | None:
        """What a person of the clinic is asked for, where it is that."""
        family, _, what = self.kind.partition(".")
        return _REQUESTS.get(what) if family == "beyond" or what == "earlier" else None

    @property
    def sure(self) -> float:
        """How likely its leading act is what it was taken for (0..1)."""
        return max((act.sure for act in self.acts if act.kind == self.kind), default=1.0)

    def roles(self) -> set[str]:
        """The roles of its spans."""
        return {span.role for act in self.acts for span in act.spans}


def wishes(acts: Sequence[Act], text: str) -> tuple[Wish, ...]:
    """The wishes of a message, from its acts and its text. What was hardly read, beside what was, is left out; what
    comes before the first of them answers what was asked, or belongs to the first."""
    found: list[Wish] = []
    best = max((act.sure for act in acts), default=0.0)
    for act in (one for one in as_meant(acts, text) if one.sure >= FAINT or best < CLEAR or one.spans):
        for one in _split(act, text):
            _lay(one, found, text)
    return tuple(_shared(_answer_first(_told_later(_each_by_name(found, text), text))))


def _split(act: Act, text: str) -> tuple[Act, ...]:
    """An act that tells of two people what is told of one each: "Dr Rao for me and Dr Lee for Fin", "my back and Fin's
    ears"."""
    persons = [span for span in act.spans if span.role == "for"]
    if act.kind == "want.cancel":
        return but_for(act, text)
    if act.kind != "want.book":
        return (act,)
    if place := _second_doctor(act, text):
        return _parted(act, place, text)
    for person in persons:
        before = {span.role for span in act.spans if span.start < person.start}
        after = {span.role for span in act.spans if span.start > person.start}
        joined = grammar().assent.joins.search(text, _end_before(act, person), person.start)
        if before & after & _OF_ITS_OWN and (joined or "for" in before):
            return _parted(act, person.start, text)
    return (act,)


def _second_doctor(act: Act, text: str) -> int | None:
    """Where, of two doctors in one breath, the wish to see the second begins: "Dr Lee and Dr Rao", not "Dr Lee or"."""
    doctors = [span for span in act.spans if span.role == "doctor"]
    joined = (
        after.start
        for before, after in pairwise(doctors)
        if grammar().assent.joins.search(text, before.end, after.start)
    )
    return next(joined, None)


def _end_before(act: Act, person: Span) -> int:
    return max((span.end for span in act.spans if span.end <= person.start), default=act.start)


def _parted(act: Act, place: int, text: str) -> tuple[Act, ...]:
    first = replace(act, end=place, spans=tuple(span for span in act.spans if span.start < place))
    second = replace(act, start=place, spans=tuple(span for span in act.spans if span.start >= place))
    return (first, *_split(second, text))


def _lay(act: Act, found: list[Wish], text: str) -> None:
    """Put an act where it belongs: to a wish before it, or as a wish of its own. What only tells is left out."""
    if _tells(act, text):
        return
    last = _last(found, "want") if found else None
    if act.kind.startswith(_IDLE) and not _is_own(act):
        if last is not None or not act.kind.startswith("social"):
            _add(act, found, last)
    elif _chooses_for_another(act, found):
        found.append(Wish("want.book", (replace(act, kind="want.book"),)))
    elif act.kind.startswith(_BEGINS):
        before = _last(found, act.kind)
        if before is not None and not _differs(act, found[before], text):
            _add(act, found, before)
        else:
            found.append(Wish(act.kind, (act,)))
    else:
        _add(act, found, last)


def _tells(act: Act, text: str) -> bool:
    """ "I last saw Dr Rao in May", "my father died": asks for nothing, though it was taken for it."""
    roles = {span.role for span in act.spans}
    if act.kind == "want.book" and "for" in roles and grammar().wanting.tells_of_a_death(text[act.start : act.end]):
        return True
    wanted = {"when", "when.old", "for", "visit", "specialty", "reason"}
    return act.kind in ("want.book", "want.move") and "when.other" in roles and not roles & wanted


def _chooses_for_another(act: Act, found: Sequence[Wish]) -> bool:
    """ "The nine o'clock, and 9:40 for my son": of what is on offer one is taken for each."""
    return act.kind == "choose" and bool(found) and "for" in act.roles() and "option" in found[-1].roles()


def _is_own(act: Act) -> bool:
    """ "Is there one after that for Jan?" asks for one more appointment; to be told of an earlier one is a request."""
    for_whom = act.kind == "ask.free" and any(span.role == "for" for span in act.spans)
    return for_whom or (act.kind == "want.earlier" and act.sure >= SURE_OF_EARLIER)


def _add(act: Act, found: list[Wish], place: int | None) -> None:
    if place is None:
        if found and found[-1].kind == "answer":
            place = len(found) - 1
        else:
            found.append(Wish("answer", (act,)))
            return
    found[place] = replace(found[place], acts=(*found[place].acts, act))


def _last(found: Sequence[Wish], kind: str) -> int | None:
    return next((place for place in reversed(range(len(found))) if found[place].kind.startswith(kind)), None)


def _differs(act: Act, before: Wish, text: str) -> bool:
    """Whether a second act of a kind is another wish: of somebody else, with somebody else, for something else."""
    roles, known = act.roles(), before.roles()
    if act.kind == "ask.clinic":  # "what does it cost, and is Dr Lee in on Friday"
        return ("doctor" in roles) != ("doctor" in known) and bool({"topic", "doctor"} & roles)
    if act.kind == "want.cancel":
        return bool(roles & OF_THE_BOOK and known & OF_THE_BOOK) and not of_both(act, text)
    if not known & (_OF_ITS_OWN | {"for", "when.old"}):
        return False
    if act.kind == "want.move" and not known & {"when", "doctor"} and of_both(act, text):
        return False  # "Leo's and mine on Thursday, could both be later"
    again = known & roles & {*_DIFFERS, "when.old"}
    begins = min((span.start for span in act.spans), default=act.start)
    joined = grammar().assent.joins.search(text, max(one.end for one in before.acts), begins) is not None
    if "for" not in roles:
        timed = joined and "when" in known & roles and known & {*_DIFFERS} and roles & {*_DIFFERS}
        return act.kind.startswith("want") and bool(again or timed or ("for" in known and is_ones_own(act, text)))
    told = max(span.end for one in before.acts for span in one.spans)
    if "for" not in known and not roles & {*_DIFFERS} and not grammar().assent.joins.search(text, told, begins):
        return False  # "Dr Lee on Tuesday, it's for me, I get these headaches"
    if _is_same_person(act, before, text):
        return bool(again or (joined and "when" in known & roles))
    # whoever is only named more closely, or added, is of the same wish
    return bool(roles & (_OF_ITS_OWN - {"when"})) or ("when" in roles and ("for" in known or joined))


def is_ones_own(act: Act, text: str) -> bool:
    """Whether what is wrong, or wanted, is the writer's own: "my knee", "my own check-up", told of nobody else."""
    if "for" in act.roles():
        return False
    wanting = grammar().wanting
    visits = (text[act.start : span.start] for span in act.spans if span.role == "visit")
    return any(map(wanting.of_mine.match, act.texts(text, "reason"))) or any(map(wanting.mine_before.search, visits))


def _is_same_person(act: Act, before: Wish, text: str) -> bool:
    """Whether it is for whom the wish before it is, by the same words, "Tommy" and "my son Tommy", or by the name of
    whoever was only called by a relation."""
    said = _named(act, text)
    if _names_them(act, before, text) or _is_all_of(act, before, text):
        return True
    return bool(said) and any(said <= (known := _named(one, text)) or (known and known <= said) for one in before.acts)


def _is_all_of(act: Act, before: Wish, text: str) -> bool:
    """ "For mum and dad, both check-ups": of all who were named before."""
    said = {word for words in act.texts(text, "for") for word in re.findall(r"\w+", words.casefold())}
    return (
        bool(said)
        and said <= grammar().relations.groups
        and len(set().union(*(_named(one, text) for one in before.acts))) > 1
    )


def _names_them(act: Act, before: Wish, text: str) -> bool:
    """ "My daughter on Friday; Edie is 6", "both my kids; Tom is 5": who was only called by what they are is named now.
    Who is named with a day or a doctor of their own, or after an "and", is somebody else."""
    known = set().union(*(_named(one, text) for one in before.acts))
    said = _named(act, text)
    own = act.roles() & before.roles() & {"when", "doctor", "specialty"}
    only_called = (
        bool(known) and known <= grammar().relations.relations.keys() | grammar().relations.groups and len(known) == 1
    )
    begins = min((span.start for span in act.spans if span.role == "for"), default=act.start)
    named = said and not said & (
        grammar().relations.relations.keys() | grammar().relations.groups | grammar().people.oneself
    )
    return bool(only_called and named and not own and not grammar().assent.one_more_before(text, begins))


def _named(act: Act, text: str) -> set[str]:
    words = (word for said in act.texts(text, "for") for word in re.findall(r"\w+", said.casefold()))
    return {word for word in words if word not in grammar().relations.owners | grammar().relations.described}


def _answer_first(found: list[Wish]) -> Iterable[Wish]:
    """What was said before the first wish belongs to it, unless it is a yes, a no or a choice."""
    if len(found) > 1 and found[0].kind == "answer":
        first, second = found[0], found[1]
        own = [act.kind for act in first.acts if act.kind.startswith(("answer", "choose"))]
        if not own and second.kind.startswith("want"):
            return [replace(second, acts=(*first.acts, *second.acts)), *found[2:]]
    return found


def _each_by_name(found: Sequence[Wish], text: str) -> list[Wish]:
    """ "Both my parents, my father for his back and my mother for her leg": who is told of one by one is not one more;
    what is said of all of them is said of each."""
    wants = [wish for wish in found if wish.kind == "want.book"]
    if len(wants) < 3 or wants[0].roles() & {"visit", "reason", "doctor", "specialty"}:
        return list(found)
    first, *others = wants
    if not _is_of_several(first, text) or not all("for" in wish.roles() for wish in others):
        return list(found)
    shared = [replace(act, spans=tuple(span for span in act.spans if span.role in _SHARED)) for act in first.acts]
    said = tuple(act for act in shared if act.spans)
    return [replace(wish, acts=(*wish.acts, *said)) if wish in others else wish for wish in found if wish is not first]


def _told_later(found: Sequence[Wish], text: str) -> list[Wish]:
    """Of several who are named together, whoever is told of later on is of that wish: "Ann Moss and Tim Moss need a
    check-up, Ann on Monday and Tim on Friday"."""
    kept = list(found)
    for place, wish in enumerate(kept):
        later = [other for other in range(place + 1, len(kept)) if kept[other].kind == wish.kind == "want.book"]
        for other in later:
            theirs, own = _handed_on(kept[place], kept[other], text)
            if theirs is not None and "for" in own.roles():
                kept[place], kept[other] = own, replace(kept[other], acts=(theirs, *kept[other].acts))
    return kept


def _handed_on(wish: Wish, later: Wish, text: str) -> tuple[Act | None, Wish]:
    """The piece of a wish that names whoever a later one is for, and the wish without it."""
    said = set().union(*(_named(act, text) for act in later.acts))
    for place, act in enumerate(wish.acts):
        for span in (span for span in act.spans if span.role == "for"):
            named = _named(replace(act, spans=(span,)), text)
            if named and said and (named <= said or said <= named) and not named & grammar().relations.relations.keys():
                left = replace(act, spans=tuple(one for one in act.spans if one is not span))
                own = replace(wish, acts=(*wish.acts[:place], left, *wish.acts[place + 1 :]))
                return Act("constrain", span.start, span.end, (span,)), own
    return None, wish


def _is_of_several(wish: Wish, text: str) -> bool:
    """Whether it is said of several at once: "my parents", "both of us", "Ann and Tim"."""
    said = [words for act in wish.acts for words in act.texts(text, "for")]
    names = {word for words in said for word in re.findall(r"\w+", words.casefold())}
    return (
        bool(names & grammar().relations.groups)
        or len(said) > 1
        or any(grammar().assent.joins.search(words) for words in said)
    )


def _shared(found: Iterable[Wish]) -> Iterable[Wish]:
    """What was said last, of nobody in particular, is said of every booking before it that says nothing of the kind."""
    kept = list(found)
    wants = [place for place, wish in enumerate(kept) if wish.kind == "want.book"]
    if len(wants) < 2:
        return kept
    common = [act for act in kept[wants[-1]].acts[1:] if act.kind in ("constrain", "want.book") and _of_all(act)]
    for place in wants[:-1]:
        known = kept[place].roles()
        new = [act for act in common if not known & {span.role for span in act.spans}]
        kept[place] = replace(kept[place], acts=(*kept[place].acts, *new))
    return kept


def _of_all(act: Act) -> bool:
    roles = act.roles()
    said_of_all = {*_SHARED, "doctor", "specialty"} if act.kind == "constrain" else {*_SHARED}
    return bool(roles) and (roles <= said_of_all or roles == {"count", "for"})  # "both for me"
