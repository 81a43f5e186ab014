"""What surrounds a word in a message and tells whether it names a doctor: titles, cues, capitals, negations."""

from __future__ import annotations

import re

from nlu.core.words import Span, Word, overlaps, split, vocabulary
from nlu.languages.en.common_words import FUNCTION_WORDS, TIME_WORDS
from nlu.people.titled_names import CREDENTIALS, TITLES

_BEFORE = 60  # characters read back from a word
_CUES = vocabulary(
    "with see seeing visit visiting consult consulting prefer try named called w want rather choose pick saw have"
)
_LINKS = vocabulary("of the and at in")
_DETERMINERS = vocabulary("the a my any your this that another our which")
_TITLE = r"(?:(?:dr|doctor|prof)s?\.?\s*)?$"

_RULED_OUT = re.compile(
    r"\b(?:not|nor|except(?: for)?|besides|excluding|other than|(?:different|another)(?: \w+)? (?:than|from|to)"
    r"|(?:any|every)(?:one|body| ?doctor)(?: else)? but|instead of|rather than|apart from|avoid|hate"
    r"|(?:don'?t|do not|didn'?t|never|won'?t|wouldn'?t) (?:want|like|wanna|see)(?: to)?)"
    r"(?: (?:to|be|with|for|see|seeing|visit|by|have|go|the))*\s*" + _TITLE
)
_ALSO = re.compile(r"\s*(?:,|or|nor|and|/|&)\s*(?:(?:dr|doctor)\.?)?\s*")
_ONLY_COMPARED = re.compile(r"\b(?:just like|same (?:name )?as|named after)\s+" + _TITLE)
_INTRODUCED = re.compile(
    r"(?:\bmy (?:full )?name(?:'?s| is)|\bi'?m|\bi am|\bthis is|(?P<other>\b(?:her|his|their) name(?:'?s| is))"
    r"|\bit'?s me|\bcall me)[\s,:]*$"
)
_NAMED = re.compile(
    r"\b(?:doctor|dentist|dr|gp|physician|specialist|office|clinic|practice|choice)(?:'?s)?(?: name)? is[\s,:]*$"
    r"|\bname of \w[\w' ]{0,30} is[\s,:]*$|\b(?:dentist|doctor|one) (?:is )?(?:named|called)[\s,:]*$"
)
_PLACE = re.compile(
    r"\b(?:in|near|around|from|within|outside|closer? to|located(?: in| at)?|moving to|move to|live in"
    r"|city of|area of)(?: the)?\s+$"
)
_ANY = re.compile(
    r"(?<!know )(?<!know of )\bany (?:of (?:the|your) |available |free |one )?(?:doctors?(?= (?:is|will"
    r"|would|who|that|can))"
    r"|doctor|dr|doc|dentist|gp|physician|specialist)\b"
    r"|\b(?:whichever|whatever|first available|next available|first free|either) (?:doctor|dr|doc|dentist|gp|one)\b"
    r"|\bwho(?:so|m)?ever\b|\bfirst (?:doctor|dr|one) (?:available|free|you have)\b"
    r"|\b(?:doesn'?t|does not|don'?t|do not) (?:matter|mind|care)(?: to me)? (?:who|which (?:doctor|dr|one))\b"
    r"|\bany(?:one|body) (?:available|free|is (?:fine|ok|okay|good)|will do|who(?:'s| is| has)|that(?:'s"
    r"| is| has)|works)\b"
    r"|\b(?:see|with|by) any(?:one|body)\b(?! (?:but|except|other|else))|\bno (?:doctor )?preference (?:of"
    r"|for) doctor\b"
)
_ANY_WHEN_ASKED = re.compile(
    r"\bany(?:one|body)?\b(?! (?:time|day|chance|other|but|except))|\bno preferences?\b"
    r"|\bdon'?t have a preference\b|\bno matter\b"
    r"|\b(?:doesn'?t|does not|don'?t|do not) (?:really )?(?:matter|mind|care)\b|\ball the same\b|\bup to you\b"
    r"|\byou (?:choose|pick|decide)\b|\beither\b|\bnot (?:fussed|bothered|fussy)\b|\bi'?m easy\b|\bidc\b"
    r"|\bsurprise me\b"
    r"|\b(?:first|next) available\b|\bwho(?:'s| is) (?:free|available|first)\b"
)


class Message:
    """The words of one message, and questions about what stands around them. Places are numbers of words."""

    def __init__(self, text: str, asked: str | None, skip_spans: tuple[Span, ...]) -> None:
        straight = text.replace("’", "'")
        lowered = straight.lower()
        self.text = text
        self.lowered = lowered if len(lowered) == len(text) else straight  # a few letters grow when lowered
        self.words: list[Word] = split(text)
        self.asks_doctor = asked == "doctor"
        self.asks_other_name = asked in ("patient", "comment", "reason", "phone")
        self.mixed_case = any(map(str.isupper, text)) and any(map(str.islower, text))
        self._skip_spans = skip_spans

    def at(self, place: int) -> str:
        """The folded word at a place; empty beyond the ends."""
        return self.words[place].text if 0 <= place < len(self.words) else ""

    def free(self, place: int) -> bool:
        """Whether a word was not already understood as something else."""
        word = self.words[place]
        return not overlaps((word.start, word.end), self._skip_spans)

    def before(self, place: int) -> str:
        """The lower-cased text that leads up to a word."""
        start = self.words[place].start
        return self.lowered[max(0, start - _BEFORE) : start]

    def capital(self, place: int) -> bool:
        """Whether a word is capitalised in a message that also has small letters."""
        return self.mixed_case and self.words[place].raw[0].isupper()

    def joined(self, place: int) -> bool:
        """Whether the next word follows in the same breath."""
        if not 0 <= place < len(self.words) - 1:
            return False
        gap = self._gap(place)
        ends = re.search(r"[.!?]\s", gap) and len(self.at(place)) > 2 and self.at(place) not in CREDENTIALS
        return bool(re.fullmatch(r"(?:['’`]s)?[ \t.,:&/+-]{1,4}", gap)) and not ends

    def pieces(self, place: int) -> bool:
        """Whether the word and the next may be pieces of one: a space, a hyphen or an apostrophe stands between."""
        return bool(re.fullmatch(r"['’`]?[ \t\u00a0]{0,2}|-", self._gap(place)))

    def bridged(self, first: int, last: int) -> bool:
        """Whether only initials, credentials and small words lie between two words of one name."""
        between = [self.at(place) for place in range(first + 1, last)]
        small = all(len(word) == 1 or word in _LINKS or word in CREDENTIALS for word in between)
        return small and all(self.joined(place) for place in range(first, last))

    def titled(self, place: int) -> bool:
        """Whether a title stands right before a word, initials skipped."""
        title = place - 1
        while title > 0 and len(self.at(title)) == 1 and self.at(title) not in FUNCTION_WORDS:
            title -= 1
        if self.at(title) not in TITLES or not 0 <= title < place or self.words[title].possessive:
            return False
        return bool(re.fullmatch(r"[.,]{0,2}\s{0,3}", self._gap(title)))

    def surely_titled(self, place: int) -> bool:
        """Whether a lone "dr" stands before a word; "the dr may …" and "the doctor good" go on without a name."""
        return self.at(place - 1) == "dr" and self.titled(place) and self.at(place - 2) not in _DETERMINERS

    def expects_name(self, place: int) -> bool:
        """Whether a title before a word, or before the one before it, makes even an unknown word a name."""
        for near in (place, place - 1):
            if self.titled(near) and (near == place or self.joined(near)):
                return self.at(near - 1) in ("dr", "prof") or self.capital(place) or not self.mixed_case
        return False

    def credited(self, place: int) -> bool:
        """Whether "MD" or the like follows."""
        return self.at(place + 1) in ("md", "dds", "dmd") or (self.at(place + 1), self.at(place + 2)) == ("m", "d")

    def cued(self, place: int) -> bool:
        """Whether the words before promise a doctor: "with", "see", "the doctor's name is"."""
        return self.at(place - 1) in _CUES or self.named(place)

    def named(self, place: int) -> bool:
        """Whether "the doctor's name is" leads up to a word."""
        return bool(_NAMED.search(self.before(place)))

    def introduced(self, place: int) -> bool:
        """Whether somebody is introduced by this word: "my name is", "I'm"; not the doctor who was asked for."""
        match = _INTRODUCED.search(self.before(place))
        if match is None or self.named(place):
            return False
        return not (self.asks_doctor and match["other"])

    def place_name(self, place: int) -> bool:
        """Whether the words before promise a town: "in", "near"."""
        return bool(_PLACE.search(self.before(place)))

    def alone(self, first: int, last: int) -> bool:
        """Whether a name is about all that the message says."""
        return len(self.words) - (last - first + 1) < 2

    def ruled_out(self, place: int) -> bool:
        """Whether the name that starts here is not wanted."""
        return bool(_RULED_OUT.search(self.before(place)))

    def only_compared(self, place: int) -> bool:
        """Whether somebody is only likened to the doctor: "just like Dr Rao"."""
        return bool(_ONLY_COMPARED.search(self.before(place)))

    def also(self, end: int, start: int) -> bool:
        """Whether two names stand in one list: "Lee or Rao"."""
        return bool(_ALSO.fullmatch(self.lowered[end:start]))

    def any_doctor(self) -> bool:
        """Whether anybody would do: "whoever is free first"; after the question, also "doesn't matter"."""
        return bool(_ANY.search(self.lowered) or (self.asks_doctor and _ANY_WHEN_ASKED.search(self.lowered)))

    def stranger(self, place: int) -> bool:
        """Whether the word at a place looks like part of a name: not an everyday word, nor out of the alphabet."""
        word = self.at(place)
        return len(word) > 1 and word.isalpha() and word not in FUNCTION_WORDS and word not in TIME_WORDS

    def _gap(self, place: int) -> str:
        return self.text[self.words[place].end : self.words[place + 1].start]
