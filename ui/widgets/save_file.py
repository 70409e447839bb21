"""Save a copy of something to a place that the user chooses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.screen import Host

KINDS = {".pdf": "PDF (*.pdf)", ".docx": "Word (*.docx)"}
_last: dict[str, Path] = {}  # where the user saved before, while the program runs


def save_copy(parent: QWidget, host: Host, name: str, make: Callable[[], bytes]) -> None:
    """Ask for a place, then make the bytes and write them off the window's thread.

    ``name`` is the name that is offered, with its ending. What goes wrong is said in words.
    """
    folder = _last.get("folder", Path.home())
    chosen, _ = QFileDialog.getSaveFileName(
        parent, f"Save {name}", str(folder / name), KINDS.get(Path(name).suffix, ""))
    if not chosen:
        return
    place = Path(chosen)
    if not place.suffix:
        place = place.with_suffix(Path(name).suffix)
    _last["folder"] = place.parent

    def failed(error: Exception) -> None:
        if isinstance(error, OSError):
            host.notice(f"{place.name} is not saved.",
                        "The folder cannot be written to, or the file is open in another "
                        "program. Choose another place.", "red")
        else:
            host.trouble(error)

    host.jobs.run(lambda: _write(place, make()),
                  lambda _: host.notice(f"Saved {place.name}.", str(place.parent)), failed)


def _write(place: Path, content: bytes) -> None:
    """Write beside the place first, so that a failure never spoils a file that is there."""
    beside = place.with_name(f"{place.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
