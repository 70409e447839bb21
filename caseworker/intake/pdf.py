"""Reading a PDF: its pages, its text, and what it carries that could act."""

from __future__ import annotations

import io
import time
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image
from pypdfium2 import raw

from caseworker.intake import limits
from caseworker.intake.reading import DAMAGED, LOCKED, Reading, Unreadable, clean, notes

_ACTIONS = {"/JavaScript": "JavaScript", "/Launch": "Launch"}
_OBJECTS = 200_000  # looked through for flags
FLAGS = ("JavaScript", "OpenAction", "Launch", "EmbeddedFile", "XFA")


def read(content: bytes) -> Reading:
    """Pages, text and flags. Raises Unreadable, ``locked`` when it wants a password."""
    good, damaged = openable(content)
    document = pypdfium2.PdfDocument(good)
    try:
        pages = len(document)
        text, cut = _text(document)
    finally:
        document.close()
    return Reading(
        "pdf", "application/pdf", pages, text, notes(DAMAGED if damaged else "", cut),
        flags=flags(good),
    )  # fmt: skip


def openable(content: bytes) -> tuple[bytes, bool]:
    """The file as it can be opened, and whether it had to be repaired. Raises Unreadable."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        if getattr(problem, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise Unreadable(LOCKED, locked=True) from problem
        return repaired(content), True
    pages = len(document)
    document.close()
    if not pages:
        return repaired(content), True
    return content, _cut_short(content)


def _cut_short(content: bytes) -> bool:
    """PDFium mends a file that lost its end without saying so; the end mark tells."""
    return b"%%EOF" not in content[-2048:]


def repaired(content: bytes) -> bytes:
    """The file written anew from the objects that can be found in it. Raises Unreadable."""
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if not len(document.pages):
                raise Unreadable
            out = io.BytesIO()
            document.save(out)
    except pikepdf.PasswordError as problem:
        raise Unreadable(LOCKED, locked=True) from problem
    except (pikepdf.PdfError, ValueError, TypeError) as problem:
        raise Unreadable from problem
    return out.getvalue()


def flags(content: bytes) -> tuple[str, ...]:
    """Which of FLAGS the file carries; looks at every object, used or not."""
    found: set[str] = set()
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if "/OpenAction" in document.Root:
                found.add("OpenAction")
            for number, item in enumerate(document.objects):
                if number >= _OBJECTS:
                    break
                if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
                    found.update(_flags_of(item))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        pass  # it can be shown all the same; the reading has no flags to give
    return tuple(flag for flag in FLAGS if flag in found)


def _flags_of(item: Any, depth: int = 0) -> set[str]:
    found = set()
    for key in item.keys():  # noqa: SIM118 - a pikepdf object does not iterate over its keys
        if key in ("/JS", "/JavaScript"):
            found.add("JavaScript")
        elif key in ("/EmbeddedFiles", "/EF"):
            found.add("EmbeddedFile")
        elif key == "/XFA":
            found.add("XFA")
        elif key == "/S" and str(item.get("/S")) in _ACTIONS:
            found.add(_ACTIONS[str(item.get("/S"))])
        elif depth < 3 and key in ("/A", "/AA", "/OpenAction", "/Names", "/AcroForm", "/Next"):
            inner = item.get(key)
            if isinstance(inner, pikepdf.Dictionary):
                found |= _flags_of(inner, depth + 1)
    return found


def _text(document: pypdfium2.PdfDocument) -> tuple[str, str]:
    """The text of all pages, a form feed's place taken by an empty line, and a note if cut."""
    start, length = time.monotonic(), 0
    said: list[str] = []
    for number in range(len(document)):
        if time.monotonic() - start > limits.TEXT_SECONDS or length > limits.TEXT:
            return "\n\n".join(said), f"Only the first {number} pages can be searched"
        try:
            page = document[number]
            shown = page.get_textpage()
            text = clean(shown.get_text_bounded(), limits.TEXT)
            shown.close()
            page.close()
        except pypdfium2.PdfiumError:
            continue  # one bad page must not hide the others
        said.append(text.strip())
        length += len(text)
    return "\n\n".join(text for text in said if text), ""


def count(content: bytes) -> int:
    """How many pages a sound PDF has."""
    document = pypdfium2.PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()


def picture(content: bytes, page: int, dpi: int) -> Image.Image | None:
    """Page ``page`` (from 1) drawn at ``dpi``, smaller if it would pass the pixel limit."""
    document = pypdfium2.PdfDocument(openable(content)[0])
    try:
        if not 1 <= page <= len(document):
            return None
        if document.get_formtype():
            document.init_forms()  # or what was filled in would not be seen
        sheet = document[page - 1]
        width, height = sheet.get_size()
        scale = dpi / 72
        pixels = width * height * scale * scale
        if pixels > limits.PAGE_PIXELS:
            scale *= (limits.PAGE_PIXELS / pixels) ** 0.5
        drawn: Image.Image = sheet.render(scale=scale).to_pil()
        return drawn.copy()
    finally:
        document.close()
