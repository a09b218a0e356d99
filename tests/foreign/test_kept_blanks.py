"""Code of other programs comes in with all its lines and blanks, however the HTML holds it."""

from collections.abc import Callable
from html import escape

import pytest

from tests.foreign.bringing import World
from tests.foreign.test_from_anki import There, there
from trainer.foreign.html.reading import to_markdown

__all__ = ["there"]

LINES = ("def f(x):", "    if x:", "        return 1", "", "", "x = f(2)   # two", "\ty")
VSCODE = "color: #d4d4d4;font-family: Consolas, 'Courier New', monospace;line-height: 19px;white-space: pre;"


def lines_of_div(line: str) -> str:
    return f"<div>{escape(line)}</div>" if line else "<br>"


HOLDERS: dict[str, Callable[[], str]] = {
    "pre": lambda: f"<pre>{escape(chr(10).join(LINES))}</pre>",
    "pre with br": lambda: f"<pre>{'<br>'.join(map(escape, LINES))}</pre>",
    "pre with div": lambda: f"<pre>{''.join(map(lines_of_div, LINES))}</pre>",
    "pre and code": lambda: f"<pre><code class=hljs>{escape(chr(10).join(LINES))}\n</code></pre>",
    "of VS Code": lambda: f'<div style="{VSCODE}">{"".join(map(lines_of_div, LINES))}</div>',
    "div with br": lambda: f'<div style="white-space:pre">{"<br>".join(map(escape, LINES))}</div>',
    "cut in two": lambda: "".join(
        f'<div style="white-space:pre">{escape(part)}</div>'
        for part in ("\n".join(LINES[:3]), "\n".join(LINES[3:]))
    ),
    "a div each": lambda: "".join(
        f'<div style="white-space:pre">{escape(line) or "<br>"}</div>' for line in LINES
    ),
    "span": lambda: (
        f'<span style="white-space: pre-wrap; font-family: monospace">{escape(chr(10).join(LINES))}</span>'
    ),
    "code": lambda: f'<code style="white-space:pre !important">{escape(chr(10).join(LINES))}</code>',
    "a class": lambda: f'<div class="snippet">{escape(chr(10).join(LINES))}</div>',
}
CSS = ".snippet { white-space: pre }"


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize(
    "around", ["{}", "<b>Look</b>{}then", "<ul><li>x{}</li></ul>", "<blockquote>{}</blockquote>"]
)
def test_lines_of_code_stay_as_they_are(holder: str, around: str) -> None:
    found = to_markdown(around.format(HOLDERS[holder]()), css=CSS)
    lines = found.markdown.split("\n")
    fences = [at for at, line in enumerate(lines) if "```" in line]
    assert len(fences) == 2, found.markdown
    margin = len(lines[fences[1]]) - 3
    assert [line[margin:] for line in lines[fences[0] + 1 : fences[1]]] == [*LINES]
    assert found.lost == ()


def test_a_gap_in_code_stays(world: World, there: There) -> None:
    there.add(
        "Cloze", f'<div style="{VSCODE}"><div>if x:</div><div>    <b>{{{{c1::y}}}}</b> = 1</div></div>', ""
    )
    world.bring(there.package())
    (note,) = world.notes()
    assert note.card_keys() == (f"{note.key}#c1",)
    assert note.body.prompt() == "```\nif x:\n    {{c1::y}} = 1\n```"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<span style="white-space:pre">col1\tcol2   x</span>', "col1 &nbsp;&nbsp;&nbsp;col2 &nbsp;&nbsp;x"),
        ('<div style="white-space:pre-wrap">a\n\n\nb   c</div>', "a\n\nb &nbsp;&nbsp;c"),
        ('<div style="white-space:pre-line">a\n   b   c</div>', "a\nb c"),
        (
            '<span style="white-space: pre-wrap">One.  Two </span><b style="white-space: pre-wrap">x</b>',
            "One. Two **x**",
        ),
        ('<div style="white-space:pre-wrap">a\n<ul>\n<li>b</li>\n</ul>\n</div>', "a\n\n- b"),
        (
            '<div style="white-space:pre-wrap">a\n<span style="white-space:normal">b\n c</span></div>',
            "a\nb\nc",
        ),
        ('<table><tr><th>h<tr><td style="white-space:pre">a  b</table>', "| h |\n| --- |\n| a &nbsp;b |"),
        ('<div style="white-space:nowrap">a\n  b</div>', "a\nb"),
    ],
)
def test_blanks_that_are_kept_where_there_is_no_code(html: str, markdown: str) -> None:
    assert to_markdown(html).markdown == markdown


def test_a_notetype_may_keep_the_lines_of_all_texts() -> None:
    assert to_markdown("a\n  b", css=".card { white-space: pre-wrap; }").markdown == "a\n&nbsp;&nbsp;b"
    assert to_markdown("a\n<b>b</b>", css=".card { white-space: pre-line; }").markdown == "a\n**b**"
    assert to_markdown("a\n  b", css="pre { white-space: pre-wrap; }").markdown == "a b"
