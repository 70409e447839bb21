"""Walk what a screen reader gets of a window, without a desktop: roles, names, states."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from tests.support.access_roles import wrong

Role = QAccessible.Role
Name = QAccessible.Text.Name
# Containers of cells: their children are walked by tests of the table itself.
_CLOSED = {Role.Table, Role.Tree}


def walk(root: QWidget) -> Iterator[QAccessibleInterface]:
    """Every visible thing below ``root``, and ``root`` itself."""
    QAccessible.setActive(True)
    top = QAccessible.queryAccessibleInterface(root)
    assert top is not None
    yield from _below(top)


def _below(thing: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if not thing.isValid() or thing.state().invisible:
        return
    yield thing
    if thing.role() in _CLOSED:
        return
    for number in range(thing.childCount()):
        child = thing.child(number)
        if child is not None:
            yield from _below(child)


def faults(root: QWidget) -> list[str]:
    """What a person who hears the screen would miss; empty when nothing."""
    found = []
    for thing in walk(root):
        name, role = thing.text(Name), thing.role()
        what = f"{role.name} {type(thing.object()).__name__} {_where(thing)}"
        if thing.state().focusable and not name:
            found.append(f"takes the focus without a name: {what}")
        if role == Role.Graphic and not name:
            found.append(f"picture without words: {what}")
        if fault := wrong(thing):
            found.append(f"{fault}: {what}")
    return found


def names(root: QWidget, role: QAccessible.Role) -> list[str]:
    """The names of everything with a role, in order."""
    return [thing.text(Name) for thing in walk(root) if thing.role() == role]


def _where(thing: QAccessibleInterface) -> str:
    parent = thing.parent()
    return f"in {parent.text(Name)!r}" if parent is not None else ""
