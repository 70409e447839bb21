"""The fields of the post desk show the whole of what they hold, at every text size."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QStyle, QStyleOptionFrame
from pytestqt.qtbot import QtBot

from ui import theme
from ui.screens.post.log_form import LogForm

LONGEST = "30 September 2026"
MARGIN = 4  # pixels that a line edit keeps free beside its text, left and right together


def room(box: QLineEdit) -> int:
    """How many pixels of text the box can show."""
    option = QStyleOptionFrame()
    box.initStyleOption(option)
    return box.style().subElementRect(
        QStyle.SubElement.SE_LineEditContents, option, box).width() - MARGIN


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.1, 1.5, 2.0])
@pytest.mark.parametrize("name", ["light", "contrast"])
def test_no_date_is_cut_to_another_day(
    qtbot: QtBot, qapp: QApplication, name: str, scale: float
) -> None:
    theme.apply(qapp, theme.Theme(name, scale))
    log = LogForm(date(2026, 3, 12))
    qtbot.addWidget(log)
    log.show()
    for each in ("received", "written", "outcome_letter_dated"):
        box = log.fields[each].control
        assert isinstance(box, QLineEdit)
        assert box.fontMetrics().horizontalAdvance(LONGEST) <= room(box), each
    how = log.fields["channel"]
    assert isinstance(how.control, QComboBox)
    for value, _ in how.asked.choices:
        how.put(value)
        assert how.control.toolTip() == ""  # which tells what there is no room for
