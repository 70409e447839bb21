"""Bundles: the papers of a case as one numbered PDF with an index."""

from __future__ import annotations

from caseworker.bundles.contents import Built, Cancelled, Cover, Entry, Piece
from caseworker.bundles.making import build

__all__ = ["Built", "Cancelled", "Cover", "Entry", "Piece", "build"]
