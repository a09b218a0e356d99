"""Text stays as it is written, the same on screens and in Anki."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.anki.outgoing.markup import to_html
from trainer.core.mathematics import readable
from trainer.tui.lines.layout import lay_out
from trainer.tui.lines.markdown import parse


def on_screen(text: str, width: int = 60) -> str:
    return "\n".join(line.plain.rstrip() for line in lay_out(parse(text), width))


def in_anki(text: str) -> str:
    """What a browser shows of the HTML, roughly: its text with line ends."""
    html = re.sub(r"<br ?/?>\n?|</(p|li|tr|pre|div)>\n?", "\n", to_html(text))
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


KEPT = [
    "one\ntwo\nthree",
    "26*26*26",
    "2**3**4",
    "a*b*c = c*b*a",
    "__init__ calls __new__",
    "snake_case_name and _private_name_",
    r"\( alone",
    r"too \)",
    "costs $5 to $6, $HOME and $PATH",
    "<b>not bold</b> a < b & c > d",
    "2 * 3 * 4",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_markup_is_shown_as_it_is_written(text: str) -> None:
    wanted = text.strip("_") if text.endswith("name_") else text
    if "_private" in text:  # which is emphasis
        wanted = "snake_case_name and private_name"
    assert on_screen(text) == wanted
    assert in_anki(text) == wanted


NO_MATHEMATICS = [
    "costs $6, see $HOME; $15/month, US$5 and $5, a bill of 10$",
    "PS1='$' and \"$HOME/$USER\" $1 $2 $@ $$",
    "${A}_${B} and ${A}/${B}",
    "echo $A$B; $A-$B; a=$((x*y*z)); 100$-200$",
    "$user:$group, $dir/$file, $a$b, {$foo}, {$bar}",
    "kill $$ and $$, $(a)$(b)",
    "the '$' sign and the '$' sign, ($) or ($)",
]


@pytest.mark.parametrize("text", NO_MATHEMATICS)
def test_money_and_variables_of_a_shell_are_no_mathematics(text: str) -> None:
    assert on_screen(text, 200) == text
    assert in_anki(text) == text


def test_a_dollar_in_code_ends_no_mathematics() -> None:
    text = "costs $6, see `$HOME` or `$PATH`; and $15, `x$`"
    assert on_screen(text) == text
    assert to_html(text) == (
        "costs $6, see <code>$HOME</code> or <code>$PATH</code>; and $15, <code>x$</code>"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the $n$th of $n$s, ($k$), $k$-means of $f(x)$", "the nth of ns, (k), k-means of f(x)"),
        ("设$x$为 $[0, 1)$ and $x, y$; $f'$", "设x为 [0, 1) and x, y; f'"),
        ('$\\text{as "x"}$ and $$ y $$', 'as "x" and y'),
        ("$a`$ and $b$", "a` and b"),
    ],
)
def test_what_is_mathematics_stays_it(text: str, shown: str) -> None:
    assert on_screen(text) == shown


SAME = [
    "~~old~~ new",
    "- [ ] to do\n- [x] done",
    "hard  \nbreak and\\\nanother",
    "a[^1] and b[^2]\n\n[^1]: first\n[^2]: second",
    "1. one\n2. two",
    "> quoted\n> twice",
    "un**believ**able, 这是**重点**内容",
]


@pytest.mark.parametrize("text", SAME)
def test_both_show_the_same_words(text: str) -> None:
    def words(shown: str) -> list[str]:
        return re.findall(r"[\w☐☑]+", re.sub(r"(?m)^\s*(\[\d+\]|[•\d]+\.?)\s", "", shown))

    assert words(on_screen(text)) == words(in_anki(text))


def test_struck_out_text_is_struck_out() -> None:
    (block,) = parse("~~old~~ new")
    assert ".struck" in {span.style for span in block.text.spans}  # type: ignore[union-attr]
    assert "<s>old</s>" in to_html("~~old~~ new")


def test_columns_stand_where_the_table_says() -> None:
    text = "| left | right | mid |\n|:--|--:|:-:|\n| a | b | c |\n| aaaa | bbbbb | ccccc |"
    assert on_screen(text).splitlines()[2] == "a    │     b │   c"
    html = to_html(text)
    assert 'style="text-align:right"' in html
    assert 'style="text-align:center"' in html


def cells(text: str) -> list[list[str]]:
    """The cells of the rows of a table, the same on screens and in Anki."""
    rows = re.findall(r"<tr>(.*?)</tr>", to_html(text), re.DOTALL)
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]
    bare = [[unescape(re.sub(r"<[^>]*>", "", cell)) for cell in row] for row in found]
    lines = [line for line in on_screen(text, 200).split("\n") if "┼" not in line]
    assert [[cell.strip().replace("`", "") for cell in line.split("│")] for line in lines] == [
        [cell.replace("`", "") for cell in row] for row in bare
    ]
    return bare


def test_a_cell_beyond_the_head_has_a_column_of_its_own() -> None:
    text = "| a | b |\n|---|---|\n| 1 | 2 | three |\n| 4 |"
    assert cells(text) == [["a", "b", ""], ["1", "2", "three"], ["4", "", ""]]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("| `a || b` | or |", ["a || b", "or"]),
        ("| `x|y` | bits |", ["x|y", "bits"]),
        ("| ``a`|b`` | c |", ["a`|b", "c"]),
        (r"| `a\|b` | c |", ["a|b", "c"]),
        ("| `a|b` | c | d |", ["a|b", "c", "d"]),
        ("| ` | ` |", ["`", "`"]),  # two signs, as the columns tell
        (r"| \`a | b` |", ["`a", "b`"]),
    ],
)
def test_a_bar_in_code_ends_no_cell(row: str, wanted: list[str]) -> None:
    assert cells(f"| x | y |\n|---|---|\n{row}")[-1] == wanted
    if len(wanted) == 2:
        assert cells(f"{row}\n|---|---|\n| x | y |")[0] == wanted


def test_empty_cells_that_nobody_wrote_are_not_without_end() -> None:
    text = "|a|\n|-|\n" + "|x|\n" * 1000 + "|y" * 1000
    assert to_html(text).count("<td") < 3000
    assert in_anki(text).count("y") == 1000


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a[^1] so\n\n[^x]: nobody's\n[^1]: first", ["a[1] so", "[1] first", "[2] nobody's"]),
        ("[^x]: alone", ["[1] alone"]),
        ("a[^x]\n\n[^x]: one\n\n[^x]: two", ["a[1]", "[1] one", "two"]),
        ("a[^x]\n\n[^x]: out\n\n    [^y]: inner", ["a[1]", "[1] out", "[2] inner"]),
    ],
)
def test_no_footnote_is_left_out(text: str, wanted: list[str]) -> None:
    lines = [line.strip() for line in on_screen(text).splitlines() if line.strip("─ ")]
    assert lines == wanted
    for line in wanted:
        assert line.rpartition("] ")[2] in in_anki(text)


@pytest.mark.parametrize(
    ("text", "screen", "anki"),
    [
        # «…» stands for what tells MathJax to set it
        ("so $x^2 \\le y_1$.", "so x² ≤ y₁.", r"so «\(x^2 &#92;le y_1\)»."),
        (r"so \(x*y*z\).", "so x*y*z.", r"so «\(x*y*z\)»."),
        ("$$\\frac{a}{b}$$", "a/b", r"«\[&#92;frac&#123;a&#125;&#123;b&#125;\]»"),
        (r"\[a_{i} < b\]", "aᵢ < b", r"«\[a_&#123;i&#125; &lt; b\]»"),
        (r"$\mathbb{R}$", "ℝ", r"«\(&#92;mathbb&#123;R&#125;\)»"),
        ("`$x$` stays", "`$x$` stays", "<code>$x$</code> stays"),
    ],
)
def test_mathematics_goes_to_mathjax_and_is_readable_on_screens(text: str, screen: str, anki: str) -> None:
    assert on_screen(text) == screen
    set_ = '<span class="mathjax_process tex2jax_process">'
    assert to_html(text) == anki.replace("«", set_).replace("»", "</span>")


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\sum_{i=1}^{n} i", "∑ᵢ₌₁ⁿ i"),
        (r"O(n \log n)", "O(n log n)"),
        (r"e^{i\pi} + 1 = 0", "e^iπ + 1 = 0"),
        (r"\sqrt{x+1}", "√(x+1)"),
        (r"\left( a \to b \right)", "( a → b )"),
        (r"\text{recall} \geq 0.9", "recall ≥ 0.9"),
        (r"f: \mathbb{R}^n \to \mathbb Z_{+}", "f: ℝⁿ → ℤ₊"),
        (r"\mathbb{E}[X] \cdot \mathbb{1}_A", "𝔼[X] · 𝟙_A"),
        (r"\mathcal{O}(n) \in \mathscr{Leo}", "𝒪(n) ∈ ℒℯℴ"),
        (r"\mathfrak{g} \oplus \mathfrak{C}", "𝔤 ⊕ ℭ"),
        (r"\mathcal{1}", r"\mathcal{1}"),
        (r"\mathbb{R\foo}", r"\mathbb{R\foo}"),
        (r"\boldsymbol{x} \quad \varphi", "x   φ"),
        (r"\begin{matrix}a\end{matrix}", r"\begin{matrix}a\end{matrix}"),
    ],
)
def test_simple_mathematics_is_a_line_of_text(latex: str, text: str) -> None:
    assert readable(latex) == text


@given(st.text(st.sampled_from("\\$^_{}[]()*~`-x1 \n") | st.characters()))
def test_nothing_fails_and_no_word_vanishes(text: str) -> None:
    shown = on_screen(text, 4000)
    to_html(text)
    readable(text)
    for word in re.findall(r"[A-Za-z0-9]{2,}", text) if not re.search(r"[\[\]&`\\$^{}]", text) else ():
        assert word in shown
