"""The files of tests in memory, where the machine offers that: a disk waits for every write.

A database of a test is made, opened and dropped within a second; on a disk most of that is waiting.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # Linux has it; elsewhere the ordinary temporary folder serves
ROOM = 2 * 1024**3  # bytes; a whole run needs a quarter of it


def keep_files() -> None:
    """Keep the temporary files of this process, and of those that it starts, in memory.

    Whoever names a folder for temporary files (TMPDIR, TEMP, TMP) has the last word.
    """
    named = any(os.environ.get(each) for each in ("TMPDIR", "TEMP", "TMP"))
    if named or not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        return
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


if __name__ == "__main__":  # .ci/run asks where its server's files go
    keep_files()
    print(tempfile.gettempdir())
