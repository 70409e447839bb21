"""The command line: which database, which command. What needs a window is left to ``ui``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from caseworker import __version__, backing_up, encrypting, explain, system
from caseworker.rules.lifecycle import Role


def parser() -> argparse.ArgumentParser:
    """The words of the command line; a bad argument says what is wrong and ends with 2."""
    made = argparse.ArgumentParser(
        prog="caseworker",
        description="Casework for police complaint reviews. Without a command, opens the window.",
    )
    made.add_argument("--version", action="version", version=f"Caseworker {__version__}")
    where = made.add_mutually_exclusive_group()
    where.add_argument("--database", metavar="URL",
                       help="a shared database, such as postgresql://server/caseworker")
    where.add_argument("--data", metavar="DIR", type=Path,
                       help="the folder of the records of one person on this computer")
    made.add_argument("--read-only", action="store_true",
                      help="look without changing anything, also while another copy is open")
    commands = made.add_subparsers(dest="command", metavar="COMMAND")
    demo = commands.add_parser("demo", help="open a throw-away office with invented cases")
    demo.add_argument("--as", dest="login", default="", metavar="LOGIN",
                      help="work as this invented colleague, for example pshah")
    walk = commands.add_parser(
        "walkthrough", help="work one review from the envelope to the bundle, without a window"
    )
    walk.add_argument("--out", required=True, type=Path, metavar="DIR",
                      help="where the letters, the bundle and the pictures go")
    walk.add_argument("files", nargs="*", type=Path, metavar="FILE",
                      help="what came in the post; a sample when left out")
    add = commands.add_parser("add-colleague", help="give a colleague a place and roles")
    add.add_argument("login")
    add.add_argument("name")
    add.add_argument("--role", action="append", required=True, dest="roles",
                     choices=[role.value for role in Role])
    settle = commands.add_parser("set", help="set a value of the office, from today on")
    settle.add_argument("setting", choices=("expected_wait", "mps_address"))
    settle.add_argument("value")
    server = commands.add_parser("server", help="set up or check a shared PostgreSQL database")
    server.add_argument("work", choices=("prepare", "check"))
    server.add_argument("--administrator", action="append", default=[], dest="administrators",
                        metavar="LOGIN", help="one of the first administrators; give at least two")
    journal = commands.add_parser("journal", help="check that the journal was not rewritten")
    journal.add_argument("work", choices=("verify",))
    search = commands.add_parser("search", help="check the search index, or make it anew")
    search.add_argument("work", choices=("check", "rebuild"))
    explain.add_to(commands)
    backing_up.add_to(commands)
    encrypting.add_to(commands)
    return made


def database_url(given: argparse.Namespace) -> str:
    """The address of the database that the arguments choose; makes the folder when needed.

    Raises OSError when the folder can't be made.
    """
    if given.database:
        return str(given.database)
    folder = (given.data or system.data_folder()).expanduser()
    if not folder.is_dir() or not given.data:
        # A folder that was there before keeps its rights: it may hold other things for others.
        folder.mkdir(parents=True, exist_ok=True)
        system.make_private(folder)
    return f"sqlite:///{(folder / 'caseworker.db').as_posix()}"


def run(given: argparse.Namespace) -> int:
    """Do a command that needs no window; returns the exit code."""
    if given.command == "explain":
        return explain.run(given)  # before anything loads the database
    try:
        url = database_url(given)
    except OSError as problem:
        say(str(problem), to=sys.stderr)
        return 1
    if given.command == "server":
        from caseworker.server_work import run as run_server

        return run_server(url, given.work, given.administrators)
    if not readable(url):
        return 1
    if given.command in encrypting.COMMANDS:
        return encrypting.run(given, url)
    if given.command == "search":
        from caseworker.search_work import run as run_search

        return run_search(url, given.work)
    if given.command == "journal":
        return verify_journal(url)
    from datetime import date

    from caseworker.actions.office_work import AddColleague, SetSetting
    from caseworker.office import Refused, Unavailable
    from caseworker.opening import open_office
    from caseworker.schema import TooNew

    office = None
    try:
        if given.command in backing_up.COMMANDS:
            return backing_up.run(given, url)
        office = open_office(url)
        if given.command == "add-colleague":
            roles = tuple(Role(role) for role in given.roles)
            office.do(AddColleague(login=given.login, colleague_name=given.name, roles=roles))
            say(f"{given.name} now has a place in this office.")
        else:
            today: date = office.today()
            office.do(SetSetting(setting=given.setting, value=given.value, since=today))
            say("The new value is in force from today.")
    except (Refused, Unavailable, TooNew, OSError) as problem:
        say(str(problem), to=sys.stderr)
        return 1
    finally:
        if office is not None:
            office.close()
    return 0


def readable(url: str) -> bool:
    """Whether the records can be read, asking for the key of encrypted ones where need be."""
    from caseworker import own_file, sealed

    file = own_file.file_of(url)
    mark = sealed.mark_of(file) if file is not None else b""
    return (not mark or bool(sealed.why_not()) or sealed.key_for(mark) is not None
            or encrypting.unlocked(mark))


def verify_journal(url: str) -> int:
    """Read the whole journal and name the first broken link of each chain; 1 when there is any."""
    from caseworker.database import Unavailable, open_engine
    from caseworker.journal_check import verify

    try:
        engine = open_engine(url)
        try:
            found = verify(engine)
        finally:
            engine.dispose()
    except Unavailable as problem:
        say(str(problem), to=sys.stderr)
        return 1
    for each in found.broken:
        say(str(each))
    say(f"{found.links} links read, {len(found.broken)} chains broken.")
    return 1 if found.broken else 0


def say(words: str, *, to: TextIO | None = None) -> None:
    """One line for the person at the console."""
    print(words, file=to or sys.stdout)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """The arguments as typed, or those of the process."""
    system.fold_back_output()
    return parser().parse_args(given)
