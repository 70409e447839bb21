"""Set up a PostgreSQL database for a team: roles, schemas, and who may do what.

Done by the server's administrator, once for each database and again at any time: what stands
already stays, what was loosened is tightened.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from caseworker.database import Unavailable, telling_words

OWNER = "mopac_owner"  # owns everything, and nobody can sign in as it
USER = "mopac_user"  # may connect; every group is in it
GROUPS = (
    "mopac_correspondence", "mopac_caseworker", "mopac_manager", "mopac_investigator",
    "mopac_hr", "mopac_decider", "mopac_auditor", "mopac_admin",
)
ROLE_MAKER = "mopac_roles"  # owns one function, the only way in which people are added
SCHEMAS = ("app", "open", "shut", "audit", "adm")
_PLAIN = "NOLOGIN NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS"
TRIES = 20
# duplicate_object, unique_violation, and "tuple concurrently updated"
_MET = {"42710", "23505", "XX000"}
# Anybody who can connect could otherwise fill the disk with large objects.
_LARGE_OBJECTS = ("lo_creat(int)", "lo_create(oid)", "lo_from_bytea(oid, bytea)")


def prepare(engine: Engine) -> None:
    """Set up the database, so that schema.upgrade can make its tables.

    Raises Unavailable, in words, when it is not PostgreSQL or the sign-in may not do this.
    """
    if engine.dialect.name != "postgresql":
        raise Unavailable("Only a PostgreSQL server is prepared. One person's file needs nothing.")
    for again in range(TRIES, 0, -1):
        try:
            with telling_words(), engine.begin() as connection:
                _prepare(connection)
            return
        except DBAPIError as error:
            # Roles are the whole server's, locks are a database's: another database may be
            # prepared at once. Who was second finds the roles there when it looks again.
            if again == 1 or getattr(error.orig, "sqlstate", "") not in _MET:
                raise


def _prepare(connection: Connection) -> None:
    if connection.exec_driver_sql(
        "SELECT rolsuper FROM pg_roles WHERE rolname = session_user"
    ).scalar() is not True:
        raise Unavailable("Sign in as the server's administrator to prepare it.")
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('caseworker.server'))")
    _roles(connection)
    _database(connection)
    _schemas(connection)
    _adopt(connection)
    _people(connection)


def prepared(connection: Connection) -> bool:
    """Whether ``prepare`` was done in this database."""
    return connection.exec_driver_sql(
        "SELECT to_regnamespace('app') IS NOT NULL AND to_regnamespace('shut') IS NOT NULL"
    ).scalar() is True


def _adopt(connection: Connection) -> None:
    """Records that an earlier version kept in schema public go where the upgrade looks for them."""
    if connection.exec_driver_sql(
        "SELECT to_regclass('public.cases') IS NULL OR to_regclass('open.cases') IS NOT NULL"
    ).scalar():
        return
    ours = (
        "SELECT 'TABLE', format('public.%I', relname) FROM pg_class WHERE relkind = 'r' "
        "AND relnamespace = 'public'::regnamespace UNION ALL SELECT 'FUNCTION', "
        "oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    )
    connection.exec_driver_sql("SET LOCAL search_path = pg_catalog")  # so names have a schema
    for kind, name in connection.exec_driver_sql(ours.replace("%", "%%")).all():
        schema = "app" if name == "public.alembic_version" else "open"
        connection.exec_driver_sql(f"ALTER {kind} {name} OWNER TO {OWNER}")
        connection.exec_driver_sql(f"ALTER {kind} {name} SET SCHEMA {schema}")


def _roles(connection: Connection) -> None:
    """Roles belong to the whole server: touched only where they differ, since two databases
    can be prepared at once."""
    found = connection.execute(text(
        "SELECT rolname, rolcanlogin OR rolsuper OR rolcreatedb OR rolreplication OR rolbypassrls "
        "OR rolcreaterole <> (rolname = :maker) FROM pg_roles"
    ), {"maker": ROLE_MAKER})
    loose = {row[0]: row[1] for row in found}
    for role in (OWNER, USER, ROLE_MAKER, *GROUPS):
        if role not in loose:
            connection.exec_driver_sql(f"CREATE ROLE {role}")
        if loose.get(role, True):
            maker = "CREATEROLE" if role == ROLE_MAKER else "NOCREATEROLE"
            connection.exec_driver_sql(f"ALTER ROLE {role} {_PLAIN} {maker}")
    for group in GROUPS:
        _join(connection, USER, group)
        _join(connection, group, ROLE_MAKER, " WITH ADMIN OPTION")


def _join(connection: Connection, group: str, member: str, more: str = "") -> None:
    there = connection.execute(text(
        "SELECT EXISTS (SELECT 1 FROM pg_auth_members WHERE roleid = to_regrole(:group) "
        "AND member = to_regrole(:member) AND (admin_option OR :plain))"
    ), {"group": group, "member": member, "plain": not more}).scalar_one()
    if not there:
        connection.exec_driver_sql(f"GRANT {group} TO {member}{more}")


def _people(connection: Connection) -> None:
    """Only a function with a white list adds people: nobody holds CREATEROLE.

    A person with CREATEROLE could, up to PostgreSQL 15, make themselves member of roles that run
    programs on the server.
    """
    for statement in (
        f"GRANT USAGE, CREATE ON SCHEMA adm TO {ROLE_MAKER}",
        f"GRANT USAGE ON LANGUAGE plpgsql TO {ROLE_MAKER}",
        "DROP FUNCTION IF EXISTS adm.make_login(text, text[], text)",
        MAKE_LOGIN.format(groups=", ".join(f"'{group}'" for group in GROUPS)),
        f"ALTER FUNCTION adm.make_login(text, text[], text) OWNER TO {ROLE_MAKER}",
        "REVOKE ALL ON FUNCTION adm.make_login(text, text[], text) FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION adm.make_login(text, text[], text) TO {OWNER}",
        f"REVOKE CREATE ON SCHEMA adm FROM {ROLE_MAKER}",
    ):
        connection.exec_driver_sql(statement.replace("%", "%%"))


# Groups are those of the list and no others; a password comes as a SCRAM verifier, never plain.
MAKE_LOGIN = r"""
CREATE FUNCTION adm.make_login(who text, groups text[], verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE g text; allowed text[] := ARRAY[{groups}];
BEGIN
  IF who !~ '^[a-z][a-z0-9._-]{{1,40}}$' OR who LIKE 'mopac%' OR who LIKE 'pg%' THEN
    RAISE EXCEPTION 'A name to sign in with has small letters, numbers, dots and hyphens.'
      USING ERRCODE = '22023'; END IF;
  IF verifier IS NOT NULL AND verifier !~
      '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' THEN
    RAISE EXCEPTION 'The password must come as a SCRAM verifier.' USING ERRCODE = '22023'; END IF;
  IF NOT groups <@ allowed OR cardinality(groups) = 0 THEN
    RAISE EXCEPTION 'There is no such group.' USING ERRCODE = '22023'; END IF;
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = who AND (NOT rolcanlogin OR rolsuper
      OR rolcreaterole OR rolbypassrls OR rolreplication OR rolcreatedb)) THEN
    RAISE EXCEPTION 'That name is taken.' USING ERRCODE = '42501'; END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = who) THEN
    EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION '
      'NOBYPASSRLS', who);
  END IF;
  IF verifier IS NOT NULL THEN EXECUTE format('ALTER ROLE %I PASSWORD %L', who, verifier); END IF;
  FOREACH g IN ARRAY allowed LOOP
    EXECUTE CASE WHEN g = ANY (groups) THEN format('GRANT %I TO %I', g, who)
      ELSE format('REVOKE %I FROM %I', g, who) END;
  END LOOP;
END $$"""


def _database(connection: Connection) -> None:
    """Nobody connects, makes temporary tables or writes functions but those who are named."""
    name = connection.dialect.identifier_preparer.quote(
        str(connection.exec_driver_sql("SELECT current_database()").scalar_one())
    )
    for statement in (
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        f"REVOKE ALL ON DATABASE {name} FROM {USER}",
        f"GRANT CONNECT ON DATABASE {name} TO {USER}",
        f"GRANT CREATE ON DATABASE {name} TO {OWNER}",
        f"ALTER DATABASE {name} SET search_path = app",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC",
        f"GRANT USAGE ON LANGUAGE plpgsql, sql TO {OWNER}",
        *(f"REVOKE EXECUTE ON FUNCTION {each} FROM PUBLIC" for each in _LARGE_OBJECTS),
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} REVOKE USAGE ON TYPES FROM PUBLIC",
    ):
        connection.exec_driver_sql(statement)


def _schemas(connection: Connection) -> None:
    for schema in SCHEMAS:
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {OWNER}")
        connection.exec_driver_sql(f"REVOKE ALL ON SCHEMA {schema} FROM PUBLIC, {USER}")
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA app TO {USER}")
    connection.exec_driver_sql("GRANT USAGE ON SCHEMA adm TO mopac_admin")
