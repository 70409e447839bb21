"""In which themes, text sizes and sizes of the window things are walked, and what is looked at."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.support import access, access_focus, access_pixels, access_room
from ui import theme
from ui.tokens import THEMES

Check = Callable[[QWidget], list[str]]
Look = tuple[theme.Theme, tuple[int, int], tuple[Check, ...]]
PAUSE, PATIENCE = 40, 5  # milliseconds, and how often what was found is looked at again
LARGE, SMALL = (1440, 900), (1024, 700)  # pixels; the small one is for 100 % only


def room(root: QWidget) -> list[str]:
    """What text size and the size of the window can spoil."""
    return [*access_room.cut_off(root), *access_room.outside(root),
            *access_room.over_each_other(root), *access_room.small_targets(root)]


def colours(root: QWidget) -> list[str]:
    """What a theme can spoil."""
    return access_pixels.faint(root, access_pixels.picture(root))


def keys(root: QWidget) -> list[str]:
    """What the Tab key meets, once round."""
    met = access_focus.stops(root)
    return [*access_focus.chain(root, met), *access_focus.order(met),
            *access_focus.unseen(root, met)]


EVERYTHING: tuple[Check, ...] = (access.faults, room, colours, keys)
ALL = os.environ.get("CASEWORKER_WALK") == "all"
EVERY: tuple[Look, ...] = tuple(
    (theme.Theme(name, scale), size, EVERYTHING) for name in THEMES
    for scale, size in ((1.0, LARGE), (1.0, SMALL), (1.5, LARGE), (2.0, LARGE)))
PLAIN: Look = (theme.Theme("light"), LARGE, EVERYTHING)
# An ordinary run takes turns: what one place does not meet the next one does.
TURNS: tuple[tuple[Look, ...], ...] = (
    ((theme.Theme("light"), SMALL, (room,)), (theme.Theme("dark"), LARGE, (colours,)),
     (theme.Theme("contrast", 2.0), LARGE, (colours, room))),
    ((theme.Theme("contrast"), LARGE, (colours, room)),
     (theme.Theme("light", 1.5), LARGE, (room,)), (theme.Theme("light", 2.0), LARGE, (room,))),
)
# Dialogs are opened anew for each.
DIALOG_TURNS: tuple[Look, ...] = (
    (theme.Theme("contrast", 1.5), LARGE, (colours, room)),
    (theme.Theme("dark", 2.0), LARGE, (colours, room)),
)


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


def looks_of(number: int) -> tuple[Look, ...]:
    """The looks for the n-th place; CASEWORKER_WALK=all looks at everything in each of them."""
    return EVERY if ALL else (PLAIN, *TURNS[number % len(TURNS)])


def dialog_looks_of(number: int) -> tuple[Look, ...]:
    """The same for the n-th dialog of a place."""
    return EVERY if ALL else (PLAIN, DIALOG_TURNS[number % len(DIALOG_TURNS)])
