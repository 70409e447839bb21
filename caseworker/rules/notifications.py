"""Who must be told of a request and of a decision, and who was, or why not (the harm test).

Of a request: the appropriate authority, the interested persons and the person complained against
(Police Reform Act 2002, Sch. 3, para. 25(1C)); our page promises the requester an acknowledgement.
Of the decision, with reasons: all of them, the complainant and the representative.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.rules import law
from caseworker.rules import review_sources as sources
from caseworker.rules.duties import done, still_open, wrong
from caseworker.rules.facts import Handling
from caseworker.rules.finding import Finding, Source
from caseworker.rules.words import long_date


class Told(StrEnum):
    """Who is told."""

    AUTHORITY = "the MPS, as the appropriate authority"
    COMPLAINANT = "the complainant"
    REPRESENTATIVE = "the representative"
    INTERESTED = "an interested person"
    SUBJECT = "the person complained against"


class Harm(StrEnum):
    """Why somebody may be left untold (the harm test; its wording was not checked)."""

    PREJUDICE = "it might prejudice an investigation or proceedings"
    PUBLIC_INTEREST = "it would be against the public interest"


@dataclass(frozen=True, slots=True)
class Notice:
    """One person to be told. ``harm`` with ``because`` and ``decided_by``: withheld."""

    to: Told
    name: str = ""
    told_on: date | None = None
    with_reasons: bool | None = None  # asked only of a decision
    harm: Harm | None = None
    because: str = ""
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """Who is in the case, and who was told. ``happened``: the request's or the decision's day."""

    handling: Handling | None = None
    represented: bool | None = None
    has_subject: bool | None = None  # None: the MPS has not been asked yet
    has_interested: bool | None = None
    happened: date | None = None
    notices: tuple[Notice, ...] = ()


_ASK = {
    Told.REPRESENTATIVE: ("represented", "It is not recorded whether there is a representative."),
    Told.SUBJECT: ("has_subject", "Ask the MPS whether somebody is complained against, and who."),
    Told.INTERESTED: ("has_interested", "Ask the MPS whether there are interested persons."),
}


def of_request(facts: NoticeFacts) -> tuple[Finding, ...]:
    """Who must be told that a review was asked for: each told, withheld, or open."""
    investigated = facts.handling is Handling.INVESTIGATED
    by_law = law.PARA_25_1B_1C if investigated else sources.NOTIFY_OTHERWISE
    return _all(facts, {
        Told.COMPLAINANT: law.PAGE_AFTER, Told.REPRESENTATIVE: law.PAGE_AFTER,
        Told.AUTHORITY: by_law, Told.INTERESTED: by_law, Told.SUBJECT: by_law,
    }, decision=False)


def of_decision(facts: NoticeFacts) -> tuple[Finding, ...]:
    """Who must be told of the decision, with its reasons: each told, withheld, or open."""
    by_law = sources.NOTIFY_DECISION
    return _all(facts, {
        Told.COMPLAINANT: law.PAGE_AFTER, Told.REPRESENTATIVE: by_law,
        Told.AUTHORITY: by_law, Told.INTERESTED: by_law, Told.SUBJECT: by_law,
    }, decision=True)


def _all(
    facts: NoticeFacts, whom: dict[Told, Source], *, decision: bool
) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for to, source in whom.items():
        there = getattr(facts, _ASK[to][0]) if to in _ASK else True
        listed = [notice for notice in facts.notices if notice.to is to]
        if there is False and not listed:
            continue
        if there is None and not listed:
            found.append(still_open(f"tell_{to.name.lower()}", _title(to, ""), _ASK[to][1],
                                    source, _ASK[to][0]))
            continue
        found += [_one(notice, facts, source, decision=decision)
                  for notice in listed or [Notice(to)]]
    return tuple(found)


def _title(to: Told, name: str) -> str:
    return f"Tell {to.value}" + (f": {name.strip()}" if name.strip() else "")


def _one(notice: Notice, facts: NoticeFacts, source: Source, *, decision: bool) -> Finding:
    name, title = f"tell_{notice.to.name.lower()}", _title(notice.to, notice.name)
    if notice.harm is not None and notice.told_on is None:
        return _withheld(notice, name, title, source)
    if notice.told_on is None:
        what = "the decision, with the reasons" if decision else "the request"
        return still_open(name, title, f"Not yet told of {what}.", source, "told_on")
    when = long_date(notice.told_on)
    if facts.happened is not None and notice.told_on < facts.happened:
        return wrong(name, title, f"Recorded as told on {when}, before "
                     f"{long_date(facts.happened)}. Ask which date is right.", source, "told_on")
    if decision and notice.with_reasons is False:
        return wrong(name, title, f"Told on {when}, but without the reasons.", source,
                     "with_reasons")
    if decision and notice.with_reasons is None:
        return still_open(name, title, f"Told on {when}. Were the reasons given?", source,
                          "with_reasons")
    return done(name, title, f"Told on {when}{', with reasons' if decision else ''}.", source)


def _withheld(notice: Notice, name: str, title: str, source: Source) -> Finding:
    """Only for a reason, by somebody who is named; never from the authority itself."""
    assert notice.harm is not None
    if notice.to is Told.AUTHORITY:
        return wrong(name, title, "It cannot be kept from the MPS, which must answer it.", source,
                     "harm")
    if not notice.because.strip() or not notice.decided_by.strip():
        return still_open(name, title, "Enter why it is withheld and which manager decided so.",
                          sources.HARM_TEST, "because")
    return done(name, title, f"Withheld: {notice.harm.value}. "
                f"{notice.because.strip().rstrip('.')}. Decided by {notice.decided_by.strip()}.",
                sources.HARM_TEST)
