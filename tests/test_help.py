"""Help: every field and every screen has a topic, every source and limit is real, search finds."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import caseworker
import ui
from caseworker import help as topics_of
from caseworker.rules.law import LIMITS


def modules() -> Iterator[object]:
    """Every module of the program, so that a form added anywhere is looked at."""
    for package in (caseworker, ui):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def asked_fields() -> set[tuple[str, str]]:
    """(Class, field) for every field that any form of the program asks for."""
    return {
        (kind.__name__, field.name)
        for module in modules() for kind in vars(module).values()
        if isinstance(kind, type) and is_dataclass(kind)
        for field in fields(kind) if "ask" in field.metadata
    }


def test_every_field_that_a_form_asks_for_has_a_topic() -> None:
    asked = asked_fields()
    assert len(asked) > 100
    without = sorted(f"{kind}.{name}" for kind, name in asked
                     if topics_of.find(f"{kind}.{name}") is None)
    assert without == [], "name them under About: in a file of resources/help"


def test_every_screen_and_every_tab_of_a_case_has_a_topic() -> None:
    from ui.screens.all import SCREENS
    from ui.screens.case.tabs import TABS

    keys = [*(f"screen:{name}" for name in SCREENS), *(f"tab:{tab.__name__}" for tab in TABS)]
    assert [key for key in keys if topics_of.find(key) is None] == []


def test_no_two_topics_claim_the_same_thing() -> None:
    claimed = [key for topic in topics_of.every_topic().values() for key in topic.about]
    assert sorted(claimed) == sorted(set(claimed))


def test_each_topic_is_whole() -> None:
    titles = {topic.title for topic in topics_of.every_topic().values()}
    assert len(titles) == len(topics_of.every_topic())
    for topic in topics_of.every_topic().values():
        assert topic.ask.startswith("Ask ") or topic.ask.startswith("Ask the"), topic.id
        shown = topic.markdown()
        assert not re.search(r"\{\w+\}", shown), f"{topic.id}: a limit that is not there"
        for name in re.findall(r"[Ss]ee \*\*([^*]+)\*\*", shown):
            assert name in titles, f"{topic.id} points to a topic that is not there: {name}"


def test_a_length_in_a_text_is_that_of_the_limit_in_force() -> None:
    topic = topics_of.find("DecideLate.because")
    assert topic is not None and topic.id == "late-request"
    assert "within 28 days" in topic.markdown()
    longer = {**LIMITS, "review_window": LIMITS["mps_outcome"]}
    assert "within 5 working days" in topic.markdown(longer)


@pytest.mark.parametrize(("typed", "first"), [
    ("late", "late-request"), ("consent", "consent"), ("bundle", "case-bundle"),
    ("date received", "date-received"), ("appropriate authority", "glossary"),
    ("LATE request", "late-request"), ("relevant review body", "review-body"),
])
def test_search_finds_the_topic_first(typed: str, first: str) -> None:
    assert topics_of.topics(typed)[0][1] == first


def test_search_finds_nothing_for_nonsense_and_all_for_nothing() -> None:
    assert topics_of.topics("xyzzy") == []
    assert len(topics_of.topics("")) == len(topics_of.every_topic())


@pytest.mark.parametrize(("head", "words"), [
    ("Title\nGroup: Checks", "head"), ("# T\nGroup: Nowhere", "group"),
    ("# T\nGroup: Checks\nColour: red", "Colour"),
    ("# T\nGroup: Checks\nSources: LAW_99", "LAW_99"),
])
def test_a_broken_file_is_named(tmp_path: Path, head: str, words: str) -> None:
    path = tmp_path / "broken.md"
    path.write_text(f"{head}\n\nText.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        topics_of.read(path)
