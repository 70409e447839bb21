"""The route of the post form for each way out that the rules know."""

from __future__ import annotations

from caseworker.rules.finding import Finding, refusal
from caseworker.rules.routing import ROUTES as WAYS
from caseworker.rules.routing import Suggestion

REVIEWS = ("C13", "C14")
OF_MOPAC = ("C6", "C7", "C8", "C22")
# The Commissioner's own conduct (C3) is about the MPS and does not go there, so it is not here.
TO_THE_MPS = ("C1", "C2", "C4", "C16", "C27", "C28")
# These say how a letter is dealt with. Where it goes is said by the other ways beside them.
BESIDE = ("C19", "C24", "C25", "C26")


def route_of(code: str) -> str:
    """The route of the form ("review", "mopac", "mps" or "other") for one way out."""
    for codes, route in ((REVIEWS, "review"), (OF_MOPAC, "mopac"), (TO_THE_MPS, "mps")):
        if code in codes:
            return route
    return "other"


def way_to_use(found: Suggestion) -> str:
    """The code of the way out to log an item under; "" without a suggestion.

    A part that asks for a review comes first, for the time to ask for one may be running
    (Police (Complaints and Misconduct) Regulations 2020, reg. 29).
    """
    codes = [route.code for route in found.routes]
    parts = {part.code for part in found.parts}
    for code in codes:
        if code in REVIEWS and code in parts:
            return code
    return next((code for code in codes if code not in BESIDE), codes[0] if codes else "")


def way_words(code: str) -> str:
    """The code with its title: "C13 Review request, MOPAC is the review body"."""
    return f"{code} {WAYS[code].title}" if code in WAYS else ""


def way_fits(code: str, route: str) -> list[Finding]:
    """A way out is one that the rules know, and leads to the route chosen."""
    if not code or (code in WAYS and route_of(code) == route):
        return []
    return [refusal("way_out", "Way out", "Choose the route again", "route")]
