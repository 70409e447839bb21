"""What the composer's parts share: who asks, the ways to send, the names of files."""

from __future__ import annotations

from typing import Any

from caseworker.actions.letters import POST, SENT_BY
from caseworker.letters.sheet import LARGE, STANDARD, Envelope
from caseworker.queries.letters import LetterPage
from ui.screen import WindowOffice

WAYS = SENT_BY
FORMATS = ((STANDARD, "Standard print, 12 point"), (LARGE, "Large print, 18 point"))


def asking(office: WindowOffice) -> dict[str, Any]:
    """Who asks, and when: what the queries about letters need besides the letter."""
    return {"actor": office.actor, "roles": office.roles, "now": office.now(),
            "today": office.today(), "calendar": office.calendar}


def way_words(sent_by: str) -> str:
    """How a letter goes, in words."""
    return dict(WAYS).get(sent_by, sent_by)


def format_words(size: float) -> str:
    """The size of the print, in words."""
    return dict(FORMATS).get(size, f"{size:g} point")


def envelope(sent_by: str) -> Envelope:
    """Only a DL window sets limits to the address."""
    return Envelope.DL if sent_by == POST else Envelope.C5


def file_name(page: LetterPage, ending: str) -> str:
    """A name without a person in it: "REV-2026-0402 R1 draft.pdf"."""
    what = f"letter {page.number}" if page.number else "draft"
    return f"{page.reference} {page.code} {what}{ending}"
