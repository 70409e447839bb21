"""The limited process: what it may not do, and what happens when it fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseworker import intake
from caseworker.intake.process import LimitedProcess, NoAnswer
from tests.support import files

JOBS = "tests.support.bad_jobs"


@pytest.fixture
def process() -> Iterator[LimitedProcess]:
    made = LimitedProcess(JOBS, seconds=4.0)
    yield made
    made.close()


def test_importing_intake_loads_no_heavy_library() -> None:
    code = """import sys, caseworker.intake
print(*{'pikepdf', 'PIL', 'docx', 'pypdfium2', 'reportlab'} & set(sys.modules))"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


@pytest.mark.parametrize("job", ["sleep", "die", "nonsense", "spin"])
def test_a_failed_process_is_replaced(process: LimitedProcess, job: str) -> None:
    assert process.call({"job": "echo", "word": "one"})[0] == {"word": "one"}
    with pytest.raises(NoAnswer) as caught:
        process.call({"job": job})
    assert caught.value.why == ("time" if job in ("sleep", "spin") else "died")
    assert process.call({"job": "echo", "word": "two"})[0] == {"word": "two"}


def test_memory_is_limited(process: LimitedProcess) -> None:
    if sys.platform == "darwin":
        pytest.skip("macOS does not hold to the limit")
    with pytest.raises(NoAnswer) as caught:
        process.call({"job": "hoard"})
    assert caught.value.why in ("refused", "died")


@pytest.mark.parametrize("job", ["connect", "run", "write", "delete"])
def test_it_may_not(process: LimitedProcess, job: str, tmp_path: object) -> None:
    with pytest.raises(NoAnswer) as caught:
        process.call({"job": job, "path": str(tmp_path)})
    assert caught.value.why == "refused"


def test_it_is_given_no_settings(
    process: LimitedProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", "secret")
    seen = process.call({"job": "look"})[0]
    assert "PGPASSWORD" not in seen["environment"]
    assert seen["arguments"] == [] or len(seen["arguments"]) == 1
    assert "pytest" not in seen["modules"]


def test_the_main_module_is_not_run_again(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text("from caseworker import intake\nprint(intake.read(b'words', 'a').text)\n")
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    run = subprocess.run(
        [sys.executable, str(script)], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout == "words\n"


def test_reading_goes_on_after_the_reader_was_killed() -> None:
    assert intake.read(b"words", "a.txt").kind == "text"
    pid = intake._reader.pid
    assert pid
    os.kill(pid, signal.SIGTERM)
    intake._reader._process.join()
    assert intake.read(b"words", "a.txt").kind == "text"
    assert intake._reader.pid != pid


def test_killed_while_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    content = files.pdf_text(*["words " * 10] * 3000)
    hear = intake._reader.hear

    def killed() -> object:  # the question has been sent, and the answer takes a while
        os.kill(intake._reader.pid or 0, signal.SIGTERM)
        return hear()

    monkeypatch.setattr(intake._reader, "hear", killed)
    found = intake.read(content, "long.pdf")
    monkeypatch.undo()
    assert found.kind == "other" and "could not read" in found.note
    assert intake.read(b"words", "a.txt").kind == "text"


def test_calls_from_many_threads_take_turns() -> None:
    seen: list[str] = []

    def ask(number: int) -> None:
        seen.append(intake.read(f"words {number}".encode(), "a.txt").text)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == sorted(f"words {n}" for n in range(12))


def test_it_ends_with_the_program() -> None:
    code = (
        "from caseworker import intake; intake.read(b'words', 'a'); print(intake._reader.pid)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    with pytest.raises(ProcessLookupError):
        os.kill(int(run.stdout), 0)
