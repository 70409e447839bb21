"""How long it takes from starting the program to the first page of a queue on screen.

    python -m tests.bench.start [TIMES] [COUNT ...]

The floor is a bare Qt window with a table of 50 rows, from the start of its process to its first
paint, in the same run and in turns with ours. Ours is ``python -m ui`` on a file of COUNT cases,
as somebody starts who left the program in the queue; its first start, which makes the frame that
the next ones are shown with, is not counted. Trust the ratios more than the times.
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

# Runs inside each process that is measured. "painted" is the first paint of rows, "ready" that of
# the window which takes over, "gap" the longest time between the two for which the window's
# thread did not answer, "work" the processor time until the first paint.
WATCH = """
import sys, time
BEGAN = float(sys.argv.pop(1))
from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    def __init__(self, app, whole):
        super().__init__(app)
        self.painted, self.work, self.last, self.gap, self.whole = 0.0, 0.0, 0.0, 0.0, whole
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.tick)
        app.installEventFilter(self)
    def eventFilter(self, what, event):
        if event.type() == QEvent.Type.Paint and what.isWidgetType():
            window = what.window()
            name = type(window).__name__
            if window.isVisible() and (
                    name == "FirstLook" and window.rows or has_rows(what.parent())):
                QTimer.singleShot(0, lambda: self.seen(name))
        return False
    def seen(self, window):
        now = time.monotonic()
        if not self.painted:
            self.painted, self.work, self.last = now, time.process_time(), now
            self.timer.start(1)
        if window == self.whole:
            self.tick()
            print("WATCHED", self.painted - BEGAN, self.work, now - BEGAN, self.gap, flush=True)
            import os; os._exit(0)
    def tick(self):
        now = time.monotonic()
        self.gap, self.last = max(self.gap, now - self.last), now
def has_rows(table):
    return hasattr(table, "model") and table.model() is not None and table.model().rowCount()
def watched(whole):
    # From the first loop on, not before: a filter in Python costs as much as the table itself.
    def begin():
        if not QtWidgets.QApplication.instance().findChild(Watch):
            Watch(QtWidgets.QApplication.instance(), whole)
    run = QtWidgets.QApplication.exec
    def go(*_):
        begin()
        return run()
    QtWidgets.QApplication.exec = go
    class Loop(QtCore.QEventLoop):
        def exec(self, *_):
            begin()
            return super().exec()
    QtCore.QEventLoop = Loop
"""
BARE = WATCH + """
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QTableView
watched("QTableView")
app = QtWidgets.QApplication([])
table, model = QTableView(), QStandardItemModel(50, 5)
for row in range(50):
    for column in range(5):
        model.setData(model.index(row, column), f"{row}, {column}")
table.setModel(model)
table.resize(1440, 900)
table.show()
app.exec()
"""
# Ours is watched from the moment when it begins to load its window: its own order until then is
# part of what is measured.
OURS = f"""
import sys
WATCH = {WATCH!r}
class Late:
    def find_spec(self, name, path=None, target=None):
        if name == "ui.first_look":
            sys.meta_path.remove(self)
            exec(WATCH, globals())
            watched("MainWindow")
sys.meta_path.insert(0, Late())
from ui.__main__ import main
main([])
"""
PYTHON = """
import sys, time
print("WATCHED", time.monotonic() - float(sys.argv[1]), time.process_time(), 0, 0)
"""


def once(program: str, home: Path, compiled: Path) -> tuple[float, ...]:
    """Run a program; milliseconds until it painted, of work until then, until it was ready, and
    its longest gap.
    """
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
        programs = {"python": PYTHON, "bare Qt window": BARE}
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
                if turn:  # the first warms the disk's cache, and keeps the frame
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

    def both(name: str, at: int) -> tuple[float, float]:
        taken = [each[at] for each in found[name]]
        return min(taken), statistics.median(taken)

    print("| start to first paint, ms | least | x floor | median | x floor "
          "| work, least | x floor | ready | worst gap |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name in found:
        (least, half), (work, _) = both(name, 0), both(name, 1)
        floors, (floor, _) = both("bare Qt window", 0), both("bare Qt window", 1)
        print(f"| {name} | {least:.0f} | {least / floors[0]:.2f} | {half:.0f} "
              f"| {half / floors[1]:.2f} | {work:.0f} | {work / floor:.2f} "
              f"| {both(name, 2)[1]:.0f} | {both(name, 3)[1]:.0f} |")


if __name__ == "__main__":
    main()
