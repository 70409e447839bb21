"""Kill programs, and parts of the server, while letters are issued on PostgreSQL.

    python -m tests.faults.kill_postgres [--kills 500] [--seed 1]

As tests.faults.kill_sqlite, on a server of its own that keeps what it acknowledges. Of ten kills
(SIGKILL) six hit the program, three the server's process that serves it (then the whole server
recovers), one every process of the server, which is then started again. Checked after each: no
acknowledged letter lost, none half issued, none twice, the journal's chain whole.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from caseworker.database import open_engine
from tests.faults.kill_sqlite import AROUND_COMMIT, LATEST, check_letters, killed
from tests.support import databases, postgres

AIMS = ("program",) * 6 + ("one of the server",) * 3 + ("all of the server",)
FRESH = 50  # kills for each database, so that checking all of it stays quick


def main() -> int:
    """Do it; returns 1 when a promise was broken."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--kills", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    rnd, tally, began = random.Random(given.seed), collections.Counter[str](), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="caseworker-kills-") as folder:
        Path(folder).chmod(0o755)  # the server runs as user postgres
        server = postgres.start(Path(folder, "pg"), durable=True)
        try:
            for first in range(0, given.kills, FRESH):
                with databases.postgres_database(server.url) as name:
                    url = databases.with_database(server.url, name)
                    databases.migrate(url)
                    kills = range(first, min(first + FRESH, given.kills))
                    _trial(server, url, kills, rnd, tally)
        finally:
            server.stop()
    broken = {name: tally[name] for name in ("lost", "half issued", "twice", "damaged")}
    print(f"{given.kills} kills ({', '.join(f'{tally[aim]} {aim}' for aim in dict.fromkeys(AIMS))}"
          f"), {tally['issued']} letters issued, "
          + ", ".join(f"{count} {name}" for name, count in broken.items())
          + f"; saved but not yet said when killed: {tally['unsaid']} "
          f"({time.monotonic() - began:.0f} s)")
    return int(any(broken.values()))


def _trial(
    server: postgres.Server, url: str, kills: range, rnd: random.Random,
    tally: collections.Counter[str],
) -> None:
    acknowledged: dict[int, int] = {}
    issued: set[int] = set()
    for n in kills:
        aim, aimed, tried = AIMS[n % len(AIMS)], bool(n % 2), 0
        tally[aim] += 1
        pause = rnd.uniform(0, AROUND_COMMIT if aimed else LATEST)

        def kill(running: subprocess.Popen[str], aim: str = aim) -> None:
            _kill(server, url, aim, running)

        for words in killed(url, pause, "commit" if aimed else "try", kill):
            if words[0] == "try":
                tried = int(words[1])
            elif words[0] == "done":
                acknowledged[int(words[1])] = int(words[2])
        _wait(url)
        before, issued = issued, check_letters(open_engine(url), acknowledged, tally)
        tally["unsaid"] += tried in issued and tried not in acknowledged
        tally["issued"] += len(issued - before)


def _kill(
    server: postgres.Server, url: str, aim: str, running: subprocess.Popen[str]
) -> None:
    """Kill the program, or what the aim names; then the program as well, which has no server."""
    if aim == "program":
        running.kill()
        return
    head = int((server.folder / "data" / "postmaster.pid").read_text().split()[0])
    children = [int(pid) for pid in subprocess.run(
        ["pgrep", "-P", str(head)], capture_output=True, text=True, check=False).stdout.split()]
    if aim == "all of the server":
        for pid in (head, *children):
            _sigkill(pid)
        _until_gone(head, *children)
        postgres.again(server.folder)
    else:
        database = url.rpartition("/")[2]
        for pid in children:
            if database in _title(pid):
                _sigkill(pid)
    running.kill()


def _until_gone(*pids: int) -> None:
    """Until nothing is left of the processes: a server does not start beside their remains."""
    for pid in pids:
        while Path(f"/proc/{pid}").exists():
            time.sleep(0.01)


def _title(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    except OSError:
        return ""


def _sigkill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _wait(url: str) -> None:
    """Until the server has recovered."""
    plain = url.replace("+psycopg", "", 1)
    for _ in range(600):
        try:
            psycopg.connect(plain, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise SystemExit("The server did not come back.")


if __name__ == "__main__":
    sys.exit(main())
