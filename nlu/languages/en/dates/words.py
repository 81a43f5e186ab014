"""The words of dates and times, their short forms and their usual misspellings, each brought to one form.

A weekday or month that is meant as a date is written with a capital ("Monday", "May"); everything else is lower case,
so a later rule can tell the month May from "may I" by its spelling alone.
"""

from __future__ import annotations

from functools import lru_cache


def wordset(words: str) -> frozenset[str]:
    """The words of a string, as a set."""
    return frozenset(words.split())


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

WEEKDAY_FORMS = {
    "Monday": "monday mon mondy modnay munday",
    "Tuesday": "tuesday tue tues tuseday teusday tuesady tusday",
    "Wednesday": "wednesday wed weds wensday wenesday wendsday wednsday wednessday wensdy wedsday wedneday",
    "Thursday": "thursday thu thur thurs thrusday thursdy thusday thurday thirsday thurdsay thrsday",
    "Friday": "friday fri firday frday fridy friady",
    "Saturday": "saturday sat saterday satruday satuday saturdy satday",
    "Sunday": "sunday sun sunady sundy",
}
MONTH_FORMS = {
    "January": "january jan janurary januray",
    "February": "february feb febuary febraury feburary",
    "March": "march mar",
    "April": "april apr",
    "May": "may",
    "June": "june jun",
    "July": "july jul",
    "August": "august aug",
    "September": "september sep sept setpember",
    "October": "october oct",
    "November": "november nov",
    "December": "december dec",
}
NAMES = {form: name for forms in (WEEKDAY_FORMS, MONTH_FORMS) for name, said in forms.items() for form in said.split()}

UNSURE = wordset("sat sun wed mar may march jan april june august")
"""Day and month names that are also everyday words or people's names: their neighbours decide."""

WORDS = {
    form: word
    for word, forms in {
        "today": "2day todya tday toady 2days todayy tdy",
        "tomorrow": "tmrw tmw tmr tmrrw tom0rrow tomo tomoz 2moro 2morro 2morrow 2mrw 2mo tomoro tomorow tommorow "
        "tommorrow tomorro tomorrows tomorrow's morrow tommorw tommrow tmorrow tomarrow 2marrow tmoro",
        "tonight": "tonite 2nite 2night tonght",
        "yesterday": "yest yday yesturday",
        "am": "a.m a.m.",
        "pm": "p.m p.m.",
        "morning": "morn mornin morning's morningg moring mornign",
        "afternoon": "arvo aft afternon afternoo afternnon aftrnoon aternoon afertnoon noontime",
        "evening": "evenin evning evenig",
        "night": "nite nightime",
        "noon": "midday noonish",
        "midnight": "midnite",
        "lunchtime": "lunch-time lunchtimes dinnertime",
        "week": "wk wek weke week's weeks'",
        "weeks": "wks",
        "weekend": "wkend wknd weekend's",
        "weekends": "wkends wknds",
        "month": "mth month's",
        "months": "mths",
        "minutes": "minute min mins minuets minuts",
        "hours": "hr hrs hour hour's hours'",
        "days": "days'",
        "next": "nxt nex nextt",
        "after": "aft3r aftr afer afetr",
        "before": "b4 befor bfore",
        "around": "arround aroud arnd",
        "appointment": "appt apt appoint apointment appointmnt appoinment appointement",
        "earliest": "earlist earliset",
        "soonest": "sooniest",
        "anytime": "any-time anytme",
        "asap": "a.s.a.p a.s.a.p. asp asapp",
        "quarter": "qtr 1/4 quater quarte",
        "half": "hlf haf halff hallf",
        "past": "ppast passt pastt paast psat",
        "please": "pls plz pleas pleae plese",
        "not": "nt",
        "the": "teh da",
        "and": "&",
        "at": "@",
        "end of the day": "eod cob",
        "end of the week": "eow",
        "end of the month": "eom",
        "cannot": "can't cant cannt couldn't couldnt won't wont cannae canny",
        "i am": "i'm im",
        "it is": "it's",
        "i have": "i've ive",
        "until": "till til 'til untill",
        "through": "thru",
    }.items()
    for form in forms.split()
}

_SPELLABLE = (
    *(name.lower() for name in (*WEEKDAYS, *MONTHS) if len(name) > 5),
    *("tomorrow", "morning", "afternoon", "evening", "quarter", "weekend", "tonight", "before"),
)
_SWAPPABLE = ("march", "april", "today", "after", "month", "night", "three", "week", "next", "half", "past")
_NOT_TYPOS = wordset(
    "augusta augustus augustin augustine sundry sundays mondays tuesdays wednesdays thursdays fridays saturdays munday "
    "mornings afternoons evenings quarters weekends nights months there sunny mundane sundae holiday"
    " friends frida mondal sundar someday noonday weekday yesterday"
)


def _one_edit_apart(word: str, other: str) -> bool:
    """Whether one letter added, left out, changed or swapped with its neighbour turns one into the other."""
    if abs(len(word) - len(other)) > 1:
        return False
    shortest = min(len(word), len(other))
    head = next((i for i in range(shortest) if word[i] != other[i]), shortest)
    rest, wanted = word[head:], other[head:]
    swapped = rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:]
    return swapped or rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:]


def _spelled_like(word: str) -> str | None:
    if len(word) < 5:
        return None
    for name in _SPELLABLE:
        if name[0] == word[0] and (len(name) > 6 or "y" in word[-2:]) and _one_edit_apart(word, name):
            return name
    return None


def _letters_swapped(word: str) -> str | None:
    """The short word whose two neighbouring letters were swapped; a changed letter would make too many real words."""
    for name in _SWAPPABLE:
        if len(name) == len(word) and name != word and sorted(name) == sorted(word) and _one_edit_apart(word, name):
            return name
    return None


@lru_cache(maxsize=4096)
def canonical(word: str) -> str:
    """The one form of a lower-case word; the word itself where it is not known. Unsure names stay lower case."""
    if word in UNSURE:
        return word
    if word in WORDS:
        return WORDS[word]
    if word in NAMES:
        return NAMES[word]
    if word.endswith(("'s", "s'")) and word[:-2] in NAMES and word[:-2] not in UNSURE:
        return NAMES[word[:-2]]
    if word.endswith("s") and NAMES.get(word[:-1]) in WEEKDAYS and word[:-1] not in UNSURE | {"mon", "wed"}:
        return NAMES[word[:-1]] + "s"
    like = None if word in _NOT_TYPOS else _spelled_like(word) or _letters_swapped(word)
    if like is None:
        return word
    return like if like in UNSURE else NAMES.get(like, like)
