"""Words that are a number, a day or a month only among the right neighbours: "one", "second", "sat", "may", "march"."""

from __future__ import annotations

from nlu.languages.en.dates.numbers import CARDINALS, CHOICE_WORDS, ORDINALS, spoken
from nlu.languages.en.dates.words import MONTHS, NAMES, WEEKDAYS, wordset

_BEFORE_ONE = wordset("at @ after before past to until till til around about by between half quarter from than for")
_AFTER_ONE = wordset(
    "am pm oclock o'clock thirty fifteen forty twenty ten in day days week weeks month months hour hours hrs hr minute "
    "minutes to or afternoon"
)
_OF_THE_DAY = wordset("the morning afternoon evening")
_AFTER_DAY = wordset(
    "at or and if is works work would please pls in of around after before between from to with then but will until "
    "instead not morning afternoon evening noon half quarter when because thanks suits seems sounds"
)
_LONE_POLITE = wordset("please pls plz thanks thank one . , ! ?")
_LIST_WORDS = wordset("or and , the to maybe")
_DATE_CUES = wordset("on this next for by until before after or and not say every , . ( ) - / ? ! coming")
_MONTH_CUES = wordset("in of this next until by early late mid during through since")


def _neighbours(said: list[str], at: int) -> tuple[str, str]:
    return said[at - 1] if at else "", said[at + 1] if at + 1 < len(said) else ""


def number_said(said: list[str], at: int, choosing: bool) -> tuple[str, int] | None:
    """The number said from word `at` on, in figures, and how many words it took; None where no number is meant.

    `choosing`: the patient was shown a list, so "the second" is a line of it and no day.
    """
    word = said[at]
    if word not in CARDINALS and word not in ORDINALS:
        return None
    before, after = _neighbours(said, at)
    beyond = said[at + 2] if at + 2 < len(said) else ""
    if word == "one" and not (
        _is_figure_one(before, after, beyond) or (len(said) < 6 and _LONE_POLITE.issuperset(said))
    ):
        return None
    if word in CHOICE_WORDS and not (_is_day(before, after, beyond, choosing) or _is_listed_day(said, at)):
        return None
    return spoken(said, at)


def _is_figure_one(before: str, after: str, beyond: str) -> bool:
    """Whether "one" is the number and not the pronoun of "that one" and "how about one in Ashford"."""
    if before in ("at", "@") and after == "for":
        return True
    if after in ("for", "of", "with") or (after == "in" and beyond not in _OF_THE_DAY):
        return False
    if before in _BEFORE_ONE:
        return before in ("at", "@", "past") or after in _AFTER_ONE | _LONE_POLITE | {"", "and"}
    return after in _AFTER_ONE and before not in ("this", "that", "the", "which", "any", "other", "another")


def _is_day(before: str, after: str, beyond: str, choosing: bool) -> bool:
    """Whether "second" is a day of the month and not a place in a list."""
    if NAMES.get(before) in MONTHS or NAMES.get(after) in MONTHS:
        return True
    if after == "of" and NAMES.get(beyond) in MONTHS:
        return True
    if after in ("of", "day"):
        return before in ("the", "on", "")
    return before == "the" and not choosing and (after in _AFTER_DAY or not after.isalpha())


def _is_listed_day(said: list[str], at: int) -> bool:
    """ "The first, second or third of June": whether days of a month are listed."""
    for word, beyond in zip(said[at + 1 : at + 10], said[at + 2 : at + 11], strict=False):
        if word in ORDINALS:
            if NAMES.get(beyond) in MONTHS or beyond == "of":
                return True
        elif word not in _LIST_WORDS:
            return False
    return False


def is_name(said: list[str], at: int) -> bool:
    """Whether an unsure word is the day or the month here: "see you sat at 3", not "I sat down"."""
    word = said[at]
    before, after = _neighbours(said, at)
    if word in ("sat", "sun"):
        return _is_weekday(before, after, len(said))
    if word == "wed":
        return before not in ("newly", "i") and after not in ("be", "like", "love", "prefer", "need", "rather", "want")
    beyond = said[at + 2] if at + 2 < len(said) else ""
    return len(said) == 1 or _is_month(before, after, beyond)


def _is_weekday(before: str, after: str, length: int) -> bool:
    if after[:1].isdigit() or after in ("morning", "afternoon", "evening", "night", "at", "am", "pm", "the"):
        return before not in ("the", "i", "we", "he", "she", "they", "in")
    return (
        before in _DATE_CUES or length <= 2 or before in WEEKDAYS or (not before and after in ("or", "and", ",", "-"))
    )


def _is_month(before: str, after: str, beyond: str) -> bool:
    if before[:1].isdigit() or (after[:1].isdigit() and before not in ("i", "we", "you", "they", "he", "she")):
        return True
    if after in ("-", ".", "/") and beyond[:1].isdigit():
        return True
    if (after == "the" and beyond.endswith("th")) or (before == "of" and after not in ("i", "we")):
        return True
    return before in _MONTH_CUES and after not in ("be", "i", "we", "come", "have")
