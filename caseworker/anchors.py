"""The last anchor of the journal that this computer saw, kept here and asked for at sign-in.

Somebody with every right on the server can cut the end of a chain and put all sums right again.
They cannot put right what other computers remember.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from caseworker.database import Unavailable, telling_words
from caseworker.records.chain import Anchor, add_anchor

FILE = "anchors.json"


class Kept(NamedTuple):
    """An anchor as this computer remembers it."""

    id: int
    hash: str


def meet(engine: Engine, folder: Path, now: datetime) -> Kept:
    """Ask for the anchor that this computer kept, then keep a fresh one. Raises as ask_kept."""
    kept, file = ask_kept(engine, folder), folder / FILE
    fresh = make(engine, now)
    folder.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".new")
    beside.write_text(json.dumps({**kept, _key(engine): fresh}), encoding="utf-8")
    beside.replace(file)
    return fresh


def ask_kept(engine: Engine, folder: Path) -> dict[str, Kept]:
    """Ask for the anchor that this computer kept; returns all that it keeps, and writes nothing.

    Raises Unavailable, in words, when the server no longer knows the kept one: its journal is
    not the one that was worked with from here.
    """
    file, key = folder / FILE, _key(engine)
    kept = _read(file)
    if key in kept and hash_of(engine, kept[key].id) != kept[key].hash:
        raise Unavailable(
            "The journal on the server is not the one that this computer last saw. Do not go on: "
            "ask the server's administrator to run caseworker journal verify. If the records "
            f"were restored from a backup, remove {file} and sign in again."
        )
    return kept


def make(engine: Engine, now: datetime) -> Kept:
    """A fresh anchor over all chains; on a server at most one in a quarter of an hour."""
    with telling_words(), Session(engine.execution_options(writing=True)) as session:
        if engine.dialect.name == "postgresql":
            made = session.execute(text("SELECT id, hash FROM app.make_anchor()")).one()
        else:
            made = add_anchor(session, now)  # type: ignore[assignment]
        found = Kept(made.id, made.hash)
        session.commit()
    return found


def hash_of(engine: Engine, anchor: int) -> str | None:
    """The hash of an anchor as the database tells it now; None when it knows none."""
    with telling_words(), Session(engine) as session:
        if engine.dialect.name == "postgresql":
            asked = text("SELECT app.anchor_hash(:anchor)")
            return session.execute(asked, {"anchor": anchor}).scalar()
        return session.scalar(select(Anchor.hash).where(Anchor.id == anchor))


def _key(engine: Engine) -> str:
    """Which database, without its address or a name in the file."""
    url = engine.url
    return hashlib.sha256(f"{url.host}:{url.port}/{url.database}".encode()).hexdigest()[:16]


def _read(file: Path) -> dict[str, Kept]:
    try:
        return {key: Kept(*value) for key, value in
                json.loads(file.read_text(encoding="utf-8")).items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError):
        raise Unavailable(f"{file} cannot be read. Ask IT, or remove it and sign in again.") \
            from None
