"""Nothing about them shall be kept: then nothing can be booked here, and the front desk is who can help."""

from __future__ import annotations

from bot.core.context import Context
from bot.core.flow import Answer, Answered
from bot.core.messages import Reply
from bot.core.phrases import text
from bot.core.state import State
from nlu.core.meaning import Meaning


def _respected(meaning: Meaning, state: State, context: Context) -> Answered:
    """What it means, and who can; what was being arranged is left, and no name is asked for any more."""
    heard = text("no_consent.unchanged" if context.appointments else "no_consent.heard")
    parts = (heard, text("no_consent.desk", phone=context.clinic.phone))
    return Answered(Reply(parts=parts), drops=True)


NO_CONSENT = Answer(name="no_consent", intents=frozenset({"no_consent"}), reply=_respected)
