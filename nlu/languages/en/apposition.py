"""What stands between somebody's name and what they are: "the eye doctor, Dr Kim", "Dr Kim, the eye doctor"."""

from __future__ import annotations

import re

_SMALL = r"(?:the|our|your|my|an?|who|is|that|thats|called|named|i|mean|with|dr|doctor|for|s)"

BESIDE = re.compile(rf"[\s,(:;-]*(?:\b{_SMALL}\b[\s,.'’-]*)*[\s,)]*", re.IGNORECASE)
WORD_BEFORE = re.compile(r"(?P<word>[\w'’]+) (?:dr\.? |doctor )?$", re.IGNORECASE)
"""The skin of "the skin Kim"."""

ONE_OF_THEM = re.compile(r"\bone\b", re.IGNORECASE)
"""Of doctors, "the children's one" is a doctor."""
