"""Lines of HTML that run from right to left, or the other way round than their letters say."""

import pytest

from tests.foreign.bringing import letters
from trainer.core.text import clean
from trainer.foreign.html.reading import to_markdown

RTL, LTR = "\u200f", "\u200e"
HE = "שלום"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (f"<div dir=rtl>C++ {HE}</div>", f"{RTL}C++ {HE}"),
        (f"<div dir='RTL'>{HE} C++</div>", f"{HE} C++"),
        (f"<div style='color:red; direction: rtl'>C++ {HE}</div>", f"{RTL}C++ {HE}"),
        (f"<p dir=rtl>a {HE}<br>{HE}<br>b {HE}</p><p>c</p>", f"{RTL}a {HE}\n{HE}\n{RTL}b {HE}\n\nc"),
        (f"<div dir=rtl><ul><li>a</li><li>{HE}</li></ul></div>", f"- {RTL}a\n- {HE}"),
        (f"<div dir=rtl><div dir=ltr>a</div><div>b {HE}</div></div>", f"a\n{RTL}b {HE}"),
        (f"<p dir=ltr>{HE} a</p>", f"{LTR}{HE} a"),
        (f"<div dir=rtl><b>a</b> {HE}</div>", f"**{RTL}a** {HE}"),
        ("<div dir=rtl>12 + 3</div>", "12 + 3"),
        ("<div dir=auto>a</div>", "a"),
        (f"<div><span dir=rtl>{HE}</span> a</div>", f"{HE} a"),
    ],
)
def test_a_line_runs_as_it_did(html: str, markdown: str) -> None:
    assert to_markdown(html) == (markdown, (), ())
    assert clean(markdown) == markdown, "such marks may stand in a deck"


def test_what_runs_otherwise_within_a_line_is_said() -> None:
    found = to_markdown(f"a <span dir=rtl>C++ {HE}</span> b")
    assert found.lost == ("which way words within a line run",)
    assert letters(found.markdown) == letters(f"aC++{HE}b")
