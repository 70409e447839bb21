"""A copy of what a list shows, as a workbook or CSV, with a reason and an entry in the journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker.actions.lists import ExportList
from caseworker.queries.lists.places import Places
from caseworker.queries.lists.window import rows_at
from caseworker.queries.rows import BLOCK, QueueRow
from caseworker.reports import as_csv, as_workbook
from caseworker.rules.words import count
from ui.screen import Host
from ui.screens.lists.columns import Column
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.form import Form
from ui.widgets.save_file import save_copy

MOST = 20_000  # cases in one file: more is a backup's business


def read_all(
    office: Any, places: Places, report: Callable[[int, int, str], bool]
) -> list[QueueRow]:
    """Every row of a list, in windows; stops when it is cancelled."""
    rows: list[QueueRow] = []
    step = 8 * BLOCK
    for first in range(0, min(places.total, MOST), step):
        if not report(first, places.total, "Reading"):
            break
        rows += office.ask(rows_at, all_=places, first=first, number=step)
    return rows


def allowed(rows: Sequence[QueueRow], mine: str) -> list[QueueRow]:
    """Without restricted cases, unless all of the list are one's own."""
    if all(row.owner == mine for row in rows):
        return list(rows)
    return [row for row in rows if not row.restricted]


def export(parent: QWidget, host: Host, places: Places, columns: Sequence[Column]) -> None:
    """Read the list, ask for the reason, then write the file where the user says."""
    if places.total > MOST:
        host.notice(f"A copy holds at most {MOST:,} cases.", "Narrow the list first.", "amber")
        return

    def work(report: Callable[[int, int, str], bool]) -> list[QueueRow]:
        return read_all(host.office, places, report)

    host.jobs.run(work, lambda rows: _ask(parent, host, places, columns, rows), host.trouble)


def _ask(
    parent: QWidget, host: Host, places: Places, columns: Sequence[Column],
    rows: Sequence[QueueRow],
) -> None:
    kept = allowed(rows, host.office.name)
    left = len(rows) - len(kept)
    words = f"{count(len(kept), 'case')}, {places.shown.words[0].lower()}{places.shown.words[1:]}"
    if left:
        words += f" {count(left, 'restricted case')} left out."
    words += " The journal keeps who took the copy, why, and which cases are in it."
    form = Form(ExportList, ("because", "kind"), today=host.office.today())
    given = {"shows": f"{places.shown.view}. {places.shown.words}", "left_out": left,
             "references": tuple(row.reference for row in kept)}
    dialog = ActionDialog(
        parent, "Export", form, "Export", host.jobs, given,
        lambda _: _save(parent, host, str(form.fields["kind"].raw()), columns, kept), words)
    dialog.open()


def _save(
    parent: QWidget, host: Host, kind: str, columns: Sequence[Column], rows: Sequence[QueueRow]
) -> None:
    heads = ["Reference", "Name", *(each.label for each in columns if each.name != "case")]
    cells = [[row.reference, row.name,
              *(each.phrase(row) for each in columns if each.name != "case")] for row in rows]
    day = host.office.today()
    save_copy(parent, host, f"Review requests {day}.{kind}",
              lambda: as_csv(heads, cells) if kind == "csv"
              else as_workbook(heads, cells, "Review requests"))
