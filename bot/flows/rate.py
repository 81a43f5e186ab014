"""How a visit was: a number from 1 to 5, a sentence if they like, and a call for those it was not good for."""

from __future__ import annotations

from bot.core.commands import AskPerson, Rate, Remark
from bot.core.context import Context
from bot.core.flow import Answer, Answered
from bot.core.messages import Reply
from bot.core.phrases import choice, text
from bot.core.state import State
from bot.outreach.rating import stars
from nlu.core.meaning import Meaning

BAD = 2
"""Up to here a rating goes to the front desk at once."""


def _rate(meaning: Meaning, state: State, context: Context) -> Answered:
    if not state.about:
        return Answered(Reply(parts=(text("rating.unasked"),)))
    number, given = state.about[0], meaning.choice
    if context.rateable(number) is None:
        return Answered(Reply(parts=(text("rating.closed"),)))
    if given is None:
        return Answered(Reply(parts=(text("rating.again"),), expects="rating", choices=stars(number)))
    if given <= BAD:
        more = () if state.flow else (text("rating.wrong"),)
        reply = Reply(
            parts=(text("rating.sorry"), *more),
            expects="comment",
            choices=(choice("choice.call_me", f"call:{number}"),),
        )
        return Answered(reply, (Rate(number, given), AskPerson("low_rating", urgent=True)))
    more = () if state.flow else (text("rating.more"),)
    reply = Reply(
        parts=(text("rating.good", stars=given), *more),
        expects="comment",
        choices=(choice("choice.no_thanks", "keep"),),
    )
    return Answered(reply, (Rate(number, given),))


def _remark(meaning: Meaning, state: State, context: Context) -> Answered:
    if not state.about or context.rateable(state.about[0]) is None:
        return Answered(Reply(parts=(text("rating.closed"),)))
    return Answered(Reply(parts=(text("rating.comment"),)), (Remark(state.about[0], meaning.text),))


def _no_remark(meaning: Meaning, state: State, context: Context) -> Answered:
    return Answered(Reply(parts=(text("rating.no_comment"),)))


def _call_me(meaning: Meaning, state: State, context: Context) -> Answered:
    """Somebody is to call; what they would like to say may still be written."""
    reply = Reply(parts=(text("rating.call"),), expects="comment" if state.about and not state.flow else None)
    return Answered(reply, (AskPerson("call_me", urgent=True),))


RATE = Answer(name="rate", intents=frozenset({"rate_visit"}), reply=_rate)
REMARK = Answer(name="remark", intents=frozenset({"remark"}), reply=_remark)
NO_REMARK = Answer(name="no_remark", intents=frozenset({"no_remark"}), reply=_no_remark)
CALL_ME = Answer(name="call_me", intents=frozenset({"call_me"}), reply=_call_me)
