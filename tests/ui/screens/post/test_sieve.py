"""What waits for a case is filtered by the chips of every list, and nothing is lost by it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from caseworker.actions.post import LogPost
from caseworker.office import Office
from tests.support.access import faults
from tests.support.post_desk import settle
from tests.support.review import PERSON
from tests.ui.screens.post.conftest import OpenDesk
from ui.screens.post.desk import PostDesk


def log(office: Office, name: str, route: str) -> None:
    office.do(LogPost(received=office.today(), route=route,
                      **{**PERSON, "name": name}))


def waiting(desk: PostDesk) -> list[str]:
    rows = [desk.list.item(n) for n in range(desk.list.count())]
    return [row.text() for row in rows if row.flags() & Qt.ItemFlag.ItemIsSelectable]


def test_words_and_chips_narrow_what_waits(
    qtbot: QtBot, office: Office, open_desk: OpenDesk
) -> None:
    for name, route in (("Ann Early", "review"), ("Bea Late", "mps"), ("Cat Other", "review")):
        log(office, name, route)
    desk = open_desk()
    assert waiting(desk) == ["Cat Other", "Bea Late", "Ann Early"] and desk.sieve.isVisible()
    desk.go_to_filter()
    qtbot.keyClicks(desk.sieve.box, "early e9")
    qtbot.waitUntil(lambda: waiting(desk) == ["Ann Early"])
    desk.sieve.box.clear()
    qtbot.waitUntil(lambda: len(waiting(desk)) == 3)
    desk.sieve.filters.click()
    panel: Any = next(each for each in desk.findChildren(QDialog) if each.isVisible())
    assert faults(panel) == [] and {name for name, _ in panel.boxes} == {
        "route", "post_received", "how"}
    panel.boxes["route", "mps"].click()
    panel.show_them.click()
    qtbot.waitUntil(lambda: waiting(desk) == ["Bea Late"])
    settle(qtbot, desk)
    assert faults(desk) == [] and len(desk.batch.waiting) == 3  # hidden, and still on the desk
    desk.sieve.chips._items[0].click()
    qtbot.waitUntil(lambda: len(waiting(desk)) == 3)
