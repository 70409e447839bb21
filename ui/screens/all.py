"""Every screen, by its name. Each is loaded when it is first shown, or by ``load``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.screen import Screen

_WHERE = {
    "home": "home.screen:HomeScreen", "queue": "queue:QueueScreen",
    "complaints": "complaints:ComplaintsScreen",
    "responses": "responses:ResponsesScreen", "post": "post_list:PostList",
    "case": "case.page:CasePage", "logpost": "post.desk:PostDesk",
    "letter": "letter.screen:LetterScreen",
    "letters": "letters_queue:LettersQueue", "admin": "admin.screen:AdminScreen",
    "help": "help.screen:HelpScreen", "results": "results:ResultsScreen",
    "audit": "audit:AuditScreen",
}
_AROUND = ("ui.shell", "ui.together", "ui.typed_before")


def _make(where: str, host: Any) -> Screen:
    module, _, name = where.partition(":")
    made: Screen = getattr(import_module(f"ui.screens.{module}"), name)(host)
    return made


SCREENS: dict[str, Callable[[Any], Screen]] = {
    name: partial(_make, where) for name, where in _WHERE.items()}


def load() -> None:
    """Load the window and every screen, so that none is waited for when it is first shown."""
    for where in _WHERE.values():
        import_module(f"ui.screens.{where.partition(':')[0]}")
    for module in _AROUND:
        import_module(module)
