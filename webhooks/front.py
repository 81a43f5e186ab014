"""What stands before the app's threads: it reads requests without giving a thread to any that is not there whole.

waitress reads all connections in one thread and hands over complete requests. What it does not do is here: time-outs
that a trickle of bytes does not renew, and limits at which the longest silent one has to go, so that whoever comes
next always finds a place. See docs/decisions/0014.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer

HEAD_SECONDS, REQUEST_SECONDS = 5.0, 10.0
"""From a request's first byte to the end of its head, and to its end. Providers give up after 10 to 60 seconds."""

IDLE_SECONDS = 30.0
"""Between two requests of a connection, before the first, and for a client to take some of its answer."""

WAITING_IN_ALL, WAITING_PER_ADDRESS = 400, 200
"""Connections of one process that wait for (the rest of) a request: below the 1024 files that a process may commonly
have open. A proxy's requests all come from one address."""

MOST_CONNECTIONS = 800
"""With those being answered. Beyond it new ones wait in the system's queue."""

MOST_HEAD_BYTES = 16 * 1024


class Connection(HTTPChannel):  # type: ignore[misc]
    """One client's connection. Times are monotonic seconds."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        self.waiting_since = time.monotonic()
        super().__init__(*arguments, **more)

    def received(self, data: bytes) -> bool:
        """See HTTPChannel. The first byte of a request starts its clock; the others do not start it again."""
        if self.request is None and not self.requests:
            self.waiting_since = time.monotonic()
        return bool(super().received(data))

    def service(self) -> None:
        """See HTTPChannel. Once a request is answered, the next one is waited for."""
        super().service()
        self.waiting_since = time.monotonic()

    @property
    def is_waiting(self) -> bool:
        """Whether it is the client's turn: nothing of it is being answered."""
        return not self.requests and not self.will_close

    def is_overdue(self, now: float) -> bool:
        """Whether the client has had its time."""
        if self.request is None:
            patience = IDLE_SECONDS
        else:
            patience = REQUEST_SECONDS if self.request.headers_finished else HEAD_SECONDS
        return self.is_waiting and now - self.waiting_since > patience

    def let_go(self) -> None:
        """Close it at the next turn of the loop."""
        self.will_close = True


class Front(TcpWSGIServer):  # type: ignore[misc]
    """Reads what comes in on a listening socket, in one thread, and has complete requests answered by others."""

    channel_class = Connection

    def handle_accept(self) -> None:
        """See TcpWSGIServer. Where too many wait, the one that has waited longest makes room."""
        before = set(self.active_channels)
        super().handle_accept()
        waiting = [one for one in self.active_channels.values() if one.is_waiting]
        for new in [self.active_channels[number] for number in set(self.active_channels) - before]:
            neighbours = [one for one in waiting if one.addr[0] == new.addr[0]]
            if len(neighbours) > WAITING_PER_ADDRESS:
                _longest(neighbours).let_go()
        if len(waiting) > WAITING_IN_ALL:
            _longest(waiting).let_go()

    def maintenance(self, now: float) -> None:
        """See TcpWSGIServer, which calls it once a second."""
        for one in list(self.active_channels.values()):
            if one.is_overdue(time.monotonic()):
                one.let_go()

    def finish(self) -> bool:
        """Take no more connections, and let go of those on which nothing has begun; whether all are gone."""
        self.accepting = False
        for one in list(self.active_channels.values()):
            if one.is_waiting and one.request is None and not one.total_outbufs_len:
                one.let_go()
        return not self.active_channels


def _longest(waiting: Collection[Connection]) -> Connection:
    return min(waiting, key=lambda one: one.waiting_since)
