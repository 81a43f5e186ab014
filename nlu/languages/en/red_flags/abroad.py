"""Signs of an emergency in Spanish, French, German and Polish, over text folded to plain letters."""

from __future__ import annotations

from nlu.languages.en.red_flags.sign import sign

SIGNS_ABROAD = (
    sign(
        "chest_pain",
        r"dolor (?:fuerte )?(?:en|de) (?:el )?pecho|(?:me|le) duele(?: mucho)? el pecho|douleurs? (?:a|dans"
        r"|de) (?:la )?poitrine|mal a la poitrine|brustschmerz\w*|schmerz\w* in (?:der|meiner) brust"
        r"|herzinfarkt|infarto|crise cardiaque|bol\w* w klatce(?: piersiowej)?|zawal\w*|opresion en el pecho",
    ),
    sign(
        "breathing",
        r"no (?:puedo|puede|consigo) respirar|no respira|me ahogo|(?:peux|peut|n?arriv\w+) (?:pas|plus"
        r"|pas a|plus a) respirer|ne respire (?:pas|plus)|respire plus|etouffe|keine luft|(?:kann|kriegt"
        r"|bekomm\w*)(?: \w+){0,3} (?:nicht|kaum|keine) (?:atmen|luft)|nicht (?:mehr )?atmen|atmet nicht"
        r"|atemnot|nie moge oddychac|nie moze oddychac|nie oddycha|dusze sie|dusi sie",
    ),
    sign("stroke", r"schlaganfall|derrame cerebral|un avc|ictus|udar\w*|wylew"),
    sign(
        "unconscious",
        r"bewusstlos\w*|inconsciente|inconscient\w*|nieprzytomn\w+|ohnmacht\w*|(?:se )?desmay\w+|evanoui\w*"
        r"|zemdlal\w*|nicht ansprechbar|stracil\w* przytomnosc|perdu connaissance",
    ),
    sign(
        "suicide",
        r"quiero morir(?:me)?|suicidar\w*|matarme|veux mourir|me tuer|envie de mourir|(?:mich"
        r"|will mich) umbringen|(?:will|mochte) (?:nicht mehr leben|sterben)|selbstmord|chce umrzec|zabic sie"
        r"|samoboj\w+|nie chce (?:juz )?zyc",
    ),
    sign(
        "bleeding",
        r"sangr(?:a|o|ando|ado) (?:mucho|muchisimo)|mucha sangre|hemorragia|saigne (?:beaucoup|enormement)"
        r"|hemorragie|blute\w* (?:sehr |so )?(?:stark|viel)|starke blutung|krwotok|mocno krwawi\w*"
        r"|krwawi\w* (?:mocno|bardzo)",
    ),
    sign(
        "seizure",
        r"convulsion(?:es|ando|s)?|krampfanfall|crise d ?epilepsie|drgawki|epileptischer anfall|atak padaczki",
    ),
    sign("overdose", r"sobredosis|uberdosis|surdose|przedawkowa\w+"),
)
