"""Whose work somebody sees first: their own, an absent colleague's, or the whole team's."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, true

from caseworker.records import Case, Staff
from caseworker.rules.lifecycle import Role

WORKS_REVIEWS = frozenset({Role.CASEWORKER.value, Role.MANAGER.value})


@dataclass(frozen=True, slots=True)
class Whose:
    """``owners`` are ids of colleagues, None for cases that nobody owns; empty: everybody's."""

    owners: tuple[int | None, ...] = ()
    words: str = "All open cases."

    def and_of(self, others: Collection[int]) -> Whose:
        """The same, and the cases of these colleagues."""
        return Whose((*self.owners, *others), self.words) if self.owners else self

    def condition(self, of: Any = Case) -> ColumnElement[bool]:
        """What must hold of a case, or of a line ``of`` the tally."""
        if not self.owners:
            return true()
        ids = [owner for owner in self.owners if owner is not None]
        parts: list[ColumnElement[bool]] = [of.owner_id.in_(ids)] if ids else []
        return or_(*parts, of.owner_id.is_(None)) if None in self.owners else parts[0]


def whose(
    staff: Iterable[Staff], me: str, roles: Collection[Role], cover: int | None = None
) -> Whose:
    """What somebody with these roles sees: with several roles, what the widest of them sees.

    ``cover`` is the id of a colleague who is away, whose cases are shown instead.
    """
    by_id = {each.id: each for each in staff}
    if cover is not None and cover in by_id:
        return Whose((cover,), f"The cases of {by_id[cover].name}.")
    mine = next((each.id for each in by_id.values() if each.login == me), None)
    if Role.MANAGER in roles or not {Role.CASEWORKER, Role.CORRESPONDENCE} & set(roles):
        return Whose()
    if Role.CASEWORKER in roles and mine is not None:
        return Whose((mine, None), "Your cases, and those that nobody owns yet.")
    return Whose((None,), "Cases that nobody owns yet.")


def works_reviews(one: Staff) -> bool:
    """Whether somebody is here and can own a review."""
    return one.active and bool(WORKS_REVIEWS & set(one.roles))
