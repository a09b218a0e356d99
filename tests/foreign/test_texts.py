"""What becomes of single texts: pictures, tables, answers, and what is said of them."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foreign.bringing import World
from tests.foreign.test_formats import by_ask, put
from trainer.anki.incoming.values import TheirCard, TheirNote, TheirNotetype, TheirTemplate
from trainer.foreign.answers import accepted
from trainer.foreign.html.converter import NO_MEDIA
from trainer.foreign.html.reading import converted, of_any, shortly, to_markdown
from trainer.foreign.literal import without
from trainer.foreign.package import as_shown, rendered
from trainer.foreign.templates import is_empty


def test_a_picture_in_the_web_becomes_a_link(world: World, tmp_path: Path) -> None:
    text = "How?\n?\n![500](https://example.org/a_(1).png)\n\nWhy?::![[gone.png]]\n"
    report = world.bring(put(tmp_path, "web.md", text))
    assert by_ask(world)["How?"].body.answer_text() == "[picture](<https://example.org/a_(1).png>)"
    assert by_ask(world)["Why?"].body.answer_text() == "(picture missing)"
    assert len(report["lost"]) == 2
    world.bring(put(tmp_path, "web.csv", 'What?,<b>so</b> <img src="https://example.org/b.png">\n'))
    assert by_ask(world)["What?"].body.answer_text() == "**so** [picture](https://example.org/b.png)"


def test_obsidian_says_which_cards_have_no_answer_and_drops_what_is_no_text(
    world: World, tmp_path: Path
) -> None:
    text = "#### What is it?\n?\nA thing\n\nHow so?\n?\n\n- a\n\n> quoted::yes\n\n# Two\nlines\n?\nof text\n"
    report = world.bring(put(tmp_path, "o.md", text))
    assert {ask: note.body.answer_text() for ask, note in by_ask(world).items()} == {
        "What is it?": "A thing",
        "quoted": "yes",
        "# Two\nlines": "of text",
    }
    assert report["lost"] == [{"note": "How so?", "what": "left out: a card without an answer"}]


WHOLE = [
    *("10 m/s", "9.81 m/s²", "10 kg, 20 kg", "5 km/h", "3/4", "1,000", "pH 7; neutral 25 °C"),
    *("/etc/hosts", "src/main.c", "~/bin", "C:/x", "https://a.b/c", "a.out", "../up", "//host/share"),
    *("Europe/Berlin", "America/New_York", "application/json", "text/html"),
    *("kubectl get pods -n a/b", "ls -l, -a", "chmod -R", "SELECT a, b FROM t", "git log --oneline, x"),
    *(
        "x[1], y",
        "f(x)",
        "def f(a, b):",
        "(x+1)(x-1)",
        "print(x)",
        "a = b, c",
        "{a, b}",
        "foo(a, b)",
        "a->b, c",
    ),
    *("m/s²", "kg·m/s", "W/(m·K)", "km / h", "mol/kg", "log₂(n)", "Na⁺, Cl⁻", "12 V / 5 A"),
    *("git push origin a/b", "lambda x: x, y", "INSERT INTO t (a, b) VALUES (1, 2)", "text/html, text/css"),
    *("w/o", "A/B test", "x/y/z", "user/repo", "client/server", "read/write", "either/or", "N/A"),
    *("(un)happy", "un(happy", "(a, b)", "(1)", "insert into t (a) select b"),
]
"""Quantities, paths, names and code, of which no part is right."""


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("i ragazzi", ("ragazzi",)),
        ("I love you", ()),
        ("a dog", ("dog",)),
        ("a < b", ()),
        ("as if", ()),
        ("The Hague", ("Hague",)),
        *((whole, ()) for whole in WHOLE),
        ("der Hund, -e", ("Hund, -e", "der Hund", "Hund")),
        ("neighbour(s)", ("neighbour", "neighbours")),
        ("hot/warm", ("hot", "warm")),
        ("ja / nein", ("ja", "nein")),
        ("he/she/it", ("he", "she", "it")),
        ("café; kaffee, mokka", ("café", "kaffee", "mokka")),
        ("New York / NYC", ("New York", "NYC")),
        ("大, 巨", ("大", "巨")),
        ("colo(u)r", ("color", "colour")),
        ("(sehr) groß", ("groß", "sehr groß")),
        ("red (dark, light), blue", ("red (dark, light)", "blue", "red, blue", "red")),
        ("house (building)", ("house",)),
        ("to go / to walk", ("to go", "go", "to walk", "walk")),
        ("μg/mL", ()),
        ("NaCl(aq)", ()),
        ("Smith, J.", ()),
        ("“quoted, text”", ()),
    ],
)
def test_what_is_no_article_is_part_of_the_answer(answer: str, right: tuple[str, ...]) -> None:
    assert accepted(answer) == right


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<table><tr><td></td></tr></table>x", "x"),
        ("<table><tr><td>a<br>b</td><td><b>c</b></td></tr></table>d", "a\nb\n\n**c**\n\nd"),
        ("<table><tr><td>| a</td></tr><tr><td>b|c</td></tr></table>", "| \\| a |\n| --- |\n| b\\|c |"),
        ("<table><tr><th>a</th></tr></table>", "| a |\n| --- |"),
        (
            "<table><tr><td><table><tr><td>a</td></tr><tr><td>b</td></tr></table></td></tr></table>",
            "| a |\n| --- |\n| b |",
        ),
    ],
)
def test_a_table_that_only_places_things_is_no_table(html: str, markdown: str) -> None:
    found = to_markdown(html)
    assert (found.markdown, found.lost) == (markdown, ())


@pytest.mark.parametrize(
    ("html", "empty"),
    [("", True), (" <br> <div></div>\n", True), ("&nbsp;", False), ("\xa0", False), ("<i></i>", False)],
)
def test_a_field_is_empty_where_anki_says_so(html: str, empty: bool) -> None:
    """As in `field_is_empty` of Anki's templates."""
    assert is_empty(html) == empty


def test_what_many_notes_lost_is_said_once(world: World, tmp_path: Path) -> None:
    rows = "".join(f"q{at},<u>a{at}</u>\n" for at in range(30))
    said = world.run("import", put(tmp_path, "many.csv", rows), "--out", world.out)
    assert "q0, q1, q2 and 27 more: colour or underlining" in said


ORG = """\
* TODO [#A] First :drill:
   The [capital] of it, \\(x_[1]\\) and $y$.
   - one
   | a | /b/ |
   |---+-----|
   | 1 | 2 |
   #+begin_src python
   def f(): return [1]
   #+end_src
* NEXT Second? :drill:
** Answer
   yes
"""


def test_code_tables_and_mathematics_of_org(world: World, tmp_path: Path) -> None:
    world.bring(put(tmp_path, "x.org", ORG))
    gap, plain = world.notes()
    assert gap.body.prompt() == (
        "First\n\nThe {{c1::capital}} of it, \\(x_[1]\\) and $y$.\n- one\n\n"
        "| a | *b* |\n| --- | --- |\n| 1 | 2 |\n```python\ndef f(): return [1]\n```"
    )
    assert plain.body.prompt() == "Second?"


_PARTS = st.sampled_from(
    [
        *(
            "a",
            "b c",
            "1. y",
            "- z",
            "# h",
            "*e*",
            "a_b",
            "_i_",
            "$1",
            "a|b",
            "=",
            "---",
            "+ q",
            "`c`",
            "~~s~~",
        ),
        *("&amp;", "&lt;b&gt;", "&nbsp;c", "&copy;", "&#10;", "> w", "\n", " ", "<br>", "<br/>", "<br><br>"),
        *("~~s~~", "<div>", "</div>", "</div><div>", "<b>", "</b>", "\u200b", "ö!"),
        *("<ul><li>", "<ol><li>", "</li><li>", "</li></ul>", "</li></ol>", "<ul><li>n <b>o</b></li></ul>"),
        *("<ol><li>p</li><li>1. q</li></ol>", "<ul><li>- r</li></ul>"),
        *("<b>w x</b>", "<em>i</em>", "<strong>*s</strong>", " <b>1. t</b>", "<i>&amp; a</i>", "<i>n </i>"),
        *("<b><i>z</i></b>", "<s>x</s>", "<u>u</u> ", "<font color=red> f</font>", "<b></b>", "\t", "("),
        *(
            '<span style="font-size: 9px;">x</span>',
            "<span style='font: \"q\"; color:red'>y</span> ",
            "</span>",
        ),
        *(
            '<span style="font: &quot;F G&quot;; color: red">',
            "<code>x y</code>",
            "<code> a*b</code> ",
            "</code>",
        ),
        *(
            "<sub>2</sub>",
            "<sup>α</sup>",
            "<p>",
            "</p>",
            "<p> </p>",
            "<div class='q'>d</div>",
            "<div> e </div>",
        ),
        *("<div><br></div>", "<div></div>", '<img src="a.png">', "<img alt=x src='b c.png' />", "<img>"),
        *(
            '<audio src="s.mp3"></audio>',
            "\ufdde\ufdde",
            "\ufdd60\ufdd7",
            "<ul>\n<li>a\n</li>\n</ul>\n",
            "<li>",
        ),
        *(
            "</ul>",
            "<ol start=3><li>x</li></ol>",
            "<small>t</small>",
            "<i>",
            "</i>",
            "<a href=b>",
            "<p/>",
            "<hr>",
        ),
    ]
)
_MEDIA = {"a.png": "media/a.png", "s.mp3": "media/s.mp3"}


@given(st.lists(_PARTS, max_size=7).map("".join))
def test_usual_html_becomes_what_the_converter_of_all_html_makes_of_it(html: str) -> None:
    found = shortly(html, _MEDIA)
    assert found is None or found == converted(html, _MEDIA)


_WORDS = st.one_of(
    st.text(max_size=9),
    st.lists(
        st.sampled_from(
            ["a", " ", "  ", "\n", "\t", "\xa0", "\u3000", "\x1c", "1.", "-", "é", "b.", "&", "<b>"]
        )
    ).map("".join),
)


@given(_WORDS)
def test_the_short_way_of_plain_words_leads_where_the_long_one_does(html: str) -> None:
    assert to_markdown(html) == of_any(html)


_FIELDS = ("Front", "Back", "Tags", "a:b", "FrontSide", "Front")
_TAGS = [
    f"{{{{{name}}}}}" for name in (*_FIELDS, "Deck", "hint:Back", "#Back", "/Back", "", " Back ", "Gone")
]
_TEMPLATES = st.lists(
    st.sampled_from([*_TAGS, "<hr id=answer>", "\n\n", "x", "<hr", ">", "<br>"]), max_size=6
)
_BACKS = st.tuples(
    st.sampled_from(["{{FrontSide}}<hr id=answer>", "{{FrontSide}}\n\n<hr>\n", ""]), _TEMPLATES
)


@given(_TEMPLATES.map("".join), _BACKS, st.lists(_WORDS, max_size=7), st.integers(2, 6))
def test_a_template_of_fields_alone_shows_what_any_way_of_reading_it_does(
    front: str, back: tuple[str, list[str]], values: list[str], count: int
) -> None:
    template = TheirTemplate("Card 1", front, back[0] + "".join(back[1]))
    card = TheirCard(0, "d::e", 0, 0, 0, 0, 0, 0, 0, 0, 0)
    note = TheirNote("g", TheirNotetype("t", _FIELDS[:count], (template,)), tuple(values), ("x",), 0, (card,))
    assert as_shown(note, card, NO_MEDIA) == rendered(note, card, template, NO_MEDIA)


@pytest.mark.parametrize(
    "html",
    [
        "a<br>b c",
        "<div>1. a</div><div>AT&amp;T</div>",
        "a_b<br><br>*c*",
        "a<br>b <b>c</b>, d",
        "a<ul><li>b <i>c</i></li></ul>",
        '<div class="front"><span style="font: &quot;F&quot;; font-size: 20px">a</span> b&nbsp;</div>',
        "<p>a <code>b</code></p><div><div><b>c <i>d</i> e</b></div><img src='a.png'></div>",
        "<ol><li>a<ul><li>H<sub>2</sub>O</li></ul></li></ol>",
    ],
)
def test_most_html_is_usual(html: str) -> None:
    assert shortly(html, _MEDIA) is not None


def test_a_number_behind_bold_words_keeps_its_distance() -> None:
    assert to_markdown("<b>Chapter</b> 1. of <u>all</u> - so").markdown == "**Chapter** 1\\. of all \\- so"


class _Counting:
    """A pattern that counts how often it is looked for."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.sought = re.compile(pattern), 0

    def search(self, text: str, at: int = 0) -> re.Match[str] | None:
        self.sought += 1
        return self.pattern.search(text, at)


def test_of_a_text_of_nothing_but_starts_the_end_is_sought_once() -> None:
    start: Any = _Counting("<!--")
    end: Any = _Counting("-->")
    assert without("a<!-- b -->c" + "<!--" * 999, start, end) == "ac" + "<!--" * 999
    assert (start.sought, end.sought) == (2, 2)


def test_a_mark_that_nothing_ends_hides_no_later_one(world: World, tmp_path: Path) -> None:
    world.bring(
        put(tmp_path, "o.md", "What?::this <!--SR: so\n<!--SR:!2024-08-16,4,270-->\n"), "--with-schedule"
    )
    assert len(world.states()) == 1
    text = "* A :drill:\n#+BEGIN_SRC a\n#+BEGIN_SRC b\nx[1]\n#+END_SRC\n\\\\( [so] \\\\(y[2]\\\\)\n"
    world.bring(put(tmp_path, "o.org", text))
    (gapped,) = (note for note in world.notes() if note.body.in_place)
    assert gapped.body.gaps("#c1") == ("so",)
    assert gapped.card_keys() == (f"{gapped.key}#c1",)
