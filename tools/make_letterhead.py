"""Make templates/letters/letterhead.docx: the styles, header and footer of the Word letters.

    python tools/make_letterhead.py

Run it again after a change here. An office can instead change the file itself in Word: the program
asks only for the styles by name, and fills "{reference}" and "{mark}" in header and footer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

TARGET = Path(__file__).resolve().parent.parent / "templates" / "letters" / "letterhead.docx"
FONT = "Arial"
_BLACK = RGBColor(0, 0, 0)
# name: points, bold, space before and after in points, keep with next
_TEXT = {
    "Normal": (12, False, 0, 9, False),
    "Heading 1": (16, True, 0, 5, True),
    "Heading 2": (13.5, True, 9, 5, True),
    "Heading 3": (12, True, 4, 5, True),
    "List Bullet": (12, False, 0, 6, False),
    "List Number": (12, False, 0, 6, False),
    "Header": (9, False, 0, 0, False),
    "Footer": (9, False, 0, 0, False),
}
# name: points, bold, then place and width on the page in mm: x, y, width
_FRAMES = {
    "Office": (12, True, 24, 14, 90),
    "Team": (10, False, 121, 14, 69),
    "Address": (12, False, 24, 57, 76),
    "References": (10, False, 121, 58.3, 69),
}


def main() -> None:
    """Write the file."""
    document = Document()
    for block in list(document.element.body):
        if not block.tag.endswith("sectPr"):
            document.element.body.remove(block)
    _page(document.sections[0])
    for name, (size, bold, before, after, keep) in _TEXT.items():
        style = document.styles[name]
        _look(style, size, bold=bold)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.line_spacing = 1.25 if bold else 1.4
        form.keep_with_next, form.widow_control = keep, True
        for close in style.element.findall(".//" + qn("w:contextualSpacing")):
            close.getparent().remove(close)  # it would take the space between list items away
    for name, (size, bold, *place) in _FRAMES.items():
        _framed(document, name, size, bold, place)
    for name, after in (("Last Paragraph", 9), ("Closing Line", 50)):  # room to sign
        closing = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        closing.base_style = document.styles["Normal"]
        form = closing.paragraph_format
        form.space_after = Pt(after)
        form.keep_with_next = form.keep_together = True
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.underline, link.font.color.rgb = True, RGBColor(0x14, 0x4F, 0x9E)
    _language(document)
    _furniture(document)
    document.core_properties.author = "Mayor's Office for Policing And Crime"
    document.core_properties.comments = ""
    document.save(str(TARGET))


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(24), Mm(20)
    section.top_margin, section.bottom_margin = Mm(20), Mm(24)
    section.header_distance, section.footer_distance = Mm(6), Mm(10)
    section.different_first_page_header_footer = True


def _look(style: Any, size: float, *, bold: bool) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = _BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]  # the theme's fonts would win over the names
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)


def _framed(document: Any, name: str, size: float, bold: bool, place: list[float]) -> None:
    """A style whose paragraphs stand at a fixed place of the page, yet are read in order."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _look(style, size, bold=bold)
    form = style.paragraph_format
    form.right_indent = Mm(0)
    form.space_after, form.line_spacing = Pt(0), Mm(4.7) if name == "Address" else 1.15
    x, y, width = (round(value / 25.4 * 1440) for value in place)
    frame = OxmlElement("w:framePr")
    for key, value in (("w", width), ("wrap", "around"), ("vAnchor", "page"), ("hAnchor", "page"),
                       ("x", x), ("y", y)):
        frame.set(qn(f"w:{key}"), str(value))
    properties = style.element.get_or_add_pPr()
    properties.insert(0, frame)


def _language(document: Any) -> None:
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), "en-GB")
    properties = document.settings.element
    theme = properties.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), "en-GB")


def _furniture(document: Any) -> None:
    for name in ("Header", "Footer"):
        form = document.styles[name].paragraph_format
        form.right_indent = Mm(0)
        form.tab_stops.clear_all()
        form.tab_stops.add_tab_stop(Mm(166), WD_TAB_ALIGNMENT.RIGHT)
    section = document.sections[0]
    for header in (section.header, section.first_page_header):
        header.is_linked_to_previous = False
        header.paragraphs[0].text = "{mark}"
    # The first page's header reaches down to where the words begin, 95 mm from the top.
    space = section.first_page_header.add_paragraph(style="Header")
    space.paragraph_format.line_spacing = Mm(84)
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.add_run("{reference}")
        line.add_run("\tPage ")
        _field(line, "PAGE")
        line.add_run(" of ")
        _field(line, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


if __name__ == "__main__":
    main()
