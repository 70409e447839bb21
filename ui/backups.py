"""Back up the records, and restore them: asked for in the signed-in menu, done off the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QProgressBar, QProgressDialog

from caseworker import backup, sealed
from caseworker.backup import BackupFailed, Manifest, Restored
from caseworker.rules.london import LONDON
from caseworker.sealed import Key
from ui.encrypting import ask_key, lacks_key
from ui.jobs import Job
from ui.widgets.confirm import confirm, tell

if TYPE_CHECKING:
    from ui.shell import MainWindow

KIND = "Backup of Caseworker (*.backup)"
Words = Callable[[int, int, str], None]


def back_up(window: MainWindow) -> None:
    """Ask for a place, make a backup there, and say what is in it, or why there is none."""
    now = window.office.now().astimezone(LONDON)
    chosen, _ = QFileDialog.getSaveFileName(
        window, "Back up the records", str(Path.home() / backup.name_for(now)), KIND,
        options=QFileDialog.Option.DontConfirmOverwrite)  # the backup itself never overwrites
    if not chosen:
        return
    place = Path(chosen)
    place = place if place.suffix else place.with_suffix(".backup")
    engine: Any = window.office.engine

    def made(manifest: Manifest) -> None:
        window.notice("The records are backed up.", f"{what(manifest)}. The copy was restored "
                      f"once and is the same. It is in {place}")

    _run(window, "Backing up the records",
         lambda report: backup.make(engine, place, now, report), made)


def restore(window: MainWindow) -> None:
    """Ask for a backup and for a second thought, restore it, and close the window."""
    chosen, _ = QFileDialog.getOpenFileName(
        window, "Restore the records from a backup", str(Path.home()), f"{KIND};;All files (*)")
    if not chosen:
        return
    file = Path(chosen)
    now, engine = window.office.now().astimezone(LONDON), window.office.engine

    def restored(done: Restored) -> None:
        kept = f" What was there before is kept: {done.kept}." if done.kept else ""
        tell(window, "The records are restored",
             f"{what(done.manifest)}.{kept} Caseworker closes now. Open it again to go on.")
        window.close()

    def not_restored(error: Exception) -> None:
        window.resting.emit(False)
        _failed(window, error)

    def looked(found: tuple[Manifest, bool]) -> None:
        manifest, locked = found
        key = ask_key(window, bytes.fromhex(manifest.mark)) if locked else None
        if locked and key is None:
            return
        lines = [f"All records are replaced by those of the backup: {what(manifest)}.",
                 "What is there now is kept beside them under another name."]
        if confirm(window, "Restore the records?", lines, "Restore the records"):
            window.resting.emit(True)
            _run(window, "Restoring the records", partial(work, key), restored, not_restored)

    def work(key: Key | None, report: backup.Report) -> Restored:
        if key is not None:
            sealed.keep(key)
        return backup.restore(engine, file, now, report)

    window.jobs.run(lambda: _looked(file), looked, lambda error: _failed(window, error))


def _looked(file: Path) -> tuple[Manifest, bool]:
    """What is in a backup, and whether its recovery key has to be asked for."""
    manifest = backup.look(file)
    return manifest, lacks_key(bytes.fromhex(manifest.mark))


def what(manifest: Manifest) -> str:
    """What is in a backup: "48 cases, as on 12 March 2026 at 09:30"."""
    cases = "1 case" if manifest.cases == 1 else f"{manifest.cases} cases"
    day = manifest.made.astimezone(LONDON)
    return f"{cases}, as on {day.day} {day:%B} {day.year} at {day:%H:%M}"


def bar_for(window: MainWindow, title: str) -> QProgressDialog:
    """What shows how far long work is, with Stop."""
    bar = QProgressDialog(title, "Stop", 0, 0, window)
    bar.setWindowTitle(title)
    bar.setAccessibleName(title)
    for part in bar.findChildren(QProgressBar):  # Qt gives its bar no name
        part.setAccessibleName(title)
    bar.setModal(True)
    bar.setAutoClose(False)
    bar.setAutoReset(False)
    bar.setMinimumDuration(0)
    return bar


def _run(window: MainWindow, title: str, work: Callable[[backup.Report], Any],
         done: Callable[[Any], None], failed: Callable[[Exception], None] | None = None) -> None:
    """Do long work behind a bar with Stop; the window waits, so that nothing changes meanwhile."""
    failed, bar = failed or partial(_failed, window), bar_for(window, title)

    def over() -> None:
        bar.blockSignals(True)
        bar.close()
        bar.deleteLater()

    def then(value: Any) -> None:
        over()
        done(value)

    def otherwise(error: Exception) -> None:
        over()
        failed(error)

    def progress(so_far: int, of: int, words: str) -> None:
        bar.setMaximum(of)  # 0 shows that it goes on, without saying how far
        bar.setValue(so_far if of else 0)
        bar.setLabelText(words)

    job: Job = window.jobs.run(work, then, otherwise, progress)
    bar.canceled.connect(job.cancel)
    bar.show()


def _failed(window: MainWindow, error: Exception) -> None:
    if isinstance(error, BackupFailed):
        window.notice("This was not done.", str(error), "red")
    else:
        window.trouble(error)
