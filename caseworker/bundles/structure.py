"""The tree of meaning of the whole bundle: what tagged documents bring along is kept.

Issued letters, the index and what we typeset are tagged; their trees are joined under one. A page
without tags becomes a figure whose description says what it is, and does not claim to be text.
"""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

_MOST_ELEMENTS = 50_000
_DEEPEST = 200


class Tree:
    """The tree being built in ``document``. ``close`` writes it."""

    def __init__(self, document: Pdf) -> None:
        self._document = document
        self.root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._whole = self._element(Name.Document, self.root)
        self._parents: list[tuple[int, Object]] = []
        self._next = 0
        self._roles: dict[str, Object] = {}
        self._classes: dict[str, Object] = {}
        self.accessible = True  # until a document is added for which it can't be said

    def _element(self, kind: Name, parent: Object, **more: Any) -> Object:
        return self._document.make_indirect(
            Dictionary(Type=Name.StructElem, S=kind, P=parent, K=Array(), **more)
        )

    def part(self, title: str, first: bool = False) -> Object:
        """A part of the bundle: one document, or the index, which goes ``first``."""
        part = self._element(Name.Part, self._whole, T=String(title))
        if first:
            self._whole.K.insert(0, part)
        else:
            self._whole.K.append(part)
        return part

    def adopt(self, source: Pdf, pages: list[Page], part: Object) -> bool:
        """Take over the tree of a document whose pages were just copied; False if it has no
        sound one. Nothing is changed then."""
        numbers = _sound(source)
        if numbers is None or self._clash(source):
            return False
        tree = source.Root.StructTreeRoot
        copy = self._document.copy_foreign(tree)
        for kind, into in (("/RoleMap", self._roles), ("/ClassMap", self._classes)):
            into.update(dict((copy.get(kind) or Dictionary()).items()))
        top = copy.get("/K")
        for element in list(top) if isinstance(top, Array) else [top]:
            if not isinstance(element, Dictionary):
                continue
            element.P = part
            part.K.append(element)
        for number, value in _numbers(copy.ParentTree):
            self._parents.append((self._next + number, value))
        moved: set[tuple[int, int]] = set()
        for page in pages:
            self._move(page.obj, moved)
        self._next += max(numbers, default=-1) + 1
        return True

    def _clash(self, source: Pdf) -> bool:
        tree = source.Root.StructTreeRoot
        for kind, known in (("/RoleMap", self._roles), ("/ClassMap", self._classes)):
            for name, value in (tree.get(kind) or Dictionary()).items():
                if name in known and known[name].unparse() != value.unparse():
                    return True
        return False

    def _move(self, page: Object, moved: set[tuple[int, int]]) -> None:
        """The numbers by which a page, its links and its drawings find their place in the tree."""
        page.StructParents = int(page.StructParents) + self._next
        page.Tabs = Name.S
        things = list(page.get("/Annots") or [])
        drawings = (page.get("/Resources") or Dictionary()).get("/XObject")
        things += [value for _, value in drawings.items()] if drawings is not None else []
        for thing in things:
            if thing.is_indirect and thing.objgen in moved:
                continue  # pages share drawings
            moved.add(thing.objgen)
            for key in ("/StructParent", "/StructParents"):
                if key in thing:
                    thing[key] = int(thing[key]) + self._next

    def figure(self, page: Page, part: Object, words: str) -> Name:
        """Make a page without tags one figure, described by ``words``; its content is to be put
        between marks by the caller, as number 0 of the page."""
        figure = self._element(Name.Figure, part, Alt=String(words), Pg=page.obj)
        figure.K.append(0)
        part.K.append(figure)
        page.obj.StructParents = self._next
        self._parents.append((self._next, Array([figure])))
        self._next += 1
        for link in list(page.obj.get("/Annots") or []):
            self._link(link, page, part)
        page.obj.Tabs = Name.S
        return Name.Figure

    def _link(self, link: Object, page: Page, part: Object) -> None:
        element = self._element(Name.Link, part, Pg=page.obj)
        element.K.append(Dictionary(Type=Name.OBJR, Obj=link, Pg=page.obj))
        part.K.append(element)
        if "/Contents" not in link:
            action = link.get("/A") or Dictionary()
            link.Contents = String(str(action.get("/URI", "Go to another page of this document")))
        link.StructParent = self._next
        self._parents.append((self._next, element))
        self._next += 1

    def close(self) -> None:
        """Write the tree into the document."""
        self.root.K = Array([self._whole])
        numbers = Array()
        for number, value in sorted(self._parents, key=lambda pair: pair[0]):
            numbers.append(number)
            numbers.append(value)
        self.root.ParentTree = self._document.make_indirect(Dictionary(Nums=numbers))
        self.root.ParentTreeNextKey = self._next
        for kind, found in (("/RoleMap", self._roles), ("/ClassMap", self._classes)):
            if found:
                self.root[kind] = Dictionary(found)
        self._document.Root.StructTreeRoot = self.root


def says_accessible(source: Pdf) -> bool:
    """Whether the document itself declares PDF/UA-1."""
    try:
        with source.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as facts:
            return str(facts.get("pdfuaid:part", "")) == "1"
    except (ValueError, KeyError, TypeError, pikepdf.PdfError):
        return False


def _numbers(tree: Object, depth: int = 0) -> list[tuple[int, Object]]:
    found: list[tuple[int, Object]] = []
    if depth > 20:
        raise ValueError("number tree too deep")
    if "/Nums" in tree:
        flat = list(tree.Nums)
        found.extend((int(flat[n]), flat[n + 1]) for n in range(0, len(flat) - 1, 2))
    for kid in tree.get("/Kids") or []:
        found.extend(_numbers(kid, depth + 1))
    return found


def _sound(source: Pdf) -> list[int] | None:
    """The numbers of the document's tree, or None if it has none that can be trusted.

    Takes out of the tree what its elements carry along as files.
    """
    root = source.Root
    tree = root.get("/StructTreeRoot")
    marked = root.get("/MarkInfo")
    if not isinstance(tree, Dictionary) or not tree.is_indirect or "/AcroForm" in root:
        return None
    if not isinstance(marked, Dictionary) or not marked.get("/Marked") or "/Namespaces" in tree:
        return None
    try:
        numbers = {number for number, _ in _numbers(tree.ParentTree)}
        of_pages = [int(page.obj.StructParents) for page in source.pages]
        elements = _walk(tree.get("/K"))
    except (ValueError, TypeError, KeyError, AttributeError, pikepdf.PdfError):
        return None
    if not elements or len(set(of_pages)) != len(of_pages) or not set(of_pages) <= numbers:
        return None
    return sorted(numbers)


def _walk(top: Any) -> int:
    """Counts the elements. Raises ValueError for a tree that is too large, too deep or a ring."""
    seen: set[tuple[int, int]] = set()
    waiting = [(top, 0)]
    count = 0
    while waiting:
        item, depth = waiting.pop()
        if isinstance(item, Array):
            waiting.extend((kid, depth) for kid in item)
        elif isinstance(item, Dictionary) and "/S" in item:
            count += 1
            if count > _MOST_ELEMENTS or depth > _DEEPEST or item.objgen in seen:
                raise ValueError("not a sound tree")
            if item.is_indirect:
                seen.add(item.objgen)
            if "/AF" in item:
                del item["/AF"]
            waiting.append((item.get("/K"), depth + 1))
    return count
