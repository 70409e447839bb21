"""Whether a letter is still true: which letter may go now, and what changed since it was drafted.

Beside the merged values a draft keeps two things: the address that was merged, and, for each value
that the writer gave, what the case itself said then. So a change of the case can be told from what
the writer typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from caseworker.actions.base import Desk
from caseworker.actions.complaints import letters as letter_of_complaint
from caseworker.actions.letter_due import against_chase
from caseworker.letters.blocks import escape
from caseworker.letters.catalogue import CATALOGUE, CHASE
from caseworker.letters.draft import draft
from caseworker.letters.merge import merge
from caseworker.queries.letter_values import Writer, addressee, letter_values
from caseworker.records import Case, Letter
from caseworker.records.journal import plain
from caseworker.rules import recommendations as powers
from caseworker.rules.finding import Finding, Refused, refusal
from caseworker.rules.kinds import Kind
from caseworker.rules.lifecycle import ENDED, Stage
from caseworker.rules.recommendations import AllegationFinding
from caseworker.rules.words import long_date

_ADDRESSEE, _GIVEN = "_addressee", "_given"
_PROMISES = ("R1", "R8", "R11")  # they say what we will do with the request
_DECISIONS = {"R13": True, "R14": False, "N2": False}  # whether they call the outcome reasonable


def against_kind(desk: Desk, case: Case, code: str) -> list[Finding]:
    """What stands against issuing this kind of letter now: it would say what is not so."""
    reason = ""
    if CATALOGUE[code].of is not case.kind:
        reason = f"This letter is not about a {case.kind}."
    elif case.kind is Kind.COMPLAINT:
        return letter_of_complaint.against_kind(case, code)
    elif code in _PROMISES and case.stage in ENDED:
        reason = "The case has ended, so we cannot say what we will do with the request."
    elif code == "R8" and case.valid_on is None:
        reason = "The request has not been accepted as valid."
    elif code == CHASE:
        reason = against_chase(desk, case)
    elif code == "R6" and case.stage is not Stage.FORWARDED:
        reason = "The request is not with the IOPC."
    elif code in _DECISIONS and case.decided_on is not None:
        reason = _against_decision(case, code)
    return [refusal("not_so", CATALOGUE[code].title, reason)] if reason else []


def _against_decision(case: Case, code: str) -> str:
    outcome = powers.overall([AllegationFinding(each.finding) for each in case.allegations])
    if outcome.reasonable is _DECISIONS[code]:
        return ""
    if outcome.reasonable:
        return "The outcome was found reasonable and proportionate. Issue R13 instead."
    return "The outcome was found not reasonable and proportionate. Issue R14 instead."


def filled(desk: Desk, case: Case, code: str, given: Mapping[str, Any]) -> dict[str, object]:
    """What a letter of this kind is filled with today; ``given`` is what the writer adds."""
    writer = Writer(desk.colleague(desk.actor), desk.today, desk.calendar, given)
    return letter_values(desk.session, case, code, writer)


def lines_to(desk: Desk, case: Case, code: str) -> list[str]:
    """The address as the case has it today."""
    return list(addressee(desk.session, case, CATALOGUE[code], desk.today))


def kept_values(
    desk: Desk, case: Case, code: str, values: Mapping[str, object], given: Mapping[str, Any]
) -> dict[str, Any]:
    """What is kept beside a draft, to tell later what has changed."""
    own = filled(desk, case, code, {}) if given else {}
    kept: dict[str, Any] = plain(values)
    kept[_ADDRESSEE] = lines_to(desk, case, code)
    kept[_GIVEN] = {name: plain(own.get(name)) for name in given if name in values}
    return kept


def still_true(desk: Desk, case: Case, letter: Letter) -> list[Finding]:
    """One finding for each merged value, or address, that changed after the draft was made."""
    fresh = filled(desk, case, letter.code, {})
    words = {value.name: value.words for value in CATALOGUE[letter.code].values}
    found = []
    for name in _changed(letter, fresh):
        before = restored(letter.values[name])
        said = f" It said {long_date(before)}." if isinstance(before, date) else ""
        found.append(refusal(
            "changed", letter.title,
            f"{words[name][0].upper()}{words[name][1:]} changed after this letter was "
            f"drafted.{said} Draft it again, or ask for the new value to be merged",
            "markdown",
        ))
    if letter.values.get(_ADDRESSEE) not in (None, lines_to(desk, case, letter.code)):
        found.append(refusal(
            "changed", letter.title, "The person it goes to, or their address, changed after this "
            "letter was drafted. Draft it again, or ask for the new value to be merged",
            "addressee",
        ))
    return found


def _changed(letter: Letter, fresh: Mapping[str, object]) -> Iterator[str]:
    """The values that the case has otherwise now; whoever drafts it may sign it."""
    given = letter.values.get(_GIVEN)
    for name, before in letter.values.items():
        if name.startswith(("_", "signatory")) or name not in fresh:
            continue
        now = plain(fresh[name])
        by_writer = given is None or name in given  # older drafts do not tell who gave what
        if now is None and by_writer:
            continue
        if now != (given or {}).get(name, before):
            yield name


def restored(value: Any) -> Any:
    """A merged value as it was: dates were kept as text."""
    if isinstance(value, str) and len(value) == 10:
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def merged(desk: Desk, case: Case, letter: Letter) -> tuple[str, dict[str, Any], list[str]]:
    """Text, values and address of a draft with what the case says today; typed words are kept.

    Raises Refused, with the lines as they now read, where that can't be told apart.
    """
    old = {name: restored(value) for name, value in letter.values.items() if name[0] != "_"}
    gone = set(_changed(letter, filled(desk, case, letter.code, {})))
    written = letter.values.get(_GIVEN, old)
    given = {name: old[name] for name in written if name not in gone and name in old}
    if _GIVEN not in letter.values:
        own = filled(desk, case, letter.code, {})
        given = {name: value for name, value in given.items() if own.get(name) is None}
    values = filled(desk, case, letter.code, given)
    text, clashes = merge(draft(letter.code, old), draft(letter.code, values), letter.markdown,
                          _swaps(old, values))
    if clashes:
        raise Refused([
            refusal("merge", letter.title, "These lines were typed in, and the case changed too. "
                    f"Write them as they now read, then merge again: {clash.fresh or 'left out'}",
                    "markdown")
            for clash in clashes
        ])
    lines = lines_to(desk, case, letter.code)
    if letter.values.get(_ADDRESSEE) == lines:  # what was typed over it stays
        lines = list(letter.addressee)
    return text, kept_values(desk, case, letter.code, values, given), lines


def _swaps(old: Mapping[str, Any], values: Mapping[str, object]) -> dict[str, str]:
    """The words of single values that changed: a date or a name, never a list."""
    return {
        _said(before): _said(values.get(name)) for name, before in old.items()
        if isinstance(before, date | str) and isinstance(values.get(name), date | str)
        and _said(before) != _said(values.get(name)) and _said(before)
    }


def _said(value: object) -> str:
    return long_date(value) if isinstance(value, date) else escape(str(value))
