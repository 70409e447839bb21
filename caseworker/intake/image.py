"""Reading a picture: its pages, right way up; and the same as a PDF."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageFile, ImageOps

from caseworker.intake import limits
from caseworker.intake.reading import DAMAGED, UNREADABLE, Reading, Unreadable

_FORMATS = ("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP")
_A4 = (595.28, 841.89)  # points
_MARGIN = 0.0  # scans of A4 letters keep their size
_FINEST = 300  # dots for each inch of paper: more than a printer shows
_LOSSLESS = 4_000_000  # pixels; larger colour pictures are photographs or scans

Image.MAX_IMAGE_PIXELS = limits.PIXELS


def _open(content: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return Image.open(io.BytesIO(content), formats=_FORMATS)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
            note = "This picture is too large to show. It is kept as it came."
            raise Unreadable(note) from problem
        except (OSError, SyntaxError, ValueError) as problem:
            raise Unreadable(UNREADABLE) from problem


def _count(image: Image.Image) -> int:
    """Pages: a TIFF has several; a moving GIF or WebP is shown by its first picture."""
    return min(getattr(image, "n_frames", 1), limits.PARTS) if image.format == "TIFF" else 1


def _loaded(content: bytes, page: int) -> tuple[Image.Image, bool]:
    """Page ``page`` (from 1), not yet turned, and whether a part of it is missing."""
    for damaged in (False, True):
        image = _open(content)
        ImageFile.LOAD_TRUNCATED_IMAGES = damaged
        try:
            image.seek(page - 1)
            if image.width * image.height > limits.PIXELS:
                raise Unreadable("This picture is too large to show. It is kept as it came.")
            image.load()
            return image, damaged
        except (OSError, SyntaxError, ValueError, EOFError) as problem:
            if damaged:
                raise Unreadable(UNREADABLE) from problem
    raise Unreadable(UNREADABLE)


def read(content: bytes, media_type: str) -> Reading:
    """How many pages, and whether the first one can be drawn whole. Raises Unreadable."""
    pages = _count(_open(content))
    damaged = _loaded(content, 1)[1]
    return Reading("image", media_type, pages, note=DAMAGED if damaged else "")


def picture(content: bytes, page: int, dpi: int) -> Image.Image | None:
    """Page ``page`` the right way up, no larger than an A4 sheet at ``dpi`` would be."""
    if not 1 <= page <= _count(_open(content)):
        return None
    upright = ImageOps.exif_transpose(_loaded(content, page)[0])
    sheet = _A4 if upright.width <= upright.height else _A4[::-1]
    upright.thumbnail((int(sheet[0] / 72 * dpi), int(sheet[1] / 72 * dpi)))
    return _plain(upright)


def _plain(image: Image.Image) -> Image.Image:
    """In black and white, grey or red-green-blue, on white where it was see-through."""
    if image.mode in ("1", "L", "RGB"):
        return image
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        over = image.convert("RGBA")
        paper = Image.new("RGB", over.size, "white")
        paper.paste(over, mask=over.getchannel("A"))
        return paper
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.point(lambda value: value / 256).convert("L")
    return image.convert("RGB")


def _pages(content: bytes) -> Iterator[Image.Image]:
    first = _open(content)
    if _as_it_is(first):
        yield first  # its data goes into the PDF untouched, so it need not be decoded
        return
    for page in range(1, _count(first) + 1):
        yield _loaded(content, page)[0]


def _as_it_is(image: Image.Image) -> bool:
    """A JPEG that stands upright and has no more points than a printer shows."""
    upright = image.getexif().get(0x0112, 1) in (0, 1)
    fine = max(image.size) <= _A4[1] / 72 * _FINEST
    return image.format == "JPEG" and upright and fine and image.mode in ("L", "RGB")


def to_pdf(content: bytes) -> bytes:
    """Every page on a sheet of A4, upright or lying as it is, at most 300 dots an inch."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        for image in _pages(content):
            _add_page(document, image, content)
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _add_page(document: pikepdf.Pdf, image: Image.Image, content: bytes) -> None:
    upright = image if _as_it_is(image) else ImageOps.exif_transpose(image)
    sheet = _A4 if upright.width <= upright.height else _A4[::-1]
    scale = min(
        (sheet[0] - 2 * _MARGIN) / upright.width, (sheet[1] - 2 * _MARGIN) / upright.height
    )
    width, height = upright.width * scale, upright.height * scale
    finest = (round(width / 72 * _FINEST), round(height / 72 * _FINEST))
    if _as_it_is(image):
        drawn = _xobject(document, content, upright, Name.DCTDecode)
    else:
        drawn = _encoded(document, _plain(upright), finest, image.format == "JPEG")
    x, y = (sheet[0] - width) / 2, (sheet[1] - height) / 2
    marks = f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm /Im0 Do Q".encode()
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(sheet[0], 2), round(sheet[1], 2)]),
        Resources=Dictionary(XObject=Dictionary(Im0=drawn)),
        Contents=document.make_stream(marks),
    )
    document.pages.append(pikepdf.Page(document.make_indirect(page)))


def _encoded(
    document: pikepdf.Pdf, image: Image.Image, finest: tuple[int, int], photograph: bool
) -> Stream:
    if image.width > finest[0] + 1:
        if image.mode == "1":
            image = image.convert("L")
        image = image.resize((max(1, finest[0]), max(1, finest[1])), reducing_gap=2.0)
    if photograph or (image.mode != "1" and image.width * image.height > _LOSSLESS):
        out = io.BytesIO()
        image.convert("L" if image.mode == "L" else "RGB").save(out, "JPEG", quality=88)
        return _xobject(document, out.getvalue(), image, Name.DCTDecode)
    if image.mode == "1":
        fax = _fax(image)
        if fax is not None:
            drawn = _xobject(document, fax, image, Name.CCITTFaxDecode)
            drawn.DecodeParms = Dictionary(
                K=-1, Columns=image.width, Rows=image.height, BlackIs1=True
            )
            return drawn
    return _xobject(document, image.tobytes(), image, None)


def _fax(image: Image.Image) -> bytes | None:
    """Black and white by the coding of fax machines (Group 4): small, and quick to write."""
    out = io.BytesIO()
    image.save(out, "TIFF", compression="group4", tiffinfo={278: image.height})  # rows in a strip
    written = Image.open(out, formats=("TIFF",))
    tags = written.tag_v2  # type: ignore[attr-defined]  # what a TIFF has beside every image
    starts, lengths = tags[273], tags[279]
    if len(starts) != 1 or tags.get(262) != 1 or tags.get(266, 1) != 1:
        return None  # not as one strip, or bits in another sense or order
    return out.getvalue()[starts[0] : starts[0] + lengths[0]]


def _xobject(
    document: pikepdf.Pdf, data: bytes, image: Image.Image, coding: Name | None
) -> Stream:
    drawn = document.make_stream(data)
    drawn.Type, drawn.Subtype = Name.XObject, Name.Image
    drawn.Width, drawn.Height = image.width, image.height
    drawn.ColorSpace = Name.DeviceRGB if image.mode == "RGB" else Name.DeviceGray
    drawn.BitsPerComponent = 1 if image.mode == "1" else 8
    if coding is not None:
        drawn.Filter = coding
    return drawn
