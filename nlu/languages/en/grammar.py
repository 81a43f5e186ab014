"""English, as understanding asks for it."""

from __future__ import annotations

from nlu.core.words import vocabulary
from nlu.languages.en import (
    ages,
    agreement,
    apposition,
    aspects,
    assent,
    attributes,
    belonging,
    choices,
    common_words,
    consent,
    doubts,
    enough,
    first_names,
    keeping,
    lengths,
    of_others,
    once_more,
    red_flags,
    relations,
    scots,
    seeking,
    series,
    swapping,
    topics,
    undoing,
    yes_no,
)
from nlu.languages.en.care import CARE
from nlu.languages.en.contact import CONTACT
from nlu.languages.en.dates import resolve
from nlu.languages.en.dates.delays import delay_said
from nlu.languages.en.doctor_names import DOCTORS
from nlu.languages.en.doctors_chat import DOCTORS_CHAT
from nlu.languages.en.elsewhere import ELSEWHERE
from nlu.languages.en.masking import MASKING
from nlu.languages.en.people import PEOPLE
from nlu.languages.en.rules import RULES
from nlu.languages.en.spelling import SPELLING
from nlu.languages.en.wishing import WISHING
from nlu.languages.grammar import Asking, Assent, Choices, Dates, Grammar, RedFlags, Wanting
from nlu.languages.vocabularies import Relations, Words

GRAMMAR = Grammar(
    language="en",
    taught=True,
    standard=scots.in_english,
    dates=Dates(resolve=resolve, delay_said=delay_said, at_hour="at {}"),
    assent=Assent(
        yes_no=yes_no.yes_no,
        leading=agreement.leading,
        is_said=assent.is_said,
        says_yes=assent.says_yes,
        repeats=assent.repeats,
        is_firm=agreement.is_firm,
        refuses=agreement.refuses,
        brings_another=agreement.brings_another,
        is_closing=agreement.is_closing,
        says_more=agreement.says_more,
        says_otherwise=doubts.says_otherwise,
        hesitates=doubts.hesitates,
        asks_about_it=doubts.asks_about_it,
        begins_asking=doubts.begins_asking,
        joins=agreement.JOINS_TWO,
        either=agreement.EITHER,
        one_more_before=agreement.one_more_before,
    ),
    choices=Choices(
        pick=choices.pick,
        pick_any=choices.pick_any,
        pick_several=choices.pick_several,
        leading_line=choices.leading_line,
        says_all=choices.says_all,
    ),
    asking=Asking(
        aspects=aspects.aspects,
        topics=topics.topics,
        asks_something=aspects.asks_something,
        asks_whether=aspects.asks_whether,
        speaks_of_one=aspects.speaks_of_one,
        speaks_of_several=aspects.speaks_of_several,
        goes_on=aspects.goes_on,
        asks_what_else=enough.asks_what_else,
        asks_once_more=once_more.asks_once_more,
        asks_what_we_speak=aspects.asks_what_we_speak,
        one_of_them=apposition.ONE_OF_THEM,
        wished_of_a_doctor=attributes.wished_of_a_doctor,
        length_said=lengths.length_said,
        attributes=attributes.attributes,
        spoken_in=attributes.spoken_in,
        ages_in=ages.ages_in,
    ),
    wanting=Wanting(
        asks_to_be_seen=seeking.asks_to_be_seen,
        leaves_as_is=keeping.leaves_as_is,
        says_to_keep=keeping.says_to_keep,
        undoes=undoing.undoes,
        swaps=swapping.swaps,
        trades=swapping.trades,
        asked_of_us=consent.asked_of_us,
        refuses_to_be_kept=consent.refuses_to_be_kept,
        refuses_a_name=consent.refuses_a_name,
        asks_for_what_is_not_theirs=of_others.asks_for_what_is_not_theirs,
        asks_for_the_book_of=of_others.asks_for_the_book_of,
        series_said=series.series_said,
        lone=consent.lone,
        belongs_elsewhere=belonging.belongs_elsewhere,
        tells_of_a_death=belonging.tells_of_a_death,
        of_mine=belonging.OF_MINE,
        mine_before=belonging.MINE_BEFORE,
        enough=enough.enough,
        number_in=enough.number_in,
        rules=RULES,
    ),
    red_flags=RedFlags(
        red_flag=red_flags.red_flag,
        danger_in=red_flags.danger_in,
        endangered=red_flags.endangered,
        aftermath=red_flags.aftermath,
    ),
    masking=MASKING,
    words=Words(
        function=common_words.FUNCTION_WORDS,
        time=common_words.TIME_WORDS,
        health=common_words.HEALTH_WORDS,
        people=common_words.PEOPLE_WORDS,
        not_a_name=common_words.NOT_A_NAME,
        surnames_too=common_words.SURNAMES_TOO,
        first_names=first_names.FIRST_NAMES,
        common_surnames=first_names.COMMON_SURNAMES,
    ),
    relations=Relations(
        relations=relations.RELATIONS,
        several=relations.SEVERAL,
        owners=relations.OWNERS,
        described=relations.DESCRIBED,
        groups=relations.GROUPS,
        opinions=relations.OPINIONS,
        mentioned_after=relations.MENTIONED_AFTER,
        one_of=relations.ONE_OF,
        other=relations.OTHER,
        article=vocabulary("the"),
    ),
    people=PEOPLE,
    doctors=DOCTORS,
    care=CARE,
    spelling=SPELLING,
    elsewhere=ELSEWHERE,
    wishing=WISHING,
    contact=CONTACT,
    doctors_chat=DOCTORS_CHAT,
)
