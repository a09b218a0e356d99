"""Gaps and marks begin and end anywhere in Anki: no sign of one is shown here, or there again."""

import re
from pathlib import Path

import pytest

from tests.foreign.bringing import World
from tests.foreign.test_from_anki import There, there
from trainer.foreign import gaps
from trainer.foreign.html.gapped import may_cross
from trainer.foreign.html.reading import to_markdown
from trainer.tui.lines.layout import lay_out
from trainer.tui.lines.markdown import parse

__all__ = ["there"]

SEVERAL = ("that a gap holds several parts of a list, a table or the like: each is a gap",)


@pytest.mark.parametrize(
    ("html", "markdown", "lost"),
    [
        ("{{c1::<b>foo}}</b> bar", "**{{c1::foo}}** bar", ()),
        ("{{c1::<b>foo}} bar</b> baz", "**{{c1::foo}} bar** baz", ()),
        ("<b>{{c1::foo</b> bar}} baz", "{{c1::**foo** bar}} baz", ()),
        ("x <i>y {{c1::z</i> w}} v", "x *y* {{c1::*z* w}} v", ()),
        ("{{c1::a <b>b}} {{c2::c</b> d}} e", "{{c1::a **b**}} {{c2::**c** d}} e", ()),
        ("{{c1::<i>a}}</i>, {{c2::<code>b}}</code>", "*{{c1::a}}*, `{{c2::b}}`", ()),
        ("a {{c1::<b>b {{c2::<i>c}}</i> d}}</b> e", "a **{{c1::b *{{c2::c}}* d}}** e", ()),
        ("{{c1::<ul><li>a</li><li>b</li></ul>}}", "{{c1::\n\n- a\n- b\n\n}}", ()),
        ("L: {{c1::<ul><li>a</li></ul>x::hint}} e", "L: {{c1::\n\n- a\n\nx::hint}} e", ()),
        (
            "{{c1::<ul><li>{{c2::a</li><li>b}}</li></ul>}}",
            "{{c1::\n\n- {{c2::a}}\n- {{c2::b}}\n\n}}",
            SEVERAL,
        ),
        (
            "<ul><li>{{c1::a</li><li>b}}</li><li>{{c2::c}}</li></ul>",
            "- {{c1::a}}\n- {{c1::b}}\n- {{c2::c}}",
            SEVERAL,
        ),
        ("<ul><li>a {{c1::b</li><li>c::hint}} d</li></ul>", "- a {{c1::b}}\n- {{c1::c::hint}} d", SEVERAL),
        ("{{c1::<ol><li>a<ul><li>b</li></ul></li></ol>}}", "{{c1::\n\n1. a\n   - b\n\n}}", ()),
        (
            "<ol><li>{{c1::a<ul><li>b</li></ul>}}</li></ol>",
            "1. {{c1::a}}\n   - {{c1::b}}",
            SEVERAL,
        ),
        ("{{c1::<blockquote>q</blockquote>}}", "> {{c1::q}}", ()),
        ("{{c1::<h2>t</h2>}} x", "## {{c1::t}}\n\nx", ()),
        ("{{c1::<pre>code\n x}}</pre>", "```\n{{c1::code\n x}}\n```", ()),
        (
            "<table><tr><td>{{c1::x</td><td>y}}</td></tr><tr><td>{{c2::z}}</td><td>w</td></tr></table>",
            "| {{c1::x}} | {{c1::y}} |\n| --- | --- |\n| {{c2::z}} | w |",
            SEVERAL,
        ),
        (
            "<ul><li>{{c1::a</li></ul>::hint}}",
            "- {{c1::a}}",
            ("the hint of a gap that holds a list, a table or the like",),
        ),
        ("<div>{{c1::one</div><div>two}}</div>", "{{c1::one\ntwo}}", ()),
        ("x{{c1::<b>bold</b>}}y", "x{{c1::**bold**}}y", ()),
    ],
)
def test_marks_and_blocks_end_where_their_gap_does(html: str, markdown: str, lost: tuple[str, ...]) -> None:
    found = to_markdown(gaps.aside(html))
    assert (gaps.back(found.markdown), found.lost) == (markdown, lost)


@pytest.mark.parametrize(
    "html", ["{{c1::<b>a</b>}} b", "<b>{{c1::a}}</b><br>{{c2::b}}", "<ul><li>{{c1::a}}</li></ul>"]
)
def test_what_does_not_cross_goes_the_short_way(html: str) -> None:
    assert not may_cross(gaps.aside(html))


def test_neither_the_terminal_nor_anki_shows_their_signs(world: World, there: There, tmp_path: Path) -> None:
    texts = (
        *("{{c1::<b>foo}}</b> bar", "{{c1::<ul><li>a</li><li>b</li></ul>}}", "{{c1::<h2>t</h2>}} x"),
        *("{{c1::<blockquote>q</blockquote>}}", "<b>{{c1::foo</b> bar}} baz", "{{c1::<pre>code x}}</pre>"),
        "<table><tr><td>{{c1::x</td><td>y}}</td></tr><tr><td>1</td><td>w</td></tr></table>",
    )
    for text in texts:
        there.add("Cloze", text, "")
    world.bring(there.package())
    for note in world.notes():
        (key,) = note.card_keys()
        sides = note.shown(key)
        shown = "".join(line.plain for side in sides[:2] for line in lay_out(parse(side), 80))
        assert re.search(r"[*#>|`]|- a", shown) is None
    world.run("export", "--out", tmp_path / "back")
    again = There(tmp_path / "again")
    (back,) = (tmp_path / "back").glob("*.apkg")
    again.take(back)
    for row in again.collection.find_cards(""):
        card = again.collection.get_card(row)
        for html in (card.question(), card.answer()):
            shown = re.sub(r"<style>.*?</style>|<[^<>]*>", "", html, flags=re.DOTALL).replace("&gt;", ">")
            assert re.search(r"[*#>|`]|- a", shown) is None, shown
    again.collection.close()
