"""The long rounds of the garbage collector come in a pause of the user, and nothing is kept."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui import rubbish
from ui.life import life_of


class Ring:
    """Refers to itself: only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self


class Hand:
    """A clock that is moved by hand."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def collector(qtbot: QtBot, qapp: QApplication) -> Iterator[rubbish.Collector]:
    """One whose clock stands; nothing stays set aside after the test."""
    there = qapp.findChild(rubbish.Collector)
    if there is not None:
        there._timer.stop()
    # In front, so that only the clock says whether somebody is there.
    front = QWidget()
    qtbot.addWidget(front)
    front.show()
    front.activateWindow()
    qtbot.waitUntil(lambda: qapp.applicationState() == Qt.ApplicationState.ApplicationActive)
    made = rubbish.Collector(qapp, Hand())
    made._timer.stop()
    life_of(qapp).watch(front.windowHandle())
    yield made
    made.setParent(None)
    gc.unfreeze()
    if there is not None:
        there._timer.start(rubbish.EVERY)


def ring() -> weakref.ref[Ring]:
    """Rubbish that no young round finds, since it came through them all."""
    one = Ring()
    gc.collect()
    return weakref.ref(one)


def at(collector: rubbish.Collector, seconds: float) -> None:
    """What it does then."""
    clock = collector._clock
    assert isinstance(clock, Hand)
    clock.seconds = seconds
    collector.look()


def test_all_is_looked_through_in_a_pause_and_what_is_left_set_aside(
    collector: rubbish.Collector,
) -> None:
    collector.stir()
    there = ring()
    at(collector, rubbish.PAUSE - 0.1)
    assert there() is not None and not gc.get_freeze_count()
    at(collector, rubbish.PAUSE)
    assert there() is None
    assert gc.get_freeze_count() > 1_000


def test_what_was_set_aside_and_ended_since_goes_in_the_next_pause(
    collector: rubbish.Collector,
) -> None:
    kept = [Ring()]
    there = weakref.ref(kept[0])
    collector.stir()
    at(collector, 10)
    kept.clear()
    gc.collect()
    assert there() is not None, "it is set aside"
    collector.stir()
    at(collector, 20)
    assert there() is None


def test_one_pause_has_one_round(
    collector: rubbish.Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[int] = []
    monkeypatch.setattr(rubbish, "collect_all", lambda: rounds.append(1))
    at(collector, 100)
    assert not rounds, "nobody has done anything yet"
    collector.stir()
    for seconds in (110, 120, 130):
        at(collector, seconds)
    assert len(rounds) == 1


def test_a_key_in_a_window_is_a_sign_of_life(
    collector: rubbish.Collector, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[int] = []
    monkeypatch.setattr(rubbish, "collect_all", lambda: rounds.append(1))
    window = qapp.focusWindow()
    assert window is not None
    QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A,
                                             Qt.KeyboardModifier.NoModifier))
    at(collector, rubbish.PAUSE)
    assert len(rounds) == 1


def test_a_program_that_is_not_in_front_need_not_wait(
    collector: rubbish.Collector, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[int] = []
    monkeypatch.setattr(rubbish, "collect_all", lambda: rounds.append(1))
    collector.stir()
    collector.look()
    assert not rounds
    monkeypatch.setattr(collector, "_app", _Behind())
    collector.look()
    assert len(rounds) == 1


class _Behind:
    def applicationState(self) -> Qt.ApplicationState:
        return Qt.ApplicationState.ApplicationInactive
