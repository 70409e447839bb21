"""Kill a program that issues letters, at random moments, and see that no promise was broken.

    python -m tests.faults.kill_sqlite [--kills 500] [--seed 1] [--encrypted]

A child process issues letters on a SQLite file and says each one that was acknowledged. It is
killed (SIGKILL): every second time at a random moment, else within some milliseconds of the moment
at which it begins to commit an issued letter. Then the file is opened as the program opens it,
and checked:

- lost: a letter that was acknowledged is not issued now
- half issued: a letter with a number but no PDF, Word file, hash or journal entry, or the reverse
- twice: one draft with two numbers, or two letters of a case with one number; the child begins by
  trying once more to issue what was under way when it was killed
- damaged: integrity_check, foreign keys, the hash of a document, or the journal's chain

Prints one line at the end, and ends with 1 when anything is not 0.
"""

from __future__ import annotations

import argparse
import collections
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, event

from caseworker import sealed
from caseworker.backup.facts import quiet
from caseworker.database import open_engine, opener_behind
from caseworker.journal_check import verify
from caseworker.office import Office, Refused
from caseworker.opening import open_office
from caseworker.records import Case, Entry, Letter
from caseworker.rules.lifecycle import Role
from caseworker.sealed import Key

ROOT = Path(__file__).parents[2]
AROUND_COMMIT = 0.006  # seconds after the beginning of a commit, at most
KEY = "CASEWORKER_KILL_KEY"
LATEST = 0.8  # seconds from the first acknowledged letter to the kill, at most


def child(url: str) -> None:
    """Issue letters for ever; say each before it is tried and after it is acknowledged."""
    from caseworker.actions.letters import DraftLetter, IssueLetter
    from tests.support.review import act, open_review, see

    office = open_office(url)
    event.listen(office.engine, "commit", lambda _connection: _committing and _say("commit"))
    for letter_id, case_id in office.ask(_waiting):
        _issue(office, case_id, letter_id, IssueLetter, act)
    case_id = 0
    while True:
        if case_id == 0 or len(see(office, case_id).letters) > 8:
            case_id = open_review(office)
        _issue(office, case_id, act(office, case_id, DraftLetter, code="R1"), IssueLetter, act)


def _issue(office: Office, case_id: int, letter_id: int, action: type, act: object) -> None:
    _say("try", letter_id)
    _committing.append(letter_id)
    number = act(office, case_id, action, letter_id=letter_id)  # type: ignore[operator]
    _committing.clear()
    _say("done", letter_id, number)


def _key(*, new: bool = False) -> Key | None:
    """The key of this run, which a child gets by its environment; in no keyring."""
    if new:
        os.environ[KEY] = Key.new().raw.hex()
    if KEY not in os.environ:
        return None
    key = Key(bytes.fromhex(os.environ[KEY]))
    sealed._typed[key.mark] = key
    return key


_committing: list[int] = []


def _say(*words: object) -> None:
    print(*words, flush=True)


def _waiting(session: object) -> list[tuple[int, int]]:
    letters = session.query(Letter).filter(Letter.state == "draft")  # type: ignore[attr-defined]
    return [(letter.id, letter.case_id) for letter in letters]


def killed(
    url: str, pause: float, after: str,
    kill: Callable[[subprocess.Popen[str]], None] = subprocess.Popen.kill,
) -> Iterator[list[str]]:
    """The words of the child's lines, until ``kill`` came ``pause`` seconds after the first line
    that begins with ``after``. Whatever ``kill`` hits, the child ends.
    """
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.kill_sqlite", "--child", url],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    assert running.stdout is not None
    words: list[str] = [""]
    while words[0] != after:
        words = running.stdout.readline().split()
        if not words:
            raise SystemExit("The child ended by itself.")
        yield words
    time.sleep(pause)
    if running.poll() is not None:
        raise SystemExit("The child ended by itself.")
    kill(running)
    yield from (line.split() for line in running.stdout if line.endswith("\n"))
    running.wait()


def check(url: str, acknowledged: dict[int, int], tally: collections.Counter[str]) -> set[int]:
    """Count what is broken into ``tally``; returns the letters that are issued."""
    from caseworker.backup import facts, file_proof

    engine = open_engine(url)
    issued = check_letters(engine, acknowledged, tally)
    opener = opener_behind(engine)
    assert opener is not None
    with closing(file_proof.open_to_read(opener)) as file:
        tally["damaged"] += file.execute("PRAGMA integrity_check").fetchone() != ("ok",)
        tally["damaged"] += file.execute("PRAGMA foreign_key_check").fetchone() is not None
        tally["damaged"] += len(facts.damage(file_proof.FileReader(file), quiet))
    return issued


def check_letters(
    engine: Engine, acknowledged: dict[int, int], tally: collections.Counter[str]
) -> set[int]:
    """The same of the letters and the journal's chain alone, on either engine."""
    from sqlalchemy import select

    office = Office(engine, "checker", list(Role))
    letters = {letter.id: letter for letter in
               office.ask(lambda session: session.scalars(select(Letter)).all())}
    entries = office.ask(lambda session: session.scalars(
        select(Entry).where(Entry.action == "IssueLetter")).all())
    told = collections.Counter(int(entry.inputs["letter_id"]) for entry in entries)
    cases = office.ask(lambda session: session.scalars(select(Case.id)).all())
    for letter in letters.values():
        marks = {letter.state == "issued", letter.number is not None, bool(letter.pdf_sha256),
                 bool(letter.word_sha256), bool(letter.markdown_sha256),
                 letter.issued_on is not None, told[letter.id] > 0}
        tally["half issued"] += len(marks) > 1
        tally["twice"] += told[letter.id] > 1
    for letter_id, number in acknowledged.items():
        found = letters.get(letter_id)
        tally["lost"] += found is None or found.state != "issued" or found.number != number
    for case_id in cases:
        numbers = sorted(each.number for each in letters.values()
                         if each.case_id == case_id and each.number is not None)
        tally["twice"] += numbers != list(range(1, len(numbers) + 1))
    tally["damaged"] += len(verify(engine).broken)
    engine.dispose()
    return {letter.id for letter in letters.values() if letter.state == "issued"}


def main() -> int:
    """Do it; returns 1 when a promise was broken."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--kills", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--encrypted", action="store_true", help="on an encrypted file")
    options.add_argument("--child", default="", help=argparse.SUPPRESS)
    given = options.parse_args()
    key = _key(new=given.encrypted)
    if given.child:
        try:
            child(given.child)
        except Refused as refused:
            print(refused, file=sys.stderr)
        return 1
    rnd, tally = random.Random(given.seed), collections.Counter[str]()
    with tempfile.TemporaryDirectory(prefix="caseworker-kills-") as folder:
        url, unsaid, began = "", 0, time.monotonic()
        acknowledged: dict[int, int] = {}
        issued: set[int] = set()
        for n in range(given.kills):
            if n % 50 == 0:  # a new file now and then, so that checking all of it stays quick
                url = f"sqlite:///{Path(folder, f'{n}.db').as_posix()}"
                if key is not None:
                    sealed.begin(sealed.Opener(Path(folder, f"{n}.db"), key))
                acknowledged, issued = {}, set()
            tried = 0
            aimed = bool(n % 2)
            pause = rnd.uniform(0, AROUND_COMMIT if aimed else LATEST)
            for words in killed(url, pause, "commit" if aimed else "try"):
                if words[0] == "try":
                    tried = int(words[1])
                elif words[0] == "done":
                    acknowledged[int(words[1])] = int(words[2])
            before, issued = issued, check(url, acknowledged, tally)
            unsaid += tried in issued and tried not in acknowledged
            tally["issued"] += len(issued - before)
    broken = {name: tally[name] for name in ("lost", "half issued", "twice", "damaged")}
    print(f"{given.kills} kills, {tally['issued']} letters issued, "
          + ", ".join(f"{count} {name}" for name, count in broken.items())
          + f"; saved but not yet said when killed: {unsaid} "
          f"({time.monotonic() - began:.0f} s)")
    return int(any(broken.values()))


if __name__ == "__main__":
    sys.exit(main())
