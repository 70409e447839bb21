"""The key of an encrypted file as a person can print, read out and type it.

256 bits become 52 signs of Crockford's base 32 (https://www.crockford.com/base32.html), which has
no I, L, O or U: who types one of the first three means 1, 1 and 0. They stand in 13 groups of four
signs and a fifth that checks them, so that the program can say which group to look at again.
"""

from __future__ import annotations

import hashlib

from caseworker.rules.finding import Finding, Refused, refusal

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, DATA = 13, 4
BYTES = 32
_SAME = str.maketrans({"O": "0", "I": "1", "L": "1"})


def written(key: bytes) -> list[str]:
    """The 13 groups of a key of 32 bytes, such as "7K2MV"."""
    spare = GROUPS * DATA * 5 - BYTES * 8
    number = (int.from_bytes(key, "big") << spare) | _spare(key)
    values = [number >> shift & 31 for shift in range((GROUPS * DATA - 1) * 5, -1, -5)]
    groups = [values[n:n + DATA] for n in range(0, len(values), DATA)]
    return ["".join(SIGNS[value] for value in (*group, _check(n, group)))
            for n, group in enumerate(groups, 1)]


def read(typed: str) -> bytes:
    """The key of 32 bytes that somebody typed; spaces, dashes and small letters do not matter.

    Raises Refused with one finding for each group that cannot be right.
    """
    signs = "".join(sign for sign in typed.upper().translate(_SAME) if sign.isalnum())
    wanted = GROUPS * (DATA + 1)
    if len(signs) != wanted:
        raise Refused([_no(f"A recovery key has {GROUPS} groups of {DATA + 1} signs, {wanted} in "
                           f"all. What was typed has {len(signs)}.")])
    groups = [signs[n:n + DATA + 1] for n in range(0, wanted, DATA + 1)]
    if wrong := [n for n, group in enumerate(groups, 1) if not _fits(n, group)]:
        raise Refused([_no(f"Check group {n}: {groups[n - 1]} is not what was printed.")
                       for n in wrong])
    number = 0
    for group in groups:
        for sign in group[:DATA]:
            number = number << 5 | SIGNS.index(sign)
    spare = GROUPS * DATA * 5 - BYTES * 8
    key = (number >> spare).to_bytes(BYTES, "big")
    if number & (1 << spare) - 1 != _spare(key):
        raise Refused([_no("This is not a recovery key of Caseworker. Check every group.")])
    return key


def same_group(typed: str, group: str) -> bool:
    """Whether somebody typed this group, in small letters or with a look-alike perhaps."""
    return typed.strip().upper().translate(_SAME) == group


def _no(words: str) -> Finding:
    return refusal("recovery_key", "Recovery key", words, "recovery_key")


def _fits(n: int, group: str) -> bool:
    if any(sign not in SIGNS for sign in group):
        return False
    values = [SIGNS.index(sign) for sign in group]
    return _check(n, values[:DATA]) == values[DATA]


def _check(n: int, values: list[int]) -> int:
    """A sum in the field of 32 elements, with the group's own number in it: it finds one wrong
    sign, two neighbours changed over, and two groups changed over.
    """
    total = n
    for value in values:
        total = _times_two(total) ^ value
    return _times_two(total)


def _times_two(value: int) -> int:
    """Multiply by x in GF(32) with x^5 + x^2 + 1."""
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled


def _spare(key: bytes) -> int:
    """Four bits that are over: they tell most strings that only look like a key."""
    return hashlib.sha256(b"Caseworker recovery key" + key).digest()[0] >> 4
