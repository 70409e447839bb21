"""What is found in the text of an item of post: the terms of each kind, as written there."""

from __future__ import annotations

import re

from caseworker.rules.routes.terms_what import WHAT
from caseworker.rules.routes.terms_who import WHO

_ELSEWHERE = (
    "avon and somerset|bedfordshire|british transport|cambridgeshire|cheshire|city of london|"
    "cleveland|cumbria|derbyshire|devon and cornwall|dorset|durham|dyfed-powys|essex|"
    "gloucestershire|greater manchester|gwent|hampshire|hertfordshire|humberside|kent|lancashire|"
    "leicestershire|lincolnshire|merseyside|ministry of defence|norfolk|north wales|"
    "north yorkshire|northamptonshire|northumbria|nottinghamshire|south wales|south yorkshire|"
    "staffordshire|suffolk|surrey|sussex|thames valley|warwickshire|west mercia|west midlands|"
    "west yorkshire|wiltshire"
)


def _not_after(*words: str) -> str:
    return "".join(f"(?<!{word} )" for word in words)


# Pieces that several terms share.
_PIECES = {
    # Not the commissioners of other things, and not the ranks below the Commissioner.
    "<commissioner>": r"\b" + _not_after(
        "deputy", "assistant", "victims", "victims'", "victim's", "information", "crime",
        "children's", "surveillance", "biometrics", "traffic",
    ) + "commissioner",
    # Not the officers of other things.
    "<police>": _not_after(
        "executive", "people", "information", "review", "reviews", "monitoring", "protection",
        "casework", "correspondence", "mopac", "mopac's", "probation", "prison", "housing",
        "support", "press", "your", "council", "complaints", "enough", "more", "fewer",
        "enough police", "more police", "fewer police",
    ),
    # A borough commander is a chief superintendent.
    "<held>": _not_after("borough", "bcu", "unit", "area"),
    "<did>": r"(?:own|personal\w*|himself|herself|themselves|ignor\w+|refus\w+|fail\w+|lied|misled|"
             r"said|told|wrote|behav\w+|insult\w+|did not|didn't|has not|hasn't|never|knew|"
             r"covered|conduct|accepted|broke|shouted|misus\w+)",
    "<what>": r"(?:conduct|behaviour|actions?|attitude|comments?|remarks?|failure)",
    "<elsewhere>": f"(?:{_ELSEWHERE})",
}


def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    whole = "|".join(patterns)
    for name, piece in _PIECES.items():
        whole = whole.replace(name, piece)
    return re.compile(rf"\b(?:{whole})\b", re.IGNORECASE)


MARKS: dict[str, re.Pattern[str]] = {
    name: _compiled(patterns) for name, patterns in (WHO | WHAT).items()
}

# A wish that is denied is not a wish: "I do not want a review". A risk is never argued away.
_DENIABLE = frozenset({
    "review_ask", "appeal", "grievance", "thanks", "claim", "freedom", "separate",
})
_DENIED = re.compile(
    r"\b(?:not|never|no|\w+n't|withdraw\w*)(?: (?:want|wish|ask|asking|seek|seeking|making|make|"
    r"need|a|an|the|to|for|any|my|trying))*\s*$", re.IGNORECASE,
)
_LOOK_BACK = 40  # characters before a term in which it may be denied


def terms(name: str, text: str) -> tuple[str, ...]:
    """The terms of this kind in a text, as written there, each once."""
    found: dict[str, str] = {}
    for match in MARKS[name].finditer(text):
        before = text[max(0, match.start() - _LOOK_BACK):match.start()]
        if name in _DENIABLE and _DENIED.search(before):
            continue
        found.setdefault(match.group().casefold(), match.group().strip())
    return tuple(found.values())
