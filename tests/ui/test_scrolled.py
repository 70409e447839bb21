"""A page that scrolls is fitted once for each new size."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.scrolled import Steady


class Uneasy(QWidget):
    """Whenever it is asked it wants another height, as lines do that wrap while they are placed."""

    asked = 0

    def minimumSizeHint(self) -> QSize:
        self.asked += 1
        return QSize(100, 900 + self.asked % 2)


def test_a_page_of_two_heights_is_not_fitted_for_ever(qtbot: QtBot) -> None:
    area, page = Steady(), Uneasy()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(300, 200)
    area.show()
    qtbot.waitExposed(area)
    page.asked = 0
    area.resize(320, 240)
    assert 0 < page.asked < 50
    assert page.width() == area.viewport().width() and page.height() in (900, 901)
