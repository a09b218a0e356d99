"""A mock interview line by line, over a real store."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.interview.interviews import CHOICE, GOOD, SHORT, opener, steps
from tests.practice.context import Clock
from tests.store.build import Shelf
from trainer.context import Context
from trainer.core.card import Note
from trainer.core.log import Event, NewEvent
from trainer.interview.transcript import KIND, read_all
from trainer.plain.app import run
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "trainer.db") as store:
        yield store


def talk(store: Store, *lines: str, **changes: object) -> str:
    """Hold an interview with the given lines as input; an end of input follows them."""
    exports = store.path.parent / "exports"
    context = Context(store, Clock(), Plan(), start="mock", minutes=20, exports=exports)
    out = io.StringIO()
    context = replace(context, **changes)  # type: ignore[arg-type]
    assert run(context, io.StringIO("".join(f"{line}\n" for line in lines)), out) == 0
    return out.getvalue()


def shelf(store: Store, *notes: Note) -> None:
    Shelf(store, *notes)


def test_a_whole_interview_from_question_to_report(store: Store) -> None:
    shelf(store, opener("a"))
    said = talk(
        store,
        "The idempotent producer drops repeats,",
        "and transactions commit offsets together with output.",
        "",
        "1",
        "",
        "",
    )
    order = [
        "Mock interview about all decks, 20 minutes.",
        "Question 1 of about 1",
        "How does Kafka give exactly-once?",
        "How sure are you? [1 sure, 2 half sure, 3 a guess]",
        "Answer 1 of 1",
        "You said: The idempotent producer",
        "1. [x] Idempotent producer drops repeats (must)",
        "3. [ ] Readers use read_committed",
        "complete 2 of 3 points",
        "Report",
        "right: 80 %",
        "missed: Readers use read_committed",
        "estimate: no figure yet",
        "written to ",
    ]
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert sorted(path.suffix for path in (store.path.parent / "exports").iterdir()) == [".html", ".md"]


def test_what_ended_a_question_too_soon_is_taken_back(store: Store) -> None:
    shelf(store, opener("a"), opener("b"))
    said = talk(store, "/back", "", "back", "half", "", "/back", "", "1", "/skip", "/quit")
    assert "only the question just answered or skipped" in said
    assert "so far you had written: half" in said
    assert said.count("Question 1 of") == 3
    assert [step for step in steps(store) if step == "answer"] == ["answer"]


def test_no_point_is_shown_before_the_marking(store: Store) -> None:
    shelf(store, opener("a"), opener("b"))
    said = talk(store, GOOD, "", "1", GOOD, "", "1")
    assert "read_committed" not in said[: said.index("Marking.")]


def test_skip_is_noted_and_an_empty_answer_is_spoken(store: Store) -> None:
    shelf(store, opener("a"), opener("b"))
    said = talk(store, "/skip", "", "3", "", "", "")
    assert "(spoken, 0:00)" in said
    assert "You said: (skipped)" in said
    assert steps(store) == ["start", "skip", "answer", "confidence", "over", "mark", "mark", "end"]


def test_a_spoken_answer_with_a_follow_up_asks_whether_it_was_handled(store: Store) -> None:
    shelf(store, opener("a", follow_up=["pick"]), CHOICE)
    said = talk(store, "", "", "maybe", "", minutes=1)
    assert said.count("Did you handle it? [y, n]") == 2
    assert "follow-up 1" in said, "enter is half sure, and no guess was handled"
    assert "1. " in said[said.index("follow-up 1") :]


def test_digits_change_points_and_u_goes_back(store: Store) -> None:
    shelf(store, opener("a"))
    said = talk(store, GOOD, "", "1", "u", "23", "x", "", "")
    assert "this is the first answer" in said
    assert "'x' means nothing here" in said
    (transcript,) = read_all(store.log({KIND}))
    assert [point.said for point in transcript.asked[0].points] == [True, False, True]


def test_enter_takes_what_is_in_doubt_as_it_is_ticked(store: Store) -> None:
    shelf(store, opener("a"))
    said = talk(store, "Maybe the idempotent producer drops repeats.", "", "1", "")
    assert "(perhaps: “" in said
    assert steps(store)[-1] == "end"


def test_answers_without_points_take_one_digit(store: Store) -> None:
    shelf(store, opener("a"), SHORT)
    said = talk(store, "/skip", "in sync", "", "2", "", "1", "")
    assert "Reference: The replicas in sync." in said
    assert "[1 right, 2 half, 3 wrong, Enter: 50 %, u: back]" in said
    (transcript,) = read_all(store.log({KIND}))
    assert [one.score for one in transcript.asked] == [0, 1]


def test_leaving_keeps_the_place_and_the_text_and_r_goes_on(store: Store) -> None:
    shelf(store, opener("a"))
    left = talk(store, "half a sentence", "/quit")
    assert "the next one goes on with it" in left
    said = talk(store, "r", "and the rest", "", "1")
    assert "is unfinished: 0 answered" in said
    assert "half a sentence" in said
    answers = [event for event in store.log({KIND}) if '"answer"' in event.detail]
    assert [event.answer for event in answers] == ["half a sentence\nand the rest"]


def test_an_input_that_ends_keeps_the_text_too(store: Store) -> None:
    shelf(store, opener("a"))
    talk(store, "half a sentence")
    assert store.log({KIND})[-1].answer == "half a sentence"


def test_n_begins_a_new_one(store: Store) -> None:
    shelf(store, opener("a"))
    talk(store)
    talk(store, "n")
    assert [one.dropped for one in read_all(store.log({KIND}))] == [True, False]


def test_p_puts_misses_into_todays_practice(store: Store) -> None:
    shelf(store, opener("a"))
    said = talk(store, "/skip", "", "p")
    assert "put into today's practice: 1" in said
    assert [event.card for event in store.log({"want"})] == ["deck/a"]


def test_stop_goes_on_to_the_marking(store: Store) -> None:
    shelf(store, opener("a"), opener("b"))
    said = talk(store, "/skip", "/stop", "")
    assert "Answer 1 of 1" in said


def test_without_open_questions_it_says_so(store: Store) -> None:
    shelf(store, SHORT)
    said = talk(store)
    kinds = "notes of the kind `points`, or comparisons with an `ask`"
    assert f"There are no open questions ({kinds}) to ask in all decks." in said
    assert store.log({KIND}) == []


def test_what_a_terminal_would_obey_is_not_written(store: Store) -> None:
    shelf(store, opener("a"))
    assert "\x1b" not in talk(store, "red \x1b[31m alert", "", "1")


def test_a_write_that_fails_is_told_and_asked_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from trainer.core.errors import LibraryError

    shelf(store, opener("a"))
    record, calls = store.record, []

    def failing(event: NewEvent) -> Event:
        calls.append(event)
        if len(calls) == 2:
            raise LibraryError("The file is locked.")
        return record(event)

    monkeypatch.setattr(store, "record", failing)
    said = talk(store, GOOD, "", GOOD, "", "1", "", "")
    assert "The file is locked." in said
    assert steps(store)[-1] == "end"
