"""What is done to the cases that are ticked: allocate, note, bring forward, chase, letters,
bundles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from caseworker.actions.base import Action
from caseworker.actions.bring_forward import BringForward
from caseworker.actions.letters import DraftLetter
from caseworker.actions.office_work import AddNote
from caseworker.actions.outcome import Allocate, Reallocate
from caseworker.letters.catalogue import CATALOGUE, CHASE
from caseworker.queries.load import Load, loads, suggestion
from caseworker.queries.rows import QueueRow
from caseworker.rules.finding import Finding, refusal
from caseworker.rules.kinds import kind_of
from caseworker.rules.words import count
from ui.screens import queue_bundles
from ui.screens.lists.many import MOST, ManyDialog
from ui.screens.lists.many_work import Report, Work, by_rules
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.screens.lists.screen import ListScreen

Rows = Sequence[QueueRow]
BY_HAND = ("R12",)
DRAFTS = ("Drafts are made, and nothing is sent. They wait under Letters to issue, where each is "
          "read and issued. A draft can be undone; a letter that was issued cannot.")


def allocate(screen: ListScreen, rows: Rows) -> None:
    """Ask for everybody's load and conflicts, then whom to give the cases to."""
    def show(people: tuple[Load, ...]) -> None:
        form: Form[Any] = _form(screen, Allocate)
        form.set_choices("owner_id", [(each.id, each.words) for each in people])
        best = suggestion(people)
        form.fill({"owner_id": best[0].id if best is not None else None})
        conflicts = {each.id: each for each in people if each.conflicts}

        def make(row: QueueRow) -> Action:
            step = Reallocate if row.owner else Allocate
            return step(case_id=row.id, version=row.version, **form.values())

        def against(office: Any, actions: Sequence[Allocate], report: Report) -> Any:
            return [(*found, *_conflict(each, conflicts)) for each, found in zip(
                actions, by_rules(office, actions, report), strict=True)]

        words = best[1] if best is not None else (
            "Everybody has declared a conflict in these, or is away.")
        _open(screen, rows, Work("Allocate", form, make, words, against))

    screen.jobs.ask(loads, show, for_=(screen, "loads"), otherwise=screen.host.trouble,
                    today=screen.host.office.today(), cases=tuple(row.id for row in rows))


def _conflict(action: Allocate, conflicts: dict[int, Load]) -> list[Finding]:
    person = conflicts.get(action.owner_id or 0)
    if person is None or action.case_id not in person.conflicts:
        return []
    return [refusal("owner", "Allocate",
                    f"{person.name} has declared a conflict of interest in it.")]


def note(screen: ListScreen, rows: Rows) -> None:
    """The same note on each of the cases."""
    _simple(screen, rows, "Add note", AddNote,
            "A note stays as it was written, so this is not undone.")


def bring_forward(screen: ListScreen, rows: Rows) -> None:
    """Let the cases come back on a day."""
    _simple(screen, rows, "Bring forward", BringForward,
            "Nothing else is done to the cases, and their deadlines run on. It takes the place "
            "of a day that was set before.")


def chase(screen: ListScreen, rows: Rows) -> None:
    """The reminder to the MPS, for each case where its reply is late."""
    form: Form[Any] = _form(screen, DraftLetter, only=())
    _open(screen, rows, Work(
        "Chase the MPS", form, lambda row: _draft(row, CHASE),
        f"A draft of {CHASE}, {CATALOGUE[CHASE].title}, for each case whose reply is late. "
        + DRAFTS))


def letter(screen: ListScreen, rows: Rows) -> None:
    """A draft of the same letter for each case for which it is time; each is read before it is
    issued."""
    form: Form[Any] = _form(screen, DraftLetter, only=("code",))
    choices = _letters(rows)
    form.set_choices("code", choices)
    form.fill({"code": choices[0][0] if choices else ""})
    _open(screen, rows, Work(
        "Draft letters", form, lambda row: _draft(row, form.values()["code"]), DRAFTS))


def _letters(rows: Rows) -> list[tuple[str, str]]:
    """The letters for which it may be time, the one that most cases are at first.

    Not those that say of each case what only somebody who knows it can write.
    """
    fits = {code: sum(row.stage in kind.stages for row in rows)
            for code, kind in CATALOGUE.items() if kind.of in {kind_of(row.stage) for row in rows}}
    return [(code, f"{code} {CATALOGUE[code].title} ({count(fits[code], 'case')} at that point)")
            for code in sorted(fits, key=lambda code: -fits[code])
            if fits[code] and code not in BY_HAND]


def _draft(row: QueueRow, code: str) -> Action:
    return DraftLetter(case_id=row.id, version=row.version, code=code or "", if_due=True)


def bundle(screen: ListScreen, rows: Rows) -> None:
    """A bundle of all papers of each case, for one purpose."""
    _open(screen, rows, queue_bundles.work(screen.host, rows))


def _simple(
    screen: ListScreen, rows: Rows, title: str, action: type[Any], intro: str
) -> None:
    """The same action with the same words for each of the cases."""
    form: Form[Any] = _form(screen, action)
    _open(screen, rows, Work(
        title, form, lambda row: form.action(case_id=row.id, version=row.version), intro))


def _form(screen: ListScreen, action: type[Any], only: Sequence[str] | None = None) -> Form[Any]:
    return Form(action, only, today=screen.host.office.today())


def _open(screen: ListScreen, rows: Rows, work: Work) -> None:
    if len(rows) > MOST:
        screen.host.notice(f"Choose at most {MOST:,} cases at once.",
                           "Narrow the list with a filter, then choose all of it.", "amber")
        return
    dialog = ManyDialog(screen, screen.host, rows, work)
    dialog.ended.connect(screen.table.rows.clear_ticks)
    dialog.open()


ACTS: dict[str, Callable[[ListScreen, Rows], None]] = {
    "Allocate": allocate, "Add note": note, "Bring forward": bring_forward,
    "Chase the MPS": chase, "Draft letters": letter, "Make bundles": bundle,
}
