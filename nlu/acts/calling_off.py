"""What of a message calls appointments off, and what leaves them: acts put right by those that stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nlu.core.acts import Act, Span
from nlu.languages.speaking import grammar

SURE_OF_KEEPING = 0.8
"""How likely it must be that an appointment stays beside one that is called off, where no word says so."""

FAINT, CLEAR = 0.4, 0.6
"""How likely an act must be that holds nothing, where another is this likely."""

OF_THE_BOOK = frozenset({"for", "when.old", "doctor.old"})
"""What tells of an appointment in the book which it is."""


def as_meant(acts: Sequence[Act], text: str) -> tuple[Act, ...]:
    """The acts with those put right that an act beside them, which calls off, makes clear."""
    told = [replace(act, kind="want.confirm") if _stays(act, acts, text) else act for act in acts]
    for place, (act, after) in enumerate(pairwise(tuple(told))):
        if _goes_on(act, after, text):
            told[place + 1] = after = replace(after, kind="want.cancel", sure=max(act.sure, after.sure))
        if after.kind != "want.cancel":
            continue
        if _tells_which(act, after) and of_both(after, text):
            told[place] = replace(act, kind=after.kind, spans=tuple(map(_of_the_book, act.spans)))
        if grammar().wishing.but_not.match(text, after.start) and grammar().choices.says_all(
            text[act.start : act.end], 2
        ):  # "all, but not Dr Lee"
            told[place + 1] = replace(after, kind="want.confirm", sure=act.sure)
    return tuple(told)


def _stays(act: Act, acts: Sequence[Act], text: str) -> bool:
    """ "Keep mine" beside "cancel Leo's", where one was taken for the like of the other."""
    hardly = (
        act.kind == "want.cancel" and act.sure < CLEAR and grammar().wanting.says_to_keep(text[act.start : act.end])
    )
    return hardly and any(one.kind == act.kind and one.sure >= CLEAR for one in acts)


def _goes_on(act: Act, after: Act, text: str) -> bool:
    """ "Cancel mine, and Leo's on Friday": more of what is called off, unless it says that it stays."""
    begins = grammar().assent.joins.search(text, act.start, after.start) or grammar().assent.joins.match(
        text, after.start
    )
    named = {span.role for span in after.spans} & OF_THE_BOOK
    read = after.kind == "want.cancel" or (after.kind == "want.confirm" and after.sure < SURE_OF_KEEPING)
    more = act.kind == "want.cancel" and read and bool(begins and named)
    return more and not grammar().wanting.says_to_keep(text[after.start : after.end])


def _tells_which(act: Act, after: Act) -> bool:
    """ "My mum's Thursday one with Dr Lee, bin it": what was hardly read, before what calls off and names nothing."""
    roles, more = ({span.role for span in one.spans} for one in (act, after))
    named, bare = roles & {"when", "doctor", *OF_THE_BOOK}, not more & {"when", "when.old", "doctor", "doctor.old"}
    other = act.kind.startswith("want") and act.kind != "want.confirm"
    return other and act.sure < CLEAR and bool(named) and bare


def _of_the_book(span: Span) -> Span:
    return replace(span, role=f"{span.role}.old") if span.role in ("when", "doctor") else span


def but_for(act: Act, text: str) -> tuple[Act, ...]:
    """ "Cancel everything except mine": what is excepted shall stay."""
    cue = next(
        (
            one
            for one in grammar().wishing.but_not.finditer(text, act.start, act.end)
            if grammar().choices.says_all(text[act.start : one.start()], 2)
        ),
        None,
    )
    after = [span for span in act.spans if cue and span.start >= cue.end()]
    if cue is None or not after:
        return (act,)
    spans = tuple(replace(span, role="for") if span.role == "count" else span for span in after)
    before = tuple(span for span in act.spans if span not in after)
    stays = replace(act, kind="want.confirm", start=cue.end(), spans=spans)
    return replace(act, end=cue.start(), spans=before), stays


def of_both(act: Act, text: str) -> bool:
    """Whether whom an act is of are only those spoken of before: "both", "us two"."""
    return all(
        grammar().choices.says_all(words, 2) for words in act.texts(text, "for", "count", "when.old", "doctor.old")
    )
