"""What the palette offers besides what is in the records: commands, places, letters, help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from caseworker.actions.letters import may_write
from caseworker.letters.catalogue import CATALOGUE
from caseworker.queries.search import CaseHit, Cases
from caseworker.queries.search_texts import TextHit, Texts
from caseworker.rules.searching import words_of
from ui.command import Command
from ui.keys import key_of_place
from ui.screen import Host

if TYPE_CHECKING:
    from ui.shell import MainWindow

CASES, COMMANDS, NOT_NOW, PEOPLE, VIEWS, LETTERS, PAPERS, HELP = (
    "Cases", "Commands", "Not now", "People", "Places", "Letters", "In notes, letters and papers",
    "Help")
MOST = {CASES: 5, COMMANDS: 5, NOT_NOW: 3, PEOPLE: 3, VIEWS: 3, LETTERS: 4, PAPERS: 3, HELP: 3}
ALL_COMMANDS = 40  # after ">"
KIND_ICONS = {"note": "note-pencil", "letter": "paper-plane-tilt", "document": "file-text"}


@dataclass(frozen=True)
class Entry:
    """One line of the palette. ``key`` stands at its right, ``what`` is told after its title."""

    group: str
    title: str
    detail: str
    icon: str
    call: Callable[[], None]
    key: str = ""
    why_not: str = ""
    what: str = ""

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        parts = (self.title, self.what, self.detail, self.why_not, self.key)
        return ", ".join(part for part in parts if part)


def standing(window: MainWindow, text: str, only: str) -> list[Entry]:
    """Everything that needs no look into the records, best first in each group.

    ``only`` is a group to which the user's prefix narrows the search, or "".
    """
    found = [*_commands(window)]
    if not only:
        found += [*places(window), *_letters(window), *_help(window, text)]
    elif only != COMMANDS:
        return []
    return _best(found, text, ALL_COMMANDS if only else 0)


def _best(found: Iterable[Entry], text: str, most: int) -> list[Entry]:
    """The entries that match, each group cut; those whose title begins with the text first."""
    wanted = words_of(text)
    scored = [(score, entry) for entry in found if (score := _score(entry, wanted))]
    kept: list[Entry] = []
    for group, room in MOST.items():
        of_group = [pair for pair in scored if pair[1].group == group]
        of_group.sort(key=lambda pair: -pair[0])
        kept += [entry for _, entry in of_group[:most or room]]
    return kept


def _score(entry: Entry, wanted: Sequence[str]) -> int:
    """0 when a word is missing, 3 when the title begins so."""
    if entry.group == HELP or not wanted:
        return 1
    there = words_of(f"{entry.title} {entry.key if len(entry.key) > 1 else ''} {entry.detail}")
    if not all(any(word.startswith(each) for word in there) for each in wanted):
        return 0
    if there[0] == wanted[0] or there[:len(wanted)] == list(wanted):
        return 3
    return 2 if there[0].startswith(wanted[0]) else 1


def _commands(window: MainWindow) -> Iterator[Entry]:
    screen = window.screen_shown
    given = [*(screen.commands() if screen else ()), *window.commands()]
    for command in given:
        yield command_entry(command)


def command_entry(command: Command) -> Entry:
    """A command; one that cannot be carried out now says why."""
    words = command.words.removesuffix("...") if command.why_not else command.words
    return Entry(NOT_NOW if command.why_not else COMMANDS, words.replace("...", "…"),
                 command.why_not or command.about, command.icon, command.call,
                 "" if command.why_not else command.key, command.why_not, "command")


def places(window: MainWindow) -> Iterator[Entry]:
    """The places of the navigation, each with its key."""
    for number, place in enumerate(window.nav.places, 1):
        yield Entry(VIEWS, place.words, "", place.icon,
                    partial(window.show_screen, place.screen, **dict(place.args)),
                    key_of_place(number), what="place")


def _letters(window: MainWindow) -> Iterator[Entry]:
    """The letters of the catalogue, for the case in front."""
    if not window.has_screen("letter"):
        return
    case = window.screen_shown.case_shown() if window.screen_shown else None
    refused = may_write(window.office.roles)
    why = "" if case else "Open or choose a case first"
    why = refused[0].reason if refused else why
    for kind in CATALOGUE.values():
        call = partial(window.show_screen, "letter", case_id=case[0] if case else 0,
                       code=kind.code)
        yield Entry(LETTERS, f"{kind.code} {kind.title}",
                    why or (f"For {case[1]}" if case else ""), "paper-plane-tilt", call,
                    why_not=why, what="letter")


def _help(window: MainWindow, text: str) -> Iterator[Entry]:
    if not window.has_screen("help") or len(text.strip()) < 3:
        return
    from caseworker import help as helping

    for title, topic in helping.topics(text)[:MOST[HELP]]:
        yield Entry(HELP, title, "", "question", partial(window.show_screen, "help", topic=topic),
                    what="help")


def case_entries(host: Host, found: Cases, most: int = MOST[CASES]) -> list[Entry]:
    """The cases that were found, and the people in them."""
    entries = [_case(host, hit, found.alike) for hit in found.hits[:most]]
    for person in found.people[:MOST[PEOPLE]]:
        entries.append(Entry(PEOPLE, person.name, person.words, "user",
                             partial(host.search, person.name), what="person"))
    return entries


def _case(host: Host, hit: CaseHit, alike: bool) -> Entry:
    detail = f"{hit.reference}. {hit.standing}"
    if alike:
        detail += ". Spelled alike"
    elif hit.why:
        detail += f". {hit.why}"
    return Entry(CASES, hit.name or hit.reference, detail,
                 "lock" if hit.closed else "scales",
                 partial(host.show_screen, "case", case_id=hit.case_id), what="case")


def text_entries(
    host: Host, found: Texts, most: int = MOST[PAPERS]
) -> list[Entry]:
    """Where the words stand."""
    return [Entry(PAPERS, f"{hit.where}, {hit.reference}", hit.excerpt or hit.name,
                  KIND_ICONS[hit.kind], partial(open_text, host, hit), what=hit.kind)
            for hit in found.hits[:most]]


def open_text(host: Host, hit: TextHit) -> None:
    """Open the case at the tab where such a text is; post that is in no case at the post desk."""
    tab = {"note": "NotesTab", "letter": "LettersTab", "document": "DocumentsTab"}[hit.kind]
    if hit.case_id is not None:
        host.show_screen("case", case_id=hit.case_id, tab=tab)
    elif host.has_screen("logpost"):
        host.show_screen("logpost")
