"""What the one primary button of a case does: take the next step, or go to where it is made."""

from __future__ import annotations

from ui.screens.case.tab import Page


def take(page: Page) -> None:
    """Take the next step of the case that is shown."""
