"""An address that was pasted whole, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.rules.postcode import take_apart


@pytest.mark.parametrize(("pasted", "lines", "postcode"), [
    ("14 Larch House, Tudor Grove, London E9 7SN", ("14 Larch House", "Tudor Grove", "London"),
     "E9 7SN"),
    ("14 Larch House\nTudor Grove\nLondon\ne97sn\n", ("14 Larch House", "Tudor Grove", "London"),
     "E9 7SN"),
    ("Flat 2, 9 Elm Row,\nLondon, SW1A 2AA.", ("Flat 2, 9 Elm Row", "London"), "SW1A 2AA"),
    ("12 rue des Lilas\n75011 Paris", ("12 rue des Lilas", "75011 Paris"), ""),
    ("14 Larch House, London E9", ("14 Larch House", "London E9"), ""),
    ("Block XE9 7SNA", ("Block XE9 7SNA",), ""),
    ("  ", (), ""),
])
def test_lines_and_postcode(pasted: str, lines: tuple[str, ...], postcode: str) -> None:
    address = take_apart(pasted)
    assert (address.lines, address.postcode) == (lines, postcode)
    assert address.town == (lines[-1] if postcode else "")


@given(st.text(max_size=200))
def test_no_letter_or_figure_is_lost(pasted: str) -> None:
    address = take_apart(pasted)
    def kept(text: str) -> str:
        return "".join(sign for sign in text.upper() if sign.isalnum())
    assert kept("".join(address.lines) + address.postcode) == kept(pasted)
