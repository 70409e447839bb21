"""What only a server shows, walked in each look: who sees a case, an emergency, the password."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from caseworker.actions.closed_side import BreakGlass, Restrict
from caseworker.actions.colleagues import NewColleague
from caseworker.office import Office
from caseworker.queries.admin import WaitingRow
from caseworker.rules.lifecycle import Role
from tests.support.access_walk import walk_dialogs, walk_place
from tests.support.closed import log_closed
from tests.support.review import act, open_review, see
from tests.support.visit import Visit
from ui import theme

As = Callable[[str], Office]
REASON = "A threat to somebody's safety was telephoned in."


@pytest.fixture
def visit_of(
    as_: As, qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Visit]]:
    """The window of a colleague who has signed in to the server."""
    monkeypatch.setattr(QDialog, "exec", QDialog.open)
    qapp.setStyle("Fusion")
    theme.apply(qapp, theme.Theme())
    made: list[Visit] = []

    def sit(who: str) -> Visit:
        made.append(Visit(qtbot, as_(who), tmp_path))
        return made[-1]

    yield sit
    for each in made:
        each.leave()


def test_who_sees_a_case_and_closing_it(as_: As, visit_of: Callable[[str], Visit]) -> None:
    case_id = open_review(as_("caseworker"))
    visit = visit_of("caseworker")
    page = visit.open_case(case_id, "PeopleTab")
    assert page._part.access.isVisible()
    assert walk_place(visit) == []
    found, _ = walk_dialogs(visit, {
        words: lambda at, words=words: at.screen._part.access.buttons[words].click()
        for words in page._part.access.buttons})
    assert found == []


def test_who_sees_a_closed_case(as_: As, visit_of: Callable[[str], Visit]) -> None:
    manager = as_("manager")
    case_id = open_review(manager)
    act(manager, case_id, Restrict, because=REASON)
    visit = visit_of("manager")
    buttons = visit.open_case(case_id, "PeopleTab")._part.access.buttons
    can = [words for words, button in buttons.items() if button.isEnabled()]
    assert len(can) == 3
    assert walk_place(visit) == []
    found, _ = walk_dialogs(visit, {
        words: lambda at, words=words: at.screen._part.access.buttons[words].click()
        for words in can})
    assert found == []


def test_hr_is_told_of_an_emergency(as_: As, visit_of: Callable[[str], Visit]) -> None:
    post = as_("correspondence")
    reference = see(post, log_closed(post)).row.reference
    as_("manager").do(BreakGlass(reference=reference, because=REASON))
    visit = visit_of("hr")
    visit.go("home")
    visit.until(visit.window.emergency.isVisible)
    assert walk_place(visit) == []


def test_a_colleague_who_waits_for_a_second_administrator(
    as_: As, visit_of: Callable[[str], Visit]
) -> None:
    as_("admin").do(NewColleague(
        login="t-somebody-new", colleague_name="Somebody New", roles=(Role.HR,),
        password="A first password of 24 signs"))
    visit = visit_of("admin2")
    tab = visit.go("admin", tab="People").part
    visit.until(lambda: tab.table.rows.rowCount() > 0)
    assert any(isinstance(row.about, WaitingRow) for row in tab.table.rows.rows)
    assert walk_place(visit) == []
    found, _ = walk_dialogs(visit, {"Add a colleague": lambda at: at.screen.new()})
    assert found == []


def test_the_lock_asks_for_the_password(visit_of: Callable[[str], Visit]) -> None:
    visit = visit_of("caseworker")
    visit.go("queue")
    visit.window.lock.now()
    asks = visit.window.lock.asks
    assert asks is not None and asks.password.isVisible()
    assert walk_place(visit, asks, stays=True) == []


@pytest.mark.parametrize(("who", "screen", "args"), [
    ("auditor", "audit", {}), ("hr", "admin", {"tab": "Complaints"}), ("hr", "complaints", {})])
def test_what_a_role_sees(
    visit_of: Callable[[str], Visit], who: str, screen: str, args: dict[str, str]
) -> None:
    visit = visit_of(who)
    visit.go(screen, **args)
    assert walk_place(visit) == []
