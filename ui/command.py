"""One thing that can be done here: its words, its key, how, and why not when not now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.screen import Host


@dataclass(frozen=True)
class Command:
    """What a button, a menu, a key and the palette offer alike.

    ``words`` as on a menu ("Record facts..."), ``key`` as written on screen ("F"), ``why_not``
    the reason why it cannot be done now, "" when it can. ``about`` is told after the words.
    """

    words: str
    key: str
    call: Callable[[], None]
    why_not: str = ""
    icon: str = "caret-right"
    about: str = ""


def carry_out(command: Command, host: Host) -> None:
    """Do it, or say why it cannot be done now."""
    if command.why_not:
        host.notice("This cannot be done now.", command.why_not, "amber")
    else:
        command.call()
