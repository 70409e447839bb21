"""How a form asks for a field. It loads no database, so that the first window is quick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ask:
    """How a form asks for a field. ``kind`` is one of text, long, date, choice, tick, tri,
    address, email, number, password; ``choices`` are (value, words)."""

    label: str
    hint: str = ""
    kind: str = "text"
    choices: tuple[tuple[Any, str], ...] = ()
    empty: str = ""
