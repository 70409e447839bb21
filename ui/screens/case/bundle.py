"""The tab "Bundle" of a case: choose papers, put them in order, build one numbered PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.bundles import (
    MAY_SEND,
    OF_COMPLAINTS,
    PURPOSES,
    RecordBundle,
    restricted_words,
)
from caseworker.bundles import Built, Cancelled, Cover, Piece, build
from caseworker.office import Conflict
from caseworker.queries.case import CaseView
from caseworker.queries.papers import BundlePart, BundleView, bundle_parts, bundles_made, content
from caseworker.rules.kinds import Kind
from caseworker.rules.words import count
from ui import theme
from ui.icons import Button
from ui.jobs import Job
from ui.screen import Host
from ui.screens.case.bundle_parts import PartsList
from ui.screens.case.bundle_progress import BuildProgress
from ui.screens.case.tab import CaseTab, Page
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.fields import Combo
from ui.widgets.flow import Flow
from ui.widgets.form import Form
from ui.widgets.pdf_view import PdfView, stored
from ui.widgets.save_file import save_copy
from ui.widgets.text import WrapLabel, label, rule

CHOOSE = "Choose at least one document"


class BundleTab(CaseTab):
    """Papers at the left, the bundle that was made at the right."""

    words = "Bundle"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self._case_id = 0
        self._job: Job | None = None
        self._built: Built | None = None  # built and not yet kept
        self._purpose, self._restricted = "", False
        self._latest: BundleView | None = None
        self.errors, self.parts, self.purpose = ErrorSummary(), PartsList(), Combo()
        self.build = Button("Build bundle", "stack", role="primary")
        self.progress = BuildProgress()
        self.left_out = Banner("", tone="amber")
        self.keep = Banner("", tone="amber")
        self.made = Card("Bundles made before")
        self.view = PdfView(page.host, "Bundle")
        self.view.clear("The bundle shows here once it is built.")
        self._make_parts()
        self._lay_out()

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the list."""
        return (("Alt+Up", "move"), ("Ctrl+Enter", "build"))

    def first(self) -> QWidget:
        """The papers."""
        return self.parts.list

    def main_action(self) -> bool:
        """Build."""
        if self.build.isVisible():
            self.start()
        return True

    def show_case(self, view: CaseView) -> None:
        """Ask for the papers; ticks and order of those that were there stay."""
        if view.row.id != self._case_id:
            self.purpose.clear()
            self.purpose.addItems(OF_COMPLAINTS if view.kind is Kind.COMPLAINT else PURPOSES)
            self._case_id, self._built, self._latest = view.row.id, None, None
            self._stop()
            self.parts.forget()
            self.keep.hide()
            self.left_out.hide()
            self.errors.show_errors([])
            self.view.clear("The bundle shows here once it is built.")
        jobs = self.page.host.jobs
        case_id = view.row.id
        jobs.ask(bundle_parts, lambda parts: self._show_parts(case_id, parts),
                 for_=(self, "parts"), case_id=case_id)
        jobs.ask(bundles_made, lambda made: self._show_made(case_id, made),
                 for_=(self, "made"), case_id=case_id)

    # Building

    def start(self) -> None:
        """Read the papers and build, off the window's thread."""
        view, chosen = self.page.view, self.parts.chosen()
        if view is None or self._job is not None:
            return
        if not chosen:
            self.errors.show_errors([(CHOOSE, self.parts.list.setFocus)])
            return
        restricted = sum(part.restricted for part in chosen)
        if restricted and not MAY_SEND & self.page.host.office.roles:
            self.errors.show_errors([(restricted_words(restricted), self.parts.list.setFocus)])
            return
        self._restricted = bool(restricted)
        self.errors.show_errors([])
        self.keep.hide()
        self.left_out.hide()
        office, case_id = self.page.host.office, view.row.id
        self._purpose = self.purpose.currentText()
        cover = Cover(title=view.about or view.row.about, reference=view.row.reference,
                      made_on=office.today(), made_by=office.name, purpose=self._purpose,
                      demo=office.demo)
        self._building(True)
        self._job = self.page.host.jobs.run(
            lambda report: make_bundle(self.page.host, chosen, cover, report),
            lambda built: self._done(case_id, built),
            lambda error: self._failed(case_id, error), self.progress.tell)

    def cancel(self) -> None:
        """Stop; nothing is kept."""
        if self._job is not None:
            self._job.cancel()
            self.progress.stopping()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._building(False)

    def _building(self, on: bool) -> None:
        focus = self.window().focusWidget()  # what is hidden or disabled loses it
        had_focus = focus is not None and any(
            part.isAncestorOf(focus) or part is focus
            for part in (self.progress.cancel, self.build, self.parts, self.purpose))
        self._job = self._job if on else None
        self.build.setVisible(not on)
        self.parts.setEnabled(not on)
        self.purpose.setEnabled(not on)
        self.progress.begin() if on else self.progress.end()
        if had_focus:
            (self.progress.cancel if on else self.parts.list).setFocus()

    def _done(self, case_id: int, built: Built) -> None:
        if case_id != self._case_id:  # another case is shown: nothing of this one is kept
            return
        self._building(False)
        self._built = built
        self.view.show_pdf("Bundle", built.pdf, built.pages)
        missing = [f"{entry.title}: {entry.note}" for entry in built.entries if entry.note]
        self.left_out.say(f"{count(len(missing), 'document')} could not be shown whole. A page in "
                          "the bundle says so.", " ".join(missing))
        self.left_out.setVisible(bool(missing))
        announce(self, f"The bundle is built, {count(built.pages, 'page')}")
        self._record()

    def _record(self) -> None:
        built = self._built
        if built is not None and self._restricted:
            self.keep.say("The bundle is built and not yet kept.",
                          "Restricted documents are in it. Say why, and it is kept.", "Keep it")
            self.keep.show()
            form = Form(RecordBundle, ("because",), today=self.page.host.office.today())
            self.page.form_dialog(
                "Restricted documents are in this bundle", form, "Keep the bundle",
                intro="The bundle and the journal keep who put them in, and why.",
                then=self._recorded, purpose=self._purpose, built=built)
        elif built is not None:
            self.page.do(RecordBundle, self._recorded, self._not_recorded,
                         purpose=self._purpose, built=built)

    def _recorded(self, change: Any) -> None:
        built, self._built = self._built, None
        self.keep.hide()
        if built is not None:
            self.page.host.notice(
                "The bundle is built and kept.", f"{count(built.pages, 'page')}. Save the PDF "
                "from the list of bundles.")

    def _not_recorded(self, error: Exception) -> None:
        words = ("Somebody else changed this case while the bundle was built. Keep it all the "
                 "same, or build it again." if isinstance(error, Conflict) else str(error))
        self.keep.say("The bundle is built and not yet kept.", words, "Keep it")
        self.keep.show()
        self.page.host.trouble(error)

    def _failed(self, case_id: int, error: Exception) -> None:
        if case_id != self._case_id:
            return
        self._building(False)
        if isinstance(error, Cancelled):
            self.page.host.status("Stopped. Nothing of the bundle is kept.")
            announce(self, "Stopped. Nothing of the bundle is kept.")
        else:
            self.page.host.trouble(error)

    # Showing

    def _show_parts(self, case_id: int, parts: Sequence[BundlePart]) -> None:
        if case_id == self._case_id:
            self.parts.show_parts(parts)
            self.build.setEnabled(bool(parts))
            why = "" if parts else "The case has no document and no issued letter yet."
            self.build.setToolTip(why)
            self.build.setAccessibleDescription(why)

    def _show_made(self, case_id: int, made: Sequence[BundleView]) -> None:
        if case_id != self._case_id:
            return
        self.made.clear()
        if not made:
            self.made.body.addWidget(WrapLabel("No bundle has been made yet.", "muted"))
        for number, each in enumerate(made):
            if number:
                self.made.body.addWidget(rule())
            self.made.body.addWidget(self._made_row(each))

    def _made_row(self, each: BundleView) -> QWidget:
        holder, buttons = QWidget(), Flow(gap=14, row_gap=2)
        column = QVBoxLayout(holder)
        theme.space(column, (0, 2, 0, 2), 2)
        column.addWidget(WrapLabel(f"{each.purpose}, {count(each.pages, 'page')}", "strong"))
        column.addWidget(WrapLabel(f"{each.made}, {each.made_by}", "small"))
        if each.because:
            column.addWidget(WrapLabel(f"With restricted documents: {each.because}", "small"))
        made = []
        for words, call in (("Open", self._open), ("Save PDF", self._save)):
            button = Button(words, role="link")
            button.setAccessibleName(f"{words}: {each.purpose}, {each.made}")
            button.clicked.connect(lambda _=False, call=call: call(each))
            made.append(button)
        buttons.set_items(made)
        column.addWidget(buttons)
        return holder

    def _open(self, each: BundleView) -> None:
        self.view.show_stored("Bundle", each.sha256)

    def _save(self, each: BundleView) -> None:
        if self.page.view is not None:
            name = f"{self.page.view.row.reference} bundle {each.purpose.lower()}.pdf"
            save_copy(self, self.page.host, name, stored(self.page.host, each.sha256))

    def _make_parts(self) -> None:
        self.purpose.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.purpose.setAccessibleName("Bundle for")
        self.build.clicked.connect(self.start)
        self.progress.cancel.clicked.connect(self.cancel)
        self.keep.pressed.connect(self._record)
        for banner in (self.left_out, self.keep):
            banner.hide()

    def _lay_out(self) -> None:
        row, left = QHBoxLayout(self), QVBoxLayout()
        theme.space(row, (24, 16, 0, 0), 8)
        theme.space(left, (0, 0, 0, 16), 12)
        card, head = Card("Papers"), QHBoxLayout()
        words = label("Bundle for", "strong")
        words.setBuddy(self.purpose)
        head.addWidget(words)
        head.addWidget(self.purpose)
        head.addStretch(1)
        card.body.addLayout(head)
        card.body.addWidget(self.parts, 1)
        card.body.addWidget(self.build, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.progress)
        for widget in (self.errors, self.keep, self.left_out):
            left.addWidget(widget)
        left.addWidget(card, 1)
        left.addWidget(self.made)
        row.addLayout(left, 1)
        row.addWidget(self.view, 1)


def make_bundle(host: Host, chosen: Sequence[BundlePart], cover: Cover, report: Any) -> Built:
    """In a worker's thread: read each paper, then build. Raises Cancelled, Refused."""
    pieces = []
    for number, part in enumerate(chosen):
        if not report(number, len(chosen), f"Reading document {number + 1} of {len(chosen)}"):
            raise Cancelled
        data = host.office.ask(content, sha256=part.sha256)
        pieces.append(Piece(part.title, part.kind, part.dated, part.sender, part.name, data))
    return build(pieces, cover, report)
