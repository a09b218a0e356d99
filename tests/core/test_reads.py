"""What a text reads like, against the one true reading of Markdown."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.benchmarks.machine_made import SHIPPED
from trainer.core.reads import as_read
from trainer.foreign.literal import shown, squeezed

_BLOCKS = re.compile(r"^\s*(?:[-+*>#|]|\d+[.)]|```|~~~| {4})|\{\{", re.MULTILINE)
"""Lists, tables, quotations, blocks of code, and gaps, whose signs are no part of this."""


@pytest.mark.parametrize(
    ("markdown", "read"),
    [
        ("With `acks=all`, for which", "With acks=all, for which"),
        ("exactly *once* here &amp; there", "exactly once here & there"),
        (r"Product 2\*3", "Product 2*3"),
        ("**bold** word, ~~no~~ yes", "bold word, no yes"),
        ("a **b *c* d** e", "a b c d e"),
        (
            "[link text](https://example.org/hidden 'title')",
            "[link text](https://example.org/hidden 'title')",
        ),
        ('[link `text`](https://example.org/hidden "title")', "link text"),
        ("![a caption](media/a.png)", "a caption"),
        ("`` a`b `` and `` ` ``", "a`b and `"),
        ("26*26*26, a_b_c, 2 * 3 * 4, snake_case", "26*26*26, a_b_c, 2 * 3 * 4, snake_case"),
        ("&#946; &beta; &nosuch; AT&T", "β β &nosuch; AT&T"),
    ],
)
def test_signs_of_markup_are_not_read(markdown: str, read: str) -> None:
    assert as_read(markdown) == read


def test_every_shipped_text_reads_as_it_is_shown() -> None:
    texts = {
        text
        for path in SHIPPED.rglob("*.yaml")
        for text in _texts(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader))
        if not _BLOCKS.search(text) and not text.startswith("http")
    }
    marked = [text for text in texts if as_read(text) != text]
    assert len(marked) > 1000
    assert [text for text in marked if squeezed(as_read(text)) != shown(text)] == []


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif value is not None:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
