"""Print the rights of steps as a migration keeps them.

    python -m tools.make_step_rights [review | complaint]

When the steps change after a release, the next migration replaces the rows of app.step_right.
"""

from __future__ import annotations

import sys

from caseworker.rules import complaint_step_rights, step_rights

KINDS = {"review": step_rights.rights, "complaint": complaint_step_rights.rights}


def lines(kind: str) -> list[str]:
    """One right in a line: what, before, after, roles."""
    return ["|".join((*right[:3], ", ".join(right.roles))) for right in sorted(KINDS[kind]())]


if __name__ == "__main__":
    print("\n".join(line for kind in sys.argv[1:] or KINDS for line in lines(kind)))
