"""How patients' names, and whom something is for, stand in an English sentence."""

from __future__ import annotations

import re

from nlu.core.meaning import Relation
from nlu.core.words import vocabulary
from nlu.languages.en.doctor_names import TITLES
from nlu.languages.en.farewells import FAREWELL, NAMES_NEXT
from nlu.languages.en.relations import ONESELF
from nlu.languages.en.renaming import NO_NAMES, OF_A_NAME, PARTS, PATTERNS
from nlu.languages.vocabularies import People

PARTICLES = vocabulary(
    "van der den de la le los las du da dos das del della di von zu zum el al bin bint ibn ter ten st abu mac o y"
)
"""Small words within surnames: "van der Berg", "de la Cruz"."""

HONORIFICS = vocabulary("mr mrs ms miss mx sir dame lady lord rev")
"""Words before a name that are no part of it, and promise one."""

_ORDINARY_TOO = vocabulary(
    "will may june april august pat art joy hope faith grace dawn guy jan don drew chase bill sue sunny"
)

_NEVER = vocabulary(
    "i im ive id ill a an the my me you he she it we they this that and or but not no yes yeah ok okay please"
    " thanks hi hello what when where why how who can could would should is are was do does did have has had"
    " need want today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday covid flu dr"
    " doctor just so also at in on for to of with from sick ill looking going trying sure sorry free here"
    " available interested afraid"
)

_DAYS = vocabulary("monday tuesday wednesday thursday friday saturday sunday")

_SHORT_SURNAMES = vocabulary("an so do to my no ha he ho")

_LIKE_A_VERB = re.compile(
    r"(?:...ing|...ed|..ly|..tion|..ment|..ness|..able|..ful|..ous|..itis|..osis|..emia|..algia)$"
)

AND = vocabulary("and n plus")
"""Words between two people."""

_REFUSED = vocabulary("not isnt wasnt never")
"""Words before a "for" that leads to somebody it is not for."""

_VISITS = vocabulary("appointment appt appts slot visit booking")

_GIFTS = _VISITS | vocabulary("its is")

_SELF_CUES = (  # a name is promised, the writer's own
    "my name is, my names, my full name is, im called, i am called, mi nombre es, me llamo, je mappelle, ich heisse,"
    " mein name ist, nazywam sie, call me"
)

_WEAK_SELF_CUES = "im, i am, this is"  # so much else follows these that the name must look like one

_OTHER_CUES = (
    "her name is, his name is, their name is, her names, his names, hes called, shes called, is called, the name is,"
    " patient is, patients name is, patient name is, patient name, name is"
)

_WEAK_OTHER_CUES = "its, it is, thats, name"

_AFTER_A_NAME = AND | vocabulary("pls plz please thanks thank thx ty i im we he she hes shes needs is has btw here")

_THINGS = TITLES | vocabulary("clinic office practice place hospital street insurance gp")  # "the clinic's name is"

_LEADING = vocabulary(
    "yes yeah yep sure ok okay oh um uh well hi hello hey it its is that thats for please just name only under"
    " of course absolutely hmm so the actually no sorry i meant mean not"
)


def _cue_table() -> dict[tuple[str, ...], tuple[Relation | None, bool]]:
    """What each introduction says: whose name follows it, and whether it promises a name."""
    own: Relation = "self"
    rows: tuple[tuple[str, Relation | None, bool], ...] = (
        (_SELF_CUES, own, True),
        (_WEAK_SELF_CUES, own, False),
        (_OTHER_CUES, None, True),
        (_WEAK_OTHER_CUES, None, False),
    )
    return {tuple(cue.split()): (relation, sure) for cues, relation, sure in rows for cue in cues.split(",")}


_ONE = r"[^\W\d_] (?:for|as in|like) [^\W\d_]+"

_BY_WORDS = re.compile(rf"(?<![\w'’-]){_ONE}(?:[ ,.;]+(?:and |then )?{_ONE})+", re.IGNORECASE)

_LETTER_OF = re.compile(r"(?<![\w'’-])([^\W\d_]) (?:for|as in|like) ", re.IGNORECASE)

_SURNAME = re.compile(
    r"(?<=\w),? (?:and )?(?:(?:the|my|his|her) )?(?:last name|surname|family name)(?: is|:)? (?=[^\W\d_])",
    re.IGNORECASE,
)

_STRANGE_DOCTOR = re.compile(
    r"\b(?:dr|Dr|DR|doctor|Doctor)\.? {1,2}(?P<name>[^\W\d_a-z][\w'’-]{2,}(?: (?:[A-Z]\.? )?[A-Z][\w'’-]+)?)"
)


PEOPLE = People(
    particles=PARTICLES,
    honorifics=HONORIFICS,
    saint="st",
    ordinary_too=_ORDINARY_TOO,
    never=_NEVER,
    days=_DAYS,
    short_surnames=_SHORT_SURNAMES,
    like_a_verb=_LIKE_A_VERB,
    joins=AND,
    leads="for",
    begins_kin=vocabulary("for a and"),
    called=vocabulary("called named"),
    named_thing="name",
    addressed="friend",
    both="both",
    only=vocabulary("both just only"),
    me=vocabulary("me myself"),
    myself="myself",
    refused=_REFUSED,
    visits=_VISITS,
    gifts=_GIFTS,
    cues=_cue_table(),
    cue_of_a_form=("name",),
    after_a_name=_AFTER_A_NAME,
    things=_THINGS,
    leading=_LEADING,
    oneself=ONESELF,
    here="here",
    titles=vocabulary("dr prof professor"),
    letters_by_words=_BY_WORDS,
    letter_of=_LETTER_OF,
    surname_told=_SURNAME,
    strange_doctor=_STRANGE_DOCTOR,
    renamed=PATTERNS,
    no_names=NO_NAMES,
    parts=PARTS,
    of_a_name=OF_A_NAME,
    farewell=FAREWELL,
    names_next=NAMES_NEXT,
    for_whom="for {}",
)
