"""Markdown to blocks: the quick reader agrees with the full one, and nothing in a text can act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from trainer.core.text import clean
from trainer.tui.lines.blocks import Block, Code, Grid, Items, Para, Quote, Rule
from trainer.tui.lines.markdown import LIMIT, full, inline, parse, simple

LETTERS = "aB0  \n`*_#-+>=<&|~\\!.,:()[]\té漢👍\u00a0\u3000"
WORDS = ("\n\n", "`x`", "**", "**b**", "**`c`**", "[…]", "1.", "2)", "![", "](", "]:", "    ", "  \n", "```")
PIECES = st.sampled_from([*LETTERS, *WORDS])
TEXTS = st.one_of(st.lists(PIECES, max_size=14).map("".join), st.text(max_size=40).map(clean))


@given(TEXTS)
def test_quick_reader_gives_what_the_full_one_gives(text: str) -> None:
    quick = simple(text)
    if quick is not None:
        assert _plain(quick) == _plain(full(text))


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, and more.",
        "With `acks=all`, for which replicas?",
        "To be off: **[acks]** or `retries=0`.",
        "**`acks=0`** is it (**really**).",
        "Two\nlines.\n\nTwo paragraphs.",
        "list[int] and a[0]",
        "0.14 and later",
    ],
)
def test_usual_texts_need_no_markdown_parser(text: str) -> None:
    assert simple(text) is not None


@given(TEXTS)
def test_every_text_is_markdown(text: str) -> None:
    parse(text)
    inline(text)


def test_blocks_are_told_apart() -> None:
    text = (
        "# H\n\n- a\n- b\n\n3. c\n\n```sql\nselect 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> q\n\n---\n"
    )
    kinds = [type(block) for block in parse(text)]
    assert kinds == [Para, Items, Items, Code, Grid, Quote, Rule]


def test_numbered_list_keeps_its_first_number() -> None:
    (items,) = parse("7. seven\n8. eight")
    assert isinstance(items, Items)
    assert [marker for marker, _ in items.items] == ["7.", "8."]


def test_link_shows_text_and_address_and_cannot_be_opened() -> None:
    (para,) = parse("[the manual](https://example.org/x) and <https://example.org>")
    assert isinstance(para, Para)
    assert para.text.plain == "the manual (https://example.org/x) and https://example.org"
    assert all(isinstance(span.style, str) and "link=" not in span.style for span in para.text.spans)


def test_image_is_its_description() -> None:
    assert inline("![a *small* map](map.png)").plain == "[image: a small map]"


def test_html_is_shown_not_interpreted() -> None:
    assert inline("<b>x</b> <!-- y -->").plain == "<b>x</b> <!-- y -->"


def test_entity_cannot_bring_back_what_was_cleaned_away() -> None:
    assert inline("a&#x202E;b&#x1b;[2Jc").plain == "ab\ufffd[2Jc"


def test_console_markup_is_text() -> None:
    text = "[/] list[int] [@click=app.quit]x[/] [bold]y[/bold]"
    assert inline(text).plain == text


def test_code_span_keeps_its_ticks() -> None:
    assert inline("``a`b`` and `c`").plain == "``a`b`` and `c`"
    assert inline("`` `a` ``").plain == "`` `a` ``"


def test_text_beyond_the_limit_is_shown_as_written() -> None:
    text = "*a* b\n" * LIMIT
    shown = "".join(block.text.plain for block in parse(text) if isinstance(block, Para))
    assert shown.startswith("a b\na b")
    assert shown.endswith("*a* b\n")
    assert shown.count("a") == LIMIT


def _plain(blocks: tuple[Block, ...]) -> list[object]:
    """Blocks in a form that compares each character with its styles (Content compares its text only)."""
    return [_characters(block.text) if isinstance(block, Para) else block for block in blocks]


def _characters(text: Content) -> list[tuple[str, set[object]]]:
    return [
        (character, {span.style for span in text.spans if span.start <= at < span.end})
        for at, character in enumerate(text.plain)
    ]
