"""Rules for working days: "weekdays", "in four working days", "within 3 business days". Monday to Friday, as no list of
public holidays is known here: the clinic's own closed days are left out where free times are sought."""

from __future__ import annotations

import re

from nlu.core.meaning import DayRange
from nlu.languages.en.dates.days import COUNT, number
from nlu.languages.en.dates.found import Built, Day, Spot, one_day, rule

_WORKING = r"(?:working|business|work|week) ?days?"


@rule(
    "weekday weekdays a any the on during working work business",
    r"(?:(?:a|any|the|on|during|on a|during the) )?(?:weekdays?|(?:working|business) days?|work days)",
)
def weekdays(spot: Spot) -> Built:
    """Monday to Friday of this week and the next three."""
    if re.search(r"\d $", spot.before):
        return None
    ranges = (DayRange(spot.almanac.in_week(0, week), spot.almanac.in_week(4, week)) for week in range(4))
    return (Day(tuple(spot.almanac.left(days) for days in ranges if days.last and days.last >= spot.almanac.today)),)


@rule(
    "in within 0 a an couple few over the next",
    rf"(?:in )?(?:about |around )?(?P<many>{COUNT}) {_WORKING}(?P<tail> from (?:now|today)| time)?"
    rf"|(?:the )?next (?P<next>working|business) day"
    rf"|(?P<within>within|in|over)? ?(?:the )?(?:next )?(?P<many2>{COUNT}) {_WORKING}",
)
def working_days_on(spot: Spot) -> Built:
    """ "In four working days", "three business days from now", "within five working days"."""
    said = spot.match.group()
    if spot["next"]:
        return (one_day(spot.almanac.working_days_on(1)),)
    until = spot.almanac.working_days_on(number(spot["many"] or spot["many2"]))
    if said.startswith("within") or "next" in said.split():
        return (Day((DayRange(spot.almanac.today, until),)),)
    return (one_day(until),) if said.startswith("in ") or spot["tail"] else None


RULES = (weekdays, working_days_on)
