"""Encrypt one's own records, and show their recovery key: asked for in the signed-in menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QMenu

from caseworker import encrypting, sealed
from caseworker.database import opener_behind
from caseworker.sealed import Key
from ui.recovery_key import AskKey, ShowKey

if TYPE_CHECKING:
    from ui.shell import MainWindow

ENCRYPT = "Encrypt the records"


def add_to(menu: QMenu, window: MainWindow) -> None:
    """What can be done with the file of one's own records; without SQLCipher, why not."""
    opener = opener_behind(window.office.engine)
    if opener is None:
        return
    if opener.key is not None:
        menu.addAction("Recovery key…").triggered.connect(
            lambda _=False, key=opener.key: ShowKey(window, key).exec())
        return
    menu.addAction(f"{ENCRYPT}…").triggered.connect(lambda _=False: encrypt(window))
    if words := sealed.why_not():
        menu.actions()[-1].setEnabled(False)
        menu.addAction(words).setEnabled(False)


def encrypt(window: MainWindow) -> None:
    """Give a recovery key; once it is had, close the records, encrypt them, and open them again."""
    opener = opener_behind(window.office.engine)
    assert opener is not None
    key = Key.new()
    if ShowKey(window, key, ENCRYPT).exec() == QDialog.DialogCode.Accepted:
        window.closed_for.emit("Encrypting the records", encrypting.DONE,
                               partial(encrypting.seal, opener.file, key))


def lacks_key(mark: bytes) -> bool:
    """Whether a backup's key has to be asked for. It looks into the keyring, so not in the
    window's thread.
    """
    return bool(mark) and not sealed.why_not() and sealed.key_for(mark) is None


def ask_key(window: MainWindow, mark: bytes) -> Key | None:
    """Ask for the recovery key of a backup; None when the user would rather not."""
    asked = AskKey(window, mark, "This backup is")
    return asked.key if asked.exec() == QDialog.DialogCode.Accepted else None
