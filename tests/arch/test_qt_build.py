"""The build of Qt for Python that is installed does not lose references to None."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject

from ui.qt_build import why_not

CALLS = 20_000


def test_none_keeps_its_references() -> None:
    # PySide6 6.12.0 on Python 3.11 loses one with each call; the process dies after some 5,000.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < CALLS / 100


@pytest.mark.parametrize("python", [(3, 10), (3, 11)])
def test_the_bad_pair_is_refused_in_words(python: tuple[int, int]) -> None:
    words = why_not((6, 12, 0), python)
    assert "PySide6 6.12.0" in words and "6.11.3" in words


@pytest.mark.parametrize(("qt", "python"), [
    ((6, 12, 0), (3, 12)), ((6, 11, 3), (3, 11)), ((6, 12, 1), (3, 11)), ((6, 8, 0), (3, 13)),
])
def test_other_pairs_are_not(qt: tuple[int, ...], python: tuple[int, int]) -> None:
    assert why_not(qt, python) == ""


def test_this_build_will_do() -> None:
    assert why_not() == ""
