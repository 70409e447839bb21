"""The look that a person chose: the theme of the settings, or the system's own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStyleHints
from PySide6.QtWidgets import QApplication

from caseworker.config import Config
from ui import theme


def chosen(app: QApplication, config: Config) -> theme.Theme:
    """The theme that the settings ask for."""
    name = config.now.theme
    return theme.Theme(preferred(app) if name == "system" else name, config.now.text_size)


def preferred(app: QApplication) -> str:
    """The theme that the desktop's own settings ask for."""
    hints = app.styleHints()  # keep it: in a chained call Qt deletes it too early
    access = hints.accessibility() if hasattr(hints, "accessibility") else None
    wants = getattr(access, "contrastPreference", None)
    if wants is not None and wants() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    dark = hasattr(hints, "colorScheme") and hints.colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def choose(config: Config, *, name: str = "", text_size: float = 0.0) -> None:
    """Put another theme ("system" or one of ``tokens.THEMES``) or text size in force; keep it."""
    app = QApplication.instance()
    config.change(theme=name or config.now.theme, text_size=text_size or config.now.text_size)
    if isinstance(app, QApplication):
        theme.apply(app, chosen(app, config))


class Follower(QObject):
    """Changes the theme when the system's own changes, where that was chosen."""

    def __init__(self, app: QApplication, config: Config) -> None:
        super().__init__(app)
        self._app, self._config = app, config
        self._hints: QStyleHints = app.styleHints()  # kept: Qt deletes it too early otherwise
        if hasattr(self._hints, "colorSchemeChanged"):
            self._hints.colorSchemeChanged.connect(self._changed)

    def _changed(self) -> None:
        if self._config.now.theme == "system":
            theme.apply(self._app, chosen(self._app, self._config))
