"""Markup in a deck is text: whatever field it stands in, it is shown letter for letter on every screen."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from tests import build
from tests.tui.driving import Driver, context, run
from tests.tui.interviewing import interview
from tests.tui.samples import note
from trainer.context import Context
from trainer.core.card import Problem, Reference
from trainer.core.kinds import Aspect, Basic, Body, Choice, Cloze, Compare, Order, Point, Points, Typed, Wrong

ROOMY = (200, 60)


def evil(name: str) -> str:
    """A text with markup, a click action and a byte that terminals obey."""
    return f"[/]{name}[bold]\x1b[@click=q]x"


def shown(name: str) -> str:
    """What is to be seen of it."""
    return evil(name).replace("\x1b", "")


BODIES: dict[str, tuple[Body, set[str]]] = {
    "basic": (Basic(evil("ask"), evil("answer")), {"ask", "answer"}),
    "cloze": (Cloze(f"{evil('text')} {{{{c1::gap::hint}}}}"), {"text"}),
    "choice": (
        Choice(evil("ask"), (evil("right"),), (Wrong(evil("wrong"), evil("because")),)),
        {"ask", "right", "wrong", "because"},
    ),
    "typed": (Typed(evil("ask"), evil("answer"), (evil("accept"),)), {"ask", "answer"}),
    "order": (Order(evil("ask"), (evil("one"), evil("two"))), {"ask", "one", "two"}),
    "compare": (
        Compare(
            (("a", evil("left")), ("b", evil("right"))),
            (Aspect("x", evil("aspect"), (("a", evil("cell")), ("b", evil("other")))),),
            evil("whole"),
        ),
        {"left", "right", "aspect", "cell", "other"},
    ),
    "points": (
        Points(evil("ask"), (Point(evil("said"), must=True), Point(evil("missed")))),
        {"ask", "said", "missed"},
    ),
}
REST = {"title", "why", "corrects", "as of", "hint", "source", "address"}


def library(body: Body) -> build.LibraryAtRisk:
    one = note(
        body,
        why=evil("why"),
        corrects=evil("corrects"),
        as_of=evil("as of"),
        hints=(evil("hint"),),
        cite=("s",),
        tags=(evil("tag"),),
        level="core",
    )
    source = Reference("s", evil("source"), evil("address"), "2026-11")
    problem = Problem(evil("file"), 1, "d", "n", "rule", "error", evil("message"), evil("remedy"))
    deck = build.deck(one, title=f"x::{evil('title')}", references=(source,))
    return build.library(deck, problems=[problem])


def seen(at: Context, act: Callable[[Driver, list[str]], Awaitable[None]]) -> str:
    """All that was on the screen."""
    found: list[str] = []

    async def script(driver: Driver) -> None:
        await act(driver, found)

    run(at, script, ROOMY)
    return "\n".join(found)


def press(*keys: str) -> Callable[[Driver, list[str]], Awaitable[None]]:
    async def act(driver: Driver, found: list[str]) -> None:
        found.append(driver.text)
        for key in keys:
            await driver.press(key)
            await driver.app.workers.wait_for_complete()
            await driver.pilot.pause()
            found.append(driver.text)

    return act


def missing(text: str, names: set[str]) -> set[str]:
    return {name for name in names if shown(name) not in text}


def test_on_every_card_with_its_dialogs() -> None:
    for kind, (body, names) in BODIES.items():
        keys = ["escape"] if kind == "typed" else []
        keys += ["h", "o", "escape", "w", "escape", "space", "3", "q"]
        assert missing(seen(context(library(body)), press(*keys)), names | REST) == set(), kind


def test_at_home_and_in_the_palette() -> None:
    text = seen(context(library(BODIES["basic"][0]), start="home"), press("j", "b", "ctrl+p"))
    assert text.count(shown("title")) > 2
    assert f"Practise x › {shown('title')}" in text


def test_in_a_quiz_and_its_result() -> None:
    body, names = BODIES["choice"]
    for key in "12":
        text = seen(context(library(body), start="quiz"), press(key, "enter", "question_mark"))
        assert missing(text, names | {"title", "why"}) == set()


def test_what_was_mixed_up_at_the_end() -> None:
    body = BODIES["choice"][0]

    async def act(driver: Driver, found: list[str]) -> None:
        row = driver.lines[driver.line_of(shown("wrong"))]
        await driver.press(next(letter for letter in row if letter.isdecimal()), "space", "1", "q")
        found.append(driver.text)

    text = seen(context(library(body)), act)
    assert f"you mixed up: “{shown('right')}” and “{shown('wrong')}”" in text


def test_in_a_mock_interview_its_marking_and_its_report(tmp_path: Path) -> None:
    body, names = BODIES["points"]
    typed = ["[", "/", "]"]
    keys = ["enter", *typed, "ctrl+s", "1", "1", "2", "1", "enter"]
    text = seen(interview(library(body), tmp_path, minutes=1), press(*keys))
    assert missing(text, names | {"title", "why"}) == set()
    assert "› [/]" in text
    assert "Report · " in text


def test_what_went_wrong_is_told_as_it_is() -> None:
    lib = library(BODIES["basic"][0])
    lib.failing = evil("failure")
    assert shown("failure") in seen(context(lib), press("b"))
