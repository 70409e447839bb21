"""Which cases may be linked as what, and where an ended case goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.finding import Outcome
from caseworker.rules.kinds import kind_of
from caseworker.rules.lifecycle import ENDED, Role, Stage, reopened_at
from caseworker.rules.links import (
    REVERSE,
    SOURCES,
    Link,
    LinkedCase,
    LinkKind,
    against_link,
    same_incident_note,
    standing,
    words_from,
)

K = LinkKind
MANAGER = {Role.MANAGER}
ONE = LinkedCase(1, "REV-2026-0001", Stage.CHECKS)
TWO = LinkedCase(2, "REV-2026-0002", Stage.CHECKS)


def why_not(kind: LinkKind, other: LinkedCase | None = TWO, links: tuple[Link, ...] = (),
            roles: set[Role] = MANAGER) -> str:
    return " ".join(one.reason for one in against_link(kind, ONE, other, links, roles))


def test_each_kind_has_words_both_ways_and_a_source() -> None:
    assert set(REVERSE) == set(SOURCES) == set(K)
    earlier = Link(1, 2, K.EARLIER)
    assert (words_from(earlier, 1), words_from(earlier, 2)) == ("earlier review", "later review")


OF_COMPLAINTS = (K.COMPLAINED_OF, K.EARLIER_COMPLAINT)  # tried by themselves below


@pytest.mark.parametrize("kind", [kind for kind in K if kind is not K.TAKEN_BACK
                                  and kind not in OF_COMPLAINTS])
def test_a_link_is_made_once(kind: LinkKind) -> None:
    assert why_not(kind) == ""
    assert "already linked" in why_not(kind, links=(Link(1, 2, kind),))
    taken_back = (Link(1, 2, kind), Link(2, 1, K.TAKEN_BACK))
    assert why_not(kind, links=taken_back) == ""
    assert why_not(kind, links=(Link(2, 1, kind),)) != ""
    assert why_not(kind, links=(Link(1, 3, kind),)) == "" or kind is K.MERGED
    assert "itself" in why_not(kind, ONE) and "no such case" in why_not(kind, None)


def test_an_earlier_review_cannot_also_be_the_later_one() -> None:
    assert why_not(K.EARLIER, links=(Link(2, 1, K.EARLIER),)) == (
        "REV-2026-0002 is already recorded as the later review."
    )


COMPLAINT = LinkedCase(2, "COM-2026-0002", ComplaintStage.CHECKS, closed=True)


@pytest.mark.parametrize(("kind", "other", "fits"), [
    (K.COMPLAINED_OF, TWO, True), (K.COMPLAINED_OF, COMPLAINT, False),
    (K.EARLIER, COMPLAINT, False), (K.EARLIER_COMPLAINT, TWO, False),
    (K.EARLIER_COMPLAINT, COMPLAINT, True), (K.JOINT, COMPLAINT, True), (K.RELATED, TWO, True),
])
def test_what_the_other_case_is_must_fit_its_kind(
    kind: LinkKind, other: LinkedCase, fits: bool
) -> None:
    here = replace(ONE, stage=ComplaintStage.CHECKS, closed=True)
    said = [one.reason for one in against_link(kind, here, other, (), MANAGER)]
    assert said == ([] if fits else [
        f"{other.reference} is a {kind_of(other.stage).value}. Choose what it is."])


@pytest.mark.parametrize("kind", [K.RELATED, K.TAKEN_BACK])
def test_from_a_case_that_others_read_no_confidential_one_is_linked(kind: LinkKind) -> None:
    restricted = LinkedCase(2, "REV-2026-0002", Stage.CHECKS, closed=True)
    for other in (COMPLAINT, restricted):
        assert f"{other.reference} is confidential. Link it from its own page" in why_not(
            kind, other, (Link(2, 1, K.RELATED),))
        there = against_link(K.RELATED, other, ONE, (), MANAGER)
        assert there == []


def test_merging() -> None:
    assert "role manager" in why_not(K.MERGED, roles={Role.CASEWORKER})
    assert "has ended" in why_not(K.MERGED, LinkedCase(2, "REV-2026-0002", Stage.CLOSED))
    assert "already merged into another" in why_not(K.MERGED, links=(Link(1, 3, K.MERGED),))
    assert "itself merged into this" in why_not(K.MERGED, links=(Link(2, 1, K.MERGED),))
    assert "itself merged into another" in why_not(K.MERGED, links=(Link(2, 3, K.MERGED),))
    undone = (Link(1, 3, K.MERGED), Link(1, 3, K.TAKEN_BACK))
    assert why_not(K.MERGED, links=undone) == ""


def test_taking_back_needs_a_link() -> None:
    assert "not linked" in why_not(K.TAKEN_BACK)
    assert why_not(K.TAKEN_BACK, links=(Link(2, 1, K.JOINT),)) == ""


def test_the_same_incident_as_a_case_of_the_iopc() -> None:
    forwarded = LinkedCase(2, "REV-2026-0002", Stage.FORWARDED)
    note = same_incident_note(K.SAME_INCIDENT, forwarded)
    assert note is not None and note.outcome is Outcome.UNKNOWN
    assert note.source is not None and "reg. 32(e)" in note.source.cite
    assert same_incident_note(K.RELATED, forwarded) is None
    assert same_incident_note(K.SAME_INCIDENT, TWO) is None


@given(st.lists(st.builds(Link, st.integers(1, 3), st.integers(4, 6), st.sampled_from(K))))
def test_taking_back_ends_only_the_links_of_its_pair(links: list[Link]) -> None:
    held = standing(links)
    assert all(one.kind is not K.TAKEN_BACK for one in held)
    after = standing([*links, Link(4, 1, K.TAKEN_BACK)])
    assert after == [one for one in held if one.pair != {1, 4}]


@pytest.mark.parametrize(("given_facts", "stage"), [
    ("", Stage.CHECKS), ("allocated", Stage.CHECKS), ("valid", Stage.VALID),
    ("valid allocated", Stage.ASSESSING), ("valid allocated decided", Stage.DECIDED),
    ("valid allocated decided sent", Stage.RESPONSE_DUE),
    ("valid allocated decided sent answered", Stage.RESPONSE_RECEIVED),
])
def test_where_a_case_goes_on(given_facts: str, stage: Stage) -> None:
    names = ("valid", "allocated", "decided", "sent", "answered")
    found = reopened_at(**{name: name in given_facts.split() for name in names})
    assert found is stage and found not in ENDED
