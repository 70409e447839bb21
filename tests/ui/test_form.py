"""A form gives typed values, keeps what was typed, and says what is wrong where it is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.base import KEEP, Ask, ask
from caseworker.actions.people import RecordPerson
from caseworker.rules.finding import Refused, refusal
from tests.support.access import faults
from tests.support.on_screen import closed
from ui.jobs import Jobs
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.address_field import NONE_GIVEN
from ui.widgets.fields import Field
from ui.widgets.form import Form

TODAY = date(2026, 3, 12)
WAYS = tuple((number, f"Way {number}") for number in range(1, 9))


@dataclass(frozen=True, kw_only=True)
class LogLetter:
    case_id: int = 0
    received: date = ask("Date received", kind="date", empty="Enter the date received")
    dated: date | None = ask("Date on letter", kind="date", default=None)
    channel: str = ask("How", kind="choice", choices=(("post", "Post"), ("hand", "By hand")),
                       default="post")
    way: int | None = ask("Handled by", kind="choice", choices=WAYS, default=None)
    name: str = ask("Full name", default="", empty="Enter the full name")
    address: str = ask("Address", hint="Paste all lines at once", kind="address", default="")
    pages: int | None = ask("Pages", kind="number", default=None)
    large: bool = ask("Large print", kind="tick", default=False)
    ours: bool | None = ask("Is it ours?", kind="tri", default=None)
    note: str = ask("Note", default=KEEP)


@pytest.fixture
def form(qtbot: QtBot) -> Form[LogLetter]:
    form = Form(LogLetter, values={"received": date(2026, 3, 10)}, today=TODAY)
    qtbot.addWidget(form)
    form.show()
    return form


def test_values_are_typed(form: Form[LogLetter]) -> None:
    for name, text in {"dated": "8 3 26", "way": 3, "name": " Ruth Abernathy ", "pages": "4",
                       "address": "14 Larch House\nLondon E9 7SN", "large": True,
                       "ours": False}.items():
        form.fields[name].put(text)
    assert form.action(case_id=7) == LogLetter(
        case_id=7, received=date(2026, 3, 10), dated=date(2026, 3, 8), channel="post", way=3,
        name="Ruth Abernathy", address="14 Larch House\nLondon E9 7SN", pages=4, large=True,
        ours=False, note=KEEP,
    )


def test_defaults_and_empty_fields(form: Form[LogLetter]) -> None:
    assert form.values() == {
        "received": date(2026, 3, 10), "dated": None, "channel": "post", "way": None, "name": "",
        "address": "", "pages": None, "large": False, "ours": None,
    }


def test_a_field_left_as_it_is_is_left_out_and_a_changed_one_is_not(qtbot: QtBot) -> None:
    form = Form(LogLetter, only=["note"], values={"note": "Old"})
    qtbot.addWidget(form)
    assert form.values() == {}
    form.fields["note"].put("")
    assert form.values() == {"note": ""}


def test_an_impossible_date_is_named_and_kept(form: Form[LogLetter]) -> None:
    form.fields["dated"].put("31 2 2026")
    form.fields["received"].put("")
    form.fields["pages"].put("four")
    with pytest.raises(Refused) as caught:
        form.action()
    assert [(f.field, f.reason) for f in caught.value.findings] == [
        ("received", "Enter the date received"),
        ("dated", "Date on letter must be a real date"),
        ("pages", "Pages must be a whole number"),
    ]
    form.explain(caught.value.findings)
    assert form.fields["dated"].raw() == "31 2 2026"


def test_errors_stand_above_the_field_and_in_the_summary(
    form: Form[LogLetter], qtbot: QtBot
) -> None:
    form.explain([refusal("x", "Full name", "Enter the full name", "name"),
                  refusal("y", "Case", "Somebody else closed it")])
    field = form.fields["name"]
    shown = [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
    assert shown == ["Full name", "Enter the full name"]
    assert "Enter the full name" in field.control.accessibleDescription()
    assert form.summary.isVisible()
    assert "Enter the full name. Somebody else closed it" in form.summary.accessibleName()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is form.summary)
    (link,) = form.summary.findChildren(QPushButton)
    assert link.accessibleName() == "Enter the full name"
    link.click()
    assert QApplication.focusWidget() is field.control
    form.explain([])
    assert not form.summary.isVisible()
    assert field.control.accessibleDescription() == ""


def test_every_control_has_its_label_as_name(form: Form[LogLetter]) -> None:
    assert faults(form) == []
    assert {name: field.control.accessibleName() for name, field in form.fields.items()} == {
        name: field.asked.label for name, field in form.fields.items()}


def test_the_wheel_changes_no_list(form: Form[LogLetter]) -> None:
    combo = form.fields["way"].control
    form.fields["way"].put(3)
    wheel = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120),
                        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                        Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(combo, wheel)
    assert form.fields["way"].raw() == 3


def test_other_choices_can_be_offered(form: Form[LogLetter]) -> None:
    form.set_choices("way", [(10, "Leah Brandt"), (11, "Priya Shah")])
    form.fields["way"].put(11)
    assert form.values()["way"] == 11


def test_a_dialog_stays_open_until_the_office_says_yes(
    qtbot: QtBot, jobs: Jobs, fake_office: Any
) -> None:
    done: list[Any] = []
    form = Form(LogLetter, only=["name"])
    over = QWidget()
    qtbot.addWidget(over)
    dialog = ActionDialog(over, "Log a letter", form, "Save", jobs,
                          {"received": TODAY}, done.append)
    dialog.show()
    fake_office.do = lambda action: _refuse_without_name(action)
    dialog.submit()
    qtbot.waitUntil(lambda: form.summary.isVisible())
    assert dialog.isVisible() and not done
    form.fields["name"].put("Ruth Abernathy")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(done))
    assert closed(dialog)
    assert done[0].name == "Ruth Abernathy"


def test_a_dialog_grows_so_that_the_fields_show_beside_what_is_wrong(
    qtbot: QtBot, jobs: Jobs
) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1000, 900)
    form = Form(LogLetter, only=["received", "name"], values={"received": TODAY})
    dialog = ActionDialog(over, "Log a letter", form, "Save", jobs, {})
    dialog.show()
    before = dialog.height()
    form.fields["received"].put("31 2 2026")
    dialog.submit()
    assert form.summary.isVisible() and dialog.height() > before
    qtbot.waitUntil(lambda: not form.fields["name"].visibleRegion().isEmpty())
    assert form.fields["name"].visibleRegion().boundingRect() == form.fields["name"].rect()


def _refuse_without_name(action: Any) -> Any:
    if not action.name:
        raise Refused([refusal("x", "Full name", "Enter the full name", "name")])
    return action


def test_an_address_is_one_box_with_its_postcode(qtbot: QtBot) -> None:
    form = Form(RecordPerson, ("name", "address", "email"),
                {"address": "14 Larch House\nLondon", "postcode": "E9 7SN"}, today=TODAY)
    qtbot.addWidget(form)
    form.show()
    assert form.fields["address"].raw() == "14 Larch House\nLondon\nE9 7SN" and not form.changed()
    form.fields["address"].put("Flat 2, 9 Elm Row, London sw1a2aa, UK")
    values = form.values()
    assert (values["address"], values["postcode"]) == (
        "Flat 2\n9 Elm Row\nLondon\nUK", "SW1A 2AA")
    assert "Town London. Postcode SW1A\u00a02AA. On letters: Flat 2 | 9 Elm Row | LONDON |" in (
        _below(form))
    both = form.refill({"address": "1 Oak Row\nLondon", "postcode": "E9 7SN"})
    assert [(one.label, one.theirs) for one in both] == [
        ("Address", "1 Oak Row\nLondon\nE9 7SN")]
    form.fields["address"].put("")
    form.fields["email"].put("ruth@example.org")
    assert _below(form) == NONE_GIVEN
    assert form.values()["postcode"] == ""


def _below(form: Form[Any]) -> str:
    return form.fields["address"].findChildren(QLabel)[-1].text()


def test_a_password_can_be_pasted_and_is_never_shown(qtbot: QtBot) -> None:
    field = Field("password", Ask("Password", kind="password"))
    qtbot.addWidget(field)
    field.show()
    QApplication.clipboard().setText(" correct horse ")
    field.go()
    qtbot.keyClick(field.control, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.raw() == " correct horse "
    assert "correct" not in field.control.displayText()
