"""What the benches measure with: processor time beside the time that passed, and memory.

On a machine that does much else, the time that passes says more about the others. Processor time
is of this process, and on a server of its processes too, where the system tells it (Linux).
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

TIMES = 40


@dataclass(frozen=True)
class Timed:
    """Milliseconds of each run: of processor time, and of time that passed."""

    worked: Sequence[float]
    passed: Sequence[float]

    @property
    def half(self) -> float:
        """Processor time, the median."""
        return statistics.median(self.worked)

    @property
    def least(self) -> float:
        """Processor time, the least."""
        return min(self.worked)

    def late(self, of: Sequence[float] | None = None) -> float:
        """The time that is longer in one of a hundred runs only."""
        found = sorted(self.worked if of is None else of)
        return found[min(len(found) - 1, int(len(found) * 0.99))]


class Clock:
    """Processor time of this process, and of the server processes that work for it."""

    def __init__(self, above: Engine | None = None) -> None:
        """``above`` is the server's administrator, who sees which processes work for whom."""
        self._above = above
        self._files: list[Path] = []

    def look(self) -> None:
        """Look again which processes of the server there are: each connection has its own."""
        if self._above is not None:
            self._files = [Path(f"/proc/{pid}/schedstat") for pid in _server_pids(self._above)]

    def now(self) -> float:
        """Milliseconds so far."""
        theirs = sum(int(file.read_text(encoding="ascii").split()[0]) for file in self._files)
        return time.process_time() * 1000 + theirs / 1e6

    def timed(self, call: Callable[[], Any], times: int = TIMES) -> Timed:
        """How long a call takes, after two that do not count."""
        call()
        call()
        self.look()
        worked, passed = [], []
        for _ in range(times):
            work, start = self.now(), time.perf_counter()
            call()
            passed.append((time.perf_counter() - start) * 1000)
            worked.append(self.now() - work)
        return Timed(worked, passed)


class Raw:
    """The floor: the same statements, compiled once, by the driver itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._held = engine, engine.raw_connection()
        self.cursor = self._held.cursor()

    def statement(self, query: Any, **given: Any) -> Callable[[], Any]:
        """Running a Core statement with these values, without SQLAlchemy."""
        compiled = query.compile(self._engine)
        values = compiled.construct_params(given)
        made = {name: each(values[name]) if each else values[name]
                for name in values
                for each in [compiled._bind_processors.get(name)]}
        if compiled.positional:
            bound: Any = tuple(made[name] for name in compiled.positiontup or ())
        else:
            bound = made
        sql = str(compiled)
        return lambda: self.cursor.execute(sql, bound).fetchall()

    def text(self, sql: str) -> Callable[[], Any]:
        """Running plain SQL."""
        return lambda: self.cursor.execute(sql).fetchall()

    def close(self) -> None:
        """Give the connection back."""
        self._held.close()


def _server_pids(above: Engine) -> list[int]:
    with above.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid()")
        return [pid for (pid,) in found if Path(f"/proc/{pid}/schedstat").exists()]


def memory() -> float:
    """Megabytes held by this process."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
