"""Cut the power, in a model of a disk, while letters are issued on SQLite.

    python -m pip install apsw
    python -m tests.faults.power_cuts [--cuts 1000] [--seed 1] [--synchronous FULL]

The statements that the program sends while it issues letters are recorded, and sent again through
a layer that notes each thing SQLite asks of the disk. Then the disk is built as it may be after a
cut at a random moment: what was synced is there; of each later write every sector of 512 bytes is
kept or lost at random; of the later changes of the folder only the first few are kept. The file is
opened as the program opens it, and checked as tests.faults.kill_sqlite does.

``--synchronous NORMAL`` shows that the model finds what it should: acknowledged work is lost.
"""

from __future__ import annotations

import argparse
import collections
import random
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw
from sqlalchemy import event

from caseworker import database
from caseworker.office import Office
from caseworker.opening import open_office
from tests.faults.kill_sqlite import check
from tests.support.review import act, open_review

SECTOR = 512
LETTERS = 12  # in one run; the cuts are shared out among RUNS
RUNS = 5
NAME = "caseworker.db"


def recorded(folder: Path) -> tuple[Path, list[tuple[str, Any]]]:
    """A file as it was before, and what the program then sent: statements and acknowledgements."""
    from caseworker.actions.letters import DraftLetter, IssueLetter

    file = folder / NAME
    office = open_office(f"sqlite:///{file.as_posix()}")
    case_id = open_review(office)
    with office.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    base = folder / "base.db"
    shutil.copyfile(file, base)
    sent: list[tuple[str, Any]] = []
    _listen(office, sent)
    for _ in range(LETTERS):
        letter_id = act(office, case_id, DraftLetter, code="R1")
        number = act(office, case_id, IssueLetter, letter_id=letter_id)
        sent.append(("acknowledged", (letter_id, number)))
    office.close()
    return base, sent


def _listen(office: Office, sent: list[tuple[str, Any]]) -> None:
    def statement(_c: Any, _cursor: Any, words: str, given: Any, _x: Any, many: bool) -> None:
        sent.extend((words, each) for each in (given if many else [given]))

    event.listen(office.engine, "before_cursor_execute", statement)
    event.listen(office.engine, "commit", lambda _c: sent.append(("COMMIT", ())))
    event.listen(office.engine, "rollback", lambda _c: sent.append(("ROLLBACK", ())))


Step = tuple[Any, ...]  # (what, file name, ...)


class _File(apsw.VFSFile):
    """Notes each write, cut and sync; the real disk is never synced, the model decides."""

    def __init__(self, steps: list[Step], name: Any, flags: list[int]) -> None:
        shown = name.filename() if isinstance(name, apsw.URIFilename) else name or ""
        self._steps, self._name = steps, Path(shown).name
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._steps.append(("write", self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        self._steps.append(("cut", self._name, size))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        self._steps.append(("sync", self._name))


class _Disk(apsw.VFS):
    """The real disk, with notes."""

    def __init__(self, steps: list[Step]) -> None:
        self._steps = steps
        super().__init__("noting", "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:
        return _File(self._steps, name, flags)

    def xDelete(self, name: str, sync: bool) -> None:
        self._steps.append(("delete", Path(name).name, bool(sync)))
        super().xDelete(name, sync)


def replayed(base: Path, sent: list[tuple[str, Any]], synchronous: str) -> tuple[
        list[Step], list[tuple[int, int, int]]]:
    """What SQLite asks of the disk, and after which step each letter was acknowledged."""
    steps: list[Step] = []
    acknowledged: list[tuple[int, int, int]] = []
    disk, file = _Disk(steps), base.with_name("replay") / NAME
    file.parent.mkdir(exist_ok=True)
    shutil.copyfile(base, file)
    connection = apsw.Connection(str(file), vfs="noting")
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")  # the noting layer has no shared memory
    for pragma in database._PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA synchronous={synchronous}")
    connection.execute("PRAGMA wal_autocheckpoint=40")  # so that cuts fall into checkpoints too
    for words, given in sent:
        if words == "acknowledged":
            acknowledged.append((len(steps), *given))
        elif words == "ROLLBACK" and connection.getautocommit():
            continue
        else:
            list(connection.execute(words, tuple(given)))
    count = len(steps)
    connection.close()
    del disk
    shutil.rmtree(file.parent)
    return steps[:count], acknowledged


@dataclass
class _Model:
    """Files by number; names in the folder as a list of changes, of which a beginning is safe."""

    names: dict[str, int] = field(default_factory=dict)
    safe: dict[int, bytearray] = field(default_factory=dict)
    later: dict[int, list[Step]] = field(default_factory=dict)
    folder: list[tuple[bool, str, int]] = field(default_factory=list)
    folder_safe: int = 0

    def file(self, name: str) -> int:
        if name not in self.names:
            number = len(self.safe)
            self.names[name], self.safe[number], self.later[number] = number, bytearray(), []
            self.folder.append((True, name, number))
        return self.names[name]

    def take(self, step: Step) -> None:
        """One more thing that SQLite asked for."""
        what, name = step[0], step[1]
        if what in ("write", "cut"):
            self.later[self.file(name)].append(step)
        elif what == "sync":
            number = self.file(name)
            for each in self.later[number]:
                _apply(self.safe[number], each)
            self.later[number], self.folder_safe = [], len(self.folder)
        elif name in self.names:
            self.folder.append((False, name, self.names.pop(name)))
            self.folder_safe = len(self.folder) if step[2] else self.folder_safe

    def after_cut(self, rnd: random.Random) -> dict[str, bytes]:
        """The files as they may be."""
        there: dict[str, int] = {}
        for made, name, number in self.folder[:rnd.randint(self.folder_safe, len(self.folder))]:
            if made:
                there[name] = number
            else:
                there.pop(name, None)
        return {name: self._torn(number, rnd) for name, number in there.items()}

    def _torn(self, number: int, rnd: random.Random) -> bytes:
        content = bytearray(self.safe[number])
        for step in self.later[number]:
            if step[0] == "cut":
                if rnd.random() < 0.5:
                    _apply(content, step)
                continue
            _, name, offset, data = step
            for at in range(0, len(data), SECTOR):
                if rnd.random() < 0.5:
                    _apply(content, ("write", name, offset + at, data[at : at + SECTOR]))
        return bytes(content)


def _apply(content: bytearray, step: Step) -> None:
    if step[0] == "cut":
        del content[step[2] :]
        content.extend(bytes(step[2] - len(content)))
        return
    _, _, offset, data = step
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def cut(base: Path, steps: list[Step], at: int, rnd: random.Random, folder: Path) -> None:
    """Put into ``folder`` the disk after a cut when ``at`` steps were done."""
    model = _Model()
    model.safe[model.file(NAME)][:] = base.read_bytes()
    model.folder_safe = 1
    for step in steps[:at]:
        model.take(step)
    for name, content in model.after_cut(rnd).items():
        (folder / name).write_bytes(content)


def main() -> int:
    """Do it; returns 1 when a promise was broken."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--cuts", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--synchronous", default="FULL", choices=("FULL", "NORMAL", "EXTRA"))
    given = options.parse_args()
    rnd, tally, began = random.Random(given.seed), collections.Counter[str](), time.monotonic()
    for run in range(RUNS):
        with tempfile.TemporaryDirectory(prefix="caseworker-cuts-") as name:
            base, sent = recorded(Path(name))
            steps, acknowledged = replayed(base, sent, given.synchronous)
            for n in range(run, given.cuts, RUNS):
                at = rnd.randint(0, len(steps))
                folder = Path(name) / f"cut-{n}"
                folder.mkdir()
                cut(base, steps, at, rnd, folder)
                said = {letter: number for step, letter, number in acknowledged if step <= at}
                try:
                    check(f"sqlite:///{(folder / NAME).as_posix()}", said, tally)
                except Exception as error:
                    print(f"cut {n}: {error}", file=sys.stderr)
                    tally["damaged"] += 1
                shutil.rmtree(folder)
    broken = {name: tally[name] for name in ("lost", "half issued", "twice", "damaged")}
    print(f"{given.cuts} power cuts with synchronous={given.synchronous}, {RUNS * LETTERS} letters "
          "issued, " + ", ".join(f"{count} {name}" for name, count in broken.items())
          + f" ({time.monotonic() - began:.0f} s)")
    return int(any(broken.values()))


if __name__ == "__main__":
    sys.exit(main())
