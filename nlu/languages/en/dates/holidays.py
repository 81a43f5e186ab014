"""Rules for the days people call by name: Christmas, Easter, Thanksgiving."""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta

from nlu.languages.en.dates.found import Built, Spot, one_day, rule

_FIXED = {
    "christmas eve": (12, 24), "christmas": (12, 25), "xmas": (12, 25), "xmas eve": (12, 24), "boxing day": (12, 26),
    "new year eve": (12, 31), "new year": (1, 1), "valentine": (2, 14), "halloween": (10, 31),
    "independence day": (7, 4), "st patrick": (3, 17), "veterans day": (11, 11), "juneteenth": (6, 19),
}  # fmt: skip
_MOVING = {
    "thanksgiving": (11, 3, 4), "mlk": (1, 0, 3), "martin luther king": (1, 0, 3), "labor day": (9, 0, 1),
    "labour day": (9, 0, 1), "presidents day": (2, 0, 3), "columbus day": (10, 0, 2), "mother day": (5, 6, 2),
    "father day": (6, 6, 3), "memorial day": (5, 0, -1),
}  # fmt: skip  # month, weekday, which one of the month: the United States' federal calendar, 5 U.S.C. 6103
_BLACK_FRIDAY = "black friday"  # the day after Thanksgiving
_EASTER = {
    "good friday": -2,
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "ash wednesday": -46,
    "pentecost": 49,
}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature, 20 April 1876)."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    days = epact - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


def _moving(year: int, month: int, weekday: int, place: int) -> date:
    if place > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (place - 1))
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _in_year(name: str, year: int) -> date:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name == _BLACK_FRIDAY:
        return _moving(year, *_MOVING["thanksgiving"]) + timedelta(days=1)
    if name in _MOVING:
        return _moving(year, *_MOVING[name])
    return easter(year) + timedelta(days=_EASTER[name])


def _named(said: str) -> str:
    """The holiday's key: without possessives, weekday capitals and a trailing "day" it does not need."""
    name = said.lower().replace("'s", "").replace("'", "").replace("years", "year").replace("valentines", "valentine")
    name = name.replace("mothers", "mother").replace("fathers", "father").replace("patricks", "patrick")
    known = (*_FIXED, *_MOVING, *_EASTER, _BLACK_FRIDAY)
    return name if name in known else name.removesuffix(" day")


@rule(
    "christmas xmas boxing new valentine's valentines valentine halloween independence st veterans juneteenth "
    "thanksgiving mlk martin labor labour presidents president's columbus mother's mothers father's fathers memorial "
    "good easter ash pentecost black",
    r"(?:christmas|xmas)(?: eve| day)?|boxing day|new year(?:'?s)?(?:'s)?(?: eve| day)|valentine'?s?(?: day)?|halloween"
    r"|independence day|st patrick'?s day|veterans day|juneteenth|thanksgiving(?: day)?|mlk day|martin luther king day"
    r"|labou?r day|presidents day|columbus day|mother'?s day|father'?s day|memorial day|(?:good|black) Friday"
    r"|easter(?: Sunday| Monday)?|ash Wednesday|pentecost",
)
def holiday(spot: Spot) -> Built:
    """The next such day."""
    name, today = _named(spot.match.group()), spot.almanac.today
    for year in (today.year, today.year + 1):
        if year <= MAXYEAR and _in_year(name, year) >= today:
            return (one_day(_in_year(name, year), dated=True),)
    return None


RULES = (holiday,)
