"""One walk over the line: at each word the rules that may start there are tried and the longest find is kept."""

from __future__ import annotations

from collections import defaultdict

from nlu.core.meaning import Asked
from nlu.languages.en.dates import (
    again,
    clock,
    compared,
    dated,
    day_lists,
    days,
    holidays,
    parts,
    past_hours,
    periods,
    weekdays,
    wishes,
    working_days,
)
from nlu.languages.en.dates.almanac import Almanac
from nlu.languages.en.dates.found import Built, Found, Rule, Spot
from nlu.languages.en.dates.tokens import Reading

RULES: tuple[Rule, ...] = (
    *again.RULES, *clock.RULES, *past_hours.RULES, *parts.RULES, *dated.RULES, *day_lists.RULES, *periods.RULES,
    *days.RULES, *weekdays.RULES, *holidays.RULES, *working_days.RULES, *wishes.RULES, *compared.RULES,
)  # fmt: skip


def _by_first_word() -> dict[str, tuple[Rule, ...]]:
    index: dict[str, list[Rule]] = defaultdict(list)
    for each in RULES:
        for word in each.starts:
            index[word].append(each)
    return {word: tuple(rules) for word, rules in index.items()}


_INDEX = _by_first_word()


def scan(reading: Reading, almanac: Almanac, asked: Asked | None) -> list[Found]:
    """Everything the rules find, in order, never overlapping."""
    found: list[Found] = []
    free_from = 0
    for start, token in zip(reading.starts, reading.tokens, strict=True):
        if start < free_from:
            continue
        word = token.text.split(" ", 1)[0]
        rules = _INDEX.get("0" if word[:1].isdigit() else word)
        if not rules:
            continue
        end, built = _longest(rules, reading.line, start, found[-1] if found else None, almanac, asked)
        if built:
            found.extend(Found(value, start, end) for value in built)
            free_from = end
    return found


def _longest(
    rules: tuple[Rule, ...], line: str, start: int, last: Found | None, almanac: Almanac, asked: Asked | None
) -> tuple[int, Built]:
    best: tuple[int, Built] = (start, None)
    for each in rules:
        match = each.pattern.match(line, start)
        if match and match.end() > best[0]:
            built = each.build(Spot(match, line, last, almanac, asked))
            if built:
                best = (match.end(), built)
    return best
