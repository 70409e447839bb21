"""Papers from the MPS: asked for, chased, received; and what the MPS itself should have done.

The office looks at papers on the systems of the MPS and keeps references, not copies, but for what
was sent to it (MOPAC, Data protection: your privacy rights page).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseworker.rules import law
from caseworker.rules import review_sources as sources
from caseworker.rules.clocks import Clock, ClockWords
from caseworker.rules.days import Calendar, working_day_after
from caseworker.rules.duties import done, done_on, still_open, uncertain, wrong
from caseworker.rules.finding import Finding
from caseworker.rules.words import count, join, long_date


@dataclass(frozen=True, slots=True)
class PapersFacts:
    """What was asked, chased and received. None: not yet, or not known."""

    asked_on: date | None = None
    chased_on: tuple[date, ...] = ()
    received_on: date | None = None
    still_missing: tuple[str, ...] = ()  # papers or information, and from whom
    copies_kept: bool | None = None  # copies taken from the systems of the MPS
    own_material_said: bool | None = None  # the acknowledgement says it may go to the MPS
    told_valid: bool | None = None
    told_body: bool | None = None
    told_wait: bool | None = None
    told_on: date | None = None
    updates: tuple[date, ...] = ()  # by the MPS to the complainant
    complaint_made: date | None = None
    outcome_decided: date | None = None
    outcome_sent: date | None = None
    rights_in_writing: bool | None = None  # the right of review and the body, in writing


@dataclass(frozen=True, slots=True)
class Chase:
    """When the MPS is to be chased next; ``day`` is None when there is nothing to chase."""

    day: date | None
    due: bool
    words: str
    tell_manager: bool = False


def papers_clock(facts: PapersFacts) -> Clock:
    """The time for the papers, from the day they were asked for."""
    return Clock(
        law.PAPERS.key, "Papers from the MPS", law.PAPERS, "the papers were asked for",
        "the papers were received", facts.asked_on, facts.received_on, "the MPS",
        words=ClockWords("Ask whether the papers are coming.", "Ask where the papers are.",
                         "Chase the MPS."),
    )


def chase_clock(facts: PapersFacts) -> Clock:
    """The wait after a chase, from the last one."""
    return Clock(
        law.CHASE.key, "Next chase of the MPS", law.CHASE, "the MPS was last chased",
        "the papers were received", max(facts.chased_on, default=None), facts.received_on,
        "the MPS",
        words=ClockWords("Get the next chase ready.", "Ask where the papers are.",
                         "Chase the MPS again, and tell a manager."),
    )


def next_chase(facts: PapersFacts, calendar: Calendar, today: date) -> Chase:
    """Chase when the time for papers is over, then after each further wait.

    ``tell_manager``: a chase has been left without an answer for its whole wait.
    """
    if facts.asked_on is None:
        return Chase(None, False, "The papers have not been asked for.")
    if facts.received_on is not None:
        return Chase(None, False, f"Received on {long_date(facts.received_on)}.")
    clock = chase_clock(facts) if facts.chased_on else papers_clock(facts)
    start = clock.start or facts.asked_on
    length = clock.limit.on(max(start, law.REFORM_DATE))
    day = working_day_after(start, length, calendar)
    due = today > day
    chased = f" Chased {count(len(facts.chased_on), 'time')}." if facts.chased_on else ""
    if not due:
        return Chase(day, False, f"The MPS has until {long_date(day)}.{chased}")
    words = f"Chase the MPS: it had until {long_date(day)}.{chased}"
    manager = bool(facts.chased_on)
    return Chase(day, True, f"{words} Tell a manager." if manager else words, manager)


def papers_duties(facts: PapersFacts, calendar: Calendar, today: date) -> tuple[Finding, ...]:
    """What the office must do about papers, in order: each done, open or wrong."""
    return (
        done_on("asked", "Ask the MPS for papers", facts.asked_on, "Asked for",
                "Ask the MPS for what is needed.", law.PAGE_AFTER, "asked_on"),
        _own_material(facts), _received(facts, calendar, today), _missing(facts), _copies(facts),
        _triage(facts),
    )


def _own_material(facts: PapersFacts) -> Finding:
    title = "Say that the applicant's own papers may go to the MPS"
    if facts.own_material_said:
        return done("own_material", title, "Said in the acknowledgement.", law.PAGE_AFTER)
    return still_open("own_material", title, "Say so in the acknowledgement.", law.PAGE_AFTER,
                      "own_material_said")


def _received(facts: PapersFacts, calendar: Calendar, today: date) -> Finding:
    title = "Papers from the MPS"
    if facts.received_on is not None:
        return done("received", title, f"Received on {long_date(facts.received_on)}.",
                    law.PAGE_AFTER)
    chase = next_chase(facts, calendar, today)
    if chase.tell_manager:
        return uncertain("received", title, f"{chase.words} The MPS must supply what we consider "
                         "relevant; the wording was not checked.", sources.PARA_25_4,
                         "received_on")
    return still_open("received", title, chase.words, law.PAGE_AFTER,
                      "received_on" if facts.asked_on else "asked_on")


def _missing(facts: PapersFacts) -> Finding:
    """The review body must ask any person for what it considers necessary."""
    title = "Information still needed"
    missing = [one.strip() for one in facts.still_missing if one.strip()]
    if missing:
        return still_open("missing", title, f"Ask for: {join(missing)}.", sources.REG_29_7,
                          "still_missing")
    if facts.received_on is None:
        return still_open("missing", title, "Look at this when the papers are in.",
                          sources.REG_29_7, "received_on")
    return done("missing", title, "Nothing more is needed.", sources.REG_29_7)


def _copies(facts: PapersFacts) -> Finding:
    title = "No copies from the systems of the MPS"
    if facts.copies_kept:
        return wrong("copies", title, "Copies of papers of the MPS are kept. Keep the reference, "
                     "the date and what was decided, and remove the copies.", sources.PRIVACY,
                     "copies_kept")
    if facts.copies_kept is None:
        return still_open("copies", title, "Confirm that only references are kept, and copies "
                          "only of what was sent to us.", sources.PRIVACY, "copies_kept")
    return done("copies", title, "Only references are kept.", sources.PRIVACY)


def _triage(facts: PapersFacts) -> Finding:
    """When the papers are in: valid or not, whose review it is, how long until allocation."""
    title = "Tell the applicant where it stands"
    parts = ((facts.told_valid, "whether it is valid"), (facts.told_body, "which body reviews it"),
             (facts.told_wait, "how long until it is allocated"))
    open_parts = [words for told, words in parts if not told]
    if open_parts:
        return still_open("triage", title, f"Still to be said: {join(open_parts)}.",
                          law.PAGE_AFTER, "told_on")
    return done_on("triage", title, facts.told_on, "Told", "Record the day of the letter.",
                   law.PAGE_AFTER, "told_on")


def mps_duties(facts: PapersFacts, calendar: Calendar) -> tuple[Finding, ...]:
    """What the MPS should have done for the complainant: evidence for the review."""
    return (_updates(facts), _outcome(facts, calendar), _rights(facts))


def _updates(facts: PapersFacts) -> Finding:
    title = "Updates by the MPS"
    if facts.complaint_made is None or facts.outcome_sent is None:
        field = "complaint_made" if facts.complaint_made is None else "outcome_sent"
        return still_open("updates", title, "The dates of the complaint and of the outcome are "
                          "needed.", sources.REG_33_34, field)
    days = sorted({facts.complaint_made, *facts.updates, facts.outcome_sent})
    longest, since = max((after - before, before) for before, after
                         in zip(days, days[1:] or days, strict=False))
    allowed = law.MPS_UPDATE.on(max(since, law.REFORM_DATE))
    if longest.days > allowed:
        return wrong("updates", title, f"{count(longest.days, 'day')} without an update after "
                     f"{long_date(since)}; the longest should be {allowed}.", sources.REG_33_34,
                     "updates")
    return done("updates", title, f"Never more than {count(allowed, 'day')} apart.",
                sources.REG_33_34)


def _outcome(facts: PapersFacts, calendar: Calendar) -> Finding:
    title = "The outcome was sent promptly"
    decided, sent = facts.outcome_decided, facts.outcome_sent
    if decided is None or sent is None:
        return still_open("outcome", title, "The dates of the outcome and of its letter are "
                          "needed.", sources.REG_33_34,
                          "outcome_decided" if decided is None else "outcome_sent")
    last = working_day_after(decided, law.MPS_OUTCOME.on(max(decided, law.REFORM_DATE)), calendar)
    if sent > last:
        return wrong("outcome", title, f"Sent on {long_date(sent)}; it should have been sent by "
                     f"{long_date(last)}.", sources.REG_33_34, "outcome_sent")
    return done("outcome", title, f"Sent on {long_date(sent)}.", sources.REG_33_34)


def _rights(facts: PapersFacts) -> Finding:
    title = "The right of review was given in writing"
    if facts.rights_in_writing is None:
        return still_open("rights", title, "Look at the outcome letter.", law.REG_29_2,
                          "rights_in_writing")
    if not facts.rights_in_writing:
        return wrong("rights", title, "The complainant was not told in writing of the right of "
                     "review and the body. The time to ask may not have started.", law.REG_29_2,
                     "rights_in_writing")
    return done("rights", title, "Given in writing.", law.REG_29_2)
