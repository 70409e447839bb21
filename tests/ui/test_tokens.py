"""Every pair of colours that is read or seen has enough contrast, in each theme."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.paths import ICONS
from ui import theme
from ui.icons import Button
from ui.style import sheet
from ui.tokens import PAIRS, THEMES, TYPE, ratio


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_contrast(name: str, front: str, ground: str, least: float) -> None:
    tokens = THEMES[name]
    assert ratio(tokens[front], tokens[ground]) >= least


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_themes_have_the_same_tokens() -> None:
    assert {frozenset(tokens) for tokens in THEMES.values()} == {frozenset(THEMES["light"])}


@pytest.mark.parametrize("name", THEMES)
def test_pictures_of_the_style_sheet_have_the_themes_colour(name: str) -> None:
    for picture, token in (("caret", "text"), ("tick", "accent_text"), ("dot", "accent")):
        drawing = (ICONS / "controls" / name / f"{picture}.svg").read_text(encoding="utf-8")
        assert re.findall(r'fill="(#[0-9A-F]{6})"', drawing) == [THEMES[name][token]]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("scale", [0.9, 1.0, 1.5, 2.0])
def test_the_style_sheet_has_no_gaps(name: str, scale: float) -> None:
    assert "$" not in sheet(name, scale)


def test_text_size_scales_fonts_and_lengths() -> None:
    small, large = theme.Theme("light", 1.0), theme.Theme("light", 1.5)
    assert large.px(10) == 15
    for kind in TYPE:
        assert large.points(kind) == pytest.approx(1.5 * small.points(kind))


def test_text_size_stops_at_its_limits() -> None:
    assert theme.Theme().resized(100).scale == 2.0
    assert theme.Theme().resized(-100).scale == 0.9


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(ValueError, match="mauve"):
        theme.Theme("mauve")


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("role", ["", "primary"])
def test_what_cannot_be_pressed_looks_other_without_colour(
    qtbot: QtBot, qapp: QApplication, name: str, role: str
) -> None:
    theme.apply(qapp, theme.Theme(name))
    button = Button("Decide", role=role)
    qtbot.addWidget(button)
    button.show()
    grey = QImage.Format.Format_Grayscale8
    can = button.grab().toImage().convertToFormat(grey)
    button.setEnabled(False)
    cannot = button.grab().toImage().convertToFormat(grey)
    changed = sum(abs(can.pixelColor(x, y).red() - cannot.pixelColor(x, y).red()) > 40
                  for x in range(can.width()) for y in range(can.height()))
    assert changed > can.width()  # more than a line of it
