"""What is known of an item besides its text, and what speaks for and against a way out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from caseworker.rules.facts import Body
from caseworker.rules.routes.letter import Passage
from caseworker.rules.routes.parting import Hits, Part, joined
from caseworker.rules.routes.signs import CAUTIONS

REVIEWS = ("C13", "C14")
FOR_SOMEBODY = "C26"
_OURS = frozenset({
    "", "mps", "the mps", "met police", "metropolitan police", "metropolitan police service",
})


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What is known of an item besides its text. None, or an empty text: not known."""

    review_body: Body | None = None  # as the seven questions were answered
    outcome_letter_held: bool | None = None
    force: str = ""  # the force complained about; "MPS" when it is
    provider_stages_done: bool | None = None


def with_facts(letter: Passage, facts: PostFacts) -> Passage:
    """What is held or known counts as if the letter said it."""
    found = dict(letter.found)
    if facts.outcome_letter_held:
        found["outcome"] = found["outcome"] or ("outcome letter",)
        found["no_outcome"] = ()
    return replace(letter, found=found)


def by_facts(parts: tuple[Part, ...], hits: Hits, facts: PostFacts) -> tuple[Part, ...]:
    """A review request or complaint goes elsewhere where the facts, or its own words, say so."""
    if _elsewhere(facts):
        return _moved(parts, ("C1", "C2", "C4", "C13", "C16"), "C15", hits)
    if _points_to_iopc(hits.letter, facts):
        return _moved(parts, ("C13",), "C14", hits)
    return parts


def _moved(
    parts: tuple[Part, ...], codes: tuple[str, ...], to: str, hits: Hits
) -> tuple[Part, ...]:
    for code in {part.code for part in parts} & set(codes):
        hits.met.setdefault(to, hits.met[code])
    return joined([(part.text, to if part.code in codes else part.code) for part in parts])


def _elsewhere(facts: PostFacts) -> bool:
    return facts.force.strip().casefold() not in _OURS


def _points_to_iopc(letter: Passage, facts: PostFacts) -> bool:
    if facts.review_body is not None:
        return facts.review_body is Body.IOPC
    return bool(letter.found["serious"] or letter.found["iopc_named"]
                or letter.found["commissioner_did"] or letter.found["senior"])


def more_reasons(
    code: str, letter: Passage, parts: tuple[Part, ...], facts: PostFacts
) -> list[str]:
    """What speaks for a way out besides its signs."""
    if code == FOR_SOMEBODY and parts:
        ways = dict.fromkeys(f"{part.code} {part.title}" for part in parts)
        return [f"The constituent's matter: {'; '.join(ways)}."]
    if code == "C15" and _elsewhere(facts):
        return [f"The force is recorded as {facts.force.strip()}."]
    if code != "C14":
        return []
    if facts.review_body is Body.IOPC:
        return ["The seven questions point to the IOPC."]
    kinds = ("serious", "iopc_named", "commissioner_did", "senior")
    said = next((letter.found[kind][0] for kind in kinds if letter.found[kind]), "")
    return [f"It says “{said}”, which often points to the IOPC."] if said else []


def against(code: str, letter: Passage, facts: PostFacts) -> list[str]:
    """What a person should weigh before following the suggestion."""
    said = [CAUTIONS[code]] if code in CAUTIONS else []
    found = letter.found
    if code in REVIEWS:
        if facts.review_body is None:
            said.append("Only the seven questions decide which body reviews it.")
        if not found["outcome"]:
            said.append("It speaks of no MPS outcome letter. Without one it is a complaint to the "
                        "MPS.")
        if not found["mps_reference"]:
            said.append("It gives no MPS reference.")
        if found["internal_review"]:
            said.append(f"It says “{found['internal_review'][0]}”.")
    if code in ("C1", "C2", "C4", "C16") and (mark := found["outcome"] or found["review_ask"]):
        said.append(f"It says “{mark[0]}”: if the MPS has sent its outcome, it may be a review "
                    "request.")
    if code == "C9" and (facts.provider_stages_done or found["stages_done"]):
        said.append("All stages at the provider seem to be done: MOPAC may look at how it handled "
                    "the complaint.")
    if code == "C15" and found["force"]:
        said.append(f"It also says “{found['force'][0]}”.")
    return said
