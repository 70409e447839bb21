"""Names of files from strangers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.intake import accept, safe_name
from caseworker.intake.limits import LARGEST_FILE


def test_accept() -> None:
    (empty,) = accept("Scan 0009.pdf", b"")
    assert (empty.reason, empty.field, bool(empty)) == ("Scan 0009.pdf is empty", "file", False)
    (large,) = accept("Scan 0009.pdf", bytes(LARGEST_FILE + 1))
    assert (large.reason, large.field) == ("Scan 0009.pdf is larger than 50 MB", "file")
    assert accept("Scan 0009.pdf", b"x") == [] == accept("a", bytes(LARGEST_FILE))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../..\\..\\evil.pdf", "evil.pdf"),
        ("C:\\Users\\Ruth\\my letter.pdf", "my letter.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b\nc.pdf", "ab c.pdf"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("letter.pdf. . .", "letter.pdf"),
        ("file:stream.txt", "file_stream.txt"),
        ("...", "File without a name"),
        ("", "File without a name"),
        ("Zażółć – ☃.pdf", "Zażółć – ☃.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_safe_name(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=200))
def test_safe_name_is_always_safe_and_stays_as_it_is(name: str) -> None:
    safe = safe_name(name)
    assert safe and len(safe) <= 121
    assert not set(safe) & set('/\\:*?"<>|\0\n\u202e')
    assert not safe.startswith(".") and not safe.endswith((".", " "))
    assert safe_name(safe) == safe
