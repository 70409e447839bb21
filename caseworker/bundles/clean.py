"""Takes out of a document whatever could act, and makes what was filled in part of the page."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

_KEPT_ACTIONS = {"/URI", "/GoTo"}
_PAGE_KEYS = ("/AA", "/AF", "/Metadata", "/PieceInfo", "/Thumb", "/B", "/Trans", "/Dur",
              "/PresSteps", "/TemplateInstantiated")  # fmt: skip
_ANNOTATION_KEYS = ("/A", "/AA", "/PA", "/AF", "/FS", "/Popup", "/Parent", "/IRT",
                    "/RichMediaContent", "/Movie", "/Sound")  # fmt: skip
_WIDEST = 14_400.0  # points; readers refuse larger pages
_A4 = Array([0, 0, 595.28, 841.89])

ACTED = "Scripts, actions or attached files in it were taken out"
REMARKS = "Notes that lay over its pages are not shown"


def cleaned(document: Pdf) -> list[str]:
    """Make the pages harmless in place; gives what was taken out, in words for the index."""
    said: set[str] = set()
    names = document.Root.get("/Names")
    if "/OpenAction" in document.Root and not isinstance(document.Root.OpenAction, Array):
        said.add(ACTED)
    if isinstance(names, Dictionary) and ("/JavaScript" in names or "/EmbeddedFiles" in names):
        said.add(ACTED)
    _flatten(document)
    for page in document.pages:
        said |= _clean_page(page)
    return sorted(said, reverse=True)


def _flatten(document: Pdf) -> None:
    """Form fields and stamps become part of the page: what was filled in is evidence."""
    if not _has_more_than_links(document):
        return
    form = document.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and form.get("/NeedAppearances"):
        document.generate_appearance_streams()
    document.flatten_annotations("print")
    if "/AcroForm" in document.Root:
        del document.Root.AcroForm


def _has_more_than_links(document: Pdf) -> bool:
    for page in document.pages:
        for place in _annotations(page.obj):
            if place.get("/Subtype") != Name.Link:
                return True
    return False


def _annotations(page: Object) -> list[Object]:
    found = page.get("/Annots")
    if not isinstance(found, Array):
        return []
    return [place for place in found if isinstance(place, Dictionary)]


def _clean_page(page: Page) -> set[str]:
    said = set()
    obj = page.obj
    for key in _PAGE_KEYS:
        if key in obj:
            if key in ("/AA", "/AF"):
                said.add(ACTED)
            del obj[key]
    _fair_box(page)
    if "/Annots" not in obj:
        return said
    kept = []
    for place in _annotations(obj):
        if place.get("/Subtype") != Name.Link:
            if place.get("/Subtype") not in (Name.Popup, Name.Widget):
                said.add(REMARKS)
        elif _harmless(place):
            kept.append(place)
            continue
        elif "/A" in place:
            said.add(ACTED)
        for key in _ANNOTATION_KEYS:
            if key in place:  # the tree of tags may still lead here
                del place[key]
    if kept:
        obj.Annots = Array(kept)
    else:
        del obj["/Annots"]
    return said


def _harmless(link: Object) -> bool:
    """Whether the link only leads to a page of its document or to an address on the web."""
    for key in ("/AA", "/PA", "/AF"):
        if key in link:
            del link[key]
    action = link.get("/A")
    if action is None:
        # A name would have to be looked up in a list that is not taken along.
        return isinstance(link.get("/Dest"), Array)
    if not isinstance(action, Dictionary) or str(action.get("/S")) not in _KEPT_ACTIONS:
        return False
    if "/Next" in action:
        del action["/Next"]
    if action.get("/S") == Name.GoTo:
        return isinstance(action.get("/D"), Array)
    return str(action.get("/URI", "")).lower().startswith(("http:", "https:", "mailto:"))


def _fair_box(page: Page) -> None:
    try:
        left, bottom, right, top = (float(n) for n in page.mediabox)
    except (ValueError, TypeError, AttributeError, pikepdf.PdfError):
        left = bottom = right = top = 0.0
    width, height = right - left, top - bottom
    if not (1 <= abs(width) <= _WIDEST and 1 <= abs(height) <= _WIDEST):
        page.obj.MediaBox = _A4
        for key in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
            if key in page.obj:
                del page.obj[key]
