"""The ways out for what concerns MOPAC itself, and for what needs somebody at once."""

from __future__ import annotations

from caseworker.rules import law
from caseworker.rules.finding import Source
from caseworker.rules.routes.way import DATA, FREEDOM, MOPAC, Route, Signpost, nobody_known

THANKS = Source("MOPAC complaints page: thanks and comments", "", "page")
SPLIT = Source(
    "MOPAC Complaints Policy, January 2026, para. 30, followed by analogy", "", "practice"
)
CONTACT = law.policy_para("42 and 43")

OFFICE_ROUTES: tuple[Route, ...] = (
    Route(
        "C6", "Complaint about MOPAC staff, service or policy",
        "It is a complaint about MOPAC: the Correspondence Team logs it for Stage 1.",
        "the MOPAC Correspondence Team", "Log it, acknowledge it, refer it and notify HR.",
        ("the complainant", "the line manager", "HR"), law.policy_para("22 and 23"), MOPAC, "M1",
    ),
    Route(
        "C7", "Complaint about a MOPAC Board member",
        "Another Board member, appointed by the Chief Executive Officer, deals with Stage 1; an "
        "appeal goes to the Chief Executive Officer.",
        "another Board member, appointed by the Chief Executive Officer",
        "Log it and acknowledge it; the Chief People Officer supports.",
        ("the complainant", "the Chief Executive Officer", "the Chief People Officer"),
        law.policy_para("25 and 35"), MOPAC, "M1",
    ),
    Route(
        "C8", "Complaint about the CEO, the London Victims' Commissioner or the VRU Director",
        "The Deputy Mayor for Policing and Crime decides, and that is the final stage.",
        "the Deputy Mayor for Policing and Crime",
        "Log it and acknowledge it; the Chief People Officer supports. There is no Stage 2.",
        ("the complainant", "the Deputy Mayor", "the Chief People Officer"),
        law.policy_para("25"), MOPAC, "M1",
    ),
    Route(
        "C9", "Service that MOPAC commissioned",
        "It goes to the provider first. When all stages there are done, MOPAC looks only at "
        "whether the provider followed its own process.",
        "the service provider", "Say where to send it. Log it only when all stages of the "
        "provider's process are done.",
        ("the sender",), law.policy_para("6"), nobody_known("the service provider"), "M2",
    ),
    Route(
        "C10", "Freedom of information",
        f"It goes to freedom of information the same day: a request has its own "
        f"{law.FREEDOM_REQUEST.now}.",
        "MOPAC freedom of information", "Pass it on the same day. It is not a complaint here.",
        ("the sender",), law.policy_para("10"), FREEDOM, "M2",
    ),
    Route(
        "C11", "Personal data: a request for it, or a complaint about it",
        "It goes to information governance. Papers of a police complaint are asked of the MPS.",
        "MOPAC information governance",
        f"Pass it on. A subject access request has {law.DATA_REQUEST.now}.",
        ("the sender",), law.policy_para("10, 12 and 41"), DATA, "M2",
    ),
    Route(
        "C12", "Whistleblowing",
        "A concern of our own staff goes to HR under the whistleblowing policy; police officers "
        "and staff go to the IOPC or the MPS.",
        "HR, under the MOPAC whistleblowing policy", "Keep it restricted; tell HR only.",
        ("HR",), law.policy_para("11"), nobody_known("MOPAC HR"), "M2",
    ),
    Route(
        "C18", "The Ombudsman about MOPAC",
        "It goes to the Private Office and Secretariat, which is the one contact, and to legal "
        "staff.",
        "the Private Office and Secretariat, and legal staff",
        "Pass it on the same day; nobody else answers.", ("the Private Office and Secretariat",),
        law.policy_para("37"), nobody_known("Local Government and Social Care Ombudsman"),
    ),
    Route(
        "C19", "Unreasonable contact",
        "A manager looks at it under the contact policy. A warning comes first, and new matters "
        "are still dealt with.",
        "a manager, under the contact policy",
        "Log what it says like any other item; show it to a manager.",
        ("the person, warned first",), CONTACT, MOPAC, "U1",
    ),
    Route(
        "C20", "Letter before a claim for judicial review",
        f"It goes to legal staff the same day: the time to reply is usually "
        f"{law.LETTER_BEFORE_CLAIM.now}.",
        "MOPAC legal staff", "Pass it on the same day. Do not answer it.", ("legal staff",),
        law.PAGE_COURT, nobody_known("MOPAC legal staff"),
    ),
    Route(
        "C21", "Thanks", "It is logged, passed on and answered.", "the person or team thanked",
        "Log it and pass it on.", ("the sender", "the person thanked"), THANKS, MOPAC,
    ),
    Route(
        "C22", "Complaint about how the Reviews Team behaved",
        "It is a complaint about MOPAC staff, kept apart from the review decision.",
        "the MOPAC Correspondence Team",
        "Log it for Stage 1, apart from anything said about the decision.",
        ("the complainant", "the line manager", "HR"), law.policy_para("3 and 9"), MOPAC, "M1",
    ),
    Route(
        "C24", "Mixed letter",
        "Each part goes its own way, with one covering letter.", "each part to its own place",
        "Split it into parts, one record for each way, and write one covering letter.",
        ("the sender",), SPLIT, Signpost(""),
    ),
    Route(
        "C25", "Somebody may be at risk",
        "Act now: 999 where there is danger, and the safeguarding lead.",
        "999, or the safeguarding lead",
        "Act first and log it afterwards. Record the lawful basis for what is shared.",
        ("the safeguarding lead",), law.policy_para("20"),
        nobody_known("Safeguarding lead", "999 where there is danger"),
    ),
    Route(
        "C26", "Member of Parliament for a constituent",
        "It goes where the constituent's own letter would go, with the same rule on consent.",
        "where the constituent's own letter would go",
        "Ask for the constituent's written consent, then follow the other ways suggested.",
        ("the Member of Parliament", "the constituent"), law.PAGE_HOW,
        Signpost(""),
    ),
)
