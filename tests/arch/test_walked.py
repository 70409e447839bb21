"""Every screen and every kind of dialog has a place in the walk by ear, by keys and in all looks.

A new class fails here until tests/support/places.py or dialogs.py leads to it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.dialogs import DIALOGS
from tests.support.places import PLACES
from ui.screens import all as screens

UI = Path(__file__).parents[2] / "ui"
QT_DIALOGS = {"QProgressDialog", "QMessageBox", "QInputDialog", "QErrorMessage", "QWizard"}


def trees() -> Iterator[ast.AST]:
    """The syntax of each module of the window."""
    for path in sorted(UI.rglob("*.py")):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def name_of(node: ast.expr) -> str:
    """The last part of a name; of ``Form[Any]`` it is Form."""
    inner = node.value if isinstance(node, ast.Subscript) else node
    return getattr(inner, "id", getattr(inner, "attr", ""))


def made_from(root: str) -> set[str]:
    """The classes made from ``root`` that no other is made from; classes within functions too."""
    bases = {node.name: [name_of(each) for each in node.bases]
             for node in trees() if isinstance(node, ast.ClassDef)}

    def is_one(name: str) -> bool:
        return name == root or any(is_one(each) for each in bases.get(name, ()))

    under = {each for names in bases.values() for each in names}
    return {name for name in bases if is_one(name) and name not in under and name != root}


def test_every_kind_of_dialog_is_walked() -> None:
    walked = {place.kind for place in PLACES} | {kind for each in DIALOGS for kind in each.kinds}
    of_qt = {name_of(node.func) for node in trees() if isinstance(node, ast.Call)} & QT_DIALOGS
    ours = made_from("QDialog")
    assert len(ours) > 15, "the classes are found"
    assert (ours | of_qt | {"ActionDialog", "Interruption"}) - walked == set()


def test_every_screen_is_walked() -> None:
    named = {where.partition(":")[2] for where in screens._WHERE.values()}
    ours = made_from("Screen")
    assert len(ours) > 8, "the classes are found"
    assert ours - named == set(), "each has a name by which it is gone to"
    assert screens.SCREENS.keys() - {place.screen for place in PLACES} == set()


def test_a_new_dialog_would_be_missed() -> None:
    assert "VersionsDialog" in made_from("QDialog"), "by a base between"
    assert "AskingDialog" in made_from("QDialog"), "within a function"
    assert "Dialog" not in made_from("QDialog"), "others are made from it"
