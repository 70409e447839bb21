"""Addresses as the post wants them, and the window of a DL envelope."""

from __future__ import annotations

import pytest

from caseworker.letters import address


@pytest.mark.parametrize(("typed", "postcode"), [
    ("14 Larch House\nTudor Grove\nLondon", "e97sn"),
    ("14 Larch House, Tudor Grove, London E9 7SN", "E9 7SN"),
    ("14 Larch House,\nTudor Grove,\nLondon.\nE97SN", "e9 7sn"),
])
def test_town_in_capitals_and_postcode_last(typed: str, postcode: str) -> None:
    assert address.window_lines("Ruth Abernathy", typed, postcode) == (
        "Ruth Abernathy", "14 Larch House", "Tudor Grove", "LONDON", "E9 7SN",
    )


def test_an_address_abroad_ends_with_its_country() -> None:
    lines = address.window_lines("A Byrne", "2 Main Street\nDublin\nIreland", "")
    assert lines == ("A Byrne", "2 Main Street", "Dublin", "IRELAND")


def test_six_lines_fit_and_seven_do_not() -> None:
    assert address.fit(("Line",) * 6)
    assert address.setting(("Line",) * 5) == (12.0, 4.7)
    assert address.setting(("Line",) * 6) == (11.0, 3.9)
    finding = address.fit(("Line",) * 7)
    assert not finding
    assert finding.reason == "Address has 7 lines. Join lines or choose a C5 envelope"


def test_a_line_too_long_for_the_window_is_named() -> None:
    finding = address.fit(("Ruth Abernathy", "The Society for Improvement of Nearly Everything"))
    assert not finding
    assert "Nearly Everything" in finding.reason and "too long" in finding.reason


def test_no_address_is_refused() -> None:
    assert address.fit(()).reason == "Add the address."
