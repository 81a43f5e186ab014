"""Faults of our own, told without what was written."""

from __future__ import annotations

import traceback


def fault(error: Exception) -> str:
    """What went wrong and where, without the values in it: they may be somebody's words."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} at {frames[-1].name}, line {frames[-1].lineno}" if frames else type(error).__name__
