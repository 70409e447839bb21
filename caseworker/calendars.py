"""The shipped list of bank holidays, read once."""

from __future__ import annotations

import json
from functools import cache

from caseworker import paths
from caseworker.rules.days import Calendar, parse_holidays

BANK_HOLIDAYS = paths.RESOURCES / "bank_holidays.json"


@cache
def england_and_wales() -> Calendar:
    """The calendar of England and Wales. OSError or ValueError when the install is damaged."""
    return parse_holidays(json.loads(BANK_HOLIDAYS.read_text(encoding="utf-8")))
