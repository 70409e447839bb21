"""The ways out for what concerns the police: complaints, reviews, and what stands beside them."""

from __future__ import annotations

from caseworker.rules import law
from caseworker.rules.finding import Source
from caseworker.rules.routes.way import (
    IOPC,
    MONITORING_OFFICER,
    MPS,
    REVIEWS,
    Route,
    Signpost,
    nobody_known,
)

_ACT = "https://www.legislation.gov.uk/ukpga/2002/30/"
SECTION_29_AND_PARA_2 = Source(
    "Police Reform Act 2002, s. 29(1) and Sch. 3, para. 2; MOPAC Complaints Policy, January 2026, "
    "paras 7 and 8", _ACT + "section/29",
)
SECTION_29_AND_REG_4 = Source(
    "Police Reform Act 2002, s. 29(1); Police (Complaints and Misconduct) Regulations 2020, "
    "reg. 4(1)(c)", _ACT + "section/29",
)
ELECTED_BODIES = Source(
    "Elected Local Policing Bodies (Complaints and Misconduct) Regulations 2012; MOPAC Complaints "
    "Policy, January 2026, para. 7", "https://www.legislation.gov.uk/uksi/2012/62",
)
GENERAL = Source("MOPAC complaints page: enquiries and comments about policing", "", "page")
CLAIMS = Source("General practice: claims are made against the Commissioner", "", "unsure")
VICTIMS_REVIEW = Source(
    "MOPAC, Police Complaints Outcome Reviews page, “What are the possible outcomes?”: the result "
    "of a criminal investigation cannot be reviewed", "", "page",
)

POLICE_ROUTES: tuple[Route, ...] = (
    Route(
        "C1", "New complaint about an MPS officer or member of staff",
        "It goes to the MPS, which must be given the chance to consider it first.",
        "the MPS (the Commissioner is the appropriate authority)",
        "Pass it to the MPS with consent, or say where to send it. Do not step in: MOPAC may have "
        "to review the outcome later.",
        ("the sender", "the MPS"), SECTION_29_AND_PARA_2, MPS, "M2",
    ),
    Route(
        "C2", "MPS policy, performance or the force in general",
        "It goes to the MPS: our complaints policy does not cover how the force works.",
        "the MPS", "Pass it to the MPS with consent, or say where to send it. Do not step in.",
        ("the sender", "the MPS"), law.policy_para("7"), MPS, "M2",
    ),
    Route(
        "C3", "The Commissioner's own conduct",
        "MOPAC is the appropriate authority: it goes to senior and legal staff, not to the "
        "Reviews Team.",
        "senior and legal staff of MOPAC",
        "Log it and decide how it is handled under Schedule 3. Refer it to the IOPC where it must "
        "be referred, without delay. A later review is for the IOPC.",
        ("the complainant",), SECTION_29_AND_REG_4,
        Signpost("MOPAC", (law.OFFICE_NAME, law.ADDRESS)), "P1",
    ),
    Route(
        "C4", "A senior officer below the Commissioner",
        "It goes to the MPS: the Commissioner, not MOPAC, is the appropriate authority.",
        "the MPS", "Pass it on or say where to send it. Note that a later review is for the IOPC.",
        ("the sender", "the MPS"), SECTION_29_AND_REG_4, MPS, "M2",
    ),
    Route(
        "C5", "The Mayor or the Deputy Mayor for Policing and Crime",
        "It goes to the Monitoring Officer of the Greater London Authority.",
        "the Monitoring Officer of the GLA; criminal allegations go on to the IOPC",
        "Forward it without judging it.", ("the sender",), ELECTED_BODIES, MONITORING_OFFICER,
        "M2",
    ),
    Route(
        "C13", "Review request, MOPAC is the review body",
        "It goes to the Police Complaint Reviews Team.",
        "the MOPAC Police Complaint Reviews Team",
        "Open a review the same day: the time to ask for one may be running.",
        ("the applicant", "the MPS", "the officer complained about", "interested persons"),
        law.PARA_25_1B_1C, REVIEWS, "R1",
    ),
    Route(
        "C14", "Review request, the IOPC is the review body",
        "It is opened as a review and then forwarded to the IOPC without delay.",
        "the IOPC",
        "Answer the seven questions first. Then forward it, and tell the applicant that the IOPC "
        "is the review body, that it was forwarded, and what was shared.",
        ("the applicant",), law.PARA_32, IOPC, "R6",
    ),
    Route(
        "C15", "Another police force",
        "It goes to that force, its local policing body or the IOPC: MOPAC reviews only "
        "complaints about the MPS.",
        "that force or its local policing body",
        "Say where to send it, or forward it with consent.", ("the sender",), law.PARA_30_1_B,
        nobody_known("that force or its local policing body"), "R7",
    ),
    Route(
        "C16", "An “appeal” without an MPS outcome",
        "There is no outcome to review, so it goes to the MPS as a complaint.",
        "the MPS", "Treat it as a new complaint about the MPS. Tell the sender that a review can "
        "be asked for once the MPS has sent its outcome letter.",
        ("the sender", "the MPS"), law.PAGE_WHAT, MPS, "R7",
    ),
    Route(
        "C17", "General comment, enquiry or report of a crime",
        "It gets a reply; a crime is reported to the police on 101, or 999 in an emergency.",
        "MOPAC enquiries; a crime goes to the MPS",
        "Reply. Nothing is recorded as a complaint.", ("the sender",), GENERAL,
        Signpost("MOPAC enquiries", (law.OFFICE_NAME, law.ADDRESS, law.EMAIL),
                 "101 or 999 for a crime"),
    ),
    Route(
        "C23", "Disagreement with a review decision",
        "It goes to the Reviews Team. The decision is final; the courts can look at how it was "
        "made.",
        "the MOPAC Police Complaint Reviews Team",
        "Answer as a concern about the outcome. It is not a complaint at Stage 1.",
        ("the applicant",), law.PAGE_FINAL, REVIEWS, "R18",
    ),
    Route(
        "C27", "Letter of claim against the MPS",
        "It goes to the lawyers of the MPS: neither a complaint nor a review awards compensation.",
        "the legal department of the MPS", "Say where to send it.", ("the sender",), CLAIMS,
        nobody_known("Legal department of the MPS", "the website of the MPS"),
    ),
    Route(
        "C28", "Victim's right to review of a decision not to charge",
        "It goes to the review scheme of the police or of the Crown Prosecution Service: MOPAC "
        "cannot review a criminal investigation.",
        "the MPS or the Crown Prosecution Service, whichever decided",
        "Say where to send it.", ("the sender",), VICTIMS_REVIEW,
        nobody_known("MPS or Crown Prosecution Service, Victims' Right to Review",
                     "the letter that told of the decision"),
    ),
    Route(
        "C29", f"Notice that an investigation has passed {law.LONG_INVESTIGATION.now}",
        "It is filed by the oversight team and is no casework.",
        "the MOPAC oversight team", "File it; it feeds the published report.",
        ("the oversight team",), law.REG_13, nobody_known("MOPAC oversight team"),
    ),
)
