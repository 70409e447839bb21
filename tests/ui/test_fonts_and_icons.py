"""The shipped fonts and pictures are there, whole, and used."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QRawFont

from caseworker.paths import FONTS, ICONS
from ui import drawing, theme

ROOT = Path(__file__).parents[2]


def test_the_font_comes_from_the_shipped_files() -> None:
    assert "Inter" in theme.load_fonts()
    assert QFontInfo(theme.current().font("strong")).family() == "Inter"
    assert (FONTS / "Inter-OFL.txt").is_file()
    assert (ICONS / "LICENSE").is_file()


def test_the_font_has_welsh_letters() -> None:
    font = QRawFont(str(FONTS / "Inter-Regular.otf"), 13)
    assert [each for each in "ŵŷŴŶâêîôû" if not font.supportsCharacter(ord(each))] == []


def test_figures_have_one_width() -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(theme.current().font("body"))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_an_unknown_picture_is_refused() -> None:
    with pytest.raises(KeyError, match="unicorn"):
        drawing.pixmap("unicorn")


def test_a_picture_takes_the_colour_and_the_size() -> None:
    picture = drawing.pixmap_of("check-circle-fill", "#FF0000", 20)
    image = picture.toImage()
    assert image.pixelColor(image.width() // 8, image.height() // 2).name() == "#ff0000"
    assert picture.deviceIndependentSize().width() == 20


def test_every_picture_named_in_the_window_is_shipped() -> None:
    shipped = {file.stem for file in ICONS.glob("*.svg")}
    strange = set()
    for file in (ROOT / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                strange |= {name for name in _pictures(node) if name not in shipped}
    assert strange == set()


def _pictures(call: ast.Call) -> set[str]:
    """The names of pictures written out in a call of one of the makers of pictures."""
    at = {"Picture": 0, "Button": 1, "IconButton": 1, "Place": 1, "pixmap": 0, "draw": 1}
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(
        call.func, "id", "")
    given = [word.value for word in call.keywords if word.arg == "icon"]
    if name in at and len(call.args) > at[name]:
        given.append(call.args[at[name]])
    return {each.value for each in given
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value}
