"""The two questions about an item that is logged: which case, and why it is not post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from caseworker.actions.base import ask
from caseworker.actions.post import ROUTES, ChangeRoute, JoinCase, SetAside, SetAsideFile
from caseworker.queries.find import Found, case_by_reference
from caseworker.queries.post import PossibleMatch, PostRow
from caseworker.rules.finding import Refused, refusal
from ui.screen import Screen
from ui.screens.post.batch import Item
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.form import Form

JOIN = "Put this item into a case"
Settled = Callable[[PostRow, str], None]


@dataclass(frozen=True, kw_only=True)
class AskedToJoin:
    """The fields of the question which case, and why."""

    reference: str = ask("Case reference", hint="For example REV-2026-0402", default="",
                         empty="Enter the case reference")
    because: str = ask("Why does it belong to this case?", kind="long", default="")


class JoinByReference(ActionDialog):
    """Looks the case up by its reference before it puts the item there."""

    def __init__(self, screen: Screen, row: PostRow, then: Settled) -> None:
        self._row, self._settled = row, then
        form: Form[Any] = Form(AskedToJoin, today=screen.host.office.today())
        super().__init__(screen, JOIN, form, "Put it there", screen.jobs,
                         {"post_item_version": row.version},
                         intro=f"{row.name}, {row.reference}", host=screen.host)

    def submit(self) -> None:
        """Find the case first."""
        values = self.form.values()
        if not values["reference"]:
            self._say("Enter the case reference")
            return
        self.save.setEnabled(False)
        self._jobs.ask(case_by_reference, partial(self._found, because=values["because"]),
                       otherwise=self._failed, reference=values["reference"])

    def _found(self, found: Found | None, because: str) -> None:
        if found is None:
            self.save.setEnabled(True)
            self._say("There is no case with this reference. Check it on the letter")
            return
        words = f"{self._row.reference} is now in {found.reference}, {found.name}."
        self._then = lambda _change: self._settled(self._row, words)
        self._jobs.do(
            JoinCase(case_id=found.case_id, version=found.version, post_item_id=self._row.id,
                     post_item_version=self._given["post_item_version"], because=because),
            self._done, self._failed)

    def _say(self, words: str) -> None:
        self.form.failed(Refused([refusal("join", "Case reference", words, "reference")]))


def ask_to_join(screen: Screen, row: PostRow, match: PossibleMatch | None, then: Settled) -> None:
    """Ask why an item belongs to a case (and to which, without a match), and put it there."""
    if match is None:
        JoinByReference(screen, row, then).open()
        return
    form: Form[Any] = Form(JoinCase, only=("because",), today=screen.host.office.today())
    words = f"{row.reference} is now in {match.reference}, {match.name}."
    given = {"case_id": match.case_id, "version": match.version, "post_item_id": row.id,
             "post_item_version": row.version}
    ActionDialog(screen, f"Put this item into {match.reference}", form, "Put it there",
                 screen.jobs, given, lambda _: then(row, words),
                 f"{row.name}, {row.reference}. {match.why} as {match.name}.",
                 screen.host).open()


def ask_to_set_aside(screen: Screen, row: PostRow, then: Settled) -> None:
    """Ask why an item is not post, and set it aside."""
    form: Form[Any] = Form(SetAside, today=screen.host.office.today())
    ActionDialog(screen, "This is not post", form, "Set it aside", screen.jobs,
                 {"post_item_id": row.id, "version": row.version},
                 lambda _: then(row, f"{row.reference} was set aside."),
                 f"{row.name}, {row.reference}", screen.host).open()


def ask_why_not_post(
    screen: Screen, item: Item, received: date | None, then: Callable[[Any], None]
) -> None:
    """Ask why a file is not post. It is kept with the reason, so that nothing vanishes."""
    today = screen.host.office.today()
    form: Form[Any] = Form(SetAsideFile, today=today)
    form.fill({"received": item.first_values(today, received)["received"]})
    ActionDialog(screen, "This is not post", form, "Set it aside", screen.jobs,
                 {"files": item.files("")}, then,
                 f"{item.name}. The file is kept, with your reason.").open()


def ask_for_route(screen: Screen, row: PostRow, say: Callable[[str], None]) -> None:
    """Ask where an item that waits goes, and why."""
    now = dict(ROUTES).get(row.route, "Not chosen")
    form: Form[Any] = Form(ChangeRoute, today=screen.host.office.today())
    form.fields["route"].set_choices([each for each in ROUTES if each[0] != row.route])
    ActionDialog(screen, "Change the route", form, "Change it", screen.jobs,
                 {"post_item_id": row.id, "version": row.version},
                 lambda _: say(f"The route of {row.reference} is changed."),
                 f"{row.name}, {row.reference}. Route now: {now}", screen.host).open()
