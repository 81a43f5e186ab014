"""Words that sound like an emergency, in whichever language they are: in danger nobody keeps to the one we know of."""

from __future__ import annotations

from nlu.core.meaning import Danger
from nlu.languages.speaking import grammars


def danger_in(text: str) -> Danger | None:
    """The danger in a text. Where one language needs an ambulance and another a listener, it is the ambulance."""
    found = {one.red_flags.danger_in(text) for one in grammars()}
    return "now" if "now" in found else "harm" if "harm" in found else None


def red_flag(text: str) -> str | None:
    """The code of the first sign in a text, if there is any."""
    return next((code for one in grammars() if (code := one.red_flags.red_flag(text))), None)
