"""The letters that the office writes: code, name, who it goes to, when, and what must be filled in.

One Markdown file in ``templates/letters`` goes with each entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from caseworker.rules.complaint_lifecycle import ENDED as ENDED_COMPLAINTS
from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.kinds import AnyStage, Kind
from caseworker.rules.lifecycle import Stage

CHASE = "R15"  # the reminder of a reply that the MPS owes
TO_POLICE = frozenset({"N2", CHASE})  # the others go to who asked, or to the subject


@dataclass(frozen=True, slots=True)
class MergeValue:
    """One thing that a letter is filled with.

    ``name`` is what the template calls it, ``words`` what people call it ("the MPS reference").
    An optional value that is missing leaves its paragraph out. ``parts`` are the values that each
    item of a list holds, as (name, words).
    """

    name: str
    words: str
    required: bool = True
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter.

    ``stages`` are where a case stands when this letter is usually written, ``stage_words`` the
    same in words, for the list to say why a letter is offered first. ``needs_second_person``:
    it goes only after a manager who did not propose the decision has approved it.
    """

    code: str
    title: str
    to: str
    needs_second_person: bool
    stages: frozenset[AnyStage]
    stage_words: str
    values: tuple[MergeValue, ...]

    @property
    def of(self) -> Kind:
        """The kind of case that it is about: an M letter is about a complaint about MOPAC."""
        return Kind.COMPLAINT if self.code.startswith("M") else Kind.REVIEW


def _optional(name: str, words: str, parts: tuple[tuple[str, str], ...] = ()) -> MergeValue:
    return MergeValue(name, words, required=False, parts=parts)


_OPENING = (
    MergeValue("dear_name", "the name to write after “Dear”"),
)
_SIGNED = (
    MergeValue("signatory_name", "the name of the person who signs"),
    MergeValue("signatory_role", "the role of the person who signs"),
    _optional("caseworker_name", "the caseworker’s name"),
    _optional("reply_email", "the team’s email address"),
)
_PERSON = MergeValue("complainant_name", "the name of the person who complained")
_REPRESENTED = _optional(
    "represented_name", "the name of the person who is represented, if the letter goes to their "
    "representative",
)
_RECEIVED = MergeValue("received", "the date we received the request")
_MPS_KNOWN = MergeValue("mps_reference", "the MPS reference")
_MPS_IF_KNOWN = _optional("mps_reference", "the MPS reference")

_ALLEGATIONS = MergeValue(
    "allegations", "the points of the complaint",
    parts=(
        ("number", "the number"),
        ("said", "what the person said"),
        ("police_did", "what the MPS did"),
        ("finding_words", "our view"),
        ("why", "why we take this view"),
    ),
)
_RECOMMENDATIONS = MergeValue(
    "recommendations", "the recommendations",
    parts=(("number", "the number"), ("text", "the recommendation"), ("reason", "the reason")),
)
_IF_RECOMMENDED = _optional("recommendations", _RECOMMENDATIONS.words, _RECOMMENDATIONS.parts)
_WITH_POWER = MergeValue(
    "recommendations", "the recommendations",
    parts=(*_RECOMMENDATIONS.parts, ("power", "the power used")),
)
_DECIDED = MergeValue("decision_on", "the date of the decision")
_REPLY_DUE = MergeValue("reply_due", "the date by which the MPS must reply")
_COURT = MergeValue("jr_outer_date", "the last day of the usual time for judicial review")
_LEARNING = _optional("learning", "the learning point")

_DECISION = (
    *_OPENING, _PERSON, _REPRESENTED, _RECEIVED, _MPS_KNOWN, _DECIDED, _ALLEGATIONS, _COURT,
    _LEARNING,
)
_S = Stage

_KINDS = (
    LetterKind(
        "R1", "Acknowledge a review request", "the requester or representative", False,
        frozenset({_S.RECEIVED, _S.CHECKS}), "The request has been logged",
        (*_OPENING, _REPRESENTED, _RECEIVED, _MPS_IF_KNOWN,
         MergeValue("held", "what we hold, as a list"),
         _optional("missing_items", "what is missing, as a list"),
         _optional("missing_by", "the date to send what is missing by"),
         _optional("write_by", "the date we aim to write again by"),
         _optional("adjustment", "the change to how we work that was agreed"), *_SIGNED),
    ),
    LetterKind(
        "R6", "Not our review: sent to the IOPC", "the requester or representative", False,
        frozenset({_S.FORWARDED}), "The IOPC is the review body, and has the request",
        (*_OPENING, _REPRESENTED, _RECEIVED, _MPS_IF_KNOWN,
         MergeValue("forwarded_on", "the date we sent the request to the IOPC"),
         MergeValue("shared", "the list of what we shared with the IOPC"),
         _optional("why_iopc", "why the IOPC is the review body, in one line"), *_SIGNED),
    ),
    LetterKind(
        "R8", "Valid: expected wait", "the requester or representative", False,
        frozenset({_S.VALID}), "The request is valid and waits for a caseworker",
        (*_OPENING, _REPRESENTED, _RECEIVED, _MPS_IF_KNOWN,
         MergeValue("expected_wait", "how long it is likely to take"),
         _optional("accepted_late_because", "why a late request was accepted"),
         _optional("asked_police_for", "what we have asked the MPS for, as a list"), *_SIGNED),
    ),
    LetterKind(
        "R11", "Your caseworker", "the requester or representative", False,
        frozenset({_S.ALLOCATED}), "A caseworker has the review",
        (*_OPENING, _REPRESENTED, _RECEIVED, _MPS_IF_KNOWN,
         MergeValue("caseworker_name", "the caseworker’s name"),
         _optional("write_by", "the date we aim to decide by"),
         *(value for value in _SIGNED if value.name != "caseworker_name")),
    ),
    LetterKind(
        "R12", "Update, or delay", "the requester or representative", False,
        frozenset({_S.VALID, _S.ALLOCATED, _S.ASSESSING, _S.DRAFTING, _S.QUALITY_CHECK}),
        "It is time to tell the requester where the review stands",
        (*_OPENING, _REPRESENTED, _RECEIVED, _MPS_IF_KNOWN,
         MergeValue("done_so_far", "what we have done so far"),
         _optional("delay_because", "why it takes longer"),
         _optional("write_by", "the date we aim to write again by"), *_SIGNED),
    ),
    LetterKind(
        "R13", "Decision: reasonable and proportionate", "the requester or representative", True,
        frozenset({_S.DECIDED}), "The decision is approved, and found no fault with the outcome",
        (*_DECISION, *_SIGNED),
    ),
    LetterKind(
        "R14", "Decision: not reasonable and proportionate", "the requester or representative",
        True,
        frozenset({_S.DECIDED, _S.RESPONSE_DUE}), "The decision is approved, with recommendations",
        (*_DECISION, _IF_RECOMMENDED, _optional("reply_due", _REPLY_DUE.words),
         _optional("why_none", "why nothing is recommended"), *_SIGNED),
    ),
    LetterKind(
        "N2", "Recommendations to the MPS", "the Commissioner, by the Directorate of Professional "
        "Standards", True,
        frozenset({_S.DECIDED, _S.RESPONSE_DUE}), "The decision is approved, with recommendations",
        (MergeValue("police_addressee", "whom in the MPS we write to"), _PERSON, _MPS_KNOWN,
         MergeValue("our_reference", "our reference"), _RECEIVED, _DECIDED, _WITH_POWER,
         _REPLY_DUE, _LEARNING, *_SIGNED),
    ),
    LetterKind(
        "R15", "Chase the MPS for its reply", "the Commissioner, by the Directorate of "
        "Professional Standards", False,
        frozenset({_S.RESPONSE_DUE}), "The MPS has not replied in time to our recommendations",
        (MergeValue("police_addressee", "whom in the MPS we write to"), _PERSON, _MPS_KNOWN,
         MergeValue("our_reference", "our reference"),
         MergeValue("recommended_on", "the date of the recommendations"), _RECOMMENDATIONS,
         _REPLY_DUE, _optional("chased_on", "the date of our last reminder"), *_SIGNED),
    ),
)
_C = ComplaintStage
_COMPLAINANT = "the complainant or representative"
_CAME = MergeValue("received", "the date we received the complaint")
_REFERENCE = MergeValue("our_reference", "our reference")
_TO_COMPLAINANT = (*_OPENING, _REPRESENTED, _REFERENCE)
_PARTS = MergeValue(
    "parts", "what we found on each part",
    parts=(("number", "the number"), ("said", "what the person said"), ("found", "what we found")),
)
_MOVED = MergeValue("moved", "the parts that moved, as a list")
_UNDER_WAY = frozenset({_C.ACCEPTED, _C.STAGE_1, _C.STAGE_2})
_COMPLAINTS = (
    LetterKind(
        "M1", "Acknowledge a complaint about us", _COMPLAINANT, False,
        frozenset({_C.RECEIVED, _C.CHECKS}), "The complaint has been logged",
        (*_TO_COMPLAINANT, _CAME, MergeValue("write_by", "the date we aim to answer by"),
         _optional("missing_items", "what is missing, as a list"),
         _optional("adjustment", "the change to how we work that was agreed"), *_SIGNED),
    ),
    LetterKind(
        "M6", "Outcome of Stage 1", _COMPLAINANT, False, frozenset({_C.STAGE_1, _C.OUTCOME}),
        "Every part is answered. Issuing it sends the outcome",
        (*_TO_COMPLAINANT, _CAME, _PARTS,
         _optional("moved_too", "whether another part is with internal procedures"), *_SIGNED),
    ),
    LetterKind(
        "M7", "It takes longer", _COMPLAINANT, False, _UNDER_WAY,
        "A delay and a new target date are recorded",
        (*_TO_COMPLAINANT, MergeValue("was_due", "the date that cannot be kept"),
         MergeValue("delay_because", "why it takes longer"),
         MergeValue("write_by", "the new target date"), *_SIGNED),
    ),
    LetterKind(
        "M8", "Part moved to internal procedures", _COMPLAINANT, False, _UNDER_WAY,
        "A part moved to internal procedures",
        (*_TO_COMPLAINANT, _MOVED,
         _optional("others_go_on", "whether other parts go on"), *_SIGNED),
    ),
    LetterKind(
        "M9", "Internal procedures have ended", _COMPLAINANT, False,
        frozenset(_C) - ENDED_COMPLAINTS - {_C.RECEIVED, _C.CHECKS},
        "Internal procedures have ended", (*_TO_COMPLAINANT, *_SIGNED),
    ),
    LetterKind(
        "M10", "Acknowledge an appeal", _COMPLAINANT, False,
        frozenset({_C.OUTCOME, _C.STAGE_2}), "The complainant asks for Stage 2",
        (*_TO_COMPLAINANT, MergeValue("appeal_received", "the date we received the appeal"),
         _optional("ground", "the ground of the appeal"),
         _optional("who_decides", "who decides Stage 2"),
         _optional("write_by", "the date we aim to answer by"), *_SIGNED),
    ),
    LetterKind(
        "M11", "Outcome of Stage 2", _COMPLAINANT, False, frozenset({_C.STAGE_2, _C.OUTCOME_2}),
        "Stage 2 is decided. Issuing it sends the outcome",
        (*_TO_COMPLAINANT, MergeValue("appeal_received", "the date we received the appeal"),
         MergeValue("decision_words", "whether the outcome was reasonable and proportionate"),
         MergeValue("why", "why we take this view"),
         _optional("put_right", "what we will put right"),
         MergeValue("ombudsman", "the words about the ombudsman"), *_SIGNED),
    ),
    LetterKind(
        "M12", "Final outcome", _COMPLAINANT, False, frozenset({_C.STAGE_1, _C.OUTCOME}),
        "Every part is answered, and Stage 1 is the final stage. Issuing it sends the outcome",
        (*_TO_COMPLAINANT, _CAME, _PARTS, MergeValue("decided_by", "who decided"),
         _optional("moved_too", "whether another part is with internal procedures"),
         MergeValue("ombudsman", "the words about the ombudsman"), *_SIGNED),
    ),
    # Its values are a list of its own: nothing of the complainant can stand in it.
    LetterKind(
        "M13", "Tell the person complained about", "the person complained about", False,
        frozenset({_C.ACCEPTED, _C.STAGE_1}), "It is decided that the subject is told",
        (*_OPENING, _REFERENCE,
         MergeValue("points", "the points that concern them, in our own words"),
         _optional("investigator", "who investigates"), _optional("support", "what support there "
         "is"), MergeValue("signatory_name", "the name of the person who signs"),
         MergeValue("signatory_role", "the role of the person who signs")),
    ),
)
CATALOGUE: Mapping[str, LetterKind] = MappingProxyType(
    {kind.code: kind for kind in (*_KINDS, *_COMPLAINTS)}
)
