"""How long it takes from starting the program to the first page of a queue on screen.

    python -m tests.bench.start [TIMES] [COUNT ...]

The floor is a bare Qt window with a table of 50 rows, from the start of its process to its first
paint, in the same run and in turns with ours. Ours is ``python -m ui`` on a file of COUNT cases,
as somebody starts who left the program in the queue. Trust the ratios more than the times.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TIMES, COUNTS = 9, (50,)
ROOT = Path(__file__).parents[2]

# Runs inside each process that is measured. "painted" is the first paint of a table with rows,
# "ready" that of the window which takes over, "gap" the longest time between the two for which
# the window's thread did not answer.
WATCH = """
import sys, time
BEGAN = float(sys.argv.pop(1))
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QTableView
class Watch(QObject):
    def __init__(self, whole):
        super().__init__()
        self.painted, self.last, self.gap, self.whole = 0.0, 0.0, 0.0, whole
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.tick)
        QApplication.instance().installEventFilter(self)
    def eventFilter(self, what, event):
        if event.type() == QEvent.Type.Paint:
            table = what.parent()
            if isinstance(table, QTableView) and table.model() and table.model().rowCount():
                window = table.window().metaObject().className()
                QTimer.singleShot(0, lambda: self.seen(window))
        return False
    def seen(self, window):
        now = time.monotonic()
        if not self.painted:
            self.painted = self.last = now
            self.timer.start(1)
        if window == self.whole:
            self.tick()
            print("WATCHED", self.painted - BEGAN, now - BEGAN, self.gap, flush=True)
            import os; os._exit(0)
    def tick(self):
        now = time.monotonic()
        self.gap, self.last = max(self.gap, now - self.last), now
def watched(whole):
    run = QApplication.exec
    def go(*_):
        kept = Watch(whole)
        return run()
    QApplication.exec = go
"""
BARE = WATCH + """
from PySide6.QtGui import QStandardItemModel
watched("QTableView")
app = QApplication([])
table, model = QTableView(), QStandardItemModel(50, 5)
for row in range(50):
    for column in range(5):
        model.setData(model.index(row, column), f"{row}, {column}")
table.setModel(model)
table.resize(1440, 900)
table.show()
app.exec()
"""
# What every window of this program needs besides: Qt's enumerations, which PySide6 makes as
# Python's own when they are first named.
NAMES = BARE.replace("watched(\"", "from PySide6.QtCore import Qt\n"
                     "from PySide6.QtGui import QIcon, QTextOption\n"
                     "from PySide6.QtWidgets import QStyle, QToolButton, QListWidget\nwatched(\"")
OURS = WATCH + """
watched("MainWindow")
from ui.__main__ import main
main()
"""
PYTHON = """
import sys, time
print("WATCHED", time.monotonic() - float(sys.argv[1]), 0, 0)
"""


def once(program: str, home: Path, compiled: Path) -> tuple[float, ...]:
    """Run a program; milliseconds until it painted, until it was ready, and its longest gap."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0",
           "XDG_CONFIG_HOME": str(home), "APPDATA": str(home), "HOME": str(home),
           # Compiled, as an installed program is; here too where nothing may be written beside.
           "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled)}
    said = subprocess.run(
        [sys.executable, "-c", program, str(time.monotonic())], cwd=ROOT, env=env,
        capture_output=True, text=True, timeout=120, check=False)
    for line in said.stdout.splitlines():
        if line.startswith("WATCHED"):
            return tuple(float(each) * 1000 for each in line.split()[1:])
    raise RuntimeError(said.stdout + said.stderr)


def office(folder: Path, count: int) -> None:
    """A file with this many invented cases, as the program leaves it."""
    from caseworker.opening import open_office
    from tests.support.many_cases import fill_sqlite

    folder.mkdir()
    file = folder / "caseworker.db"
    open_office(f"sqlite:///{file.as_posix()}").close()
    with contextlib.closing(sqlite3.connect(file)) as link, link:
        link.execute("UPDATE staff SET id = 1000")  # out of the way of the invented colleagues
    fill_sqlite(str(file), count)


def main() -> None:
    """Measure, in turns, and print one table."""
    given = [int(each) for each in sys.argv[1:]]
    times, counts = (given or [TIMES])[0], given[1:] or COUNTS
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        programs = {"python": PYTHON, "bare Qt window": BARE, "the same, Qt's enumerations": NAMES}
        homes = dict.fromkeys(programs, home)
        for count in counts:
            office(home / str(count), count)
            programs[f"ours, {count:,} cases"] = OURS
            homes[f"ours, {count:,} cases"] = home / str(count)
            keep_place(home / str(count))
        found: dict[str, list[tuple[float, ...]]] = {name: [] for name in programs}
        for turn in range(times + 1):
            for name, program in programs.items():
                taken = once(program, homes[name], Path(scratch) / "compiled")
                if turn:  # the first only warms the disk's cache
                    found[name].append(taken)
    table(found)


def keep_place(home: Path) -> None:
    """Say where the records are, and that the user was last in the queue of review requests."""
    for folder in (home / "caseworker", home / "Caseworker", home / ".config" / "caseworker"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.json").write_text(json.dumps({
            "place": "Review requests", "records": "own", "folder": str(home)}))


def table(found: dict[str, list[tuple[float, ...]]]) -> None:
    """Print the least and the median of each, in milliseconds, and the ratios to the floor."""
    floor = found["bare Qt window"]
    floors = min(each[0] for each in floor), statistics.median(each[0] for each in floor)
    print("| start to first paint, ms | least | x floor | median | x floor | ready | worst gap |")
    print("|---|---|---|---|---|---|---|")
    for name, taken in found.items():
        least, half = min(each[0] for each in taken), statistics.median(e[0] for e in taken)
        ready, gap = (statistics.median(each[n] for each in taken) for n in (1, 2))
        print(f"| {name} | {least:.0f} | {least / floors[0]:.2f} | {half:.0f} "
              f"| {half / floors[1]:.2f} | {ready:.0f} | {gap:.0f} |")


if __name__ == "__main__":
    main()
