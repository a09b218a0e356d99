"""Mock interviews on screen: notes, a context, and typing answers."""

from pathlib import Path

from tests.build import LibraryAtRisk
from tests.interview.interviews import BODY, GOOD
from tests.practice.context import Clock
from tests.tui.driving import Driver, context
from tests.tui.samples import note
from trainer.context import Context
from trainer.core.card import Note
from trainer.core.kinds import Points
from trainer.interview.transcript import KIND

SIZES = [(80, 24), (40, 12)]


def points(name: str = "a", *follow_up: str) -> Note:
    body, ladder = Points(f"{BODY.ask} ({name})", BODY.points, 60), tuple(f"d/{key}" for key in follow_up)
    return note(body, name, level="core", why="Repeats come from retries.", follow_up=ladder)


def interview(lib: LibraryAtRisk, tmp_path: Path, **changes: object) -> Context:
    return context(lib, **{"clock": Clock(), "start": "mock", "exports": tmp_path / "out", **changes})  # type: ignore[arg-type]


def steps(lib: LibraryAtRisk) -> list[str]:
    return [event.detail.split('"')[3] for event in lib.log({KIND})]


async def say(driver: Driver, text: str = GOOD, sure: str = "1") -> None:
    await driver.press(*keys(text), "ctrl+s", sure)


def keys(text: str) -> list[str]:
    names = {
        " ": "space",
        ",": "comma",
        ".": "full_stop",
        "?": "question_mark",
        "\n": "enter",
        "-": "minus",
        "_": "underscore",
    }
    return [names.get(letter, letter) for letter in text]
