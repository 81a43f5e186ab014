"""Doctors' names as English-speaking clinics write them, and what shows in a sentence that a word names a doctor."""

from __future__ import annotations

import re

from nlu.core.words import vocabulary
from nlu.languages.vocabularies import DoctorNames

TITLES = vocabulary("dr drs doctor doctors doc docs prof professor dentist")
"""Words before a name that make it a doctor's."""

CREDENTIALS = vocabulary(
    """
md mds do dds dmd phd mph mms dpm od np pa pac rn facog faafp facs faap ncmp mbbs frcp frcs mrcp mrcgp mba ms
bds ba msc bsc inc llc ltd jr sr ii iii iv esq retired apc pc
"""
)
"""What follows a name without being part of it."""

CARE_WORDS = vocabulary(
    """
dental dentist dentists dentistry orthodontics orthodontic endodontics endodontic periodontics
prosthodontics implant implants smile smiles tooth teeth denture dentures ceramics lab labs laboratory
laboratories skin laser eye eyes ear nose throat ent eyecare vision optometry ophthalmology ophthalmic cornea
retina dermatology derm obgyn ob gyn gynecology obstetrics womens women health healthcare medical medicine med
clinic clinics clinica center centre centers group groups practice practices associates associate assoc care
family families hospital institute foundation office offices partners physicians physician surgery surgical
surgeons surgeon aesthetic aesthetics cosmetic wellness radiology pediatric pediatrics paediatrics childrens
cardiology heart urology orthopedics orthopedic therapy physiotherapy specialist specialists spa studio
studios services professionals urgent practitioners treatment cancer diabetes fertility doctors primary
sedation community
"""
)
"""Words that make a name that of a house. Clinics share them; none of them names anybody alone."""

HOUSE_WORDS = CARE_WORDS | vocabulary(
    """
general regional arts art service professional division university advanced modern new bay area city county
north south east west northern southern eastern western central valley hill hills house village park street
road plaza square team company corp gentle amazing signature creative holistic integrative total complete
comprehensive premier best first mens kids children home lake river ocean beach mission san santa saint los
las palo del the of
"""
)
"""The same with words that only add to such a name: places, praise."""

_DIVIDERS = re.compile(r"\s*(?::|/|&\s(?=Dr)|\s-\s|\s-(?=\S)|(?<=\S)-\s|\(|\)|\sat\s)\s*")

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


DOCTORS = DoctorNames(
    titles=TITLES,
    short="dr",
    shorts=vocabulary("dr drs"),
    abbreviated=vocabulary("dr prof"),
    credentials=CREDENTIALS,
    signed=frozenset({("md",), ("dds",), ("dmd",), ("m", "d")}),
    shown=vocabulary("dr md"),
    care_words=CARE_WORDS,
    house_words=HOUSE_WORDS,
    dividers=_DIVIDERS,
    titled=re.compile(r"\bdr\b\.?", re.IGNORECASE),
    joins="and",
    leads="for",
    cues=_CUES,
    links=_LINKS,
    determiners=_DETERMINERS,
    ruled_out=_RULED_OUT,
    also=_ALSO,
    only_compared=_ONLY_COMPARED,
    introduced=_INTRODUCED,
    named=_NAMED,
    place=_PLACE,
    any=_ANY,
    any_when_asked=_ANY_WHEN_ASKED,
)
