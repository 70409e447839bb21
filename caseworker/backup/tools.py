"""PostgreSQL's own programs, and the server that they and we talk to."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import Engine

from caseworker.backup.package import BackupFailed
from caseworker.database import telling_words

MISSING = ("PostgreSQL's program {name} is not on this computer, so the shared records cannot be "
           "copied from here. Install PostgreSQL's client programs, version {server} or later, or "
           "make the backup on the server.")
OLD = ("{name} on this computer is version {version}, and the server is {server}. Install "
       "PostgreSQL's client programs, version {server} or later.")

KNOWN = {"host", "hostaddr", "port", "user", "sslmode", "sslrootcert", "sslcert", "sslkey",
         "sslcrl", "channel_binding", "gssencmode", "krbsrvname", "connect_timeout",
         "target_session_attrs"}

# Where installers put the programs without telling PATH; what a system lacks is not found.
PLACES = (
    ("/usr/lib/postgresql", "*/bin/{}"), ("/Library/PostgreSQL", "*/bin/{}"),
    (os.environ.get("PROGRAMFILES", ""), "PostgreSQL/*/bin/{}.exe"),
)


@dataclass(frozen=True, repr=False)
class Server:
    """How to reach one database, and others on the same server."""

    name: str
    version: int  # the major number, such as 15
    parameters: dict[str, Any]
    password: str

    @staticmethod
    def behind(engine: Engine) -> Server:
        """The server of an engine. Raises Unavailable, in words, when it is away."""
        with telling_words(), engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            info = raw.info
            # The driver brings its own library, whose newest options older programs do not know.
            known = {name: value for name, value in info.get_parameters().items() if name in KNOWN}
            return Server(info.dbname, info.server_version // 10_000, known, info.password or "")

    def address(self, name: str) -> str:
        """The address of a database there, without the password."""
        return make_conninfo("", **{**self.parameters, "dbname": name})

    def connect(self, name: str = "", *, other: bool = False) -> psycopg.Connection[Any]:
        """A connection that commits by itself; ``other`` is beside the records' own database."""
        chosen = "postgres" if other else name or self.name
        secret: dict[str, Any] = {"password": self.password} if self.password else {}
        return psycopg.connect(self.address(chosen), autocommit=True, **secret)


def run(server: Server, program: str, *words: str, database: str) -> None:
    """Run one of the programs against a database; the password goes by the environment only.

    Raises BackupFailed when it is not there, older than the server, or does not succeed.
    """
    path = find(program, server.version)
    environment = {**os.environ, "PGOPTIONS": "-c row_security=off"}
    if server.password:
        environment["PGPASSWORD"] = server.password
    done = subprocess.run(
        [path, *words, "--no-password", f"--dbname={server.address(database)}"],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False,
    )
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if any("o space left" in line for line in said):
            raise BackupFailed("The disk is full, so there is no backup. Free some space.")
        first = next((line for line in said if "error" in line), "it gave no reason")
        raise BackupFailed(f"{program} did not succeed, so nothing was changed: {first[:300]}")


def find(program: str, server: int) -> str:
    """The path of a program that is not older than the server. Raises BackupFailed, in words."""
    places = (Path(base).glob(pattern.format(program)) for base, pattern in PLACES if base)
    found = [path for path in (shutil.which(program), *map(str, chain(*places))) if path]
    if not found:
        raise BackupFailed(MISSING.format(name=program, server=server))
    versions = {path: version_of(path) for path in found}
    best = max(found, key=lambda path: versions[path])
    if versions[best] < server:
        raise BackupFailed(OLD.format(name=program, version=versions[best], server=server))
    return best


def version_of(path: str) -> int:
    """The major version that a program says it has; 0 when it says none."""
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False,
                              stdin=subprocess.DEVNULL).stdout
    except OSError:
        return 0
    found = re.search(r"\b(\d+)(\.|\b)", said)
    return int(found[1]) if found else 0
