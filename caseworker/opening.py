"""Open the records: hold the file, or sign in to the server, and see who is at the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from caseworker import anchors, own_file, schema, system
from caseworker.clock import ServerClock, computers_clock
from caseworker.database import (
    Unavailable,
    check_server,
    open_engine,
    signed_in,
    telling_words,
)
from caseworker.office import Office
from caseworker.records import Staff
from caseworker.rules.lifecycle import Role
from caseworker.server.check import must_hold
from caseworker.server.people import GROUP_ROLES, groups, superuser


def open_office(
    url: str, *, now: Callable[[], datetime] | None = None, demo: bool = False,
    read_only: bool = False, password: str = "",
) -> Office:
    """Open the database at ``url``, migrated, for the person who is signed in.

    The first person in an empty office gets every role. A SQLite file is taken for this program:
    own_file.AlreadyOpen when another copy has it, unless ``read_only``. Raises Unavailable, in
    words, when the database can't be opened or this person has no rights, database.Locked when
    the recovery key has to be asked for, and schema.TooNew.
    """
    file = own_file.file_of(url)
    hold = None
    if file is not None and not demo and (away := own_file.why_away(file.parent)):
        raise Unavailable(away)
    if file is not None and read_only and not file.is_file():
        raise Unavailable("There are no records there yet, so there is nothing to read.")
    if file is not None and not read_only:
        hold = own_file.hold(file)
    engine = None
    try:
        engine = open_engine(url, read_only=read_only, password=password)
        return _opened(engine, hold, now, demo, read_only)
    except BaseException:
        if engine is not None:
            engine.dispose()
        if hold is not None:
            hold.let_go()
        raise


def _opened(
    engine: Engine, hold: own_file.Hold | None, now: Callable[[], datetime] | None, demo: bool,
    read_only: bool,
) -> Office:
    check_server(engine)
    on_server = engine.dialect.name == "postgresql"
    # Between a team's computers one clock counts: the server's.
    now = now or (ServerClock(engine) if on_server else computers_clock)
    if read_only:
        schema.check(engine)
    else:
        schema.upgrade(engine)
    login = signed_in(engine, system.account())
    first = not read_only and _register_first(engine, login)
    roles = list(Role) if first else []
    office = Office(engine, login, roles, now=now, demo=demo, read_only=read_only, hold=hold,
                    doubting=not (on_server or demo))
    if first:
        return office
    office = office.working_as(login)
    if on_server and not superuser(engine):
        # What the server lets somebody do; the list in the records is only for the others' eyes.
        office.roles = frozenset(Role(GROUP_ROLES[group]) for group in groups(engine))
        must_hold(engine)
        if read_only:
            anchors.ask_kept(engine, system.data_folder())
        else:
            anchors.meet(engine, system.data_folder(), office.now())
    return office


def _register_first(engine: Engine, login: str) -> bool:
    """Whether the office was empty, so that this login became its first person."""
    if not superuser(engine):
        return False  # a server's people are added by two administrators
    with telling_words(), Session(engine.execution_options(writing=True)) as session:
        if session.scalars(select(Staff.id).limit(1)).first() is not None:
            return False
        session.add(Staff(login=login, name=login, roles=[role.value for role in Role]))
        session.commit()
        return True
