"""Dialogs of the administration: roles to tick, and what a change would move before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from caseworker.actions.base import Ask
from caseworker.queries.effects import Effect, effect
from caseworker.rules.finding import Refused
from caseworker.rules.words import long_date
from ui import theme
from ui.screen import WindowOffice
from ui.screens.admin.rows import Row, RowsTable
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.confirm import Interruption
from ui.widgets.fields import Field
from ui.widgets.form import Form

TABLE_HEIGHT = 260  # pixels at 100 %


class TicksField(Field):
    """Several of a few: ``raw()`` is a tuple of those that are ticked."""

    def raw(self) -> Any:
        """Those that are ticked, in their order."""
        return tuple(value for value, tick in self._ticks.items() if tick.isChecked())

    def put(self, value: Any) -> None:
        """Tick these."""
        for each, tick in self._ticks.items():
            tick.setChecked(each in (value or ()))

    def _make(self) -> None:
        self.control = QWidget()
        self._ticks: dict[Any, QCheckBox] = {}
        rows = QVBoxLayout(self.control)
        theme.space(rows, (0, 0, 0, 0), 1)
        for value, words in self.asked.choices:
            self._ticks[value] = tick = QCheckBox(words)
            tick.setAccessibleName(words)
            tick.setAccessibleDescription(self.asked.label)
            tick.toggled.connect(lambda: self.edited.emit())
            rows.addWidget(tick)
        if self._ticks:
            self.control.setFocusProxy(next(iter(self._ticks.values())))
        self.control.setObjectName(self.name)
        self.control.setAccessibleName(self.asked.label)
        self._column.addWidget(self.control)


class RolesForm(Form[Any]):
    """A form whose question about roles has a tick for each."""

    def make_field(self, name: str, asked: Ask) -> Field:
        """Ticks for roles; every other field as usual."""
        return TicksField(name, asked) if asked.kind == "roles" else super().make_field(name, asked)


class EffectCard(Interruption):
    """Says what would move, with the list, and asks whether to go on."""

    def __init__(self, parent: QWidget | None, title: str, found: Effect, words: str) -> None:
        lines = [found.words]
        if found.moves:
            lines.append("Check the list. Letters that are issued already keep their dates.")
        super().__init__(parent, title, lines, words)
        if found.moves:
            column = self.layout()
            assert isinstance(column, QVBoxLayout)
            column.insertWidget(column.count() - 2, _moves(found))
            self.setMinimumWidth(theme.px(680))
        self.back.setFocus()


class EffectDialog(ActionDialog):
    """A form that, once its values hold, says what they would move before it keeps them."""

    office: WindowOffice

    def submit(self) -> None:
        """Ask what it would move; the card then keeps it, or goes back to the form."""
        try:
            action = self.form.action(**self._given)
        except Refused as refused:
            self.form.explain(refused.findings)
            return
        self.save.setEnabled(False)
        self.form.explain([])
        office = self.office
        self._jobs.ask(effect, self._ask_first, for_=(self, "effect"), otherwise=self._failed,
                       action=action, actor=office.actor, roles=office.roles, now=office.now(),
                       today=office.today())

    def _ask_first(self, found: Effect) -> None:
        self.save.setEnabled(True)
        card = EffectCard(self, self.windowTitle(), found, self.save.accessibleName())
        card.accepted.connect(super().submit)
        card.open()


def _moves(found: Effect) -> RowsTable:
    table = RowsTable("Deadlines that would move", ("Case", "Deadline", "From", "To"),
                      (22, 30, 24, 24))
    table.set_rows(_rows(found))
    table.setFixedHeight(theme.px(TABLE_HEIGHT))
    return table


def _rows(found: Effect) -> Sequence[Row]:
    return [Row((each.case_id, each.deadline), (each.reference, each.deadline,
                                                long_date(each.was), long_date(each.becomes)))
            for each in found.moves]
