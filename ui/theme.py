"""The look in force: tokens, text size, fonts. Widgets ask ``current()`` when they paint."""

from __future__ import annotations

import functools
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from caseworker.paths import FONTS
from ui.tokens import THEMES, TYPE

FAMILY = "Inter"
SMALLEST, LARGEST, STEP = 0.9, 2.0, 0.1


class _Named(NamedTuple):
    name: str
    scale: float


class Theme(_Named):
    """A named set of colours at a text size. ``scale`` 1.0 is 100 %, from 0.9 to 2.0."""

    __slots__ = ()

    def __new__(cls, name: str = "light", scale: float = 1.0) -> Theme:
        """Raises ValueError for a name that no theme has."""
        if name not in THEMES:
            raise ValueError(f"There is no theme called {name}")
        return super().__new__(cls, name, scale)

    @property
    def strong_lines(self) -> bool:
        """Whether edges are drawn thick, as the high contrast theme wants."""
        return self.name == "contrast"

    def hex(self, token: str) -> str:
        """The colour of a token as ``#RRGGBB``. Raises KeyError for an unknown token."""
        return THEMES[self.name][token]

    def colour(self, token: str) -> QColor:
        """The colour of a token. Raises KeyError for an unknown token."""
        return QColor(self.hex(token))

    def px(self, size: float) -> int:
        """A length at 100 % in pixels, at this text size."""
        return round(size * self.scale)

    def points(self, kind: str) -> float:
        """The size in points of a kind of text (see ``tokens.TYPE``), at this text size."""
        return TYPE[kind][0] * self.scale * _point()

    def font(self, kind: str, weight: int | None = None) -> QFont:
        """The font of a kind of text, with figures of one width so that columns line up."""
        return _font(self.points(kind), weight or TYPE[kind][1])

    def resized(self, steps: int) -> Theme:
        """This theme with the text some steps of 10 % larger (or smaller), within the limits."""
        scale = min(LARGEST, max(SMALLEST, round(self.scale + steps * STEP, 2)))
        return Theme(self.name, scale)


_state: dict[str, Theme] = {"current": Theme()}


def current() -> Theme:
    """The theme in force."""
    return _state["current"]


def px(size: float) -> int:
    """A length at 100 % in pixels, at the text size in force."""
    return current().px(size)


def use(theme: Theme) -> None:
    """Paint with this theme from now on."""
    load_fonts()
    _state["current"] = theme


def apply(app: QApplication, theme: Theme) -> None:
    """Put a theme in force now: style sheet, palette (for menus and dialogs), fonts, spaces."""
    from ui.style import sheet  # what is shown first has none

    use(theme)
    # Qt dresses each widget once for a first sheet, but once for each holder of it when a sheet
    # takes another's place: four times as long for a case.
    app.setStyleSheet("")
    app.setPalette(_palette(theme))
    app.setFont(theme.font("body"))
    app.setStyleSheet(sheet(theme.name, theme.scale, _point()))
    for window in app.topLevelWidgets():
        respace(window)


@functools.cache
def load_fonts() -> tuple[str, ...]:
    """Register the shipped fonts with Qt; the families found. Raises FileNotFoundError if none."""
    families: set[str] = set()
    for file in sorted(FONTS.glob("Inter-*.otf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families.update(QFontDatabase.applicationFontFamilies(number) if number >= 0 else ())
    if not families:
        raise FileNotFoundError(f"The fonts of the window are missing from {FONTS}")
    return tuple(sorted(families))


def space(layout: QLayout, margins: tuple[float, float, float, float], gap: float) -> None:
    """Set margins (left, top, right, bottom) and gap in pixels at 100 %; they follow text size."""
    layout.setProperty("spaces", [*margins, gap])
    _space(layout)


def fix_width(widget: QWidget, width: float) -> None:
    """Fix a width in pixels at 100 %; it follows the text size."""
    widget.setProperty("wide", float(width))
    widget.setFixedWidth(px(width))


def limit_width(widget: QWidget, width: float) -> None:
    """Let a widget grow no wider than this, in pixels at 100 %; it follows the text size."""
    widget.setProperty("widest", float(width))
    widget.setMaximumWidth(px(width))


def respace(root: QWidget) -> None:
    """Set every remembered space and width below ``root`` again, for a new text size."""
    for found in root.findChildren(QObject):
        if isinstance(found, QLayout):
            _space(found)
        elif isinstance(found, QWidget) and found.property("wide") is not None:
            found.setFixedWidth(px(float(found.property("wide"))))
        elif isinstance(found, QWidget) and found.property("widest") is not None:
            found.setMaximumWidth(px(float(found.property("widest"))))


def _space(layout: QLayout) -> None:
    spaces = layout.property("spaces")
    if spaces:
        left, top, right, bottom, gap = (px(float(each)) for each in spaces)
        layout.setContentsMargins(left, top, right, bottom)
        layout.setSpacing(gap)


def _point() -> float:
    # A point is 1/72 inch and Qt maps it by the screen's logical resolution, which is 72 on macOS
    # and 96 elsewhere. The sizes in TYPE mean points at 96.
    screen = QGuiApplication.primaryScreen()
    return 96 / screen.logicalDotsPerInch() if screen else 1.0


@functools.lru_cache(maxsize=256)
def _font(points: float, weight: int) -> QFont:
    font = QFont(FAMILY)
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight(weight))
    if hasattr(QFont, "Tag"):  # Qt 6.7 and later can choose the font's features
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, token in (
        (role.Window, "surface"), (role.Base, "surface"), (role.AlternateBase, "raised"),
        (role.Button, "surface"), (role.ToolTipBase, "raised"), (role.WindowText, "text"),
        (role.Text, "text"), (role.ButtonText, "text"), (role.ToolTipText, "text"),
        (role.PlaceholderText, "muted"), (role.Highlight, "accent"), (role.Accent, "accent"),
        (role.HighlightedText, "accent_text"), (role.Link, "link"), (role.LinkVisited, "link"),
    ):
        palette.setColor(which, theme.colour(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, theme.colour("muted"))
    return palette
