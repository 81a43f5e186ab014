"""Whether a message raises the alarm: which share of danger is enough, and which danger it is."""

from __future__ import annotations

from nlu.acts.client import Alarm
from nlu.core.meaning import Danger

ALARM_FROM = 0.55
"""From this share of danger on the alarm is raised; what a language's lists of red flags find raises it in any case."""

HARM_FROM = 0.8
"""The same of harm alone, while a question is open."""

SOON_FROM = 0.7
"""From this share on somebody should be seen today. Of 1 200 taught examples of bookings and of harmless ailments none
has 0.4 of it, and of 200 that are meant all have 0.8. Who is missed is asked for a day, as everybody is."""


def is_alarming(alarm: Alarm, asked: str | None) -> bool:
    """Whether the alarm is raised. In the middle of an arrangement, where people say much else that is heavy, being
    tired of life takes plainer words."""
    if alarm.now + alarm.harm < ALARM_FROM:
        return False
    return asked is None or alarm.now >= alarm.harm or alarm.harm >= HARM_FROM


def danger_of(alarm: Alarm) -> Danger:
    """Which danger it is."""
    return "harm" if alarm.harm > alarm.now else "now"


def worst(dangers: set[Danger | None]) -> Danger | None:
    """Where one reading needs an ambulance and the other a listener, it is the ambulance."""
    return "now" if "now" in dangers else "harm" if "harm" in dangers else None
