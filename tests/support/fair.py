"""What holds of every Finding of a duty, whatever the facts."""

from __future__ import annotations

from collections.abc import Iterable

from caseworker.rules.finding import Finding, Outcome


def fair(findings: Iterable[Finding]) -> None:
    """Every finding has its source, and says what settles it; an uncertain rule only warns."""
    for one in findings:
        assert one.source is not None and one.source.cite and one.reason and one.title
        if one.source.sure == "unsure":
            assert one.outcome is not Outcome.NOT_MET
        warns = one.reason.startswith("Uncertain: ")
        if one.outcome is not Outcome.MET:
            assert one.field or warns
        if warns:
            assert one.outcome is Outcome.UNKNOWN and one.reason.endswith("A manager decides.")


def by_name(findings: Iterable[Finding]) -> dict[str, Finding]:
    """The findings by the name of their rule, each of which there is once."""
    found = list(findings)
    named = {one.rule: one for one in found}
    assert len(named) == len(found)
    return named
