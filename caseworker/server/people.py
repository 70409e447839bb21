"""People on the server: their groups, and the verifiers of their passwords."""

from __future__ import annotations

from sqlalchemy import Engine, text

from caseworker.database import telling_words
from caseworker.rules.lifecycle import ROLE_GROUPS
from caseworker.server.prepare import OWNER

# The server's groups, and the words of the roles.
GROUP_ROLES = {group: role.value for role, group in ROLE_GROUPS.items()}


def superuser(engine: Engine) -> bool:
    """Whether nothing binds the one who is signed in: a SQLite file's owner, or a superuser."""
    if engine.dialect.name != "postgresql":
        return True
    with telling_words(), engine.connect() as connection:
        return connection.exec_driver_sql(
            "SELECT rolsuper FROM pg_roles WHERE rolname = session_user"
        ).scalar() is True


def groups(engine: Engine) -> tuple[str, ...]:
    """The groups of the one who is signed in, as the server knows them; none of a leaver."""
    with telling_words(), engine.connect() as connection:
        return tuple(connection.execute(text("SELECT * FROM app.my_roles()")).scalars())


def verifier(engine: Engine, login: str, password: str) -> str:
    """What the server stores instead of a password (SCRAM-SHA-256); made on this computer."""
    with telling_words(), engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        made: bytes = raw.pgconn.encrypt_password(
            password.encode(), login.encode(), b"scram-sha-256"
        )
    return made.decode("ascii")


def add_first_administrator(engine: Engine, login: str, name: str, verifier: str) -> None:
    """Make one of the first administrators; for the server's own administrator only.

    Everybody after the first two is added by two of them (adm.ask_user, adm.approve_user).
    """
    with telling_words(), engine.begin() as connection:
        connection.execute(text(f"SET LOCAL ROLE {OWNER}"))
        connection.execute(text("SELECT adm.make_login(:login, ARRAY['mopac_admin'], :verifier)"),
                           {"login": login, "verifier": verifier})
        connection.execute(
            text("INSERT INTO app.staff (login, name, roles, active) "
                 "VALUES (:login, :name, '[\"administrator\"]', true) ON CONFLICT DO NOTHING"),
            {"login": login, "name": name},
        )
