"""What the shipped decks promise: clean, complete, in a sensible order, fit for a mock interview."""

from collections import Counter
from pathlib import Path

import pytest

from trainer.cli.opening import open_library
from trainer.core.card import Deck, Note
from trainer.core.kinds import KINDS, Points
from trainer.core.scope import EVERYTHING
from trainer.decks.coverage import coverage
from trainer.decks.find import SYLLABUS, find
from trainer.decks.library import Catalogue, read
from trainer.decks.lint.decks import lint
from trainer.decks.syllabus import read_syllabus
from trainer.paths import shipped_decks

ASKED = {"Spark": 18, "Hadoop": 17, "Hive": 11, "Kafka": 10, "Warehouse": 6, "HBase": 5, "Flink": 5}
"""How often interviewers ask about a topic, in percent of their questions."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read(find([shipped_decks()]), shipped_decks())


def by_topic(catalogue: Catalogue) -> dict[str, list[Note]]:
    topics: dict[str, list[Note]] = {}
    for deck in catalogue.decks:
        topics.setdefault(topic_of(deck.title), []).extend(deck.notes)
    return topics


def topic_of(title: str) -> str:
    return title.partition("::")[0]


NOT_YET = {
    "cell-given-away",
    "cell-leans",
    "choice-odd-one",
    "choices-longest",
    "compare-no-ask",
    "open-list",
    "row-no-question",
    "row-open",
    "row-same-cells",
    "stiff-english",
    "two-questions",
    "unseen-notes",
}
"""Card rules that are newer than the decks; each goes from here when the decks keep it."""


def test_no_rule_finds_anything(catalogue: Catalogue) -> None:
    assert catalogue.problems == ()
    assert [problem for problem in lint(catalogue.decks) if problem.rule not in NOT_YET] == []


def test_every_fact_of_the_source_is_covered_or_left_out_with_a_reason(catalogue: Catalogue) -> None:
    found = coverage(catalogue.decks, read_syllabus(shipped_decks() / SYLLABUS).sections)
    assert [fact for section in found.sections for fact in section.missing] == []
    assert sum(section.left_out for section in found.sections) <= 50


def test_all_seven_kinds_are_used(catalogue: Catalogue) -> None:
    assert {note.kind for deck in catalogue.decks for note in deck.notes} == KINDS.keys()


def test_every_topic_has_open_questions_with_a_ladder_of_follow_ups(catalogue: Catalogue) -> None:
    for topic, notes in by_topic(catalogue).items():
        ladders = [note for note in notes if isinstance(note.body, Points) and note.body.follow_up]
        assert len(ladders) >= 3, topic


def test_files_are_small_enough_to_read_in_one_go(catalogue: Catalogue) -> None:
    sizes = {deck.id: len(deck.notes) for deck in catalogue.decks}
    assert {deck: size for deck, size in sizes.items() if not 10 <= size <= 42} == {}


def test_every_note_names_a_source_and_a_level(catalogue: Catalogue) -> None:
    for deck in catalogue.decks:
        for note in deck.notes:
            assert note.cite, note.key
            assert note.level, note.key


def test_the_first_150_cards_are_core_and_spread_as_interviewers_ask(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    decks: dict[str, Deck] = {deck.id: deck for deck in catalogue.decks}
    levels = {note.key: note.level for deck in catalogue.decks for note in deck.notes}
    with open_library(tmp_path / "trainer.db", [shipped_decks()]) as store:
        cards = store.new(739_000, EVERYTHING, 150)
    assert {levels[card.partition("#")[0]] for card in cards} == {"core"}
    shares = Counter(topic_of(decks[card.partition("/")[0]].title) for card in cards)
    for topic, percent in ASKED.items():
        assert abs(shares[topic] / 1.5 - percent) <= 4, topic
