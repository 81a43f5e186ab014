"""Signs of sudden illness, in English.

The subjects follow what emergency services ask the public to call about: chest pain, breathing, stroke, heavy bleeding,
unconsciousness, fits, severe allergic reactions, meningitis, danger in pregnancy.
"""

from __future__ import annotations

from nlu.languages.en.red_flags.sign import THEM, sign

_LITTLE_ONE = r"baby|babies|infant|newborn|toddler|little one|bub"
_CANNOT = (
    r"cant|cannot|couldnt|unable|not able|hard(?:ly)?|struggl\w+|barely|trouble|troubles|difficult\w*|not"
    r"|isnt|aint|stopped|wont|labou?red|problems?|doesnt|never stopped"
)
_ALOT = (
    r"a lot|lots|heav\w+|wont stop|not stopping|doesnt stop|isnt stopping|cant stop|can t stop|non ?stop"
    r"|everywhere|badly|profusely|severe\w*|uncontroll\w+|pouring|gush\w+|spurting|loads|so much|soaked"
    r"|soaking|hemorrhag\w+|haemorrhag\w+|never ?ending|keeps"
)

SIGNS_OF_ILLNESS = (
    sign(
        "chest_pain",
        r"chest|brest bone|breastbone",
        r"pains?|hurts?|hurting|hurt|aching|aches?|tight\w*|pressure|crushing|squeez\w+|heav(?:y|iness)"
        r"|stabbing|burning up|agony|killing|elephant|brick|weight on",
    ),
    sign(
        "chest_pain",
        r"heart attack|cardiac arrest|heartattack",
        r"having|have|think|he is|she is|is|now|like|just|might|maybe|could|im|symptoms|hes|shes|help",
    ),
    sign(
        "chest_pain",
        r"(?:my|his|her) hearts? (?:has |is |just )*(?:stopped|stopping)|^(?:help )?heart attack(?: help)?$",
    ),
    sign("chest_pain", r"(?:left )?arm", r"numb\w*|pain|hurts?|tingl\w+", r"chest|jaw|sweat\w*|breath\w*"),
    sign("breathing", _CANNOT, r"breath|breathe|breathing|breathes|breaths|catch (?:my|his|her) breath"),
    sign(
        "breathing",
        r"breathing (?:is |has |got |gone )*(?:so |really |very |getting )*(?:bad|worse|shallow|fast|funny"
        r"|weird|noisy)",
    ),
    sign(
        "breathing",
        r"short(?:ness)? of breath|gasping|(?:im|hes|shes|he|she|baby) suffocating|no air|not getting (?:any "
        r"|enough )?air"
        r"|cant get (?:any |enough )?air|fighting for (?:air|breath)|out of breath (?:just )?(?:sitting"
        r"|resting|lying|doing nothing)|asthma attack|stopped breathing|not breathing|severe asthma"
        r"|inhaler (?:isnt|not|doesnt|aint) (?:work\w*|help\w*)",
    ),
    sign(
        "breathing",
        r"lips?|face|fingers|baby|hes|shes|is|going|turning|turned|gone",
        r"(?:gone|going|turn\w*|went|are|is) (?:blue|grey|gray|purple)|blue lips|lips blue",
    ),
    sign(
        "choking",
        r"(?:is|was|hes|shes|im|am|baby|son|daughter|husband|wife|kid|child|mum|mom|dad|he"
        r"|she) (?:is )?choking|choking (?:on|and|right now|now|help)|^(?:help )?choking(?: help)?$",
    ),
    sign(
        "stroke",
        r"having a (?:mini )?stroke|having stroke|just had a (?:mini )?stroke|(?:think|maybe|might|could|may"
        r"|looks like|suspect)(?: \w+){0,5} stroke|stroke (?:now|(?:\w+ ){1,2}(?:minutes?|hours?) ago"
        r"|right now|symptoms now)|is this a stroke",
    ),
    sign(
        "stroke",
        r"face|mouth|smile|eyelid",
        r"droop\w*|drop(?:ped|ping)|sagg?\w*|lopsided|fallen on one side|one side|crooked|paraly\w+",
    ),
    sign(
        "stroke",
        r"slur\w*|speech (?:is |has |gone |all )*(?:gone|weird|funny|jumbled|garbled)|talking (?:gibberish"
        r"|nonsense)",
    ),
    sign("stroke", THEM, r"cant (?:speak|talk)|(?:not making|doesnt make|making no) sense"),
    sign("stroke", r"cant (?:move|lift|feel|raise)", r"arms?|legs?|face|side|half|body|hand"),
    sign(
        "stroke",
        r"sudden\w*|all of a sudden|out of nowhere|just now|just went|just started|woke up",
        r"cant (?:see anything|see out|see from|see properly|speak|talk|feel|walk|stand)|blind|numb"
        r"|paraly[sz]\w+|confused"
        r"|lost (?:my |his |her )?(?:vision|sight|speech|balance)|weak(?:ness)? (?:on|in|down)",
    ),
    sign(
        "stroke",
        r"(?:one|left|right|whole) side",
        r"floppy|numb|paraly[sz]\w+|cant (?:move|feel)|weak\w*|dead",
    ),
    sign("headache", r"worst headache|thunderclap|headache (?:of|in) my life|exploding headache"),
    sign(
        "pregnancy_bleeding",
        r"pregnan\w*|\d+ weeks|expecting|miscarr\w+|trimester",
        r"bleed\w*|blood|haemorrhag\w*|hemorrhag\w*|miscarrying|spotting heavily|clots",
    ),
    sign(
        "pregnancy",
        r"pregnan\w*|\d+ weeks|baby|bump|trimester",
        r"(?:stopped|not|isnt|hasnt|havent felt|cant feel|no longer)(?: \w+){0,4} (?:moving|move|moved"
        r"|kick\w*)|no movements?|(?:cant|havent|not|hardly|barely)(?: \w+){0,2} (?:feel|felt"
        r"|feeling)(?: \w+){0,3} (?:mov\w+|kick\w*)|waters? (?:have |has |just )?(?:broke|broken)|seeing stars"
        r"|in labou?r",
    ),
    sign(
        "pregnancy",
        r"(?:my|her) waters? (?:have |has |just )?(?:broke|broken)|contractions (?:every|are)|baby is coming"
        r"|babys coming"
        r"|giving birth now|cord is (?:out|showing)",
    ),
    sign("bleeding", r"bleed|bleeds|bleeding|bled|blood", _ALOT),
    sign(
        "bleeding",
        r"cough\w*|vomit\w*|throw\w* up|threw up|puk\w+|spitting|peeing|pooping|passing|sick",
        r"blood|coffee grounds",
    ),
    sign(
        "bleeding",
        r"cut|sliced|severed|chopped|slashed|amputat\w+|stabbed|lost",
        r"artery|finger off|thumb off|hand off|toe off|to the bone|so deep|very deep|a lot of blood"
        r"|lots of blood",
    ),
    sign("bleeding", r"(?:bleeding|bled|bleed) (?:out|to death)|slit (?:his|her) throat"),
    sign(
        "baby_unresponsive",
        _LITTLE_ONE,
        r"(?:not|isnt|wont|doesnt|aint|stopped|no longer|cant)(?: \w+){0,3} (?:respon\w+|react\w*|moving"
        r"|wak\w+(?: up)?)"
        r"|unrespon\w+|limp|floppy|lifeless|blue|cold and pale|grey|gray|hardly wakes|gone stiff",
    ),
    sign(
        "unconscious",
        r"uncon[sc]+i?ous|unrespon[sc]ive|passed out|passing out|collapsed|blacked out|faint(?:ed|ing)|knocked out"
        r"|out cold|lifeless"
        r"|(?:lost|losing) con[sc]+iousness|(?:barely|hardly|not|semi) con[sc]+ious|no pulse",
    ),
    sign(
        "unconscious",
        THEM,
        r"(?:not|isnt|wont|doesnt|aint|stopped) (?:\w+ )?(?:respond\w*|moving|reacting|com\w+ round)",
    ),
    sign(
        "unconscious",
        r"(?:wont|not|isnt|doesnt|cant) (?:wake|waking)(?: (?:him|her|them|my \w+))? up|(?:cant"
        r"|couldnt) wake (?:him|her|them|my \w+)"
        r"|(?:cant|couldnt) (?:get|make) (?:him|her|them|my \w+) to (?:wake|respond)\w*",
    ),
    sign(
        "seizure",
        r"having (?:an? )?(?:\w+ )?(?:seizure|fit|convulsion|fits|seizures|convulsions)|(?:is|hes|shes|started"
        r"|keeps|just started|wont stop) (?:seizing|convuls\w+|fitting)|had (?:an? )?(?:seizure"
        r"|fit) (?:just now|now|today|this morning|minutes ago|and)|just had (?:an? )?(?:\w+ )?(?:seizure|fit"
        r"|convulsion)|foaming at the mouth|(?:shaking|jerking) uncontroll\w+|status epilepticus|convulsing",
    ),
    sign(
        "anaphylaxis",
        r"throat|tongue|face|lips?|mouth|airway",
        r"huge|swell\w*|swollen|closing|closes|closed up|puff\w+ up|tightening",
    ),
    sign(
        "anaphylaxis",
        r"anaphyla\w+|anafila\w+|allergic shock|epi ?pen (?:used|isnt|didnt|not|given)|used (?:my|his|her"
        r"|the) epi ?pen|severe allergic reaction|bad allergic reaction|having an allergic reaction"
        r"|allergic reaction (?:now|right now)",
    ),
    sign("anaphylaxis", r"stung|bee|wasp|nuts?|peanuts?|ate", r"swell\w*|swollen|cant breathe|hives all over|throat"),
    sign(
        "meningitis",
        r"rash|spots",
        r"(?:doesnt|does not|dont|not|wont|isnt|didnt)(?: \w+){0,4} (?:fade|fading|disappear\w*|go away"
        r"|blanch\w*|vanish)(?: \w+){0,4} (?:glass|press\w*|tumbler)|glass test|non ?blanching|purple"
        r"|stiff neck|neck is stiff",
    ),
    sign(
        "meningitis",
        r"stiff neck|neck is (?:so |really )?stiff|cant bend (?:my|his|her) neck|neck stiff",
        r"fever\w*|temperature|light|confused|drowsy|vomit\w*|headache",
    ),
    sign(
        "meningitis",
        r"meningitis|sepsis",
        r"think|signs?|symptoms|might|may|has|have|looks|like|could|worried|getting worse",
    ),
)
