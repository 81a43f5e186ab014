"""Rules for wishes that name no day or hour: as soon as possible, any time, the same time, earlier, running late."""

from __future__ import annotations

import re

from nlu.core.meaning import When
from nlu.languages.en.dates.days import SOONER, number
from nlu.languages.en.dates.found import Built, Spot, one_day, rule

OFFER = (
    r"(?:available|you have|you ve|you've got|you got|possible|opening|slot|appointment|time|date|spot"
    r"|free|there is|that you have|you can|available slot|available appointment|available time"
    r"|availability|day)"
)

ALONE = re.compile(r"$|[.!?,]|(?:please|then|thanks)\b")
"""What may stand behind words that are the whole of an answer."""

_EARLIEST_AT = re.compile(
    r"(?:(?:that )?(?:i|we) can (?:do|make|manage|come|get there) )?(?:(?:is|would be) )?(?:about |around |at )?"
    r"(?:half |quarter )?(?:past |to )?\d"
)
_NOT_THE_FIRST = re.compile(r"(?:with|was|and|first|for|the first)\b|$")


@rule(
    "asap as soonest sooner the earliest first next whenever immediately right straight urgent"
    " urgently soon quickest whichever whatever at fastest nearest closest earlier quick",
    r"asap|as (?:soon|early|quickly|quick|fast) as (?:possible|you can|you are able|i can|we can"
    r"|can be|is possible|they can|he can|she can|available|ever|poss|u can)|soon as (?:possible"
    r"|you can|poss)"
    rf"|(?:the )?(?:soonest|earliest|quickest|fastest|nearest|closest)(?: (?:of the )?{OFFER}"
    rf"| possible {OFFER}){{0,3}}"
    r"|(?:the )?sooner (?:the )?better|the (?:sooner|earlier)(?: \w+){1,6} ?,? the better"
    r"|(?:the )?earlier (?:the )?better|(?:the )?(?:very )?(?:first"
    r"|next) (?:one )?(?:available|free|opening|possible|one you have|you have|you can|slot"
    rf"|spot)(?: {OFFER}){{0,3}}"
    rf"|(?:the )?first (?:appointment|time)(?: {OFFER}){{0,3}}|at (?:your|the|their|his|her) (?:earliest"
    r"|soonest)(?: convenience)?|immediately|(?:right|straight) away|urgently"
    r"|(?:whenever|whatever|whichever)(?: one| time| day| slot)? (?:is|s|are"
    r"|you have)? ?(?:(?:the )?(?:earliest|soonest|first|available|free|soonest available"
    r"|next)(?: available| free)?)",
)
def asap(spot: Spot) -> Built:
    """As soon as possible, in any of its wordings."""
    said = spot.match.group()
    if re.match(r"(?:the )?(?:nearest|closest)", said) and not re.search("available|appointment|time|slot|date", said):
        return None
    if "first appointment" in said and "available" not in said and _NOT_THE_FIRST.match(spot.after):
        return None
    if spot.gap in ("", "at", "at the") and re.match(r"(?:(?:at )?the )?(?:earliest|soonest)$", said):
        return None  # "Wednesday at the earliest" is a bound of the day
    counted = said.startswith("the") and spot.after[:1].isdigit()  # "the earliest two"
    if said.endswith("earliest") and _EARLIEST_AT.match(spot.after) and not counted:
        return None  # "the earliest I can do is 10" is a bound of the time
    return (When(asap=True),)


@rule(
    "any anytime whenever whatever no flexible all doesn't does i don't open either not every",
    r"(?:at )?(?:any ?time|any (?:time|hours|slot))(?: (?:is|would be|will be) (?:fine|good|ok|okay"
    r"|great))?(?: at all| of (?:the )?day| really| works)?|whenever(?: (?:is|works"
    r"|suits)(?: best)?(?: for you)?)?|all day"
    r"|(?:the )?time (?:doesn't|does not) matter|no (?:particular|specific) time|flexible(?: on"
    r"| with)?(?: the)?(?: time)?|no preference",
)
def any_time(spot: Spot) -> Built:
    """Any time will do."""
    said = spot.match.group()
    if (
        said == "whenever"
        and re.match(r"\w", spot.after)
        and not re.match(r"(?:you|is|that|they|works|on|this|Mon)\b", spot.after)
    ):
        return None
    if re.search(r"(?:not|at) $", spot.before) and not said.startswith("at"):
        return None
    if re.match(r"(?:after|before) (?:that|then)\b", spot.after):
        return None
    if said == "all day" and spot.asked not in ("time", "slot"):
        return None
    return (When(any_time=True, any_day=spot.asked == "date" and said.startswith("whenever")),)


@rule(
    "any whichever whatever either no which the every it that doesn't does i we don't do",
    r"(?P<bare>(?:it |that )?(?:doesn't|does not) matter|(?:i |we )?(?:don't|do not) mind)|any ?day"
    r"(?: (?:is|would be|will be) (?:fine|good|ok|okay|great))?(?: works| at all"
    r"| of the week)?|any date|(?:whichever|whatever) (?:day|date)|no (?:particular|specific) (?:day"
    r"|date)|(?:the )?(?:day|date) (?:doesn't|does not) matter|every day",
)
def any_day(spot: Spot) -> Built:
    """Any day will do."""
    if spot["bare"] and not (spot.asked == "date" and ALONE.match(spot.after)):
        return None
    if spot.match.group() == "every day" and spot.asked != "date":
        return None
    return (When(any_day=True),)


@rule(
    "the same at that exact",
    r"(?:at |for )?(?:the |that )?(?:exact |very )?same (?P<what>times?|slot|hours|day|date)(?: slot)?(?: and time)?",
)
def same(spot: Spot) -> Built:
    """ "At the same time", "the same day"."""
    if spot["what"] in ("day", "date"):
        if "and time" in spot.match.group():
            return (When(relative="same_time", same_day=True),)
        return (When(same_day=True),)
    return (When(relative="same_time"),)


_ON_THE_TABLE = ("slot", "confirmation", "patient", "time")
"""Questions while which times are compared, or one is chosen already."""


@rule(
    "right straight directly immediately just one back following hers his theirs after before behind next afterwards",
    r"(?:right|straight|directly|immediately|just|shortly|one) (?P<way>after|before|behind|afterwards"
    r"|beforehand)(?: (?:mine|that|me|his|hers|her|him|it|this|my (?:appointment|slot|one)|(?:that"
    r"|this|the first) (?:one|appointment)))?"
    r"|(?P<way2>after|before|behind|next to) (?:mine|me|that one|my appointment|that appointment|the first one"
    r"|(?:it|him|her)(?= *(?:$|[.,!?;]| (?:and|please|if|then)\b)))"
    r"|back to back|afterwards|(?P<way3>following) (?:mine|me)",
)
def beside(spot: Spot) -> Built:
    """ "Right after mine", "back to back"."""
    said, way = spot.match.group(), spot["way"] or spot["way2"] or spot["way3"]
    if spot.asked in _ON_THE_TABLE and said.startswith("one ") and not re.search("mine|m[ey]$|his|hers?$|him", said):
        return (When(relative="earlier" if way.startswith("before") else "later"),)  # of the times spoken of
    if said.endswith(("after", "before")) and re.match(
        r"\d|[A-Z]|noon|lunch|work|school|the|my|midnight|half|quarter", spot.after
    ):
        return None
    if said == "afterwards" and not re.search(r"(?:hers|his|theirs|mine|one|him|her|appointment|it) $", spot.before):
        return None
    return (When(relative="right_before" if way.startswith("before") else "right_after"),)


@rule(
    "earlier sooner later",
    r"(?P<way>earlier|sooner|later)(?: on)?,? (?:(?:(?:on |in )?(?:that|the|the same|that same)) day|today)",
)
def within_the_day(spot: Spot) -> Built:
    """ "Later that day", "earlier in the day": of the day spoken of. Of today only what is earlier is compared."""
    if spot.match.group().endswith("today"):
        return (one_day(spot.almanac.today), When(relative="earlier")) if spot["way"] != "later" else None
    return (When(relative="later" if spot["way"] == "later" else "earlier", same_day=True),)


_SPAN = (
    r"(?P<many>half an|an?|one|\d{1,3}|a couple of|couple of|quarter of an|a quarter of an|an hour and a"
    r"|few|a few) ?(?P<unit>hours|minutes|m|half)(?P<extra> and a half| or so)?"
)


@rule(
    "0 half an a one quarter couple by few back forward up earlier later",
    rf"(?:by )?{_SPAN} (?P<way>later|earlier|sooner|late|behind|after|before|back|forward"
    r"|early)(?: (?:(?:on )?(?P<same>that|the same|the) day|(?:than )?(?:that|mine|this|me|my appointment|his|hers)))?"
    r"|(?:(?P<way2>back|forward|up|earlier|later)(?: by)?|by) (?P<many2>half an|an?|one"
    r"|\d{1,3}) ?(?P<unit2>hours|minutes)",
)
def minutes_on(spot: Spot) -> Built:
    """ "An hour later", "15 minutes late", "push it back by an hour"."""
    if spot["way"] in ("after", "before") and re.match(r"\d|[A-Z]|noon|lunch|work|the\b", spot.after):
        return None
    if spot.before.endswith("not "):
        return None
    minutes = _minutes(spot["many"] or spot["many2"], spot["unit"] or spot["unit2"], spot["extra"] == " and a half")
    sooner = (spot["way"] or spot["way2"]) in ("earlier", "sooner", "before", "forward", "early", "up")
    sooner = sooner or (bool(spot["many2"]) and bool(re.search(SOONER, spot.before)))
    return (When(shift_minutes=-minutes if sooner else minutes, same_day=bool(spot["same"])),)


@rule(
    "running be am coming gonna 0 late by about",
    r"(?:running|be|am|is|arriving|coming|get there|there) (?:about |around |like |maybe "
    r"|roughly )?(?P<many>\d{1,3}|an?|half an|quarter of an) ?(?P<unit>minutes|hours|m)? (?:late"
    r"|behind)|late ?,? (?:by |about |maybe |around )+(?P<many2>\d{1,3}) ?(?:minutes)?"
    r"|(?P<many3>\d{1,2}) late",
)
def running_late(spot: Spot) -> Built:
    """ "Running 15 late"."""
    return (When(shift_minutes=_minutes(spot["many"] or spot["many2"] or spot["many3"], spot["unit"] or "minutes")),)


def _minutes(many: str, unit: str, and_a_half: bool = False) -> int:
    if "quarter" in many:
        return 15
    if "half" in many or unit == "half":
        return 90 if "and" in many else 30
    if unit in ("minutes", "m"):
        return number(many)
    return number(many) * 60 + 30 * and_a_half


RULES = (asap, any_time, any_day, same, beside, within_the_day, minutes_on, running_late)
