"""The watcher of the journeys sees a handler that works too long, and no other."""

from __future__ import annotations

from threading import Thread
from time import sleep, thread_time

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.support.watcher import SLOW, Watcher


def work(seconds: float) -> None:
    """Keep the processor busy for so long, however often others have it in between."""
    until = thread_time() + seconds
    while thread_time() < until:
        pass


def watched(qtbot: QtBot, handler: object) -> Watcher:
    """What is seen of one event."""
    watcher, done = Watcher(), list[bool]()

    def handle() -> None:
        handler()  # type: ignore[operator]
        QTimer.singleShot(20, lambda: done.append(True))

    watcher.begin("the handler")
    QTimer.singleShot(0, handle)
    qtbot.waitUntil(lambda: bool(done))
    watcher.look()
    watcher.stop()
    return watcher


def test_a_slow_handler_is_seen_and_named(qtbot: QtBot) -> None:
    found = watched(qtbot, lambda: work(2 * SLOW))
    assert found.longest.work >= 2 * SLOW
    assert [each.doing for each in found.slow] == ["the handler"]


def test_waiting_and_the_work_of_other_threads_are_not_blamed_on_it(qtbot: QtBot) -> None:
    other = Thread(target=work, args=(2 * SLOW,))

    def wait() -> None:
        other.start()
        while other.is_alive():
            sleep(SLOW / 10)

    assert watched(qtbot, wait).longest.work < 2 * SLOW
