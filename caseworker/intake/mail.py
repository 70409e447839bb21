"""Reading an email as plain text and attachments. Nothing that it names is ever fetched."""

from __future__ import annotations

import contextlib
import email
import email.header
import email.message
import email.policy
import email.utils
import mimetypes
import re
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from caseworker.intake import limits
from caseworker.intake.names import safe_name
from caseworker.intake.reading import Part, Reading, Unreadable, clean, notes
from caseworker.intake.text import from_html

_LONDON = ZoneInfo("Europe/London")
_TOO_DEEP = "This email has messages inside messages too deep to read. It is kept as it came."
Message = email.message.Message


def read(content: bytes) -> Reading:
    """Subject, sender, date, words and attachments. Raises Unreadable.

    The structure is read by the old policy (compat32), which keeps headers as they came: the new
    one needed 21.7 s for 240 KB of hostile headers. Single headers, cut to a fair length, are then
    decoded by the new policy.
    """
    content, cut = _fair_head(content)
    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
    except RecursionError as problem:
        raise Unreadable(_TOO_DEEP) from problem
    leaves = list(_leaves(message))
    body, used = _body(leaves)
    parts = tuple(_parts(leaves, used))
    many = "Only the first 2,000 parts are shown" if len(leaves) >= limits.PARTS else ""
    return Reading(
        "email", "message/rfc822", 1, body, notes(cut, many),
        subject=_header(message, "subject"), sender=_sender(message), sent=_sent(message),
        parts=parts,
    )  # fmt: skip


def head_lines(content: bytes) -> list[tuple[str, str]]:
    """What stands at the top of a printed email: From, To, Copy to, Date and Subject, as sent."""
    message = email.message_from_bytes(_fair_head(content)[0], policy=email.policy.compat32)
    lines = [("From", _sender(message))]
    for name, words in (("to", "To"), ("cc", "Copy to"), ("date", "Date"), ("subject", "Subject")):
        lines.append((words, _header(message, name)))
    return [(words, value) for words, value in lines if value]


def _fair_head(content: bytes) -> tuple[bytes, str]:
    """The email without the surplus of an enormous head, and a note if there was any."""
    end = re.search(rb"\r?\n\r?\n", content)
    length = end.start() if end else len(content)
    head = content[: min(length, limits.HEADER_BYTES)]
    lines = head.splitlines(keepends=True)
    if length <= limits.HEADER_BYTES and len(lines) <= limits.HEADERS:
        return content, ""
    fair = b"".join(lines[: limits.HEADERS]).rsplit(b"\n", 1)[0]
    note = "The head of this email is too long. Only its beginning was read"
    return fair + b"\r\n\r\n" + content[length:].lstrip(b"\r\n"), note


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; a message inside the message is one of them."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    given = 0
    while waiting and given < limits.PARTS:
        part, level = waiting.pop()
        if level > limits.LEVELS:
            raise Unreadable(_TOO_DEEP)
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting.extend((p, level + 1) for p in reversed(inner) if isinstance(p, Message))
        else:
            given += 1
            yield part


def _attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _body(leaves: list[Message]) -> tuple[str, Message | None]:
    """The words: the first plain part, else the text of the first HTML part."""
    for media_type in ("text/plain", "text/html"):
        for part in leaves:
            if part.get_content_type() == media_type and not _attached(part):
                text = _decoded(part)
                text = from_html(text) if media_type == "text/html" else text
                if text.strip():
                    return clean(text, limits.TEXT).strip(), part
    return "", None


def _decoded(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    for charset in (part.get_content_charset(), "utf-8"):
        try:
            return data.decode(charset or "utf-8")
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _parts(leaves: list[Message], body: Message | None) -> Iterator[Part]:
    """Every leaf that is not the words, nor the same words again as HTML."""
    number = 0
    for part in leaves:
        media_type = part.get_content_type()
        if part is body or (not _attached(part) and media_type in ("text/plain", "text/html") and (
            media_type == "text/html" or not _decoded(part).strip()
        )):
            continue
        number += 1
        content = _content(part)
        yield Part(_part_name(part, number, media_type), media_type, content)


def _content(part: Message) -> bytes:
    inner = part.get_payload()
    if isinstance(inner, list):  # a message inside the message
        if not inner or not isinstance(inner[0], Message):
            return b""
        try:
            return inner[0].as_bytes(policy=email.policy.compat32)
        except (UnicodeError, LookupError, ValueError, AttributeError, TypeError):
            return inner[0].as_string().encode("utf-8", "replace")
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _file_name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except (UnicodeError, LookupError, ValueError, AttributeError, TypeError, IndexError):
        return ""


def _part_name(part: Message, number: int, media_type: str) -> str:
    name = _decode(_file_name(part))
    if not name and media_type == "message/rfc822":
        inner = part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], Message):
            name = f"{_header(inner[0], 'subject') or f'Message {number}'}.eml".replace("/", "-")
    if not name:
        name = f"Attachment {number}{mimetypes.guess_extension(media_type) or ''}"
    return safe_name(name)


def _header(message: Message, name: str) -> str:
    return _decode(str(message.get(name) or ""))


def _decode(value: str) -> str:
    """A header's words. The new policy first; what it can't take, word by word."""
    value = value[: limits.HEADER_LENGTH]
    try:
        value = str(email.policy.default.header_factory("subject", " ".join(value.split())))
    except Exception:  # AttributeError, LookupError, IndexError... have all been seen here
        with contextlib.suppress(ValueError, LookupError, UnicodeError):
            value = str(email.header.make_header(email.header.decode_header(value)))
    return " ".join(clean(value, limits.HEADER_LENGTH).split())


def _sender(message: Message) -> str:
    """"Ruth Abernathy <ruth@example.org>", of the first sender only."""
    value = str(message.get("from") or message.get("sender") or "")[: limits.HEADER_LENGTH]
    try:
        name, address = email.utils.parseaddr(value)
    except (ValueError, IndexError, TypeError):
        name, address = "", ""
    name = _decode(name)
    if name and address:
        return f"{name} <{_decode(address)}>"
    return name or _decode(address) or _decode(value)


def _sent(message: Message) -> date | None:
    """The day in London: 23:30 on 30 June, Greenwich time, is 1 July there."""
    try:
        moment = email.utils.parsedate_to_datetime(str(message.get("date") or "")[:200])
        return (moment.astimezone(_LONDON) if moment.tzinfo else moment).date()
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None
