"""Words by which a phone company stops or resumes our messages, whatever we meant by them.

Twilio acts on them by itself where they are the whole message, in any case ("Twilio support for opt-out keywords",
help.twilio.com), so nobody may be asked to reply with one.
"""

from __future__ import annotations

# A lone one of these can only mean "no more messages".
PLAIN_STOP = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "OPTOUT", "REVOKE"})
# These stop our messages too, though the sender may have meant an appointment.
DOUBTFUL_STOP = frozenset({"CANCEL", "END", "QUIT"})
OPT_OUT = PLAIN_STOP | DOUBTFUL_STOP
OPT_IN = frozenset({"START", "UNSTOP", "YES"})

_OTHER_WORDS = {
    "CANCEL": "Call it off",
    "END": "Finish",
    "QUIT": "Leave it",
    "STOP": "No more of this",
    "YES": "That's right",
    "START": "Begin",
}


def opt_out_word(text: str) -> str | None:
    """The opt-out word that is the whole of `text`. A full stop is forgiven where the word can mean nothing else."""
    word = text.strip().upper()
    if word in OPT_OUT:
        return word
    bare = word.strip(".,!? ")
    return bare if bare in PLAIN_STOP else None


def opt_in_word(text: str) -> str | None:
    """The opt-in word that is the whole of `text`."""
    word = text.strip().upper()
    return word if word in OPT_IN else None


def safe_label(label: str) -> str:
    """`label`, or other words for it where replying with the label itself would stop or resume our messages."""
    return _OTHER_WORDS.get(label.strip(" .!").upper(), label)
