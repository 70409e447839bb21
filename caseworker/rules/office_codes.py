"""Which code lists the office may change, and what stands against a change.

A list whose every name was read in an official publication changes only with the program.
"""

from __future__ import annotations

from datetime import date

from caseworker.rules.code_shape import Code, CodeList
from caseworker.rules.finding import Finding, refusal
from caseworker.rules.words import long_date


def why_fixed(one: CodeList) -> str:
    """Why nothing can be added to this list; nothing where the office may."""
    if one.editable or not all(code.confirmed for code in one.codes):
        return ""
    return f"Confirmed: {one.source.cite}. It changes with the program."


def why_stays(code: Code) -> str:
    """Why this code can't be ended; nothing where the office may."""
    if code.until is not None:
        return f"{code.words} ends on {long_date(code.until)} already."
    if code.confirmed:
        return f"{code.words} was read in an official publication. It changes with the program."
    return ""


def against_new(
    one: CodeList | None, code: str, name: str, since: date | None
) -> list[Finding]:
    """What stands against a new code in a list."""
    if one is None:
        return [_no("There is no such list.")]
    if fixed := why_fixed(one):
        return [_no(fixed)]
    found, typed = [], code.strip()
    if not typed:
        found.append(_no("Enter the code", "code"))
    elif "/" in typed:
        found.append(_no("Code must not have a stroke in it", "code"))
    elif taken := [each for each in one.codes if each.code.casefold() == typed.casefold()]:
        found.append(_no(f"{taken[0].words} has this code. Choose another", "code"))
    if not name.strip():
        found.append(_no("Enter the name", "code_name"))
    if since is None:
        found.append(_no("Enter the first day", "since"))
    return found


def against_end(one: CodeList | None, code: str, last: date | None) -> list[Finding]:
    """What stands against ending a code."""
    there = [each for each in one.codes if each.code == code] if one is not None else []
    if not there:
        return [_no("There is no such code.")]
    if stays := why_stays(there[0]):
        return [_no(stays)]
    since = there[0].since
    if last is None:
        return [_no("Enter the last day", "last")]
    if since is not None and last < since:
        return [_no(f"Last day must not be before {long_date(since)}, its first day", "last")]
    return []


def _no(words: str, field: str = "") -> Finding:
    return refusal("code", "Code list", words, field)
