"""``caseworker encrypt``, ``decrypt`` and ``recovery-key``, and the key that is asked for."""

from __future__ import annotations

import argparse
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Only the name in a signature: argparse keeps this class to itself.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

    from caseworker.sealed import Key

COMMANDS = ("encrypt", "decrypt", "recovery-key")
TRIES = 3
NOTHING = "Nothing was changed."
ASKED = "{why} The recovery key is asked for each time the records are opened."
DONE = "The records are encrypted. The copy was compared with them before it took their place."
KEPT_APART = ("Write it down or print it, and keep it locked away. Without it the records cannot "
              "be read on another computer.")
OPEN_COPIES = ("Copies of the records that were made before are not encrypted. Delete those that "
               "you do not need: backups, and beside the records {names}.")


def add_to(commands: Commands) -> None:
    """Give the command line the three commands."""
    page = {"type": Path, "metavar": "FILE", "help": "write the recovery key as a page to print"}
    made = commands.add_parser(
        "encrypt", help="encrypt the records of one person, with a recovery key to print")
    made.add_argument("--page", **page)  # type: ignore[arg-type]  # one description for both
    commands.add_parser("decrypt", help="take the encryption away; everybody who gets the file "
                        "can then read it")
    again = commands.add_parser("recovery-key", help="show the recovery key again")
    again.add_argument("--page", **page)  # type: ignore[arg-type]


def run(given: argparse.Namespace, url: str) -> int:
    """Do the command on the file at ``url``; returns the exit code."""
    from caseworker import own_file, sealed
    from caseworker.backup import BackupFailed
    from caseworker.database import Unavailable

    file = own_file.file_of(url)
    if file is None or not file.is_file():
        return _refused("There is no records' file there. A shared server encrypts its own disk.")
    if words := sealed.why_not():
        return _refused(words)
    try:
        if given.command == "recovery-key":
            return _show_again(file, given.page)
        return _encrypt(file, given.page) if given.command == "encrypt" else _decrypt(file)
    except (BackupFailed, Unavailable, OSError) as problem:
        return _refused(str(problem))


def unlocked(mark: bytes) -> bool:
    """Ask for a recovery key until it fits, three times at most; whether it did."""
    from caseworker import sealed
    from caseworker.database import Locked, unlock
    from caseworker.rules.finding import Refused

    print(f"{Locked(mark)} Records {sealed.name_of(mark)}.")
    for _ in range(TRIES):
        typed = _asked("Recovery key: ")
        if not typed:
            break
        try:
            if words := unlock(mark, typed):
                print(words)
            return True
        except Refused as refused:
            print(refused)
    return False


def open_copies(file: Path) -> list[str]:
    """The names of copies beside a records' file that were made before it was encrypted."""
    from caseworker import sealed

    return sorted(each.name for each in file.parent.glob(f"{file.stem}-before-*.db")
                  if not sealed.mark_of(each))


def begin(file: Path, key: Key) -> list[str]:
    """Make new records that are encrypted from the first byte; returns what there is to say.

    Raises Unavailable where no records may lie, or where there are some.
    """
    from caseworker import own_file, sealed
    from caseworker.database import Unavailable

    if away := own_file.why_away(file.parent):
        raise Unavailable(away)
    held = own_file.hold(file)
    try:
        if file.stat().st_size:
            raise Unavailable("There are records in this folder already. Open them first.")
        kept = sealed.keep(key)
        sealed.begin(sealed.Opener(file, key))
    finally:
        held.let_go()
    return [ASKED.format(why=kept)] * bool(kept)


def seal(file: Path, key: Key) -> list[str]:
    """Encrypt a file that nobody has open, once its recovery key is in the user's hands.

    Returns what else there is to say. Raises BackupFailed, or Unavailable when it is open; then
    the file is as it was.
    """
    from caseworker import own_file, sealed
    from caseworker.backup.recrypt import change_key

    held = own_file.hold(file)
    try:
        kept = sealed.keep(key)
        change_key(file, key)
    finally:
        held.let_go()
    said = [ASKED.format(why=kept)] * bool(kept)
    if names := open_copies(file):
        said.append(OPEN_COPIES.format(names=", ".join(names)))
    return said


def _encrypt(file: Path, page: Path | None) -> int:
    from caseworker import own_file, sealed

    if sealed.mark_of(file):
        return _refused("These records are encrypted already.")
    own_file.hold(file).let_go()  # said before a key is written down: they are open elsewhere
    key = sealed.Key.new()
    _show(key, page)
    if not _confirmed(key):
        return _refused(f"That is not the group. {NOTHING}")
    for words in (DONE, *seal(file, key)):
        print(words)
    return 0


def _decrypt(file: Path) -> int:
    from caseworker import own_file, sealed
    from caseworker.backup.recrypt import change_key

    if not sealed.mark_of(file):
        return _refused("These records are not encrypted.")
    print("Whoever gets the file, or the computer's disk, can then read all records.")
    if _asked('Type "decrypt" to go on: ').lower() != "decrypt":
        return _refused(NOTHING)
    held = own_file.hold(file)
    try:
        change_key(file, None)
    finally:
        held.let_go()
    print("The records are no longer encrypted. Backups made before still are: keep their "
          "recovery key.")
    return 0


def _show_again(file: Path, page: Path | None) -> int:
    from caseworker.database import opener_of

    key = opener_of(file).key
    if key is None:
        return _refused("These records are not encrypted.")
    _show(key, page)
    return 0


def _show(key: Key, page: Path | None) -> None:
    from caseworker.recovery_page import page as drawn
    from caseworker.rules.london import london_day

    if page is not None:
        page.touch(mode=0o600, exist_ok=False)
        page.write_bytes(drawn(key, london_day(datetime.now(UTC))))
        print(f"The recovery key is in {page}. Print it, then delete that file.")
        return
    print(f"Recovery key of the records {key.name}:")
    for n, group in enumerate(key.groups, 1):
        print(f"  {n:2}  {group}")
    print(KEPT_APART)


def _confirmed(key: Key) -> bool:
    """Whether the user has the key before their eyes: one group of it is asked back."""
    from caseworker.recovery_key import same_group

    n = secrets.randbelow(len(key.groups))
    for _ in range(TRIES):
        if same_group(_asked(f"To show that you have it, type group {n + 1}: "), key.groups[n]):
            return True
    return False


def _asked(words: str) -> str:
    try:
        return input(words).strip()
    except EOFError:  # nobody is there to answer
        print()
        return ""


def _refused(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
