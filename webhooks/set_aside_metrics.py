"""How much is set aside, for /metrics: by kind of work, nothing of any patient's."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from models.db import Database
from models.errors import DocspotError


class SetAsideMetrics(Collector):
    """Counted in the database when asked for; none while it is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One sample a kind."""
        gauge = GaugeMetricFamily(
            "docspot_set_aside", "What could not be worked on and was set aside; docspot aside list.", labels=["kind"]
        )
        try:
            with self._database.read() as store:
                counts = store.set_aside.counts()
        except DocspotError:  # /readyz tells that the database is away; the other metrics are still worth showing
            counts = {}
        for kind, count in counts.items():
            gauge.add_metric([kind], count)
        yield gauge
