"""Markdown to HTML: nothing is lost, nothing is interpreted but Markdown and gaps."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.anki.ankitools import HOSTILE, html_text, markdown_text, squeezed
from trainer.anki.notetypes import NOTETYPES
from trainer.anki.outgoing import markup
from trainer.anki.outgoing.markup import cloze_html, plain_html, rendered, to_html
from trainer.anki.outgoing.usual import of_usual
from trainer.core import cloze
from trainer.core.text import clean

SPECIAL = st.text(st.sampled_from("{}[]()<>&\"'\\`*_~#|:;!-=c1 \n\tab\u200bé\ufdd0\ufdd1\x1f\x00\u202e"))
ANY = st.one_of(SPECIAL, st.text(), st.sampled_from(HOSTILE))
SLASHES = re.compile("[\\\\\ufdd0\ufdd1]")
TAG = re.compile(r"<[^>]*>")
FORMULA = re.compile(r"\\[()\[\]]")
"""The ends of mathematics."""
MATH = '<span class="mathjax_process tex2jax_process">'
# All that may be written between < and >: known tags with at most one attribute of ours or of a table.
ALLOWED = re.compile(
    r"</?(p|em|strong|s|code|pre|ul|ol|li|blockquote|h[1-6]|table|thead|tbody|tr|th|td|a|sup)>"
    r'|<[bh]r ?/?>|<a href="(https?://|mailto:)[^"<>\s]*">|<ol start="\d+">'
    r'|<t[hd] style="text-align:(left|right|center)">|<span class="mathjax_process tex2jax_process">|</span>'
)


@given(ANY)
def test_plain_text_is_shown_letter_for_letter(text: str) -> None:
    assert html_text(plain_html(text)) == clean(text)


@given(ANY)
def test_code_is_shown_letter_for_letter(text: str) -> None:
    lines = clean(text).replace("\ufdd0", "\ufffd").replace("\ufdd1", "\ufffd")
    html = to_html("\n".join(["```", *(f"x{line}" for line in lines.split("\n")), "```"]))
    assert html_text(html) == "".join(f"x{line}\n" for line in lines.split("\n"))


@given(ANY)
def test_no_text_can_become_a_tag_a_field_a_cloze_or_a_sound(text: str) -> None:
    for html in (to_html(text), plain_html(text)):
        assert all(ALLOWED.fullmatch(tag) for tag in TAG.findall(html))
        assert not set("{}[\\\x1f") & set(FORMULA.sub("", html))
        assert "<" not in TAG.sub("", html)
        assert html == clean(html)


_PARTS = st.sampled_from(
    [
        *("a", "b c", "word ", "1", "2. x", "- ", "- one", "- **b** c", "1. ", "1. x", "2. y", "- y", "2. z"),
        *("*", "**", "**bold**", "*em*", " **b c** ", "(**b**),", "**a *b* c**", "***t***", "**²**", "*1*"),
        *("`c`", "`a b`", " `x` ", "``", "`", " ", "  ", "\n", "\n\n", "\n\n\n", "\n- y", "\n2. z", "\n  a"),
        *(
            "![p](a.png)",
            "![c x](m/b_c.mp3)",
            "![p](http://x)",
            "[l](u)",
            "!",
            "é",
            "日本",
            "😀",
            "→",
            "a\u0301",
        ),
        *("'", "’", ",", ".", "?", "(", ")", "=", "+", "-", "#", "_", "\\", "&", "<b>", "|", "~~s~~", "$1$"),
        *("`a_b*c`", "`$x`", "`[a](b)`", "`<i>`", "`{x}`", "`\\(a\\)`", '`"`', "`|`", "`![`", "`a|b`\n-|-"),
        *("**(a)**", "**(**", " **a (b)** ", "**)**", "7 d", "7.", "7.5", "\n12) x", "٣. x"),
        *("\u200b", "\xa0", "\u3000", "\t", "--", "---", "http://a.b/c", "1)", "Ⅷ", "²", "a\u0301"),
    ]
)


@given(st.lists(_PARTS, max_size=7).map("".join))
def test_usual_markdown_becomes_what_the_reader_of_all_markdown_makes_of_it(markdown: str) -> None:
    assert of_usual(markdown, lambda *_: "") in (None, rendered(markdown, []))
    assert to_html(markdown) == rendered(markdown, [])


_GAPS = st.sampled_from(
    ["{{c1::a}}", "{{c2::b c::d}}", "{{c1::**e**}}", "{{c1::1. x}}", "{{c2::f {{c3::g}}}}"]
)


@given(st.lists(st.one_of(_PARTS, _GAPS), max_size=7).map("".join))
def test_usual_text_with_gaps_becomes_what_the_reader_of_all_markdown_makes_of_it(text: str) -> None:
    def made() -> str:
        try:
            return cloze_html(text)
        except cloze.ClozeError as error:
            return str(error)

    found = made()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "of_usual", lambda *_: None)
        patch.setattr(markup, "_is_harmless", lambda _: False)
        assert made() == found


@given(st.text(st.characters(codec="ascii"), max_size=4), st.sampled_from(["", "é"]))
def test_a_text_in_ascii_is_harmless_where_any_other_would_be(text: str, letter: str) -> None:
    whole = f"a{letter}{text}"
    assert markup._is_harmless(whole) is (markup._HARMLESS.fullmatch(whole) is not None)
    assert markup._is_harmless(text) is (markup._HARMLESS.fullmatch(text) is not None)


@pytest.mark.parametrize(
    "markdown",
    [
        *("a **b c**, *d*", "a\n`b`", "- a\n- **b**", "a:\n\n1. b\n2. c\n\nd", "a! ![b](c/d.png)"),
        *("*a* (**b**)", "7 days", "- a **(must)**", "`f(a_b, *c)[0] <= {x}`"),
    ],
)
def test_most_markdown_is_usual(markdown: str) -> None:
    assert of_usual(markdown, lambda *_: "<img>") is not None


@given(ANY)
def test_markdown_loses_no_word(text: str) -> None:
    text = clean(text).replace("\ufdd0", "").replace("\ufdd1", "")
    if "![" not in text:
        assert squeezed(html_text(to_html(text))) == squeezed(clean(markdown_text(text)))


@given(ANY, ANY, st.integers(1, 500))
def test_a_gap_hides_exactly_its_answer_in_code_and_in_text(answer: str, hint: str, number: int) -> None:
    answer, hint = (SLASHES.sub("", clean(text)) for text in (answer, hint))
    inner = "::".join(text.replace("::", r"\::").replace("}}", r"\}}") for text in (answer, hint))
    marker = "{{c" + f"{number}::{inner}" + "}}"
    try:
        gap = cloze.parse(marker)[0]
    except cloze.ClozeError:
        return
    assert isinstance(gap, cloze.Gap)
    html = cloze_html(f"text `code {marker} code`")
    found = re.match(r"text <code>code \{\{c(\d+)::([^{}:]*?)(?:::([^{}:]*))?\}\}", html)
    assert found, html
    assert int(found[1]) == number
    assert html_text(found[2]) == gap.answer
    assert html_text(found[3] or "") == (gap.hint if gap.hint.strip() else "")


@given(ANY)
def test_a_cloze_text_keeps_its_numbers_or_is_refused(text: str) -> None:
    try:
        html = cloze_html(text + " {{c7::x}}")
    except cloze.ClozeError:
        return
    shown = {int(number) for number in re.findall(r"\{\{c(\d+)::", html)}
    assert shown == set(cloze.numbers(text + " {{c7::x}}"))


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("one paragraph with `a<b`", "one paragraph with <code>a&lt;b</code>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("```sql\nSELECT  a\n  FROM b;\n```", "<pre><code>SELECT  a\n  FROM b;\n</code></pre>"),
        ("    indented <code>", "<pre><code>indented &lt;code&gt;\n</code></pre>"),
        ("- a\n- **b**", "<ul>\n<li>a</li>\n<li><strong>b</strong></li>\n</ul>"),
        ("~~old~~", "<s>old</s>"),
        ("<b>not bold</b>", "&lt;b&gt;not bold&lt;/b&gt;"),
        ("<!-- shown -->", "&lt;!-- shown --&gt;"),
        ("![a *picture*](cat.png)", '<img src="cat.png" alt="a picture">'),
        ("![](cat.png)", '<img src="cat.png" alt="">'),
        (
            "![a *web* picture](https://example.org/cat.png)",
            '<a href="https://example.org/cat.png">a <em>web</em> picture</a>',
        ),
        ("![](cat.pdf)", '<img src="cat.pdf" alt="">'),  # which stops the export
        ("![purr](cat.mp3)", "[sound:cat.mp3]"),
        (
            "[site](https://example.org/?a=1&b=2 'title')",
            '<a href="https://example.org/?a=1&amp;b=2" title="title">site</a>',
        ),
        ("<https://example.org>", '<a href="https://example.org">https://example.org</a>'),
        ("&lbrace;&lbrace;c1::x}}", "&#123;&#123;c1::x&#125;&#125;"),
        ("a&#8238;b", "ab"),
        ("a\ufdd00\ufdd1", "a\ufffd0\ufffd"),
    ],
)
def test_markdown_becomes_simple_html(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "file:///etc/passwd", "//x.y/z"]
)
@pytest.mark.parametrize("link", ["[go]({})", "<{}>", "[go][1]\n\n[1]: {}"])
def test_no_link_leads_anywhere_but_to_the_web_or_to_mail(url: str, link: str) -> None:
    assert "href" not in to_html(link.format(url))


def test_the_address_of_a_link_that_cannot_lead_stands_behind_it() -> None:
    assert to_html("[go](obsidian://a%20b) on") == "<a>go</a> (obsidian://a b) on"
    assert to_html("[go](<>) on") == "<a>go</a> on"


def test_a_table_keeps_its_cells() -> None:
    html = to_html("| a | b |\n|---|--:|\n| `x \\| y` | {{z}} |")
    assert html_text(html).split() == ["a", "b", "x", "|", "y", "{{z}}"]
    assert html.startswith("<table>")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("{{c2::a}} {{c1::b::h}}", "{{c2::a}} {{c1::b::h}}"),
        ("`{{c1::std\\::vector}}`", "<code>{{c1::std&#58;&#58;vector}}</code>"),
        ("{{c1::`{{ ds \\}}`}}", "{{c1::<code>&#123;&#123; ds &#125;&#125;</code>}}"),
        ("{{{c1::x}}}", "&#123;{{c1::x}}&#125;"),
        (r"\({{c3::a^2}} < b\)", rf"{MATH}\({{{{c3::a^2}}}} &lt; b\)</span>"),
        (r"$x_{ {{c1::\pi}} }$", rf"{MATH}\(x_&#123; {{{{c1::&#92;pi}}}} &#125;\)</span>"),
        ("**{{c1::*x*}}**", "<strong>{{c1::<em>x</em>}}</strong>"),
        ("`{{c1::*x*}}`", "<code>{{c1::*x*}}</code>"),
        ("| {{c1::a|b}} |\n|---|", "<table>\n<thead>\n<tr>\n<th>{{c1::a|b}}</th>\n</tr>\n</thead>\n</table>"),
        ("[{{c1::name}}](https://a.b)", '<a href="https://a.b">{{c1::name}}</a>'),
        ("{{c1::[a](https://b.c)}}", '{{c1::<a href="https&#58;//b.c">a</a>}}'),
        ("![{{c1::seen}}](x.png)", "{{c1::seen}}"),
        ("{{c1::a: ![woof](a.mp3)}}", "{{c1::a&#58; [sound:a.mp3]}}"),
        ("{{c1::x::![woof](<b a.mp3>)}}", "{{c1::x::[sound:b%20a.mp3]}}"),
        ("{{c1::[sound:a.mp3]}}", "{{c1::&#91;sound&#58;a.mp3]}}"),
        (
            "{{c1::outer {{c2::`in`}} rest::hint}} end",
            "{{c1::outer {{c2::<code>in</code>}} rest::hint}} end",
        ),
    ],
)
def test_gaps_become_markers_of_anki(text: str, html: str) -> None:
    assert cloze_html(text) == html


def test_mathjax_looks_for_mathematics_where_it_is_and_nowhere_else() -> None:
    """The templates forbid it for a whole card, by the class names that MathJax knows by default."""
    assert all(
        'class="trainer tex2jax_ignore mathjax_ignore"' in side
        for notetype in NOTETYPES
        for template in notetype.templates
        for side in (template.front, template.back)
    )
    html = to_html(r"a $x^2$, \[y\] and `\(code\)` \\(z")
    assert re.findall(rf"{MATH}(.*?)</span>", html) == [r"\(x^2\)", r"\[y\]"]
    assert "\\" not in re.sub(rf"{MATH}.*?</span>", "", html)


@pytest.mark.parametrize("text", ["no gap", "{{c1:: }}", "{{c0::x}}", "```{{c1::sql}}\nx\n```"])
def test_a_gap_that_nothing_would_show_is_an_error(text: str) -> None:
    with pytest.raises(cloze.ClozeError):
        cloze_html(text)


def test_a_gap_in_an_address_leaves_the_link_as_text() -> None:
    assert cloze_html("[a](https://b/{{c1::x}})") == "&#91;a](https://b/{{c1::x}})"
