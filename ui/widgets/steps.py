"""The stepper: where the case stands on its way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import drawing, theme

CIRCLE = 24  # pixels at 100 %


class Steps(QLabel):
    """``names`` of the steps, ``place`` of the present one (1 is the first), ``notes`` (dates).

    ``ended`` draws the present step as done too. Its spoken name is a whole phrase.
    """

    def __init__(
        self, names: Sequence[str], place: int = 1, notes: Sequence[str] = (),
        ended: bool = False, parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_steps(names, place, notes, ended)

    def set_steps(
        self, names: Sequence[str], place: int, notes: Sequence[str] = (), ended: bool = False
    ) -> None:
        """Show other steps."""
        self._names, self._place, self._ended = tuple(names), place, ended
        self._notes = tuple(notes) + ("",) * (len(self._names) - len(notes))
        now = self._names[place - 1]
        self.setText(f"Step {place} of {len(self._names)}: {now}" + (", ended" if ended else ""))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Any width; high enough for circle, name and a note below it."""
        return QSize(theme.px(600), theme.px(CIRCLE + 26 + (18 if self._stacked() else 0)))

    def minimumSizeHint(self) -> QSize:
        """As :meth:`sizeHint`, but narrow."""
        return QSize(theme.px(300), self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """A narrow stepper puts the notes below the names."""
        self.updateGeometry()

    def _stacked(self) -> bool:
        look = theme.current()
        bold, plain = QFontMetrics(look.font("small", 700)), QFontMetrics(look.font("small"))
        widest = max(
            bold.horizontalAdvance(name) + (plain.horizontalAdvance(note) + look.px(16))
            for name, note in zip(self._names, self._notes, strict=True)
        )
        return widest > self.width() / len(self._names)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw circles, lines, names and notes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() / len(self._names)
        for number in range(1, len(self._names) + 1):
            self._paint_line(painter, number, wide)
            self._paint_circle(painter, number, wide)
            self._paint_words(painter, number, wide)
        painter.end()

    def _done(self, number: int) -> bool:
        return number < self._place or (self._ended and number == self._place)

    def _paint_line(self, painter: QPainter, number: int, wide: float) -> None:
        if number == len(self._names):
            return
        look, done = theme.current(), self._done(number)
        pen = QPen(look.colour("accent" if done else "control"), 2)
        if not done:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        middle, left = look.px(CIRCLE) / 2 + 1, (number - 1) * wide
        painter.drawLine(QLineF(left + look.px(CIRCLE + 5), middle, left + wide - look.px(5),
                                middle))

    def _paint_circle(self, painter: QPainter, number: int, wide: float) -> None:
        look, done = theme.current(), self._done(number)
        now = number == self._place and not done
        side, left = look.px(CIRCLE) - 2, (number - 1) * wide + 1
        circle = QRectF(left, 2, side, side)
        tone = "accent" if done or now else "control"
        painter.setPen(QPen(look.colour(tone), 2))
        painter.setBrush(look.colour("accent" if done else "surface"))
        painter.drawEllipse(circle)
        if done:
            size = look.px(14)
            drawing.draw(painter, "check-bold", "accent_text", circle.center().x() - size / 2,
                       circle.center().y() - size / 2, 14)
        else:
            painter.setFont(look.font("small", 700))
            painter.setPen(look.colour("accent" if now else "muted"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number))

    def _paint_words(self, painter: QPainter, number: int, wide: float) -> None:
        look = theme.current()
        name, note = self._names[number - 1], self._notes[number - 1]
        now, top = number == self._place, look.px(CIRCLE + 4)
        left, high = (number - 1) * wide, look.px(20)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        font = look.font("small", 700 if now else 500)
        painter.setFont(font)
        painter.setPen(look.colour("text" if number <= self._place else "muted"))
        shown = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, int(wide) - 4)
        painter.drawText(QRectF(left, top, wide - 4, high), align, shown)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("muted"))
        if self._stacked():
            painter.drawText(QRectF(left, top + look.px(17), wide - 4, high), align, note)
        else:
            left += QFontMetrics(font).horizontalAdvance(shown) + look.px(8)
            painter.drawText(QRectF(left, top, wide, high), align, note)
