"""What people write when somebody is in danger: groups of expressions that, found close together, are a sign.

The subjects follow what emergency services ask the public to call about (chest pain, breathing, stroke, heavy bleeding,
unconsciousness, fits, severe allergic reactions, burns, poisoning, self-harm). Expressions are regular expressions over
folded text: lower case, no accents, no apostrophes ("can't" is "cant").
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Sign(NamedTuple):
    """All `groups` within a few words of each other, in any order, are a sign of `code`."""

    code: str
    groups: tuple[re.Pattern[str], ...]


def _sign(code: str, *groups: str) -> Sign:
    return Sign(code, tuple(re.compile(rf"\b(?:{group})\b") for group in groups))


_CANNOT = r"cant|cannot|couldnt|unable|not able|hard(?:ly)?|struggl\w+|barely|trouble|troubles|difficult\w*|not|isnt|aint|stopped|wont|labou?red|problems?|doesnt|never stopped"
_LITTLE_ONE = r"baby|babies|infant|newborn|toddler|little one|bub"
_NOW_HAVING = r"having|is having|having an?|had just|just had|think\w*|maybe|might|could be|like|signs? of|symptoms of|now|right now|minutes ago"
_ALOT = r"a lot|lots|heav\w+|wont stop|not stopping|doesnt stop|isnt stopping|cant stop|can t stop|non ?stop|everywhere|badly|profusely|severe\w*|uncontroll\w+|pouring|gush\w+|spurting|loads|so much|soaked|soaking|hemorrhag\w+|haemorrhag\w+|never ?ending|keeps"
_TAKEN = r"took|taken|take|taking|swallow\w*|ate|eaten|drank|drunk|drinking|ingest\w*|got into|had"

SIGNS = (
    _sign("chest_pain", r"chest|brest bone|breastbone", r"pains?|hurts?|hurting|hurt|aching|aches?|tight\w*|pressure|crushing|squeez\w+|heav(?:y|iness)|stabbing|burning up|agony|killing"),
    _sign("chest_pain", r"heart attack|cardiac arrest|heart (?:has |just )?stopped|heartattack", r"having|have|think|he is|she is|is|now|like|just|might|maybe|could|im|symptoms|hes|shes|help"),
    _sign("chest_pain", r"(?:left )?arm", r"numb\w*|pain|hurts?|tingl\w+", r"chest|jaw|sweat\w*|breath\w*"),
    _sign("breathing", _CANNOT, r"breath|breathe|breathing|breathes|breaths|catch (?:my|his|her) breath"),
    _sign("breathing", r"short(?:ness)? of breath|gasping|suffocat\w+|no air|not getting (?:any |enough )?air|cant get (?:any |enough )?air|fighting for (?:air|breath)|out of breath (?:just )?(?:sitting|resting|lying|doing nothing)|asthma attack|stopped breathing|not breathing|severe asthma|inhaler (?:isnt|not|doesnt|aint) (?:work\w*|help\w*)"),
    _sign("breathing", r"lips?|face|fingers|baby|hes|shes|is|going|turning|turned|gone", r"(?:gone|going|turn\w*|went|are|is) (?:blue|grey|gray|purple)|blue lips|lips blue"),
    _sign("choking", r"(?:is|was|hes|shes|im|am|baby|son|daughter|husband|wife|kid|child|mum|mom|dad|he|she) (?:is )?choking|choking (?:on|and|right now|now|help)"),
    _sign("stroke", r"having a (?:mini )?stroke|having stroke|just had a (?:mini )?stroke|(?:think|maybe|might|could|may|looks like|suspect)(?: \w+){0,5} stroke|stroke (?:now|right now|symptoms now)|is this a stroke"),
    _sign("stroke", r"face|mouth|smile|eyelid", r"droop\w*|drop(?:ped|ping)|sagg?\w*|lopsided|fallen on one side|one side|crooked|paraly\w+"),
    _sign("stroke", r"slur\w*|cant (?:speak|talk|move)|speech (?:is )?(?:gone|weird|funny|slurred|jumbled)|(?:not making|doesnt make|making no) sense|talking (?:gibberish|nonsense)|cant lift", r"arms?|legs?|face|side|sudden\w*|speech|words|speak|talk|mum|mom|dad|husband|wife|he|she|hes|shes|gran|nan|my|just|now"),
    _sign("stroke", r"sudden\w*|all of a sudden|just now|just went|just started|woke up", r"cant (?:move|see|speak|talk|feel|walk)|blind|lost (?:my |his |her )?(?:vision|sight|speech|balance)|numb|paraly[sz]\w+|confused|weak on one side"),
    _sign("stroke", r"(?:one|left|right|whole) side", r"numb|paraly[sz]\w+|cant (?:move|feel)|gone weak|went weak|weak|dead"),
    _sign("headache", r"worst headache|thunderclap|headache (?:of|in) my life|exploding headache"),
    _sign("pregnancy_bleeding", r"pregnan\w*|weeks along|expecting|miscarr\w+|trimester", r"bleed\w*|blood|haemorrhag\w*|hemorrhag\w*|miscarrying|spotting heavily|clots"),
    _sign("pregnancy", r"pregnan\w*|weeks along|baby|bump|trimester", r"(?:stopped|not|isnt|hasnt|havent felt|cant feel|no longer)(?: \w+){0,4} (?:moving|move|moved|kick\w*)|no movements?|waters? (?:have |has |just )?(?:broke|broken)|seeing stars|in labou?r"),
    _sign("pregnancy", r"waters? (?:have |has |just )?(?:broke|broken)|contractions (?:every|are)|baby is coming|babys coming|giving birth now|cord is (?:out|showing)"),
    _sign("bleeding", r"bleed|bleeds|bleeding|bled|blood", _ALOT),
    _sign("bleeding", r"cough\w*|vomit\w*|throw\w* up|threw up|puk\w+|spitting|peeing|pooping|passing|sick", r"blood|coffee grounds"),
    _sign("bleeding", r"cut|sliced|severed|chopped|slashed|amputat\w+|stabbed|lost", r"artery|finger off|thumb off|hand off|toe off|wrists?|to the bone|so deep|very deep|a lot of blood|lots of blood"),
    _sign("suicide", r"kill(?:ing)? (?:my ?self|him ?self|her ?self|them ?selves|themself)|end(?:ing)? (?:my|his|her|their|it all|my own) ?(?:life|lives|it|now|all)?|suicid\w*|sucid\w*|want(?:s)? to die|wanna die|wanting to die|wish i (?:was|were) dead|better off dead|better off without me|dont want to (?:live|be alive|be here anymore|exist|wake up)|dont wanna (?:live|be alive|be here anymore|exist)|no reason to live|take my (?:own )?life|tak(?:e|ing) (?:his|her|their) (?:own )?life|cant go on(?: living| anymore| any more)|kms|unalive|end it all|hang myself|jump off (?:a|the) (?:bridge|roof|building)|not worth living|nothing (?:left )?to live for"),
    _sign("suicide", r"hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?|burning", r"my ?self|him ?self|her ?self", r"want|going|gonna|keep|about|thinking|thoughts|will|urge\w*|cant stop|started|been|am|is|im|hes|shes|wants|need|deliberately|on purpose"),
    _sign("suicide", r"self ?harm\w*", r"i|im|ive|he|she|hes|shes|my|want\w*"),
    _sign("violence", r"(?:been|got|was|just|is) (?:shot|stabbed)|gun ?shot|stab wound|attacked me|(?:is|hes|shes) (?:hitting|beating|hurting|strangling|attacking) me|strangled me|been raped|was raped|raped me|trying to kill me|going to kill me|gonna kill me"),
    _sign("baby_unresponsive", _LITTLE_ONE, r"unrespon\w+|(?:not|isnt|wont|doesnt|aint|stopped|no longer|cant get \w+ to|cant)(?: \w+){0,3} (?:respon\w+|react\w*|mov\w+|wak\w+(?: up)?)|limp|floppy|lifeless|blue|cold and pale|grey|gray|hardly wakes|gone stiff"),
    _sign("unconscious", r"unconsc?i?ous|uncon[sc]+ious|passed out|passing out|collapsed|black(?:ed|ing) out|fainted|knocked out|unrespon\w+|lost con[sc]+iousness|losing consciousness|lifeless|no pulse|found (?:him|her|them) on the floor|out cold", r"he|she|hes|shes|my|is|just|now|wont|husband|wife|mum|mom|dad|son|daughter|someone|man|woman|friend|i|im|patient|colleague|help|keep|keeps"),
    _sign("unconscious", r"(?:not|isnt|wont|doesnt|cant|aint|stopped|no longer)(?: \w+){0,2} (?:respond\w*|wak(?:e|ing) up|wak(?:e|ing) (?:him|her|them|my \w+)(?: up)?|reacting|come round)|(?:cant|couldnt) (?:get|make) (?:him|her|them|my \w+) (?:to )?(?:wake|respond)\w*"),
    _sign("seizure", r"having (?:an? )?(?:\w+ )?(?:seizure|fit|convulsion|fits|seizures|convulsions)|(?:is|hes|shes|started|keeps|just started|wont stop) (?:seizing|convuls\w+|fitting)|had (?:an? )?(?:seizure|fit) (?:just now|now|today|this morning|minutes ago|and)|just had (?:an? )?(?:\w+ )?(?:seizure|fit|convulsion)|foaming at the mouth|(?:shaking|jerking) uncontroll\w+|status epilepticus|convulsing"),
    _sign("overdose", r"overdos\w*|over ?dosed?|od ?ed on|took (?:too many|all (?:of )?(?:my|the|his|her)|a whole|the whole|a bottle|loads of|a handful|\d{2,})(?: \w+){0,4} (?:pills?|tablets?|meds|medication|medicine|paracetamol|tylenol|ibuprofen|aspirin|sleeping \w+|antidepressants|insulin|of \w+)|(?:too many|too much) (?:pills|tablets|meds|medication|medicine|paracetamol|tylenol|insulin|opioids|heroin|fentanyl)"),
    _sign("poisoning", _TAKEN, r"bleach|poison\w*|antifreeze|detergent|battery|batteries|button cell|rat poison|drain cleaner|white spirit|cleaning (?:fluid|product|liquid|stuff)|dishwasher tablet|laundry pod|petrol|gasoline|magnets?|pesticide|weed ?killer|acid|my (?:\w+ )?(?:pills|tablets)|(?:whole|entire) (?:pack|bottle|box) of", r"he|she|hes|shes|son|daughter|baby|toddler|child|kid|kids|boy|girl|i|ive|just|dad|mum|mom|husband|wife|someone|little"),
    _sign("poisoning", r"carbon monoxide|gas leak", r"dizzy|sick|headache\w*|breath\w*|we|i|feel"),
    _sign("anaphylaxis", r"throat|tongue|face|lips|mouth|airway", r"swell\w*|swollen|closing|closes|closed up|puff\w+ up|tightening"),
    _sign("anaphylaxis", r"anaphyla\w+|anafila\w+|allergic shock|epi ?pen (?:used|isnt|didnt|not|given)|used (?:my|his|her|the) epi ?pen|severe allergic reaction|bad allergic reaction|having an allergic reaction|allergic reaction (?:now|right now)"),
    _sign("anaphylaxis", r"stung|bee|wasp|nuts?|peanuts?|ate", r"swell\w*|swollen|cant breathe|hives all over|throat"),
    _sign("severe_burn", r"burn|burns|burned|burnt|scald\w*", r"boiling|fire|severe\w*|badly|bad|blister\w*|whole|face|acid|chemical\w*|electric\w*|third degree|3rd degree|hot oil|kettle|melted|peeling off|all over|charred", r"i|hes|shes|he|she|my|son|daughter|baby|child|just|myself|himself|herself|is|kid|hand|arm|leg|toddler"),
    _sign("electric_shock", r"electrocut\w+|electric shock|struck by lightning"),
    _sign("drowning", r"(?:nearly|almost|just) drowned|is drowning|drowning in the|pulled (?:him|her|them) out of the (?:pool|water|bath|sea|lake|river)"),
    _sign("meningitis", r"rash|spots", r"(?:doesnt|does not|dont|not|wont|isnt|didnt)(?: \w+){0,4} (?:fade|fading|disappear\w*|go away|blanch\w*|vanish)(?: \w+){0,4} (?:glass|press\w*|tumbler)|glass test|non ?blanching|purple|stiff neck|neck is stiff"),
    _sign("meningitis", r"stiff neck|neck is (?:so |really )?stiff|cant bend (?:my|his|her) neck|neck stiff", r"fever\w*|temperature|light|confused|drowsy|vomit\w*|headache"),
    _sign("meningitis", r"meningitis|sepsis", r"think|signs?|symptoms|might|may|has|have|looks|like|could|worried|getting worse"),
    _sign("head_injury", r"(?:hit|bang\w*|crack\w*|injur\w+|fell on|smash\w*|bump\w*) (?:\w+ ){0,3}head|head injury", r"unconscious|vomit\w*|throwing up|confused|drowsy|wont wake|passed out|blacked out|blood|bleed\w*|fluid|seeing double|cant remember|knocked|pupils?"),
    _sign("injury", r"(?:been|was|got|just) (?:hit|run over|knocked down) by (?:a |the )?(?:car|bus|truck|lorry|van|train|motorbike)|car (?:crash|accident) (?:just )?now|(?:just )?had a (?:bad |serious |terrible )?(?:car )?(?:crash|accident) (?:just )?now|fell (?:off|from) (?:a |the )?(?:roof|ladder|balcony|window|scaffold\w*|building)|bone (?:is )?(?:sticking out|poking out|through the skin)|broke\w* (?:my|his|her) (?:neck|back)"),
    _sign("emergency", r"call(?:ing)? (?:an |the )?(?:ambulance|911|999|112|000)|need an? ambulance|send (?:an |the )?(?:ambulance|paramedics|help now)|(?:this|its|it) is an? (?:real |medical )?emergency|its an? (?:real |medical )?emergency|medical emergency|(?:i am|im|i think im|hes|shes|he is|she is|hes|we are) (?:actually |really |literally )?dying(?! (?:to|for|of (?:laugh|bore|curio|embarr|hunger|thirst|heat)|here|from (?:laugh|bore)))|about to die|life or death"),
    # Other languages heard at the desk.
    _sign("chest_pain", r"dolor (?:fuerte )?(?:en|de) (?:el )?pecho|(?:me|le) duele(?: mucho)? el pecho|douleurs? (?:a|dans|de) (?:la )?poitrine|mal a la poitrine|brustschmerz\w*|schmerz\w* in (?:der|meiner) brust|herzinfarkt|infarto|crise cardiaque|bol\w* w klatce(?: piersiowej)?|zawal\w*|opresion en el pecho"),
    _sign("breathing", r"no (?:puedo|puede|consigo) respirar|no respira|me ahogo|(?:peux|peut|arrive|arrivons) (?:pas|plus|pas a|plus a) respirer|ne respire (?:pas|plus)|respire plus|etouffe|keine luft|(?:kann|kriegt|bekomm\w*)(?: \w+){0,3} (?:nicht|kaum|keine) (?:atmen|luft)|nicht (?:mehr )?atmen|atmet nicht|atemnot|nie moge oddychac|nie moze oddychac|nie oddycha|dusze sie|dusi sie"),
    _sign("stroke", r"schlaganfall|derrame cerebral|un avc|ictus|udar\w*|wylew"),
    _sign("unconscious", r"bewusstlos\w*|inconsciente|inconscient\w*|nieprzytomn\w+|ohnmacht\w*|(?:se )?desmay\w+|evanoui\w*|zemdlal\w*|nicht ansprechbar|stracil\w* przytomnosc|perdu connaissance"),
    _sign("suicide", r"quiero morir(?:me)?|suicidar\w*|matarme|veux mourir|me tuer|envie de mourir|(?:mich|will mich) umbringen|(?:will|mochte) (?:nicht mehr leben|sterben)|selbstmord|chce umrzec|zabic sie|samoboj\w+|nie chce (?:juz )?zyc"),
    _sign("bleeding", r"sangr(?:a|o|ando|ado) (?:mucho|muchisimo)|mucha sangre|hemorragia|saigne (?:beaucoup|enormement)|hemorragie|blute\w* (?:sehr |so )?(?:stark|viel)|starke blutung|krwotok|mocno krwawi\w*|krwawi\w* (?:mocno|bardzo)"),
    _sign("seizure", r"convulsion(?:es|ando|s)?|krampfanfall|crise d ?epilepsie|drgawki|epileptischer anfall|atak padaczki"),
    _sign("overdose", r"sobredosis|uberdosis|surdose|przedawkowa\w+"),
)  # fmt: skip
