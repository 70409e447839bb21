"""What the letters of a complaint about MOPAC may say, and the steps that issuing one takes."""

from __future__ import annotations

from caseworker.actions.base import Desk, to_stage
from caseworker.letters.catalogue import CATALOGUE
from caseworker.queries.letter_complaint import TO_SUBJECT
from caseworker.records import Case, Letter, Part
from caseworker.rules import complaint_guards, confidentiality, deciders, internal
from caseworker.rules.complaint_lifecycle import ENDED, STEP, ComplaintStage
from caseworker.rules.complaint_step_rights import LETTER_STEPS
from caseworker.rules.finding import Finding, against, refusal

_C = ComplaintStage


def against_kind(case: Case, code: str) -> list[Finding]:
    """What stands against this kind of letter now: it would say what is not so."""
    complaint, stage, reason = case.complaint, case.complaint_stage, ""
    final = complaint.subject in deciders.FINAL_AT_STAGE_1
    if code == "M1" and stage in ENDED:
        reason = "The complaint has ended, so we cannot say what we will do with it."
    elif code == "M6" and final:
        reason = "Stage 1 is the final stage for this complaint. Issue M12 instead."
    elif code == "M12" and not final:
        reason = "Stage 1 is not the final stage for this complaint. Issue M6 instead."
    elif code in ("M6", "M12") and stage not in (_C.STAGE_1, _C.OUTCOME):
        reason = "There is no outcome of Stage 1 to send."
    elif code == "M11" and stage not in (_C.STAGE_2, _C.OUTCOME_2):
        reason = "There is no outcome of Stage 2 to send."
    elif code == "M9" and not any(part.ended_on for part in complaint.parts):
        reason = "No internal procedures have ended."
    elif code == TO_SUBJECT and complaint.subject_told is False:
        reason = "It was decided not to tell the person complained about."
    return [refusal("not_so", CATALOGUE[code].title, reason)] if reason else []


def against_issue(desk: Desk, case: Case, letter: Letter) -> list[Finding]:
    """Privacy, and what the step asks that this letter takes."""
    code, found = letter.code, list[Finding]()
    step = LETTER_STEPS.get(code)
    if step is not None and case.complaint_stage in STEP[step].start:
        found += complaint_guards.allowed(step, case.complaint_stage, desk.roles,
                                          case.complaint.facts())
    if code in (internal.MOVED_LETTER, internal.ENDED_LETTER):
        found.append(internal.letter_words(letter.markdown, code))
    elif code in LETTER_STEPS and any(part.moved_on for part in case.complaint.parts):
        found.append(internal.letter_words(letter.markdown, internal.MOVED_LETTER))
    if code == TO_SUBJECT:
        names = [each.name for each in case.parties
                 if each.part in (Part.COMPLAINANT, Part.REPRESENTATIVE)]
        found.append(confidentiality.subject_letter(letter.markdown, names))
    return against(found)


def outcome_sent(desk: Desk, case: Case, code: str) -> None:
    """The outcome is sent: its clock stops, and the complaint stands after the stage."""
    step = LETTER_STEPS.get(code)
    if step is None or case.complaint_stage not in STEP[step].start:
        return
    if step == "SendOutcome":
        case.complaint.outcome_on = desk.today
    else:
        case.complaint.stage_2_outcome_on = desk.today
    to_stage(case, STEP[step].end or case.stage)
    desk.decide(case, STEP[step].label, "sent")
