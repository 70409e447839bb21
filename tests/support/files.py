"""Files made for the tests: good, mislabelled, broken and hostile. All people are invented."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from email.message import EmailMessage

import docx
import pikepdf
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas


def pdf_text(*pages: str, size: tuple[float, float] = A4, rotate: int = 0) -> bytes:
    """A PDF with one page for each text."""
    out = io.BytesIO()
    drawn = canvas.Canvas(out, pagesize=size, invariant=1)
    for text in pages or ("Outcome letter",):
        drawn.setFont("Helvetica", 12)
        for number, line in enumerate(text.split("\n")):
            drawn.drawString(72, size[1] - 72 - number * 16, line)
        drawn.showPage()
    drawn.save()
    return turned(out.getvalue(), rotate) if rotate else out.getvalue()


def turned(content: bytes, rotate: int) -> bytes:
    """The same PDF with its pages to be shown turned by ``rotate`` degrees."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        for page in document.pages:
            page.obj.Rotate = rotate
        document.save(out)
    return out.getvalue()


def pdf_drawn(drawing: bytes) -> bytes:
    """A page with this drawing, as it stands."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_text("Drawn"))) as document:
        document.pages[0].obj.Contents = document.make_stream(drawing)
        document.save(out)
    return out.getvalue()


def picture(width: int = 800, height: int = 1100, words: str = "Scan") -> Image.Image:
    """A grey page with words and a black corner at the top left."""
    image = Image.new("RGB", (width, height), (235, 235, 230))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 8, height // 8), fill="black")
    draw.text((width // 4, height // 4), words, fill="black")
    return image


def jpeg(width: int = 800, height: int = 1100, orientation: int = 1) -> bytes:
    """A photograph; ``orientation`` is the EXIF number that says which way up it is."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture(width, height).save(out, "JPEG", quality=80, exif=exif)
    return out.getvalue()


def png(width: int = 400, height: int = 300) -> bytes:
    """A small PNG."""
    out = io.BytesIO()
    picture(width, height).save(out, "PNG")
    return out.getvalue()


def tiff(pages: int = 3) -> bytes:
    """A fax: black and white, several pages, Group 4."""
    out = io.BytesIO()
    frames = [picture(850, 1100, f"Fax {n}").convert("1") for n in range(1, pages + 1)]
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:], compression="group4")
    return out.getvalue()


def pdf_scan(pages: int = 2) -> bytes:
    """A PDF of pictures, without text."""
    out = io.BytesIO()
    drawn = canvas.Canvas(out, pagesize=A4, invariant=1)
    for number in range(pages):
        drawn.drawInlineImage(picture(300, 420, f"Page {number + 1}"), 0, 0, *A4)
        drawn.showPage()
    drawn.save()
    return out.getvalue()


def pdf_locked(owner_only: bool = False) -> bytes:
    """A PDF that wants a password to open, or only to change."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_text("Secret"))) as document:
        lock = pikepdf.Encryption(owner="owner", user="" if owner_only else "user")
        document.save(out, encryption=lock)
    return out.getvalue()


def pdf_cut() -> bytes:
    """A PDF whose end is missing, as when a transfer broke off."""
    whole = pdf_text(*(f"Page {n}" for n in range(1, 6)))
    return whole[: whole.rindex(b"xref")]


def pdf_acting() -> bytes:
    """A PDF with a script, an action on opening, a program to launch, a file inside and XFA."""
    out = io.BytesIO()
    name, items, words = pikepdf.Name, pikepdf.Dictionary, pikepdf.String
    with pikepdf.open(io.BytesIO(pdf_text("Acting"))) as document:
        script = document.make_indirect(items(S=name.JavaScript, JS=words("app.alert(1)")))
        document.Root.OpenAction = script
        document.Root.AcroForm = items(Fields=pikepdf.Array(), XFA=document.make_stream(b"<xfa/>"))
        launch = items(
            Type=name.Annot, Subtype=name.Link, Rect=pikepdf.Array([72, 700, 200, 720]),
            A=items(S=name.Launch, F=words("calc.exe")), AA=items(E=script),
        )  # fmt: skip
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(launch)])
        document.pages[0].obj.AA = items(O=script)
        document.attachments["evil.exe"] = b"MZ nothing"
        document.save(out)
    return out.getvalue()


def eml(
    body: str = "Dear Sir\n\nPlease look at my complaint again.\n\nRuth Abernathy",
    attachments: tuple[tuple[str, bytes], ...] = (),
    html: str = "",
    inner: bytes = b"",
    sender: str = "Ruth Abernathy <ruth@example.org>",
) -> bytes:
    """An email, with attachments, with HTML only, or with another email inside."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "reviews@example.org"
    message["Subject"] = "My review request – 2026"
    message["Date"] = "Tue, 30 Jun 2026 23:30:00 +0000"
    message.set_content(html or body, subtype="html" if html else "plain")
    for name, content in attachments:
        message.add_attachment(content, "application", "octet-stream", filename=name)
    if inner:
        import email
        import email.policy

        message.add_attachment(email.message_from_bytes(inner, policy=email.policy.default))
    return message.as_bytes()


def eml_deep(levels: int = 1000) -> bytes:
    """Messages inside messages, ``levels`` deep."""
    head = b"From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\n"
    opening = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(levels)
    )
    return head + opening + b"\r\nwords\r\n"


def eml_long_head(size: int = 240_000) -> bytes:
    """A head of many kilobytes, made to keep a parser busy."""
    nasty = b"To: " + b"=?utf-8?q?a?= <a@b>," * (size // 21) + b"\r\n"
    return b"From: a@example.org\r\n" + nasty + b"Subject: After the flood\r\n\r\nThe words\r\n"


def word(*paragraphs: str, table: bool = False) -> bytes:
    """A Word file."""
    made = docx.Document()
    made.add_heading("Statement", 1)
    for text in paragraphs or ("I was there at 10:15.",):
        made.add_paragraph(text)
    if table:
        cells = made.add_table(1, 2).rows[0].cells
        cells[0].text, cells[1].text = "Officer", "PC 1234"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def word_bomb(megabytes: int = 300) -> bytes:
    """A Word file of some hundred kilobytes that unpacks to ``megabytes``."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as good, \
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:  # fmt: skip
        for item in good.infolist():
            if item.filename != "word/document.xml":
                bad.writestr(item.filename, good.read(item.filename))
        with bad.open("word/document.xml", "w") as body:
            start, end = good.read("word/document.xml").split(b"<w:body>", 1)
            body.write(start + b"<w:body>")
            for _ in range(megabytes):
                body.write(b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 30_840)
            body.write(end)
    return out.getvalue()


def png_bomb(side: int = 30_000) -> bytes:
    """A PNG of a few hundred kilobytes with ``side`` by ``side`` points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    packer = zlib.compressobj(9)
    row = bytes(1 + side // 8)
    body = [packer.compress(row) for _ in range(side)] + [packer.flush()]
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"".join(body))
            + chunk(b"IEND", b""))  # fmt: skip
