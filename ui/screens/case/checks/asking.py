"""A dialog that asks once more, on an interruption card, before a right ends or papers leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from caseworker.rules.finding import Refused
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.confirm import Interruption

# What the card says of the action about to be done: its title and its lines.
Lines = Callable[[Any], tuple[str, Sequence[str]]]


def asking(lines: Lines) -> type[ActionDialog]:
    """A kind of dialog that shows the card made by ``lines`` before it does the action."""

    class AskingDialog(ActionDialog):
        """Shows the card once every field is filled; "Go back" leaves all as it was typed."""

        def submit(self) -> None:
            """Ask, then do it."""
            try:
                action = self.form.action(**self._given)
            except Refused as refused:
                self.form.explain(refused.findings)
                return
            if missing := action.missing():
                self.form.explain(missing)
                return
            title, said = lines(action)
            card = Interruption(self, title, said, self.save.accessibleName())
            card.accepted.connect(super().submit)
            card.open()

    return AskingDialog
