"""What processes have used, as Linux tells it."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


def family(pids: Iterable[int]) -> list[int]:
    """These processes and all that they have started."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    for pid, fields in _all():
        children[int(fields[1])].append(pid)
    found, waiting = [], list(pids)
    while waiting:
        found.append(waiting.pop())
        waiting += children[found[-1]]
    return found


def cpu_seconds(pids: Iterable[int]) -> float:
    """Processor time of these so far, that of their ended children included."""
    wanted = set(pids)
    return sum(sum(map(int, fields[11:15])) for pid, fields in _all() if pid in wanted) / _TICKS


def database_cpu(name: str | None) -> float:
    """Processor time so far of the connections to a PostgreSQL database on this machine."""
    if name is None:
        return 0.0
    return cpu_seconds(pid for pid, _ in _all() if f" {name} ".encode() in _read(pid, "cmdline"))


def megabytes(pids: Iterable[int]) -> float:
    """Memory of these, what several share counted once."""
    lines = (line for pid in pids for line in _read(pid, "smaps_rollup").splitlines())
    return sum(int(line.split()[1]) for line in lines if line.startswith(b"Pss:")) / 1024


def _all() -> Iterator[tuple[int, list[bytes]]]:
    """Each process, and what /proc/PID/stat says after its name."""
    for folder in _PROC.iterdir():
        if folder.name.isdigit() and (stat := _read(int(folder.name), "stat")):
            yield int(folder.name), stat.rpartition(b")")[2].split()


def _read(pid: int, name: str) -> bytes:
    try:
        return (_PROC / str(pid) / name).read_bytes()
    except OSError:  # it has ended meanwhile
        return b""
