"""The diagram in the documents says what the table of steps says."""

from __future__ import annotations

from caseworker.rules.lifecycle import ENDED, STEPS, Stage
from tools.make_diagram import PAGE, page


def test_the_page_is_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tools.make_diagram"


def test_every_stage_can_be_reached_and_every_open_one_left() -> None:
    reached, found = {Stage.RECEIVED}, True
    while found:
        found = False
        for step in STEPS:
            ends = {step.end} if step.end else set()
            if step.start & reached and not ends <= reached:
                reached |= ends
                found = True
    assert reached == set(Stage)
    left = {stage for step in STEPS if step.end for stage in step.start}
    assert set(Stage) - ENDED <= left
