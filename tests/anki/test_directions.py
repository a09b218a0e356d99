"""Cards of languages that are written from right to left, as a browser, like that within Anki, draws them."""

import asyncio
from pathlib import Path

import pytest

from tests.anki.ankitools import Anki, changes, deck_of
from tests.browser import BROWSER, opened, until
from trainer.core.card import Deck, Note
from trainer.core.kinds import Basic, Body, Choice, Cloze, Point, Points, Typed, Wrong

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium or Chrome is there: NOT TESTED")

CARDS: list[tuple[Body, str, bool]] = [
    (Cloze("בירת ישראל היא {{c1::ירושלים::עיר}} והיא עתיקה."), ".", True),
    (Basic("ما هي عاصمة السعودية؟", "الرياض، وهي أكبر مدن المملكة!\n\n1. أول\n2. ثانٍ"), "!", True),
    (Basic("What is “hello” in Hebrew?", "שלום, חבר!"), "!", True),
    (Basic("מה זה TCP?", "It keeps bytes in order!"), "!", False),
    (Basic("One?", "Two!"), "!", False),
]
"""Notes, a sign that ends what is shown on the back, and does it stand at the left of what it ends?"""
SIGN = """(sign => {
  const walker = document.createTreeWalker(document.querySelector('.trainer'), NodeFilter.SHOW_TEXT);
  const at = (node, place) => {
    const range = document.createRange(); range.setStart(node, place); range.setEnd(node, place + 1);
    return range.getBoundingClientRect();
  };
  let node; while ((node = walker.nextNode())) {
    const place = node.data.indexOf(sign);
    if (place > 0) return at(node, place).left < at(node, 1).left;
  }
})"""


@pytest.mark.parametrize(("body", "sign", "left"), CARDS)
def test_each_paragraph_is_written_from_its_side(tmp_path: Path, body: Body, sign: str, left: bool) -> None:
    (tmp_path / "anki").mkdir()
    anki, deck = Anki(tmp_path / "anki"), deck_of([body])
    anki.take([deck], changes(deck))
    (shown,) = anki.shown()
    anki.collection.close()
    (tmp_path / "card.html").write_text(f"<!doctype html><meta charset=utf-8><body class=card>{shown.answer}")

    async def look() -> None:
        async with opened((tmp_path / "card.html").as_uri(), tmp_path / "profile") as value:
            await until(lambda: value("document.readyState == 'complete' && document.body.innerText"))
            assert await value(f"{SIGN}({sign!r})") is left
            lists = await value(
                "[...document.querySelectorAll('ol')].map(l => getComputedStyle(l).direction).join()"
            )
            assert lists in ("", "rtl")

    asyncio.run(look())


WHOLE: list[tuple[Note, dict[str, bool], list[str]]] = [
    (
        Note("d", "n", Basic("שלום, חבר~", "Hello, friend!"), why="It is C++; see it."),
        {"~": True, "!": False, ".": False},
        [],
    ),
    (
        Note("d", "n", Choice("مرحبا~", ("Hello, you!",), (Wrong("No, thanks.", "It is so;"),))),
        {"~": True, "!": False, ".": False, ";": False},
        ["ltr"],
    ),
    (Note("d", "n", Basic("What says this~", "- אחד!\n- שתיים")), {"~": False, "!": True}, ["rtl"]),
    (
        Note("d", "n", Basic("מה אומר~", "- One!\n- two\n\n> it is.")),
        {"~": True, "!": False, ".": False},
        ["ltr"],
    ),
    (Note("d", "n", Typed("כלב~", "dog!"), why="x - y = z."), {"~": True, ".": False}, []),
    (Note("d", "n", Basic("Why~", "`שלום, חבר!` and `a - b;`")), {"~": False, "!": True, ";": False}, []),
    (
        Note("d", "n", Points("מה~", (Point("First!"), Point("שני.")))),
        {"~": True, "!": False, ".": True},
        ["ltr"],
    ),
]
"""Notes, is each sign on their backs at the left of what it ends, and the directions of lists."""


@pytest.mark.parametrize(("note", "signs", "lists"), WHOLE)
def test_every_part_of_a_card_is_written_from_its_side(
    tmp_path: Path, note: Note, signs: dict[str, bool], lists: list[str]
) -> None:
    (tmp_path / "anki").mkdir()
    anki, deck = Anki(tmp_path / "anki"), Deck("d", "T", notes=(note,))
    anki.take([deck], changes(deck))
    (shown,) = anki.shown()
    anki.collection.close()
    (tmp_path / "card.html").write_text(f"<!doctype html><meta charset=utf-8><body class=card>{shown.answer}")

    async def look() -> None:
        async with opened((tmp_path / "card.html").as_uri(), tmp_path / "profile") as value:
            await until(lambda: value("document.readyState == 'complete' && document.body.innerText"))
            assert {sign: await value(f"{SIGN}({sign!r})") for sign in signs} == signs
            found = "[...document.querySelectorAll('ol, ul')].map(l => getComputedStyle(l).direction).join()"
            assert (await value(found)) == ",".join(lists)

    asyncio.run(look())
