"""Words for the people one books for, and what they are to the patient."""

from __future__ import annotations

from nlu.core.meaning import Relation
from nlu.core.words import vocabulary

_BY_RELATION: dict[Relation, str] = {
    "child": "son sons daughter daughters daugther dauther kid kids child children boy boys girl girls baby babies"
    " toddler"
    " infant newborn teen teenager twins stepson stepdaughter grandson granddaughter grandchild grandkids lad lads"
    " youngest eldest oldest middlest bairn bairns tot tots",
    "partner": "husband wife partner spouse fiance fiancee boyfriend girlfriend bf gf hubby missus",
    "parent": "mum mom mother mummy mommy mam mama ma dad father daddy papa parents parent stepmum stepmom stepdad",
    "other": "nan nana gran grandma granny grandmother grandpa grandad granddad grandfather brother sister sibling"
    " bro sis"
    " aunt auntie uncle cousin niece nephew friend neighbour neighbor colleague flatmate roommate",
}
RELATIONS: dict[str, Relation] = {word: relation for relation, words in _BY_RELATION.items() for word in words.split()}
"""What a word says somebody is to the patient: "mum" is a parent."""

SEVERAL = vocabulary("sons daughters kids children boys girls babies twins grandkids parents")
"""Those that are said of more than one."""

OWNERS = vocabulary("my our your his her their me")
"""Words before a relation: "my daughter", "get me kid"."""

ONESELF = vocabulary("me myself mine self meself mesel mysel masel moi yo ich mi")
"""Words for whoever writes."""

DESCRIBED = vocabulary(
    "little old older oldest eldest elder young younger youngest dear big small teenage adult newborn other"
    " second first baby wee two three four both"
)
"""Words that may stand between: "my little boy"."""

ONE_OF = {
    "kids": "kid", "children": "child", "boys": "boy", "girls": "girl", "sons": "son", "daughters": "daughter",
    "babies": "baby", "twins": "twin", "grandkids": "grandkid", "parents": "parent", "lads": "lad", "bairns": "bairn",
    "tots": "tot", "brothers": "brother", "sisters": "sister",
}  # fmt: skip
"""One of several, as they would be called."""

OTHER = "other"
"""Before the one of two who was not named yet."""

GROUPS = vocabulary(
    "us family everybody everyone all both"
    " sons daughters kids children boys girls babies twins grandkids parents lads bairns tots brothers sisters"
)
"""Words for several people at once: who they are is told one by one, or asked."""

OPINIONS = vocabulary(
    "said says told tells thinks recommended recommends suggested works worked drives drove referred uses used"
    " picked loves liked likes saw sees swears"
)
"""What relatives do who are only mentioned: "my wife said"."""

MENTIONED_AFTER = vocabulary(
    "with like than after before as from by ask asked tell told call called between since when while if"
)
"""What leads up to a relative who is only mentioned: "with my wife", "after my son's"."""
