"""The engine for SQLite or PostgreSQL, with the transaction rules that both need."""

from __future__ import annotations

from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from caseworker import connecting, sealed
from caseworker.sealed import Opener

OLDEST_POSTGRESQL = 15

# WAL with synchronous FULL is the setting that loses no acknowledged work in a power cut;
# recursive_triggers lets the append-only triggers see INSERT OR REPLACE.
_PRAGMAS = (
    "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON",
    "trusted_schema=OFF", "cell_size_check=ON", "busy_timeout=5000",
)


class Unavailable(Exception):
    """The database can't be reached or written now: words for a banner with Try again.

    ``about`` says what somebody who signs in can change: "server", "password", "windows" (the
    computer's own sign-in), "rights"; "" when it is none of these.
    """

    def __init__(self, words: str = "", about: str = "") -> None:
        super().__init__(words)
        self.about = about


class Locked(Unavailable):
    """The records are encrypted and their key is not on this computer: ask for the recovery key,
    give it to ``unlock()``, and try again. ``mark`` says which key.
    """

    def __init__(self, mark: bytes) -> None:
        super().__init__("These records are encrypted, and their key is not on this computer. "
                         "Their recovery key opens them.")
        self.mark = mark


def open_engine(url: str, *, read_only: bool = False, password: str = "") -> Engine:
    """An engine for ``url`` (sqlite:///... or postgresql://...).

    With ``read_only`` a SQLite file refuses every change. On a server the login's rights decide.
    The ``password`` comes beside the address, so that no text ever has both. An encrypted file is
    opened with the key that this computer keeps.

    Raises Unavailable, in words, for an address that names no database we know; Locked when the
    key of an encrypted file is not here.
    """
    try:
        address = make_url(url)
    except ArgumentError:
        raise Unavailable(
            "That is not the address of a database. Give one like "
            "postgresql://server/caseworker or sqlite:///C:/Records/caseworker.db"
        ) from None
    name = address.get_backend_name()
    if name == "postgresql":
        # Without the driver's name SQLAlchemy 2.0 means psycopg2 and 2.1 means psycopg 3.
        # Rows one by one: a batch that goes to both sides would mix up the ids that come back.
        address = address.set(drivername="postgresql+psycopg", password=password or None)
        return _counting(create_engine(_app_first(connecting.protected(address)),
                                       pool_pre_ping=True, use_insertmanyvalues=False,
                                       connect_args=_NO_LONG_SILENCE))
    if name == "sqlite":
        if address.database in (None, "", ":memory:"):
            return _with_rules(create_engine(address))
        engine = file_engine(opener_of(Path(str(address.database)).absolute()))
        if read_only:
            event.listen(engine, "connect", _sqlite_read_only)
        return engine
    raise Unavailable(f"Caseworker keeps its records in SQLite or PostgreSQL, not in {name}.")


def file_engine(opener: Opener) -> Engine:
    """An engine on one file. The key goes from hand to hand, never into an address, which is
    shown in errors.
    """
    engine = create_engine(URL.create("sqlite", database=str(opener.file)),
                           module=opener.module, creator=opener.connect)
    engine.update_execution_options(opener=opener)
    return _with_rules(engine)


def _with_rules(engine: Engine) -> Engine:
    event.listen(engine, "connect", _sqlite_connect)
    event.listen(engine, "begin", _sqlite_begin)
    return engine


def opener_of(file: Path) -> Opener:
    """How a file, which nobody in this process has open, is opened.

    Raises Locked, or Unavailable where encryption is not installed.
    """
    mark = sealed.mark_of(file)
    return Opener(file, opened_by(mark) if mark else None)


def opened_by(mark: bytes) -> sealed.Key:
    """The key for a mark. Raises Locked, or Unavailable where encryption is not installed."""
    if words := sealed.why_not():
        raise Unavailable(f"These records are encrypted. {words}")
    key = sealed.key_for(mark)
    if key is None:
        raise Locked(mark)
    return key


def unlock(mark: bytes, typed: str) -> str:
    """Take a recovery key for the file with this mark; words when the keyring did not keep it.

    Raises Refused: a group is wrong, or this is the key of other records.
    """
    return sealed.keep(sealed.Key.fitting(mark, typed))


def opener_behind(engine: Engine) -> Opener | None:
    """How the file of an engine is opened once more; None for a server.

    Whatever needs a connection beside the pool gets it here, with the key where there is one.
    """
    found = engine.get_execution_options().get("opener")
    return found if isinstance(found, Opener) else None


def reading(engine: Engine) -> Engine:
    """The same engine for questions, which change nothing.

    On a server each statement is a transaction of its own, which sees no less than one of several
    would (READ COMMITTED): it spares BEGIN and ROLLBACK, and a rollback would make the driver
    forget the statements that the server has planned already.
    """
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _counting(engine: Engine) -> Engine:
    """Know the server's processes that work for this engine.

    From the beginning: nothing may be hung on an engine while its threads make connections.
    """
    own: set[int] = set()

    def made(connection: Any, record: Any) -> None:
        record.info["process"] = connection.info.backend_pid
        own.add(record.info["process"])

    def ended(_connection: object, record: Any) -> None:
        # A connection that was lost no longer says which it was.
        own.discard(record.info.get("process", 0))

    event.listen(engine, "connect", made)
    event.listen(engine, "close", ended)
    engine.update_execution_options(own_processes=own)
    return engine


def own_processes(engine: Engine) -> Set[int]:
    """The ids of the server's processes that work for this engine now; none for a file."""
    found: Set[int] = engine.get_execution_options().get("own_processes", frozenset())
    return found


# A cable that is pulled says nothing: without these a save would wait for a quarter of an hour.
_NO_LONG_SILENCE = {
    "keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds, where the system knows it
}


def _app_first(address: URL) -> URL:
    """The names that the program reads and writes are those of schema ``app`` and of no other.

    Compiling a query costs more than any of ours takes: the estimates over a closed side that
    the planner can't look into are high, and made it compile (1.2 s for a queue of 9,000).
    """
    options = f"{address.query.get('options', '')} -c search_path=app -c jit=off".strip()
    return address.update_query_dict({"options": options})


def _sqlite_connect(dbapi: Any, _record: Any) -> None:
    dbapi.isolation_level = None  # we send BEGIN ourselves, see _sqlite_begin
    for pragma in _PRAGMAS:
        dbapi.execute(f"PRAGMA {pragma}")


def _sqlite_read_only(dbapi: Any, _record: Any) -> None:
    dbapi.execute("PRAGMA query_only=ON")


def _sqlite_begin(connection: Any) -> None:
    """A writer takes the lock before it reads: Python's default lost updates without an error."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def signed_in(engine: Engine, os_account: str) -> str:
    """Who acts: the PostgreSQL login that the server knows, or on SQLite the OS account."""
    if engine.dialect.name != "postgresql":
        return os_account
    with telling_words(), engine.connect() as connection:
        return str(connection.exec_driver_sql("SELECT session_user").scalar_one())


def check_server(engine: Engine) -> None:
    """Raise Unavailable, in words, when the server is away or older than PostgreSQL 15."""
    if engine.dialect.name != "postgresql":
        return
    with telling_words(signing_in=True), engine.connect() as connection:
        version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
    if version < OLDEST_POSTGRESQL * 10_000:
        raise Unavailable(
            f"The server is too old. It must be PostgreSQL {OLDEST_POSTGRESQL} or later.", "server"
        )


def let_in(engine: Engine, password: str) -> None:
    """Whether the server still lets this person in with this password, asked afresh.

    Raises Unavailable, in words, when it does not.
    """
    fresh = create_engine(engine.url.set(password=password), poolclass=NullPool)
    with telling_words(signing_in=True), fresh.connect():
        pass


@contextmanager
def telling_words(*, signing_in: bool = False) -> Iterator[None]:
    """Turn a driver's failure into Unavailable with words that say what to do.

    Somebody ``signing_in`` is told what to change; at work the records are just out of reach.
    """
    try:
        yield
    except DBAPIError as error:
        told = connecting.failure(str(error.orig)) if signing_in else None
        about, words = told or ("", _words_for(error))
        if words is None:
            raise
        raise Unavailable(words, about) from error


# insufficient_privilege, and our own "There is no such case." (no_data_found).
_NO_RIGHTS = {"42501", "P0002"}
_KEPT = "Your work is kept on this computer."
_SAYINGS = {
    "disk is full": f"The disk is full, so nothing was saved. {_KEPT} Free some space, then "
    "choose Try again.",
    "no space left": f"The server's disk is full, so nothing was saved. {_KEPT} Ask IT.",
    "database is locked": f"The records are busy, perhaps with a backup. {_KEPT} Choose Try again.",
    "readonly database": "The records cannot be written to. Ask IT for write access to their "
    "folder.",
    "unable to open database": "The records' file cannot be opened. Check that its folder exists "
    "and can be written to.",
    "malformed": "The records' file is damaged. Restore it from a backup.",
    "not a database": "That file is not a Caseworker database, or it is damaged. Choose another, "
    "or restore a backup.",
}


def refused_by_server(error: BaseException) -> str | None:
    """The server's own words when it refused for want of rights; None for any other failure."""
    cause = error.__cause__ if isinstance(error, Unavailable) else error
    if isinstance(cause, DBAPIError) and _code(cause) in _NO_RIGHTS:
        said = getattr(cause.orig, "diag", None)
        return str(said.message_primary) if said is not None else ""
    return None


def changed_meanwhile(error: BaseException) -> bool:
    """Whether the server says that somebody else changed the record first."""
    cause = error.__cause__ if isinstance(error, Unavailable) else error
    return isinstance(cause, DBAPIError) and _code(cause) == "40001"


def look_needed(error: BaseException) -> tuple[str, str] | None:
    """At what (case/12, post/3) and how deep (list, full) a look must be recorded first, before
    the server shows it; None for any other failure."""
    cause = error.__cause__ if isinstance(error, Unavailable) else error
    if not isinstance(cause, DBAPIError) or _code(cause) != "CW001":
        return None
    said = getattr(cause.orig, "diag", None)
    what, _, about = str(said.message_detail if said is not None else "").partition(" ")
    return about, what


def _code(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", "") or "")


def _words_for(error: DBAPIError) -> str | None:
    said = str(error.orig).lower()
    for part, words in _SAYINGS.items():
        if part in said:
            return words
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return f"Caseworker cannot reach the records. {_KEPT}"
    return None
