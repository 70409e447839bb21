"""Write the diagram of a review's stages from the table of steps: ``python -m tools.make_diagram``.

It stands in docs/lifecycle.md as a Mermaid diagram and a table, and a test keeps it true.
"""

from __future__ import annotations

from pathlib import Path

from caseworker.rules.lifecycle import ENDED, STAGE_WORDS, STEPS, Stage

AGAIN = tuple((stage, Stage.DECIDED if stage is Stage.CLOSED else Stage.CHECKS)
              for stage in Stage if stage in ENDED)

PAGE = Path(__file__).resolve().parent.parent / "docs" / "lifecycle.md"


def diagram() -> str:
    """The stages and the steps between them, as Mermaid."""
    lines = ["```mermaid", "stateDiagram-v2"]
    names = {stage: stage.name.lower() for stage in Stage}
    lines += [f"    {names[stage]}: {stage.value[0].upper()}{stage.value[1:]}" for stage in Stage]
    for step in STEPS:
        if step.end is not None:
            starts = [stage for stage in Stage if stage in step.start and stage is not step.end]
            lines += [f"    {names[start]} --> {names[step.end]}: {step.label}" for start in starts]
    # Opened again: an ended case goes on where what is on record comes to (reopened_at).
    lines += [f"    {names[stage]} --> {names[start]}: Open again" for stage, start in AGAIN]
    return "\n".join([*lines, "```"])


def table() -> str:
    """Every step: who may take it, and from where."""
    lines = ["| Step | By | From | To |", "|---|---|---|---|"]
    for step in STEPS:
        roles = ", ".join(sorted(role.value for role in step.roles))
        starts = ", ".join(stage.value for stage in Stage if stage in step.start)
        end = step.end.value if step.end else "stays"
        if step.action == "ReopenCase":
            end = "what is on record comes to"
        lines.append(f"| {step.label} | {roles} | {starts} | {end} |")
    return "\n".join(lines)


def tags() -> str:
    """The words on screen for each stage."""
    lines = ["| Stage | On screen | Place on the stepper |", "|---|---|---|"]
    lines += [f"| {stage.value} | {words.tag} | {words.place} |"
              for stage, words in STAGE_WORDS.items()]
    return "\n".join(lines)


def page() -> str:
    """The whole page."""
    return (
        "# The life of a review\n\nMade from the table in `caseworker/rules/lifecycle.py` by "
        "`python -m tools.make_diagram`. The same rows enable the buttons, refuse the actions "
        f"and say why.\n\n{diagram()}\n\n## Steps\n\n{table()}\n\n## Words on screen\n\n{tags()}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
