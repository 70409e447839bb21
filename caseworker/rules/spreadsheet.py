"""What may stand in a cell of a file that a spreadsheet opens.

A spreadsheet takes words that begin with certain signs for a formula, and a formula can send what
stands beside it elsewhere. Words in our lists come from strangers' letters. So each cell is words,
and words that could be taken for a formula get an apostrophe before them
(OWASP, CSV Injection).
"""

from __future__ import annotations

import unicodedata

STARTS = "=+-@\t\r\n"


def harmless(words: str) -> str:
    """The words as a cell may hold them. Full-width forms of the signs count as the signs."""
    kept = "".join(sign for sign in words
                   if sign in "\t\r\n" or not unicodedata.category(sign).startswith("C"))
    begins = unicodedata.normalize("NFKC", kept.lstrip(" \u3000")[:1] or kept[:1])
    return f"'{kept}" if begins[:1] in STARTS and kept else kept
