"""The buttons over a list, and the strip that says how many rows are ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from caseworker.actions.lists import KeepView, RemoveView
from caseworker.config import ROWS
from caseworker.queries.lists.saved import Kept, Look, look_of, order_of, plain, saved_views
from caseworker.queries.lists.window import rows_at
from caseworker.rules.words import join
from ui.command import Command
from ui.icons import Button
from ui.screens.lists.export import export, read_all
from ui.screens.lists.filters import FilterPanel
from ui.screens.lists.look import LookDialog
from ui.screens.lists.many import MOST
from ui.screens.lists.offered import chosen
from ui.screens.lists.ticked import TickStrip
from ui.screens.lists.views import ViewsButton
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.screens.lists.screen import ListScreen


class ListTools(QObject):
    """What can be done with a list beside reading it. ``head`` are its buttons, ``strip`` shows
    while rows are ticked.
    """

    def __init__(self, screen: ListScreen) -> None:
        super().__init__(screen)
        self._screen, self._height = screen, screen.host.config.now.row_height
        self.filters = Button("Filters")
        self.filters.setToolTip("Ctrl+Shift+F")
        self.filters.clicked.connect(self.choose_filters)
        self.views = ViewsButton()
        self.columns = Button("Columns", "columns")
        self.export = Button("Export", "download-simple")
        self.head = [self.columns, self.export]
        name, picture = screen.head_act
        if name:
            first = Button(name.split()[0], picture)
            first.setAccessibleName(name)
            first.clicked.connect(partial(self.act, name))
            self.head.insert(0, first)
        self.columns.clicked.connect(self.choose_look)
        self.export.clicked.connect(self.take_copy)
        self.views.chosen.connect(self.use_view)
        self.views.save.connect(lambda: self.save_view())
        self.views.take.connect(self.save_view)
        self.views.remove.connect(
            lambda view: screen.jobs.do(RemoveView(view_id=view.id),
                                        otherwise=screen.host.trouble))
        self.strip = TickStrip(screen.acts, screen.noun)
        self.strip.chosen.connect(self.act)
        self.strip.every.connect(self.tick_all)
        self.strip.none.connect(screen.table.rows.clear_ticks)
        screen.table.widened.connect(self.remember)
        screen.table.rows.ticked.connect(self._ticked)
        screen.table.rows.wanted.connect(self.fetch)
        for key, act in screen.act_keys.items():
            screen.letters[key] = partial(self.act, act)
        self._key("Ctrl+Shift+F", self.choose_filters, screen)
        if screen.acts:
            self._key("Ctrl+A", self.tick_all, screen.table)
        self.use_last()

    def _key(self, keys: str, call: Callable[[], None], where: QWidget) -> None:
        QShortcut(QKeySequence(keys), where).activated.connect(call)

    def refresh(self) -> None:
        """Ask for the views again."""
        screen, office = self._screen, self._screen.host.office
        screen.jobs.ask(saved_views, self.views.show_views, for_=(screen, "views"),
                        me=office.actor, today=office.today(), list_of=screen.list_of)

    def fetch(self, first: int, number: int) -> None:
        """Ask for rows that are on screen and not here yet."""
        screen, rows = self._screen, self._screen.table.rows
        places = rows.places
        if places is None:
            return

        def failed(error: Exception) -> None:
            rows.not_coming()
            screen.host.trouble(error)

        screen.jobs.ask(rows_at, lambda found: screen.table.put(places, first, found),
                        for_=(screen, "block"), otherwise=failed, all_=places, first=first,
                        number=number)

    # Many rows

    def commands(self, keys: Sequence[Command]) -> list[Command]:
        """What the keys do, and what is done to the rows that are ticked, for the palette."""
        screen = self._screen
        why = "" if self.rows() else f"Tick a {screen.noun} first."
        of = {name: key for key, name in screen.act_keys.items()}
        acts = [Command(f"{name}...", of.get(name, ""), partial(self.act, name), why, "stack")
                for name in screen.acts]
        return [*(each for each in keys if each.key not in screen.act_keys), *acts]

    def rows(self) -> list[Any]:
        """The rows that are ticked; without any, the one under the cursor."""
        table = self._screen.table
        here = table.rows.row(table.currentIndex().row())
        return list(table.rows.ticks.values()) or ([here] if here is not None else [])

    def act(self, name: str) -> None:
        """Do one of the acts for the rows that are ticked."""
        rows = self.rows()
        if rows:
            self._screen.acts[name](self._screen, self._screen.acted_on(rows))

    def tick_all(self) -> None:
        """Tick all of the list as it is filtered."""
        screen, places = self._screen, self._screen.table.rows.places
        if places is None:
            return
        if places.total > MOST:
            screen.host.notice(f"Choose at most {MOST:,} {screen.noun}s at once.",
                               "Narrow the list with a filter first.", "amber")
            return

        def work(report: Callable[[int, int, str], bool]) -> list[Any]:
            return read_all(screen.host.office, places, report)

        screen.jobs.run(work, lambda rows: screen.table.rows.tick(rows, True),
                        screen.host.trouble)

    def take_copy(self) -> None:
        """Export what is shown."""
        rows = self._screen.table.rows
        if rows.places is not None and rows.total:
            export(self._screen, rows.places, rows.columns)

    # Filters, looks and views

    def choose_filters(self) -> None:
        """The panel with every filter."""
        screen = self._screen
        panel = FilterPanel(screen, screen.shown.filter, screen.names, screen.list_of)
        panel.accepted.connect(lambda: screen.narrow(panel.filter()))
        panel.open()

    def choose_look(self) -> None:
        """Columns, heights and groups."""
        screen = self._screen
        dialog = LookDialog(screen, self.look(), screen.shown.group, screen.list_of)

        def use() -> None:
            height = str(dialog.row_height.raw())
            screen.host.config.change(row_height=height)  # for the lists that do not say
            self._use_look(Look(dialog.columns(), height, dialog.widths))
            screen.group_by(str(dialog.group.raw() or ""))

        dialog.accepted.connect(use)
        dialog.open()

    def use_view(self, view: Kept) -> None:
        """Show a view that was kept; what of it is there no more is said."""
        gone = (*view.gone, *chosen(view.look.columns, self._screen.list_of)[1])
        if gone:
            self._screen.host.notice(
                f"“{view.name}” asks for what is there no more: {join(list(gone), 'and')}.",
                "The rest of the view is shown. Save it again to keep it so.", "amber")
        self._show_look(view.look)
        self._screen.show_list(view.shown)
        self.remember()

    def save_view(self, view: Kept | None = None) -> None:
        """Ask for a name, and keep what is shown; or a colleague's ``view``, as one's own."""
        screen = self._screen
        form = Form(KeepView, ("name", "shared"), today=screen.host.office.today())
        shown, look = (screen.shown, self.look()) if view is None else (view.shown, view.look)
        if view is not None:
            form.fill({"name": view.name})
        ActionDialog(
            screen, "Save this view", form, "Save view", screen.jobs,
            {"shows": plain(shown, look)},
            intro="Your own view of the same name is replaced.").open()

    def look(self) -> Look:
        """How the list looks now."""
        table = self._screen.table
        return Look(tuple(each.name for each in table.rows.columns), self._height, table.widths)

    def remember(self) -> None:
        """Keep how the list looks and runs for the next time, on this computer.

        Ended cases run by their end, whoever looks at them: that is nobody's choice.
        """
        config, name = self._screen.host.config, self._screen.list_of.value
        if self._screen.shown.sort != "ended":
            self.order = self._screen.shown
        config.change(lists={**config.now.lists,
                             name: {**self.look().plain(), **self.order.order()}})

    def use_last(self) -> None:
        """The look and the order that the list had last; what of it is there no more is said."""
        screen = self._screen
        kept = screen.host.config.now.lists.get(screen.list_of.value, {})
        look = look_of(kept)
        self.order, lost = order_of(kept, screen.shown)
        screen.shown = self.order
        gone = (*(chosen(look.columns, screen.list_of)[1] if look.columns else ()), *lost)
        if gone:  # once the screen is in front: what was said before is taken away
            words = f"The rest is shown. Not there: {join(list(gone), 'and')}."
            QTimer.singleShot(0, self, lambda: screen.host.notice(
                "Some of what you had in this list is there no more.", words, "amber"))
        self._show_look(look)

    def _use_look(self, look: Look) -> None:
        self._show_look(look)
        self.remember()

    def _show_look(self, look: Look) -> None:
        table = self._screen.table
        table.set_columns(chosen(look.columns, self._screen.list_of)[0], look.widths)
        self._height = (look.height if look.height in ROWS
                        else self._screen.host.config.now.row_height)
        table.set_height(self._height)

    def _ticked(self) -> None:
        self.strip.show_number(len(self._screen.table.rows.ticks))
