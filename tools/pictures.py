"""Take the pictures of the documents, without a display: ``python -m tools.pictures [FOLDER]``.

A small office is made on the spot from the invented cases, on a fixed day, so that a picture
changes only when the program does. Each shot brings the window to where its picture is taken;
names after the folder choose some of them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # else the pictures depend on this screen
os.environ["LOGNAME"] = "Sam Ellery"  # and on this account: an office begins with its name

from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QWidget

from caseworker.actions.letters import DraftLetter
from caseworker.config import Config
from caseworker.database import open_engine
from caseworker.demo import papers
from caseworker.demo.people import DemoCase, cases
from caseworker.demo.seed import fill
from caseworker.office import Office
from caseworker.queries.lists.sorts import Shown, usual
from caseworker.queries.lists.window import first_rows, look
from caseworker.queries.rows import ListOf
from caseworker.rules.lifecycle import Role, Stage
from caseworker.rules.london import LONDON
from caseworker.way_in import ToServer
from ui import theme
from ui.application import make_window, start_qt
from ui.pictures import settle
from ui.screens.case.page import CasePage
from ui.screens.post.desk import PostDesk
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow
from ui.signin.window import SignInWindow

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
NOW = datetime(2026, 3, 12, 9, 30, tzinfo=LONDON)
COLOURS = 256  # enough for a window; a quarter of the size of the full picture
KEYS = (
    "gareth-llewellyn", "magorzata-szczepanska", "adaeze-nwosu", "ruth-abernathy", "sian-prosser",
    "eleanor-achterberg", "isla-merriweather", "eleftherios-papadimitriou-vance", "yusuf-celik",
    "rhian-gwyr", "jerome-whitlock-ade", "cagla-yldrm", "tomasz-wieczorek", "complaints",
)
LIGHT, DARK = theme.Theme("light"), theme.Theme("dark")
CONTRAST, LARGE = theme.Theme("contrast"), theme.Theme("light", 1.5)


@dataclass
class Studio:
    """An office and, for one picture at a time, the window of a colleague."""

    office: Office
    files: Path
    window: MainWindow

    def case(self, name: str, tab: str) -> CasePage:
        """Go to a tab of the case of somebody with this in their name."""
        rows = self.office.ask(first_rows, shown=Shown(), today=NOW.date(), me="")
        case_id = next(row.id for row in rows if name in row.name)
        self.window.show_screen("case", case_id=case_id, tab=tab)
        settle(self.window)
        page = self.window.screen_shown
        assert isinstance(page, CasePage)
        return page


def home(studio: Studio) -> None:
    """The first page."""
    studio.window.show_screen("home")


def late_help(studio: Studio) -> None:
    """The help on a late request."""
    studio.window.show_screen("help", topic="late-request")


def queue(studio: Studio) -> None:
    """The review queue with the third case chosen."""
    studio.window.show_screen("queue")
    settle(studio.window)
    screen = studio.window.screen_shown
    assert isinstance(screen, QueueScreen)
    screen.table.selectRow(2)


def case(studio: Studio) -> None:
    """The overview of a case that is being assessed."""
    studio.case("Whitlock", "OverviewTab")


def validity(studio: Studio) -> None:
    """The checks of a case that is not yet valid."""
    studio.case("Abernathy", "ValidityTab")


def assessment(studio: Studio) -> None:
    """The allegations of a case beside its papers."""
    studio.case("Whitlock", "AssessmentTab")


def recommendations(studio: Studio) -> None:
    """What is recommended, and what can't be."""
    studio.case("Wieczorek", "RecommendationsTab")


def bundle(studio: Studio) -> None:
    """A bundle that has just been built."""
    page = studio.case("Whitlock", "BundleTab")
    page.main_action()
    settle(studio.window, rounds=30)
    studio.window.messages.clear()


def logpost(studio: Studio) -> None:
    """A scan that is being logged."""
    file = papers.request(_invented("mohammed-kassir"), NOW.date())
    path = studio.files / file.name
    path.write_bytes(file.content)
    studio.window.show_screen("logpost")
    settle(studio.window)
    desk = studio.window.screen_shown
    assert isinstance(desk, PostDesk)
    desk.add_files([path])
    settle(studio.window, rounds=20)


def letter(studio: Studio) -> None:
    """The acknowledgement, before it is issued."""
    page = studio.case("Abernathy", "LettersTab")
    page.main_action()
    settle(studio.window, rounds=20)


def complaints(studio: Studio) -> None:
    """The queue of complaints about MOPAC, as their members see it."""
    studio.window.show_screen("complaints")


def complaint(studio: Studio) -> None:
    """The overview of a complaint about MOPAC."""
    studio.window.show_screen("complaints")
    settle(studio.window)
    screen = studio.window.screen_shown
    assert isinstance(screen, QueueScreen)
    screen.table.selectRow(0)
    screen.main_action()
    settle(studio.window, rounds=20)


def letters(studio: Studio) -> None:
    """The letters that wait to be issued: acknowledgements."""
    found = studio.office.ask(look, shown=usual(ListOf.LETTERS), me="", today=NOW.date())
    drafted = {row.id for row in found.rows}
    for row in studio.office.ask(first_rows, shown=Shown(), today=NOW.date(), me=""):
        if row.stage is Stage.RECEIVED and row.id not in drafted:
            studio.window.jobs.do(
                DraftLetter(case_id=row.id, version=row.version, code="R1"))
    settle(studio.window, rounds=20)
    studio.window.show_screen("letters")


def palette(studio: Studio) -> None:
    """What is found for a name, with the commands that fit."""
    queue(studio)
    studio.window.open_palette()
    studio.window.palette_.box.setText("aber")
    settle(studio.window, rounds=20)


def admin(studio: Studio) -> None:
    """The people of the office."""
    studio.window.show_screen("admin")


LOOKS = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST, "150": LARGE}
# Name of the screen -> who sits at the window, and where its pictures are taken.
SCREENS: dict[str, tuple[str, Callable[[Studio], None]]] = {
    "home": ("hosei", home), "help": ("pshah", late_help), "queue": ("pshah", queue),
    "palette": ("pshah", palette), "case": ("pshah", case), "validity": ("pshah", validity),
    "assessment": ("pshah", assessment), "recommendations": ("pshah", recommendations),
    "complaints": ("lbrandt", complaints), "complaint": ("lbrandt", complaint),
    "letters": ("pshah", letters), "admin": ("hosei", admin), "logpost": ("lbrandt", logpost),
    "bundle": ("pshah", bundle), "letter": ("pshah", letter),  # these two change the office: last
}
SHOTS = {f"{screen}_{look}": (login, bring, LOOKS[look])
         for screen, (login, bring) in SCREENS.items() for look in LOOKS}
SIGN_IN = {f"signin_{look}": LOOKS[look] for look in LOOKS}


def sign_in(path: Path, look: theme.Theme) -> None:
    """The sign-in window on a computer with a keyring, before the password is typed."""
    start_qt(look)
    config = Config()
    config.change(theme=look.name, text_size=look.scale)
    window = SignInWindow(config, ToServer("records.office.example", "pshah"))
    window.resize(1024, 700)
    window.show()
    window.activateWindow()
    wait(lambda: not window.server.why.text().startswith("Looking"))
    window.server.show_keyring("", "")
    rounds = iter(range(10))  # in which the fields close the gap
    wait(lambda: next(rounds, None) is None and window.server.password.control.hasFocus())
    save(window, path)
    window.close()


def wait(until: Callable[[], bool]) -> None:
    """Let the window live until something has come about."""
    while not until():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def _invented(key: str) -> DemoCase:
    return next(each for each in cases() if each.key == key)


def save(window: QWidget, path: Path) -> None:
    """Keep what the window shows, in few colours."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / path.name
        window.grab().save(str(whole))
        with Image.open(whole) as picture:
            few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            few.save(path, optimize=True)


def main(folder: Path = FOLDER, only: tuple[str, ...] = ()) -> None:
    """Take every picture, or only those named."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, theme_ in SIGN_IN.items():
        if not only or name in only:
            sign_in(folder / f"{name}.png", theme_)
    if only and not set(only) & SHOTS.keys():
        return
    with tempfile.TemporaryDirectory() as place:
        files = Path(place)
        url = f"sqlite:///{(files / 'caseworker.db').as_posix()}"
        fill(url, today=NOW.date(), only=KEYS)
        engine = open_engine(url)
        office = Office(engine, "pictures", list(Role), now=lambda: NOW, demo=True)
        for name, (login, bring, look) in SHOTS.items():
            if only and name not in only:
                continue
            start_qt(look)
            window = make_window(office.working_as(login))
            window.show()
            window.activateWindow()
            settle(window)
            bring(Studio(office, files, window))
            settle(window)
            save(window, folder / f"{name}.png")
            window.close()
            window.deleteLater()  # else every later look is put on it too
            QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
        engine.dispose()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER, tuple(sys.argv[2:]))
