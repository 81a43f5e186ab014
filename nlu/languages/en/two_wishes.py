"""Two wishes in one message: "book Dr Rao tomorrow, and where can I park?"."""

from __future__ import annotations

import re

_JOINT = (
    r"(?:[,.;!?]+\s*(?:and|also|plus|oh|but|then)?,?\s*(?:also\s+)?"
    r"|\s+(?:and|also|plus|then)\s+(?:also\s+)?)"
)
_QUESTION = (
    r"(?:where|what'?s?|how|is there|is it|are you|are there|do you|do they|do i (?:need|have) to"
    r"|can i (?:park|bring|pay|speak|talk)|who do i|could someone|can someone"
    r"|tell me (?:the|your|where|how)|give me (?:the|your))\b"
)
_ORDER = (
    r"(?:can you |could you |please |i (?:also )?(?:want|need|would like|'d like) to )?"
    r"(?:book|cancel|move|reschedule|schedule)\b"
)
_SECOND = re.compile(rf"{_JOINT}(?=(?:{_QUESTION}|{_ORDER}))", re.IGNORECASE)
_FEWEST = 2  # words on either side


def parts(said: str) -> tuple[str, str] | None:
    """The two halves of a message whose second half begins like a question or an order of its own."""
    for joint in _SECOND.finditer(said):
        head, tail = said[: joint.start()].strip(), said[joint.end() :].strip()
        if min(len(head.split()), len(tail.split())) >= _FEWEST:
            return head, tail
    return None
