"""Whether somebody wants to hear once more what was just said: "what did you say", "my screen went dark"."""

from __future__ import annotations

import re

_LONGEST = 16  # words: in more there is something else too
_AGAIN = re.compile(
    r"\bwhat did (?:you|u) (?:just )?(?:say|write|send|ask)\b"
    r"|\b(?:say|write|send|tell me) (?:that|it|this) (?:\w+ )?(?:again|once more|one more time)\b"
    r"|\b(?:can|could|would) (?:you|u) (?:please )?(?:repeat|resend)\b|\brepeat (?:that|it|yourself|please)\b"
    r"|\b(?:come again|pardon(?: me)?|say again|beg (?:your )?pardon)\b\W*$"
    r"|\b(?:didn'?t|did not|don'?t|couldn'?t) (?:quite )?(?:catch|hear|see|read|get to read) (?:that|it|what you|your)"
    r"|\b(?:missed|lost|deleted) (?:that|it|what you|your|the last) (?:(?:last )?(?:message|text|bit)|said|wrote|sent)"
    r"|\b(?:missed|lost) that\b|\bwhat was (?:that|the question|it you said)(?: again)?\W*$"
    r"|\b(?:screen|phone|app) (?:\w+ )?(?:went|froze|died|is|turned) (?:dark|black|blank|off|dead|frozen)\b",
    re.IGNORECASE,
)


def asks_once_more(text: str) -> bool:
    """Whether that is all that a message asks."""
    said = text.replace("’", "'")
    return len(said.split()) <= _LONGEST and bool(_AGAIN.search(said))
