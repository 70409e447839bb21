"""What each kind of widget has to be for a screen reader, and which must have a name."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleInterface

Role = QAccessible.Role
Name = QAccessible.Text.Name

# By the nearest class of Qt that a widget is made from. What is not listed is a fault until
# somebody has looked at what it is heard as.
ROLES: dict[str, frozenset[QAccessible.Role]] = {
    "QMainWindow": frozenset({Role.Window}),
    "QDialog": frozenset({Role.Dialog}),
    "QProgressDialog": frozenset({Role.Dialog}),
    "QMenu": frozenset({Role.PopupMenu}),
    "QPushButton": frozenset({Role.Button, Role.ButtonMenu}),  # never a tick box: use a tab or chip
    "QToolButton": frozenset({Role.Button, Role.ButtonMenu}),
    "QCheckBox": frozenset({Role.CheckBox}),
    "QRadioButton": frozenset({Role.RadioButton}),
    "QLineEdit": frozenset({Role.EditableText}),
    "QPlainTextEdit": frozenset({Role.EditableText}),
    "QTextBrowser": frozenset({Role.StaticText}),
    "QComboBox": frozenset({Role.ComboBox}),
    "QTabBar": frozenset({Role.PageTabList}),
    "QListView": frozenset({Role.List}),
    "QListWidget": frozenset({Role.List}),
    "QTableView": frozenset({Role.Table}),
    "QTableWidget": frozenset({Role.Table}),
    "QLabel": frozenset({Role.StaticText, Role.Graphic}),
    "QProgressBar": frozenset({Role.ProgressBar}),
    "QScrollBar": frozenset({Role.ScrollBar}),
    "QSplitter": frozenset({Role.Splitter}),
    "QSplitterHandle": frozenset({Role.Grip}),
    "QStackedWidget": frozenset({Role.LayeredPane}),
    "QScrollArea": frozenset({Role.Client}),
    "QFrame": frozenset({Role.Border}),
    "QWidget": frozenset({Role.Client}),
}
# The parts of a list, a table or a row of tabs are no widgets.
PARTS = frozenset({Role.ListItem, Role.PageTab, Role.Cell, Role.ColumnHeader, Role.MenuItem,
                   Role.Separator})
# Heard as nothing that can be used: the focus must not come to them, but to what scrolls.
HOLDERS = frozenset({"QWidget", "QFrame", "QStackedWidget", "QSplitter"})
# But for these, whose name is all that is to be heard when the focus is put on them.
READ_OUT = frozenset({"ErrorSummary"})
SILENT = frozenset({"QWidget", "QFrame", "QLabel", "QScrollArea", "QScrollBar", "QSplitter",
                    "QStackedWidget"})


def wrong(thing: QAccessibleInterface) -> str:
    """What is wrong with what a thing is heard as; "" when nothing."""
    widget, role = thing.object(), thing.role()
    if widget is None:
        return "" if role in PARTS else f"a part that is heard as {role.name}"
    kind = next((each.__name__ for each in type(widget).__mro__
                 if each.__module__.startswith("PySide6.")), "")
    if kind not in ROLES:
        return f"a {kind} is not among the known kinds"
    if role not in ROLES[kind]:
        return f"a {kind} that is heard as {role.name}"
    if kind in HOLDERS and thing.state().focusable and type(widget).__name__ not in READ_OUT:
        return "a holder that takes the focus"
    # On Linux Qt gives the value of a combo box as its name, and so hides that it has none.
    name = widget.accessibleName() if kind == "QComboBox" else thing.text(Name)
    if kind not in SILENT and not name:
        return "no name"
    return ""
