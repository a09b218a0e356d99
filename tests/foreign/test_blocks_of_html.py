"""Lines, lists and raised letters of other programs' HTML."""

from itertools import product

import pytest

from trainer.foreign.html.reading import to_markdown

_BLOCKS = ("div", "p", "h2", "blockquote", "pre", "ul", "dl", "dt", "section", "address", "figure", "center")


@pytest.mark.parametrize(("tag", "inside"), list(product(_BLOCKS, ("", "<br>", "&nbsp;", " ", "<b></b>"))))
def test_a_block_without_words_ends_a_line(tag: str, inside: str) -> None:
    assert to_markdown(f"x<{tag}>{inside}</{tag}>y").markdown.replace("\n\n", "\n").split("\n")[0] == "x"
    assert to_markdown(f"x<{tag}>{inside}</{tag}>y").markdown.split("\n")[-1] == "y"


def test_blank_lines_stay() -> None:
    assert to_markdown("x<div><br></div><div>y</div>").markdown == "x\n\ny"
    assert to_markdown("<div><br></div><div>y</div><div></div>").markdown == "y"


def test_terms_and_what_they_mean_are_lines() -> None:
    assert to_markdown("<dl><dt>t</dt><dd>d</dd><dt>u</dt><dd>e</dd></dl>") == ("t\nd\nu\ne", (), ())


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("x<sup>2</sup>3", "x²3"),
        ("x<sub>1</sub>2", "x₁2"),
        ("10<sup>-3</sup>, Na<sup>+</sup>", "10⁻³, Na⁺"),
        ("x<sup>ab</sup>c", "x^(ab)c"),
        ("x<sup><b>2</b></sup>3", "x^(**2**)3"),
        ("<sup>2</sup>H", "²H"),
    ],
)
def test_raised_letters_stay_apart_from_what_follows(html: str, markdown: str) -> None:
    assert to_markdown(html) == (markdown, (), ())


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ol><li>a</li><ol><li>b</li></ol><li>c</li></ol>", "1. a\n   1. b\n2. c"),
        ("<ul><li>a</li><ul><ul><li>b</li></ul></ul></ul>", "- a\n  - - b"),
        ("<ol><li>a</li></ol> <ol><li>b</li><li>c</li></ol>", "1. a\n\n1) b\n2) c"),
        ("<ol><li>a</li></ol><ol><li>b</li></ol><ol><li>c</li></ol>", "1. a\n\n1) b\n\n1. c"),
        ('<ol start="3"><li>a</li><li>b</li></ol>', "3. a\n4. b"),
        ('<ul><li>a<ol start="3"><li>b</li></ol></li></ul>', "- a\n\n  3. b"),
    ],
)
def test_lists_in_lists_keep_their_place_and_numbers(html: str, markdown: str) -> None:
    assert to_markdown(html) == (markdown, (), ())


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("&nbsp;&nbsp;if x:<br>&nbsp; &nbsp; y", "&nbsp;&nbsp;if x:\n&nbsp;&nbsp;&nbsp;&nbsp;y"),
        ("if x:<div>\xa0\xa0<b>y</b></div>", "if x:\n&nbsp;&nbsp;**y**"),
        ("<p>&nbsp;&nbsp;if x:</p><p>&nbsp;y</p>", "&nbsp;&nbsp;if x:\n\ny"),
        ("&nbsp; a word", "a word"),
        ("a<br>&nbsp;&nbsp;<br>b", "a\n\nb"),
        ("a<pre>b<br>&nbsp;&nbsp;c</pre>", "a\n\n```\nb\n  c\n```"),
        ("a<br>&nbsp;&nbsp;- b", "a\n&nbsp;&nbsp;\\- b"),
        ("\\(x<br>&nbsp;&nbsp;y\\)", "\\(x   y\\)"),
        ("&nbsp;&nbsp;- b", "\\- b"),
        ("a<br>&nbsp;&nbsp;1) b", "a\n&nbsp;&nbsp;1\\) b"),
        ("<b>1) b</b> 2) c", "**1\\) b** 2\\) c"),
    ],
)
def test_blanks_that_indent_lines_stay(html: str, markdown: str) -> None:
    assert to_markdown(html) == (markdown, (), ())


def table(head: str, *rows: str) -> str:
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


@pytest.mark.parametrize(
    ("head", "row", "rule"),
    [
        ("<th>a</th><th>b</th>", "<td>1</td><td>2</td>", "| --- | --- |"),
        ("<th align=RIGHT>a</th><th>b</th>", "<td>1</td><td>2</td>", "| ---: | --- |"),
        (
            "<th>a</th><th>b</th>",
            "<td>1</td><td style='color:red;text-align: center'>2</td>",
            "| --- | :---: |",
        ),
        ("<th style='text-align:left'>a</th><th>b</th>", "<td align=right>1</td>", "| :--- | --- |"),
        ("<th align=justify>a</th><th>b</th>", "<td>1</td><td>2</td>", "| --- | --- |"),
    ],
)
def test_columns_of_a_table_stay_aligned(head: str, row: str, rule: str) -> None:
    for html in (
        table(head, row),
        f"<table><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>",
    ):
        assert to_markdown(html).markdown.split("\n")[1] == rule


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (
            ["<th>a</th><th>b</th>", "<td rowspan=2>1</td><td>2</td>", "<td>3</td>"],
            ["| a | b |", "| 1 | 2 |", "|  | 3 |"],
        ),
        (["<th>a</th><th>b</th>", "<td>1</td><td rowspan=9>2</td>", "<td>3</td>"], ["| 3 |  |"]),
        (
            ["<td rowspan=0>1</td><td>2</td>", "<td>3</td>", "<td>4</td>"],
            ["| 1 | 2 |", "|  | 3 |", "|  | 4 |"],
        ),
        (
            [
                "<th rowspan=2>a</th><th colspan=2>b</th>",
                "<th>c</th><th>d</th>",
                "<td>1</td><td>2</td><td>3</td>",
            ],
            ["| a | b |  |", "|  | c | d |", "| 1 | 2 | 3 |"],
        ),
        (
            ["<td rowspan=2 colspan=2>1</td><td>2</td>", "<td>3</td>", "<td>4</td><td>5</td><td>6</td>"],
            ["| 1 |  | 2 |", "|  |  | 3 |", "| 4 | 5 | 6 |"],
        ),
        (["<th colspan=1000>a</th>", "<td>1</td><td>2</td>"], ["| a |  |", "| 1 | 2 |"]),
        (["<td colspan=1000>a</td>"] * 20, ["| a |"]),
        (["<th>a</th>", "<td>1</td><td>2</td>"], ["| a |  |", "| 1 | 2 |"]),
    ],
)
def test_each_cell_stands_below_its_header(rows: list[str], lines: list[str]) -> None:
    found = to_markdown(table(*rows)).markdown.split("\n")
    assert [line for line in lines if line not in found] == []
    assert len({line.count("|") for line in found}) == 1
    assert len(found) == len(rows) + 1


def test_a_cell_reaches_no_further_than_its_part_of_the_table() -> None:
    head, body = "<tr><th rowspan=3>a</th><th>b</th></tr>", "<tr><td>1</td><td>2</td></tr>"
    found = to_markdown(f"<table><thead>{head}</thead><tbody>{body}</tbody></table>")
    assert found.markdown == "| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_a_table_that_claims_to_be_huge_is_read_in_bounds() -> None:
    row = f"<tr>{'<td rowspan=60000 colspan=900>x</td>' * 30}</tr>"
    found = to_markdown(f"<table>{row * 30}</table>")
    assert found.markdown.count("x") == 900
    assert len(found.markdown) < 100_000


@pytest.mark.parametrize(
    ("row", "lost"),
    [
        ("<td>1<br>2</td><td>3</td>", ["line ends in cells of a table"]),
        ("<td>1<br></td><td><br></td>", []),
        ("<td colspan=2>1</td>", ["that a cell of a table spans several columns"]),
        ("<td rowspan='3'>1</td><td>2</td>", ["that a cell of a table spans several rows"]),
        ("<td rowspan=1 colspan=''>1</td><td>2</td>", []),
    ],
)
def test_what_a_cell_of_markdown_cannot_be_is_said(row: str, lost: list[str]) -> None:
    assert [*to_markdown(table("<th>a</th><th>b</th>", row, "<td>4</td>")).lost] == lost
    heads = row.replace("td", "th")
    assert [*to_markdown(table(heads, "<td>a</td><td>b</td>")).lost] == lost


_TEX = '<annotation encoding="application/x-tex">x^2 &lt; y</annotation>'
_MATHML = f"<semantics><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow>{_TEX}</semantics></math>"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (f"a <math>{_MATHML} b", "a \\(x^2 < y\\) b"),
        (f'<math display="block">{_MATHML}', "\\[x^2 < y\\]"),
        (
            f'so <span class="katex"><span class="katex-mathml"><math>{_MATHML}</span>'
            '<span class="katex-html" aria-hidden="true"><b>x</b>2 < y</span></span>.',
            "so \\(x^2 < y\\).",
        ),
    ],
)
def test_mathml_that_has_its_latex_is_mathematics(html: str, markdown: str) -> None:
    assert to_markdown(html) == (markdown, (), ())


def test_what_numbers_a_list_is_said_where_it_is_no_number() -> None:
    assert to_markdown('<ol type="A"><li>x</li></ol>') == (
        "1. x",
        (),
        ("that a list is numbered by letters",),
    )
    assert to_markdown('<ol type="1"><li>x</li></ol>') == ("1. x", (), ())
