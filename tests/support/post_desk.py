"""Helpers for tests of the post desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from ui.screens.post.desk import PostDesk
from ui.screens.post.log_form import LogForm
from ui.screens.post.open_form import OpenForm

LETTER = (
    "14 Larch House\nTudor Grove\nLondon E9 7SN\n\n8 March 2026\n\nDear Sir or Madam,\n"
    "The police wrote to me on 19 February about my complaint PC/04733/25.\nRuth Abernathy\n"
)
RUTH: dict[str, Any] = {
    "route": "review", "written": "8 3 2026", "name": "Ruth Abernathy",
    "mps_reference": "PC/04733/25", "address": "14 Larch House, Tudor Grove, London E9 7SN",
    "outcome_letter_dated": "19 2 2026",
}


def file_of(folder: Path, name: str, content: bytes) -> Path:
    """A file in a folder."""
    path = folder / name
    path.write_bytes(content)
    return path


def settle(qtbot: QtBot, desk: PostDesk) -> None:
    """Wait until every question is answered."""
    qtbot.waitUntil(lambda: not desk.jobs._open)


def add(qtbot: QtBot, desk: PostDesk, *paths: Path) -> None:
    """Add files and wait until they are read."""
    desk.add_files(paths)
    settle(qtbot, desk)


def form_of(desk: PostDesk) -> LogForm | OpenForm:
    """The form that is shown."""
    form = getattr(desk.body, "form", None)
    assert isinstance(form, LogForm | OpenForm)
    return form


def fill(desk: PostDesk, **typed: Any) -> None:
    """Put values into the form that is shown."""
    form_of(desk).put_back(typed)


def save(qtbot: QtBot, desk: PostDesk) -> None:
    """Do the main action and wait for what follows."""
    desk.main_action()
    settle(qtbot, desk)


def wrong(desk: PostDesk) -> dict[str, str]:
    """The words at each field of the form that is shown."""
    form = form_of(desk)
    found = {name: field._wrong for name, field in form.fields.items() if field._wrong}
    if isinstance(form, OpenForm):
        found |= {f"representative.{name}": field._wrong
                  for name, field in form.part.fields.items() if field._wrong}
    return found


REVIEW_LETTER = (
    "Ruth Abernathy\n14 Larch House\nTudor Grove\nLondon E9 7SN\n\n8 March 2026\n\n"
    "Dear Sir or Madam,\n\nI ask for a review of the outcome of my complaint PC/04733/25 to the "
    "Metropolitan Police. I am not happy with the outcome letter dated 19 February 2026.\n\n"
    "Yours faithfully,\n\nRuth Abernathy\n"
)
MIXED_LETTER = REVIEW_LETTER.replace("Yours faithfully", (
    "Please also treat this as a freedom of information request for the number of reviews.\n\n"
    "Yours faithfully"))
