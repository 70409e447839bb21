"""Which terms, found together, suggest which way out; plain rules, read from the top."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """``here`` kinds of terms must stand in one passage, ``letter`` kinds anywhere in the letter.

    "a|b" is met by either. None of ``unless`` may stand in the letter. A heavier sign goes before
    a lighter one. ``says`` tells what the terms show, for the reason.
    """

    code: str
    weight: int
    says: str
    here: tuple[str, ...]
    letter: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


SIGNS: tuple[Sign, ...] = (
    Sign("C25", 100, "It tells of somebody who may be at risk", ("risk",)),
    Sign("C20", 95, "It announces a claim for judicial review", ("court",), ("before_claim",)),
    Sign("C18", 90, "It comes from the Ombudsman", ("ombudsman",), ("ombudsman_asks",)),
    Sign("C29", 88, "It gives notice of a long investigation", ("twelve_months",), ("notice",)),
    Sign("C12", 80, "It raises a concern as a member of staff", ("whistle",)),
    Sign("C15", 76, "It is about another police force", ("other_force",),
         ("grievance|review_ask|appeal|outcome",)),
    Sign("C28", 74, "It is about a decision not to charge", ("charging",)),
    Sign("C27", 72, "It claims compensation through a lawyer", ("claim",), ("lawyer",),
         ("court",)),
    Sign("C22", 71, "It is about how somebody in the Reviews Team behaved",
         ("reviews_staff", "behaviour")),
    Sign("C23", 70, "It disagrees with a review decision", ("review_decision",),
         ("grievance|appeal|review_ask",)),
    Sign("C16", 68, "It appeals, but there is no outcome yet", ("appeal|review_ask",),
         ("no_outcome",), ("other_force", "freedom")),
    Sign("C13", 66, "It asks for a review", ("review_ask",), (),
         ("no_outcome", "internal_review")),
    Sign("C13", 65, "It appeals against an outcome", ("appeal",), ("outcome",),
         ("no_outcome", "stage_2", "internal_review")),
    Sign("C8", 64, "It is about one of three senior roles", ("chief",), ("grievance",),
         ("commissioned",)),
    Sign("C7", 63, "It is about a Board member", ("board",), ("grievance",)),
    Sign("C5", 62, "It is about what the Mayor or the Deputy Mayor did", ("mayor_did",)),
    Sign("C3", 60, "It is about what the Commissioner did", ("commissioner_did",)),
    Sign("C11", 59, "It is about personal data", ("data",)),
    Sign("C10", 58, "It is about freedom of information", ("freedom",)),
    Sign("C9", 56, "It is about a service that MOPAC commissioned", ("commissioned",),
         ("grievance",)),
    Sign("C6", 54, "It appeals against a Stage 1 outcome, for Stage 2", ("stage_2",),
         ("appeal|grievance",)),
    Sign("C4", 52, "It is about a senior officer", ("senior",), ("grievance",)),
    Sign("C6", 50, "It is about MOPAC staff", ("mopac_staff", "grievance"), (),
         ("review_decision",)),
    Sign("C6", 49, "It is about the service or policy of MOPAC", ("mopac_service", "grievance"),
         (), ("review_decision",)),
    Sign("C13", 48, "It is unhappy with an MPS outcome", ("outcome",), ("grievance",),
         ("no_outcome",)),
    Sign("C1", 44, "It is about a police officer or police staff", ("officer",), ("grievance",)),
    Sign("C2", 42, "It is about the police in general", ("general",),
         ("force|officer|grievance|commissioner",)),
    Sign("C1", 40, "It is about something the police did", ("incident",), ("grievance",)),
    Sign("C16", 38, "It appeals, but speaks of no outcome", ("appeal",),
         ("force|officer|incident",), ("outcome", "stage_2", "freedom")),
    Sign("C6", 36, "It is unhappy with MOPAC", ("mopac", "grievance"), (),
         ("force", "officer", "outcome", "review_ask", "review_decision", "commissioned",
          "chief", "board", "commissioner", "mayor_did")),
    Sign("C2", 34, "It is unhappy with the police", ("force", "grievance")),
    Sign("C2", 32, "It is unhappy with the Commissioner's force", ("commissioner", "grievance")),
    Sign("C17", 20, "It reports a crime", ("crime",)),
    Sign("C17", 19, "It asks or comments", ("enquiry",)),
    Sign("C21", 18, "It says thank you", ("thanks",), (), ("grievance",)),
)

# These stand beside the way of the letter itself, and are no part of their own.
BESIDE: tuple[Sign, ...] = (
    Sign("C26", 10, "It comes from a Member of Parliament", ("member",)),
    Sign("C19", 9, "Its tone or number may call for the contact policy", ("abuse",)),
)

# A way out takes in what is only the background of its own subject.
_POLICE = ("C1", "C2", "C4")
_TALK = ("C17", "C21")
TAKES_IN: dict[str, frozenset[str]] = {
    code: frozenset(others) for code, others in {
        "C1": ("C2", *_TALK), "C2": _TALK, "C3": ("C2", *_TALK), "C4": ("C1", "C2", *_TALK),
        "C5": _TALK, "C6": _TALK, "C7": ("C6", *_TALK), "C8": ("C6", *_TALK),
        "C9": ("C6", *_TALK), "C10": _TALK, "C11": _TALK, "C12": ("C6", *_POLICE, *_TALK),
        "C13": ("C16", "C28", *_POLICE, *_TALK), "C15": ("C13", "C16", *_POLICE, *_TALK),
        "C16": (*_POLICE, *_TALK), "C18": ("C6", "C13", "C22", "C23", *_POLICE, *_TALK),
        "C20": ("C6", "C13", "C16", "C22", "C23", "C27", *_POLICE, *_TALK),
        "C21": ("C17",), "C22": ("C6", *_TALK), "C23": ("C13", "C16", *_POLICE, *_TALK),
        "C25": _TALK, "C27": (*_POLICE, *_TALK), "C28": ("C13", *_POLICE, *_TALK),
        "C29": ("C13", "C16", *_POLICE, *_TALK),
    }.items()
}  # fmt: skip

# What to weigh before following a suggestion.
CAUTIONS: dict[str, str] = {
    "C3": "A complaint that only blames the Commissioner for what officers did is about the MPS.",
    "C5": "The Mayor's office is MOPAC itself: a complaint about its staff or service is not this.",
    "C9": "MOPAC looks at the handling once all stages of the provider's process are done.",
    "C12": "Members of the public do not come under the whistleblowing policy.",
    "C18": "Somebody who only says that they may go to the Ombudsman is not the Ombudsman.",
    "C19": "Being unhappy is not unreasonable. Check first that the matter was handled properly, "
           "and think of disability and adjustments.",
    "C20": "A letter that only mentions the courts is not a letter before a claim.",
    "C22": "What is said of the decision itself is not a complaint about staff.",
    "C25": "A person must read it now; these words can also be about the past.",
    "C26": "The constituent's written consent is asked for, as for any representative.",
    "C27": "A person who asks for compensation in a review request may still have a review.",
    "C29": "A complainant who says that it took a year is not giving this notice.",
}
