"""How late somebody will be, where a message about being late says it by itself: "stuck in traffic, 20 mins"."""

from __future__ import annotations

import re

from nlu.languages.en.dates.tokens import Reading

_STRETCH = re.compile(
    r"\b(?:(?P<half>half an? hours?)|(?P<quarter>(?:an? )?quarter of an? hours?)"
    r"|(?P<many>\d{1,3}|an?) (?P<unit>minutes|hours))\b"
)


_MORE = re.compile(r"quarters|[/#]|hours and|and a (?:half|quarter)")
_LONGEST = 240  # minutes


def delay_said(text: str) -> int | None:
    """The minutes of the only plain stretch of time in a text; None where there is none, or more to it."""
    line = Reading(text).line
    found = list(_STRETCH.finditer(line))
    if len(found) != 1 or _MORE.search(line):
        return None
    said = found[0]
    if said["half"] or said["quarter"]:
        return 30 if said["half"] else 15
    many = int(said["many"]) if said["many"].isdigit() else 1
    minutes = many if said["unit"] == "minutes" else 60 * many
    return minutes if minutes <= _LONGEST else None
