"""How visits were rated, for /metrics: by the doctor's number and the month, nothing of any patient's."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from models.db import Database
from models.errors import DocspotError


class RatingMetrics(Collector):
    """Counts and averages, read from the database when they are asked for; none while it is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One sample a doctor and month of each."""
        labels = ["doctor", "month"]
        counts = GaugeMetricFamily("docspot_ratings", "Ratings of visits in that month.", labels=labels)
        averages = GaugeMetricFamily("docspot_rating_average", "Their average, of 1 to 5.", labels=labels)
        try:
            with self._database.read() as store:
                months = store.ratings.by_month() if store.clinic.get() else []
        except DocspotError:  # /readyz tells that the database is away; the other metrics are still worth showing
            months = []
        for one in months:
            counts.add_metric([str(one.doctor_id), one.month], one.ratings)
            averages.add_metric([str(one.doctor_id), one.month], one.average)
        yield counts
        yield averages
