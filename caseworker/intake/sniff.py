"""What a file is, by its first bytes. What its name says is only compared, never believed."""

from __future__ import annotations

import io
import re
import zipfile

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_IMAGES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_NAMED = {
    "pdf": "pdf", "jpg": "image", "jpeg": "image", "png": "image", "tif": "image",
    "tiff": "image", "gif": "image", "bmp": "image", "webp": "image", "eml": "email",
    "docx": "word", "txt": "text", "rtf": "text",
}  # fmt: skip
_WORDS = {
    "pdf": "a PDF", "image": "an image", "email": "an email", "word": "a Word file",
    "text": "a text file",
}  # fmt: skip
_HEADER = re.compile(rb"^[!-9;-~]{1,60}:", re.MULTILINE)
_MAIL_HEADERS = {
    b"from:", b"to:", b"subject:", b"date:", b"received:", b"mime-version:", b"return-path:",
    b"message-id:", b"content-type:", b"delivered-to:", b"x-mailer:", b"sender:",
}  # fmt: skip


def kind_of(content: bytes) -> tuple[str, str]:
    """(kind, media type) by content; ("other", "application/octet-stream") when it is none."""
    for magic, media_type in _IMAGES:
        if content.startswith(magic):
            return "image", media_type
    if content[:2] == b"BM" and content[6:10] == b"\0\0\0\0":
        return "image", "image/bmp"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image", "image/webp"
    # Readers of PDF look for the mark in the first kilobyte, and post scanners rely on it.
    if b"%PDF-" in content[:1024]:
        return "pdf", "application/pdf"
    if content.startswith(b"PK\x03\x04"):
        return ("word", WORD) if _is_word(content) else ("other", "application/zip")
    if content.startswith(b"{\\rtf"):
        return "text", "application/rtf"
    return _text_or_mail(content)


def _is_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "word/document.xml" in packed.NameToInfo
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return b"word/document.xml" in content


def _text_or_mail(content: bytes) -> tuple[str, str]:
    start = content[:65536]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "text", "text/plain"
    if not content.strip() or b"\0" in content:
        return "other", "application/octet-stream"
    head = re.split(rb"\r?\n\r?\n|\r\r", start.lstrip(), maxsplit=1)[0]
    found = {name.lower() for name in _HEADER.findall(head)}
    first = head.split(b"\n", 1)[0]
    if len(found & _MAIL_HEADERS) >= 2 and (_HEADER.match(first) or first.startswith(b"From ")):
        return "email", "message/rfc822"
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in start[:4096])
    if odd > len(start[:4096]) // 100:
        return "other", "application/octet-stream"
    return "text", "text/plain"


def misnamed(name: str, kind: str) -> str:
    """"This file is named .pdf but is an image", or nothing when name and content agree."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    said = _NAMED.get(ending)
    if said is None or said == kind or kind == "other":
        return ""
    return f"This file is named .{ending} but is {_WORDS[kind]}"
