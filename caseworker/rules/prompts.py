"""What to ask oneself when assessing an outcome, by the way the MPS handled the complaint.

The question is always whether the outcome was reasonable and proportionate. The first three
prompts come from our published page; the rest are the practice of reviewing offices.
"""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.rules import law
from caseworker.rules.facts import Handling
from caseworker.rules.finding import Source

QUESTION = "Was the outcome of the complaint reasonable and proportionate?"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to ask of an allegation or of the outcome as a whole."""

    text: str
    source: Source


_ALWAYS = (
    Prompt("Was each point understood and addressed?", law.PAGE_OUTCOMES),
    Prompt("Was information weighed fairly?", law.PAGE_OUTCOMES),
    Prompt("Is the outcome explained?", law.PAGE_OUTCOMES),
    Prompt("Did the handling match how serious the complaint is?", law.OFFICES),
    Prompt("Are the findings supported by the evidence?", law.OFFICES),
    Prompt("Are the actions and remedies proportionate?", law.OFFICES),
    Prompt("Was enough said to the complainant, in plain language?", law.OFFICES),
    Prompt("Was the process fair and impartial?", law.OFFICES),
    Prompt("Was learning identified?", law.OFFICES),
    Prompt("Was there delay, and was it explained?", law.OFFICES),
)
_OTHERWISE = (
    Prompt("Was it right not to investigate?", law.PARA_6A),
    Prompt("Were the steps taken enough to answer the complaint?", law.PARA_6A),
    Prompt("If no further action was taken, was that justified?", law.PARA_6A),
    Prompt("Should it have been investigated, or referred to the IOPC?", law.PARA_6A),
)
_INVESTIGATED = (
    Prompt("Were the scope and the terms of reference right?", law.PARA_25),
    Prompt("Was every reasonable line of enquiry followed?", law.PARA_25),
    Prompt("Was all relevant evidence obtained, such as body-worn video and witnesses?",
           law.PARA_25),
    Prompt("Was the evidence analysed?", law.PARA_25),
    Prompt("Do the findings follow on the balance of probabilities?", law.PARA_25),
    Prompt("Were the decisions on learning and performance sound?", law.PARA_25),
)
MINOR_FAULTS = (
    "Small faults in handling that do not make the outcome unreasonable are learning, not a "
    "reason to uphold."
)


def prompts(handling: Handling | None) -> tuple[Prompt, ...]:
    """The prompts for this way of handling; only the common ones when it is not yet known."""
    if handling is Handling.OTHERWISE:
        return _ALWAYS + _OTHERWISE
    return _ALWAYS + _INVESTIGATED if handling is Handling.INVESTIGATED else _ALWAYS
