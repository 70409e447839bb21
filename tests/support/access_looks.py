"""In which themes, text sizes and sizes of the window things are walked, and what is looked at."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import product

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.support import access, access_focus, access_pixels, access_room
from ui import theme
from ui.tokens import THEMES

Check = Callable[[QWidget], list[str]]
Look = tuple[theme.Theme, tuple[int, int], tuple[Check, ...]]
PAUSE, PATIENCE = 40, 5  # milliseconds, and how often what was found is looked at again
LARGE, SMALL = (1440, 900), (1024, 700)  # pixels; the small one is for 100 % only
SIZES = ((1.0, LARGE), (1.0, SMALL), (1.5, LARGE), (2.0, LARGE))


def room(root: QWidget) -> list[str]:
    """What text size, the size of the window and the thickness of edges can spoil."""
    return [*access_room.cut_off(root), *access_room.outside(root),
            *access_room.over_each_other(root), *access_room.small_targets(root)]


def colours(root: QWidget) -> list[str]:
    """What a theme can spoil."""
    return access_pixels.faint(root, access_pixels.picture(root))


def ring(root: QWidget) -> list[str]:
    """What does not show that it has the focus, of what can have it."""
    return access_focus.unseen(root)


def keys(root: QWidget) -> list[str]:
    """What the Tab key meets, once round, and once back."""
    met = access_focus.stops(root)
    return [*access_focus.chain(root, met), *access_focus.order(met),
            *access_focus.round_back(root, met)]


EVERYTHING: tuple[Check, ...] = (access.faults, room, colours, keys, ring)
ALL = os.environ.get("CASEWORKER_WALK") == "all"


def looks() -> Iterator[Look]:
    """Each theme with each text size. A theme changes no name, role or way of the keys; the edges
    of one are thicker. So the ordinary walk looks at these once for each size, and
    CASEWORKER_WALK=all at everything in each look.
    """
    for name, (scale, size) in product(THEMES, SIZES):
        look = theme.Theme(name, scale)
        if ALL or name == "light":
            yield look, size, EVERYTHING
        elif size == LARGE:
            yield look, size, (room, colours, ring) if look.strong_lines else (colours, ring)


def faults_of(root: QWidget, checks: tuple[Check, ...]) -> list[str]:
    """What the checks find, once layouts that pass their sizes on have come to rest."""
    found: list[str] = []
    for check in checks:
        said, rounds = check(root), 0
        while said and rounds < PATIENCE:
            rounds += 1
            QTest.qWait(PAUSE)
            said = check(root)
        found += said
    return found
