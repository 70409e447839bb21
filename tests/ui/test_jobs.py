"""Work runs off the window's thread; its answers come back in it, in the right order."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from caseworker.office import NotKnown
from tests.support.fake_office import FakeOffice
from ui.jobs import Jobs


class Slow:
    """An office whose answers wait until the test lets them go."""

    def __init__(self) -> None:
        self.gates: dict[str, threading.Event] = {}
        self.threads: list[threading.Thread] = []
        self.order: list[Any] = []

    def do(self, action: Any) -> Any:
        self.threads.append(threading.current_thread())
        time.sleep(0.01 if action == 0 else 0)  # a second writer would overtake here
        self.order.append(action)
        if isinstance(action, Exception):
            raise action
        return action

    def ask(self, query: Callable[..., Any], **given: Any) -> Any:
        self.threads.append(threading.current_thread())
        gate = self.gates.get(given.get("name", ""))
        if gate is not None:
            assert gate.wait(60)
        return query(**given)


def name_of(name: str) -> str:
    return name


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def slow_jobs(slow: Slow, qtbot: QtBot) -> Any:
    jobs = Jobs(slow)
    yield jobs
    for gate in slow.gates.values():
        gate.set()
    assert jobs.close()


def test_an_answer_comes_in_the_windows_thread(slow: Slow, slow_jobs: Jobs, qtbot: QtBot) -> None:
    answered: list[tuple[str, threading.Thread]] = []
    slow_jobs.ask(name_of, lambda name: answered.append((name, threading.current_thread())),
                  name="a")
    qtbot.waitUntil(lambda: bool(answered))
    assert answered == [("a", threading.main_thread())]
    assert slow.threads[0] is not threading.main_thread()


def test_only_the_newest_question_is_answered(slow: Slow, slow_jobs: Jobs, qtbot: QtBot) -> None:
    slow.gates = {"old": threading.Event()}
    answers: list[str] = []
    slow_jobs.ask(name_of, answers.append, for_="list", name="old")
    slow_jobs.ask(name_of, answers.append, for_="list", name="new")
    qtbot.waitUntil(lambda: answers == ["new"])
    slow.gates["old"].set()
    qtbot.waitUntil(lambda: not slow_jobs._open)
    assert answers == ["new"]


def test_an_old_failure_is_not_told_either(slow: Slow, slow_jobs: Jobs, qtbot: QtBot) -> None:
    def fail(name: str) -> str:
        raise ValueError(name)

    slow.gates = {"old": threading.Event()}
    answers: list[Any] = []
    slow_jobs.ask(fail, answers.append, for_="list", otherwise=answers.append, name="old")
    slow_jobs.ask(name_of, answers.append, for_="list", name="new")
    slow.gates["old"].set()
    qtbot.waitUntil(lambda: not slow_jobs._open)
    assert answers == ["new"]


def test_actions_keep_their_order_on_one_thread(
    slow: Slow, slow_jobs: Jobs, qtbot: QtBot
) -> None:
    changes: list[Any] = []
    slow_jobs.changed.connect(changes.append)
    for number in range(20):
        slow_jobs.do(number)
    qtbot.waitUntil(lambda: len(changes) == 20)
    assert slow.order == changes == list(range(20))
    assert len(set(slow.threads)) == 1


def test_a_failure_goes_to_the_one_who_asked_or_to_the_window(
    slow_jobs: Jobs, qtbot: QtBot
) -> None:
    taken: list[Exception] = []
    mine, nobodys = ValueError("mine"), ValueError("nobody's")
    slow_jobs.do(mine, otherwise=taken.append)
    with qtbot.waitSignal(slow_jobs.failed) as signal:
        slow_jobs.do(nobodys)
    assert (taken, signal.args) == ([mine], [nobodys])


def test_busy_is_said_once_each_way(slow: Slow, slow_jobs: Jobs, qtbot: QtBot) -> None:
    said: list[bool] = []
    slow_jobs.busy.connect(said.append)
    slow.gates = {"a": threading.Event()}
    slow_jobs.ask(name_of, lambda _: None, name="a")
    slow_jobs.ask(name_of, lambda _: None, name="b")
    slow.gates["a"].set()
    qtbot.waitUntil(lambda: not slow_jobs._open)
    assert said == [True, False]


def test_long_work_reports_and_can_be_cancelled(slow_jobs: Jobs, qtbot: QtBot) -> None:
    steps: list[tuple[int, int, str]] = []
    results: list[int] = []

    def count(report: Callable[[int, int, str], bool]) -> int:
        for number in range(10_000):
            if not report(number, 10_000, "Counting"):
                return number
            pause.wait(0.001)
        return 10_000

    pause = threading.Event()
    job = slow_jobs.run(count, results.append, progress=lambda *step: steps.append(step))
    qtbot.waitUntil(lambda: len(steps) > 2)
    job.cancel()
    qtbot.waitUntil(lambda: bool(results))
    assert results[0] < 10_000
    assert steps[0] == (0, 10_000, "Counting")


def test_nothing_is_delivered_after_closing(slow: Slow, qtbot: QtBot) -> None:
    jobs = Jobs(slow)
    slow.gates = {"a": threading.Event()}
    answers: list[str] = []
    jobs.ask(name_of, answers.append, name="a")
    jobs.do("saved")
    threading.Timer(0.05, slow.gates["a"].set).start()
    assert jobs.close(60_000)
    jobs.ask(name_of, answers.append, name="late")
    qtbot.wait(50)
    assert (answers, slow.order) == ([], ["saved"])


def test_what_was_waiting_is_dropped_at_closing(slow: Slow, qtbot: QtBot) -> None:
    jobs = Jobs(slow)
    slow.gates = {"a": threading.Event()}
    for _ in range(9):  # more than there are readers
        jobs.ask(name_of, lambda _: None, name="a")
    qtbot.waitUntil(lambda: len(slow.threads) == 3)
    threading.Timer(0.05, slow.gates["a"].set).start()
    assert jobs.close(60_000)
    assert len(slow.threads) == 3


def test_an_answer_under_way_to_the_window_is_dropped_too(slow: Slow, qtbot: QtBot) -> None:
    jobs = Jobs(slow)
    answers: list[str] = []
    jobs.ask(name_of, answers.append, name="a")
    assert jobs.wait()  # the answer is there, and waits for the window to take it
    assert jobs.close()
    qtbot.wait(20)
    assert answers == []


def test_a_save_that_was_cut_off_is_asked_after_and_never_tried_twice(
    fake_office: FakeOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.jobs.ASK_AGAIN", (0.01,))
    tried: list[str] = []

    def ask() -> str:
        tried.append("asked")
        if len(tried) < 3:
            raise NotKnown(ask)
        return "it was saved"

    def do(_action: object) -> str:
        tried.append("saved")
        raise NotKnown(ask)

    monkeypatch.setattr(fake_office, "do", do)
    jobs, said = Jobs(fake_office), list[object]()
    jobs.failed.connect(said.append)
    with qtbot.waitSignal(jobs.changed) as changed:
        jobs.do("anything")
    assert changed.args == ["it was saved"] and tried == ["saved", "asked", "asked"]
    assert [type(each) for each in said] == [NotKnown, NotKnown]
    assert jobs.close()


def test_closing_does_not_wait_for_a_server_that_is_away(
    fake_office: FakeOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_action: object = None) -> str:
        raise NotKnown(away)

    monkeypatch.setattr(fake_office, "do", away)
    jobs = Jobs(fake_office)
    with qtbot.waitSignal(jobs.failed):
        jobs.do("anything")
    assert jobs.close(2000)
