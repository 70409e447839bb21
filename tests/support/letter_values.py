"""Sample values for every letter, of invented people: the least and the most that it can hold."""

from __future__ import annotations

from datetime import date

from caseworker.letters.sheet import Sheet

_POINT = {
    "number": 1,
    "said": "You said that two officers stopped you on Tudor Grove. They gave no reason.",
    "police_did": "The police watched the body-worn video and spoke to both officers.",
    "finding_words": "We found that this part of the outcome was reasonable and proportionate.",
    "why": "The police looked at the video.\n\nIt shows that an officer told you the reason twice.",
}
_SECOND = {
    "number": 2,
    "said": "You said that nobody wrote to you for six weeks.",
    "police_did": "The police said sorry for the delay.",
    "finding_words": "We found that this part was reasonable and proportionate as well.",
    "why": "The police agreed with you, and told you what they have changed.",
}
_RECOMMENDATIONS = (
    {
        "number": 1,
        "text": "Look again at point 1, and tell the complainant what the video shows.",
        "reason": "The outcome letter does not say that the video was watched.",
        "power": "Police Reform Act 2002, Schedule 3, paragraph 25.",
    },
    {
        "number": 2,
        "text": "Say sorry for the delay.",
        "reason": "Nobody wrote to the complainant for six weeks.",
        "power": "Police Reform Act 2002, Schedule 3, paragraph 28ZA.",
    },
)
ALL: dict[str, object] = {
    "dear_name": "Ruth Abernathy",
    "complainant_name": "Ruth Abernathy",
    "represented_name": None,
    "received": date(2026, 3, 10),
    "mps_reference": "PC/04733/25",
    "our_reference": "REV-2026-0402",
    "held": ("your letter of 8 March 2026", "the outcome letter the police sent you"),
    "missing_items": ("your signed consent for your sister to act for you",),
    "missing_by": date(2026, 3, 26),
    "write_by": date(2026, 4, 9),
    "adjustment": "We will send you our letters in large print.",
    "forwarded_on": date(2026, 3, 12),
    "shared": ("your letter of 8 March 2026", "the outcome letter the police sent you"),
    "why_iopc": "Your complaint is about a senior officer.",
    "expected_wait": "about three months",
    "accepted_late_because": "You told us that you were in hospital until 1 March 2026.",
    "asked_police_for": ("the outcome letter", "the body-worn video"),
    "decision_on": date(2026, 5, 20),
    "allegations": (_POINT, _SECOND),
    "recommendations": _RECOMMENDATIONS,
    "reply_due": date(2026, 6, 17),
    "recommended_on": date(2026, 5, 20),
    "chased_on": date(2026, 6, 25),
    "why_none": None,
    "jr_outer_date": date(2026, 8, 20),
    "learning": "Outcome letters should say which evidence was looked at.",
    "police_addressee": "Commissioner",
    "done_so_far": "We have asked the police for the papers, and they have sent them.",
    "delay_because": "The body-worn video came three weeks later than we had asked.",
    "parts": (
        {"number": 1, "said": "You said that nobody answered three letters.",
         "found": "Two of them lay unopened for a month. We are sorry.",
         "action": "A colleague now reads the post each day."},
        {"number": 2, "said": "You said that we rang off.", "found": "We did not.", "action": ""},
    ),
    "moved": ("You said that you were shouted at.",),
    "moved_too": "yes",
    "others_go_on": "yes",
    "was_due": date(2026, 4, 9),
    "decided_by": "the Deputy Mayor for Policing and Crime",
    "appeal_received": date(2026, 4, 20),
    "ground": "the outcome or the handling was unreasonable",
    "who_decides": "the relevant member of the MOPAC Board",
    "decision_words": "We found that the outcome of Stage 1 was both reasonable and "
                      "proportionate.",
    "why": "The letter that you sent later was read, and says the same.",
    "put_right": "We will write to you each month until this is settled.",
    "ombudsman": "If you are still unhappy, you can contact the Local Government and Social Care "
                 "Ombudsman. They can only look at some kinds of complaint about us.",
    "points": "Three letters of January were not answered in time.",
    "investigator": "Maud Iversen",
    "support": "You can speak to HR at any time.",
    "caseworker_name": "Priya Shah",
    "signatory_name": "Priya Shah",
    "signatory_role": "Reviews caseworker",
    "reply_email": "reviews@example.org",
}
ADDRESS = ("Ruth Abernathy", "14 Larch House", "Tudor Grove", "LONDON", "E9 7SN")


def sheet(code: str = "R1", **changes: object) -> Sheet:
    """The sheet of a sample letter."""
    fields: dict[str, object] = {
        "code": code,
        "title": f"Letter {code} REV-2026-0402",
        "our_reference": "REV-2026-0402",
        "their_reference": "PC/04733/25",
        "dated": date(2026, 3, 12),
        "addressee": ADDRESS,
    }
    return Sheet(**(fields | changes))  # type: ignore[arg-type]  # a test's keywords


def long_values(points: int = 9) -> dict[str, object]:
    """Values of a decision that runs over four pages or more, and of long lists."""
    words = "The police looked at this with care and wrote down what they found. " * 6
    return ALL | {
        "allegations": tuple(_POINT | {"number": n, "why": f"{words}\n\n{words}"}
                             for n in range(1, points + 1)),
        "held": tuple(f"paper number {n}" for n in range(1, 60)),
        "shared": tuple(f"paper number {n}, which is called by quite a long name so that its "
                        "words run over more than one line" for n in range(1, 60)),
        "recommendations": tuple(
            _RECOMMENDATIONS[0] | {"number": n} for n in range(1, 25)
        ),
    }
