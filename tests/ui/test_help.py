"""Help at the window: F1 on a field, in a dialog, on a screen; search; keys; nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from caseworker.actions.base import Action, asked
from caseworker.office import Office
from caseworker.rules.lifecycle import Role
from tests.support.access import faults
from tests.support.review import log, open_review
from tests.test_help import modules
from ui import theme
from ui.help.lookup import topic_of, topics_around
from ui.help.view import KEYS
from ui.help.window import HelpWindow
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.all import SCREENS
from ui.screens.case import more_menu
from ui.screens.case.page import TABS, CasePage
from ui.screens.help.screen import HelpScreen
from ui.shell import MainWindow
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.form import Form

ASKING = (QLineEdit, QPlainTextEdit, QComboBox, QRadioButton, QCheckBox)


@pytest.fixture
def own(sqlite_url: str, clock: Any) -> Any:
    """An office of one person, on SQLite: the help does not depend on the database."""
    from caseworker.database import open_engine

    engine = open_engine(sqlite_url)
    yield Office(engine, "pshah", frozenset(Role), name="Priya Shah", now=clock)
    engine.dispose()


@pytest.fixture
def window(own: Office, qtbot: QtBot) -> MainWindow:
    window = MainWindow(own, Jobs(own), SCREENS, SECTIONS)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    return window


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.jobs._open)
    QApplication.processEvents()


def show(qtbot: QtBot, window: MainWindow, name: str, **args: Any) -> Any:
    window.show_screen(name, **args)
    settle(qtbot, window)
    return window.screen_shown


def press_f1(qtbot: QtBot, window: Any) -> HelpWindow:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    found = window.findChild(HelpWindow)
    assert isinstance(found, HelpWindow) and found.isVisible()
    return found


def test_every_control_of_every_form_leads_to_a_topic(qtbot: QtBot) -> None:
    list(modules())  # so that every action is known

    def below(kind: type[Action]) -> set[type[Action]]:
        return {kind}.union(*(below(each) for each in kind.__subclasses__()))

    looked = 0
    for action in sorted(below(Action), key=lambda each: each.__name__):
        if not asked(action):
            continue
        form: Form[Any] = Form(action)
        qtbot.addWidget(form)
        for field in form.fields.values():
            topic = topic_of(field.control)
            assert topic is not None, f"{action.__name__}.{field.name}"
            assert topic.ask
            looked += 1
    assert looked > 80


def test_every_screen_and_all_that_asks_on_it_has_a_topic(
    own: Office, window: MainWindow, qtbot: QtBot
) -> None:
    case_id = open_review(own)
    log(own, same_file_again=True)
    for name in SCREENS:
        if name == "letter":
            continue  # it opens on a letter; its fields are those of the actions above
        screen = show(qtbot, window, name, **({"case_id": case_id} if name == "case" else {}))
        parts = [screen]
        if isinstance(screen, CasePage):
            parts = [screen.part(tab) for tab in TABS]
        for part in parts:
            assert topic_of(part) is not None, name
            for kind in ASKING:
                for control in part.findChildren(kind):
                    assert topic_of(control) is not None, control.accessibleName()


def test_f1_on_a_field_of_a_dialog_keeps_what_is_typed(
    own: Office, window: MainWindow, qtbot: QtBot
) -> None:
    page = show(qtbot, window, "case", case_id=open_review(own))
    more_menu.record_facts(page)
    dialog = window.findChild(ActionDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.isActiveWindow())
    field = dialog.form.fields["outcome_provided"]
    field.put("3 3 2026")
    field.go()
    found = press_f1(qtbot, dialog)
    assert found.view.page.topic is not None and found.view.page.topic.id == "date-provided"
    text = found.view.page.toPlainText()
    assert "28 days" in text and "reg. 29(2)" in text and "Who to ask" in text
    listed = [found.view.list.item(row).text() for row in range(found.view.list.count())]
    assert listed[0] == "Date the outcome was provided" and "Date received" in listed
    qtbot.keyClick(found.view.page, Qt.Key.Key_Escape)
    assert not found.isVisible() and dialog.isVisible()
    assert field.raw() == "3 3 2026"


def test_f1_on_a_tab_of_a_case_opens_its_topic(
    own: Office, window: MainWindow, qtbot: QtBot
) -> None:
    page = show(qtbot, window, "case", case_id=open_review(own), tab="DocumentsTab")
    page.tabs().setFocus()
    assert topics_around(QApplication.focusWidget())[0].id == "case"
    page.part(TABS[page.tabs().currentIndex()]).first().setFocus()
    assert press_f1(qtbot, window).view.page.topic.id == "documents"


def test_search_says_what_it_found_and_what_to_try(window: MainWindow, qtbot: QtBot) -> None:
    screen = show(qtbot, window, "help")
    assert isinstance(screen, HelpScreen)
    screen.go_to_filter()
    qtbot.keyClicks(screen.view.search, "late request")
    assert screen.view.page.topic is not None and screen.view.page.topic.id == "late-request"
    qtbot.keyClicks(screen.view.search, "xyz")
    shown = [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]
    assert "No topic for “late requestxyz”. Try late, consent, bundle." in shown
    screen.view.nothing.action.click()
    assert screen.view.list.isVisible()


def test_a_topic_is_opened_by_its_id_and_leads_to_others(
    window: MainWindow, qtbot: QtBot
) -> None:
    screen = show(qtbot, window, "help", topic="date-received")
    page = screen.view.page
    assert page.topic.id == "date-received"
    assert page.toPlainText().count("The day on which the item reached MOPAC") == 1
    page.chosen.emit("time-with-wrong-body")
    assert page.topic.id == "time-with-wrong-body"
    window.show_screen("queue")
    window.back()
    assert page.topic.id == "time-with-wrong-body"


def test_the_keys_of_the_screen_one_came_from_are_listed(
    window: MainWindow, qtbot: QtBot
) -> None:
    show(qtbot, window, "queue")
    screen = show(qtbot, window, "help")
    assert screen.view.page.topic.id == "queue"
    window.go_to_tab(KEYS + 1)
    words = [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]
    assert {"Review requests", "Everywhere", "help on the field or screen"} <= set(words)


def test_the_pictures_of_a_guide_are_there(window: MainWindow, qtbot: QtBot) -> None:
    screen = show(qtbot, window, "help", topic="guide-reviews")
    page = screen.view.page
    found = page.loadResource(2, "../pictures/case_light.png")
    assert not found.isNull() and found.width() <= page.viewport().width()


def test_the_length_is_the_one_that_the_office_set(own: Office, qtbot: QtBot) -> None:
    from datetime import date

    from caseworker.actions.admin import SetLimit

    own.do(SetLimit(key="acknowledge", number=3, since=date(2026, 3, 1),
                    because="Agreed by the Head of Service on 1 March."))
    window = MainWindow(own, Jobs(own), SCREENS, SECTIONS)
    qtbot.addWidget(window)
    window.show()
    show(qtbot, window, "queue")
    screen = show(qtbot, window, "help", topic="date-received")
    assert "3 working days to acknowledge" in screen.view.page.toPlainText()


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_a_screen_reader_gets_all_of_it(window: MainWindow, qtbot: QtBot, look: str) -> None:
    window.use_theme(theme.Theme(look, 1.5))
    screen = show(qtbot, window, "help", topic="glossary")
    assert faults(window) == []
    screen.view.page.setFocus()
    assert screen.view.page.accessibleName() == "Glossary"
