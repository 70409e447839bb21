"""The lock-down check: what stands on the server against the manifest that ships with us.

Every grant, owner, policy, function, trigger and view of our schemas is compared, word for word.
A restore into a plain new database, or a helping hand, loosens rights without an error: hence
the check at every start and after every restore.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from caseworker import paths
from caseworker.database import Unavailable, telling_words
from caseworker.server.prepare import GROUPS, OWNER, ROLE_MAKER, USER

MANIFEST = paths.RESOURCES / "server" / "manifest.json"
AGAIN = "run: caseworker --database ADDRESS server prepare"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it must be, and what to do about it."""

    what: str
    do: str

    def __str__(self) -> str:
        return f"{self.what} {self.do[:1].upper()}{self.do[1:]}"


_OURS = "('app', 'open', 'shut', 'audit', 'adm')"
# Each gives (name, how it stands); names are told to the reader.
_QUESTIONS = {
    "schema": "SELECT nspname, concat_ws(' ', pg_get_userbyid(nspowner), "
    f"acl(nspacl, 'n', nspowner)) FROM pg_namespace WHERE nspname IN {_OURS} OR nspname = 'public'",
    "table": "SELECT format('%s.%s', n.nspname, c.relname), concat_ws(' ', c.relkind, "
    "pg_get_userbyid(c.relowner), acl(c.relacl, CASE c.relkind WHEN 'S' THEN 's'::\"char\" "
    "ELSE 'r' END, c.relowner), c.reloptions::text, c.relrowsecurity, "
    "c.relforcerowsecurity, CASE WHEN c.relkind = 'v' THEN "
    # Without spaces, brackets and the names before a dot, of which PostgreSQL 16 leaves some out:
    # with the tables and functions that it reads, that is the view all the same.
    "md5(concat(regexp_replace(pg_get_viewdef(c.oid), '\\s+|[()]|\\m\\w+\\.', '', 'g'), "
    "(SELECT string_agg(DISTINCT concat(d.refclassid::regclass, ' ', CASE d.refclassid "
    "WHEN 'pg_class'::regclass THEN concat(d.refobjid::regclass, '.', d.refobjsubid) "
    "ELSE d.refobjid::regprocedure::text END), ',') FROM pg_rewrite w JOIN pg_depend d "
    "ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid WHERE w.ev_class = c.oid "
    "AND d.refobjid <> c.oid AND d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass)))) "
    "END) "
    f"FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN {_OURS} "
    "AND c.relkind IN ('r', 'v', 'S', 'm', 'f', 'p')",
    "column": "SELECT format('%s.%s.%s', n.nspname, c.relname, a.attname), "
    "acl(a.attacl, 'c', c.relowner) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
    f"JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN {_OURS} "
    "AND a.attacl IS NOT NULL",
    "policy": "SELECT format('%s on %s.%s', p.polname, n.nspname, c.relname), concat_ws(' ', "
    "p.polcmd, p.polpermissive, (SELECT string_agg(pg_get_userbyid(r), ',' ORDER BY 1) "
    "FROM unnest(p.polroles) r), pg_get_expr(p.polqual, p.polrelid), "
    "pg_get_expr(p.polwithcheck, p.polrelid)) FROM pg_policy p JOIN pg_class c "
    "ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace",
    "function": "SELECT format('%s.%s(%s)', n.nspname, p.proname, "
    "pg_get_function_identity_arguments(p.oid)), concat_ws(' ', pg_get_userbyid(p.proowner), "
    "acl(p.proacl, 'f', p.proowner), p.prosecdef, p.proconfig::text, p.provolatile, "
    "md5(p.prosrc)) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
    f"WHERE n.nspname IN {_OURS} OR n.nspname = 'public'",
    "trigger": "SELECT format('%s on %s.%s', t.tgname, n.nspname, c.relname), concat_ws(' ', "
    "t.tgenabled, md5(pg_get_triggerdef(t.oid))) FROM pg_trigger t JOIN pg_class c "
    f"ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    f"WHERE n.nspname IN {_OURS} AND NOT t.tgisinternal",
    "language": "SELECT lanname, acl(lanacl, 'l', lanowner) FROM pg_language",
    "group": "SELECT rolname, concat_ws(' ', rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, "
    "rolbypassrls, rolreplication) FROM pg_roles WHERE rolname = ANY (%(groups)s)",
}
# What no manifest can name, because the names are of this server: rules, each with its words.
_RULES = (
    (("SELECT 'Everybody can connect to this database or make temporary tables in it.' "
     "FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a "
     "WHERE d.datname = current_database() AND a.grantee = 0 LIMIT 1"), AGAIN),
    (("SELECT format('%s can sign in and has more rights than a person may have.', r.rolname) "
     "FROM pg_roles r WHERE r.rolcanlogin AND NOT r.rolsuper AND (r.rolcreaterole "
     "OR r.rolbypassrls OR r.rolreplication OR r.rolcreatedb) ORDER BY 1"),
     "take these rights back: ALTER ROLE ... NOCREATEROLE NOBYPASSRLS NOREPLICATION NOCREATEDB"),
    (("SELECT format('%s is a member of %s.', m.member::regrole, m.roleid::regrole) "
     "FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles w "
     "ON w.oid = m.member WHERE (g.rolname IN ('mopac_owner', 'mopac_roles') "
     "OR (g.rolname LIKE 'pg\\_%' AND w.rolname NOT LIKE 'pg\\_%')) AND NOT w.rolsuper "
     "ORDER BY 1"), "take it out: REVOKE ... FROM ..."),
    (("SELECT format('The superuser %s is a colleague in app.staff.', s.login) FROM app.staff s "
     "JOIN pg_roles r ON r.rolname = s.login WHERE r.rolsuper ORDER BY 1"),
     "give this person a login of their own, without superuser"),
)


def check(engine: Engine) -> tuple[Difference, ...]:
    """All that differs from the manifest; empty when the lock-down holds."""
    with telling_words(), engine.connect() as connection:
        stands = standing(connection)
        rules = [(row[0], do) for sql, do in _RULES
                 for row in connection.exec_driver_sql(sql.replace("%", "%%"))]
    wanted = json.loads(MANIFEST.read_text(encoding="utf-8"))
    found = [Difference(str(what), do) for what, do in rules]
    for kind in _QUESTIONS:
        found += _compare(kind, wanted[kind], stands[kind])
    return tuple(found)


def must_hold(engine: Engine) -> None:
    """Raise Unavailable, with the first difference, when the lock-down does not hold."""
    found = check(engine)
    if found:
        more = f" There are {len(found) - 1} more." if len(found) > 1 else ""
        raise Unavailable(
            "The server's lock-down does not hold, so you are not signed in. Ask the server's "
            f"administrator to run: caseworker --database ADDRESS server check. {found[0]}{more}"
        )


def standing(connection: Connection) -> dict[str, dict[str, str]]:
    """How everything stands, by kind and name: what the manifest holds."""
    groups = [OWNER, USER, ROLE_MAKER, *GROUPS]
    connection.exec_driver_sql("SET LOCAL search_path = pg_catalog")
    found: dict[str, dict[str, str]] = {}
    for kind, question in _QUESTIONS.items():
        rows = connection.exec_driver_sql(_with_acl(question), {"groups": groups})
        found[kind] = {row[0]: row[1] or "" for row in rows}
    connection.exec_driver_sql("SET LOCAL search_path = app")
    return found


def _with_acl(question: str) -> str:
    """``acl(x, kind, owner)``: grants in one order, without the grantor, who differs from server
    to server, and without the owner's own, which differ from one PostgreSQL to the next. None
    written down means the kind's usual ones: a restore leaves those out.
    """
    while "acl(" in question:
        before, _, rest = question.partition(" acl(")
        if not rest:
            before, _, rest = question.partition("(acl(")
            before += "("
        inside, _, after = rest.partition(")")
        given, kind, owner = inside.split(", ")
        question = (
            f"{before} (SELECT string_agg(concat(a.grantee::regrole, '=', a.privilege_type, "
            f"CASE WHEN a.is_grantable THEN '*' END), ',' ORDER BY a.grantee::regrole::text "
            f"COLLATE \"C\", a.privilege_type) FROM aclexplode(coalesce({given}, "
            f"acldefault({kind}, {owner}))) a WHERE a.grantee <> {owner}){after}"
        )
    return question.replace("%s", "%%s").replace("%%(groups)s", "%(groups)s")


def _compare(kind: str, wanted: dict[str, str], stands: dict[str, str]) -> list[Difference]:
    found = []
    for name in sorted(wanted.keys() | stands.keys()):
        if name not in stands:
            found.append(Difference(f"The {kind} {name} is missing.",
                                    f"restore it from a backup, then {AGAIN}"))
        elif name not in wanted:
            found.append(Difference(f"The {kind} {name} does not belong here.",
                                    "find out who made it, and drop it"))
        elif wanted[name] != stands[name]:
            found.append(Difference(
                f"The {kind} {name} is not as it must be: {stands[name] or 'no rights'}; it must "
                f"be: {wanted[name] or 'no rights'}.", f"put it back, or {AGAIN}"))
    return found
