"""The timeline: a run of small steps is one line, and nothing of it is lost."""

from __future__ import annotations

from ui.screens.case.story import collapsed
from ui.widgets.timeline import Event


def step(title: str, icon: str = "step", who: str = "Priya Shah") -> Event:
    return Event(title, "12 Mar 2026, 09:30", who, f"About {title}", icon)


def test_a_run_of_steps_is_one_line_that_holds_them_all() -> None:
    note, steps = step("Note", "note"), [step("Allegation added"), step("Facts recorded"),
                                         step("Letter drafted", "pencil", "Leah Brandt")]
    found, whole = collapsed([note, *steps, note])
    assert [event.title for event in found] == ["Note", "3 steps", "Note"]
    head = found[1]
    assert head.who == "Priya Shah and Leah Brandt"
    assert head.text == "Allegation added, Facts recorded, Letter drafted"
    for each in steps:
        assert each.title in whole[head].text and each.text in whole[head].text


def test_the_same_step_is_counted() -> None:
    (head,), _ = collapsed([step("Allegation added")] * 4)
    assert head.text == "Allegation added (4 times)"


def test_two_steps_and_all_else_stay_as_they_are() -> None:
    events = [step("Facts recorded"), step("Person recorded"), step("Post", "post"),
              step("Decided", "decision")]
    assert collapsed(events) == (events, {})
