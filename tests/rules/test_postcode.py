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
    ("14 Larch House, Tudor Grove, London, e9 7sn, United Kingdom",
     ("14 Larch House", "Tudor Grove", "London", "United Kingdom"), "E9 7SN"),
    ("14 Larch House\nLondon E9 7SN\nEngland\n020 7946 0018",
     ("14 Larch House", "London", "England", "020 7946 0018"), "E9 7SN"),
    ("14 Larch House\nLondon E9 7SN United Kingdom",
     ("14 Larch House", "London", "United Kingdom"), "E9 7SN"),
    ("Unit W1A 1AA, 2 Elm Row\nLondon\nEngland\nSW1A 2AA",
     ("Unit W1A 1AA, 2 Elm Row", "London", "England"), "SW1A 2AA"),
    ("c/o E9 7SN\n1 Elm Row\nHouse\nStreet\nTown", ("c/o E9 7SN", "1 Elm Row", "House",
                                                    "Street", "Town"), ""),
    ("E9 7SN", (), "E9 7SN"),
])
def test_lines_and_postcode(pasted: str, lines: tuple[str, ...], postcode: str) -> None:
    address = take_apart(pasted)
    assert (address.lines, address.postcode) == (lines, postcode)
    town = "London" if "London" in lines else ""
    assert address.town == (town if postcode else "")


@given(st.text(max_size=200))
def test_no_letter_or_figure_is_lost(pasted: str) -> None:
    address = take_apart(pasted)
    def kept(text: str) -> list[str]:
        # In order too, but for a postcode that something followed.
        return sorted(sign for sign in text.upper() if sign.isalnum())
    assert kept("".join(address.lines) + address.postcode) == kept(pasted)


LINES = st.text("ab CD1-'", min_size=1).filter(lambda line: line.strip(" "))


@given(st.lists(LINES, min_size=1, max_size=6), st.sampled_from(("E9 7SN", "sw1a2aa", "m1  1ae")),
       st.sampled_from(("", "England", "United Kingdom")), st.sampled_from(("\n", ", ", "\r\n")))
def test_every_piece_of_what_was_pasted_is_there(
    pieces: list[str], code: str, country: str, between: str
) -> None:
    pasted = between.join([*pieces, code, *([country] if country else [])])
    address = take_apart(pasted)
    assert address.postcode == {"E9 7SN": "E9 7SN", "sw1a2aa": "SW1A 2AA"}.get(code, "M1 1AE")
    assert list(address.lines) == [
        " ".join(piece.split()) for piece in (*pieces, country) if piece.strip()]
    assert address.town == " ".join(pieces[-1].split())
    again = take_apart(address.whole)
    assert (again.lines, again.postcode) == (address.lines, address.postcode)
