"""Markdown to blocks, and people's words that never become markup."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from caseworker.letters.blocks import Block, Run, escape, parse, prose

# Any text but control characters, with much of what Markdown and HTML would take for markup.
words = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t*_#-+1.)<>&\\[]`|~=! "),
    min_size=1,
)


@given(words, words)
def test_words_come_out_as_they_went_in(first: str, second: str) -> None:
    """In a heading, a paragraph of their own, a sentence and list items."""
    markdown = (
        f"# About {escape(first)} here\n\n{escape(first)}\n\n"
        f"You said {escape(second)}, and more.\n\n1. {escape(first)}\n2. {escape(second)}\n"
    )
    blocks = parse(markdown)
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", f"About {first} here"),
        ("paragraph", first),
        ("paragraph", f"You said {second}, and more."),
        ("number", first),
        ("number", second),
    ]
    assert not any(run.bold or run.link for block in blocks for run in block.runs)


@given(words)
def test_prose_keeps_every_word_and_makes_only_paragraphs(text: str) -> None:
    blocks = parse(prose(text))
    assert {block.kind for block in blocks} <= {"paragraph"}
    assert " ".join(block.text for block in blocks).split() == text.split()


def test_markup_of_a_letter() -> None:
    blocks = parse(
        "# Title\n\nSee **this** at <https://example.org/a_b>.\\\nNext line\n\n"
        "1. one\n\n   more\n2. two\n\nThen\n\n1. again\n- *dot*\n"
    )
    assert blocks == [
        Block("heading", (Run("Title"),), 1),
        Block("paragraph", (
            Run("See "), Run("this", bold=True), Run(" at "),
            Run("https://example.org/a_b", link="https://example.org/a_b"), Run(".\nNext line"),
        )),
        Block("number", (Run("one\nmore"),), 1, 1),
        Block("number", (Run("two"),), 1, 2),
        Block("paragraph", (Run("Then"),)),
        Block("number", (Run("again"),), 1, 1),
        Block("bullet", (Run("dot"),), 1),
    ]


def test_an_address_in_somebodys_words_is_no_link() -> None:
    text = "<https://example.org/> **bold**"
    assert parse(escape(text)) == [Block("paragraph", (Run(text),))]


def test_html_is_words() -> None:
    assert parse("<b>x</b> <script>") == [Block("paragraph", (Run("<b>x</b> <script>"),))]
