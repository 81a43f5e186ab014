"""Words that quote one of our messages are about the appointment that message speaks of."""

from __future__ import annotations

from dataclasses import replace

from bot.core.button_payloads import Heard
from bot.core.quotes import Quoting
from bot.core.state import State
from bot.dialogue.steps import says_details

_ABOUT_ONE = ("cancel_appointment", "reschedule_appointment")
_ABOUT_ANY = ("confirm_appointment", "running_late")


def of_the_quoted(said: Heard, quoting: Quoting, state: State) -> Heard:
    """What was said, of the appointment spoken of in the quoted message; a number is of its list, and no other."""
    said = replace(said, sure=True)
    meaning, about = said.meaning, quoting.about
    if about and meaning.intent in _ABOUT_ANY:
        return replace(said, about=about)
    if said.about or said.appointment is not None or said.stamp is not None:
        return said
    if len(about) != 1 or meaning.doctors or meaning.when.from_days:
        return said
    if meaning.intent in _ABOUT_ONE:
        return replace(said, appointment=about[0])
    if meaning.intent == "inform" and state.flow is None and says_details(meaning):
        return replace(said, meaning=replace(meaning, intent="reschedule_appointment"), appointment=about[0])
    return said
