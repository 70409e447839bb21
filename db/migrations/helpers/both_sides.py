"""Put a case table behind both sides, in one line of a migration.

On PostgreSQL a case table has three shapes. ``open.<t>`` holds the work that its roles see, with
row security for declared conflicts. ``shut.<t>`` holds complaints about MOPAC and whatever is
restricted: no grant, and row security without a policy as a second lock. ``app.<t>`` is a view
of both, under the name that the program reads and writes; triggers put each row on its side. On
SQLite the same name is a plain table.

A migration runs with ``open`` first in its search_path, so it makes and alters the open table by
its plain name, and then calls ``behind_both_sides`` (again): the closed table, the view and the
triggers follow the open table's shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from helpers.rights import DEFINER

# Ids of the two sides never meet, and neither side can count the other's by its gaps.
FIRST_SHUT_ID = 1 << 40
# Keys into these are not copied: the row may point at the other side.
POINTS_ANYWHERE = {"case_link"}


@dataclass(frozen=True)
class Place:
    """How the rows of a table find their side.

    ``side`` is SQL for 'open' or 'shut' of ``{row}``, raising when the caller may not write it;
    ``inserted`` the same for a new row; ``visible`` the condition on ``s``, a closed row;
    ``policy`` the condition on an open row; ``first`` is done before a row is written to its side
    (``here``), ``last`` after it, ``born`` after a new one; ``extra`` checks an UPDATE.
    ``about`` is whose look must stand before a closed row ``s`` is shown, and how deep (``depth``).
    ``shows`` names the columns that wait for it: those that could tell who complained. Left out,
    they are all that hold words and are not signed.
    """

    side: str = "shut.side_of({row}.case_id)"
    inserted: str = ""
    visible: str = "s.case_id IN (SELECT shut.mine())"
    policy: str = (
        "(SELECT app.sees_open()) AND (case_id IN (SELECT app.my_conflicts())) IS NOT TRUE"
    )
    about: str = "'case/' || s.case_id"
    depth: str = "full"
    shows: tuple[str, ...] | None = None
    born: str = ""
    first: str = ""
    last: str = ""
    extra: str = ""


def behind_both_sides(
    op: Any, table: str, *, place: Place | None = None, signed: tuple[str, ...] = (),
    append_only: bool = False, changing: tuple[str, ...] = (), versioned: bool = False,
    reckoned: tuple[str, ...] = (), noted: tuple[str, ...] = (),
) -> None:
    """Make the closed table, the view and the triggers of ``open.<table>``, or make them anew.

    ``signed`` names the columns that say who acted; ``append_only`` rows are never changed, but
    for their ``changing`` columns; ``versioned`` rows go from version to version, unless only
    ``reckoned`` columns change. ``noted`` columns are for triggers to write: whatever a program
    sends of them is left out.
    """
    if op.get_context().dialect.name == "sqlite":
        if append_only:
            append_only_file(op, table, changing=changing)
        return
    place = place or Place()
    connection = op.get_bind()
    run(connection, f"DROP VIEW IF EXISTS app.{table}")
    for function in (f"see_{table}", f"write_{table}"):
        run(connection, f"DROP FUNCTION IF EXISTS shut.{function}()")
    columns, key = _columns(connection, table), _key(connection, table)
    _closed_table(connection, table, columns)
    _guards(connection, table, key, append_only, changing, versioned, (*reckoned, *noted))
    fixed = append_only and not changing
    for statement in (
        f"ALTER TABLE open.{table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE shut.{table} ENABLE ROW LEVEL SECURITY",
        f"REVOKE ALL ON open.{table}, shut.{table} FROM PUBLIC, mopac_user",
        f"DROP POLICY IF EXISTS see ON open.{table}",
        f"CREATE POLICY see ON open.{table} FOR SELECT TO mopac_user USING ({place.policy})",
        f"GRANT SELECT ON open.{table} TO mopac_user",
        _see(table, place),
        _view(connection, table, columns, place, signed),
        _write(connection, table, columns, key, place, signed, fixed, versioned, reckoned, noted),
        (f"CREATE TRIGGER write INSTEAD OF INSERT OR UPDATE OR DELETE ON app.{table} "
        f"FOR EACH ROW EXECUTE FUNCTION shut.write_{table}()"),
        *_defaults(connection, table),
        f"GRANT EXECUTE ON FUNCTION shut.see_{table}() TO mopac_user",
        f"GRANT SELECT, INSERT{'' if fixed else ', UPDATE'} ON app.{table} TO mopac_user",
    ):
        run(connection, statement)


def run(connection: Any, statement: str, *given: Any) -> Any:
    """Do one statement; %s stands for a value only when values are given."""
    if given:
        return connection.exec_driver_sql(statement, given)
    return connection.exec_driver_sql(statement.replace("%", "%%"))


def _columns(connection: Any, table: str) -> list[str]:
    found = run(
        connection, "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass "
        "AND attnum > 0 AND NOT attisdropped ORDER BY attnum", f"open.{table}",
    )
    return [row[0] for row in found]


def _key(connection: Any, table: str) -> list[str]:
    found = run(
        connection, "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = "
        "i.indrelid AND a.attnum = ANY (i.indkey) WHERE i.indrelid = %s::regclass "
        "AND i.indisprimary ORDER BY array_position(i.indkey::int[], a.attnum::int)",
        f"open.{table}",
    )
    return [row[0] for row in found]


def _closed_table(connection: Any, table: str, columns: list[str]) -> None:
    """The closed table has the columns, keys and checks of the open one, and ids of its own.

    Its only indexes are those of keys and of case_id: an index on a name would tell, by the
    pages that a search reads, whether the name is there.
    """
    if run(connection, "SELECT to_regclass(%s)", f"shut.{table}").scalar() is None:
        _new_closed_table(connection, table, columns)
        return
    there = {row[0] for row in run(
        connection, "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass "
        "AND attnum > 0 AND NOT attisdropped", f"shut.{table}")}
    for gone in there - set(columns):
        run(connection, f'ALTER TABLE shut.{table} DROP COLUMN "{gone}"')
    for name in (name for name in columns if name not in there):
        words = run(
            connection, "SELECT format_type(a.atttypid, a.atttypmod) || coalesce(' DEFAULT ' || "
            "pg_get_expr(d.adbin, d.adrelid), '') || CASE WHEN a.attnotnull THEN ' NOT NULL' "
            "ELSE '' END FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid "
            "AND d.adnum = a.attnum WHERE a.attrelid = %s::regclass AND a.attname = %s",
            f"open.{table}", name,
        ).scalar()
        run(connection, f'ALTER TABLE shut.{table} ADD COLUMN "{name}" {words}')


def _new_closed_table(connection: Any, table: str, columns: list[str]) -> None:
    run(connection, f"CREATE TABLE shut.{table} (LIKE open.{table} INCLUDING CONSTRAINTS)")
    run(connection, "SET LOCAL search_path = pg_catalog")  # so that every name has its schema
    keys = run(
        connection, "SELECT conname, contype::text, confrelid::regclass::text, "
        "pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass "
        "AND contype IN ('p', 'u', 'f') ORDER BY contype DESC", f"open.{table}",
    ).all()
    run(connection, "SET LOCAL search_path = open, app")
    for name, kind, target, definition in keys:
        if kind == "f" and target.startswith("open."):
            # A case moves with all that hangs on it: the keys are checked at commit.
            run(connection, f"ALTER TABLE open.{table} ALTER CONSTRAINT {name} "
                "DEFERRABLE INITIALLY DEFERRED")
            definition = definition.replace("REFERENCES open.", "REFERENCES shut.")
            definition += " DEFERRABLE INITIALLY DEFERRED"
        if kind != "f" or table not in POINTS_ANYWHERE:
            run(connection, f"ALTER TABLE shut.{table} ADD {definition}")
    if "case_id" in columns and columns[0] != "case_id":
        run(connection, f"CREATE INDEX ON shut.{table} (case_id)")
    if _numbered(connection, table):
        run(connection, f"CREATE SEQUENCE shut.{table}_id_seq START {FIRST_SHUT_ID} "
            f"OWNED BY shut.{table}.id")


def _numbered(connection: Any, table: str) -> bool:
    found = run(connection, "SELECT to_regclass(%s) IS NOT NULL", f"open.{table}_id_seq")
    return bool(found.scalar())


def _guards(
    connection: Any, table: str, key: list[str], append_only: bool, changing: tuple[str, ...],
    versioned: bool, reckoned: tuple[str, ...],
) -> None:
    """Append-only, frozen letters and versions hold on both sides, for the owner too."""
    wanted: list[tuple[str, str]] = []
    if append_only:
        kept = ", ".join(f"'{name}'" for name in (key[0], *changing))
        wanted = [
            ("append_only", (f"BEFORE UPDATE OR DELETE ON {{on}} FOR EACH ROW EXECUTE FUNCTION "
             f"shut.keep_history({kept})")),
            ("no_truncate", ("BEFORE TRUNCATE ON {on} FOR EACH STATEMENT EXECUTE FUNCTION "
             "shut.keep_history()")),
        ]
    if table == "letter":
        wanted = [
            ("frozen", ("BEFORE UPDATE OR DELETE ON {on} FOR EACH ROW EXECUTE FUNCTION "
             "shut.keep_letter()")),
            ("no_truncate", ("BEFORE TRUNCATE ON {on} FOR EACH STATEMENT EXECUTE FUNCTION "
             "shut.keep_history()")),
        ]
    if versioned:
        given = ", ".join(f"'{name}'" for name in reckoned)
        wanted.append(("next_version", ("BEFORE UPDATE ON {on} FOR EACH ROW EXECUTE FUNCTION "
                       f"shut.next_version({given})")))
    for side in ("open", "shut"):
        for name, definition in wanted:
            on = f"{side}.{table}"
            for statement in (
                f"DROP TRIGGER IF EXISTS {table}_{name} ON {on}",
                f"CREATE TRIGGER {table}_{name} {definition.format(on=on)}",
            ):
                run(connection, statement)


def _see(table: str, place: Place) -> str:
    return (
        f"CREATE FUNCTION shut.see_{table}() RETURNS SETOF shut.{table} LANGUAGE plpgsql STABLE "
        f"{DEFINER} ROWS 50 AS $$ BEGIN IF app.known() THEN RETURN QUERY "
        f"SELECT s.* FROM shut.{table} s WHERE {place.visible}; END IF; END $$"
    )


def _words(connection: Any, table: str, signed: tuple[str, ...]) -> tuple[str, ...]:
    found = run(
        connection, "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass "
        "AND attnum > 0 AND NOT attisdropped AND atttypid IN ('text'::regtype, "
        "'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype, 'bytea'::regtype)",
        f"open.{table}",
    )
    return tuple(row[0] for row in found if row[0] not in signed)


def _view(connection: Any, table: str, columns: list[str], place: Place, signed: tuple[str, ...],
          ) -> str:
    shows = _words(connection, table, signed) if place.shows is None else place.shows
    names = ", ".join(f'"{name}"' for name in columns)
    closed = ", ".join(
        f"CASE WHEN shut.shown({place.about}, '{place.depth}') THEN s.\"{name}\" END"
        if name in shows else f's."{name}"' for name in columns
    )
    return (
        f"CREATE VIEW app.{table} WITH (security_invoker = true) AS "
        f"SELECT {names} FROM open.{table} UNION ALL SELECT {closed} FROM shut.see_{table}() s"
    )


def _defaults(connection: Any, table: str) -> list[str]:
    """What is left out of an INSERT is what the table would put there; ids are given later."""
    found = run(
        connection, "SELECT a.attname, pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d "
        "JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum "
        "WHERE d.adrelid = %s::regclass ORDER BY a.attnum", f"open.{table}",
    ).all()
    return [f'ALTER VIEW app.{table} ALTER COLUMN "{name}" SET DEFAULT {words}'
            for name, words in found if "nextval(" not in words]


def _write(
    connection: Any, table: str, columns: list[str], key: list[str], place: Place,
    signed: tuple[str, ...], fixed: bool, versioned: bool, reckoned: tuple[str, ...],
    noted: tuple[str, ...],
) -> str:
    """The function behind INSERT, UPDATE and DELETE on the view."""
    names = ", ".join(f'"{name}"' for name in columns)
    new = ", ".join(f'NEW."{name}"' for name in columns)
    same = " AND ".join(f'"{name}" = OLD."{name}"' for name in key)
    if versioned:
        same += " AND version = OLD.version"
    # A reckoned column that the caller left alone keeps what somebody else reckoned meanwhile.
    sets = ", ".join(
        f'"{name}" = ' + (f'CASE WHEN NEW."{name}" IS DISTINCT FROM OLD."{name}" '
                          f'THEN NEW."{name}" ELSE t."{name}" END'
                          if name in reckoned else f'NEW."{name}"')
        for name in columns if name not in (*key, *noted)
    )
    none = "".join(f'NEW."{name}" := NULL; ' for name in noted)
    keep = "".join(f'NEW."{name}" := OLD."{name}"; ' for name in noted)
    keep = f"IF TG_OP = 'UPDATE' THEN {keep}END IF; " if noted else ""
    moved = " OR ".join(f'NEW."{name}" IS DISTINCT FROM OLD."{name}"' for name in key)
    number = (
        "IF NEW.id IS NULL OR NOT app.superuser() THEN NEW.id := nextval(CASE here WHEN 'shut' "
        f"THEN 'shut.{table}_id_seq' ELSE 'open.{table}_id_seq' END); END IF;"
    ) if _numbered(connection, table) else ""
    sign_new = "".join(f'PERFORM shut.signed(NEW."{name}"); ' for name in signed)
    sign_old = "".join(
        f'IF NEW."{name}" IS DISTINCT FROM OLD."{name}" THEN '
        f'PERFORM shut.signed(NEW."{name}"); END IF; '
        for name in signed
    )
    rewrite = (
        f"RAISE EXCEPTION '{table} is append-only';" if fixed else f"""
  {keep}{_reckon(table, same, reckoned)}
  was := {place.side.format(row="OLD")};
  IF TG_OP = 'DELETE' THEN
    IF was = 'shut' THEN DELETE FROM shut.{table} WHERE {same};
    ELSE DELETE FROM open.{table} WHERE {same}; END IF;
    IF NOT FOUND THEN RETURN NULL; END IF; RETURN OLD;
  END IF;
  IF {moved} THEN RAISE EXCEPTION 'A record keeps its number.' USING ERRCODE = '42501'; END IF;
  {sign_old}{place.extra}
  here := {place.side.format(row="NEW")};
  IF was = 'shut' AND here = 'open' THEN
    RAISE EXCEPTION 'What is closed cannot be joined to what is open.' USING ERRCODE = '42501';
  END IF;
  {place.first}
  IF here = 'open' THEN
    UPDATE open.{table} t SET {sets} WHERE {same};
  ELSIF was = 'shut' THEN
    UPDATE shut.{table} t SET {sets} WHERE {same};
  ELSE
    PERFORM 1 FROM open.{table} WHERE {same} FOR UPDATE;
    IF NOT FOUND THEN RETURN NULL; END IF;
    INSERT INTO shut.{table} ({names}) VALUES ({new});
    DELETE FROM open.{table} WHERE {same};
  END IF;
  IF NOT FOUND THEN RETURN NULL; END IF;
  {place.last}
  RETURN NEW;""")
    return f"""
CREATE FUNCTION shut.write_{table}() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE was text; here text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    here := {(place.inserted or place.side).format(row="NEW")};
    {none}{sign_new}
    {number}
    {place.first}
    IF here = 'shut' THEN
      PERFORM set_config('caseworker.closed', 'on', true);
      INSERT INTO shut.{table} ({names}) VALUES ({new});
    ELSE INSERT INTO open.{table} ({names}) VALUES ({new}); END IF;
    {place.last}{place.born}
    RETURN NEW;
  END IF;
  {rewrite}
END $$"""


def _reckon(table: str, same: str, reckoned: tuple[str, ...]) -> str:
    """What the program reckons may be brought up to date by whoever sees the row."""
    if not reckoned:
        return ""
    names = ", ".join(f"'{name}'" for name in reckoned)
    sets = ", ".join(f'"{name}" = NEW."{name}"' for name in reckoned)
    return f"""IF TG_OP = 'UPDATE' AND NEW.reckoned_with <> OLD.reckoned_with
     AND to_jsonb(NEW) - ARRAY[{names}] = to_jsonb(OLD) - ARRAY[{names}]
  THEN
    here := shut.may_reckon(OLD.id, OLD.reckoned_with, NEW.reckoned_with);
    IF here = 'open' THEN UPDATE open.{table} SET {sets} WHERE {same};
    ELSE UPDATE shut.{table} SET {sets} WHERE {same}; END IF;
    IF NOT FOUND THEN RETURN NULL; END IF; RETURN NEW;
  END IF;"""


def append_only_file(op: Any, table: str, key: str = "id", changing: tuple[str, ...] = ()) -> None:
    """On SQLite the guards stand on the table itself; REPLACE is caught by the key."""
    words, of = f"{table} is append-only", ""
    if changing:
        found = op.get_bind().exec_driver_sql(f"SELECT name FROM pragma_table_info('{table}')")
        of = "OF " + ", ".join(f'"{row[0]}"' for row in found if row[0] not in changing) + " "
        op.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
    for what, which in (("UPDATE", of), ("DELETE", "")):
        op.execute(
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{what.lower()} BEFORE {what} {which}"
            f"ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
    op.execute(
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
    )
