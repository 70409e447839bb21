"""Cases that belong together: what kinds of link there are, and which may be made.

A complaint from the same incident as one that the IOPC must review is the IOPC's too (Police
(Complaints and Misconduct) Regulations 2020, reg. 32(e)); joint complainants keep each their own
right and time. A link is never erased: taking it back is a link of its own, with a reason.

A complaint about MOPAC is confidential, as a restricted case is: a link to it is made from its
own page and told there only, so that nothing of it stands in a case that others read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from caseworker.rules import law
from caseworker.rules.finding import Finding, Outcome, Source, refusal
from caseworker.rules.kinds import AnyStage, Kind, kind_of
from caseworker.rules.lifecycle import ENDED, Role, Stage


class LinkKind(StrEnum):
    """What one case is to the other, as read from the case that was open when it was linked."""

    SAME_INCIDENT = "same incident"
    JOINT = "joint complainant"
    EARLIER = "earlier review"  # the other case is the earlier one
    MERGED = "merged into"  # the work goes on in the other case
    COMPLAINED_OF = "review complained about"
    EARLIER_COMPLAINT = "earlier complaint"
    RELATED = "related"
    TAKEN_BACK = "no longer linked"


# As read from the other case.
REVERSE: dict[LinkKind, str] = {
    **{kind: kind.value for kind in LinkKind},
    LinkKind.EARLIER: "later review", LinkKind.MERGED: "takes in",
    LinkKind.COMPLAINED_OF: "complaint about how this was handled",
    LinkKind.EARLIER_COMPLAINT: "later complaint",
}
SOURCES: dict[LinkKind, Source] = {
    LinkKind.SAME_INCIDENT: law.REG_32_E_F, LinkKind.EARLIER: law.PAGE_FINAL,
    LinkKind.JOINT: law.OFFICES, LinkKind.MERGED: law.OFFICES, LinkKind.RELATED: law.OFFICES,
    LinkKind.TAKEN_BACK: law.OFFICES, LinkKind.COMPLAINED_OF: law.OFFICES,
    LinkKind.EARLIER_COMPLAINT: law.OFFICES,
}
_ONE_WAY = {LinkKind.EARLIER: "review", LinkKind.EARLIER_COMPLAINT: "complaint"}


@dataclass(frozen=True, slots=True)
class Link:
    """One link as recorded, in the order of recording."""

    case_id: int
    other_case_id: int
    kind: LinkKind

    @property
    def pair(self) -> frozenset[int]:
        """The two cases, whichever way round."""
        return frozenset((self.case_id, self.other_case_id))


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """What the rules need of one of the two cases."""

    id: int
    reference: str
    stage: AnyStage
    closed: bool = False  # to the office: only its members see it


def standing(links: Iterable[Link]) -> list[Link]:
    """The links that hold, oldest first; a link taken back ends all earlier ones of its pair."""
    found: list[Link] = []
    for link in links:
        if link.kind is LinkKind.TAKEN_BACK:
            found = [one for one in found if one.pair != link.pair]
        else:
            found.append(link)
    return found


def words_from(link: Link, case_id: int) -> str:
    """What the other case is, as read from this one."""
    return link.kind.value if link.case_id == case_id else REVERSE[link.kind]


def against_link(
    kind: LinkKind, case: LinkedCase, other: LinkedCase | None, links: Iterable[Link],
    roles: Iterable[Role],
) -> list[Finding]:
    """What stands against this link; ``links`` are all of both cases, in order of recording."""
    if other is None:
        return [_no("There is no such case.", "other_case_id")]
    if other.id == case.id:
        return [_no("A case cannot be linked to itself.", "other_case_id")]
    if other.closed and not case.closed:
        return [_no(f"{other.reference} is confidential. Link it from its own page, so that "
                    "nothing of it stands in a case that others read.", "other_case_id")]
    now = [one for one in standing(links) if one.pair == {case.id, other.id}]
    if kind is LinkKind.TAKEN_BACK:
        return [] if now else [_no(f"{other.reference} is not linked to this case.")]
    found = _wrong_kind(kind, other)
    if any(_same(one, kind, case.id) for one in now):
        found.append(_no(f"{other.reference} is already linked as this."))
    if any(one.kind is kind and one.case_id == other.id for one in now):
        if kind in _ONE_WAY:
            found.append(_no(f"{other.reference} is already recorded as the later "
                             f"{_ONE_WAY[kind]}."))
        if kind is LinkKind.MERGED:
            found.append(_no(f"{other.reference} is itself merged into this case."))
    if kind is LinkKind.MERGED:
        found += _against_merging(case, other, links, roles)
    return found


def _wrong_kind(kind: LinkKind, other: LinkedCase) -> list[Finding]:
    """A review is no complaint, and a complaint no review."""
    wanted = {LinkKind.COMPLAINED_OF: Kind.REVIEW, LinkKind.EARLIER: Kind.REVIEW,
              LinkKind.EARLIER_COMPLAINT: Kind.COMPLAINT}.get(kind)
    if wanted is None or kind_of(other.stage) is wanted:
        return []
    return [_no(f"{other.reference} is a {kind_of(other.stage).value}. Choose what it is.")]


def _same(link: Link, kind: LinkKind, case_id: int) -> bool:
    """Already there; a link that reads the same both ways is there whichever way round."""
    both_ways = REVERSE[kind] == kind.value
    return link.kind is kind and (both_ways or link.case_id == case_id)


def _against_merging(
    case: LinkedCase, other: LinkedCase, links: Iterable[Link], roles: Iterable[Role]
) -> list[Finding]:
    found = []
    if Role.MANAGER not in roles:
        found.append(_no("Merging needs the role manager."))
    if other.stage in ENDED:
        found.append(_no(f"{other.reference} has ended. Merge it into a case that is open.",
                         "other_case_id"))
    merged = [one for one in standing(links) if one.kind is LinkKind.MERGED]
    if any(one.case_id == case.id and one.other_case_id != other.id for one in merged):
        found.append(_no("This case is already merged into another one."))
    if any(one.case_id == other.id and one.other_case_id != case.id for one in merged):
        found.append(_no(f"{other.reference} is itself merged into another case.",
                         "other_case_id"))
    return found


def same_incident_note(kind: LinkKind, other: LinkedCase) -> Finding | None:
    """What a link to a case that the IOPC reviews may mean for this one; None: nothing."""
    if kind is not LinkKind.SAME_INCIDENT or other.stage is not Stage.FORWARDED:
        return None
    return Finding(
        "same_incident", "Same incident", Outcome.UNKNOWN, f"{other.reference} was forwarded to "
        "the IOPC. A complaint from the same incident may be the IOPC's too: answer that "
        "question again.", law.REG_32_E_F, "same_incident",
    )


def _no(reason: str, field: str = "kind") -> Finding:
    return refusal("link", "Link to another case", reason, field)
