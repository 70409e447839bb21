"""Two worlds that differ in one secret of a closed case look the same to everybody outside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from caseworker import system
from caseworker.actions.office_work import AddNote
from caseworker.office import Office
from caseworker.opening import open_office
from tests.support import databases
from tests.support.closed import log_closed
from tests.support.review import act, open_review
from tests.support.team import Team, seat, team

OUTSIDE = ("manager", "caseworker2", "hr2", "auditor", "admin")

# What each world's closed case is, and what else happened to it.
PAIRS: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "who complained": ({"name": "Jane Larkspur"}, {"name": "Kate Moss-Adams"}),
    "what was said": ({"about": "Rude"}, {"about": "Lost my letter and my mother's letter"}),
    "who is shut out": ({"barred": "manager"}, {"barred": "caseworker2"}),
    "who is in it": ({"member": "hr"}, {"member": "investigator"}),
    "how much was written": ({"notes": 1}, {"notes": 9}),
    "the file that was sent": ({"file": b"one file"}, {"file": b"a longer one" * 5000}),
}
_EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF) "
OBSERVATIONS = (
    "SELECT count(*), max(id), max(version) FROM cases",
    "SELECT count(*), max(id) FROM note",
    "SELECT count(*), max(id) FROM journal_entry",
    "SELECT count(*) FROM content",
    "SELECT id, login, name, active FROM staff ORDER BY id",
    "SELECT name FROM party WHERE name ILIKE '%Larkspur%'",
    "SELECT * FROM cases WHERE id = 1099511627776",
    "SELECT app.may_change(1099511627776)",
    "SELECT app.have_open(1099511627776)",
    "SELECT * FROM app.who_has(ARRAY[1099511627776])",
    "SELECT app.hold_first(ARRAY[1099511627776])",
    "SELECT app.add_member(1099511627776, 1, 'lead')",
    "SELECT app.declare_conflict(1099511627776, 'x')",
    "SELECT app.bar(1099511627776, 1, 'x')",
    "SELECT app.restrict(1099511627776, 1, 'More than twenty characters of it')",
    "INSERT INTO note (case_id, text, at, by) VALUES (1099511627776, 'x', now(), 'x')",
    "SELECT * FROM app.glass_broken()",
    "SELECT app.see_glass(n) FROM generate_series(1, 3) n",
    "SELECT * FROM app.my_conflicts()",
    "SELECT * FROM app.conflicts_in(ARRAY[1099511627776])",
    "SELECT app.leave_open(1099511627776)",
    "SELECT app.was_saved(1099511627776, '2026-03-12')",
    "SELECT * FROM app.members(1099511627776)",
    "SELECT * FROM app.asked_to_open(1099511627776)",
    "SELECT app.look('case/1099511627776', 'full'); SELECT app.look('', 'list')",
    # An auditor is told who looked and who did something: never of what.
    "SELECT * FROM app.looks(1099511627776) WHERE NOT app.has_role('auditor')",
    "SELECT * FROM app.events(NULL, 1000) WHERE NOT app.has_role('auditor')",
    "SELECT owner, name, shared, shows FROM saved_view ORDER BY 1, 2",
    "SELECT staff_id, cover_id, first_day, last_day FROM absence ORDER BY 1, 3",
    "SELECT count(*) FILTER (WHERE pinned), min(promised_by) FROM note",
    "SELECT due, because FROM bring_forward ORDER BY 1, 2",
    "SELECT count(replaces_id), count(restricted_at) FROM document",
    "SELECT stage, count(*) FROM cases GROUP BY stage ORDER BY stage",
    "SELECT stage, owner_id, sum(number) FROM tally GROUP BY 1, 2 ORDER BY 1, 2",
    "SELECT id, received_on, touched_on FROM cases ORDER BY id",
    _EXPLAIN + "SELECT sum(number) FROM tally",
    "SELECT about, subject, count(*) FROM complaint GROUP BY 1, 2",
    "SELECT app.next_number('COM', 2026)",
    _EXPLAIN + "SELECT * FROM complaint WHERE subject_name = 'Jane Larkspur'",
    _EXPLAIN + "SELECT * FROM complaint_part WHERE said LIKE '%letter%'",
    "SELECT * FROM app.closed_chunks(repeat('0', 64))",
    "SELECT schemaname, relname FROM pg_stat_user_tables WHERE n_live_tup < 0",
    "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL",
    ("SELECT tablename, attname, most_common_vals::text FROM pg_stats "
    "WHERE schemaname IN ('shut', 'open', 'audit', 'adm') ORDER BY 1, 2"),
    _EXPLAIN + "SELECT * FROM party WHERE name = 'Jane Larkspur'",
    _EXPLAIN + "SELECT * FROM party WHERE email LIKE 'jane%'",
    _EXPLAIN + "SELECT count(*) FROM cases WHERE closed",
    _EXPLAIN + "SELECT * FROM note WHERE case_id = 1099511627776",
    _EXPLAIN + "SELECT * FROM document WHERE size > 100",
    "SELECT reltuples, relpages FROM pg_class WHERE oid = 'app.note'::regclass",
    "SELECT * FROM app.search_cases('larkspur'::tsquery, 50)",
    "SELECT * FROM app.search_cases('jane | rude | lost'::tsquery, 50)",
    "SELECT * FROM app.search_texts('telephoned | note | letter'::tsquery, true, 50)",
    "SELECT * FROM app.search_words(ARRAY[' la', 'lar', 'ark', ' mo', 'mos'], 40)",
    _EXPLAIN + "SELECT * FROM app.search_cases('larkspur'::tsquery, 50)",
    _EXPLAIN + "SELECT * FROM app.search_cases('larks:*'::tsquery, 50)",
    _EXPLAIN + "SELECT * FROM app.search_texts('larkspur'::tsquery, false, 50)",
    _EXPLAIN + "SELECT * FROM app.search_texts('note'::tsquery, true, 50)",
    _EXPLAIN + "SELECT * FROM app.search_words(ARRAY[' la', 'lar', 'ark'], 40)",
    ("SELECT relname, reltuples, relpages FROM pg_class "
    "WHERE oid IN ('open.search_case'::regclass, 'open.search_text_words'::regclass)"),
)


@pytest.fixture(scope="module")
def colleagues(postgres_server: str) -> Iterator[Team]:
    with team(postgres_server) as made:
        yield made


@pytest.mark.parametrize("secret", list(PAIRS))
def test_outside_the_case_both_worlds_are_the_same(
    secret: str, colleagues: Team, postgres_server: str, postgres_template: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system, "data_folder", lambda: tmp_path)
    with ExitStack() as stack:
        names = _worlds(stack, colleagues, postgres_server, postgres_template, PAIRS[secret])
        different = {(who, asked) for who in OUTSIDE for asked in OBSERVATIONS}
        for _ in range(3):  # other work on the server shows in pages read, once; a secret stays
            seen = [{(who, asked): _masked(told, name, colleagues) for who in OUTSIDE
                     for asked, told in _battery(colleagues, name, who)} for name in names]
            different &= {key for key in seen[0] if seen[0][key] != seen[1][key]}
            if not different:
                return
    assert different == set(), [(key[0], seen[0][key], seen[1][key]) for key in different]


def test_the_battery_tells_worlds_apart_for_a_member(
    colleagues: Team, postgres_server: str, postgres_template: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same questions by the one who logged the case do differ: the battery can see."""
    monkeypatch.setattr(system, "data_folder", lambda: tmp_path)
    with ExitStack() as stack:
        names = _worlds(stack, colleagues, postgres_server, postgres_template,
                        PAIRS["who complained"])
        seen = [list(_battery(colleagues, name, "correspondence")) for name in names]
    assert seen[0] != seen[1]


def _worlds(
    stack: ExitStack, made: Team, server: str, template: str, pair: Iterable[dict[str, object]],
) -> list[str]:
    """Both worlds, complete before either is looked at: logins are the whole server's, and
    giving somebody a place moves pages of its lists."""
    names = []
    for _ in pair:
        names.append(stack.enter_context(databases.postgres_database(server, template)))
        seat(made, databases.with_database(server, names[-1]))
    for name, world in zip(names, pair, strict=True):
        _live(made, name, world)
    return names


def _live(made: Team, name: str, world: dict[str, object]) -> None:
    def sign_in(who: str) -> Office:
        return open_office(made.url(name, who), now=lambda: datetime(2026, 3, 12, tzinfo=UTC))

    post, worker = sign_in("correspondence"), sign_in("caseworker")
    given = {key: world[key] for key in ("name", "about", "file") if key in world}
    closed = log_closed(post, **given)
    for n in range(int(str(world.get("notes", 1)))):
        act(post, closed, AddNote, text=f"Note {n}")
    with made.connect(name, "correspondence") as logger:
        if "barred" in world:
            logger.execute("SELECT app.bar(%s, (SELECT id FROM staff WHERE login = %s), 'x')",
                           (closed, made.logins[str(world["barred"])]))
        logger.execute("SELECT app.add_member(%s, (SELECT id FROM staff WHERE login = %s), 'HR')",
                       (closed, made.logins["hr"]))
    if "member" in world:
        with made.connect(name, "hr") as hr:
            hr.execute("SELECT app.add_member(%s, (SELECT id FROM staff WHERE login = %s), "
                       "'reader')", (closed, made.logins[str(world["member"])]))
    act(worker, open_review(post), AddNote, text="Ordinary work goes on beside it.")
    for each in (post, worker):
        each.close()
    # Both worlds equally swept: else the server's own sweeper, passing by one, shows in pages read.
    swept = databases.with_database(made.server, name).replace("+psycopg", "", 1)
    with psycopg.connect(swept, autocommit=True) as root:
        root.execute("VACUUM (FREEZE, ANALYZE)")


def _battery(made: Team, name: str, who: str) -> Iterator[tuple[str, str]]:
    with made.connect(name, who) as connection:
        for asked in OBSERVATIONS:
            try:
                told = str(connection.execute(asked).fetchall())
            except psycopg.Error as error:
                told = f"{error.sqlstate} {error}"
            yield asked, told


def _masked(told: str, name: str, made: Team) -> str:
    """Without what differs between any two databases: its name, and the state of the cache."""
    told = told.replace(name, "DATABASE")
    told = re.sub(r"\('Planning:'.*", "", told)
    pages: Callable[[re.Match[str]], str] = lambda m: str(  # noqa: E731  a sum, in place
        sum(int(n) for n in re.findall(r"(?:hit|read)=(\d+)", m.group())))
    return re.sub(r"Buffers: [^']*", pages, told)
