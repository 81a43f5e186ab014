"""All kinds of message. What is done with a message asks its kind; nobody else holds a list of kinds."""

from __future__ import annotations

from collections.abc import Mapping

from bot.outreach.calendar_file import CALENDAR
from bot.outreach.desk_changes import DESK_BOOKING
from bot.outreach.desk_words import DESK
from bot.outreach.joining import JOIN
from bot.outreach.kind import Kind, Planning
from bot.outreach.maybe_lost import LOST
from bot.outreach.no_show import NO_SHOW
from bot.outreach.offers import BACK, OFFER
from bot.outreach.rating import RATING
from bot.outreach.reminder import REMINDER
from bot.outreach.replies import OPTED_OUT, REPLY
from bot.outreach.to_doctors import ABSENCE_REPORT, AGENDA, AGENDA_CHANGE, LATE
from clinic.planning import Due
from models.views import Planned

KINDS: tuple[Kind, ...] = (
    REMINDER, RATING, NO_SHOW, OFFER, BACK, DESK_BOOKING, DESK, JOIN,
    AGENDA, AGENDA_CHANGE, ABSENCE_REPORT, LATE,
    CALENDAR, LOST, REPLY, OPTED_OUT,
)  # fmt: skip

_BY_KEY = {kind.key: kind for kind in KINDS}

PLANNED: Mapping[str, Due] = {kind.key: kind.planning.due for kind in KINDS if kind.planning}
"""What is planned with an appointment, and how: the services ask for it where they make, move or end one."""

AHEAD = tuple(kind.key for kind in KINDS if kind.planning and kind.planning.ahead)
"""What is said of visits to come."""


def kind_of(key: str) -> Kind:
    """The kind of that name. One that only another version of the program knows is sent as it is."""
    return _BY_KEY.get(key) or Kind(key)


def planning_of(row: Planned) -> Planning:
    """How the kind of a planned message is planned. Raises KeyError for one that this version does not know."""
    found = _BY_KEY[row.kind].planning
    if found is None:
        raise KeyError(row.kind)
    return found
