"""What a walkthrough has to hand: an office, a folder, somebody to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from caseworker.actions.base import Action
from caseworker.office import Office
from caseworker.queries.case import CaseView, case_view
from caseworker.rules.finding import Finding

Say = Callable[[str], None]
Pictures = Callable[[Office, int, Path], Sequence[Path]]


@dataclass
class Walk:
    """What the walkthrough has to hand."""

    office: Office  # a caseworker
    manager: Office
    out: Path
    say: Say
    written: list[Path] = field(default_factory=list)

    def view(self, case_id: int) -> CaseView:
        """The case as its page would show it now."""
        view = self.office.ask(case_view, case_id=case_id, today=self.office.today(),
                               calendar=self.office.calendar, roles=self.office.roles)
        assert view is not None  # it was just made
        return view

    def do(self, case_id: int, action: type[Action], *, by: Office | None = None,
           **given: Any) -> Any:
        """One action on the case as it stands now."""
        version = self.view(case_id).row.version
        made: Any = action
        return (by or self.office).do(made(case_id=case_id, version=version, **given)).result

    def keep(self, name: str, data: bytes) -> None:
        """Write a file into the folder."""
        path = self.out / name
        path.write_bytes(data)
        self.written.append(path)
        self.say(f"    wrote {name} ({len(data):,} bytes)")

    def finding(self, finding: Finding) -> None:
        """Say one finding with its source."""
        source = f" [{finding.source.cite}]" if finding.source else ""
        self.say(f"    {finding.title}: {finding.outcome.value}. {finding.reason}{source}")
