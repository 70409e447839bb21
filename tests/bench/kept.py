"""Filled databases for the benches: kept in a folder when one is named, else scratch ones.

A million cases take minutes to fill. What is kept gets the migrations that came since; when one
of those that it has was changed, remove the folder.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import databases
from tests.support.team import Team, named_team, seat, team


@contextmanager
def file(folder: Path | None, name: str, fill: Callable[[Path], None]) -> Iterator[Path]:
    """A SQLite file that ``fill`` makes and fills at the path it is given."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        made = (folder or Path(scratch)) / f"{name}.db"
        if not made.exists():
            made.parent.mkdir(parents=True, exist_ok=True)
            half = made.with_suffix(".filling")
            half.unlink(missing_ok=True)
            fill(half)
            half.rename(made)
        databases.migrate(f"sqlite:///{made.as_posix()}")
        yield made


@contextmanager
def on_server(
    server: str, folder: Path | None, name: str, fill: Callable[[str], None]
) -> Iterator[tuple[Team, str]]:
    """A migrated database with a team, which ``fill`` fills at its URL: the team, and its name."""
    if folder is None:
        with team(server) as made, databases.postgres_database(server) as scratch:
            _fill(made, databases.with_database(server, scratch), fill)
            yield made, scratch
        return
    note = folder / f"{name}.json"
    if note.exists():
        kept = json.loads(note.read_text(encoding="utf-8"))
        databases.migrate(databases.with_database(server, kept["database"]))
        yield Team(server, kept["password"], kept["logins"]), kept["database"]
        return
    folder.mkdir(parents=True, exist_ok=True)
    made, new = named_team(server), f"bench_{name}"
    databases.make_again(server, new)
    _fill(made, databases.with_database(server, new), fill)
    note.touch(0o600)  # the passwords of invented people, but passwords
    note.write_text(json.dumps(
        {"database": new, "password": made.password, "logins": made.logins}), encoding="utf-8")
    yield made, new


def _fill(made: Team, url: str, fill: Callable[[str], None]) -> None:
    databases.migrate(url)
    seat(made, url)
    fill(url)
