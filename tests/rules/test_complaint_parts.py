"""Parts that moved to internal procedures, who may know, and what letters must not say."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.rules import internal, law
from caseworker.rules.complaint_facts import Part
from caseworker.rules.confidentiality import (
    SUBJECT_HEARS,
    SUBJECT_NEVER_SEES,
    Asked,
    Disclosure,
    Viewer,
    may_disclose,
    may_join,
    may_see,
    names_in,
    subject_letter,
)
from caseworker.rules.finding import Outcome
from caseworker.rules.internal import Clearance, letter_words, private_words
from caseworker.rules.lifecycle import Role
from tests.support.complaint_facts import complaint

MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN
DAY = date(2026, 2, 3)
MOVED = Part(2, "How he spoke to me", internal=True, moved_on=DAY)
HR = Clearance("Rhona Teale", frozenset({Role.HR}), "the complaint itself is about bullying")


@pytest.mark.parametrize(
    "text",
    ["a grievance", "Grievances", "disciplinary", "discipline", "disciplined", "misconduct",
     "bullying", "bullied", "a bully", "harassment", "harassed", "the capability procedure"],
)
@pytest.mark.parametrize("code", ["M8", "M9"])
def test_p10_a_letter_names_no_procedure(text: str, code: str) -> None:
    found = letter_words(f"We use {text} for this.", code)
    assert found.outcome is NOT_MET and "Take out the name of the procedure" in found.reason
    assert found.source == law.policy_para("28 and 29")


@pytest.mark.parametrize(
    "word",
    ["upheld", "not upheld", "proven", "proved", "dismissed", "a sanction", "no case to answer",
     "found that", "cleared", "suspended", "substantiated", "resigned"],
)
def test_p10_an_ended_procedure_has_no_outcome_in_the_letter(word: str) -> None:
    assert letter_words(f"It was {word}.", "M9").outcome is NOT_MET
    assert letter_words(f"It was {word}.", "M8")


def test_our_own_wording_passes() -> None:
    for code in ("M8", "M9"):
        for words in (internal.MOVED_WORDS, internal.ENDED_WORDS,
                      "I look forward to hearing from you. You are hard of hearing."):
            assert letter_words(words, code)
            assert private_words(words, ended=True) == ()


def test_only_hr_can_let_words_stand_and_says_why() -> None:
    text = "You told us of bullying. Bullying is serious, and so is harassment."
    assert letter_words(text, "M8", HR).outcome is MET
    reason = letter_words(text, "M8").reason
    assert reason.count("bullying") == 1 and "harassment" in reason
    manager = replace(HR, roles=frozenset({Role.MANAGER}))
    assert letter_words(text, "M8", manager).outcome is NOT_MET
    silent = letter_words(text, "M8", replace(HR, because=" "))
    assert silent.outcome is UNKNOWN and silent.field == "clearance"
    found = private_words(text)
    assert len(found) == 3
    assert all(text[one.start:].startswith(one.word) for one in found)


def test_which_procedure_stands_in_no_fact() -> None:
    assert {field.name for field in fields(Part)} == {
        "number", "words", "internal", "moved_on", "moved_told_on", "ended_on", "ended_told_on",
        "answered",
    }
    assert internal.may_see_procedure({Role.HR, Role.CASEWORKER})
    assert not internal.may_see_procedure(set(Role) - {Role.HR})


def test_a_moved_part_step_by_step() -> None:
    facts = complaint(parts=(Part(1, "Letters"), MOVED))
    assert [f.field for f in internal.to_tell(facts.parts)] == ["moved_told_on"]
    assert internal.running(facts.parts) == (MOVED,) and not internal.only_internal(facts)
    assert internal.all_told(facts).reason == "Part 2: internal procedures have not ended."
    assert internal.answered(facts).reason.startswith("1 part still")
    told = replace(MOVED, moved_told_on=DAY)
    assert internal.to_tell((told,)) == ()
    ended = replace(told, ended_on=DAY)
    assert [f.field for f in internal.to_tell((ended,))] == ["ended_told_on"]
    assert internal.all_told(complaint(parts=(ended,))).outcome is NOT_MET
    done = complaint(parts=(Part(1, "Letters", answered=True), replace(ended, ended_told_on=DAY)))
    assert internal.all_told(done) and internal.answered(done)
    assert internal.only_internal(complaint(parts=(MOVED,)))
    assert not internal.only_internal(complaint(parts=()))


@pytest.mark.parametrize(
    ("viewer", "sees", "joins"),
    [
        (Viewer(member=True), True, True),
        (Viewer(), False, True),
        (Viewer(member=True, subject=True), False, False),
        (Viewer(member=True, barred=True), False, False),
        (Viewer(member=True, member_until=DAY), True, True),
        (Viewer(member=True, member_until=date(2026, 2, 2)), False, True),
    ],
)
def test_who_may_see_a_complaint(viewer: Viewer, sees: bool, joins: bool) -> None:
    assert bool(may_see(Asked(viewer, DAY))) is sees
    assert bool(may_join(viewer)) is joins


@given(st.builds(Viewer, member=st.booleans(), member_until=st.none() | st.dates(),
                 subject=st.booleans(), barred=st.booleans()))
def test_every_refusal_reads_alike(viewer: Viewer) -> None:
    found = may_see(Asked(viewer, DAY))
    if viewer.subject:
        assert not found
    if not found:
        stranger = may_see(Asked(Viewer(), DAY))
        assert found == stranger  # nobody learns from it that a complaint is about them


@pytest.mark.parametrize(
    ("what", "outcome"),
    [
        (Disclosure(handler=True), MET),
        (Disclosure(consent=True), MET),
        (Disclosure(consent=False), NOT_MET),
        (Disclosure(), UNKNOWN),
        (Disclosure(consent=False, lawful_basis="safeguarding"), MET),
        (Disclosure(provider=True, relevant=True), MET),
        (Disclosure(provider=True), UNKNOWN),
        (Disclosure(provider=True, relevant=False), UNKNOWN),
        (Disclosure(provider=True, relevant=False, consent=False), NOT_MET),
    ],
)
def test_what_may_be_passed_on(what: Disclosure, outcome: Outcome) -> None:
    assert may_disclose(what).outcome is outcome


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("Ms ines  orchard wrote", ["Ines Orchard"], ("Ines Orchard",)),
        ("Orchard wrote", ["Ines Orchard"], ("Orchard",)),
        ("the orchards wrote", ["Ines Orchard"], ()),
        ("we will see. A lo", ["Will Lo"], ()),
        ("Nothing here", ["", "  "], ()),
    ],
)
def test_names_in_a_letter(text: str, names: list[str], found: tuple[str, ...]) -> None:
    assert names_in(text, names) == found


def test_the_letter_to_the_subject() -> None:
    names = ["Ines Orchard"]
    assert subject_letter("A complaint was made.", names)
    found = subject_letter("Ines Orchard complained.", names)
    assert found.outcome is NOT_MET and "Ines Orchard" in found.reason
    assert subject_letter("Ines Orchard complained.", names, "there were only two in the room")
    assert SUBJECT_HEARS and SUBJECT_NEVER_SEES
