"""Add files to a case: they are read off the window's thread, then the form asks what they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from caseworker.actions.documents import AddDocument, Incoming
from caseworker.intake import read
from caseworker.rules.finding import Refused
from caseworker.rules.words import count, join
from ui.screens.case.tab import Page
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.form import Form

# One byte more than may be kept is enough for the refusal; a disk image is never read whole.
MOST = 50 * 1024 * 1024 + 1
FIELDS = ("kind", "title", "dated", "same_file_again")


class AddDialog(ActionDialog):
    """Offers to keep the same file again only once the office has said that it is the same."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.form.fields["same_file_again"].hide()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused) and any(
            finding.field == "same_file_again" for finding in error.findings
        ):
            self.form.fields["same_file_again"].show()
        super()._failed(error)


def read_files(paths: Sequence[Path]) -> tuple[Incoming, ...]:
    """The files with what the reading process says of each. Raises OSError.

    Runs in a worker's thread: reading a stranger's file can take seconds.
    """
    found = []
    for path in paths:
        with path.open("rb") as file:
            content = file.read(MOST)
        found.append(Incoming.from_reading(path.name, content, read(content, path.name)))
    return tuple(found)


def add_files(page: Page, paths: Sequence[Path]) -> None:
    """Read the files, then ask what they are, and add them to the case that is shown."""
    def ask(files: tuple[Incoming, ...]) -> None:
        form = Form(AddDocument, FIELDS, today=page.host.office.today())
        page.form_dialog(
            "Add documents", form, f"Add {count(len(files), 'document')}", dialog=AddDialog,
            values={"kind": files[0].kind, "dated": files[0].dated} if len(files) == 1 else {},
            intro=said(files), files=files)

    read_then(page, paths, ask)


def read_then(
    page: Page, paths: Sequence[Path], ask: Callable[[tuple[Incoming, ...]], None]
) -> None:
    """Read the files in a worker's thread, then ``ask`` about them, if the case is still shown."""
    if page.view is None or not paths:
        return
    asked_for = page.view.row.id
    page.host.status(f"Reading {count(len(paths), 'file')}")

    def done(files: tuple[Incoming, ...]) -> None:
        page.host.status("")
        # The user may have gone to another case meanwhile: the files must not land there.
        if page.view is None or page.view.row.id != asked_for:
            page.host.notice("The files were not added.", "You went to another case before they "
                             "were read. Add them again from their own case.", "amber")
            return
        ask(files)

    def failed(error: Exception) -> None:
        page.host.status("")
        if isinstance(error, OSError):
            page.host.notice("The file was not added.",
                             "It cannot be read from where it is. Copy it to this computer, "
                             "and try again.", "amber")
        else:
            page.host.trouble(error)

    page.host.jobs.run(lambda: read_files(paths), done, failed)


def said(files: Sequence[Incoming]) -> str:
    """The names of the files, and what the reading process noted of each."""
    names = join([file.name for file in files[:5]])
    if len(files) > 5:
        names = f"{', '.join(file.name for file in files[:5])} and {len(files) - 5} more"
    notes = " ".join(f"{file.name}: {file.note}" for file in files if file.note)
    return f"{names}. {notes}".strip()
