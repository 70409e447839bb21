"""Messages on the pipe: a JSON head and raw blobs. Never pickle: the far end read strange files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any

from caseworker.intake.limits import ANSWER

Head = dict[str, Any]


def send(pipe: Connection[Any, Any], head: Head, blobs: Sequence[bytes | memoryview] = ()) -> None:
    """Send one message. Raises OSError when the far end has gone."""
    pipe.send_bytes(json.dumps({**head, "blobs": len(blobs)}).encode("ascii"))
    for blob in blobs:
        pipe.send_bytes(blob)


def receive(pipe: Connection[Any, Any], limit: int = ANSWER) -> tuple[Head, list[bytes]]:
    """Wait for one message of at most ``limit`` bytes for each of its pieces.

    Raises EOFError or OSError when the far end has gone, ValueError when it is not a message.
    """
    head = json.loads(pipe.recv_bytes(limit))
    if not isinstance(head, dict) or not isinstance(head.get("blobs"), int):
        raise ValueError("not a message")
    blobs = [pipe.recv_bytes(limit) for _ in range(head["blobs"])]
    return head, blobs
