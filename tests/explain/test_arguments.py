"""What a person gets wrong at the command line: words, exit code 2, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.__main__ import main

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "QUESTION"),
        ("weather", "weather"),
        ("working-days", "START"),
        ("working-days 2026-02-30 5", "no such day"),
        ("working-days soon 5", "“soon” is not a date"),
        ("working-days 2026-02-03 five", "whole number"),
        ("working-days 2026-02-03 -5", "whole number"),
        ("working-days 2026-02-03 2.5", "whole number"),
        ("working-days 2026-02-03 99999", "10,000"),
        ("working-days 1950-02-03 5", "1990"),
        ("working-days 2035-12-01 500", "2035"),
        ("calendar-days 10000-01-01 5", "not a date"),
        ("months 2026-02-03 x", "whole number"),
        ("review-window --letter 2026-04-01", "--received"),
        ("review-window --letter 1/13/2026 --received 2026-04-01", "1/13/2026"),
        ("review-window --letter 2026-04-01 --received 2026-04-20 --iopc-received 2026-04-10",
         "--iopc-forwarded"),
        ("review-window --letter 2026-04-01 --received 2026-04-20 --iopc-forwarded 2026-04-10",
         "--iopc-received"),
        ("review-body --referred maybe", "yes, no or unsure"),
        ("review-body --rank ", "--rank"),
        ("complaint-window --issue 2026-01-01", "--received"),
        ("complaint-due", "--received"),
        ("complaint-due --received 2019-01-01", "in force"),
        ("decider", "--subject"),
        ("decider --subject mayor", "mayor"),
        ("decider --subject staff --stage 3", "3"),
        ("decider --subject staff --stage one", "one"),
        ("route", "FILE"),
        ("route no-such-file.txt", "no-such-file.txt"),
        ("route .", "cannot be read"),
    ],
)
def test_a_bad_argument_is_refused_in_words(
    words: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = words.split(" ") if words else []
    try:
        code = main(["explain", *typed])
    except SystemExit as stopped:  # argparse ends the program itself
        code = stopped.code  # type: ignore[assignment]
    output = capsys.readouterr()
    assert code == 2
    assert says in output.err
    assert output.out == ""
    assert "Traceback" not in output.err


def test_the_words_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    words = "explain review-window --letter 2026-04-01 --received 2026-04-29"
    assert main(words.split()) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["in time", "Date: Wednesday 29 April 2026"]
    assert lines[2].startswith("Why: Received on 29 April 2026, day 28 of 28")
    assert lines[3].startswith("Source: Police (Complaints and Misconduct) Regulations 2020")
    assert "  Wednesday 29 April 2026: Day 28" in lines


HEAVY = ("PySide6", "sqlalchemy", "reportlab", "docx", "pikepdf", "pypdfium2", "PIL", "jinja2")


@pytest.mark.parametrize(
    "words",
    ["working-days 2026-01-05 20", "review-body --referred yes", "decider --subject ceo",
     "review-window --letter 2026-04-01 --received 2026-04-29", "route README.md"],
)
def test_nothing_heavy_is_loaded(words: str) -> None:
    program = (
        "import sys\n"
        "from ui.__main__ import main\n"
        f"assert main(['explain', *{words.split()!r}]) == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == "[]"


def test_it_answers_at_once() -> None:
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-m", "caseworker", "explain", "working-days", "2026-01-05", "20"],
        cwd=ROOT, capture_output=True, check=False,
    )
    assert done.returncode == 0
    # Work, not time: some 0.2 s; a database or Qt would take more. (Windows tells none.)
    assert os.times().children_user - before.children_user < 5
