"""A note that only has its words is found again in its own file, and never taken for another."""

import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.foreign.bringing import World
from trainer.foreign.draft import Draft
from trainer.foreign.known import of_file, text_guid
from trainer.foreign.plan import plan
from trainer.foreign.planned import Plan

FORMATS = {
    "hashcards.md": "C: {0} is the [{1}].\n\n",
    "basic.md": "Q: {0}?\nA: {1}\n\n",
    "marked.md": "{0} is the =={1}==.\n\n",
    "signs.md": "{0}::{1}\n\n",
    "tree.org": "* A :drill:\n{0} is the [{1}].\n",
    "leaf.org": "* {0}? :drill:\n{1}\n",
    "row.tsv": "{0}\t{1}\n",
    "cloze.txt": "{0} is the {{{{c1::{1}}}}}.\n",
}
CLOZE_ROWS = "#notetype:Cloze\n#separator:tab\n"


def written(path: Path, form: str, *notes: tuple[str, str]) -> Path:
    path.parent.mkdir(exist_ok=True)
    head = CLOZE_ROWS if form == "cloze.txt" else ""
    path.write_text(head + "".join(FORMATS[form].format(*note) for note in notes))
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_no_note_of_another_file_is_touched_in_any_format(world: World, tmp_path: Path, form: str) -> None:
    ending = form.rpartition(".")[2]
    one = written(tmp_path / f"p.{ending}", form, ("Paris", "capital"))
    other = written(tmp_path / f"q.{ending}", form, ("Iron", "metal"))
    third = written(tmp_path / f"r.{ending}", form, ("Roma", "capital"))
    for file in (one, other, third):
        before = world.texts() if world.out.exists() else {}
        assert world.bring(file)["notes"] == {"new": 1, "updated": 0, "same": 0, "kept": 0}
        assert before.items() <= world.texts().items()
    texts = world.texts()
    for file in (one, other, third):
        assert world.bring(file)["notes"] == {"new": 0, "updated": 0, "same": 1, "kept": 0}
    assert world.texts() == texts


@pytest.mark.parametrize("form", FORMATS)
def test_in_a_newer_version_what_is_new_does_not_inherit_what_was_removed(
    world: World, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"p.{form.rpartition('.')[2]}"
    world.bring(written(file, form, ("Alpha", "letter"), ("Beta", "second")))
    report = world.bring(written(file, form, ("Beta", "second"), ("Something wholly other", "letter")))
    assert report["notes"] == {"new": 1, "updated": 0, "same": 1, "kept": 0}
    assert any("1 new note; 1 brought in before not found" in oddity for oddity in report["oddities"])
    assert len(world.notes()) == 3


@pytest.mark.parametrize("form", FORMATS)
def test_the_one_note_that_was_corrected_keeps_its_id(world: World, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"p.{form.rpartition('.')[2]}"
    rest = ("Beta", "second")
    world.bring(written(file, form, ("The river that flows trough Paris", "Seine"), rest))
    ids = {note.id for note in world.notes()}
    report = world.bring(written(file, form, ("The river that flows through Paris", "Seine"), rest))
    assert report["notes"] == {"new": 0, "updated": 1, "same": 1, "kept": 0}
    assert {note.id for note in world.notes()} == ids


def test_a_card_of_org_drill_that_was_called_by_its_answer_is_found_again(
    world: World, tmp_path: Path
) -> None:
    file = written(tmp_path / "p.org", "leaf.org", ("Alpha", "letter"), ("Beta", "second"))
    world.bring(file)
    (deck,) = world.out.glob("*.yaml")
    deck.write_text(re.sub(r'"text:\w+\.(\w+)\.\w+"', r'"text:\1.\1"', deck.read_text()))
    assert world.bring(file)["notes"] == {"new": 0, "updated": 0, "same": 2, "kept": 0}
    assert world.bring(file)["notes"] == {"new": 0, "updated": 0, "same": 2, "kept": 0}


def draft(question: str, answer: str, file: str, *tags: str) -> Draft:
    guid = of_file(text_guid(question, answer), file)
    return Draft(guid, file, "basic", {"ask": question, "answer": answer}, tags)


def planned(files: dict[Path, str], drafts: Sequence[Draft]) -> Plan:
    """What an import does to the files, which it changes."""
    found = plan(drafts, Path("mine"), files, ())
    files |= {deck.path: "".join(deck.parts()) for deck in found.changed}
    return found


def counts(found: Plan) -> tuple[int, int, int]:
    return found.new, found.updated, found.same


PAIRS = [("Trees", "green"), ("Blood", "red"), ("Snow", "white")]


def test_one_correction_alone_is_the_same_note_and_two_are_not_told_apart() -> None:
    files: dict[Path, str] = {}
    planned(files, [draft(f"What colour have {q}?", a, "f") for q, a in PAIRS])
    ids = re.findall(r"- id: (\S+)", files[Path("mine/f.yaml")])
    questions = ["Which colour have Trees?", "What colour have Blood?", "What colour have Snow?"]
    found = planned(files, [draft(q, a, "f") for q, (_, a) in zip(questions, PAIRS, strict=True)])
    assert counts(found) == (0, 1, 2)
    assert re.findall(r"- id: (\S+)", files[Path("mine/f.yaml")]) == ids
    questions = ["Which colour have Trees?", "Which colour have Blood?", "Which colour have Snow?"]
    found = planned(files, [draft(q, a, "f") for q, (_, a) in zip(questions, PAIRS, strict=True)])
    assert counts(found) == (2, 0, 1)
    assert found.oddities
    found = planned(files, [draft(q, f"{a}!", "f") for q, (_, a) in zip(questions, PAIRS, strict=True)])
    assert counts(found) == (0, 3, 0), "each question is there as it was, once"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("Is 7 a prime?", "yes"), ("Is 11 a prime?", "yes")),
        (("What is the capital of France?", "Paris"), ("What is the capital of Ghana?", "Accra")),
        (("Q", "yes"), ("Totally other", "yes")),
        (("one", "x"), ("four!", "x")),
        (("four!", "x"), ("cat", "x")),
        (("dog", "Katze"), ("fog", "Katze")),
        (("prescribe", "x"), ("proscribe", "x")),
        (("日本語", "x"), ("日本人", "x")),
    ],
)
def test_another_fact_after_one_pattern_is_another_note(
    before: tuple[str, str], after: tuple[str, str]
) -> None:
    files: dict[Path, str] = {}
    planned(files, [draft(*before, "f"), draft("Rest?", "rest", "f")])
    assert counts(planned(files, [draft(*after, "f"), draft("Rest?", "rest", "f")])) == (1, 0, 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("dog", "Hund"), ("Dog!", "Hund")),
        (("cafe", "x"), ("café", "x")),
        (("The river trough Paris?", "x"), ("The river through Paris?", "x")),
    ],
)
def test_a_small_correction_keeps_the_note_and_is_told(
    before: tuple[str, str], after: tuple[str, str]
) -> None:
    files: dict[Path, str] = {}
    planned(files, [draft(*before, "f"), draft("Rest?", "rest", "f")])
    found = planned(files, [draft(*after, "f"), draft("Rest?", "rest", "f")])
    assert (counts(found), len(files)) == ((0, 1, 1), 1)
    assert found.oddities == [f"f: taken for one note, corrected: “{before[0]}” is “{after[0]}” now"]


def test_another_answer_to_the_same_question_is_told() -> None:
    files: dict[Path, str] = {}
    planned(files, [draft(f"q{at}", "x", "f") for at in range(7)])
    found = planned(files, [draft(f"q{at}", "y", "f") for at in range(7)])
    assert counts(found) == (0, 7, 0)
    assert found.oddities == [
        "f: taken for the same note, with another answer: “q0”, “q1”, “q2”, “q3”, “q4”, and 2 more"
    ]


def test_a_shared_note_draws_no_other_and_keeps_its_tags_in_both_files() -> None:
    files: dict[Path, str] = {}
    planned(files, [draft("one", "same", "p", "a", "b"), draft("two", "x", "p")])
    p = files[Path("mine/p.yaml")]
    theirs = [draft("one", "same", "q", "c"), draft("three", "y", "q"), draft("four", "z", "q")]
    found = planned(files, theirs)
    assert (counts(found), len(found.oddities)) == ((3, 0, 0), 1)
    assert files[Path("mine/p.yaml")] == p
    assert "tags: [c]" in files[Path("mine/q.yaml")]
    assert counts(planned(files, theirs)) == (0, 0, 3)


def test_a_file_under_another_name_is_the_same_file_from_then_on() -> None:
    files: dict[Path, str] = {}
    planned(files, [draft(q, a, "p") for q, a in PAIRS])
    newer = [draft(q, a, "p 2027") for q, a in [*PAIRS, ("Sky", "blue")]]
    assert counts(planned(files, newer)) == (1, 0, 3)
    assert [*files] == [Path("mine/p.yaml")]
    assert counts(planned(files, newer)) == (0, 0, 4)
    newer[0] = draft("Trees", "green or brown", "p 2027")
    assert counts(planned(files, newer)) == (0, 1, 3), "the answer changed in the file of the new name"


def without_files(files: dict[Path, str]) -> None:
    """Make the decks those of a time in which notes did not name their file."""
    for path, text in files.items():
        files[path] = re.sub(r'("text:\w+\.\w+)\.\w+"', r'\1"', text)


def test_decks_of_before_take_their_files_again_wherever_the_notes_are_now() -> None:
    files: dict[Path, str] = {}
    notes = [draft(q, a, "p") for q, a in PAIRS]
    planned(files, notes)
    without_files(files)
    before = dict(files)
    assert counts(planned(files, notes)) == (0, 0, 3)
    assert files == before
    files[Path("mine/p.yaml")] = files[Path("mine/p.yaml")].replace("title: p", "title: Mine")
    assert counts(planned(files, notes)) == (0, 0, 3), "another title"
    both = [draft(q, a, "q") for q, a in PAIRS[:2]]
    assert counts(planned(files, both)) == (0, 0, 2), "what was drawn into one deck stays there"
    stranger = [draft(*PAIRS[0], "s"), draft("Sky", "blue", "s"), draft("Sea", "blue", "s")]
    assert counts(planned(files, stranger)) == (3, 0, 0)


def test_any_files_in_any_order_hold_what_they_say_and_leave_each_other_alone() -> None:
    rng = random.Random(12)
    for _ in range(60):
        files: dict[Path, str] = {}
        pool = [
            (f"{rng.choice('abcd')}{n} {rng.random()}", rng.choice(["yes", "no", str(n)])) for n in range(12)
        ]
        versions: dict[str, list[tuple[str, str]]] = {}
        for _ in range(8):
            name = rng.choice("xyz")
            chosen = rng.sample(pool, rng.randint(3, 5))
            shared = {note for other, notes in versions.items() if other != name for note in notes}
            if 2 * len(shared.intersection(chosen)) > len(chosen):
                continue  # may be the other file under a new name
            versions[name] = [*versions.get(name, ()), *chosen]
            drafts = [draft(question, answer, name) for question, answer in chosen]
            before = dict(files)
            planned(files, drafts)
            others = {path for path in before if path.stem != name}
            assert all(files[path] == before[path] for path in others)
            mine = files[Path(f"mine/{name}.yaml")]
            assert all(question in mine for question, _ in versions[name]), "nothing was overwritten"
            again = plan(drafts, Path("mine"), files, ())
            assert (counts(again), again.changed) == ((0, 0, len(drafts)), [])


def test_numbers_of_rows_count_within_their_file(world: World, tmp_path: Path) -> None:
    cats, dogs = tmp_path / "cats.csv", tmp_path / "dogs.csv"
    cats.write_text("id,front,back\n1,Purrs?,cat\n2,Mews?,kitten\n")
    dogs.write_text("id,front,back\n1,Barks?,dog\n2,Yaps?,puppy\n")
    assert [world.bring(file)["notes"]["new"] for file in (cats, dogs)] == [2, 2]
    cats.write_text("id,front,back\n1,Who purrs?,a cat\n2,Mews?,kitten\n")
    before = world.texts()["dogs.yaml"]
    assert world.bring(cats)["notes"] == {"new": 0, "updated": 1, "same": 1, "kept": 0}
    assert world.texts()["dogs.yaml"] == before


def test_rows_that_were_called_by_their_numbers_are_found_in_the_deck_of_their_file(
    world: World, tmp_path: Path
) -> None:
    cats, dogs = tmp_path / "cats.csv", tmp_path / "dogs.csv"
    cats.write_text("id,front,back\n1,Purrs?,cat\n2,Mews?,kitten\n")
    dogs.write_text("id,front,back\n1,Barks?,dog\n2,Yaps?,puppy\n")
    world.bring(cats)
    deck = world.out / "cats.yaml"
    numbers = iter("12")
    deck.write_text(re.sub(r'guid: "[^"]*"', lambda _: f'guid: "{next(numbers)}"', deck.read_text()))
    before = deck.read_text()
    assert world.bring(dogs)["notes"]["new"] == 2
    assert world.bring(cats)["notes"] == {"new": 0, "updated": 0, "same": 2, "kept": 0}
    assert deck.read_text() == before
    cats.write_text("id,front,back\n1,Who purrs?,cat\n2,Mews?,kitten\n")
    assert world.bring(cats)["notes"] == {"new": 0, "updated": 1, "same": 1, "kept": 0}
    assert 'guid: "1"' in deck.read_text()


def test_rows_that_differ_in_their_last_fields_are_notes_of_their_own(world: World, tmp_path: Path) -> None:
    file = tmp_path / "chapters.csv"
    rows = ["1,lek,阿姨,Tante", "1,lek,報導,Bericht", "1,üb,重組,neu", "1,lek,阿姨,Tante"]
    file.write_text("\n".join(rows))
    report = world.bring(file)
    assert (report["notes"]["new"], len(report["lost"])) == (3, 1)
    file.write_text("\n".join(reversed([*rows, "1,üb,變,sich wandeln"])))
    before = {note.id: note.body for note in world.notes()}
    assert world.bring(file)["notes"] == {"new": 1, "updated": 0, "same": 3, "kept": 0}
    assert before.items() <= {note.id: note.body for note in world.notes()}.items()
    assert world.bring(file)["notes"]["same"] == 4
