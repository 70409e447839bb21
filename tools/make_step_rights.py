"""Print the rights of steps as a migration keeps them.

    python -m tools.make_step_rights

When the steps change after a release, the next migration replaces the rows of app.step_right.
"""

from __future__ import annotations

from caseworker.rules.step_rights import rights


def lines() -> list[str]:
    """One right in a line: what, before, after, roles."""
    return ["|".join((*right[:3], ", ".join(right.roles))) for right in sorted(rights())]


if __name__ == "__main__":
    print("\n".join(lines()))
