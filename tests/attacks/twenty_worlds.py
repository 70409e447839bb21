"""Pairs of worlds that differ in one secret, made at random; everybody outside sees no difference.

    python -m tests.attacks.twenty_worlds [--pairs 20] [--seed 1]

As test_two_worlds, with as many pairs as asked for, on a server of its own. A difference counts
only when it is there each of three times: other work on the server shows in pages read, once; a
secret stays. Prints one line, and ends with 1 when a world could be told from its twin.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from caseworker import system
from tests.attacks.test_two_worlds import OBSERVATIONS, OUTSIDE, _battery, _masked, _worlds
from tests.support import databases, postgres
from tests.support.team import Team, team

NAMES = ("Jane Larkspur", "Kate Moss-Adams", "Siân Ó Briain", "Al Fry", "J", "Ngọc Trần",
         "Bartholomew Featherstonehaugh-Cholmondeley")
WORDS = ("Rude", "Lost my letter", "Did not ring back, twice, though it was promised", "Late")
COLLEAGUES = ("manager", "caseworker2", "hr2", "auditor", "admin")
World = dict[str, object]


def pair(rnd: random.Random) -> tuple[str, World, World]:
    """What differs, and two worlds that are the same in all else."""
    same: World = {"name": rnd.choice(NAMES), "about": rnd.choice(WORDS),
                   "notes": rnd.randint(0, 3), "barred": rnd.choice(COLLEAGUES),
                   "file": b"one file" * rnd.randint(1, 400)}
    other: dict[str, object] = {
        "name": rnd.choice([each for each in NAMES if each != same["name"]]),
        "about": rnd.choice([each for each in WORDS if each != same["about"]]),
        "notes": rnd.randint(4, 12),
        "barred": rnd.choice([each for each in COLLEAGUES if each != same["barred"]]),
        "file": b"another" * rnd.randint(500, 9000),
        "member": rnd.choice(("investigator", "decider")),
    }
    secret = rnd.choice(list(other))
    return secret, same, {**same, secret: other[secret]}


def differences(made: Team, server: str, template: str, worlds: tuple[World, World]) -> set[str]:
    """What somebody outside the case is told in one world and not in the other."""
    with ExitStack() as stack:
        names = _worlds(stack, made, server, template, worlds)
        different = {f"{who}: {asked}" for who in OUTSIDE for asked in OBSERVATIONS}
        for _ in range(3):
            seen = [{f"{who}: {asked}": _masked(told, name, made) for who in OUTSIDE
                     for asked, told in _battery(made, name, who)} for name in names]
            different &= {key for key in seen[0] if seen[0][key] != seen[1][key]}
            if not different:
                break
    return different


def main() -> int:
    """Do it; returns 1 when two worlds differed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--pairs", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    rnd, began, found = random.Random(given.seed), time.monotonic(), list[str]()
    with tempfile.TemporaryDirectory(prefix="caseworker-worlds-") as folder:
        system.data_folder = lambda: Path(folder)
        server = postgres.start()
        try:
            with team(server.url) as made, databases.postgres_database(server.url) as template:
                databases.migrate(databases.with_database(server.url, template))
                for _ in range(given.pairs):
                    secret, *worlds = pair(rnd)
                    found += [f"{secret}: {each}" for each in
                              differences(made, server.url, template, (worlds[0], worlds[1]))]
        finally:
            server.stop()
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{given.pairs} pairs of worlds, {len(OBSERVATIONS)} observations by each of "
          f"{len(OUTSIDE)} people outside the case: {len(found)} differ "
          f"({time.monotonic() - began:.0f} s)")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
