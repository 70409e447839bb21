"""After the decision: it is final, a court may look at it, and an error may need correcting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.rules import law
from caseworker.rules import review_sources as sources
from caseworker.rules.clock_reckoning import reckon_clock
from caseworker.rules.days import Calendar
from caseworker.rules.duties import done, done_on, still_open, uncertain
from caseworker.rules.finding import Finding
from caseworker.rules.review_clocks import judicial_review_clock
from caseworker.rules.words import long_date

FINAL = ("Our decision is final. There is no appeal against it under the Police Reform Act 2002. "
         "Anyone with a concern should first contact the team.")
COURT = ("A court can look at whether the decision was lawful (judicial review). A claim must "
         "usually be made promptly and within {length} of the decision. We cannot give legal "
         "advice, and there is a risk of costs.")
OMBUDSMAN = ("The ombudsman cannot look at what was done about the investigation or prevention "
             "of crime, so it is not promised as a next step.")
STAFF = ("A complaint about how our staff behaved during the review is looked at under the "
         "complaints policy. Unhappiness with the decision itself is not.")


def final_words(decided_on: date | None, calendar: Calendar, today: date) -> tuple[Finding, ...]:
    """What is so after the decision, for the letter and the case page. They inform."""
    return (
        done("final", "The decision is final", FINAL, law.PAGE_FINAL),
        judicial_review(decided_on, calendar, today),
        done("about_staff", "Complaints about our staff", STAFF, law.policy_para("9")),
        done("ombudsman", "The ombudsman", OMBUDSMAN, sources.OMBUDSMAN_LIMIT),
    )


def judicial_review(decided_on: date | None, calendar: Calendar, today: date) -> Finding:
    """The outer date, for information only: a claim must be made promptly as well."""
    title = "Judicial review: outer date, information only"
    length = law.JUDICIAL_REVIEW.words(max(decided_on or today, law.REFORM_DATE))
    words = COURT.format(length=length)
    due = reckon_clock(judicial_review_clock(decided_on), calendar, today).due
    if due is None:
        return still_open("judicial_review", title, f"{words} The date follows the decision.",
                          law.PAGE_COURT, "decided_on")
    return done("judicial_review", title, f"{words} The outer date is {long_date(due)}; "
                "promptness is also required.", law.CPR_54_5)


class ErrorKind(StrEnum):
    """What is wrong with an issued decision."""

    CLERICAL = "a clerical error: a name, a date, a slip of the pen"
    SUBSTANCE = "an error of substance: a finding, a reason, a recommendation"


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of an issued decision, as far as it has come."""

    kind: ErrorKind | None = None
    what: str = ""
    reissued_on: date | None = None
    all_told_on: date | None = None  # everybody who had the first letter
    legal_advice_on: date | None = None


def correction(facts: Correction) -> tuple[Finding, ...]:
    """What must be done, in order. The first letter stays on record; a new one corrects it."""
    if facts.kind is None or not facts.what.strip():
        return (still_open("error", "The error", "Say what is wrong, and whether it is clerical "
                           "or of substance.", law.OFFICES, "what" if facts.kind else "kind"),)
    said = done("error", "The error", f"{facts.kind.value.split(':')[0].capitalize()}: "
                f"{facts.what.strip().rstrip('.')}.", law.OFFICES)
    if facts.kind is ErrorKind.SUBSTANCE and facts.legal_advice_on is None:
        return (said, uncertain(
            "advice", "Legal advice", "A decision that was issued may not be open to change by "
            "us. Take legal advice before anything is issued.", sources.NOT_CHECKED,
            "legal_advice_on",
        ))
    found = [said]
    if facts.legal_advice_on is not None:
        found.append(done_on("advice", "Legal advice", facts.legal_advice_on, "Taken", "",
                             law.OFFICES, "legal_advice_on"))
    return (
        *found,
        done_on("reissued", "Issue it again, corrected", facts.reissued_on, "Issued again",
                "Issue a corrected letter that says what was corrected.", law.OFFICES,
                "reissued_on"),
        done_on("all_told", "Tell everybody who had the first one", facts.all_told_on, "Told",
                "Send the corrected letter to everybody who had the first one.", law.OFFICES,
                "all_told_on"),
    )
