"""The program without any of its checks: what somebody's own client could be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from caseworker.actions import letters


def forget_checks(monkeypatch: pytest.MonkeyPatch, base: type[Any],
                  actions: Iterable[type[Any]]) -> None:
    """These steps, and issuing a letter, are allowed to all; only the server can still refuse."""
    monkeypatch.setattr(base, "allowed", classmethod(lambda *_: []))
    monkeypatch.setattr(letters, "may_write", lambda *_: [])
    for action in (*actions, letters.IssueLetter):
        monkeypatch.setattr(action, "check", lambda *_: [])
        monkeypatch.setattr(action, "missing", lambda *_: [])
