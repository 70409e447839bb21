"""A private PostgreSQL server for tests, made of the programs that are on this machine.

Standard library only, so that it also runs before anything is installed::

    python3 -m tests.support.postgres start FOLDER    prints the URL of the new server
    python3 -m tests.support.postgres stop FOLDER

The server listens on loopback only, on a free port, with a password of its own.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
max_connections = 120
"""
# Nothing of a test server outlives the tests, so it need not survive a power cut.
FORGETFUL = """
fsync = off
synchronous_commit = off
full_page_writes = off
"""


class NoServer(Exception):
    """No server can be made here; the message says why."""


@dataclass(frozen=True)
class Server:
    """A running server: its folder, and the URL of its superuser as SQLAlchemy writes it."""

    folder: Path
    url: str

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        stop(self.folder)


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest of Debian's first; None without any."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0,
    )
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path and shutil.which("pg_ctl") else None


def start(folder: Path | None = None, *, durable: bool = False) -> Server:
    """Make a server in this folder (a new one in the temp folder when None) and start it.

    With ``durable`` it keeps what it acknowledged, as the server of an office does. Raises
    NoServer with the reason when there are no programs, or they do not run.
    """
    bin_folder = programs()
    if bin_folder is None:
        raise NoServer("PostgreSQL's programs (initdb, pg_ctl) are not installed")
    folder = folder or Path(tempfile.mkdtemp(prefix="caseworker-pg-"))
    folder.mkdir(parents=True, exist_ok=True)
    password, port = secrets.token_hex(16), _free_port()
    password_file = folder / "password"
    password_file.write_text(password + "\n", encoding="ascii")
    password_file.chmod(0o600)
    if _as_root():
        for path in (folder, password_file):
            shutil.chown(path, "postgres", "postgres")
    data = folder / "data"
    _run(
        bin_folder / "initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256",
        f"--pwfile={password_file}", "-E", "UTF8", "--no-locale", "--no-sync",
    )  # fmt: skip
    with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS.format(port=port) + ("" if durable else FORGETFUL))
    again(folder)
    url = f"postgresql+psycopg://postgres:{password}@127.0.0.1:{port}/postgres"
    return Server(folder, url)


def halt(folder: Path) -> None:
    """End every session and stop the server, as somebody who looks after it does; it stays."""
    bin_folder = programs()
    assert bin_folder is not None
    _run(bin_folder / "pg_ctl", "-D", folder / "data", "-m", "fast", "-w", "stop")


def again(folder: Path) -> None:
    """Start the server of this folder, which was stopped or killed."""
    bin_folder = programs()
    if bin_folder is None:
        raise NoServer("PostgreSQL's programs (initdb, pg_ctl) are not installed")
    _run(bin_folder / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-t", "60",
         "start")


def stop(folder: Path) -> None:
    """Stop the server of this folder, if it runs, and remove the folder."""
    bin_folder = programs()
    if bin_folder is not None and (folder / "data" / "postmaster.pid").exists():
        _run(bin_folder / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def _as_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(*words: str | Path) -> None:
    """Run one of PostgreSQL's programs; it refuses to run as root, so then as user postgres."""
    command = [str(word) for word in words]
    if _as_root():
        if shutil.which("runuser") is None:
            raise NoServer("PostgreSQL does not run as root, and there is no runuser")
        command = ["runuser", "-u", "postgres", "--", *command]
    # The output goes to a file: the server inherits it, and a pipe would never end.
    with tempfile.TemporaryFile() as output:
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                cwd=tempfile.gettempdir(), check=False, timeout=120,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoServer(f"{command[0]}: {error}") from error
        output.seek(0)
        said = output.read().decode("utf-8", "replace").strip()
    if done.returncode != 0:
        raise NoServer(f"{Path(str(words[0])).name} failed: {said[-500:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def main(arguments: list[str]) -> int:
    """Start or stop a server from a shell; returns the exit code."""
    if len(arguments) != 2 or arguments[0] not in ("start", "stop"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if arguments[0] == "start":
            print(start(Path(arguments[1])).url)
        else:
            stop(Path(arguments[1]))
    except NoServer as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
