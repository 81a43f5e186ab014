"""A chat on paper with messages as the reader would have read them: their acts are annotated in the text."""

from __future__ import annotations

from dataclasses import replace

from nlu.acts.client import Parse, Ranking
from nlu.acts.understand import Understander
from nlu.core.acts import Situation
from nlu.core.lexicon import DoctorEntry, Lexicon
from nlu.training.turns import turn
from tests.bot.paper import LONDON, Chat

TAKEN_FOR_A_BOOKING: Ranking = (("book_appointment", 0.6), ("inform", 0.3))
_TASKS = {"book": "book", "reschedule": "move", "cancel": "cancel"}


def reads(chat: Chat, marked: str, ranking: Ranking = TAKEN_FOR_A_BOOKING, sure: tuple[float, ...] = ()) -> Chat:
    """The conversation after one more message; `ranking` is what it was taken for as a whole, `sure` how likely each of
    its acts is (without it: certain)."""
    found, clinic, state = turn(marked, {}), chat.clinic, chat.state
    doctors = tuple(DoctorEntry(one.name, one.specialty) for one in clinic.doctors)
    lexicon = Lexicon(doctors, tuple(one.name for one in clinic.visit_types), LONDON)
    here = Situation(
        state.asked or "-", len(state.choices), len(clinic.appointments), _TASKS.get(state.flow or "", "-")
    )
    acts = tuple(replace(act, sure=one) for act, one in zip(found.acts, sure, strict=True)) if sure else found.acts
    understander = Understander(lexicon, lambda _: Parse(ranking, acts=acts))
    return chat.understood(understander.understand(found.text, asked=state.asked, now=clinic.now, situation=here))
