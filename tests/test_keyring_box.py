"""Secrets go into the system's keyring or nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as Missing
from keyring.backends.null import Keyring as Null

from caseworker import keyring_box
from caseworker.keyring_box import NONE_HERE, REFUSED, SERVICE, NotRemembered
from tests.support.keyring_box import InMemory, in_place


@pytest.fixture
def box() -> Iterator[InMemory]:
    made = InMemory()
    with in_place(made):
        yield made


def test_what_is_put_is_got_and_can_be_forgotten(box: InMemory) -> None:
    assert keyring_box.why_not() == ""
    keyring_box.put("pshah@records", "correct horse")
    assert box.kept == {(SERVICE, "pshah@records"): "correct horse"}
    assert keyring_box.get("pshah@records") == "correct horse"
    keyring_box.forget("pshah@records")
    assert keyring_box.get("pshah@records") is None
    keyring_box.forget("pshah@records")  # a second time is no trouble
    assert box.kept == {}


def test_a_locked_keyring_is_said_without_the_secret(box: InMemory) -> None:
    box.locked = True
    with pytest.raises(NotRemembered) as told:
        keyring_box.put("pshah@records", "correct horse")
    assert str(told.value) == REFUSED
    assert told.value.__suppress_context__ and "horse" not in repr(told.value)
    assert keyring_box.get("pshah@records") is None
    with pytest.raises(NotRemembered):
        keyring_box.forget("pshah@records")


class _PlainFile(InMemory):
    """As keyrings.alt has one: a file that anybody can decode."""


_PlainFile.__module__ = "keyrings.alt.file"


class _Chain(ChainerBackend):
    backends = (_PlainFile(), InMemory())  # type: ignore[assignment]  # a property there


@pytest.mark.parametrize("kind", [Missing, Null, _PlainFile, _Chain])
def test_what_is_no_keyring_is_not_used(kind: type) -> None:
    with in_place(kind()):
        assert keyring_box.why_not() == NONE_HERE
        assert keyring_box.get("pshah@records") is None
        keyring_box.forget("pshah@records")
        with pytest.raises(NotRemembered, match="no keyring"):
            keyring_box.put("pshah@records", "correct horse")
