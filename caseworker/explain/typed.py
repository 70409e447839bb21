"""What a person types after a command, turned into values, or refused in words."""

from __future__ import annotations

import argparse
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from caseworker.rules.words import parse_typed_date

LONGEST = 10_000  # a count beyond this is a slip of the finger, and its days fill a screen for ever
ANSWERS = ("yes", "no", "unsure")


def today() -> date:
    """Today in London."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def day(text: str) -> date:
    """A date as typed. ArgumentTypeError, in words, when it is none."""
    try:
        return parse_typed_date(text, today())
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date. {problem}") from None


def number(text: str) -> int:
    """A whole number from 0 to 10,000. ArgumentTypeError, in words, when it is none."""
    if re.fullmatch(r"[0-9]{1,6}", text.strip()) and int(text) <= LONGEST:
        return int(text)
    raise argparse.ArgumentTypeError(
        f"“{text}” is not a whole number from 0 to {LONGEST:,}."
    )


def answer(text: str) -> str:
    """yes, no or unsure. ArgumentTypeError, in words, when it is none of them."""
    if text.strip().casefold() in ANSWERS:
        return text.strip().casefold()
    raise argparse.ArgumentTypeError(f"“{text}” is not an answer. Type yes, no or unsure.")
