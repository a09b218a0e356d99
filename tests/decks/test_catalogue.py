"""Several decks together: one id once, links across decks, prompts asked twice, cites of the syllabus."""

from pathlib import Path

import pytest

from trainer.core.card import Problem
from trainer.decks.catalogue import Catalogue, read
from trainer.decks.find import find


def deck(name: str, *notes: str) -> str:
    return f"deck: {name}\ntitle: T\nnotes:\n" + "".join(f"  - {{{note}}}\n" for note in notes)


def catalogue(folder: Path, shipped: Path | None = None, **files: str) -> Catalogue:
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content)
    return read(find([folder]), shipped)


def only(catalogue: Catalogue) -> Problem:
    (problem,) = catalogue.problems
    return problem


def test_one_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    got = catalogue(tmp_path, a="a: b: c", b=deck("b", "id: n, ask: Why so, answer: y"))
    assert [found.id for found in got.decks] == ["b"]
    assert [file.path.name for file in got.files] == ["a.yaml", "b.yaml"]
    assert only(got).rule == "yaml-syntax"


def test_the_second_deck_with_an_id_is_refused_and_the_first_is_named(tmp_path: Path) -> None:
    same = deck("same", "id: n, ask: Why so, answer: y")
    got = catalogue(tmp_path, a=same, b=same)
    assert [found.path for found in got.decks] == [str(tmp_path / "a.yaml")]
    problem = only(got)
    assert (problem.rule, problem.severity, problem.file) == (
        "doubled-deck",
        "error",
        str(tmp_path / "b.yaml"),
    )
    assert (problem.line, problem.deck) == (1, "same")
    assert str(tmp_path / "a.yaml") in problem.message


def test_a_deck_id_stays_taken_while_its_first_file_is_broken(tmp_path: Path) -> None:
    got = catalogue(tmp_path, a="deck: same\ntitle: a: b\n", b=deck("same", "id: n, ask: Why so, answer: y"))
    assert got.decks == ()
    assert [problem.rule for problem in got.problems] == ["yaml-syntax", "doubled-deck"]


@pytest.mark.parametrize(
    "field",
    ["confusable: [b/m]", "kind: points, points: [{say: s, must: true, terms: [t]}], follow_up: [b/m]"],
)
@pytest.mark.parametrize(
    ("target", "found"), [("id: m", True), ("id: m, why: ''", True), ("id: other", False)]
)
def test_links_to_other_decks_are_followed_also_to_broken_notes(
    tmp_path: Path, field: str, target: str, found: bool
) -> None:
    answer = "" if "points" in field else ", answer: y"
    one = deck("a", f"id: n, ask: Why so{answer}, {field}")
    got = catalogue(tmp_path, a=one, b=deck("b", f"{target}, ask: How so, answer: y"))
    dead = [problem for problem in got.problems if problem.rule == "unknown-note-elsewhere"]
    assert [(problem.note, problem.line, problem.severity) for problem in dead] == (
        [] if found else [("n", 4, "warning")]
    )


def test_the_same_prompt_in_two_notes_is_a_warning_that_names_the_first(tmp_path: Path) -> None:
    got = catalogue(
        tmp_path,
        a=deck("a", "id: n, ask: What is a  Topic, answer: y", "id: m, ask: What is C, answer: y"),
        b=deck("b", "id: n, ask: what is a topic?, answer: y", "id: m, ask: What is C++, answer: y"),
    )
    problem = only(got)
    assert (problem.rule, problem.severity, problem.deck, problem.note) == (
        "same-prompt",
        "warning",
        "b",
        "n",
    )
    assert "a/n" in problem.message


def test_card_rules_are_among_the_problems(tmp_path: Path) -> None:
    assert (
        only(catalogue(tmp_path, a=deck("a", "id: n, ask: Is Kafka fast?, answer: y"))).rule
        == "yes-no-prompt"
    )


def test_only_shipped_decks_are_held_to_the_syllabus(tmp_path: Path) -> None:
    shipped, mine = tmp_path / "shipped", tmp_path / "mine"
    cites = deck("{}", "id: n, ask: Why {} so, answer: y, cite: [a.b.1, a.b.2]")
    for folder in (shipped, mine):
        folder.mkdir()
        (folder / "deck.yaml").write_text(cites.replace("{}", folder.name))
    (shipped / "syllabus.yaml").write_text("sections:\n  - {id: a.b, title: T, facts: 1}\n")
    problem = only(read(find([tmp_path]), shipped))
    assert (problem.rule, problem.deck) == ("unknown-cite", "shipped")


def test_a_broken_syllabus_is_reported_and_cites_are_let_through(tmp_path: Path) -> None:
    got = catalogue(
        tmp_path,
        tmp_path,
        syllabus="sections: none",
        a=deck("a", "id: n, ask: Why so, answer: y, cite: [x.1]"),
    )
    assert only(got).file == str(tmp_path / "syllabus.yaml")
