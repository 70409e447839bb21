"""What stands in the small cards of the overview."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from caseworker.actions.people import Part
from caseworker.queries.case import CaseView, ComplaintView, PersonView
from caseworker.rules.complaint_facts import SUBJECT_WORDS
from caseworker.rules.days import Calendar
from caseworker.rules.deadlines import Deadline
from caseworker.rules.facts import Handling
from caseworker.rules.lifecycle import Role
from caseworker.rules.words import count, long_date, short_date, with_weekday
from ui.screens.case.why_date import why
from ui.widgets.context_date import ContextDate
from ui.widgets.row_button import RowButton

Row = tuple[str, str, str]
SHOWN = 4  # people of one part; the rest are counted
RESTRICTED = "Names are shown to the review team only"
_CASE_TEAM = {Role.CASEWORKER, Role.MANAGER}
UNKNOWN = "Not yet known"
_HANDLED = {
    Handling.INVESTIGATED: "Schedule 3, paragraph 25",
    Handling.OTHERWISE: "Schedule 3, paragraph 6A",
}


def deadline_rows(
    view: CaseView, parent: QWidget, calendar: Calendar, today: date
) -> list[RowButton]:
    """A row for each date; pressed, it says why that date, and what would move it."""
    return [_deadline(each, partial(why, parent, each, calendar, today))
            for each in view.deadlines]


def _deadline(deadline: Deadline, say_why: Callable[[], object]) -> RowButton:
    state, words = deadline.state.value, deadline.words
    when = with_weekday(deadline.due)
    if deadline.information:
        state, words = "none", ""
    row = RowButton(", ".join(part for part in (deadline.title, when, words) if part)
                    + ". Why this date")
    row.setToolTip("Why this date")
    row.add(ContextDate(when, deadline.title, words, state), 1)
    row.clicked.connect(lambda: say_why())
    return row


def people_rows(view: CaseView, roles: Collection[Role]) -> list[Row]:
    """Who is in the case, and through whom we write."""
    rows: list[Row] = []
    represented = _of(view, Part.REPRESENTATIVE)
    for person in _of(view, Part.COMPLAINANT):
        rows.append(("Complainant", person.name, _child(person)))
    for person in represented:
        name = f"{person.name}, {person.organisation}" if person.organisation else person.name
        rows.append(("Representative", name, consent_words(person)))
    if others := _of(view, Part.INTERESTED):
        rows.append(("Interested", _names(others), ""))
    if against := _of(view, Part.COMPLAINED_AGAINST):
        if may_see_names(roles):
            rows.append(("Complaint against", _names(against), ""))
        else:
            rows.append(("Complaint against", count(len(against), "person", "people"),
                         RESTRICTED))
    return rows


def may_see_names(roles: Collection[Role]) -> bool:
    """Whether somebody with these roles may see the names of people complained about."""
    return bool(_CASE_TEAM & set(roles))


def consent_words(person: PersonView) -> str:
    """What is held of the consent that a representative needs."""
    if person.consent_withdrawn_on:
        return f"Consent withdrawn {short_date(person.consent_withdrawn_on)}"
    if person.consent_written is None:
        return "Consent: not yet known"
    if not person.consent_written:
        return "No written consent"
    signed = f" {short_date(person.consent_signed_on)}" if person.consent_signed_on else ""
    covers = {True: "", False: ". It does not cover this review",
              None: ". Not yet known whether it covers this review"}
    return f"Written consent, signed{signed}{covers[person.consent_covers_this_review]}"


def fact_rows(view: CaseView) -> list[Row]:
    """The facts that are looked up most."""
    if view.complaint is not None:
        return _complaint_rows(view, view.complaint)
    facts = view.facts
    received = long_date(facts.received) if facts.received else UNKNOWN
    day = f"Day {view.window.day_number}" if view.window.day_number else ""
    if day and view.window.length:
        day += f" of {view.window.length}"
    return [
        ("Complaint about", view.about, ""),
        ("Outcome letter",
         long_date(facts.outcome_letter_dated) if facts.outcome_letter_dated else UNKNOWN, ""),
        ("Request received", received, day),
        ("Handled by", facts.handling.value.capitalize() if facts.handling else UNKNOWN,
         _HANDLED.get(facts.handling, "") if facts.handling else ""),
        ("MPS reference", facts.mps_reference or UNKNOWN, ""),
        ("Our view", view.outcome.value.capitalize(), ""),
    ]


def _complaint_rows(view: CaseView, own: ComplaintView) -> list[Row]:
    facts = own.facts
    return [
        ("Complaint about", view.about, ""),
        ("Kind", facts.about.value.capitalize() if facts.about else UNKNOWN, ""),
        ("Complained about", own.who or (SUBJECT_WORDS[facts.subject].capitalize()
                                         if facts.subject else UNKNOWN), ""),
        ("Received", long_date(facts.received) if facts.received else UNKNOWN, ""),
        ("It happened", long_date(facts.issue_on) if facts.issue_on else UNKNOWN, ""),
        ("Investigator", own.investigator or "Not yet chosen", ""),
    ]


def _of(view: CaseView, part: Part) -> list[PersonView]:
    return [person for person in view.people if person.part is part]


def _names(people: list[PersonView]) -> str:
    names = ", ".join(person.name for person in people[:SHOWN])
    more = len(people) - SHOWN
    return f"{names} and {more} more" if more > 0 else names


def _child(person: PersonView) -> str:
    return "" if person.age is None else f"Aged {person.age}"
