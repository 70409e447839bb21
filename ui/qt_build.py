"""Refuses, in words, the builds of Qt for Python that crash."""

from __future__ import annotations

import sys

import PySide6

BAD_QT = (6, 12, 0)
SAFE_PYTHON = (3, 12)  # None is immortal from here on, so the fault does no harm


def why_not(
    qt: tuple[int, ...] = tuple(PySide6.__version_info__[:3]),
    python: tuple[int, ...] = tuple(sys.version_info[:2]),
) -> str:
    """Why this build can't run the window, or "" when it can.

    PySide6 6.12.0 drops a reference to None with each call of a method that returns None, and
    Python before 3.12 then aborts after some thousands of calls, with nothing saved.
    """
    if qt != BAD_QT or python >= SAFE_PYTHON:
        return ""
    return (
        f"PySide6 6.12.0 stops without warning on Python {python[0]}.{python[1]}. "
        "Install PySide6-Essentials 6.11.3, or use Python 3.12 or later."
    )
