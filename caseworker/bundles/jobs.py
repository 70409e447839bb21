"""The one thing that the bundle process does. Only that process imports this module."""

from __future__ import annotations

import io
from datetime import date
from typing import Any, BinaryIO, cast

from caseworker.bundles.assemble import Bundle
from caseworker.bundles.contents import Cover, Paper
from caseworker.bundles.index import Row
from caseworker.intake import sheets
from caseworker.intake.child import Talk
from caseworker.intake.limits import MEGABYTE
from caseworker.intake.wire import Head

sheets.fonts()  # read before the limits close the door


class _Out(io.RawIOBase):
    """A file that hands on what is written to it in pieces: the bundle never stands here whole."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._waiting += data
        if len(self._waiting) >= 4 * MEGABYTE:
            self.give()
        return len(data)

    def give(self) -> None:
        """Hand on what waits."""
        if self._waiting:
            self._talk.hand_over(bytes(self._waiting))
            self._waiting = bytearray()


def _build(talk: Talk, head: Head, blobs: list[bytes]) -> tuple[Head, list[bytes]]:
    given = dict(head["cover"])
    given["made_on"] = date.fromisoformat(given["made_on"])
    bundle = Bundle(Cover(**given))
    number = 0
    while True:
        message, contents = talk.receive()
        if "finish" in message:
            break
        bundle.add(_row(message["piece"], number), _papers(message["papers"], contents))
        number += 1
        talk.opened()
    pages, entries = bundle.finish(talk.progress)
    out = _Out(talk)
    bundle.write(cast(BinaryIO, out))
    out.give()
    return {"pages": pages, "entries": [list(entry) for entry in entries]}, []


def _row(piece: dict[str, str], number: int) -> Row:
    dated = date.fromisoformat(piece["dated"]) if piece["dated"] else None
    return Row(str(number), piece["title"], piece["kind"], dated, piece["sender"], "", 0)


def _papers(described: list[list[Any]], contents: list[bytes]) -> list[Paper]:
    waiting = iter(contents)
    return [
        Paper(label, next(waiting) if there else None, note, origin)
        for label, note, origin, there in described
    ]


JOBS = {"build": _build}
