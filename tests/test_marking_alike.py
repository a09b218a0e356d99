"""One marking for all: what an answer costs to mark, and that both front ends mark alike."""

import io
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.build import LibraryAtRisk, library
from tests.interview.interviews import opener
from tests.plain.talk import talk
from tests.practice.context import Clock
from tests.tui import interviewing
from tests.tui.answering import paste
from tests.tui.driving import Driver, context, run
from trainer.context import Context
from trainer.core.card import Deck, Note
from trainer.core.kinds import Aspect, Compare, Points
from trainer.decks.find import find
from trainer.decks.library import read
from trainer.grading.answer import Given, judge
from trainer.grading.marking import Ticks
from trainer.interview.transcript import KIND, Transcript, read_all
from trainer.paths import shipped_decks
from trainer.plain.app import run as run_plain
from trainer.scheduling.preferences import Plan

OFF_TOPIC = (
    "I would talk to my team and look it up in the documentation, because I have not used that in production"
)
TABLE = Compare(
    (("f", "Flink"), ("s", "Spark")),
    (Aspect("state", "Where is state kept?", (("f", "RocksDB"), ("s", "state store"))),),
)


@cache
def open_questions() -> list[Note]:
    """The open questions that come with the program, each deck's own next to each other."""
    decks = read(find([shipped_decks()]), shipped_decks()).decks
    return [note for deck in decks for note in deck.notes if isinstance(note.body, Points)]


def kafka(count: int) -> LibraryAtRisk:
    """A library of the first open questions about Kafka, without follow-ups."""
    notes = [note for note in open_questions() if note.deck.startswith("kafka")][:count]
    plain = [replace(note, deck="d", follow_up=()) for note in notes]
    return library(Deck("d", "Kafka", notes=tuple(plain)))


def transcript(lib: LibraryAtRisk) -> Transcript:
    (found,) = read_all(lib.log({KIND}))
    return found


def on_screen(
    lib: LibraryAtRisk, tmp_path: Path, said: list[str], pressed: list[str], sure: str = "1"
) -> Transcript:
    """Hold an interview on screen: what is said to each question, then the keys of the marking."""

    async def script(driver: Driver) -> None:
        await driver.press("enter")
        for text in said:
            await paste(driver, text)
            await driver.press("ctrl+s", sure)
            if "Did you handle it?" in driver.text:
                await driver.press("n")
        assert "Marking" in driver.text
        await driver.press(*pressed)

    run(interviewing.interview(lib, tmp_path, minutes=60), script)
    return transcript(lib)


def line_by_line(lib: LibraryAtRisk, tmp_path: Path, said: list[str], lines: list[str]) -> Transcript:
    """The same in plain mode."""
    at = Context(lib, Clock(), Plan(), start="mock", minutes=60, exports=tmp_path / "out")
    answers = [line for text in said for line in ([text, "", "1"] if text else ["", "1"])]
    run_plain(at, io.StringIO("".join(f"{line}\n" for line in [*answers, *lines])), io.StringIO())
    return transcript(lib)


@pytest.mark.parametrize("said", [OFF_TOPIC, ""], ids=["beside the point", "spoken, nothing of it right"])
def test_seven_wrong_answers_are_marked_with_seven_presses(tmp_path: Path, said: str) -> None:
    sure = "1" if said else "3"  # only the person knows how it was: he guessed
    shown = on_screen(kafka(7), tmp_path, [said] * 7, ["enter"] * 7, sure)
    assert shown.finished
    assert [one.score for one in shown.asked] == [0] * 7
    assert [len(one.points) > 2 for one in shown.asked] == [True] * 7


def test_seven_answers_are_held_and_marked_in_plain_mode_with_as_many(tmp_path: Path) -> None:
    told = line_by_line(kafka(7), tmp_path, [OFF_TOPIC] * 7, [""] * 7)
    assert told.finished
    assert [one.score for one in told.asked] == [0] * 7


def test_an_answer_beside_the_point_ticks_next_to_nothing() -> None:
    wrong = total = 0
    for note in open_questions():
        found = judge(note, note.key, note.sides(note.key), Given(text=OFF_TOPIC))
        wrong += sum(found.ticks)
        total += len(found.ticks)
    assert total > 600
    assert wrong <= total * 0.02


@pytest.mark.parametrize(
    ("said", "pressed"),
    [
        ("The idempotent producer drops repeats.", ["", "3", "a", "n", "nn", "a3"]),
        ("Maybe the idempotent producer drops repeats.", ["", "1", "n", "12", "an"]),
        ("", ["", "1", "13", "a", "n"]),
    ],
)
def test_both_front_ends_mark_alike(tmp_path: Path, said: str, pressed: list[str]) -> None:
    """Each question of an interview with other keys."""
    each = [opener(f"n{number}") for number in range(len(pressed))]
    deck, answers = Deck("deck", "Kafka", notes=tuple(each)), [said] * len(pressed)
    shown = on_screen(library(deck), tmp_path, answers, [key for keys in pressed for key in [*keys, "enter"]])
    lines = [line for keys in pressed for line in ([keys, ""] if keys else [""])]
    told = line_by_line(library(deck), tmp_path, answers, lines)
    assert len(shown.asked) == len(pressed)
    assert len({one.points for one in shown.asked}) > 1, "the keys did something"
    assert [one.points for one in shown.asked] == [one.points for one in told.asked]
    assert shown.score == told.score


@pytest.mark.parametrize("body", [opener().body, TABLE], ids=["points", "a row of a comparison"])
def test_both_front_ends_practise_alike(body: Points | Compare) -> None:
    ways = ["", "1", "12", "21", "a", "an", "a1", "n", "9"]
    deck = Deck("deck", "Deck", notes=tuple(Note("deck", f"n{number}", body) for number in range(len(ways))))
    here, there = library(deck), library(deck)

    async def script(driver: Driver) -> None:
        for keys in ways:
            await driver.press("space", *keys, "enter")

    run(context(here), script)
    talk(there, *[line for keys in ways for line in ("", *([keys] if keys else []), "")])
    one, other = (
        {event.card: (event.grade, event.suggested, ticks(event.detail)) for event in lib.events()}
        for lib in (here, there)
    )
    assert len(one) == len(ways)
    assert one == other


def ticks(detail: str) -> object:
    return json.loads(detail).get("ticks") if detail else None


def test_a_point_in_doubt_takes_at_most_one_press_and_no_other_point_any() -> None:
    """Whatever was really said, it is marked so with one press for each point that is marked wrongly."""
    note = opener()
    found = judge(
        note, note.key, note.sides(note.key), Given(text="Maybe the idempotent producer drops repeats.")
    )
    for truth in range(8):
        wanted = tuple(bool(truth >> index & 1) for index in range(3))
        marking = Ticks(note.body.parts(""), found)
        wrong = [index for index, tick in enumerate(marking.ticks) if tick != wanted[index]]
        for index in wrong:
            marking.press(str(index + 1))
        assert marking.ticks == wanted
