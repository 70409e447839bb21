"""The field for an address pasted whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit

from caseworker.letters.address import fit, window_lines
from caseworker.rules.postcode import take_apart
from ui import theme
from ui.widgets.fields import Field
from ui.widgets.text import WrapLabel

NONE_GIVEN = "No address given. Letters go by email."


class AddressField(Field):
    """An address pasted whole. Below it stands how we take it apart: town and postcode."""

    lines = 4
    _email = False

    def say_email(self, given: bool) -> None:
        """Whether an email address is given, which will do without an address."""
        self._email = given
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """As many lines high as before, at another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_split"):
            self._fit_lines()

    def _make(self) -> None:
        super()._make()
        assert isinstance(self._box, QPlainTextEdit)
        self._split = WrapLabel("", "small")
        self._column.addWidget(self._split)
        self._box.textChanged.connect(self._show)
        self._fit_lines()
        self._show()

    def _fit_lines(self) -> None:
        line = QFontMetrics(theme.current().font("body")).lineSpacing()
        self.control.setFixedHeight(round(line * (self.lines + 1)))

    def _show(self) -> None:
        typed = str(self.raw())
        address = take_apart(typed)
        code = address.postcode
        if not typed:
            words = NONE_GIVEN if self._email else ""
        elif code:
            words = f"Town {address.town or 'not given'}. Postcode {code}."
        else:
            words = "No full UK postcode in the last lines."
        lines = window_lines("", "\n".join(address.lines), code)
        if lines:
            words = f"{words} On letters: {' | '.join(lines)}"
            fits = fit(("Name", *lines))
            words += "" if fits else f". {fits.reason}"
        # A postcode is never parted at the end of a line.
        self._split.setText(words.replace(code, code.replace(" ", "\u00a0")) if code else words)
        self._split.setVisible(bool(words))
