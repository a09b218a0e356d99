"""A note that cannot be used is an error, and never looks like one that was taken out of its deck."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decks.helpers import read_text
from trainer.decks.format import links, shape
from trainer.decks.format.deckfile import MAX_PROBLEMS
from trainer.decks.format.models import DeckModel

HEAD = "deck: d\ntitle: t\nnotes:\n"
UNSAFE = ["\\e[1m", "\\a", "\\0", "\\u202e", "\\x9b"]
FIELDS = ["ask", "answer", "why", "level", "kind", "as_of", "cite", "tags", "hints", "needs", "formerly"]
SHAPES = ['"{}"', '"core{}"', '["{}"]', '["x{}"]', '{{"{}": a}}']


@pytest.mark.parametrize("value", ['"\\e\\a"', '"\\0"'])
def test_an_answer_of_nothing_but_controls_is_an_error(tmp_path: Path, value: str) -> None:
    reading = read_text(tmp_path, f"{HEAD}  - {{id: a, ask: Why, answer: {value}}}\n")
    assert reading.broken == ("a",)
    assert [p.rule for p in reading.problems if p.severity == "error"] == ["empty-field"]


@given(
    notes=st.lists(
        st.dictionaries(
            st.sampled_from(FIELDS), st.builds(str.format, st.sampled_from(SHAPES), st.sampled_from(UNSAFE))
        ),
        min_size=1,
        max_size=4,
    )
)
def test_each_note_of_a_file_is_in_the_deck_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, notes: list[dict[str, str]]
) -> None:
    lines = [
        "  - {"
        + ", ".join(f"{name}: {value}" for name, value in {"id": f"n{at}", "ask": "W", **note}.items())
        + "}"
        for at, note in enumerate(notes)
    ]
    reading = read_text(tmp_path_factory.getbasetemp(), HEAD + "\n".join(lines) + "\n")
    kept = {note.id for note in reading.deck.notes} if reading.deck else set()
    wrong = {problem.note for problem in reading.problems if problem.severity == "error"}
    for at in range(len(notes)):
        assert f"n{at}" in kept or f"n{at}" in wrong
        assert (f"n{at}" in kept) != (f"n{at}" in reading.broken)


def test_many_unknown_keys_are_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[object] = []

    class Counting(DeckModel):
        @classmethod
        def model_validate(cls, obj: object, **more: object) -> DeckModel:  # type: ignore[override]
            looks.append(obj)
            return DeckModel.model_validate(obj)

    monkeypatch.setattr(shape, "DeckModel", Counting)
    keys = "".join(f"key{number}: x\n" for number in range(3000))
    reading = read_text(tmp_path, f"{keys}{HEAD}  - {{id: a, ask: Why, answer: b}}\n")
    assert len(looks) == 2, "once to find what is wrong, once without it"
    assert reading.deck is not None
    assert len(reading.problems) <= MAX_PROBLEMS
    assert {problem.rule for problem in reading.problems} == {"unknown-key"}


def test_a_file_whose_name_is_not_utf8_says_so(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "")
    assert reading.problems[0].rule == "empty-file"
    from trainer.decks.find import find
    from trainer.decks.library import read

    folder = tmp_path / "decks"
    folder.mkdir()
    Path(f"{folder}/evil\udcff.yaml").write_text(f"{HEAD}  - {{id: a, ask: Why, answer: b}}\n")
    (problem,) = read(find([folder])).problems
    assert (problem.rule, problem.remedy) == ("file-unreadable", "rename it")


def test_what_is_near_is_looked_for_only_so_often(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def nearest(word: str, _: object) -> str:
        looked.append(word)
        return ""

    monkeypatch.setattr(links, "nearest", nearest)
    notes = "".join(
        f"  - {{id: n{at}, ask: W{at}, answer: b, needs: [x{at}], cite: [y]}}\n" for at in range(400)
    )
    reading = read_text(tmp_path, HEAD + notes)
    assert len(reading.problems) == 800
    assert len(looked) <= links._HINTED + 2
