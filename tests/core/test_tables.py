"""Texts with tables and headings, in a line of a list."""

import pytest

from tests.store.build import Shelf, of
from trainer.core.kinds import Basic
from trainer.core.tables import without_blocks
from trainer.markdown import reader
from trainer.store.store import Store


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("| A | B |\n|---|---|\n| a\\|b | three |\n\nWhat is missing?", "A · B a|b · three What is missing?"),
        ("Which?\n\n| `a|b` | x |\n|:-:|---|\n|1|2|", "Which? `a|b` · x 1 · 2"),
        ("|A||\n|-|-|\n||b|", "A b"),
        ("# Heading\nSome text", "Heading Some text"),
        ("## Both ends ##\n#no heading", "Both ends #no heading"),
        ("a | b\nc", "a | b c"),
        ("| A |\n|--|--|", "| A | |--|--|"),
        ("C# and F# | `x`", "C# and F# | `x`"),
        ("Run:\n\n```sh\n# a comment\n| A | B |\n|---|---|\n```\n# Then", None),
    ],
)
def test_they_stand_in_a_list_as_their_words(store: Store, text: str, said: str | None) -> None:
    if said is None:
        assert without_blocks(text) == text.replace("\n# Then", "\nThen")
        return
    assert " ".join(without_blocks(text).split()) == said
    Shelf(store, of(Basic(text, "It.")))
    (row,) = store.listed(["deck/note"])
    assert row.question == said


@pytest.mark.parametrize("head", ["| A | B |", "A | B", "|A|B", "| A |", "A", "`a|b` | c", "| a \\| b | c |"])
@pytest.mark.parametrize("below", ["|---|---|", "---|:-:", "|-|", "-", "| --- | -- |  ", "|--|x|"])
def test_a_table_is_one_here_where_it_is_one_on_the_screen(head: str, below: str) -> None:
    shown = any(token.type == "table_open" for token in reader().parse(f"{head}\n{below}\n"))
    if "|" in head:
        assert (without_blocks(f"{head}\n{below}") != f"{head}\n{below}") == shown
