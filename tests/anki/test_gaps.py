"""A gap shows the same on the screen, in lines and in a real Anki, whatever stands in it and beside it."""

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.anki.ankitools import Anki, changes, deck_of, html_text
from trainer.anki.outgoing.markup import cloze_html
from trainer.core import gapped
from trainer.core.card import Note
from trainer.core.cloze import ClozeError, Gap, gaps, parse
from trainer.core.kinds import Cloze
from trainer.core.reads import as_shown
from trainer.decks.lint import swallowed
from trainer.tui.lines.layout import lay_out
from trainer.tui.lines.markdown import parse as blocks_of

WORDS = {
    "word": "word",
    '"q"': '"q"',
    "「本」": "「本」",
    "(a)": "(a)",
    "`code`": "`code`",
    "<b>": "<b>",
    r"\*": "*",
    "a*b": "a*b",
    "**b** c": "b c",
    "c *em*": "c em",
    "~~no~~": "no",
    "- b": "- b",
    "# t": "# t",
    "1. x": "1. x",
    " lead": " lead",
    "é!": "é!",
    "a_b_c": "a_b_c",
}
"""What stands in a gap, and what of it is shown."""
BESIDE = {"": "", "x": "x", "語": "語", "*": "*", ".": ".", " ": " ", "**b**": "b", "`c` ": "`c` ", "(": "("}
BLOCKS = {
    "- a\n- b": ["a", "b"],
    "1. one\n   - two": ["one", "two"],
    "> said": ["said"],
    "## head": ["head"],
    "```\ncode\n x\n```": ["code", " x"],
    "| a | b |\n| --- | --- |\n| c | d |": ["a", "b", "c", "d"],
}


def lines(text: str) -> list[str]:
    return [line.plain for line in lay_out(blocks_of(text), 80)]


def found(text: str) -> str:
    """What is set off as the answer."""
    shown = lay_out(blocks_of(text), 80)
    return "".join(
        line.plain[span.start : span.end] for line in shown for span in line.spans if span.style == ".answer"
    )


@pytest.mark.parametrize("content", WORDS)
def test_what_a_gap_hides_is_set_off_by_its_place_and_no_sign_is_added_or_taken(content: str) -> None:
    for before, after in product(BESIDE, BESIDE):
        if before[-1:] in ("`", "*") or after[:1] in ("`", "*"):
            continue  # which may mean something to each other over a gap, as over a word
        body = Cloze(f"a {before}{{{{c1::{content}}}}}{after} z")
        shown = body.shown("#c1", "")
        words = f"a {BESIDE[before]}[…]{BESIDE[after]} z"
        answer = words.replace("[…]", WORDS[content].replace("`", ""))
        assert [line.replace("`", "") for line in lines(shown.prompt)] == [words.replace("`", "")]
        assert [line.replace("`", "") for line in lines(shown.answer)] == [answer.replace("`", "")]
        assert found(shown.answer).replace("`", "") == WORDS[content].replace("`", "")
        assert as_shown(shown.prompt).replace("`", "") == words.replace("`", "")
        told = as_shown(shown.answer).replace("`", "").replace("[struck out: no]", "no")
        assert told == answer.replace("`", "")


@pytest.mark.parametrize("blocks", BLOCKS)
def test_lists_tables_and_code_in_a_gap_are_such(blocks: str) -> None:
    for text in (f"{{{{c1::\n\n{blocks}\n\n}}}}", f"List: {{{{c1::\n\n{blocks}\n\n}}}} end\n\n{{{{c2::x}}}}"):
        body = Cloze(text)
        assert lines(body.shown("#c1", "").prompt)[0] in ("[…]", "List: […] end")
        shown = "\n".join(lines(body.shown("#c1", "").answer))
        assert not re.search(r"\*\*|^\| -|```|##|^>", shown, re.MULTILINE)
        assert all(part in found(body.shown("#c1", "").answer) for part in BLOCKS[blocks])
        html = cloze_html(text)
        assert not re.search(r"<p>[^<]*\{\{c1", html)
        assert re.search(r"\{\{c1::<(ul|ol|blockquote|h2|pre|table)>", html)


def test_real_anki_shows_each_gap_as_the_screen_does(tmp_path: Path) -> None:
    beside = ["x", "語", ".", " "]
    texts = [
        f"a {before}{{{{c1::{content}}}}}{after} {{{{c2::y}}}}"
        for content in WORDS
        for before, after in product(beside, beside)
    ]
    texts += [f"List: {{{{c1::\n\n{blocks}\n\n}}}} end" for blocks in BLOCKS]
    texts += [
        "{{c1::outer *{{c2::in}} more*}} end",
        "**{{c1::a}}**{{c2::**b**}}**c**",
        "`a {{c1::b}}` $x^{{{c2::2}}}$",
        "- {{c1::\n\n- a\n- b\n\n}} rest\n- two",
    ]
    deck = deck_of(list(map(Cloze, texts)), "Gaps", "gaps")
    anki = Anki(tmp_path)
    anki.take([deck], changes(deck))
    seen = {shown.key: shown for shown in anki.shown()}
    for note in deck.notes:
        for key in note.card_keys():
            sides = note.shown(key)
            asked, told = (_text(html) for html in (seen[key].question, seen[key].answer))
            if "$" not in note.body.prompt():
                assert _squeezed("".join(lines(sides.prompt))).replace("[…]", "[...]") in asked
            if "$" not in note.body.prompt() and "| ---" not in note.body.prompt():
                assert _squeezed("".join(lines(sides.answer))) in told
    assert anki.problems() == ""


def _text(html: str) -> str:
    return _squeezed(html_text(html))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s`•│▎]+|(?<!\d)\d\.(?=one|\s*one)", "", text)


@given(st.text(st.sampled_from('{}c12:ab *_`\\[]()<"é\n-#|$~!\ufdd4\ufdd5\ufdd6\ufdd0\ufdd1'), max_size=30))
def test_no_text_with_gaps_keeps_a_sign_of_a_place(text: str) -> None:
    text = f"{{{{c1::{text}}}}} {text}{{{{c2::x}}}}"
    try:
        parsed = parse(text)
    except ClozeError:
        return
    for suffix in Cloze(text).suffixes():
        sides = Cloze(text).shown(suffix, "")
        for side in (sides.prompt, sides.answer):
            for shown in (as_shown(side), "\n".join(lines(side)), gapped.unmarked(side)):
                assert not re.search("[\ufdd0-\ufdd7]", shown)
    assert all(isinstance(gap, Gap) for gap in gaps(parsed))


def test_what_is_said_of_swallowed_signs_is_about_signs_that_the_text_has() -> None:
    assert not list(swallowed.check(Note("d", "n", Cloze(r"x{{c1::\(a\)b\(c\)}}z {{c2::`c`}}y"))))
    (said,) = swallowed.check(Note("d", "n", Cloze(r"{{c1::src/*.py and lib/*.js}} {{c2::x}}")))
    assert "*.py" in said.message


def test_marks_around_gaps_are_read_as_around_words_in_lines_too() -> None:
    text = "a**{{c1::b}}**c **{{c1::d}} {{c2::e}}** *{{c1::f}}* g ~~{{c2::h}}~~i _{{c1::j}}_"
    sides = Cloze(text).shown("#c1", "")
    assert as_shown(sides.prompt) == "a[…]c […] e […] g [struck out: h]i […]"
    assert (
        as_shown(sides.answer).replace("[struck out: h]", "h") == lines(sides.answer)[0] == "abc d e f g hi j"
    )


def test_what_is_asked_for_in_code_or_mathematics_is_named_below() -> None:
    text = "`a {{c1::b}} {{c2::c {{c1::d}}}}` $x^{{c1::2}}$ {{c1::e}}"
    assert list(gapped.not_set_off(gapped.marked(text, 1, hide=False))) == ["b", "d", "2"]
