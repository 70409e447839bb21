"""``caseworker server``: what the server's administrator does at the console."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence

from sqlalchemy import Engine

from caseworker import schema
from caseworker.database import Unavailable, check_server, open_engine
from caseworker.server.check import Difference, check
from caseworker.server.people import add_first_administrator, verifier
from caseworker.server.prepare import prepare


def run(url: str, work: str, administrators: Sequence[str]) -> int:
    """Do one of the works on the server at ``url``; returns the exit code."""
    try:
        engine = open_engine(url)
        try:
            return _work(engine, work, administrators)
        finally:
            engine.dispose()
    except (Unavailable, schema.TooNew) as problem:
        print(problem, file=sys.stderr)
        return 1


def _work(engine: Engine, work: str, administrators: Sequence[str]) -> int:
    check_server(engine)
    if work == "prepare":
        prepare(engine)
        schema.upgrade(engine)
        for login in administrators:
            password = getpass.getpass(f"First password of {login}: ")
            add_first_administrator(engine, login, login, verifier(engine, login, password))
        print("The database is set up.")
    return tell(check(engine))


def tell(found: Sequence[Difference]) -> int:
    """Each difference on a line of its own; returns 1 when there is any."""
    for difference in found:
        print(difference)
    if not found:
        print("The lock-down holds: every right is as it must be.")
    return 1 if found else 0
