"""Words in angle brackets are no tags, whatever the rows beside them are; where they are, and unknown, it is
said."""

from pathlib import Path

import pytest

from tests.foreign.bringing import World, letters
from tests.foreign.test_formats import put
from tests.foreign.test_from_anki import There, there
from trainer.foreign.formats import mnemosyne
from trainer.foreign.html.reading import to_markdown

__all__ = ["there"]

WORDS = (
    *(
        "List<String> xs",
        "if a<b and c>d then",
        "#include <bits/stdc++.h>",
        "<div> tag",
        "Map<K>",
        "vector<int> v",
    ),
    *(
        "What is <script>?",
        "use <p> here",
        "a < b > c",
        "fn<'a>(x)",
        "<b> is bold",
        "ends in <i>",
        "x </div> y",
    ),
)
HTML = (
    "<b>generic</b>",
    "a &amp; b",
    "one<br>two",
    '<img src="a.png">',
    "<p>one<p>two",
    "<font color=red>x</font>",
)


@pytest.mark.parametrize("beside", HTML)
def test_rows_of_html_take_no_words_from_others(world: World, tmp_path: Path, beside: str) -> None:
    rows = "".join(f"{words}\tanswer {number}\n" for number, words in enumerate(WORDS))
    world.bring(put(tmp_path, "x.tsv", f"{rows}beside\t{beside}\n"))
    asked = [note.body.prompt() for note in world.notes()]
    assert [letters(text) for text in asked[: len(WORDS)]] == [*map(letters, WORDS)]
    (last,) = [note.body.answer_text() for note in world.notes() if note.body.prompt() == "beside"]
    assert "\\<" not in last, "what is HTML is read as that"
    assert world.bring(put(tmp_path, "x.tsv", f"{rows}beside\t{beside}\n"))["notes"]["new"] == 0


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("List<String> xs", "<string>"),
        ("Map<K,V>", "<k,v>"),
        ("if a<b and c>d", "<b and c>"),
        ("#include <stdio.h>", "<stdio.h>"),
    ],
)
def test_in_a_package_what_anki_does_not_show_either_is_said(
    world: World, there: There, html: str, name: str
) -> None:
    there.add("Basic", html, "answer")
    (loss,) = world.bring(there.package())["lost"]
    assert loss["what"] == f"{name!r}, which is no tag: neither a browser nor Anki shows it"


@pytest.mark.parametrize(
    "html",
    [
        '<o:p>x</o:p><mjx-math>y</mjx-math><span class style="">z</span><ol reversed><li>a</ol>',
        '<details open>x</details><img src="" data-x alt><video controls></video><center>y</center>',
        "<ruby>x<rt>y</ruby><wbr><tt>z</tt><svg><g><path d=''/></g></svg>",
    ],
)
def test_of_tags_nothing_is_said(html: str) -> None:
    assert not any("no tag" in what for what in to_markdown(html).lost)


def test_mathematics_of_mnemosyne() -> None:
    def read(text: str) -> str:
        return to_markdown(mnemosyne._html(text)).markdown

    assert read("a <$>x^2 < y</$> b") == "a \\(x^2 < y\\) b"
    assert read("<$$>\\sum_i\nx_i</$$>") == "\\[\\sum_i x_i\\]"
    assert read("<latex>\\LaTeX</latex>") == "```latex\n\\LaTeX\n```"
    gaps = mnemosyne._GAP.findall(mnemosyne._html("[a:hint] <$$>y</$$> <latex>z</latex>"))
    assert gaps == [("a", "hint")]
