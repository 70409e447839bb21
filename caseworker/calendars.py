"""The shipped list of bank holidays, read once, and the same with the office's own."""

from __future__ import annotations

import json
from datetime import date
from functools import cache, lru_cache

from caseworker import paths
from caseworker.rules.days import Calendar, parse_holidays

BANK_HOLIDAYS = paths.RESOURCES / "bank_holidays.json"


@cache
def england_and_wales() -> Calendar:
    """The calendar of England and Wales. OSError or ValueError when the install is damaged."""
    return parse_holidays(json.loads(BANK_HOLIDAYS.read_text(encoding="utf-8")))


@lru_cache(maxsize=8)
def england_and_wales_with(days: tuple[tuple[date, str], ...]) -> Calendar:
    """The same calendar with further bank holidays, each as (day, name)."""
    return england_and_wales().adding(dict(days)) if days else england_and_wales()
