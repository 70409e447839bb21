"""``caseworker walkthrough`` as it is typed, on the sample and on papers that nobody here made."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from caseworker import system
from caseworker.opening import open_office
from caseworker.queries.papers import colleagues
from tests.support import vera
from ui.__main__ import NO_DISPLAY, main

LETTERS = ("R1", "R6", "R8", "R13", "R14", "N2")
PICTURES = ("queue.png", "case.png")
BEGINNINGS = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".png": b"\x89PNG"}

pytestmark = pytest.mark.usefixtures("qapp")


def left_in(out: Path) -> set[str]:
    """The papers in the folder, without the database."""
    return {each.name for each in out.iterdir() if not each.name.startswith("walkthrough.db")}


def whole(path: Path) -> None:
    """The file is what its name says, and more than a stub."""
    data = path.read_bytes()
    assert data.startswith(BEGINNINGS[path.suffix]) and len(data) > 2_000, path.name


def walked(out: Path, *files: Path) -> set[str]:
    """Walk through with these files; the names of the originals that were kept."""
    assert main(["walkthrough", "--out", str(out), *map(str, files)]) == 0
    made = {f"{code}{ending}" for code in LETTERS for ending in (".pdf", ".docx")}
    made |= {"bundle.pdf", *PICTURES}
    left = left_in(out)
    assert made <= left
    for name in made:
        whole(out / name)
    return left - made


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> tuple[Path, set[str]]:
    """The folder after a walk with the sample, and its originals."""
    out = tmp_path_factory.mktemp("walk") / "new" / "folder"
    return out, walked(out)


def test_the_sample_leaves_its_papers(sample: tuple[Path, set[str]]) -> None:
    out, originals = sample
    assert len(originals) == 2 and all(name.startswith("original-") for name in originals)
    with pypdfium2.PdfDocument(out / "bundle.pdf") as bundle:
        assert len(bundle) > 5
    for name in PICTURES:
        with Image.open(out / name) as picture:
            assert picture.size == (1440, 900)
            colours = picture.convert("RGB").getcolors(1_000_000)
            assert colours is not None and len(colours) > 50  # something is painted


def test_every_letter_can_be_read_by_everybody(sample: tuple[Path, set[str]]) -> None:
    files = [sample[0] / f"{code}.pdf" for code in LETTERS]
    try:
        reports = vera.check(files)
    except vera.NoVera as missing:
        pytest.skip(str(missing))
    assert [(report.file, report.failed) for report in reports if not report.compliant] == []


def test_the_same_folder_again_is_no_trouble(sample: tuple[Path, set[str]]) -> None:
    out, originals = sample
    assert walked(out) == originals


def test_an_e_mail_that_nobody_here_made(tmp_path: Path) -> None:
    path = tmp_path / "foreign.eml"
    path.write_bytes(found("test/test_email/data/msg_07.txt"))  # with a picture attached
    assert any("foreign.eml" in name for name in walked(tmp_path / "out", path))


def test_a_pdf_that_nobody_here_made(tmp_path: Path) -> None:
    path = tmp_path / "foreign.pdf"
    path.write_bytes(found("**/*.pdf"))
    assert walked(tmp_path / "out", path) == {"original-foreign.pdf"}


def found(pattern: str) -> bytes:
    """A file that came with Python, a package or the system; skips aloud where there is none."""
    places = [Path(sysconfig.get_path(place)) for place in ("stdlib", "purelib", "data")]
    for place in (*places, Path("/usr/share/doc")):
        for path in sorted(place.glob(pattern)):
            if path.is_file() and 1_000 < path.stat().st_size < 5_000_000:
                return path.read_bytes()
    pytest.skip(f"No file {pattern} came with Python, a package or the system")


@pytest.mark.parametrize(("size", "words"), [
    (0, "Scan 0009.pdf is empty"), (51 * 1024 * 1024, "Scan 0009.pdf is larger than 50 MB")])
def test_a_file_that_cannot_be_logged_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], size: int, words: str
) -> None:
    path = tmp_path / "Scan 0009.pdf"
    with path.open("wb") as file:
        file.truncate(size)
    assert main(["walkthrough", "--out", str(tmp_path / "out"), str(path)]) == 1
    assert words in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["walkthrough", "--out", str(tmp_path / "out"), str(tmp_path / "gone.pdf")]) == 1
    assert "gone.pdf" in capsys.readouterr().err


def test_the_demo_without_a_display_says_so_and_walks_through(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "has_display", lambda: False)
    monkeypatch.chdir(tmp_path)
    assert main(["demo"]) == 0
    assert NO_DISPLAY in capsys.readouterr().out
    assert {"R1.pdf", "bundle.pdf", "queue.png"} <= left_in(tmp_path / "caseworker-walkthrough")
    assert main([]) == 1  # the real thing needs a window
    assert "caseworker walkthrough --out DIR" in capsys.readouterr().out


@pytest.mark.parametrize("given", [
    ["walkthrough"], ["no-such-command"], ["walkthrough", "--out"],
    ["--data", "here", "--database", "sqlite://", "demo"], ["add-colleague", "a", "b"],
])
def test_arguments_that_make_no_sense_end_with_2(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == 2
    assert "usage: caseworker" in capsys.readouterr().err


def test_data_chooses_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "records"
    assert main(["--data", str(folder), *COLLEAGUE]) == 0
    assert "Priya Shah" in names(f"sqlite:///{(folder / 'caseworker.db').as_posix()}")


def test_database_chooses_the_database(database_url: str) -> None:
    assert main(["--database", database_url, *COLLEAGUE]) == 0
    assert "Priya Shah" in names(database_url)


COLLEAGUE = ("add-colleague", "pshah", "Priya Shah", "--role", "caseworker")


def names(url: str) -> list[str]:
    """The colleagues in a database."""
    office = open_office(url)
    try:
        return [each.name for each in office.ask(colleagues)]
    finally:
        office.close()
