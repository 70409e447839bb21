"""At the start: what was typed and not saved when the program last closed."""

from __future__ import annotations

from caseworker.rules.words import join
from ui.shell import MainWindow


def offer(window: MainWindow) -> None:
    """Say what there is and lead to it: it stands where it was typed."""
    found = list(window.kept.all.values())
    if window.kept.trouble:
        window.notice("What you typed could not be read.", window.kept.trouble, "amber")
    elif found:
        first = found[0]

        def go() -> None:
            letter_id = first.get("letter_id", 0)
            where = {"letter_id": letter_id} if letter_id else {}
            window.show_screen("letter" if letter_id else "case", case_id=first["case_id"],
                               **where)

        window.notice(
            "Something that you typed is not saved yet.",
            f"It stands where you typed it: {join([str(each['words']) for each in found[:5]])}.",
            "amber", "Go there", go)
