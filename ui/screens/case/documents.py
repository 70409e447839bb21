"""The tab "Documents" of a case: what came in, page by page, and how files are added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QVBoxLayout, QWidget

from caseworker.actions.documents import DescribeDocument
from caseworker.intake import safe_name
from caseworker.queries.case import CaseView, DocumentView, StepState
from caseworker.queries.papers import Damaged, content
from caseworker.rules.kinds import ENDED
from ui import theme
from ui.icons import Button
from ui.screens.case.document_add import add_files
from ui.screens.case.document_facts import DocumentFacts
from ui.screens.case.document_list import DocumentList
from ui.screens.case.document_marks import VersionsDialog, add_version, before_copy, restrict
from ui.screens.case.tab import CaseTab, Page
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.page_text import pictures_of, words_of
from ui.widgets.page_view import PageView
from ui.widgets.save_file import save_copy
from ui.widgets.text import label

BESIDE = 780  # width in pixels at 100 %, from which list and page stand side by side
LIST = 340  # width of the list then
NOTHING = "No documents yet. Drop files here, or press Ctrl+O."


class DocumentsTab(CaseTab):
    """The list, what is known of the chosen one, and its pages."""

    words = "Documents"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self._asked = ""  # SHA-256 of the document whose bytes are being fetched or shown
        self._shown: DocumentView | None = None  # may be an earlier version
        self._why = ""
        self.add, self.save = Button("Add documents", "upload-simple"), Button(
            "Save a copy", "download-simple")
        self.describe = Button("Change type or date", "pencil-simple")
        self.describe.clicked.connect(self._describe)
        self.renew, self.versions = Button("New version", "stack"), Button("Versions", "clock")
        self.mark = Button("Restrict", "lock")
        self.renew.clicked.connect(self._renew)
        self.versions.clicked.connect(self._versions)
        self.mark.clicked.connect(self._mark)
        self._steps: Mapping[str, StepState] = {}
        self.add.clicked.connect(self.choose_files)
        self.save.clicked.connect(self._save)
        self.list, self.facts = DocumentList(), DocumentFacts()
        self.list.chosen.connect(self._show_document)
        self.pages = PageView(page.host.jobs, "Pages of the document")
        self.pages.setMinimumHeight(theme.px(320))
        self.damaged = Banner("", tone="red")
        self.damaged.hide()
        self.old = Banner("", tone="amber", icon="clock")
        self.old.pressed.connect(lambda: self._show_document(self.list.current()))
        self.old.hide()
        self.nothing = EmptyState(NOTHING, "Add documents", "upload-simple")
        self.nothing.pressed.connect(self.choose_files)
        self.letters = {"H": self._versions, "R": self._mark}
        self._lay_out()
        self.setAcceptDrops(True)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.choose_files)

    @classmethod
    def label(cls, view: CaseView) -> str:
        """With the number of documents."""
        return f"Documents ({len(view.documents)})" if view.documents else "Documents"

    def show_case(self, view: CaseView) -> None:
        """Show the documents; the one that was chosen stays so."""
        self._why = "" if view.row.stage not in ENDED else "The case has ended."
        self.add.setEnabled(not self._why)
        self.add.setToolTip(self._why or "Ctrl+O")
        self.add.setAccessibleDescription(self._why or "You can also drop files here")
        self.nothing.say(NOTHING if not self._why else "This case has no documents.",
                         "" if self._why else "Add documents")
        self._steps = view.steps
        self.list.set_documents(view.documents)
        self.nothing.setVisible(not view.documents)
        self._parts.setVisible(bool(view.documents))

    def keys(self) -> Sequence[tuple[str, str]]:
        """Adding, and turning pages."""
        return (("Ctrl+O", "add documents"), ("H", "versions"), ("R", "restrict"),
                ("Ctrl+F", "find"), ("Page Down", "next page"))

    def first(self) -> QWidget:
        """The list, or the button where there is nothing to list."""
        return self.list if self.list.documents else self.nothing.action

    def new(self) -> bool:
        """Add documents."""
        self.choose_files()
        return True

    def find_words(self) -> bool:
        """Find words in the pages of the chosen document."""
        return self.pages.find_words()

    def choose_files(self) -> None:
        """Ask for files, and add them."""
        if not self._why:
            names, _ = QFileDialog.getOpenFileNames(self, "Add documents")
            add_files(self.page, [Path(name) for name in names])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, nothing else."""
        if not self._why and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The same all over the tab."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files that were dropped."""
        event.acceptProposedAction()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        files = [path for path in paths if path.is_file()]
        if not files:
            self.page.host.notice("Nothing was added.", "Drop files, not folders or links.",
                                  "amber")
        add_files(self.page, files)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List above the page where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()

    def _show_document(self, document: DocumentView | None) -> None:
        self.save.setEnabled(document is not None)
        self.describe.setEnabled(document is not None and not self._why)
        self.describe.setToolTip(self._why)
        self._allow(document)
        self.old.hide()
        self._show_version(document)

    def _allow(self, document: DocumentView | None) -> None:
        """What can be done to the chosen document now, and why not."""
        marked = document is not None and document.mark == DocumentView.OWN
        self.mark.set_words("Take the mark off" if marked else "Restrict")
        step = self._steps.get("LiftRestriction" if marked else "RestrictDocument")
        why = step.why_not if step is not None else ""
        if document is not None and document.mark == DocumentView.WITH:
            why = "It is restricted with what it came with, which bears the mark"
        self.mark.setEnabled(document is not None and not why)
        self.mark.setToolTip(why or "R")
        self.renew.setEnabled(document is not None and not self._why)
        self.renew.setToolTip(self._why)
        many = document.of if document is not None else 1
        self.versions.set_words(f"Versions ({many})" if many > 1 else "Versions")
        self.versions.setEnabled(many > 1)
        self.versions.setToolTip("H" if many > 1 else "There is one version only")

    def _show_version(self, document: DocumentView | None) -> None:
        """The pages of a document, or of an earlier version of it."""
        self.damaged.hide()
        self.pages.clear("")
        self._shown, self._asked = document, document.sha256 if document else ""
        if document is None:
            return
        self.facts.show_document(document)
        if document.pages == 0:
            self.pages.clear("There is no picture of this file. Save a copy to open it.")
            return
        self.page.host.jobs.ask(
            content, partial(self._show_pages, document), for_=(self, "content"),
            otherwise=partial(self._cannot_show, document), sha256=document.sha256)

    def _renew(self) -> None:
        document = self.list.current()
        if document is not None:
            name, _ = QFileDialog.getOpenFileName(self, "New version")
            if name:
                add_version(self.page, document, Path(name))

    def _versions(self) -> None:
        document = self.list.current()
        if document is not None and document.of > 1:
            dialog = VersionsDialog(self, document)
            dialog.chosen.connect(self._show_earlier)
            dialog.open()

    def _show_earlier(self, version: DocumentView) -> None:
        """What stood there before, clearly told from what is shown now."""
        newest, now = version.version == version.of, self.list.current()
        self.old.say(f"This is version {version.version} of {version.of}, added {version.added} "
                     f"by {version.by}.", "A newer one took its place. "
                     f"{now.because if now is not None else ''}", "Show the newest")
        self.old.setVisible(not newest)
        self._show_version(version)
        if not newest:
            announce(self, f"Version {version.version} of {version.of} is shown")

    def _mark(self) -> None:
        document = self.list.current()
        if document is not None and self.mark.isEnabled():
            restrict(self.page, document)

    def _describe(self) -> None:
        document = self.list.current()
        if document is not None:
            self.page.dialog(
                "Change what is known of this document", DescribeDocument, "Save",
                values=lambda _: {"kind": document.kind, "title": document.title,
                                  "dated": document.dated},
                intro=f"{document.name}. The file itself never changes.",
                document_id=document.id)

    def _show_pages(self, document: DocumentView, data: bytes) -> None:
        if self._asked == document.sha256:  # not when another was chosen meanwhile
            self.pages.set_document(
                document.title, document.pages, pictures_of(data, document.name),
                words_of(data, document.name))

    def _cannot_show(self, document: DocumentView, error: Exception) -> None:
        if not isinstance(error, Damaged):
            self.page.host.trouble(error)
        elif self._asked == document.sha256:
            self.damaged.say(str(error), "Its bytes no longer match what was kept. Ask whoever "
                                         "looks after Caseworker.")
            self.damaged.show()
            self.pages.clear("")

    def _save(self) -> None:
        document = self._shown
        if document is not None:
            before_copy(self.page, document, partial(self._save_copy, document))

    def _save_copy(self, document: DocumentView) -> None:
        self.page.host.jobs.ask(
            content,
            lambda data: save_copy(self, self.page.host, safe_name(document.name), lambda: data),
            for_=(self, "save"), otherwise=partial(self._cannot_show, document),
            sha256=document.sha256)

    def _fit(self) -> None:
        beside = self.width() / theme.current().scale >= BESIDE
        way = QBoxLayout.Direction
        self._parts_row.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self.list.setMaximumWidth(theme.px(LIST) if beside else 16_777_215)
        self.list.setMaximumHeight(16_777_215 if beside else theme.px(190))

    def _lay_out(self) -> None:
        column, buttons = QVBoxLayout(self), Flow(8, 6)
        theme.space(column, (24, 16, 24, 20), 12)
        buttons.set_items((self.add, self.renew, self.versions, self.describe, self.mark,
                           self.save,
                           label("Originals are kept unchanged.", "small")))
        column.addWidget(buttons)
        self._parts, right = QWidget(), QVBoxLayout()
        self._parts_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._parts)
        theme.space(self._parts_row, (0, 0, 0, 0), 16)
        self._parts_row.addWidget(self.list, 2)
        theme.space(right, (0, 0, 0, 0), 8)
        right.addWidget(self.old)
        right.addWidget(self.facts)
        right.addWidget(self.damaged)
        right.addWidget(self.pages, 1)
        self._parts_row.addLayout(right, 4)
        column.addWidget(self._parts, 1)
        column.addWidget(self.nothing, 1)
