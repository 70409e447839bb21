"""Every screen, by its name. It is loaded once the records are being opened, not before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.screen import Screen
from ui.screens.admin.screen import AdminScreen
from ui.screens.case.page import CasePage
from ui.screens.complaints import ComplaintsScreen
from ui.screens.help.screen import HelpScreen
from ui.screens.home.screen import HomeScreen
from ui.screens.letter.screen import LetterScreen
from ui.screens.letters_queue import LettersQueue
from ui.screens.post.desk import PostDesk
from ui.screens.queue import QueueScreen
from ui.screens.results import ResultsScreen

SCREENS: dict[str, Callable[[Any], Screen]] = {
    "home": HomeScreen, "queue": QueueScreen, "complaints": ComplaintsScreen, "case": CasePage,
    "logpost": PostDesk,
    "letter": LetterScreen, "letters": LettersQueue, "admin": AdminScreen,
    "help": HelpScreen, "results": ResultsScreen,
}
