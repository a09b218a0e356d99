"""Several decks together: one id once, links and needs across decks, prompts asked twice, cites of facts.

What was read before need not be read again: the outcome is the same.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.card import Deck, DeckFile, KnownFile, Problem
from trainer.decks.find import DeckPath, find
from trainer.decks.library import Catalogue, read
from trainer.decks.lint.decks import lint


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
    assert [Path(file.path).name for file in got.files] == ["a.yaml", "b.yaml"]
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


def test_card_rules_are_no_faults_of_a_file(tmp_path: Path) -> None:
    got = catalogue(tmp_path, a=deck("a", "id: n, ask: Is Kafka fast?, answer: y"))
    assert got.problems == ()
    assert [problem.rule for problem in lint(got.decks)] == ["yes-no-prompt"]


def needing(name: str, **needs: str) -> str:
    return deck(
        name, *(f"id: {own}, ask: Why {own}, answer: y, needs: [{key}]" for own, key in needs.items())
    )


def test_needs_that_lead_in_a_circle_are_an_error_at_the_note_that_closes_it(tmp_path: Path) -> None:
    got = catalogue(tmp_path, a=needing("a", p="q", q="b/r", x="p"), b=needing("b", r="a/p"))
    problem = only(got)
    assert (problem.rule, problem.severity, problem.deck, problem.note) == ("needs-circle", "error", "b", "r")
    assert problem.line == 4
    assert "a/p → a/q → b/r → a/p" in problem.message
    assert [len(found.notes) for found in got.decks] == [3, 1], "the notes stay"


def test_a_long_circle_is_told_in_short_and_each_circle_by_itself(tmp_path: Path) -> None:
    ring = {f"n{at}": f"n{(at + 1) % 3000}" for at in range(3000)}
    got = catalogue(tmp_path, a=needing("a", **ring, p="q", q="p"))
    assert [(problem.rule, problem.note) for problem in got.problems] == [
        ("needs-circle", "n2999"),
        ("needs-circle", "q"),
    ]
    assert len(got.problems[0].message) < 120
    assert "a/n0 → … → a/n2994" in got.problems[0].message


def test_needs_that_meet_again_without_a_circle_are_fine(tmp_path: Path) -> None:
    notes = ["id: a, needs: [b, c]", "id: b, needs: [d]", "id: c, needs: [d]", "id: d"]
    assert (
        catalogue(tmp_path, a=deck("a", *(f"{n}, ask: Why {n[4]}, answer: y" for n in notes))).problems == ()
    )


def test_a_note_that_needs_one_of_no_deck_or_itself_is_told_once(tmp_path: Path) -> None:
    got = catalogue(tmp_path, a=needing("a", p="missing", q="q", r="b/none", s="r"))
    assert [(problem.rule, problem.note, problem.severity) for problem in got.problems] == [
        ("unknown-note", "p", "error"),
        ("unknown-note", "q", "error"),
        ("unknown-note-elsewhere", "r", "warning"),
    ]


@pytest.mark.parametrize(
    ("formerly", "said"), [("a/m", "`a/m`, which is a note of another deck"), ("x/y", "as note `a/n` does")]
)
def test_an_older_id_belongs_to_one_note_of_all_decks(tmp_path: Path, formerly: str, said: str) -> None:
    one = deck("a", "id: n, ask: Why so, answer: y, formerly: [x/y]", "id: m, ask: How so, answer: y")
    got = catalogue(tmp_path, a=one, b=deck("b", f"id: n, ask: What, answer: y, formerly: [{formerly}]"))
    problem = only(got)
    assert (problem.rule, problem.severity, problem.deck, problem.line) == ("doubled-id", "error", "b", 4)
    assert said in problem.message


def test_a_dead_link_in_the_own_deck_is_told_once(tmp_path: Path) -> None:
    got = catalogue(tmp_path, a=deck("a", "id: n, ask: Why so, answer: y, confusable: [a/gone, gone]"))
    assert [problem.rule for problem in got.problems] == ["unknown-note"]


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


def good(name: str, *notes: str) -> str:
    return deck(name, *(f"answer: y, {note}" for note in notes))


VERSIONS = (
    good("x", "id: a, ask: Why", "id: b, ask: How, confusable: [y/a]"),
    good("x", "id: a, ask: When, formerly: [x/old]", "id: c, ask: Where"),
    good("y", "id: a, ask: why?, needs: [x/a]", "id: b, ask: What, formerly: [x/a, x/old]"),
    good("y", "id: b, ask: How, confusable: [x/b, x/c]"),
    good("x", "id: a, ask: Who, needs: [y/a]", "id: b, zzz: 1"),
    "deck: x\ntitle: a: b\n",
    "title: a: b\n",
    "deck: y\ntitle: T\nnotes: []\n",
)
SHELVES = st.dictionaries(st.sampled_from("abc"), st.integers(0, len(VERSIONS) - 1), max_size=3)


class Kept:
    """What a store keeps of the library, and nothing else."""

    def __init__(self) -> None:
        self.files: dict[str, DeckFile] = {}
        self.decks: dict[str, Deck] = {}

    def known(self, found: Iterable[DeckPath]) -> dict[str, KnownFile]:
        now = {str(file.path): file[1:] for file in found}
        return {
            path: KnownFile(file.owns, file.digest, (file.size, file.mtime_ns) == now.get(path))
            for path, file in self.files.items()
        }

    def take(self, got: Catalogue) -> None:
        self.files = {file.path: file for file in got.files}
        self.decks.update({found.id: found for found in got.decks})


@given(shelves=st.lists(SHELVES, min_size=2, max_size=5))
def test_reading_what_changed_is_as_good_as_reading_all(
    tmp_path_factory: pytest.TempPathFactory, shelves: list[Mapping[str, int]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    kept = Kept()
    for shelf in shelves:
        found = []
        for name in sorted(shelf):
            path = folder / f"{name}.yaml"
            path.write_text(VERSIONS[shelf[name]])
            found.append(DeckPath(path, 1, shelf[name]))
        known = kept.known(found)
        # Whose deck is whose is remembered; all else is in the files.
        all_new = read(found, known={path: file._replace(same=False) for path, file in known.items()})
        got = read(found, known=known)
        kept.take(got)
        assert got.problems == all_new.problems
        assert [file.owns for file in got.files] == [file.owns for file in all_new.files]
        for whole in all_new.decks:
            assert kept.decks[whole.id] == whole


@pytest.mark.parametrize(
    "copy",
    [
        "verbs (copy)",
        "verbs.sync-conflict-20261101-101500-ABCDEFG",
        "Verbs.bak",
        "Copy of verbs",
        "verbs~",
        "verbs - Kopie",
    ],
)
def test_a_copy_never_takes_the_place_of_the_deck_beside_it(tmp_path: Path, copy: str) -> None:
    deck = "deck: verbs\ntitle: V\nnotes:\n  - {{id: a, ask: {}, answer: b}}\n"
    (tmp_path / f"{copy}.yaml").write_text(deck.format("old"))
    (tmp_path / "verbs.yaml").write_text(deck.format("new"))
    got = read(find([tmp_path]))
    assert [note.body.prompt() for found in got.decks for note in found.notes] == ["new"]
    (told,) = got.problems
    assert told.rule == "doubled-deck"
    assert told.file == str(tmp_path / f"{copy}.yaml")
    assert "seems to be a copy" in told.message
    assert "another id" not in told.remedy, "that would leave the schedule behind"


def test_a_deck_stays_with_the_file_it_was_in(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(catalogue(tmp_path, verbs=good("verbs", "id: n, ask: Why")))
    older = tmp_path / "a-backup" / "older.yaml"
    older.parent.mkdir()
    older.write_text(good("verbs", "id: n, ask: How"))
    found = find([tmp_path])
    got = read(found, known=kept.known(found))
    assert [file.owns for file in got.files] == ["", "verbs"]
    assert f"the schedule of `verbs` belongs to {tmp_path / 'verbs.yaml'}" in got.problems[0].remedy


def test_a_file_that_has_not_changed_is_not_opened_again(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(catalogue(tmp_path, a=good("a", "id: n, ask: Why"), b=good("b", "id: n, ask: How")))
    found = find([tmp_path])
    for file in found:
        file.path.unlink()
    told: list[tuple[int, int]] = []
    got = read(found, known=kept.known(found), progress=lambda *counts: told.append(counts))
    assert got.problems == ()
    assert [(file.owns, file.deck) for file in got.files] == [("a", None), ("b", None)]
    assert told == [(0, 0)]


def test_an_unusable_file_without_an_id_goes_on_claiming_its_deck(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(catalogue(tmp_path, a=good("x", "id: n, ask: Why")))
    for name, content in {"a": "a: b: c", "b": good("x", "id: n, ask: How")}.items():
        (tmp_path / f"{name}.yaml").write_text(content)
    found = find([tmp_path])
    got = read(found, known=kept.known(found))
    assert [(file.owns, file.deck) for file in got.files] == [("x", None), ("", None)]
    assert [problem.rule for problem in got.problems] == ["yaml-syntax", "doubled-deck"]
