"""How often an appointment was changed past the clinic's services, for /metrics: it should stay at none."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from clinic.repair import FORGOTTEN
from models.db import Database
from models.errors import DocspotError


class PlanMetrics(Collector):
    """Counted in the database when asked for; none while it is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterator[CounterMetricFamily]:
        """One sample."""
        counter = CounterMetricFamily(
            "docspot_plans_forgotten", "Reminders found due for a time or doctor that their appointment no longer has."
        )
        try:
            with self._database.read() as store:
                counter.add_metric([], store.events.count(FORGOTTEN))
        except DocspotError:  # /readyz tells that the database is away; the other metrics are still worth showing
            return
        yield counter
