"""What is written into a deck file is read from it, whatever characters a text has, and is legible."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.authoring.tags import written
from trainer.core.errors import FileError
from trainer.core.text import clean, quoted
from trainer.decks.yaml.source import read
from trainer.decks.yaml.tree import parse
from trainer.foreign import planned
from trainer.foreign.blocks import block, header, pieces
from trainer.foreign.draft import Draft
from trainer.foreign.plan import plan
from trainer.foreign.planned import mark
from trainer.foreign.write import staged

_BLOCKS = 4096
JOINED = [
    "\U0001f469\u200d\U0001f4bb",
    "\U0001f3f3\ufe0f\u200d\U0001f308",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \U0001f600",
    "\u200e\u05e9\u05dc\u05d5\u05dd\u200f \U0001f600",
    "in\u00advisible",
    "\U000e0001\U0001f600",
]

characters = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from(
        "\u200c\u200d\u200e\ufe0f\u00ad\ufeff\ufffe\uffff\u2028\u00a0👩😀 \n\t'\"\\:#-&*!|>%@`{}[]?"
    ),
)
texts = st.text(characters, min_size=1, max_size=30).map(clean).filter(str.strip)


def read_again(*drafts: Draft) -> list[dict[str, object]]:
    """The notes that the program reads where these were written, and is silent about."""
    source = header("d", "😀") + "".join(block(draft, f"n{at}").text for at, draft in enumerate(drafts))
    content, faults = read(source.encode())
    document = parse(content)
    assert (faults, document.faults) == ([], [])
    assert document.root is not None
    assert [one.guid for one in pieces(content).blocks] == [draft.guid for draft in drafts]
    notes: list[dict[str, object]] = document.root.plain()["notes"]
    return notes


def draft(*words: str) -> Draft:
    fields: dict[str, str | tuple[str, ...]] = {
        "ask": words[0],
        "answer": words[-1],
        "accept": words,
        "points": words,
    }
    return Draft(words[0], "d", "basic", fields, words)


def check(*words: str) -> None:
    (note,) = read_again(draft(*words))
    lines = [word.rstrip("\n") if "\n" in word else word for word in words]
    assert (note["ask"], note["answer"], note["accept"]) == (lines[0], lines[-1], lines)
    assert note["points"] == [{"say": line} for line in lines]
    assert note["tags"] == [*words]
    tags = parse(f"tags: {written(words)}\n").root
    assert tags is not None
    assert tags.plain() == {"tags": [*words]}


@given(st.lists(texts, min_size=1, max_size=3, unique=True))
def test_any_text_is_read_as_it_was_written(words: Sequence[str]) -> None:
    check(*words)


@pytest.mark.parametrize("form", ["{}", "{}\nx", "- {}: 👩\u200d"])
def test_each_character_there_is_can_be_written(form: str) -> None:
    every = [clean("".join(map(chr, range(at, at + _BLOCKS)))) for at in range(0, 0x110000, _BLOCKS)]
    drafts = [
        Draft(f"g{n}", "d", "basic", {"ask": form.format(text), "answer": "a"})
        for n, text in enumerate(every)
    ]
    assert [note["ask"] for note in read_again(*drafts)] == [
        str(one.fields["ask"]).rstrip("\n") for one in drafts
    ]


@pytest.mark.parametrize("word", JOINED)
def test_joiners_and_marks_of_direction_stand_there_as_they_are(word: str) -> None:
    for text in (word, f"{word}\n{word}", f"- {word}: x"):
        check(text)
        assert word in block(draft(text), "n").text
        assert word in quoted(text)


@pytest.mark.parametrize("at_hand", [1, 10**6])
def test_what_was_written_is_let_go_and_still_counted(
    tmp_path: Path, at_hand: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planned, "_AT_HAND", at_hand)
    monkeypatch.setattr(planned, "_PIECE", 50)
    drafts = [Draft(f"g{at}", "T", "basic", {"ask": f"Q {at}", "answer": "A"}) for at in range(3)]
    made = plan(drafts, tmp_path, {}, set())
    (deck,) = made.decks
    text = "".join(deck.parts())
    assert [(one.id, one.guid) for one in pieces(text).blocks] == [(f"q-{at}", f"g{at}") for at in range(3)]
    with staged(made, tmp_path, {}):
        assert (deck.notes, deck.blocks) == (3, [])
    assert deck.path.read_text() == text
    assert deck.now == mark(text)


def test_no_room_for_decks_aside_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planned, "_AT_HAND", 1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    texts = planned.Texts()
    with pytest.raises(FileError, match="set TMPDIR"):
        texts.add("one\n")
    texts.close()
