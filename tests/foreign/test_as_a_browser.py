"""HTML is read as a browser reads it: what it shows is the text, and what it hides is not there, said."""

import json

import pytest

from tests.foreign.browser_reading import CSS, FILE
from trainer.foreign import literal
from trainer.foreign.html.converter import NO_MEDIA
from trainer.foreign.html.reading import text_of, to_markdown, unfolded

SHOWN: list[tuple[str, str]] = json.loads(FILE.read_text())


def test_the_letters_are_those_that_chromium_shows() -> None:
    found = [(html, literal.shown(to_markdown(html, NO_MEDIA, CSS).markdown)) for html, _ in SHOWN]
    assert found == [(html, letters) for html, letters in SHOWN]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<span style="font-weight:bold">a</span> b', "**a** b"),
        ('<div style="font-style: italic">a <b>b</b></div>', "*a* ***b***"),
        ('<span style="text-decoration: line-through">a</span>', "~~a~~"),
        ('<b style="font-weight:normal">a <span style="font-weight:700">b</span></b>', "a **b**"),
        ('<i>a <span style="font-style:italic">b</span></i>', "*a b*"),
        ("<i>a <em>b</em></i>", "*a b*"),
        ("<b>a<br></b>b", "**a**\nb"),
        ("<b>a<br><br>b</b>", "**a**\n\n**b**"),
        ("x<br><b>&nbsp;&nbsp;</b>y", "x\n y"),
        ("x<br><b>&nbsp;&nbsp;if</b> y", "x\n&nbsp;&nbsp;**if** y"),
        ('<a href="http://x.y/">a [b</a>', "[a &#91;b](http://x.y/)"),
        ('<a href="http://x.y/a b>c">a [b] c</a>', "[a [b] c](<http://x.y/a b%3Ec>)"),
    ],
)
def test_what_a_style_says_of_words_is_said_by_marks(html: str, markdown: str) -> None:
    assert to_markdown(html) == (markdown, (), ())


def test_underlining_by_a_style_is_said_like_any() -> None:
    assert to_markdown('<span style="text-decoration:underline">a</span>').lost == ("colour or underlining",)


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="display:none">secret</span>',
        "<p hidden>secret</p>",
        '<i class="x y">secret</i>',
        '<span style="font-size:0">se<b>cret</b></span>',
        f'<div style="display:none">secret{" and more" * 3000}</div>',
    ],
)
def test_hidden_text_is_out_and_said(hidden: str) -> None:
    found = to_markdown(f"a {hidden} <b>b</b>", css=".y.x, #q {visibility: hidden}")
    assert "cret" not in found.markdown
    assert "text that nobody sees there ('se" in " ".join(found.lost)


@pytest.mark.parametrize(
    ("html", "rest", "parts"),
    [
        ("a<details><summary>Hint</summary><b>b</b></details>", "a\nHint", ["**b**"]),
        ("a<details open><summary>Hint</summary>b</details>", "a\nHint\nb", []),
        ('<a onclick="show()">more</a><div style="display:none">b</div>', "more", ["b"]),
        ('<b class="s">b</b> a', "a", ["b"]),
    ],
)
def test_what_a_click_opens_is_a_part_of_its_own(html: str, rest: str, parts: list[str]) -> None:
    css = ".s {opacity: 0} .s:hover {opacity: 1}"
    left, told = unfolded(html, css)
    assert to_markdown(left, css=css) == (rest, (), ())
    assert [to_markdown(part, css=css).markdown for part in told] == parts


def test_what_fades_in_is_seen() -> None:
    css = ".card {opacity: 0} .x {opacity: 0; animation: in 1s forwards}"
    assert to_markdown("<p class=x>a</p><b>b</b>", css=css) == ("a\n\n**b**", (), ())


def test_a_long_script_makes_no_text_long() -> None:
    script = f"<script>{'let x = 1; ' * 3000}</script><style>.h{{display:none}}{' ' * 20_000}</style>"
    found = to_markdown(f"{script}<ul><li><b>a</b></li></ul><p class=h>no</p><ruby>漢<rt>かん</rt></ruby>")
    assert found == ("- **a**\n\n漢(かん)", (), ("a script", "text that nobody sees there ('no')"))
    assert text_of("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>") == "漢(かん)"


HOSTILE = {
    "marks that nothing closes": "<p>" + "".join(f"<b a={at}>" for at in range(999)) + "</p><p>x" * 999,
    "depth": "<div>" * 3000 + "x",
    "nothing but starts": "<" * 9000 + "<!-" * 999,
    "a style without an end": '<p style="' + "a:b;" * 4000 + '">x</p>x',
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_html_costs_only_itself(html: str) -> None:
    found = to_markdown(html)
    assert found.markdown.count("x") == html.count("x")


def test_rules_that_would_take_long_are_passed_over() -> None:
    html = "<div class=h>" * 60 + "<b class=q>x</b> zz" + "</div>" * 60
    css = ".zz .h .h .h .h .q, p:has(.zz ~ .h):not(.q:has(.h)) .q {display: none} .h .q {visibility: hidden}"
    assert "text that nobody sees there ('x')" in to_markdown(html, css=css).lost


@pytest.mark.parametrize(
    "css",
    ["@" * 200_000, "a" * 200_000, "{" * 200_000, ".x{display:none}" * 20_000, "/*" * 99_999, ":not(" * 9999],
)
def test_hostile_css_hides_nothing_else(css: str) -> None:
    assert to_markdown("<b>a</b> <i class=q>b</i>", css=css).markdown == "**a** *b*"
