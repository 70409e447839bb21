"""Read the window through AT-SPI, as a screen reader does, and say what is wrong with it.

Runs in the Python of the system, which has pyatspi; see at_spi.py beside it.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pyatspi
from gi.repository import GLib

PATIENCE = 120  # seconds until the window is there, and until something is announced
LEAST = 80  # nodes of the window with the queue; an empty tree has two or three
TABS = "All open"  # the first view of the queue
HEADERS = ("Case", "Next deadline", "Owner", "Stage")
NAME = "Ruth Abernathy"
NAMED = ("push button", "text", "page tab", "table cell", "combo box", "check box", "table")


def application() -> Any:
    """Our program on the bus, once its window has rows."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for each in pyatspi.Registry.getDesktop(0):
            if each is not None and each.name == "Caseworker" and _cells(each):
                return each
        time.sleep(0.5)
    raise SystemExit("No window of Caseworker with a table was heard.")


def below(thing: Any) -> Iterator[Any]:
    """A node and everything below it. What hides while it is read is left out."""
    yield thing
    for number in range(min(thing.childCount, 500)):
        child = thing.getChildAtIndex(number)
        if child is not None:
            yield from below(child)


def _cells(root: Any) -> list[str]:
    return [each.name for each in below(root) if each.getRole() == pyatspi.ROLE_TABLE_CELL]


def _path(thing: Any) -> str:
    """Where a node is, from the outside in."""
    names = []
    while thing.parent is not None and len(names) < 6:
        thing = thing.parent
        names.append(f"{thing.getRoleName()} {thing.name!r}")
    return " < ".join(names)


def wrong(root: Any) -> list[str]:
    """What a person who hears the window would miss."""
    nodes = [(each.getRoleName(), each.name) for each in below(root)]
    heard: dict[str, list[str]] = {}
    for role, name in nodes:
        heard.setdefault(role, []).append(name)
    print(f"{len(nodes)} nodes:", dict(Counter(role for role, _ in nodes)))
    found = [] if len(nodes) >= LEAST else [f"only {len(nodes)} nodes"]
    cells, tabs = heard.get("table cell", []), heard.get("page tab", [])
    headers = heard.get("table column header", [])
    print("page tabs:", tabs)
    print("headers:", headers)
    print("first cells:", cells[:6])
    if not any(name.startswith(NAME) and len(name) > len(NAME) + 5 for name in cells):
        found.append(f"no cell is a full phrase that begins with {NAME}")
    if not any("due" in name.lower() or "overdue" in name.lower() for name in cells):
        found.append("no cell says when something is due")
    found += [f"no page tab begins with {TABS}"] * (not any(t.startswith(TABS) for t in tabs))
    found += [f"no header {name}" for name in HEADERS if not any(
        each.startswith(name) for each in headers)]
    found += [f"a {each.getRoleName()} without a name, in {_path(each)}" for each in below(root)
              if each.getRoleName() in NAMED and not each.name
              and each.getState().contains(pyatspi.STATE_SHOWING)]
    if "frame" not in heard:
        found.append("the window is no frame")
    return found


def announced() -> str:
    """The first words that the window has spoken; "" when nothing came."""
    words: list[str] = []
    loop = GLib.MainLoop()

    def hear(event: Any) -> None:
        words.append(str(event.any_data))
        loop.quit()

    pyatspi.Registry.registerEventListener(hear, "object:announcement")
    GLib.timeout_add_seconds(PATIENCE, loop.quit)
    loop.run()
    return words[0] if words else ""


def main() -> int:
    """Hear everything once; 0 when it is right."""
    root = application()
    found = wrong(root)
    said = announced()
    print("announced:", repr(said))
    if "ticked" not in said:
        found.append(f"what changed was not announced, but {said!r}")
    for each in found:
        print("WRONG:", each, file=sys.stderr)
    print("The window is heard as it should be." if not found else f"{len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
