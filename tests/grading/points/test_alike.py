"""What words mean, by the table that ships, and how near an answer is to the points of a question."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer.core.kinds import Point, Points
from trainer.grading.points import meaning
from trainer.grading.points.meaning import Meanings, meanings, near, packed
from trainer.grading.points.points import answer_read, mark

BODY = Points(
    "What does the cache do when it is full?",
    (
        Point("It removes the entry that was used least recently", (("least recently",),), must=False),
        Point("It tells the owner by mail", (("mail",),), must=False),
    ),
)


@pytest.fixture
def _no_table(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    broken: bytes | None = request.param
    path = tmp_path / "meaning.bin"
    if broken is not None:
        path.write_bytes(broken)
    monkeypatch.setattr(meaning, "TABLE", path)
    meanings.cache_clear()
    yield
    meanings.cache_clear()


@pytest.mark.parametrize(
    ("word", "nearer", "farther"),
    [("reads", "reading", "mail"), ("fast", "quickly", "banana"), ("machine", "computer", "letter")],
)
def test_words_that_mean_alike_are_near_each_other(word: str, nearer: str, farther: str) -> None:
    table = meanings()
    assert table
    assert near(table.word(word), table.word(nearer)) > near(table.word(word), table.word(farther)) + 0.2


def test_a_word_is_put_together_from_the_longest_pieces_there_are() -> None:
    table = Meanings(packed(["part", "##ition", "par", "##tition"], bytes([1, 0, 0, 1, 9, 9, 9, 9])))
    assert table.word("partition") == pytest.approx((0.5**0.5, 0.5**0.5))
    assert table.word("part") == (1.0, 0.0)
    assert table.word("東京") == table.word("xyz") == ()


def test_a_long_word_costs_as_many_looks_as_it_has_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    class Looks(dict[str, int]):
        count = 0

        def __contains__(self, piece: object) -> bool:
            Looks.count += 1
            return super().__contains__(piece)

    table = Meanings(packed(["part", "##ition"], bytes([1, 0, 0, 1])))
    monkeypatch.setattr(table, "_places", Looks(table._places))
    table.word("wordy" * 1600)
    assert Looks.count <= 8000 * len("##ition")


def test_what_says_a_point_in_other_words_is_nearest_to_it() -> None:
    answer = answer_read(
        "An old record that nobody has looked at for long gets deleted. A letter goes out.", BODY
    )
    near, nearer = answer.alike.anywhere(0)
    assert near > 0
    assert nearer > 0
    assert answer.alike.at(0, 0, (0,))[0] > answer.alike.at(0, 1, (1,))[0]
    assert answer.alike.at(1, 0, (0,))[0] < answer.alike.at(1, 1, (1,))[0]


@pytest.mark.parametrize("_no_table", [None, b"", b"\n", b"a b\n123", b"a\n", b"\xff\n12"], indirect=True)
@pytest.mark.usefixtures("_no_table")
def test_without_the_table_answers_are_judged_by_their_words() -> None:
    assert meanings() is None
    body = Points(f"{BODY.ask} ", BODY.points)  # one that is not made ready yet
    said, missed = mark("It throws out what was used least recently.", body)
    assert said.result in {"said", "unsure"}
    assert missed.result == "missed"
    assert answer_read("A letter goes out.", body).alike.anywhere(1) == (0.0, 0.0)
