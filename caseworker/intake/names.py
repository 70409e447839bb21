"""File names from strangers, and whether a file can be taken in at all."""

from __future__ import annotations

import re
import unicodedata

from caseworker.intake.limits import LARGEST_FILE
from caseworker.rules.finding import Finding, refusal

_LONGEST = 120
_FORBIDDEN = re.compile(r'[<>:"|?*]')
# Windows opens the device, whatever ending the name has.
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{device}{digit}" for device in ("com", "lpt") for digit in "0123456789¹²³"
}


def accept(name: str, content: bytes) -> list[Finding]:
    """What stands against taking this file in: it is empty, or larger than 50 MB."""
    shown = safe_name(name)
    if not content:
        return [refusal("accept", "File can be taken in", f"{shown} is empty", "file")]
    if len(content) > LARGEST_FILE:
        return [refusal("accept", "File can be taken in", f"{shown} is larger than 50 MB", "file")]
    return []


def safe_name(name: str) -> str:
    """A file name to show and to save as: the last part of the path, harmless on every system.

    Takes out folders, control characters and the marks that turn writing round (they make
    "exe.pdf" out of "fdp.exe"), what Windows forbids, device names, dots and spaces at the ends.
    """
    name = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(" " if c in "\t\n\r" else c for c in name)
    # Cc control, Cf format (bidi marks, zero width, tags), Cs surrogate, Co private, Cn unassigned,
    # Zl and Zp line and paragraph separators.
    name = "".join(c for c in name if unicodedata.category(c) not in
                   {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # fmt: skip
    name = _FORBIDDEN.sub("_", name)
    name = re.sub(r"\s+", " ", name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= 10:
        name = f"{stem[: _LONGEST - len(ending) - 1].rstrip(' .')}.{ending}"
    else:
        name = name[:_LONGEST].rstrip(" .")
    name = name.lstrip(".")
    if name.split(".")[0].strip().casefold() in _DEVICES:
        name = f"_{name}"
    return name or "File without a name"
