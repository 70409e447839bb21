"""Plain words out of a text file, a rich text file or HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from caseworker.intake import limits
from caseworker.intake.reading import Reading, clean

_SKIPPED = {"script", "style", "head", "title", "template", "noscript", "svg", "object"}
_NEW_LINE = {
    "p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6",
    "blockquote", "pre", "hr", "section", "article", "header", "footer", "dt", "dd",
}  # fmt: skip
_LONGEST_HTML = 4_000_000

# Groups of a rich text file that hold no words of the letter.
_NO_WORDS = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "datastore",
    "colorschememapping", "latentstyles", "listtable", "listoverridetable", "rsidtbl", "fldinst",
    "generator", "xmlnstbl",
}  # fmt: skip
_RTF = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|(.)", re.I | re.S
)
_RTF_WORDS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "tab": "\t", "cell": "\t", "row": "\n",
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•",
}  # fmt: skip


def read(content: bytes, media_type: str) -> Reading:
    """The words of a text file or rich text file."""
    words = from_rtf(content) if media_type == "application/rtf" else decoded(content)
    return Reading("text", media_type, 1, clean(words, limits.TEXT).strip("\n"))


def decoded(content: bytes) -> str:
    """Text in UTF-16 or UTF-8 if it is that, else in the old Windows coding."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def from_rtf(content: bytes) -> str:
    """The words of a rich text file, without its looks. Bytes above 127 are Windows coding."""
    said: list[str] = []
    silent = [False]  # for each open group: whether it holds no words
    skip = 0  # characters that stand in for one that was given by number
    source = content.decode("cp1252", "replace")
    for word, number, code, sign, brace, letter in _RTF.findall(source):
        if brace == "{":
            silent.append(silent[-1])
        elif brace == "}":
            if len(silent) > 1:
                silent.pop()
        elif word in _NO_WORDS or sign == "*":
            silent[-1] = True
        elif silent[-1]:
            continue
        elif word == "u" and number:
            point = int(number) % 65536
            said.append(chr(point))
            skip = 1
        elif word in _RTF_WORDS:
            said.append(_RTF_WORDS[word])
        elif code or letter:
            if skip:
                skip -= 1
            else:
                said.append(bytes([int(code, 16)]).decode("cp1252", "replace") if code else letter)
        elif sign and sign in "\\{}":
            said.append(sign)
        elif sign == "~":
            said.append(" ")
    return "".join(said).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._silent += 1
        elif tag in _NEW_LINE:
            self.said.append("\n")
        elif tag in ("td", "th"):
            self.said.append("\t")
        elif tag == "body":
            self._silent = 0  # a head that was never closed must not hide the letter

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._silent = max(0, self._silent - 1)
        elif tag in _NEW_LINE:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(re.sub(r"\s+", " ", data))


def from_html(source: str) -> str:
    """The words of an HTML text, with lines where its blocks end. Nothing is fetched."""
    reader = _Words()
    reader.feed(source[:_LONGEST_HTML])
    reader.close()
    lines = ("".join(reader.said)).split("\n")
    text = "\n".join(line.strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
