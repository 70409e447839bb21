"""A form that says everything that is wrong at once, and gives back what was typed as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol, TypeVar, cast

from caseworker.rules.finding import Finding, Refused
from ui.widgets.form import Form


class Typed(Protocol):
    """An action that can look at what was typed without the records."""

    def typed(self, today: date) -> list[Finding]:
        """What stands against it as typed."""


A = TypeVar("A")


class WholeForm(Form[A]):
    """``typed_values`` and ``put_back`` keep what stands in the controls, readable or not."""

    def checked(self, **given: Any) -> A:
        """The action. Raises Refused with what can't be read and what the action says, in order."""
        found: dict[str, Any] = {}
        wrong: list[Finding] = []
        for name, field in self.fields.items():
            try:
                found[name] = self._value(field)
            except Refused as refused:
                found[name] = None
                wrong.extend(refused.findings)
        wrong += self.part_wrong()
        unread = {finding.field for finding in wrong}
        action = self._class(**{**self.finish(found), **given})
        said = cast(Typed, action).typed(self._today)
        wrong += [finding for finding in said if not finding and finding.field not in unread]
        if wrong:
            raise Refused(sorted(wrong, key=self._place))
        return action

    def part_wrong(self) -> list[Finding]:
        """What can't be read in a form inside this one."""
        return []

    def typed_values(self) -> dict[str, Any]:
        """What stands in each control."""
        return {name: field.raw() for name, field in self.fields.items()}

    def put_back(self, typed: Mapping[str, Any]) -> None:
        """Show again what :meth:`typed_values` gave."""
        for name, value in typed.items():
            if name in self.fields:
                self.fields[name].put(value)

    def explain(self, findings: Iterable[Finding]) -> None:
        """Show what is against it, in the order of the fields."""
        super().explain(sorted(findings, key=self._place))

    def _place(self, finding: Finding) -> int:
        order = list(self.fields)
        return order.index(finding.field) if finding.field in order else len(order)
