"""What is done to one document: a new version, earlier ones, the restricted mark, copies of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from caseworker.actions.document_marks import (
    AddVersion,
    CopyRestricted,
    LiftRestriction,
    RestrictDocument,
)
from caseworker.actions.documents import Incoming
from caseworker.queries.case import DocumentView
from ui import theme
from ui.help.lookup import about
from ui.icons import Button
from ui.screens.case.document_add import read_then, said
from ui.screens.case.tab import Page
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel


def add_version(page: Page, document: DocumentView, path: Path) -> None:
    """Read the file, ask why there is a new version, and let it take the document's place."""
    def ask(files: tuple[Incoming, ...]) -> None:
        form = Form(AddVersion, today=page.host.office.today())
        page.form_dialog(
            f"New version of {document.title}", form, "Add the version",
            values={"dated": files[0].dated or document.dated},
            intro=f"{said(files)} The version before stays readable.",
            document_id=document.id, files=files)

    read_then(page, [path], ask)


def restrict(page: Page, document: DocumentView) -> None:
    """Mark it, or take the mark off."""
    if document.mark == DocumentView.OWN:
        page.dialog("Take the restricted mark off", LiftRestriction, "Take it off",
                    intro=f"{document.title}. {document.restricted}", document_id=document.id)
    else:
        page.dialog("Mark as restricted", RestrictDocument, "Mark it",
                    intro=f"{document.title}. Everybody who works on the case still reads it. It "
                          "stays out of bundles until a manager puts it in with a reason, and a "
                          "copy needs a reason.", document_id=document.id)


def before_copy(page: Page, document: DocumentView, save: Callable[[], None]) -> None:
    """Save at once, or a restricted document after the reason is in the journal."""
    if not document.restricted:
        save()
        return
    page.dialog("Copy a restricted document", CopyRestricted, "Save a copy",
                intro=f"{document.title}. {document.restricted} The journal keeps who took a "
                      "copy, when and why.", then=lambda _: save(), document_id=document.id)


def line(document: DocumentView) -> str:
    """A version in the list: number, day, who, why."""
    because = document.because or "As it first came."
    return f"Version {document.version}: added {document.added} by {document.by}. {because}"


class VersionsDialog(Dialog):
    """The versions of a document, the newest first. ``chosen`` sends the one to show."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, document: DocumentView) -> None:
        super().__init__(parent)
        self._versions = (document, *document.earlier)
        title = f"Versions of {document.title}"
        self.setWindowTitle("Versions")
        self.setAccessibleName(title)
        self.setModal(True)
        about(self, "AddVersion.*")
        column, foot = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (24, 20, 24, 20), 12)
        self.list = QListWidget()
        self.list.setAccessibleName("Versions, the newest first")
        self.list.setProperty("role", "roomy")
        self.list.setWordWrap(True)
        self.list.addItems([line(each) for each in self._versions])
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _: self._show())
        self.show_it, self.back = Button("Show this version", role="primary"), Button("Close")
        self.show_it.clicked.connect(self._show)
        self.back.clicked.connect(self.reject)
        column.addWidget(WrapLabel(title, "h1"))
        column.addWidget(self.list, 1)
        foot.addWidget(self.show_it)
        foot.addWidget(self.back)
        foot.addStretch(1)
        column.addLayout(foot)
        self.fit(theme.px(560), theme.px(380))

    def _show(self) -> None:
        self.accept()
        self.chosen.emit(self._versions[self.list.currentRow()])
