"""A check that should find nothing: every service plans what is said of a change in the change's own transaction."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from clinic.actor import CLOCK
from clinic.events import Kind, happened
from clinic.planning import Due, plan
from models.store import Store
from models.views import Appointment

log = logging.getLogger(__name__)

FORGOTTEN: Kind = "appointment.plan_forgotten"


def plan_forgotten(store: Store, one: Appointment, now: datetime, kinds: Mapping[str, Due]) -> None:
    """What is due speaks of another time or doctor than the appointment has: it was changed past the services. It is
    planned anew, said in the log, and counted."""
    log.warning("appointment %s was changed, and what is said of it was not planned anew", one.id)
    plan(store, one, now, kinds)
    happened(store, CLOCK, FORGOTTEN, one.id, now)
