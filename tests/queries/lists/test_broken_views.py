"""A kept view that is broken is set aside with a word, and the others are there."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.actions.lists import KeepView
from caseworker.office import Office
from caseworker.queries.lists.filters import Filter
from caseworker.queries.lists.saved import BROKEN, Look, plain, read, saved_views
from caseworker.queries.lists.sorts import Shown

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner,
                                                                max_size=3), max_leaves=6)
NAMES = st.sampled_from(("view", "filter", "sort", "descending", "group", "columns", "height"))
CHIPS = st.dictionaries(st.sampled_from(("stage", "owner", "due", "gone")), JSON, max_size=3)


@given(JSON | st.dictionaries(NAMES, JSON | st.fixed_dictionaries({"chips": CHIPS, "text": JSON})))
def test_whatever_is_kept_shows_a_list(kept: Any) -> None:
    shown, look, gone = read(kept)
    assert isinstance(shown, Shown) and isinstance(shown.filter, Filter)
    assert isinstance(look, Look) and all(isinstance(each, str) for each in gone)
    again = read(plain(shown, look))
    assert again == (shown, look, ())


@pytest.mark.parametrize("shows", [
    {"filter": [1]}, {"columns": 5}, {"filter": {"chips": {"stage": 4}}}, {"filter": None},
])
def test_the_others_are_there(office: Office, shows: dict[str, Any]) -> None:
    office.do(KeepView(name="Broken", shows=shows))
    office.do(KeepView(name="Good", shows=plain(Shown(descending=True), Look())))
    broken, good = office.ask(saved_views, me=office.actor, today=office.today())
    assert (broken.name, broken.gone) == ("Broken", (BROKEN,))
    assert (good.name, good.gone, good.shown.descending) == ("Good", (), True)
