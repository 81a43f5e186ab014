"""How people end what they write, before their name."""

from __future__ import annotations

import re

from nlu.core.words import vocabulary

_FAREWELL = (
    r"(?:(?:(?:kind|kindest|best|warm|warmest|many) )?regards|(?:with )?(?:best|kind|warm|all good) wishes"
    r"|yours(?: (?:sincerely|faithfully|truly))?|sincerely|all the best|take care|(?:with|much|lots of) love"
    r"|(?:(?:many|with|lots of|again) )?thanks(?: (?:a lot|again|so much|very much|a million|ever so much))?"
    r"|thank you(?: (?:so|very) (?:much|kindly))?|thx|ty|ta|cheers|speak soon)"
)
_BY = r"(?<=[,.;!?)\n])[ \t]*(?:signed|sent by|from|love)"
FAREWELL = re.compile(rf"(?:(?:^|(?<=[\s,.;:!?)–-])){_FAREWELL}|{_BY})\b[ \t]*(?:[,.!–-]|\bfrom\b)*\s*", re.IGNORECASE)
"""A farewell and what stands before the name that follows it."""

NAMES_NEXT = vocabulary(
    "for is are called named name names s with and or patient by dr doctor nurse see sees seeing its it thats im am"
    " not of under mr mrs ms miss to"
)
"""Words that a name answers, so that it is no signature: "it is for", "and"."""
