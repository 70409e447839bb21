"""Write the diagrams of both kinds of case from their tables: ``python -m tools.make_diagram``.

They stand in docs/ as Mermaid diagrams and tables, one page for a review and one for a complaint
about MOPAC, and a test keeps them true.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from caseworker.rules import complaint_lifecycle
from caseworker.rules.complaint_lifecycle import TAGS, ComplaintStage, place
from caseworker.rules.lifecycle import ENDED, STAGE_WORDS, STEPS, AStage, Row, Stage
from caseworker.rules.policy import JANUARY_2026, OLD, Policy

AGAIN = tuple((stage, Stage.DECIDED if stage is Stage.CLOSED else Stage.CHECKS)
              for stage in Stage if stage in ENDED)

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = DOCS / "lifecycle.md"
COMPLAINTS_PAGE = DOCS / "lifecycle-complaints.md"


def diagram(
    stages: Iterable[AStage], steps: Sequence[Row[AStage]],
    again: Sequence[tuple[AStage, AStage]] = (),
) -> str:
    """The stages and the steps between them, as Mermaid. ``again``: ended cases opened again."""
    names = {stage: stage.name.lower() for stage in stages}
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {names[stage]}: {stage.value[0].upper()}{stage.value[1:]}" for stage in names]
    for step in steps:
        if step.end is not None:
            starts = [stage for stage in names
                      if stage in step.start - step.stays and stage is not step.end]
            lines += [f"    {names[start]} --> {names[step.end]}: {step.label}" for start in starts]
    # An ended review goes on where what is on record comes to (reopened_at).
    lines += [f"    {names[stage]} --> {names[start]}: Open again" for stage, start in again]
    return "\n".join([*lines, "```"])


def table(stages: Iterable[AStage], steps: Sequence[Row[AStage]]) -> str:
    """Every step: who may take it, and from where."""
    order = list(stages)
    lines = ["| Step | By | From | To |", "|---|---|---|---|"]
    for step in steps:
        roles = ", ".join(sorted(role.value for role in step.roles))
        starts = ", ".join(stage.value for stage in order if stage in step.start)
        end = step.end.value if step.end else "stays"
        if step.stays:
            end += ", or stays when later"
        if step.action == "ReopenCase":
            end = "what is on record comes to"
        lines.append(f"| {step.label} | {roles} | {starts} | {end} |")
    return "\n".join(lines)


def tags() -> str:
    """The words on screen for each stage of a review."""
    lines = ["| Stage | On screen | Place on the stepper |", "|---|---|---|"]
    lines += [f"| {stage.value} | {words.tag} | {words.place} |"
              for stage, words in STAGE_WORDS.items()]
    return "\n".join(lines)


def complaint_tags() -> str:
    """The words on screen for each stage of a complaint, and its place under either policy."""
    lines = ["| Stage | On screen | Place on the stepper | In the earlier process |",
             "|---|---|---|---|"]
    lines += [f"| {stage.value} | {tag.words} | {_place(stage, JANUARY_2026)} | "
              f"{_place(stage, OLD)} |" for stage, tag in TAGS.items()]
    return "\n".join(lines)


def _place(stage: ComplaintStage, policy: Policy) -> str:
    try:
        return str(place(stage, policy))
    except LookupError:
        return "none"


def page() -> str:
    """The whole page of a review."""
    return _page("The life of a review", "lifecycle.py", diagram(Stage, STEPS, AGAIN),
                 table(Stage, STEPS), tags())


def complaints_page() -> str:
    """The whole page of a complaint about MOPAC."""
    steps = complaint_lifecycle.STEPS
    return _page("The life of a complaint about MOPAC", "complaint_lifecycle.py",
                 diagram(ComplaintStage, steps), table(ComplaintStage, steps), complaint_tags())


def _page(title: str, source: str, drawn: str, steps: str, words: str) -> str:
    return (
        f"# {title}\n\nMade from the table in `caseworker/rules/{source}` by "
        "`python -m tools.make_diagram`. The same rows enable the buttons, refuse the actions "
        f"and say why.\n\n{drawn}\n\n## Steps\n\n{steps}\n\n## Words on screen\n\n{words}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    COMPLAINTS_PAGE.write_text(complaints_page(), encoding="utf-8")
