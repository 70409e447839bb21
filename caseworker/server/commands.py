"""``caseworker server``: what the server's administrator does at the console."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence

from caseworker import schema
from caseworker.database import Unavailable, check_server, open_engine
from caseworker.server.people import add_first_administrator, verifier
from caseworker.server.prepare import prepare


def run(url: str, work: str, administrators: Sequence[str]) -> int:
    """Do one of the works on the server at ``url``; returns the exit code."""
    try:
        engine = open_engine(url)
        check_server(engine)
        prepare(engine)
        schema.upgrade(engine)
        for login in administrators:
            password = getpass.getpass(f"First password of {login}: ")
            add_first_administrator(engine, login, login, verifier(engine, login, password))
    except (Unavailable, schema.TooNew) as problem:
        print(problem, file=sys.stderr)
        return 1
    print("The database is set up, and its rights are as they must be.")
    return 0
