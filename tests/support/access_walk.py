"""The walk through one place or its dialogs, in each look, while the window stays open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QDialog, QWidget

from tests.support.access_looks import faults_of, looks
from tests.support.visit import Visit

Opens = Callable[[Visit], Any]
STAYS = "the Escape key does not leave it"


def walk_place(visit: Visit, opened: QWidget | None = None, stays: bool = False) -> list[str]:
    """What is wrong with where the visitor is, or with what is ``opened`` over it. The Escape key
    leaves that at the end, unless it ``stays``.
    """
    root = opened or visit.window
    found, own = [], root.size()
    for look, size, checks in looks():
        visit.look(look, size)
        if root.isWindow() and opened is not None:  # as large as it opens at this text size
            root.resize(own * look.scale)
            visit.rest()
        said = faults_of(root, checks)
        if said:  # what stays is a fault; a layout may have come after the rest
            visit.settle()
            said = faults_of(root, checks)
        found += [f"{look.name} {look.scale:.0%} {size[0]}: {each}" for each in said]
    if opened is not None and not stays and not visit.escapes(opened):
        found.append(STAYS)
    return found


def walk_dialogs(visit: Visit, opens: Mapping[str, Opens]) -> tuple[list[str], set[str]]:
    """What is wrong with dialogs that are opened anew for each look; and which kinds they are."""
    found, kinds = [], set()
    for look, size, checks in looks():
        visit.look(look, size)
        for words, call in opens.items():
            call(visit)
            visit.settle()
            dialog = visit.dialog()
            kinds.add(kind_of(dialog))
            said = faults_of(dialog, checks)
            if not visit.window.rect().contains(QRect(QPoint(0, 0), dialog.size())):
                said.append(f"larger than the window: {dialog.size().toTuple()}")
            if not visit.escapes(dialog):
                said.append(STAYS)
            found += [f"{words}, {look.name} {look.scale:.0%} {size[0]}: {each}" for each in said]
            visit.shut()
    return found, kinds


def kind_of(opened: QWidget | None) -> str:
    """The class of a dialog; "" where none is open."""
    return type(opened).__name__ if isinstance(opened, QDialog) else ""
