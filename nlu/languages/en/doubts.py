"""What could take a yes back, or puts it off: a no, a question, a hesitation."""

from __future__ import annotations

import re

_HARMLESS = re.compile(
    r"\bno (?:problems?|worries|probs?|issues?|objections?|trouble|bother|doubt|complaints?|reason not)\b"
    r"|\bnot (?:a (?:problem|worry)|at all)\b|\bwhy not\b|\bcan'?t wait\b|\bdon'?t mind\b"
    r"|\bnothing (?:else|more)\b|\bno,? that'?s all\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:no|not|nope|nah|none|never|nothing|wrong|cancel|stop|forget|scrap|instead|rather|change\w*|cannot|without|bad"
    r"|\w+n't|(?:do|ca|wo|does|is|would|did|could|should|are|ai)nt)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.,;:!…\n–—]+(?:\s*(?:and|so|then)\b)?|\bso\b(?= (?:yes|yeah|yep)\b)")
_ASKS = re.compile(
    r"\W*(?:(?:but|and|so|ok(?:ay)?|well|oh|um+|sorry)\b\W*)*"
    r"(?:(?:is|are|was|were|does|did|has|what|when|who|whom|whose|how|why(?! not)|which|where|any|should)\b"
    r"|(?:can|could|would|will|do|have) (?:i|it|that|this|we|you|u|they|he|she|dr)\b)",
    re.IGNORECASE,
)
_BEFOREHAND = (
    r"(?:think|check|ask|see if|see whether|look|get back|sleep on|talk (?:to|with)|discuss|consider|confirm with)"
)
_HESITATES = re.compile(
    rf"\b(?:let me|lemme|let us|i'?ll|i will|i(?:'?d| would)? (?:need|have|want|like|got|gotta|must)(?: got)?(?: to)?"
    rf"|i should|i must|gotta|gonna|going to|can i|could i|may i)(?: first| just| quickly)? {_BEFOREHAND}\b"
    r"|\b(?:hang|hold) on\b|\bwait\b|\b(?:one|1|a|two|2) (?:sec|second|mo|moment|min|minute|tick)s?\b"
    r"|\b(?:another|some other|a different) time\b|\b(?:not yet|maybe|perhaps|possibly|depends|unsure|undecided)\b"
    r"|\b(?:idk|dunno|hmm+)\b|\b(?:get|come|be) back to you\b|\bthink(?:ing)? (?:about|on) it\b|\bsleep on it\b"
    r"|\bin two minds\b|\b(?:do not|don'?t) know\b|\bbefore (?:i|you|we) (?:book|decide|commit|confirm|say)\b",
    re.IGNORECASE,
)
_ABOUT_IT = re.compile(
    r"(?:(?:but|and|so|wait|sorry|er+|um+|hold on|hang on)[\s,]+)*"
    r"(?:(?:(?:are|r) )?(?:you|u) (?:really |quite |very |absolutely )?(?:sure|certain|serious|positive)\b.*"
    r"|(?:is|was|does|would|will) (?:it|that|this)\b.*|why\b(?! not).*|how(?: come\b.*| so)?"
    r"|what(?: for\b.*|'?s? (?:that|this))?|who|when|where|which|huh|eh|really|seriously|sure|for real)\W*",
    re.IGNORECASE,
)


def says_otherwise(text: str) -> bool:
    """Whether anything in it could take a yes back: a no, a doubt, a question."""
    said = _straight(text)
    asks = "?" in said or any(map(_ASKS.match, clauses(said)))
    return asks or hesitates(said) or bool(_OTHERWISE.search(_HARMLESS.sub(" ", said)))


def clauses(text: str) -> list[str]:
    """The parts of a text between its marks."""
    return [clause for clause in _CLAUSE_END.split(_straight(text)) if clause.strip()]


def hesitates(text: str) -> bool:
    """Whether it puts the answer off: "let me think", "hang on", "another time"."""
    return bool(_HESITATES.search(_straight(text)))


def begins_asking(text: str, *, after: int = 0) -> bool:
    """Whether a clause of it, from so many on, begins like a question: "have I anything on Friday"."""
    return any(map(_ASKS.match, clauses(text)[after:]))


def asks_about_it(text: str) -> bool:
    """Whether it only asks back about what was proposed: "are you sure?", "why", "is that right"."""
    return bool(_ABOUT_IT.fullmatch(_straight(text).strip(" .,;:!…-")))


def _straight(text: str) -> str:
    return text.replace("’", "'")
