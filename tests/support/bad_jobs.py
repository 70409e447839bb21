"""Jobs that misbehave, for the limited process to survive."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any


def _echo(talk: Any, head: Any, blobs: Any) -> Any:
    return {"word": head["word"]}, blobs


def _sleep(talk: Any, head: Any, blobs: Any) -> Any:
    time.sleep(60)


def _spin(talk: Any, head: Any, blobs: Any) -> Any:
    while True:
        pass


def _die(talk: Any, head: Any, blobs: Any) -> Any:
    os.abort()


def _nonsense(talk: Any, head: Any, blobs: Any) -> Any:
    talk._pipe.send_bytes(b"not a message")
    return {}, []


def _hoard(talk: Any, head: Any, blobs: Any) -> Any:
    kept = [bytearray(64 * 1024 * 1024) for _ in range(64)]
    return {"kept": len(kept)}, []


def _connect(talk: Any, head: Any, blobs: Any) -> Any:
    socket.create_connection(("127.0.0.1", 9), timeout=1).close()
    return {}, []


def _run(talk: Any, head: Any, blobs: Any) -> Any:
    subprocess.run([sys.executable, "--version"], check=True)
    return {}, []


def _write(talk: Any, head: Any, blobs: Any) -> Any:
    (Path(head["path"]) / "left behind").write_text("words")
    return {}, []


def _delete(talk: Any, head: Any, blobs: Any) -> Any:
    Path(head["path"]).rmdir()
    return {}, []


def _look(talk: Any, head: Any, blobs: Any) -> Any:
    return {
        "environment": sorted(os.environ), "arguments": sys.argv, "modules": sorted(sys.modules),
    }, []  # fmt: skip


JOBS = {
    "echo": _echo, "sleep": _sleep, "spin": _spin, "die": _die, "nonsense": _nonsense,
    "hoard": _hoard, "connect": _connect, "run": _run, "write": _write, "delete": _delete,
    "look": _look,
}  # fmt: skip
