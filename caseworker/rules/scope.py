"""Does the complaints policy cover it? Every way out, with what to tell the person (3 to 14).

A way out is never the end of the matter: it says where the person can go, and what we do.
"""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.rules import law
from caseworker.rules.complaint_facts import About, ComplaintFacts, Subject
from caseworker.rules.finding import Answer, Finding, Outcome, Source, met, not_met, rule, unknown

NAME, TITLE = "scope", "Covered by the complaints policy"
ROUTE_NAME, ROUTE_TITLE = "way_out", "No other route"


@dataclass(frozen=True, slots=True)
class WayOut:
    """A matter that the policy does not cover: why, where to go, and what we do with it.

    ``words`` are said to the person. ``same_day``: a time limit of theirs may be running.
    ``restricted``: only those who need to may see that it was sent.
    """

    code: str
    about: About
    title: str
    source: Source
    reason: str
    words: str
    what_we_do: str
    same_day: bool = False
    restricted: bool = False


def _out(
    code: str, about: About, title: str, paragraph: str, reason: str, words: str,
    what_we_do: str, *, same_day: bool = False, restricted: bool = False,
    source: Source | None = None,
) -> WayOut:
    return WayOut(code, about, title, source or law.policy_para(paragraph), reason, words,
                  what_we_do, same_day, restricted)


_DATA_EMAIL = law.DATA_EMAIL.on(law.COMPLAINTS_POLICY_DATE)[0]
_ASK_FIRST = "Pass it on only if the person agrees; otherwise tell them where to send it."
WAYS_OUT: tuple[WayOut, ...] = (
    _out("OUT-MPS", About.MPS, "About the MPS in general", "7 and 8",
         "It is about the performance, governance or policies of the MPS.",
         "Please send this to the Metropolitan Police Service. We cannot step in on how it works "
         "under our complaints policy.", _ASK_FIRST),
    _out("OUT-OFFICER", About.MPS_OFFICER, "About an MPS officer or member of MPS staff",
         "7 and 8", "It is about an MPS officer or a member of MPS staff.",
         "The Metropolitan Police Service must deal with this first. You can complain to it, or "
         "through the Independent Office for Police Conduct, which passes complaints on.",
         _ASK_FIRST),
    _out("OUT-OUTCOME", About.MPS_OUTCOME, "Unhappy with the outcome of a police complaint", "9",
         "It asks for a review of the outcome of a police complaint.",
         "You can ask for a review of that outcome. The police letter says whether we or the "
         "Independent Office for Police Conduct will do it.",
         "Pass it to the reviews team the same day: the time to ask for a review may be running.",
         same_day=True),
    _out("OUT-REVIEW", About.REVIEW_DECISION, "Unhappy with the decision of a review", "9",
         "It disagrees with the decision of a review.",
         "Our review decision is final. Please tell the reviews team what concerns you. You can "
         "ask a court to look at how we made the decision.",
         "Pass it to the reviews team the same day: the time for judicial review may be running. "
         "How our staff behaved during the review is a matter for this policy.", same_day=True),
    _out("OUT-COMMISSIONER", About.COMMISSIONER, "About the Commissioner", "7 and 8",
         "It is about the performance, conduct or behaviour of the Commissioner.",
         "We are the body that deals with complaints about the Commissioner's own conduct, but "
         "under the law on police complaints and not under this policy.",
         "Pass it the same day to those who deal with complaints about the Commissioner.",
         same_day=True),
    _out("OUT-DEPUTY-MAYOR", About.DEPUTY_MAYOR,
         "About the Deputy Mayor for Policing and Crime", "7 and 8",
         "It is about the performance, conduct or behaviour of the Deputy Mayor for Policing and "
         "Crime.",
         "The Monitoring Officer of the Greater London Authority deals with this.",
         "Pass it to the Monitoring Officer without looking at its merits."),
    _out("OUT-MAYOR", About.MAYOR, "About the Mayor", "",
         "It is about the conduct of the Mayor.",
         "The Monitoring Officer of the Greater London Authority deals with this.",
         "Pass it to the Monitoring Officer without looking at its merits.",
         source=law.ELECTED_BODIES_REGS),
    _out("OUT-PROVIDER", About.COMMISSIONED, "About a service that somebody else provides", "6",
         "The provider's own complaints process has not been finished.",
         "Please complain to the provider first. If you have been through all its stages and are "
         "still unhappy, come back to us. We can then check whether it followed its process.",
         _ASK_FIRST),
    _out("OUT-FOI", About.FOI, "About a freedom of information request", "10",
         "It is about the answer to a freedom of information request.",
         "Please ask our information team to look at the answer again. If you are still unhappy, "
         "you can go to the Information Commissioner.",
         "Pass it to the information team the same day.", same_day=True),
    _out("OUT-DATA", About.PERSONAL_DATA, "About personal data", "10, 12 and 41",
         "It is about how MOPAC handles personal data.",
         f"Please write to {_DATA_EMAIL}. You can also go to the Information Commissioner.",
         "Pass it to information governance the same day.", same_day=True),
    _out("OUT-WHISTLEBLOWING", About.WHISTLEBLOWING, "A member of staff raises a concern", "11",
         "A member of staff raises a concern about how MOPAC does its business.",
         "Your concern is covered by the whistleblowing policy and procedure. HR can tell you "
         "how it works.", "Hand it to HR. Keep who raised it private.", restricted=True),
    _out("OUT-GRIEVANCE", About.GRIEVANCE, "A member of staff has a grievance", "13 and 27",
         "A member of staff is unhappy about their own employment.",
         "Staff procedures cover this. HR can tell you how they work.",
         "Hand it to HR. Keep who raised it private.", restricted=True),
)
BY_CODE: dict[str, WayOut] = {way.code: way for way in WAYS_OUT}
_BY_ABOUT: dict[About, WayOut] = {way.about: way for way in WAYS_OUT}
COVERED = frozenset(About) - frozenset(_BY_ABOUT)
PROVIDER_REVIEW = (
    "The provider's process is finished. MOPAC looks only at whether the provider followed it."
)


def way_out(facts: ComplaintFacts) -> WayOut | None:
    """The way out that the facts prove, or None: covered, or not yet known."""
    if facts.about is About.COMMISSIONED or facts.subject is Subject.PROVIDER:
        return _BY_ABOUT[About.COMMISSIONED] if facts.provider_exhausted is False else None
    return _BY_ABOUT.get(facts.about) if facts.about else None


@rule(TITLE, law.policy_para("3 and 14"))
def scope(facts: ComplaintFacts) -> Answer:
    """MC1: about a service of MOPAC, or the conduct of its staff."""
    about = facts.about
    if about is None:
        return unknown("What the complaint is about is not recorded.", "about")
    if about is About.POLICY:
        return met("It is about a MOPAC policy. Paragraph 18 lets people complain about policies; "
                   "paragraph 3 does not name them. It is taken as a complaint about service.")
    if about is About.COMMISSIONED:
        return met("It is about a service that MOPAC commissioned.")
    if about in COVERED:
        return met(f"It is about MOPAC: {about.value}.")
    return not_met(_BY_ABOUT[about].reason, "about")


@rule(ROUTE_TITLE, law.policy_para("6 to 12"))
def no_other_route(facts: ComplaintFacts) -> Answer:
    """MC2: no other policy or law covers it."""
    out = way_out(facts)
    if out is not None:
        field = "provider_exhausted" if out.about is About.COMMISSIONED else "about"
        return not_met(f"{out.reason} {out.words}", field)
    if facts.about is About.COMMISSIONED or facts.subject is Subject.PROVIDER:
        if facts.provider_exhausted is None:
            return unknown("It is not recorded whether all stages of the provider's own process "
                           "are finished.", "provider_exhausted")
        return met(PROVIDER_REVIEW)
    if facts.about is None:
        return unknown("What the complaint is about is not recorded.", "about")
    return met("No other policy covers it.")


def route(facts: ComplaintFacts) -> Finding:
    """MC2 with the paragraph of the way out that it found."""
    found, out = no_other_route(facts), way_out(facts)
    source = out.source if out is not None else found.source
    if found.outcome is Outcome.MET and facts.provider_exhausted:
        source = law.policy_para("6")
    return Finding(ROUTE_NAME, ROUTE_TITLE, found.outcome, found.reason, source, found.field,
                   found.facts)
