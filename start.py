"""Set Caseworker up on a fresh machine and open it. Needs Python 3.11 and nothing else.

    python3 start.py              open the window with the invented cases of the demo
    python3 start.py OPTIONS      the same; the options are passed on to "caseworker demo"
    python3 start.py test         run the tests; further options are passed on to pytest
    python3 start.py --help       show these lines

The first run makes a virtual environment in the folder .venv and installs the program into it
(some 300 MB, by pip). Later runs start at once, until pyproject.toml changes.
"""

# No "from __future__ import annotations" here: a Python too old to know it should still get as
# far as the plain sentence below.
import ctypes
import hashlib
import importlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 (it is for the Pythons that are too old)
    sys.exit(
        f"Caseworker needs Python 3.11 or newer. This is Python {sys.version.split()[0]}. "
        "Install a newer Python and start again with it."
    )

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
STAMP = VENV / "caseworker-stamp.txt"
WINDOWS = sys.platform == "win32"

# What Qt needs of a Debian or Ubuntu machine without a desktop (tried on a bare Debian 12).
QT_PACKAGES = (
    "libgl1", "libegl1", "libglib2.0-0", "libfontconfig1", "libfreetype6", "libxkbcommon0",
    "libdbus-1-3",
)  # fmt: skip
# What it needs besides for a window on an X display: library, and the package that holds it.
DISPLAY_PACKAGES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def main(arguments: list[str]) -> int:
    """Set up what is missing, then run the demo or the tests; returns the exit code."""
    if arguments[:1] in (["-h"], ["--help"]):
        print((__doc__ or "").strip())
        return 0
    testing = arguments[:1] == ["test"]
    set_up("dev" if testing else "")
    if testing:
        # On all cores, each busy to the end; somebody who names tests is not kept waiting for
        # two interpreters.
        chosen = arguments[1:] or ["-n", "auto", "--dist", "worksteal"]
        return run([venv_program("python"), "-m", "pytest", *chosen])
    return run([venv_program("caseworker"), "demo", *arguments])


def set_up(extra: str) -> None:
    """Make .venv, install the program with this extra, and see that Qt can start."""
    wanted = fingerprint()
    if VENV.is_dir() and installed(wanted, extra):
        return
    make_venv()
    target = f".[{extra}]" if extra else "."
    say(f"Installing Caseworker into {VENV.name}. The first time takes some minutes.")
    command = [venv_program("python"), "-m", "pip", "install", "--disable-pip-version-check"]
    if run([*command, "--quiet", "--editable", target]) != 0:
        sys.exit("The installation did not finish. What pip says above is the reason.")
    if qt_is_ready():
        # Written last, so that an interrupted set-up is done again.
        STAMP.write_text(f"{wanted} {extra}\n", encoding="utf-8")


def fingerprint() -> str:
    """Names what an installation depends on: the requirements, the Python, and the folder."""
    parts = (
        (HERE / "pyproject.toml").read_bytes(), sys.version.encode(), os.fsencode(HERE)
    )  # fmt: skip
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def installed(wanted: str, extra: str) -> bool:
    """Whether .venv already holds these requirements; the tests' set-up serves the demo too."""
    try:
        found, _, had = STAMP.read_text(encoding="utf-8").partition(" ")
    except OSError:
        return False
    return found == wanted and extra in ("", had.strip())


def make_venv() -> None:
    """Make .venv, or keep the one that is there and still runs."""
    if Path(venv_program("python")).exists() and run([venv_program("python"), "-c", ""]) == 0:
        return
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it apart, with venv
        install_packages(["python3-venv"], "Python's venv module is missing")
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip") is None:
            sys.exit("Then start again.")
    say(f"Making a virtual environment in {VENV}.")
    if run([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        sys.exit("The virtual environment could not be made. The reason is above.")


def qt_is_ready() -> bool:
    """Whether Qt can start; on Debian and Ubuntu its missing system libraries are seen to."""
    missing = [] if qt_imports() else [*QT_PACKAGES, *DISPLAY_PACKAGES.values()]
    if not missing and sys.platform == "linux" and os.environ.get("DISPLAY"):
        missing = [name for library, name in DISPLAY_PACKAGES.items() if not loads(library)]
    if not missing:
        return True
    install_packages(missing, "Qt, which draws the window, misses some system libraries")
    return qt_imports()


def qt_imports() -> bool:
    """Whether PySide6 can be imported: it fails when a system library is not there."""
    result = subprocess.run(
        [venv_program("python"), "-c", "import PySide6.QtWidgets"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, check=False,
    )  # fmt: skip
    return result.returncode == 0


def loads(library: str) -> bool:
    """Whether the system has this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(names: list[str], why: str) -> None:
    """Install Debian packages when we may; otherwise say what to type, and go on."""
    install = ["apt-get", "install", "--yes", "-qq", "--no-install-recommends", *names]
    if shutil.which("apt-get") is None:
        say(f"{why}. Install what your system calls: {' '.join(names)}")
    elif os.geteuid() != 0:
        say(f"{why}. Type: sudo {shlex.join(install)}")
    else:
        say(f"{why}. Installing: {' '.join(names)}")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update", "-qq"], quiet)
        run(install, quiet)


def venv_program(name: str) -> str:
    """The path of a program in .venv."""
    return str(VENV / "Scripts" / f"{name}.exe" if WINDOWS else VENV / "bin" / name)


def run(command: list[str], env: dict[str, str] | None = None) -> int:
    """Run a program in this folder and return its exit code."""
    try:
        return subprocess.run(command, cwd=HERE, env=env, check=False).returncode
    except KeyboardInterrupt:
        return 130  # what a shell reports for Ctrl+C
    except OSError as error:
        say(f"{command[0]} could not be started: {error.strerror}")
        return 1


def say(words: str) -> None:
    """Tell the user, in step with the output of the programs that are run."""
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
