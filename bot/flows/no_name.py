"""A name that is not given: what it is for is said once; who does not give it then is helped by the front desk."""

from __future__ import annotations

from bot.core.context import Context
from bot.core.flow import Answer, Answered
from bot.core.messages import Reply
from bot.core.phrases import text
from bot.core.state import State
from nlu.core.meaning import Meaning

_WHY = "name.why"


def _no_name(meaning: Meaning, state: State, context: Context) -> Answered:
    phone = context.clinic.phone
    told = state.said is not None and any(part.key == _WHY for part in state.said.parts)
    if told:
        parts = (text("no_consent.heard"), text("no_consent.desk", phone=phone))
        return Answered(Reply(parts=parts), drops=True)
    return Answered(Reply(parts=(text(_WHY, phone=phone),)))


NO_NAME = Answer(name="no_name", intents=frozenset({"no_name"}), reply=_no_name)
