"""Facts of a review that can be accepted as valid; each test changes what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from caseworker.rules.facts import (
    Applicant,
    BodyAnswer,
    BodyQuestion,
    Delivery,
    Handling,
    ReviewFacts,
    Tri,
)
from caseworker.rules.review_body import QUESTIONS


def answers(**changed: Tri | None) -> MappingProxyType[BodyQuestion, BodyAnswer]:
    """Every question answered so that it points to MOPAC, but for those named. None: not given."""
    given = {}
    for question in QUESTIONS:
        to_mopac = Tri.NO if question.points_to_iopc_when is Tri.YES else Tri.YES
        answer = changed.pop(question.key.value, to_mopac)
        if answer is not None:
            given[question.key] = BodyAnswer(answer, "A reason")
    assert not changed, f"no such question: {changed}"
    return MappingProxyType(given)


VALID = ReviewFacts(
    received=date(2026, 3, 10),
    complaint_made=date(2025, 11, 3),
    outcome_letter_dated=date(2026, 2, 19),
    outcome_provided=date(2026, 2, 21),
    provided_by=Delivery.FIRST_CLASS,
    outcome_issued=True,
    handling=Handling.OTHERWISE,
    force="MPS",
    withdrawn=False,
    already_reviewed=False,
    in_writing=True,
    applicant=Applicant.COMPLAINANT,
    name_and_contact=True,
    complaint_details="An officer did not call back for six weeks.",
    mps_reference="PC/01234/25",
    grounds="Nobody answered my second point.",
    outcome_letter_held=True,
    body_answers=answers(),
    complained=True,
)


def facts(**changed: Any) -> ReviewFacts:
    """VALID with the named facts changed."""
    return replace(VALID, **changed)


def emailed(dated: date, received: date | None, **changed: Any) -> ReviewFacts:
    """An outcome letter emailed on its date, and a request received on another."""
    return facts(outcome_letter_dated=dated, outcome_provided=None, provided_by=Delivery.EMAIL,
                 received=received, **changed)
