"""Files of what a list shows, for spreadsheets: every cell is words, none a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from caseworker.rules.spreadsheet import harmless

WIDEST = 60  # characters of a column in a workbook


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Comma-separated, each cell in quotation marks, with the mark by which Excel knows UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([harmless(head) for head in heads])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(heads: Sequence[str], rows: Iterable[Sequence[str]], title: str) -> bytes:
    """An Excel workbook with one sheet, its first line bold and fixed, each cell typed as text."""
    import xlsxwriter  # loaded by the first export

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
        "strings_to_urls": False})
    book.set_properties({"title": title})
    sheet, bold = book.add_worksheet("List"), book.add_format({"bold": True})
    widths = [len(head) for head in heads]
    for column, head in enumerate(heads):
        sheet.write_string(0, column, harmless(head), bold)
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            sheet.write_string(line, column, harmless(cell))
            widths[column] = max(widths[column], min(len(cell), WIDEST))
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide + 2)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
