"""What the edge counts. No label holds anything of a person's."""

from __future__ import annotations

import os

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

REQUESTS = Counter(
    "docspot_webhook_requests_total",
    "Requests to the webhooks: accepted, duplicate, ignored, status, forged, flooded, unreadable, unavailable.",
    ["provider", "outcome"],
)
SECONDS = Histogram(
    "docspot_webhook_seconds",
    "From a webhook's request to its answer.",
    ["provider"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15),
)


_MORE: list[Collector] = []


def also_show(collector: Collector) -> None:
    """Show what this collector gathers as well, whenever metrics are asked for."""
    _MORE.append(collector)


def exposition() -> tuple[bytes, str]:
    """All metrics in Prometheus' text format, and its media type; of every worker process where there are several
    (PROMETHEUS_MULTIPROC_DIR, which is set before prometheus_client is first imported)."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    shown = CollectorRegistry()
    for collector in (registry, *_MORE):
        shown.register(collector)
    return generate_latest(shown), CONTENT_TYPE_LATEST
