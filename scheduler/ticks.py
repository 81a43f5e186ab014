"""Every duty, in the order in which what is due at the same moment is done."""

from __future__ import annotations

from scheduler.absences import ABSENCES, LAPSED
from scheduler.agendas import AGENDAS, CHANGES, TOMORROW
from scheduler.housekeeping import FORGET, HOLDS, MARK
from scheduler.release import RELEASE
from scheduler.tick import Tick

TICKS: tuple[Tick, ...] = (LAPSED, MARK, RELEASE, TOMORROW, AGENDAS, CHANGES, ABSENCES, HOLDS, FORGET)
