"""Every list of codes, by key. A list is changed by adding a code or ending one, with its day."""

from __future__ import annotations

from caseworker.rules.allegation_codes import ALLEGATIONS, FACTORS, known_on, review_body_hint
from caseworker.rules.code_shape import Code, CodeList
from caseworker.rules.monitoring_codes import CHARACTERISTICS, ETHNICITY
from caseworker.rules.outcome_codes import ACTIONS, HANDLING, REVIEW_OUTCOMES

__all__ = [
    "ACTIONS", "ALLEGATIONS", "CHARACTERISTICS", "ETHNICITY", "FACTORS", "HANDLING", "LISTS",
    "REVIEW_OUTCOMES", "Code", "CodeList", "known_on", "review_body_hint",
]

LISTS: dict[str, CodeList] = {
    one.key: one
    for one in (
        ALLEGATIONS, FACTORS, HANDLING, ACTIONS, REVIEW_OUTCOMES, ETHNICITY, CHARACTERISTICS,
    )
}
