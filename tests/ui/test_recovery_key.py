"""The recovery key in the window: shown, hidden, asked back; and asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from caseworker.sealed import Key
from tests.support.access import faults
from ui import theme
from ui.recovery_key import AskKey, ShowKey

LOOKS = [theme.Theme("light"), theme.Theme("dark", 1.5), theme.Theme("contrast")]


def read(dialog: QDialog) -> str:
    return " ".join(each.text() for each in dialog.findChildren(QLabel)
                    if each.isVisibleTo(dialog))


def asked_for(dialog: ShowKey) -> int:
    found = re.search(r"type group (\d+)", read(dialog))
    assert found is not None
    return int(found[1]) - 1


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_group_is_asked_back_while_the_key_is_hidden(
    qtbot: QtBot, qapp: object, look: theme.Theme
) -> None:
    theme.apply(qapp, look)
    key = Key.new()
    dialog = ShowKey(None, key, "Encrypt the records")
    qtbot.addWidget(dialog)
    dialog.show()
    assert all(group in read(dialog) for group in key.groups) and faults(dialog) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not any(group in read(dialog) for group in key.groups)
    assert dialog.focusWidget() is dialog.typed.control and faults(dialog) == []
    qtbot.keyClicks(dialog.typed.control, "wrong")
    qtbot.keyClick(dialog.typed.control, Qt.Key.Key_Return)
    assert "That is not group" in read(dialog) and dialog.isVisible() and faults(dialog) == []
    dialog.again.click()
    assert all(group in read(dialog) for group in key.groups)
    dialog.act.click()
    dialog.typed.put("")
    qtbot.keyClicks(dialog.typed.control, key.groups[asked_for(dialog)].lower())
    qtbot.keyClick(dialog.typed.control, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_leaving_encrypts_nothing(qtbot: QtBot) -> None:
    dialog = ShowKey(None, Key.new(), "Encrypt the records")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_the_page_to_print_has_the_key(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypdfium2

    key = Key.new()
    dialog = ShowKey(None, key)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.act.isVisible() and dialog.back.text() == "Close"
    for place, said in ((tmp_path / "none" / "key", "cannot be written to"),
                        (tmp_path / "key", "Saved as key.pdf")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName",
                            lambda *_, place=place: (str(place), ""))
        dialog.save()
        assert said in read(dialog)
    shown = pypdfium2.PdfDocument(tmp_path / "key.pdf")[0].get_textpage().get_text_range()
    assert all(group in shown for group in key.groups)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_typed_key_is_taken_or_its_wrong_group_named(
    qtbot: QtBot, qapp: object, look: theme.Theme
) -> None:
    theme.apply(qapp, look)
    key = Key.new()
    dialog = AskKey(None, key.mark)
    qtbot.addWidget(dialog)
    dialog.show()
    groups = key.groups
    wrong = [*groups[:2], groups[2][:-1] + ("0" if groups[2][-1] != "0" else "1"), *groups[3:]]
    for typed, said in ((" ".join(wrong), "Check group 3"),
                        (" ".join(Key.new().groups), "does not fit these"), ("", "has 0")):
        dialog.typed.put(typed)
        qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
        assert said in read(dialog) and dialog.typed.raw() == typed and dialog.key is None
        assert faults(dialog) == []
    dialog.typed.put("\n".join(groups).lower())
    qtbot.keyClick(dialog.act, Qt.Key.Key_Return)
    assert dialog.key == key and dialog.result() == QDialog.DialogCode.Accepted
