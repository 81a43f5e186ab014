"""Answers to what somebody has written: they are asked for, belong to their chat, and are awaited there."""

from __future__ import annotations

from bot.outreach.kind import Kind

REPLY = Kind("reply", to="asker", stays=True, lost="chat")

OPTED_OUT = Kind("opted_out", to="asker", stays=True, last=True)
"""The last that is written where somebody wants no more messages."""
