"""Where an item of post belongs."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from caseworker.explain.answers import BadArgument, Explained, cite
from caseworker.explain.typed import today
from caseworker.rules.routing import RouteFinding, Suggestion, suggest
from caseworker.rules.words import join

if TYPE_CHECKING:
    from caseworker.intake import Reading

ENCLOSED = 5  # files of an email that are looked into


def route(given: argparse.Namespace) -> Explained:
    """The route that the text of a file suggests. It is read as a stranger's file."""
    # Only this question reads a file, so only it loads what reads one.
    from caseworker import intake

    path = Path(given.file)
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise BadArgument(f"{given.file} cannot be read: {problem.strerror}.") from None
    reading = intake.read(content, path.name)
    return explained(suggest_for(reading)[0], reading.note, today())


def suggest_for(reading: Reading) -> tuple[Suggestion, str]:
    """What the text of a file suggests, and the text. It can take a second."""
    from caseworker import intake

    text = _text(reading)
    found = suggest(text)
    if not found.routes and reading.parts:  # "See attached": what came with it may say more
        inside = [_text(intake.read(part.content, part.name)) for part in reading.parts[:ENCLOSED]]
        text = "\n\n".join(filter(None, (text, *inside)))
        found = suggest(text)
    return found, text


def _text(reading: Reading) -> str:
    return "\n\n".join(part for part in (reading.subject, reading.text) if part)


def explained(found: Suggestion, note: str, day: date) -> Explained:
    """A suggestion as an answer; ``note`` is what was said of the file when it was read."""
    said = f"{note.rstrip('.')}. " if note else ""
    if not found.routes:
        return Explained(found.answer, None, said + found.reason, cite(None))
    first = found.routes[0]
    return Explained(f"{found.answer}. {first.words}", None, said + found.reason,
                     cite(first.source), (*_way(first, day), *_parts(found), *_rest(found)))


def _way(first: RouteFinding, day: date) -> tuple[str, ...]:
    route = first.route
    address = ", ".join(route.signpost.lines(day))
    where = f" (see {route.signpost.where})" if route.signpost.where else ""
    return (
        f"Goes to: {route.goes_to}",
        f"MOPAC does: {route.does}",
        f"Told: {join(route.told)}",
        *((f"Address of {route.signpost.to}: {address}{where}",) if route.signpost.to else ()),
        *(f"Against: {words}" for words in first.against),
    )


def _parts(found: Suggestion) -> tuple[str, ...]:
    if len(found.parts) < 2:
        return ()
    return tuple(f"Part {number}: {part.code} {part.title}: {part.extract}"
                 for number, part in enumerate(found.parts, 1))


def _rest(found: Suggestion) -> tuple[str, ...]:
    return tuple(f"Also: {other.code} {other.title}. {' '.join(other.reasons)}"
                 for other in found.routes[1:])
