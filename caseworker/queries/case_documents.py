"""The documents of a case as its page shows them: the newest version of each, with the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.queries.case_views import DocumentView
from caseworker.queries.timeline import moment
from caseworker.records import Bundle, Case, Document
from caseworker.records.documents import held_back

_BY = {
    DocumentView.OWN: "",
    DocumentView.WITH: " with “{}”, which it came with",
    DocumentView.WITHIN: " for “{}”, which is in it",
}


def documents_shown(
    session: Session, case: Case, names: Mapping[str, str]
) -> tuple[DocumentView, ...]:
    """One view for each document; ``names`` are of colleagues, by login."""
    bundled = _bundled(session, case)
    by_id = {each.id: each for each in case.documents}
    found, shown = [], case.shown_documents
    held = held_back(shown)
    for document in shown:
        chain = [document]  # the newest first
        while (before := by_id.get(chain[-1].replaces_id or 0)) is not None:
            chain.append(before)
        views = [_view(each, held.get(each.id, each), bundled, names, len(chain) - number,
                       len(chain)) for number, each in enumerate(chain)]
        found.append(replace(views[0], earlier=tuple(views[1:])) if views[1:] else views[0])
    return tuple(found)


def _view(
    d: Document, bearer: Document, bundled: Mapping[str, list[str]], names: Mapping[str, str],
    version: int, of: int,
) -> DocumentView:
    mark, words = "", ""
    if bearer.restricted_at is not None:
        # What came with an email has a number after it.
        mark = (DocumentView.OWN if bearer is d
                else DocumentView.WITHIN if bearer.id > d.id else DocumentView.WITH)
        words = (f"Restricted{_BY[mark].format(bearer.title)}: "
                 f"{bearer.restricted_because.rstrip('. ')}. Marked by "
                 f"{names.get(bearer.restricted_by, bearer.restricted_by)}, "
                 f"{moment(bearer.restricted_at)}.")
    return DocumentView(
        d.id, d.parent_id, d.title, d.kind, d.dated, d.sender, d.name, d.sha256, d.size, d.pages,
        d.reading_note, moment(d.added_at), tuple(bundled.get(d.sha256, ())),
        names.get(d.added_by, d.added_by), version, of, d.version_because, words, mark,
    )


def _bundled(session: Session, case: Case) -> dict[str, list[str]]:
    """What the bundles with a file were made for, by its hash: the same file twice is one paper."""
    found: dict[str, list[str]] = {}
    query = select(Bundle.purpose, Bundle.entries).where(Bundle.case_id == case.id)
    for purpose, entries in session.execute(query.order_by(Bundle.id)):
        for *_, sha256 in entries:
            if purpose not in found.setdefault(sha256, []):
                found[sha256].append(purpose)
    return found
