"""The one style sheet of the window, built from the tokens and the text size."""

from __future__ import annotations

from string import Template

from caseworker.paths import ICONS
from ui.tokens import THEMES, TYPE

# $name is a token's colour, ${p_kind} a text size, ${n12} twelve pixels at 100 %, $b an edge.
_SHEET = Template("""
QWidget { font-family: "Inter"; font-size: $p_body; color: $text; }
QMainWindow, QDialog, QWidget[role="page"] { background: $app; }
QDialog { background: $surface; }
QWidget[role="surface"] { background: $surface; }
QLabel { background: transparent; }
QLabel[role="display"] { font-size: $p_display; font-weight: 700; }
QLabel[role="h1"] { font-size: $p_h1; font-weight: 700; }
QLabel[role="h2"] { font-size: $p_h2; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QPushButton, QToolButton, QCheckBox, QRadioButton { outline: 0; }
QLabel[role="small"] { color: $muted; font-size: $p_small; }
QLabel[role="caps"] { color: $muted; font-size: $p_caps; font-weight: 600; }
QLabel[role="error"] { color: $red; font-weight: 600; }
QLabel[role="linkwords"] { color: $link; font-weight: 500; text-decoration: underline; }
QLabel[role="keycap"] { border: 1px solid $control; border-bottom-width: 2px;
  border-radius: ${n4}; padding: 0 ${n5}; font-size: $p_small; font-weight: 600; color: $text;
  background: $surface; }
QWidget#nav { background: $nav; border-right: $b solid $nav_edge; }
QWidget#nav QLabel { color: $nav_text; }
QWidget#nav QLabel[role="brand"] { font-size: $p_h2; font-weight: 700; color: $nav_strong; }
QWidget#nav QLabel[role="navsmall"] { color: $nav_muted; font-size: $p_small; }
QListView#postlist { border: 0; background: transparent; }
QListView#navlist { background: $nav; border: 0; border-right: $b solid $nav_edge;
  border-radius: 0; outline: 0; }
QFrame[role="card"] { background: $surface; border: $b solid $line; border-radius: ${n8}; }
QFrame[role="bar"] { background: $surface; border: 0; border-bottom: $b solid $line; }
QFrame[role="pane"] { background: $surface; border: 0; border-left: $b solid $line; }
QFrame[role="foot"] { background: $surface; border: 0; border-top: $b solid $line; }
QFrame[role="foot"] QLabel { color: $muted; font-size: $p_small; }
QFrame[role="foot"] QLabel[role="keycap"] { color: $text; }
QFrame[role="rule"] { background: $line; border: 0; max-height: $b; min-height: $b; }
QFrame[role="banner"] { background: $blue_tint; border: $b solid $blue;
  border-left: ${n5} solid $blue; border-top-right-radius: ${n4};
  border-bottom-right-radius: ${n4}; }
QFrame[role="palette"] { background: $surface; border: $b solid $control;
  border-radius: ${n10}; }
QFrame[role="palette"] QListView { border: 0; border-radius: 0; }
QLineEdit[role="bare"] { border: 0; background: transparent; font-size: $p_h2;
  padding: ${n10} ${n10}; }
QFrame[role="strip"] { background: $app; border: 0; }
QFrame[role="banner"][tone="red"] { background: $red_tint; border-color: $red; }
QFrame[role="banner"][tone="amber"] { background: $amber_tint; border-color: $amber; }
QFrame[role="banner"][tone="green"] { background: $green_tint; border-color: $green; }
QFrame[role="banner"][tone="grey"] { background: $grey_tint; border-color: $grey; }
QFrame[role="banner"][tone="violet"] { background: $violet_tint; border-color: $violet; }
QFrame[role="errors"] { background: $surface; border: ${n3} solid $red; border-radius: ${n4}; }
QPushButton { background: $surface; border: $b solid $control; border-radius: ${n6};
  padding: ${n6} ${n12}; font-weight: 500; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $select; }
QPushButton:disabled, QToolButton:disabled { color: $off; border: $b $off_edge; }
QPushButton[role="primary"] { background: $accent; color: $accent_text;
  border: $b solid $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:disabled { background: $grey_tint; color: $off;
  border: $b $off_primary; }
QPushButton[role="link"] { border: 0; background: transparent; color: $link;
  padding: ${n4} ${n2}; font-weight: 500; text-decoration: underline; text-align: left; }
QPushButton[role="link"]:hover { color: $text; }
QPushButton[role="chip"] { background: $select; border-color: $accent; border-radius: ${n14};
  padding: ${n4} ${n10}; font-weight: 600; }
QPushButton[role="nav"] { background: transparent; border: 0; border-radius: 0; color: $nav_text;
  text-align: left; padding: ${n6} ${n14}; }
QPushButton[role="row"] { background: transparent; border: 0; border-bottom: $b solid $line;
  border-left: ${n4} solid transparent; border-radius: 0; padding: 0; text-align: left; }
QPushButton[role="row"]:hover { background: $hover; }
QPushButton[role="row"]:pressed, QPushButton[role="row"][now="true"] { background: $select; }
QPushButton[role="row"][now="true"] { border-left-color: $accent; }
QLabel[role="rowlink"] { color: $link; font-weight: 500; text-decoration: underline; }
QToolButton { background: $surface; border: $b solid $control; border-radius: ${n6};
  padding: ${n6}; }
QToolButton:hover { background: $hover; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox { background: $surface;
  border: $b solid $control; border-radius: ${n6}; padding: ${n6} ${n10};
  selection-background-color: $accent; selection-color: $accent_text; }
QLineEdit[role="search"] { padding-left: ${n34}; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $muted; }
QPlainTextEdit, QTextEdit { padding: ${n4} ${n6}; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border: 2px solid $red; }
QComboBox::drop-down { border: 0; width: ${n24}; subcontrol-origin: padding; }
QComboBox::down-arrow { image: url("$caret"); width: ${n14}; height: ${n14}; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: $b solid $control;
  selection-background-color: $select; selection-color: $text; }
QCheckBox, QRadioButton { spacing: ${n8}; background: transparent; min-height: ${n24}; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: ${n16};
  height: ${n16}; border: $e solid $control; background: $surface; }
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: ${n3}; }
QRadioButton::indicator { border-radius: $round; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { image: url("$tick");
  background: $accent; border-color: $accent; }
QRadioButton::indicator:checked { image: url("$dot"); border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $off; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $grey_tint;
  border: $e dashed $off_mark; }
QTabBar { background: transparent; border: 0; }
QTabBar::tab { background: transparent; border: 0; border-bottom: 3px solid transparent;
  padding: ${n8} ${n4} ${n6} ${n4}; margin-right: ${n14}; color: $muted; font-weight: 600; }
QTabBar::tab:hover { color: $text; border-bottom-color: $control; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::scroller { width: ${n56}; }
QTabBar QToolButton { padding: 0; margin: ${n4} 1px; }
QTableView, QListView, QTreeView { background: $surface; border: $b solid $line;
  border-radius: ${n8}; gridline-color: transparent; outline: 0; }
QTableView::item, QListView::item { color: $text; }
QTableView[role="roomy"]::item { padding: 0 ${n10}; }
QListView[role="roomy"]::item { padding: ${n6} ${n8}; }
QTableView[role="plain"]::item { padding: 0 ${n8}; }
QTableView::item:selected, QListView::item:selected { background: $select; color: $text; }
QHeaderView { background: $raised; border: 0; border-top-left-radius: ${n8};
  border-top-right-radius: ${n8}; }
QHeaderView::section { background: $raised; color: $muted; border: 0;
  border-bottom: $b solid $line; padding: ${n8} ${n10}; font-size: $p_small; font-weight: 600; }
QScrollArea { border: 0; background: transparent; }
QScrollBar:vertical { background: transparent; width: ${n12}; margin: 2px; }
QScrollBar::handle:vertical { background: $control; border-radius: ${n4}; min-height: ${n30}; }
QScrollBar:horizontal { background: transparent; height: ${n12}; margin: 2px; }
QScrollBar::handle:horizontal { background: $control; border-radius: ${n4}; min-width: ${n30}; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QSplitter::handle { background: $line; }
QToolTip { background: $raised; color: $text; border: $b solid $control; padding: ${n4}; }
QMenu { background: $surface; border: $b solid $control; padding: ${n4}; }
QMenu::item { padding: ${n6} ${n16}; border-radius: ${n4}; }
QMenu::item:selected { background: $select; color: $text; }
QProgressBar { border: $b solid $control; border-radius: ${n4}; background: $surface;
  text-align: center; min-height: ${n14}; }
QProgressBar::chunk { background: $accent; }
""")


class _Names(dict[str, str]):
    """Looks up ``n12`` and ``r9`` (pixels at 100 %) besides the names given."""

    def __init__(self, scale: float, given: dict[str, str]) -> None:
        super().__init__(given)
        self._scale = scale

    def __missing__(self, name: str) -> str:
        if name[0] in "nr" and name[1:].isdigit():
            return f"{round(int(name[1:]) * self._scale)}px"
        raise KeyError(name)


def sheet(name: str, scale: float, point: float = 1.0) -> str:
    """The style sheet of theme ``name`` at ``scale``; ``point`` corrects the screen's points."""
    tokens = THEMES[name]
    strong = name == "contrast"
    edge = 2 if strong else 1
    sizes = {f"p_{kind}": f"{size * scale * point:.2f}pt" for kind, (size, _) in TYPE.items()}
    extra = {
        "b": f"{edge}px", "e": f"{max(edge, 1)}px",
        "nav_edge": tokens["line"] if strong else tokens["nav"],
        # A ring: half of the box with its edges, as Qt draws corners that are rounder as square.
        "round": f"{(round(16 * scale) + 2 * edge) // 2}px",
        # What can't be pressed has a broken edge where all lines have one colour.
        "off_edge": f"dashed {tokens['off']}" if strong else f"solid {tokens['line']}",
        "off_primary": f"dashed {tokens['off']}" if strong else f"solid {tokens['control']}",
        "off_mark": tokens["off" if strong else "control"],
        # A style sheet can't tint a picture, so these three ship in each theme's colour.
        **{each: (ICONS / "controls" / name / f"{each}.svg").as_posix()
           for each in ("caret", "tick", "dot")},
    }
    return _SHEET.substitute(_Names(scale, {**tokens, **sizes, **extra}))
