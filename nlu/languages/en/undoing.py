"""Whether somebody takes back the change that has just been made: "put it back", "undo that"."""

from __future__ import annotations

import re

from nlu.core.words import fold

_FORMER = r"(?:old|original|previous|first|former|earlier)"
_AS_IT_WAS = rf"(?:how|what|where|when|as|(?:the|my) (?:way|{_FORMER}))\b"
_UNDOES = re.compile(
    rf"\b(?:put|change|move|switch|set|turn|book) (?:it|that|this|them|both|everything|mine) back\b"
    rf"(?= ?(?:$|[.,!?]|please|pls|in\b|for\b|to {_AS_IT_WAS}|as\b|how\b|where\b))"
    r"|\b(?:undo|revert|reinstate|restore|un ?cancel(?:led)?)\b"
    rf"|\bback to (?:how|what|where|when) (?:it|they) w(?:as|ere)\b|\bback to (?:the|my) {_FORMER}\b"
    rf"|\b(?:my|the) {_FORMER} (?:one|time|slot|appointment|appt|day) back\b"
    r"|\b(?:have|get|want|need) (?:it|them|that|my (?:appointment|appt|slot)) back\b"
    r"|\b(?:didnt|did not|never) (?:mean|want) (?:to|it to|that to|that|it)\b.*\b(?:cancel|mov|chang|call)"
    r"|\b(?:shouldnt|should not) have (?:cancel|mov|chang)"
)


def undoes(text: str) -> bool:
    """ "Put it back to how it was", "can I have it back"; not "move it back an hour"."""
    return bool(_UNDOES.search(re.sub(r"[-–]", " ", fold(text))))
