"""Lists of words: what stands between question and answer and between cards, and what is no list at all."""

from pathlib import Path

import pytest

from tests.foreign.bringing import World
from tests.foreign.test_formats import put
from trainer.core.errors import Exit
from trainer.foreign.formats.delimited import read
from trainer.foreign.formats.signs import Signs, sign_of
from trainer.foreign.source import UnknownFormatError

WORDS = [("Haus", "house, home"), ("Hund", "dog"), ("Katze", "cat")]


def rows(path: Path, told: Signs | None = None) -> list[tuple[str, str]]:
    found = (read(path, told=told) if told else read(path)).drafts
    return [(str(one.fields["ask"]), str(one.fields["answer"])) for one in found]


@pytest.mark.parametrize("between", [" - ", " – ", " = ", " -> ", "->", " :: ", "::", " → ", "\t"])
@pytest.mark.parametrize("cards", ["\n", "\n\n", "\n---\n", ";", "||"])
def test_signs_are_told_by_the_file(tmp_path: Path, between: str, cards: str) -> None:
    path = put(tmp_path, "x.txt", cards.join(between.join(words) for words in WORDS))
    assert rows(path) == WORDS
    said = "".join(read(path).oddities)
    is_usual = between == "\t" and cards in ("\n", "\n\n")
    assert ("“Haus” → “house, home”" in said) != is_usual


@pytest.mark.parametrize(("between", "cards"), [(" - ", "\n\n"), ("\t", "\n\n"), ("\t", "\n---\n")])
def test_an_answer_of_several_lines_is_one(tmp_path: Path, between: str, cards: str) -> None:
    path = put(tmp_path, "x.txt", cards.join(f"{word}{between}one\ntwo" for word in "abc"))
    assert rows(path) == [(word, "one\ntwo") for word in "abc"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\tb - c\nd\te - f\n", [("a", "b - c"), ("d", "e - f")]),
        ("a,b - c\nd,e - f\n", [("a", "b - c"), ("d", "e - f")]),
        ("a, b\nc, d\n", [("a", "b"), ("c", "d")]),
        ("a\tb\n\nc\td\n", [("a", "b"), ("c", "d")]),
        ("a\tb - c\n", [("a", "b - c")]),
    ],
)
def test_what_tables_have_counts_first(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    assert rows(put(tmp_path, "x.txt", text))[: len(expected)] == expected


def test_signs_that_somebody_names_count(tmp_path: Path) -> None:
    path = put(tmp_path, "x.txt", "Haus@@house, home##Hund@@dog##Katze@@cat")
    assert rows(path, Signs("@@", "##")) == WORDS
    path = put(tmp_path, "x.csv", "a: b, c\nd: e: f\n")
    assert rows(path, Signs(": ")) == [("a", "b, c"), ("d", "e: f")]
    path = put(tmp_path, "x.txt", '"a;b";c\nd;e\n')
    assert rows(path, Signs(";")) == [("a;b", "c"), ("d", "e")]
    told = ["tab", "\\t", "comma", " - ", "\\n\\n", "a\\\\nb"]
    assert [*map(sign_of, told)] == ["\t", "\t", ",", " - ", "\n\n", "a\\nb"]


def test_they_are_named_on_the_command_line_and_shown_with_the_first_cards(
    world: World, tmp_path: Path
) -> None:
    path = put(tmp_path, "x.txt", "a: b\nc: d: e\nf: g\nh: i\n")
    said = world.run("import", path, "--out", world.out, status=Exit.FILE)
    assert "With `--between ': '` the first line would be “a” → “b”." in said
    said = world.run("import", path, "--out", world.out, "--between", ": ", "--dry-run")
    assert (
        "`: ` between question and answer, a line end between cards: “a” → “b”; “c” → “d: e”; “f” → “g” …"
        in said
    )
    assert world.bring(path, "--between", ": ")["notes"]["new"] == 4
    assert world.bring(path, "--between", ": ")["notes"]["same"] == 4
    said = world.run("import", tmp_path, "--between", ": ", status=Exit.USAGE)
    assert "is a folder; `--between` tells how one file is read" in said


PROSE = (
    "Dear all,\nI write, as I said, to you.\nPlease find, attached, a file.\nBest,\nMe\n",
    "When it rains in the mountains for days, the rivers rise\n"
    "and flood the fields along them all the time, as they do\n"
    "each spring when the snow of winter melts, and people\n"
    "move to the houses on the hills around, with\n",
    "One thing, another, and a third; so it is.\n\nThen came more of it,\nas it does.\n",
    "It is quick, which is good, if a thing is; and nothing else, when nothing is due, matters at all to me.",
)


@pytest.mark.parametrize("text", PROSE)
def test_prose_with_commas_is_no_table(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnknownFormatError, match="reads like sentences"):
        read(put(tmp_path, "x.txt", text))


def test_what_is_called_a_table_or_has_names_is_one(tmp_path: Path) -> None:
    table = "".join(f"what is this thing here number {n}, it is called a {n}, or so\n" for n in range(4))
    assert len(rows(put(tmp_path, "x.csv", table))) == 4
    assert len(rows(put(tmp_path, "x.txt", f"question,answer\n{table}"))) == 4
