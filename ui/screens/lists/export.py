"""A copy of what a list shows, as a workbook or CSV, with a reason and an entry in the journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from caseworker.actions.lists import ExportList
from caseworker.queries.lists.places import Places
from caseworker.queries.lists.window import rows_at
from caseworker.queries.rows import BLOCK
from caseworker.reports import as_csv, as_workbook
from caseworker.rules.kinds import Kind, kind_of
from caseworker.rules.words import count
from ui.screens.lists.columns import Column
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.form import Form
from ui.widgets.save_file import save_copy

if TYPE_CHECKING:
    from ui.screens.lists.screen import ListScreen

MOST = 20_000  # rows in one file: more is a backup's business
NAMED = ("case", "post")  # columns of a name and a reference, which have columns of their own


def read_all(
    office: Any, places: Places, report: Callable[[int, int, str], bool]
) -> list[Any]:
    """Every row of a list, in windows; stops when it is cancelled."""
    rows: list[Any] = []
    step = 8 * BLOCK
    for first in range(0, min(places.total, MOST), step):
        if not report(first, places.total, "Reading"):
            break
        rows += office.ask(rows_at, all_=places, first=first, number=step)
    return rows


def allowed(rows: Sequence[Any], mine: str) -> list[Any]:
    """Without complaints about MOPAC, which leave by no list, whoever's they are; and without other
    restricted cases, unless all of the list are one's own.
    """
    found = [row for row in rows
             if not (row.restricted and kind_of(row.stage) is Kind.COMPLAINT)]
    if all(row.owner == mine for row in found):
        return found
    return [row for row in found if not row.restricted]


def export(screen: ListScreen, places: Places, columns: Sequence[Column]) -> None:
    """Read the list, ask for the reason, then write the file where the user says."""
    host = screen.host
    if places.total > MOST:
        host.notice(f"A copy holds at most {MOST:,} {screen.noun}s.", "Narrow the list first.",
                    "amber")
        return

    def work(report: Callable[[int, int, str], bool]) -> list[Any]:
        return read_all(host.office, places, report)

    host.jobs.run(work, lambda rows: _ask(screen, places, columns, rows), host.trouble)


def _ask(
    screen: ListScreen, places: Places, columns: Sequence[Column], rows: Sequence[Any]
) -> None:
    host = screen.host
    kept = allowed(rows, host.office.name)
    left = len(rows) - len(kept)
    words = (f"{count(len(kept), screen.noun)}, "
             f"{places.shown.words[0].lower()}{places.shown.words[1:]}")
    if left:
        words += f" {count(left, f'restricted {screen.noun}')} left out."
    if places.left_out:
        words += f" {places.left_out:,} more are not shown, and not in it: narrow the list."
    words += f" The journal keeps who took the copy, why, and which {screen.noun}s are in it."
    form = Form(ExportList, ("because", "kind"), today=host.office.today())
    given = {"shows": f"{screen.title}: {places.shown.view}. {places.shown.words}",
             "left_out": left, "references": tuple(row.reference for row in kept)}
    dialog = ActionDialog(
        screen, "Export", form, "Export", host.jobs, given,
        lambda _: _save(screen, str(form.fields["kind"].raw()), columns, kept), words)
    dialog.open()


def _save(
    screen: ListScreen, kind: str, columns: Sequence[Column], rows: Sequence[Any]
) -> None:
    shown = [each for each in columns if each.name not in NAMED]
    heads = ["Reference", "Name", *(each.label for each in shown)]
    cells = [[row.reference, row.name, *(each.phrase(row) for each in shown)] for row in rows]
    save_copy(screen, screen.host, f"{screen.title} {screen.host.office.today()}.{kind}",
              lambda: as_csv(heads, cells) if kind == "csv"
              else as_workbook(heads, cells, screen.title))
