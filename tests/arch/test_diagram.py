"""The diagrams in the documents say what the tables of steps say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from caseworker.rules import complaint_lifecycle
from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.lifecycle import ENDED, STEPS, AStage, Row, Stage
from tools.make_diagram import COMPLAINTS_PAGE, PAGE, complaints_page, page


@pytest.mark.parametrize(("path", "write"), [(PAGE, page), (COMPLAINTS_PAGE, complaints_page)])
def test_the_page_is_the_table(path: Path, write: Callable[[], str]) -> None:
    assert path.read_text(encoding="utf-8") == write(), "run python -m tools.make_diagram"


@pytest.mark.parametrize("path", [PAGE, COMPLAINTS_PAGE])
def test_the_readme_leads_to_the_page(path: Path) -> None:
    readme = path.parent.parent / "README.md"
    assert f"(docs/{path.name})" in readme.read_text(encoding="utf-8")


def reached_from(start: AStage, steps: Sequence[Row[AStage]]) -> set[AStage]:
    reached, before = {start}, set[AStage]()
    while reached != before:
        before = set(reached)
        reached |= {step.end for step in steps if step.end and step.start & reached}
    return reached


def left(steps: Sequence[Row[AStage]]) -> set[AStage]:
    return {stage for step in steps if step.end for stage in step.start if stage != step.end}


def whole(
    stages: Iterable[AStage], start: AStage, steps: Sequence[Row[AStage]], ended: Iterable[AStage]
) -> bool:
    every = set(stages)
    return reached_from(start, steps) == every and every - set(ended) <= left(steps)


def test_every_stage_can_be_reached_and_every_open_one_left() -> None:
    assert whole(Stage, Stage.RECEIVED, STEPS, ENDED)
    assert whole(ComplaintStage, ComplaintStage.RECEIVED, complaint_lifecycle.STEPS,
                 complaint_lifecycle.ENDED)
    no_approval = [step for step in STEPS if step.action != "ApproveDecision"]
    assert not whole(Stage, Stage.RECEIVED, no_approval, ENDED)
