"""The form that logs one item of post."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.base import Ask
from caseworker.actions.post import LogPost
from caseworker.rules.postcode import take_apart
from caseworker.rules.words import long_date, parse_typed_date
from ui import theme
from ui.screens.post.fields import (
    A_DATE,
    AdjustmentsField,
    ChipField,
    ListField,
    beside,
    widen,
)
from ui.screens.post.whole_form import WholeForm
from ui.widgets.address_field import AddressField
from ui.widgets.fields import Field

# In the order of reading. What a route has no use for is not shown.
FIELDS = (
    "route", "received", "written", "channel", "name", "mps_reference",
    "mps_reference_not_known", "address", "not_in_the_uk", "email", "outcome_letter_dated",
    "outcome_letter_not_supplied", "adjustments",
)
OF_REVIEWS = ("outcome_letter_dated", "outcome_letter_not_supplied", "mps_reference_not_known")
ALL_IN_ONE_LINE = 468  # pixels at 100 %: two dates, how it came, and the gaps between
OF_THE_MPS = ("mps_reference",)


class LowAddress(AddressField):
    """So low that the whole form stands beside the page of the letter."""

    lines = 3


class LogForm(WholeForm[LogPost]):
    """At most nine fields, as the route wants them; the postcode is read from the address."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(LogPost, only=FIELDS, parent=parent, today=today)
        self.setProperty("role", "surface")
        self._lay_out()
        self.fields["route"].edited.connect(self._fit_route)
        self._fit_route()

    def make_field(self, name: str, asked: Ask) -> Field:
        """Chips, a list, ticks, and an address that is taken apart."""
        special: dict[str, type[Field]] = {
            "route": ChipField, "channel": ListField, "address": LowAddress,
            "adjustments": AdjustmentsField,
        }
        return special.get(name, Field)(name, asked)

    @property
    def route(self) -> str:
        """The route chosen, "" when none is."""
        return self.fields["route"].raw() or ""

    def choose_route(self, number: int) -> None:
        """Choose the n-th route (1 is the first)."""
        choices = self.fields["route"].asked.choices
        if 1 <= number <= len(choices):
            self.fields["route"].put(choices[number - 1][0])

    def choose(self, route: str) -> None:
        """Choose a route by its value."""
        self.fields["route"].put(route)

    def standing(self) -> dict[str, str]:
        """What stands in each field of text that is shown; a date in full, however typed."""
        return {name: self._in_full(field) for name, field in self.fields.items()
                if isinstance(field.raw(), str) and not field.isHidden() and name != "route"}

    def _in_full(self, field: Field) -> str:
        typed = str(field.raw())
        if field.asked.kind != "date" or not typed:
            return typed
        try:
            return long_date(parse_typed_date(typed, self._today))
        except ValueError:
            return typed

    def person(self) -> dict[str, str]:
        """What possible matches are looked for by."""
        reference = self.fields["mps_reference"]
        return {
            "name": str(self.fields["name"].raw()),
            "postcode": take_apart(str(self.fields["address"].raw())).postcode,
            "mps_reference": "" if reference.isHidden() else str(reference.raw()),
        }

    def finish(self, found: dict[str, Any]) -> dict[str, Any]:
        """The address apart from its postcode, and nothing from fields that are not shown."""
        for name in (*OF_REVIEWS, *OF_THE_MPS):
            if self.fields[name].isHidden():
                found[name] = "" if name == "mps_reference" else None
        typed, found = found["address"], super().finish(found)
        if found["not_in_the_uk"] and not found["postcode"]:
            found["address"] = typed  # its lines are parted as its country wants them
        return {**found, "route": found["route"] or "", "channel": found["channel"] or "post"}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """How it came stands beside the dates where there is room, else below them."""
        super().resizeEvent(event)
        to = self._dates if self.width() >= theme.px(ALL_IN_ONE_LINE) else self._how
        channel = self.fields["channel"]
        if to.indexOf(channel) < 0:
            self._dates.removeWidget(channel)
            self._how.removeWidget(channel)
            to.insertWidget(to.count() - 1, channel, 0, Qt.AlignmentFlag.AlignTop)

    def _fit_route(self) -> None:
        for name in OF_REVIEWS:  # all are there until a route is chosen
            self.fields[name].setVisible(self.route in ("", "review"))
        for name in OF_THE_MPS:
            self.fields[name].setVisible(self.route in ("", "review", "mps"))

    def _lay_out(self) -> None:
        field, column = self.fields, self.layout()
        assert isinstance(column, QVBoxLayout)
        for each in field.values():
            column.removeWidget(each)
        widen([field[name] for name in ("received", "written", "outcome_letter_dated")], A_DATE)
        widen([field["channel"]], 124)
        widen([field["mps_reference"]], 168)
        column.addWidget(field["route"])
        self._dates = beside((field["received"], 0), (field["written"], 0))
        column.addLayout(self._dates)
        self._how = beside((field["channel"], 0))
        column.addLayout(self._how)
        reference = QVBoxLayout()
        theme.space(reference, (0, 0, 0, 0), 2)
        reference.addWidget(field["mps_reference"])
        reference.addWidget(field["mps_reference_not_known"])
        reference.addStretch(1)
        names = beside((field["name"], 1))
        names.addLayout(reference)
        column.addLayout(names)
        column.addWidget(field["address"])
        column.addWidget(field["not_in_the_uk"])
        column.addWidget(field["email"])
        column.addLayout(beside((field["outcome_letter_dated"], 0),
                                (field["outcome_letter_not_supplied"], 0)))
        column.addWidget(field["adjustments"])
        column.addStretch(1)
