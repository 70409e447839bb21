"""``caseworker backup`` and ``caseworker restore``, at the console."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Only the name in a signature: argparse keeps this class to itself.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

    from caseworker.backup import Manifest

COMMANDS = ("backup", "restore")


def add_to(commands: Commands) -> None:
    """Give the command line both commands."""
    made = commands.add_parser("backup", help="copy the records, and prove the copy")
    made.add_argument("place", type=Path, metavar="FILE_OR_FOLDER",
                      help="a new file, or a folder that gets one with the day in its name")
    back = commands.add_parser(
        "restore", help="put the records of a backup back; what is there now is kept")
    back.add_argument("file", type=Path, metavar="FILE")


def run(given: argparse.Namespace, url: str) -> int:
    """Do the command on the database at ``url``; returns the exit code."""
    from datetime import datetime

    from caseworker import backup, encrypting, own_file, sealed
    from caseworker.database import Unavailable, open_engine

    now = datetime.now().astimezone()
    held = None
    try:
        engine = open_engine(url)
        file = own_file.file_of(url)
        if given.command == "backup":
            return _said(f"Backed up: {_what(backup.make(engine, given.place, now))}. The copy "
                         "was restored once and is the same.")
        if file is not None:
            if away := own_file.why_away(file.parent):
                raise Unavailable(away)
            held = own_file.hold(file)
        mark = bytes.fromhex(backup.look(given.file).mark)
        if mark and not sealed.key_for(mark) and not encrypting.unlocked(mark):
            raise backup.BackupFailed("Nothing was changed.")
        done = backup.restore(engine, given.file, now)
        kept = f" What was there before is kept: {done.kept}" if done.kept else ""
        return _said(f"Restored: {_what(done.manifest)}.{kept}")
    except (backup.BackupFailed, Unavailable) as problem:
        print(problem, file=sys.stderr)
        return 1
    finally:
        if held is not None:
            held.let_go()


def _what(manifest: Manifest) -> str:
    cases = "1 case" if manifest.cases == 1 else f"{manifest.cases} cases"
    return f"{cases}, {manifest.records} records in all, as on {manifest.made:%d %B %Y at %H:%M}"


def _said(words: str) -> int:
    print(words)
    return 0
