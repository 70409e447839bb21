"""Setting up a database: twice at once, and where an earlier version kept its records."""

from __future__ import annotations

import threading
from contextlib import ExitStack

import psycopg
from alembic import command

from caseworker import schema
from caseworker.database import open_engine
from caseworker.server.check import check
from caseworker.server.prepare import prepare
from tests.support import databases


def test_databases_are_prepared_at_once(postgres_server: str) -> None:
    """Roles are the whole server's; all of these begin in the same moment."""
    barrier, troubles = threading.Barrier(3), []

    def work(url: str) -> None:
        engine = open_engine(url)
        try:
            barrier.wait()
            prepare(engine)
        except Exception as error:
            troubles.append(error)
        finally:
            engine.dispose()

    with ExitStack() as stack:
        names = [stack.enter_context(databases.postgres_database(postgres_server))
                 for _ in range(3)]
        with psycopg.connect(postgres_server.replace("+psycopg", "", 1), autocommit=True) as root:
            root.execute("ALTER ROLE mopac_roles NOCREATEROLE")  # so that each has work to do
        threads = [threading.Thread(target=work, args=(databases.with_database(
            postgres_server, name),)) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert troubles == []


def test_records_of_an_earlier_version_move_to_where_the_upgrade_looks(
    postgres_server: str,
) -> None:
    with databases.postgres_database(postgres_server) as name:
        url = databases.with_database(postgres_server, name)
        engine = open_engine(url)
        prepare(engine)
        with engine.begin() as connection:
            schema._as_owner(connection)
            command.upgrade(schema.config(connection), "r0003")
        with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as root:
            for kind, thing in root.execute(
                "SELECT 'TABLE', format('%I.%I', relnamespace::regnamespace, relname) FROM pg_class"
                " WHERE relkind = 'r' AND relnamespace::regnamespace::text IN ('open', 'app') UNION"
                " SELECT 'FUNCTION', oid::regprocedure::text FROM pg_proc WHERE "
                "pronamespace = 'open'::regnamespace"
            ).fetchall():
                root.execute(f"ALTER {kind} {thing} SET SCHEMA public")
            root.execute("DROP SCHEMA open, shut, app, audit, adm CASCADE")
            root.execute("INSERT INTO public.cases (reference, stage, about, name, adjustments, "
                         "opened_at, proposed_by, next_deadline_name, version) VALUES "
                         "('REV-2026-0001', 'received', '', 'Ruth', '', now(), '', '', 1)")
        prepare(engine)
        schema.upgrade(engine)
        with engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT name FROM cases").scalar() == "Ruth"
        assert [str(each) for each in check(engine)] == []
        engine.dispose()
