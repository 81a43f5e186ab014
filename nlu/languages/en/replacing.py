"""Whether what is proposed is to take the place of what somebody has already."""

from __future__ import annotations

import re

from nlu.core.words import fold

_NEW = r"(?:new|second|latter|other doctor|later|last)"
_OLD = r"(?:old|first|existing|previous|earlier|original|other)"
_REPLACES = re.compile(
    r"\b(?:instead|in place of|in its place|replac\w+|rather than|swap\w*|switch\w*|exchang\w+)\b"
    rf"|\b(?:only|just) (?:the |this |that |want the |keep the |have the )?(?:{_NEW} )?(?:one|1|this|that)\b"
    rf"|\bonly the {_NEW}\b|\b(?:not|dont want|dont need|cant do) both\b|\bone or the other\b"
    rf"|\b(?:cancel|drop|scrap|bin|lose|ditch|take off|get rid of|call off|forget) (?:the|my|that) {_OLD}\b"
    r"|^(?:just |please |no |yes |only |ok )*(?:the |that )?new (?:one|1)\b"
    r"|^(?:just |please |no |yes )*(?:move|change) (?:it|me|that|my appointment)\b"
)


def replaces(text: str) -> bool:
    """ "Instead", "swap it", "only the new one", "cancel the old one": said to the question whether to keep both."""
    said = " ".join(re.sub(r"[^\w\s]+", " ", fold(text)).split())
    return bool(_REPLACES.search(said)) and not _KEEPS_OLD.search(said)


_INSTEAD = re.compile(r"\b(?:instead|in place of|rather than)\b")


def says_instead(text: str) -> bool:
    """ "With Dr Rao instead", "Dr Rao rather than Dr Lee"."""
    return bool(_INSTEAD.search(fold(text)))


_KEEPS_OLD = re.compile(rf"\b(?:keep|leave|have|want|just|only) (?:the|my) {_OLD}\b(?! off)")
