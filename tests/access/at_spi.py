"""Have the window read by a real screen reader's bus: ``python -m tests.access.at_spi``.

On Linux a screen reader sees the window through AT-SPI. This starts a session bus, a display in
memory, the accessibility bus and the window with a small office; ``hear.py``, in the Python of the
system that has pyatspi, then reads the window from outside. Ends with another code than 0 when
what is heard is wrong. Needs the programs dbus-run-session and Xvfb, and the Debian packages
at-spi2-core and python3-pyatspi.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

HEAR = Path(__file__).with_name("hear.py")
PYTHON = "/usr/bin/python3"  # pyatspi is a package of the system, and of its Python only
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
LONGEST = 240  # seconds, for all of it
SAY_EVERY = 700  # milliseconds


def listen() -> int:
    """Within a session bus: start everything, hear, stop everything. The reader's exit code."""
    launcher = next((each for each in LAUNCHERS if Path(each).exists()), "")
    if not launcher:
        print("at-spi-bus-launcher is missing: install at-spi2-core", file=sys.stderr)
        return 2
    started: list[subprocess.Popen[bytes]] = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            display = _display(started)
            env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb",
                   "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "XDG_RUNTIME_DIR": folder}
            Path(folder).chmod(0o700)
            started.append(subprocess.Popen([launcher, "--launch-immediately"], env=env))
            started.append(subprocess.Popen(
                [sys.executable, "-m", "tests.access.at_spi", "window", folder], env=env))
            return subprocess.run([PYTHON, str(HEAR)], env=env, timeout=LONGEST).returncode
        finally:
            for each in reversed(started):
                each.terminate()
                each.wait(timeout=20)


def _display(started: list[subprocess.Popen[bytes]]) -> str:
    """A display in memory, on the first number that is free."""
    reading, writing = os.pipe()
    started.append(subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing], stderr=subprocess.DEVNULL))
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    if not number:
        raise RuntimeError("Xvfb did not start")
    return f":{number}"


def window(folder: Path) -> int:
    """The window at the queue of a small office. It ticks a case now and then, and says so."""
    from PySide6.QtCore import QTimer

    from caseworker.database import open_engine
    from caseworker.office import Office
    from caseworker.rules.lifecycle import Role
    from tests.support.small_office import TODAY, small_office, url
    from ui.application import make_window, start_qt

    now = datetime(TODAY.year, TODAY.month, TODAY.day, 9, 30, tzinfo=ZoneInfo("Europe/London"))
    engine = open_engine(url(small_office(folder)))
    office = Office(engine, "reader", frozenset(Role), now=lambda: now, demo=True)
    app = start_qt()
    shown = make_window(office.working_as("hosei"))
    shown.resize(1440, 900)
    shown.show()
    shown.show_screen("queue")
    rows = shown.screen_shown.table.rows  # type: ignore[union-attr]
    clock = QTimer()

    def tick() -> None:
        row = rows.row(1)
        if row is not None:
            rows.tick([row], row.id not in rows.ticks)

    clock.timeout.connect(tick)
    clock.start(SAY_EVERY)
    return app.exec()


def main(given: list[str]) -> int:
    """Whichever of the three parts this process is."""
    if given[:1] == ["window"]:
        return window(Path(given[1]))
    if given[:1] == ["listen"]:
        return listen()
    return subprocess.run(["dbus-run-session", "--", sys.executable, "-m", "tests.access.at_spi",
                           "listen"], timeout=LONGEST + 60).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
