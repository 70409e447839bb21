"""A bundle for each of many cases: all of its papers, by date, built one case after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from caseworker.actions.base import Action
from caseworker.actions.bundles import PURPOSES, RecordBundle
from caseworker.bundles import Built, Cancelled, Cover
from caseworker.queries.papers import BundlePart, bundle_parts
from caseworker.queries.rows import QueueRow
from caseworker.rules.finding import Finding, refusal
from ui.screen import Host
from ui.screens.case.bundle import make_bundle
from ui.screens.lists.many_work import Report, Work, by_rules
from ui.widgets.form import Form

INTRO = ("All documents and issued letters of each case, by date, with an index and page numbers. "
         "A bundle is kept in its case under Bundle, and stays there: it cannot be undone.")
NO_PAPERS = "It has no document and no issued letter yet."
NOT_BUILT = Built(b"", "", 1, ())  # stands for the bundle until it is built


def work(host: Host, rows: Sequence[QueueRow]) -> Work:
    """The form asks for the purpose alone; restricted papers go only where their case goes."""
    form: Form[Any] = Form(RecordBundle, ("purpose",), today=host.office.today())
    form.fill({"purpose": PURPOSES[-1]})
    return Work("Make bundles", form, lambda row: RecordBundle(
        case_id=row.id, version=row.version, built=NOT_BUILT, **form.values()),
        INTRO, _against, partial(_build, host))


def _against(
    office: Any, actions: Sequence[RecordBundle], report: Report
) -> list[Sequence[Finding]]:
    """What the rules say, and whether there is anything to put into it."""
    found = by_rules(office, actions, report)
    for number, action in enumerate(actions):
        if not report(number, len(actions), "Looking at the papers"):
            raise Cancelled
        if not found[number] and not _papers(office, action.case_id):
            found[number] = [refusal("papers", "Bundle", NO_PAPERS)]
    return found


def _build(host: Host, row: QueueRow, action: RecordBundle, report: Report) -> Action:
    """Read the papers and build, in a worker's thread. Raises Cancelled, Refused."""
    office = host.office
    cover = Cover(title=row.about, reference=row.reference, made_on=office.today(),
                  made_by=office.name, purpose=action.purpose, demo=office.demo)
    keep_on = partial(_keep_on, report, row)
    built = make_bundle(host, _papers(office, row.id), cover, keep_on)
    return replace(action, built=built)


def _papers(office: Any, case_id: int) -> tuple[BundlePart, ...]:
    """Restricted ones are chosen in the case itself, with a reason."""
    return tuple(each for each in office.ask(bundle_parts, case_id=case_id) if not each.restricted)


def _keep_on(report: Report, row: QueueRow, done: int, of: int, words: str) -> bool:
    return report(done, of, f"{row.reference}, {words}")
