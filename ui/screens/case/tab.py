"""What every tab of a case is, and what it may ask of the page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseworker.queries.case import CaseView
from ui.screen import Host
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.form import Form

# The values of a form, or how they are worked out from the case as it is shown.
Values = Mapping[str, Any] | Callable[[CaseView], Mapping[str, Any]]


class Page(Protocol):
    """The page, as a tab sees it. ``do`` and ``dialog`` add the case's id and version."""

    host: Host
    view: CaseView | None

    def do(
        self, action: type[Any], then: Callable[[Any], None] | None = None,
        otherwise: Callable[[Exception], None] | None = None, **given: Any,
    ) -> None:
        """Carry out an action on the case that is shown, or on the ``version`` that is given."""

    def dialog(
        self, title: str, action: type[Any], words: str, *, only: Collection[str] | None = None,
        values: Values | None = None, intro: str = "",
        choices: Mapping[str, Sequence[tuple[Any, str]]] | None = None,
        then: Callable[[Any], None] | None = None, **given: Any,
    ) -> None:
        """Ask for the fields of an action in a dialog, and carry it out.

        When somebody else was first, both texts are shown, and only what was typed here replaces
        what they saved.
        """

    def form_dialog(
        self, title: str, form: Form[Any], words: str, *, values: Values | None = None,
        intro: str = "", then: Callable[[Any], None] | None = None,
        dialog: type[ActionDialog] = ActionDialog, **given: Any,
    ) -> None:
        """The same with a form, or a dialog, of its own look."""

    def refresh(self) -> None:
        """Ask for the case again."""

    def window_of(self) -> QWidget:
        """What a dialog lies over."""

    def go_to(self, tab: type[CaseTab]) -> None:
        """Show a tab and put the focus into it."""

    def go_on(self, tab: type[CaseTab]) -> None:
        """Show the tab of the next step; where it is shown already, what comes next in it."""

    def tell_keys(self) -> None:
        """The keys of the tab that is shown have changed."""


class CaseTab(QWidget):
    """A tab. A subclass sets ``words`` and fills itself in ``show_case``."""

    words = ""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self.letters: dict[str, Callable[[], None]] = {}  # single keys while this tab is shown
        self.alone = False  # while true only this tab's keys count, not those of the page

    @classmethod
    def label(cls, view: CaseView) -> str:
        """The words on the tab, with a count where that helps."""
        return cls.words

    def show_case(self, view: CaseView) -> None:
        """Show the case as it stands now. What is half typed stays."""

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of this tab, for the foot and the key list."""
        return ()

    def first(self) -> QWidget:
        """Where the focus goes when the tab is chosen."""
        return self

    def go_on(self) -> None:
        """The next step of the case is taken here, and this tab is shown already."""
        self.first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def main_action(self) -> bool:
        """What Ctrl+Enter does in this tab; False when it does nothing of its own."""
        return False

    def find_words(self) -> bool:
        """What Ctrl+F does in this tab; False when there is nothing to search."""
        return False

    def new(self) -> bool:
        """What Ctrl+N does in this tab; False when it lists nothing that can be added to."""
        return False
