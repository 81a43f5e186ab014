"""Signs of harm done to oneself or by others, of accidents and poisoning, and plain calls for help, in English."""

from __future__ import annotations

from nlu.languages.en.red_flags.sign import THEM, sign

_PILLS = (
    r"pills?|tablets?|meds|medication|medicines?|paracetamol|tylenol|acetaminophen|ibuprofen|aspirin|painkillers"
    r"|sleeping \w+|antidepressants|insulin|opioids|heroin|fentanyl|codeine"
)
_LITTLE_ONE = r"baby|babies|infant|newborn|toddler|little one|bub"
_TAKEN = r"took|taken|take|taking|swallow\w*|ate|eaten|drank|drunk|drinking|ingest\w*|got into|had"

SIGNS_OF_HARM = (
    sign(
        "suicide",
        r"kill(?:ing)? (?:my ?self|him ?self|her ?self|them ?selves|themself)|suicid\w*|sucid\w*|kms|unalive"
        r"|end(?:ing)? (?:my|his|her|their) (?:own )?(?:life|lives|suffering)|end(?:ing)? it (?:all|now"
        r"|tonight)|want to end it"
        r"|wants? to die|wanting to die|wish i (?:was|were) dead|better off (?:dead|without me)|not worth living"
        r"|dont want to (?:live|be alive|be here any ?more|exist|wake up)|no reason to live"
        r"|nothing (?:left )?to live for"
        r"|tak(?:e|ing) (?:my|his|her|their) (?:own )?life|cant go on (?:living|any ?more)|jump off (?:a"
        r"|the) (?:bridge|roof)"
        r"|(?:hang|hung|hanged) (?:my ?self|him ?self|her ?self)|found (?:him|her|them) hanging|(?:cut|cutting"
        r"|slit|slash\w*) (?:my|his|her) wrists?",
    ),
    sign(
        "suicide",
        r"hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?|burning",
        r"my ?self|him ?self|her ?self",
        r"wants?|going|gonna|keeps?|about|thinking|thoughts|will|urge\w*|cant stop|started|been|might|may"
        r"|could|scared|afraid"
        r"|need|deliberately|on purpose",
    ),
    sign("suicide", r"self ?harm\w*", r"i|im|ive|he|she|hes|shes|my|want\w*"),
    sign(
        "violence",
        r"(?:been|got|was|just|is) (?:shot|stabbed)|gun ?shot|stab wound|attacked me|strangled me|raped me"
        r"|(?:been|was) raped"
        r"|(?:he|she|they|somebody|someone) shot (?:me|my|him|her)|(?:trying|going) to kill me|gonna kill me"
        r"|(?:is|hes|shes) (?:hitting|beating|hurting|strangling|attacking) me",
    ),
    sign("overdose", r"over ?dos\w*|od ?ed on|too (?:many|much) (?:of \w+ )?(?:" + _PILLS + ")"),
    sign(
        "overdose",
        r"(?:took|taken|swallowed|takes) (?:too many|too much|all|the whole|a whole|\d{2,}|(?:a )?(?:load"
        r"|loads|handful|bottle|box|lot"
        r"|bunch|packet|pack)s? of)",
        _PILLS,
    ),
    sign(
        "poisoning",
        _TAKEN,
        r"bleach|poison|antifreeze|detergent|battery|batteries|button cell|drain cleaner|white spirit|petrol"
        r"|gasoline|magnets?"
        r"|cleaning (?:fluid|product|liquid|stuff)|dishwasher tablet|laundry pod|pesticide|weed ?killer|acid",
        THEM + r"|i|ive|we|kids|boy|girl|little",
    ),
    sign(
        "poisoning",
        r"son|daughter|baby|toddler|child|kid|boy|girl|little one",
        _TAKEN,
        r"(?:my|his|her) (?:\w+ )?(?:" + _PILLS + ")",
    ),
    sign("poisoning", r"carbon monoxide|gas leak", r"dizzy|sick|headache\w*|breath\w*|we|i|feel"),
    sign(
        "severe_burn",
        r"burn|burns|burned|burnt|scald\w*",
        r"boiling|fire|severe\w*|badly|bad|blister\w*|whole|face|acid|chemical\w*|electric\w*|third degree"
        r"|3rd degree|hot oil|kettle|melted|peeling off|all over|charred",
        r"i|hes|shes|he|she|my|son|daughter|baby|child|just|myself|himself|herself|is|kid|hand|arm|leg|toddler",
    ),
    sign(
        "severe_burn",
        r"boiling (?:water|oil|hot)|hot oil|acid",
        r"skin|arms?|hands?|face|legs?|body|eyes?|over (?:me|him|her|my)",
    ),
    sign("electric_shock", r"electrocut\w+|electric shock|struck by lightning"),
    sign(
        "drowning",
        r"(?:nearly|almost|just) drowned|is drowning|drowning in the|pulled (?:him|her"
        r"|them) out of the (?:pool|water|bath|sea|lake|river)",
    ),
    sign(
        "head_injury",
        r"(?:hit|hitting|bang\w*|crack\w*|injur\w+|fell on|smash\w*|bump\w*) (?:\w+ ){0,3}head|head injury",
        r"unconscious|vomit\w*|throwing up|being sick|confused|drowsy|wont wake|passed out|blacked out|blood|bleed\w*"
        r"|fluid|seeing double|cant remember|knocked|pupils?",
    ),
    sign(
        "injury",
        r"(?:been|was|got|just) (?:hit|run over|knocked down) by (?:a |the )?(?:car|bus|truck|lorry|van|train"
        r"|motorbike)|car (?:crash|accident) (?:just )?now|(?:just )?had a (?:bad |serious "
        r"|terrible )?(?:car )?(?:crash|accident) (?:just )?now|fell (?:off|from) (?:a |the )?(?:roof|ladder"
        r"|balcony|window|scaffold\w*|building)|bone (?:is )?(?:sticking out|poking out|through the skin)"
        r"|broke\w* (?:my|his|her) (?:neck|back)",
    ),
    sign(
        "emergency",
        r"call(?:ing)? (?:an |the )?(?:ambulance|911|999|112|000)|need an? ambulance|send (?:an "
        r"|the )?(?:ambulance|paramedics|help now)|(?:this|its|it) is an? (?:real |medical )?emergency"
        r"|its an? (?:real |medical )?emergency|medical emergency|(?:i am|im|i think im|hes|shes|he is|she is"
        r"|hes|we are) (?:actually |really |literally )?dying(?! (?:to|for|of (?:laugh|bore|curio|embarr"
        r"|hunger|thirst|heat)|here|from (?:laugh|bore)))|about to die|life or death",
    ),
)
