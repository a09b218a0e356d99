"""What a text reads like, against the one true reading of Markdown."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.machine_made import SHIPPED
from trainer.core.reads import as_read, as_shown
from trainer.foreign.literal import shown, squeezed
from trainer.tui.lines.blocks import Para
from trainer.tui.lines.markdown import full

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


MATHEMATICS = [
    r"What is $\alpha$, \(x^2\) or \[x_1\]?", "$$x^2$$ here", "costs $5 and $6",
    "it is $5$ now", "$ x$ $x $",
    "1$x$", "$x$1", r"\$x$ and $y$", "`$x$` and `a\\_b`", r"\(\) \( \) \(a",
    r"$\frac{a}{b}$, $\unknown{a}$",
    "US$ 5 and US$ 6", "a $x\ny$ b", "($x$), **$x$**, $x$-axis", r"$a\$b$",
    "see $6, `$HOME` or `$PATH`", "${A}_${B}, $HOME/$USER, 100$-200$, the $n$th", "kill $$ and $$ $$ x $$",
    r"\[no link", "$$\na+b\n$$", "$$x",
    r"&lt;here&gt; 3\_4 $\beta \to \infty$", "x [t](http://x) y ![p](m.png)", "**bold** *em* `c**d**`",
]  # fmt: skip


@pytest.mark.parametrize("text", MATHEMATICS)
def test_plain_text_says_what_the_screens_show(text: str) -> None:
    (para,) = full(text)
    assert isinstance(para, Para)
    assert as_shown(text) == para.text.plain


def test_plain_text_says_what_is_struck_out_and_leaves_blocks_of_code_alone() -> None:
    code = "```py\n$x$ \\_ &lt;\n```"
    assert as_shown(f"{code}\n~~no~~ $x^2$") == f"{code}\n[struck out: no] x²"
    assert as_shown(f"~~~\n{code}") == f"~~~\n{code}", "a block that does not end"


@given(st.text("$\\()[]`~*_&;ab \n1!", max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(as_shown(text), str)
    assert isinstance(as_read(text), str)
