"""Line by line, texts of decks are said in the signs of the screens, wherever they are said."""

from pathlib import Path

import pytest

from tests.plain.talk import talk
from tests.plain.test_browse import said
from tests.plain.test_quiz import talk as quiz
from tests.store.build import Shelf
from trainer.cli.main import main
from trainer.core.card import Note
from trainer.core.kinds import Basic, Body, Choice, Cloze, Compare, Order, Point, Points, Typed, Wrong
from trainer.core.kinds.compare import Aspect
from trainer.store.store import Store

WRITTEN = r"$\alpha$ &lt;x&gt; 3\_4 ~~gone~~"
SHOWN = "α <x> 3_4 [struck out: gone]"
SIGNS = ("\\alpha", "&lt;", "\\_", "~~")


def text(word: str) -> str:
    return f"{word} {WRITTEN}"


BODIES: dict[str, Body] = {
    "basic": Basic(text("ask"), text("answer")),
    "typed": Typed(text("ask"), "answer"),
    "cloze": Cloze(text("ask") + " {{c1::gap}}"),
    "choice": Choice(
        text("ask"), (text("right"),), (Wrong(text("left"), text("because")), Wrong(text("up")))
    ),
    "order": Order(text("ask"), (text("one"), text("two"))),
    "points": Points(text("ask"), (Point(text("say"), (("say",),)), Point(text("more"), (("more",),))), 60),
    "compare": Compare(
        (("a", text("A")), ("b", text("B"))),
        tuple(Aspect(key, text(key), (("a", text("c")), ("b", text("d")))) for key in ("x", "y")),
        text("ask"),
    ),
}


@pytest.mark.parametrize("kind", BODIES)
def test_a_card_is_said_as_it_is_shown(store: Store, kind: str) -> None:
    note = Note("deck", "n", BODIES[kind], why=text("why"), hints=(text("hint"),), corrects=text("before"))
    Shelf(store, note)
    out = talk(store, "h", "", "", "", "", "1", "undo", "q") + said(store, "1", "q")
    assert SHOWN in out
    assert f"hint {SHOWN}" in out or kind in ("typed", "points", "compare")
    assert f"why {SHOWN}" in out
    assert [sign for sign in SIGNS if sign in out] == []


def test_a_quiz_is_said_as_it_is_shown(store: Store) -> None:
    Shelf(store, Note("deck", "n", BODIES["choice"], why=text("why")))
    out = quiz(store, "1", "", "q")
    assert f"ask {SHOWN}" in out
    assert [sign for sign in SIGNS if sign in out] == []


def test_lists_in_the_shell_say_it_and_searches_find_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = tmp_path / "d.yaml"
    deck.write_text(
        "deck: d\ntitle: D\nnotes:\n"
        "  - {id: one, ask: 'What is $\\alpha$?', answer: 'Less &lt; than $x^2$.'}\n"
        "  - {id: two, ask: Nothing, answer: Else.}\n"
    )
    words = ["--decks", str(deck), "--db", str(tmp_path / "t.db")]
    for query in ("α", "x²", '"is α?"', "alpha", '"< than"'):
        assert main([*words, "browse", query]) == 0
        assert capsys.readouterr().out.rstrip().endswith("d/one  What is α?"), query
