"""One review from the envelope to the decision letter and the bundle, without a window.

It uses the same actions and queries as the window, on files given or on a shipped sample, says
each step with its finding and source, and leaves the papers in a folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from caseworker.actions.office_work import AddColleague, SetSetting
from caseworker.office import Office
from caseworker.opening import open_office
from caseworker.rules.lifecycle import Role
from caseworker.rules.london import LONDON
from caseworker.walkthrough.checks import from_envelope_to_checks
from caseworker.walkthrough.outcome import decide_and_write, make_bundle, second_and_third
from caseworker.walkthrough.walk import Pictures, Say, Walk

__all__ = ["sample", "walk_through"]


def walk_through(
    out: Path, files: Sequence[Path], say: Say, pictures: Pictures | None = None
) -> list[Path]:
    """Work the review; returns the files written. Raises Refused when a file can't be logged,
    OSError when the folder can't be written to or a file can't be read.
    """
    given = [(path.name, path.read_bytes()) for path in files] or sample()
    out.mkdir(parents=True, exist_ok=True)
    for leftover in out.glob("walkthrough.db*"):
        leftover.unlink()
    office = open_office(f"sqlite:///{(out / 'walkthrough.db').as_posix()}", demo=True)
    try:
        walk = _people_the_office(office, out, say)
        case_id = from_envelope_to_checks(walk, given)
        decide_and_write(walk, case_id)
        make_bundle(walk, case_id)
        second_and_third(walk, given[0])
        if pictures is not None:
            walk.written += pictures(walk.office, case_id, out)
    finally:
        office.close()
    return walk.written


def sample() -> list[tuple[str, bytes]]:
    """The shipped sample: a request by post and the outcome letter of the MPS."""
    from caseworker.demo import papers
    from caseworker.demo.people import cases

    case = next(each for each in cases() if each.key == "ruth-abernathy")
    today = datetime.now(LONDON).date()
    files = [papers.request(case, today), papers.outcome_letter(case, today)]
    return [(file.name, file.content) for file in files]


def _people_the_office(office: Office, out: Path, say: Say) -> Walk:
    """Somebody to work the case, and somebody else to approve it."""
    for login, name, roles in (
        ("pshah", "Priya Shah", (Role.CASEWORKER, Role.CORRESPONDENCE)),
        ("hosei", "Helen Osei-Mensah", (Role.MANAGER, Role.ADMIN)),
    ):
        office.do(AddColleague(login=login, colleague_name=name, roles=roles))
    office.do(SetSetting(setting="expected_wait", value="about eight weeks",
                         since=office.today()))
    return Walk(office.working_as("pshah"), office.working_as("hosei"), out, say)

