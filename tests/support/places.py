"""Every place of the window, one line each: who goes there, to which screen, and how.

A new screen is added here; a test fails while one of ui.screens.all.SCREENS is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from caseworker.demo import papers
from caseworker.demo.people import cases
from tests.support.small_office import TODAY
from tests.support.visit import Visit
from ui.help.window import HelpWindow
from ui.screens.admin.screen import TABS as ADMIN
from ui.screens.case.tabs import OF_COMPLAINTS, TABS
from ui.screens.home.absences import AbsencesDialog

Bring = Callable[[Visit], QWidget | None]


@dataclass(frozen=True)
class Place:
    """``bring`` leads there and gives the dialog that is open, if there is one, of the class
    ``kind`` if that is named; only what ``stays`` is not left by the Escape key.
    """

    name: str
    screen: str
    bring: Bring
    login: str = "hosei"  # a manager who is an administrator
    kind: str = ""
    stays: bool = False
    demo: bool = True


def on_screen(name: str) -> Bring:
    def bring(visit: Visit) -> None:
        visit.go(name)

    return bring


def _to_set_up(visit: Visit) -> None:
    """What an administrator has still to do, above the page."""
    visit.go("home")
    visit.until(visit.window.setup.isVisible)


def _away(visit: Visit) -> QWidget:
    visit.go("home")
    visit.screen.show_absences()
    visit.settle()
    return visit.dialog()


def _record_absence(visit: Visit) -> QWidget:
    _away(visit)
    visit.screen.findChild(AbsencesDialog).record()
    visit.settle()
    return visit.dialog()


def _queue(then: Callable[[Visit], None], name: str = "queue") -> Bring:
    """A queue with its first case chosen, and a dialog over it."""
    def bring(visit: Visit) -> QWidget:
        visit.go(name)
        visit.screen.table.setFocus()
        visit.screen.table.selectRow(0)
        visit.settle()
        then(visit)
        visit.settle()
        return visit.dialog()

    return bring


def on_rows(name: str) -> Bring:
    """A queue with a case chosen and another ticked."""
    def bring(visit: Visit) -> None:
        visit.go(name)
        visit.screen.table.setFocus()
        visit.screen.table.selectRow(0)
        visit.press(Qt.Key.Key_Space)
        visit.press(Qt.Key.Key_Down)
        visit.qtbot.wait(200)  # the preview comes after a pause
        visit.settle()

    return bring


def on_case(who: str, tab: str, then: Callable[[Visit], None] | None = None) -> Bring:
    """A tab of somebody's case, and perhaps a dialog over it."""
    def bring(visit: Visit) -> QWidget | None:
        visit.case(who, tab)
        if then is None:
            return None
        then(visit)
        visit.settle()
        return visit.dialog()

    return bring


def on_complaint(tab: str) -> Bring:
    """A tab of a complaint about MOPAC."""
    def bring(visit: Visit) -> None:
        visit.complaint(tab)

    return bring


def _more(words: str) -> Callable[[Visit], None]:
    """What the palette and the menu "More" of a case do, by its words."""
    def call(visit: Visit) -> None:
        found = [each for each in visit.screen.commands() if each.words.startswith(words)]
        assert found and not found[0].why_not, (words, found)
        found[0].call()

    return call


def on_admin(tab: str, dialog: bool = False) -> Bring:
    def bring(visit: Visit) -> QWidget | None:
        visit.go("admin", tab=tab)
        if not dialog:
            return None
        visit.screen.new()
        visit.settle()
        return visit.dialog()

    return bring


def _palette(visit: Visit) -> QWidget:
    visit.go("queue")
    visit.window.open_palette()
    visit.qtbot.keyClicks(visit.window.palette_.box, "ab")
    visit.qtbot.wait(200)
    visit.settle()
    panel: QWidget = visit.window.palette_.panel
    return panel


def _results(visit: Visit) -> None:
    visit.go("results", text="force")
    visit.qtbot.wait(200)
    visit.settle()


def _keys(visit: Visit) -> QWidget:
    visit.go("queue")
    visit.window.show_keys()
    return visit.dialog()


def _help(visit: Visit) -> QWidget:
    visit.case("Abernathy", "ValidityTab")
    visit.press(Qt.Key.Key_F1)
    found = visit.window.findChild(HelpWindow)
    assert isinstance(found, HelpWindow) and found.isVisible()
    return found


def _lock(visit: Visit) -> QWidget:
    visit.go("queue")
    visit.window.lock.now()
    visit.qtbot.wait(20)
    asks = visit.window.lock.asks
    assert asks is not None
    return asks


def post(visit: Visit) -> None:
    """A letter that is being logged."""
    file = papers.request(next(each for each in cases() if each.key == "mohammed-kassir"), TODAY)
    path = visit.files / file.name
    path.write_bytes(file.content)
    visit.go("logpost")
    visit.screen.add_files([path])
    visit.settle()


def waiting(visit: Visit) -> None:
    """A logged item, of which a case is opened."""
    visit.go("logpost")
    visit.screen.list.setCurrentRow(visit.screen.list.count() - 1)
    visit.settle()


def letter(visit: Visit) -> None:
    """A letter in the composer."""
    visit.case("Abernathy", "LettersTab")
    visit.screen.main_action()
    visit.until(lambda: getattr(visit.screen, "keeper", None) is not None)


def _drafted(visit: Visit) -> None:
    """Letters to issue, one of them there."""
    letter(visit)
    on_rows("letters")(visit)


def _letters_filters(visit: Visit) -> QWidget:
    """The filters of the letters to issue."""
    visit.go("letters")
    visit.screen.tools.choose_filters()
    visit.settle()
    return visit.dialog()


def _issue(visit: Visit) -> QWidget:
    """The question before a letter goes out."""
    letter(visit)
    visit.screen.check_and_issue()
    ending = visit.screen.ending
    visit.until(lambda: ending.card is not None and ending.card.isVisible())
    card: QWidget = ending.card
    return card


def _taken(visit: Visit) -> None:
    """What is said, with the way back, when the next case has been taken."""
    visit.go("queue")
    visit.screen.take_next.click()
    visit.until(lambda: not visit.window.messages._notice.isHidden())


def _offline(visit: Visit) -> None:
    from caseworker.office import Unavailable

    visit.go("queue")
    visit.window.trouble(Unavailable("The server did not answer."))
    QApplication.processEvents()


REVIEW = {"OverviewTab": "Whitlock", "ValidityTab": "Abernathy", "AssessmentTab": "Whitlock",
          "RecommendationsTab": "Wieczorek", "PeopleTab": "Achterberg"}

PLACES: tuple[Place, ...] = (
    Place("home of a manager", "home", on_screen("home")),
    Place("home of a caseworker", "home", on_screen("home"), "pshah"),
    Place("home of correspondence", "home", on_screen("home"), "lbrandt"),
    Place("home of an office to be set up", "home", _to_set_up, demo=False),
    Place("home, who is away", "home", _away, kind="AbsencesDialog"),
    Place("home, record an absence", "home", _record_absence),
    Place("post desk", "logpost", post, "lbrandt"),
    Place("post desk, open a case", "logpost", waiting, "lbrandt"),
    Place("queue", "queue", on_rows("queue")),
    Place("queue, filters", "queue", _queue(lambda at: at.press("F", ctrl=True, shift=True)),
          kind="FilterPanel"),
    Place("queue, allocate", "queue", _queue(lambda at: at.press("A")), kind="ManyDialog"),
    Place("queue, add note", "queue", _queue(lambda at: at.press("N"))),
    Place("queue, columns", "queue", _queue(lambda at: at.screen.tools.columns.click()),
          kind="LookDialog"),
    Place("queue, save view", "queue", _queue(lambda at: at.screen.tools.save_view())),
    Place("queue, next taken", "queue", _taken, "pshah"),
    Place("queue, offline", "queue", _offline),
    Place("complaints", "complaints", on_rows("complaints"), "alis"),
    *(Place(f"case, {tab.words}", "case", on_case(REVIEW.get(tab.__name__, "Whitlock"),
                                                tab.__name__)) for tab in TABS),
    *(Place(f"complaint, {tab.words}", "case", on_complaint(tab.__name__), "alis")
      for tab in OF_COMPLAINTS),
    *(Place(f"case, dialog: {words}", "case", on_case("Whitlock", "OverviewTab", _more(words)))
      for words in ("Record facts", "Bring forward", "Allocate to", "Link to",
                    "Record a withdrawal", "Merge")),
    *(Place(f"case, dialog: {name}", "case", on_case("Abernathy", "ValidityTab", partial(
        lambda visit, name: getattr(visit.screen._part.dialogs, name)(), name=name)),
            kind="TallDialog" if name == "late" else "ActionDialog")
      for name in ("body", "late", "representation")),
    Place("letter", "letter", letter),
    Place("letter, issue", "letter", _issue, kind="IssueCard"),
    Place("letters to issue", "letters", _drafted),
    Place("letters to issue, none", "letters", on_screen("letters")),
    Place("letters to issue, filters", "letters", _letters_filters),
    Place("MPS responses", "responses", on_rows("responses")),
    *(Place(f"{words}, columns", name, _queue(lambda at: at.screen.tools.columns.click(), name),
            login) for words, name, login in (
        ("MPS responses", "responses", "hosei"), ("post waiting", "post", "lbrandt"))),
    Place("MPS responses, filters", "responses", _queue(
        lambda at: at.press("F", ctrl=True, shift=True), "responses")),
    Place("post waiting", "post", on_rows("post"), "lbrandt"),
    *(Place(f"admin, {tab.words}", "admin", on_admin(tab.words)) for tab in ADMIN),
    *(Place(f"admin, {tab.words}, add", "admin", on_admin(tab.words, dialog=True))
      for tab in ADMIN if tab.words in ("People", "Bank holidays")),
    Place("journal of the office", "audit", on_screen("audit")),
    Place("help", "help", on_screen("help")),
    Place("help over a case", "help", _help, kind="HelpWindow"),
    Place("keys", "queue", _keys, kind="KeyList"),
    Place("palette", "queue", _palette),
    Place("results", "results", _results),
    Place("lock", "queue", _lock, kind="Unlock", stays=True),
)
