"""Where somebody can be reached about an appointment, or at all: one rule, for everything that is said unasked.

1. The chat that the appointment is tied to.
2. Where it was made.
3. Where its people were heard last; who never wrote, by SMS to the number that was given for them.

Never where they do not want to be written to, never at an address that nobody has proven (but SMS to a number), never
in a chat that a doctor has made their own. `over` names channels that will do, `besides` one that will not; `first` is
an address that goes before all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from models.channels import CHANNELS
from models.store import Store
from models.views import Appointment, Conversation, Reachable
from models.words import Channel

Where = tuple[Channel, str]


class Ways:
    """The ways to the people of these appointments, read at once."""

    def __init__(self, store: Store, about: Collection[Appointment]) -> None:
        self._tied = store.chat_links.ways({one.id for one in about})
        self._known: defaultdict[int, list[Reachable]] = defaultdict(list)
        for way in store.planned.reachable({one.account_id for one in about}):
            self._known[way.account_id].append(way)

    def tied_to(self, one: Appointment) -> int | None:
        """The conversation that an appointment is tied to, which alone reads of it then."""
        tied = self._tied.get(one.id)
        return None if tied is None else tied.conversation_id

    def to(
        self,
        one: Appointment,
        *,
        over: Collection[str] = CHANNELS,
        besides: Channel | None = None,
        first: Where | None = None,
    ) -> Reachable | None:
        """The best way; None where there is none."""
        made_at = first or _made_at(one)
        return _best(self._tied.get(one.id), self._known[one.account_id], made_at, over, besides)


def way_to_person(store: Store, account_id: int, *, besides: Channel | None = None) -> Reachable | None:
    """The best way to somebody where it is about no appointment."""
    return _best(None, store.planned.reachable([account_id]), None, CHANNELS, besides)


def conversation_for(
    store: Store,
    one: Appointment,
    now: datetime,
    *,
    over: Collection[str] = CHANNELS,
    first: Where | None = None,
) -> Conversation | None:
    """The conversation of the best way about an appointment."""
    way = Ways(store, [one]).to(one, over=over, first=first)
    return None if way is None else opened(store, way, now)


def opened(store: Store, way: Reachable, now: datetime) -> Conversation:
    """The conversation of a way; who was booked by phone and never wrote has none yet."""
    if way.conversation_id is not None:
        return store.conversations.get(way.conversation_id)
    return store.conversations.open(way.channel, way.address, now)


def _made_at(one: Appointment) -> Where | None:
    return None if one.channel is None or one.sender is None else (one.channel, one.sender)


def _best(
    tied: Reachable | None,
    known: Sequence[Reachable],
    made_at: Where | None,
    over: Collection[str],
    besides: Channel | None,
) -> Reachable | None:
    here = [way for way in known if (way.channel, way.address) == made_at]
    in_order = [*([tied] if tied else []), *here, *known]
    return next((way for way in in_order if way.channel in over and way.channel != besides), None)
