"""Acting on the case that is shown: at once, or after a dialog asked for what is needed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker.queries.case import CaseView
from ui.screen import Host, Screen
from ui.screens.case.tab import Values
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.form import Form


class ActingScreen(Screen):
    """A screen of one case, ``view``: every action gets the case's id, and its version as shown.

    What a tab may call here is said in :class:`ui.screens.case.tab.Page`.
    """

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.view: CaseView | None = None

    def do(
        self, action: type[Any], then: Callable[[Any], None] | None = None,
        otherwise: Callable[[Exception], None] | None = None, **given: Any,
    ) -> None:
        """Carry out an action on the case that is shown."""
        if self.view is not None:
            made = action(**{**self._which(), **given})
            self.jobs.do(made, then, otherwise or self.host.trouble)

    def dialog(
        self, title: str, action: type[Any], words: str, *, only: Collection[str] | None = None,
        values: Values | None = None, intro: str = "",
        choices: Mapping[str, Sequence[tuple[Any, str]]] | None = None,
        then: Callable[[Any], None] | None = None, **given: Any,
    ) -> None:
        """Ask for the fields of an action in a dialog, and carry it out."""
        form: Form[Any] = Form(action, only, today=self.host.office.today())
        for name, offered in (choices or {}).items():
            form.set_choices(name, offered)
        self.form_dialog(title, form, words, values=values, intro=intro, then=then, **given)

    def form_dialog(
        self, title: str, form: Form[Any], words: str, *, values: Values | None = None,
        intro: str = "", then: Callable[[Any], None] | None = None,
        dialog: type[ActionDialog] = ActionDialog, **given: Any,
    ) -> None:
        """The same with a form, or a dialog, of its own look."""
        if self.view is None:
            return

        form.fill(values(self.view) if callable(values) else values or {})
        dialog(self, title, form, words, self.jobs, {**self._which(), **given}, then, intro,
               self.host).open()

    def window_of(self) -> QWidget:
        """What a dialog lies over."""
        return self

    def _which(self) -> dict[str, int]:
        assert self.view is not None  # nothing can be chosen before a case is shown
        return {"case_id": self.view.row.id, "version": self.view.row.version}
