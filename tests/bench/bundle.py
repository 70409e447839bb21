"""How long a bundle of 200 documents and about 2,000 pages takes, beside the least it could take.

    python -m tests.bench.bundle [--documents 200]

The floor is pikepdf appending and saving the same files and nothing else: no index, no numbers, no
bookmarks, no tags, no separate process. Peak memory is of the process that makes the bundle.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import statistics
import threading
import time
from datetime import date
from pathlib import Path

import pikepdf
from PIL import Image

from caseworker import intake
from caseworker.bundles import Built, Cover, Piece, build
from tests.support import files

COVER = Cover("Bundle", "REV-2026-0402", date(2026, 4, 9), "Leah Brandt", "whole file")
WORDS = ("the", "officer", "said", "that", "he", "had", "asked", "for", "the", "record", "then")


def document(number: int, chance: random.Random) -> tuple[str, bytes]:
    """The name and content of one made-up document: mostly PDF text, some scans and others."""
    kind = number % 20
    if kind < 12:
        pages = chance.randrange(6, 24)
        return "letter.pdf", files.pdf_text(*(_page(chance) for _ in range(pages)))
    if kind < 15:
        return "photo.jpg", _photograph(chance, 1600, 2200)
    if kind < 16:
        return "fax.tif", files.tiff(4)
    if kind < 18:
        return "scan.pdf", _scan(chance, 12)
    if kind < 19:
        return "statement.docx", files.word(*(_page(chance) for _ in range(4)))
    return "mail.eml", files.eml(attachments=(("photo.jpg", _photograph(chance, 800, 1000)),))


def _page(chance: random.Random) -> str:
    return "\n".join(" ".join(chance.choices(WORDS, k=14)) for _ in range(40))


def _photograph(chance: random.Random, width: int, height: int) -> bytes:
    small = Image.frombytes("RGB", (80, 110), chance.randbytes(80 * 110 * 3))
    out = io.BytesIO()
    small.resize((width, height), Image.Resampling.BICUBIC).save(out, "JPEG", quality=85)
    return out.getvalue()


def _scan(chance: random.Random, pages: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            shot = intake.as_pdf(_photograph(chance, 1240, 1754), "scan.jpg").content
            made.pages.extend(pikepdf.open(io.BytesIO(shot or b"")).pages)
        made.save(out)
    return out.getvalue()


def floor(papers: list[bytes]) -> float:
    """Seconds to append and save, in this process."""
    began = time.perf_counter()
    made, kept = pikepdf.new(), []
    for content in papers:
        kept.append(pikepdf.open(io.BytesIO(content)))
        made.pages.extend(kept[-1].pages)
    made.save(io.BytesIO())
    return time.perf_counter() - began


class Watch:
    """The peak memory in MB of the bundle process, where the system tells (Linux)."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._stop = threading.Event()

    def run(self) -> None:
        """Look every 20 ms at the children of this process."""
        while not self._stop.wait(0.02):
            for place in Path("/proc/self/task").glob("*/children"):
                with contextlib.suppress(OSError):  # the thread, or the child, has just ended
                    for child in place.read_text().split():
                        self.peak = max(self.peak, _peak(child))

    def stop(self) -> None:
        """End looking."""
        self._stop.set()


def _peak(child: str) -> float:
    for line in Path(f"/proc/{child}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def timed(pieces: list[Piece]) -> tuple[float, Built]:
    """Seconds for one bundle, from the call to its bytes."""
    began = time.perf_counter()
    made = build(pieces, COVER)
    return time.perf_counter() - began, made


def main() -> None:
    """Print our time, the floor, their ratio and the peak memory."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--documents", type=int, default=200)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    chance = random.Random(20260409)
    pieces = [
        Piece(f"Document {n}", "Letter", date(2026, 1, 22), "MPS", *document(n, chance))
        for n in range(chosen.documents)
    ]
    ready = [intake.as_pdf(p.content, p.name).content or b"" for p in pieces]
    size = sum(len(p.content) for p in pieces) / 1e6
    print(f"{len(pieces)} documents, {size:.0f} MB")
    converted = [
        Piece(p.title, p.kind, p.dated, p.sender, "ready.pdf", content)
        for p, content in zip(pieces, ready, strict=True)
    ]
    ours, least, joined = [], [], []
    for _ in range(chosen.runs):
        least.append(floor(ready))
        ours.append(timed(pieces)[0])
        joined.append(timed(converted)[0])
    watch = Watch()
    looking = threading.Thread(target=watch.run)
    looking.start()
    made = timed(pieces)[1]
    watch.stop()
    looking.join()
    bundle, join, bare = map(statistics.median, (ours, joined, least))
    print(f"bundle {bundle:.2f} s for {made.pages} pages, {len(made.pdf) / 1e6:.0f} MB")
    print(f"floor  {bare:.2f} s; ratio {bundle / bare:.2f}; peak memory {watch.peak:.0f} MB")
    print(f"with pictures, Word and email already PDF {join:.2f} s; ratio {join / bare:.2f}")


if __name__ == "__main__":
    main()
