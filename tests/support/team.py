"""Colleagues with their own logins on the PostgreSQL server, each in one group."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from sqlalchemy import make_url

from caseworker.database import open_engine
from caseworker.server.people import GROUP_ROLES
from caseworker.server.prepare import prepare

# Two managers, two caseworkers and two administrators, so that one can act against the other.
COLLEAGUES = (
    *GROUP_ROLES.items(), ("manager2", "manager"), ("caseworker2", "caseworker"),
    ("admin2", "administrator"), ("hr2", "HR adviser"),
)


@dataclass(frozen=True)
class Team:
    """The logins by nickname, the server's URL, and the URL of a database for each of them.

    ``verifiers`` are what the server keeps of the password, by nickname: slow to make, by design.
    """

    server: str
    password: str
    logins: dict[str, str]
    verifiers: dict[str, str] = field(default_factory=dict)

    def url(self, database: str, who: str) -> str:
        """The address of a database for one colleague."""
        address = make_url(self.server).set(
            database=database, username=self.logins[who], password=self.password
        )
        return address.render_as_string(hide_password=False)

    def connect(self, database: str, who: str) -> psycopg.Connection[tuple[object, ...]]:
        """A plain connection, as from psql: each statement is its own transaction."""
        plain = self.url(database, who).replace("+psycopg", "", 1)
        return psycopg.connect(plain, autocommit=True, options="-c search_path=app")


def named_team(server: str) -> Team:
    """A team with names and a password of its own; ``seat`` makes its logins."""
    end = secrets.token_hex(3)
    logins = {nick: f"t-{nick}-{end}" for nick, _ in COLLEAGUES}
    return Team(server, secrets.token_hex(12), logins)


@contextmanager
def team(server: str) -> Iterator[Team]:
    """Make the logins on this server; they are dropped at the end."""
    made = named_team(server)
    with psycopg.connect(server.replace("+psycopg", "", 1), autocommit=True) as connection:
        yield made
        for login in made.logins.values():
            connection.execute(f'DROP ROLE IF EXISTS "{login}"')


def seat(made: Team, url: str) -> None:
    """Give every colleague of the team a place in the database at this URL, and its rights."""
    engine = open_engine(url)
    prepare(engine)
    engine.dispose()
    with psycopg.connect(url.replace("+psycopg", "", 1)) as connection:
        for nick, role in COLLEAGUES:
            login = made.logins[nick]
            group = "mopac_" + next(g for g, words in GROUP_ROLES.items() if words == role)
            if nick not in made.verifiers:
                made.verifiers[nick] = connection.pgconn.encrypt_password(
                    made.password.encode(), login.encode(), b"scram-sha-256"
                ).decode()
            connection.execute("SELECT adm.make_login(%s, %s, %s)",
                               (login, [group], made.verifiers[nick]))
            connection.execute(
                "INSERT INTO app.staff (login, name, roles, active) VALUES (%s, %s, %s, true)",
                (login, nick.capitalize(), json.dumps([role])),
            )
