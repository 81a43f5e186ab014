"""Greetings, thanks, goodbyes, and what the assistant can do."""

from __future__ import annotations

from bot.core.context import Context
from bot.core.flow import Answer, Answered
from bot.core.messages import Choice, Reply
from bot.core.phrases import appointment_of, choice, text
from bot.core.state import State
from nlu.core.meaning import Meaning


def menu(context: Context) -> tuple[Choice, ...]:
    """What most people want."""
    book, person = choice("choice.book", "flow:book"), choice("choice.person", "flow:person")
    if context.appointments:
        return (book, choice("choice.my_appointments", "flow:appointments"), person)
    return (book, choice("choice.about", "flow:info"), person)


def _greet(meaning: Meaning, state: State, context: Context) -> Answered:
    if state.flow:
        return Answered(Reply(parts=(text("hello.again"),)))
    return Answered(Reply(parts=(text("hello.what"),), choices=menu(context)))


def _thanks(meaning: Meaning, state: State, context: Context) -> Answered:
    if state.flow:
        return Answered(Reply(parts=(text("thanks.open"),)))
    if state.last and (last := next((one for one in context.appointments if one.id == state.last.appointment), None)):
        return Answered(Reply(parts=(text("thanks.booked", appointment=appointment_of(last)),)))
    return Answered(Reply(parts=(text("thanks"),)))


def _goodbye(meaning: Meaning, state: State, context: Context) -> Answered:
    return Answered(Reply(parts=(text("goodbye.open" if state.flow else "goodbye"),)))


def _undecided(meaning: Meaning, state: State, context: Context) -> Answered:
    return Answered(Reply(parts=(text("no_hurry.open" if state.flow else "no_hurry"),)))


def _help(meaning: Meaning, state: State, context: Context) -> Answered:
    return Answered(Reply(parts=(text("help", phone=context.clinic.phone),), choices=menu(context)))


GREET = Answer(name="greet", intents=frozenset({"greet"}), reply=_greet)
THANKS = Answer(name="thanks", intents=frozenset({"thank"}), reply=_thanks)
GOODBYE = Answer(name="goodbye", intents=frozenset({"goodbye"}), reply=_goodbye)
HELP = Answer(name="help", intents=frozenset({"help"}), reply=_help)
UNDECIDED = Answer(name="undecided", intents=frozenset({"undecided"}), reply=_undecided)
