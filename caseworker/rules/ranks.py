"""Which ranks are above chief superintendent (reg. 32(a))."""

from __future__ import annotations

# Ranks of the MPS, lowest first; those above chief superintendent are senior (reg. 32(a)).
RANKS: tuple[str, ...] = (
    "Police Constable", "Sergeant", "Inspector", "Chief Inspector", "Superintendent",
    "Chief Superintendent", "Commander", "Deputy Assistant Commissioner",
    "Assistant Commissioner", "Deputy Commissioner", "Commissioner",
)
_ABOVE = RANKS.index("Chief Superintendent")
_SHORT = {
    "pc": 0, "constable": 0, "ps": 1, "sgt": 1, "insp": 2, "ch insp": 3, "cinsp": 3, "supt": 4,
    "ch supt": 5, "csupt": 5, "cmdr": 6, "dac": 7, "ac": 8,
}
# Ranks of the same height elsewhere.
_ELSEWHERE = {"assistant chief constable", "deputy chief constable", "chief constable"}
_FOR_NOW = ("acting ", "temporary ", "a/", "t/", "ag ", "temp ")
_NOT_A_RANK = {"special constable", "pcso", "police community support officer", "police staff"}


def senior_rank(rank: str) -> bool:
    """Whether a rank is above chief superintendent. Acting and temporary ranks count as held."""
    return _rank(rank)[0] is True


def rank_unsure(rank: str) -> bool:
    """Whether a person should look: an acting senior rank, or words that are no known rank."""
    senior, acting = _rank(rank)
    return senior is None or (senior and acting)


def _rank(rank: str) -> tuple[bool | None, bool]:
    """(senior or None when not known, held for now only)."""
    words = " ".join(rank.replace(".", " ").casefold().split())
    acting = False
    for prefix in _FOR_NOW:
        if words.startswith(prefix):
            words, acting = words.removeprefix(prefix).strip(), True
    # A detective holds the rank itself.
    words = words.removeprefix("detective ").strip()
    if words in _NOT_A_RANK:
        return False, acting
    if words in _ELSEWHERE:
        return True, acting
    known = {name.casefold(): place for place, name in enumerate(RANKS)} | _SHORT
    place = known.get(words)
    return (None if place is None else place > _ABOVE), acting
