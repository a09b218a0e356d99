"""What the shipped decks promise: clean, complete, in a sensible order, fit for a mock interview."""

import re
from collections.abc import Mapping

import pytest

from tests.benchmarks.order import answered, candidates
from tools import asked
from trainer.cli.opening import open_library
from trainer.core.card import Note, note_of
from trainer.core.kinds import KINDS, Points
from trainer.core.scope import EVERYTHING
from trainer.decks.coverage import coverage
from trainer.decks.find import SYLLABUS, find
from trainer.decks.library import Catalogue, read
from trainer.decks.lint.decks import lint
from trainer.decks.syllabus import read_syllabus
from trainer.grading.points.selftest import self_test
from trainer.interview.ladder import Ladders
from trainer.paths import shipped_decks
from trainer.scheduling.candidate import OPEN
from trainer.scheduling.order import learning_order

STREAM, KAFKA = "processing-kinds/stream-what", "kafka-topics-groups/kafka-definition"

ENTRIES = {
    "cloud-warehouse": "cloud-warehouse/snowflake-what",
    "data-engineering": "data-engineering/de-role",
    "delivery-engines": STREAM,
    "delivery-kafka": KAFKA,
    "flink": "streams-storm-flink/flink-define",
    "flume": "flume-and-others/flume-define",
    "hadoop-basics": "hadoop-basics/hadoop-definition",
    "hadoop-hdfs": "hadoop-hdfs/hdfs-definition",
    "hadoop-mapreduce": "hadoop-mapreduce/mapreduce-definition",
    "hadoop-yarn": "hadoop-yarn/yarn-definition",
    "hbase": "hbase/hbase-definition",
    "hive": "hive-hiveql/what-is-hive",
    "kafka": KAFKA,
    "nifi": "nifi/nifi-define",
    "spark": "spark-core/spark-definition",
    "sql": "sql-queries/sql-what",
    "sqoop": "sqoop-import/what-is-sqoop",
    "storm": "streams-storm-flink/storm-define",
    "streams": STREAM,
    "table-formats": "table-formats/table-format-definition",
    "warehouse": "warehouse-modelling/dw-what",
}
"""What a deck is about, by the beginning of its id, and what says what that is. The other decks are about
several things, which their questions name."""

DEFINES = re.compile(
    r"What (?:"
    r"(?:is|was|are) (?:an? |the )?(?:Apache )?"
    r"(?P<is>[A-Z]\w*(?: [A-Z]\w*)?|[a-z]\w*(?:[ -][a-z]\w*){0,2}?)(?:,? (?:in|of|made|for|such|as)\b.*)?"
    r"|does an? (?P<does>[\w ]+?) do(?: in .*)?"
    r")\?(?: Take .*)?"
)


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


def test_no_rule_finds_anything(catalogue: Catalogue) -> None:
    assert catalogue.problems == ()
    assert lint(catalogue.decks) == ()


def test_every_fact_of_the_source_is_covered_or_left_out_with_a_reason(catalogue: Catalogue) -> None:
    found = coverage(catalogue.decks, read_syllabus(shipped_decks() / SYLLABUS).sections)
    assert [fact for section in found.sections for fact in section.missing] == []
    assert sum(section.left_out for section in found.sections) <= 50


def test_all_seven_kinds_are_used(catalogue: Catalogue) -> None:
    assert {note.kind for deck in catalogue.decks for note in deck.notes} == KINDS.keys()


def test_every_topic_has_open_questions_with_a_ladder_of_follow_ups(catalogue: Catalogue) -> None:
    for topic, notes in by_topic(catalogue).items():
        ladders = [note for note in notes if isinstance(note.body, Points) and note.follow_up]
        assert len(ladders) >= 3, topic


def test_files_are_small_enough_to_read_in_one_go(catalogue: Catalogue) -> None:
    sizes = {deck.id: len(deck.notes) for deck in catalogue.decks}
    assert {deck: size for deck, size in sizes.items() if not 10 <= size <= 60} == {}


def test_every_note_names_a_source_and_a_level(catalogue: Catalogue) -> None:
    for deck in catalogue.decks:
        for note in deck.notes:
            assert note.cite, note.key
            assert note.level, note.key


@pytest.fixture(scope="module")
def first(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> list[Note]:
    """The notes of the first 280 new cards: 14 days of 20."""
    notes = {note.key: note for deck in catalogue.decks for note in deck.notes}
    with open_library(tmp_path_factory.mktemp("store") / "trainer.db", [shipped_decks()]) as store:
        return [notes[note_of(card)] for card in store.new(739_000, EVERYTHING, 280)]


def test_a_newcomer_begins_with_what_can_be_learnt_by_reading(first: list[Note]) -> None:
    assert first[0].kind == "basic"
    assert sum(note.kind == "points" for note in first[:20]) <= 4
    assert sum(note.body.stage == 0 for note in first[:20]) >= 12


def test_a_day_stays_with_few_topics(catalogue: Catalogue, first: list[Note]) -> None:
    titles = {deck.id: deck.title for deck in catalogue.decks}
    for start in range(0, 280, 20):
        assert len({topic_of(titles[note.deck]) for note in first[start : start + 20]}) <= 6


def test_what_a_note_needs_is_met_before_it(first: list[Note]) -> None:
    place = {note.key: at for at, note in reversed(list(enumerate(first)))}
    late = [note.key for note in first for needed in note.needs if place.get(needed, 999) > place[note.key]]
    assert late == []


def test_two_weeks_meet_what_is_asked_most(catalogue: Catalogue) -> None:
    """Of the 120 questions that the collections held out ask most, while only the others count.

    The bar is 105 and 60, on the mean of many splits (`python -m tests.benchmarks.order splits`); one split
    is off by three or four.
    """
    data = asked.load(shipped_decks() / "asked")
    met = learning_order(candidates(catalogue.decks, asked.derive(data, held=False)))[: 14 * 20]
    found = answered(data, catalogue.decks, met, asked.weights(data, held=True))
    assert found.begun >= 101
    assert found.whole >= 56


def test_a_follow_up_comes_after_its_question_and_half_of_them_on_its_day_or_the_next(
    catalogue: Catalogue,
) -> None:
    """Where they all come, and how far in the first two weeks: `python -m tests.benchmarks.order splits`."""
    place = places(catalogue)
    days = [
        place[after] // 20 - place[note.key] // 20
        for deck in catalogue.decks
        for note in deck.notes
        for after in note.follow_up
        if place[after] > place[note.key]
    ]
    assert len(days) == sum(len(note.follow_up) for deck in catalogue.decks for note in deck.notes)
    assert sum(day <= 1 for day in days) >= 0.48 * len(days)


def places(catalogue: Catalogue) -> dict[str, int]:
    """The place of each note's first card in the learning order."""
    found: dict[str, int] = {}
    counted = {
        note.key: note.asked for deck in catalogue.decks for note in deck.notes if note.asked is not None
    }
    for at, card in enumerate(learning_order(candidates(catalogue.decks, counted))):
        found.setdefault(note_of(card), at)
    return found


def test_what_a_deck_is_about_is_defined_before_its_open_questions(catalogue: Catalogue) -> None:
    """By `needs`, so that it holds in any order and for any selection of decks."""
    notes = {note.key: note for deck in catalogue.decks for note in deck.notes}
    late = [
        (note.key, entry)
        for note in notes.values()
        for begins, entry in ENTRIES.items()
        if note.body.stage == OPEN and note.deck.startswith(begins) and note.key != entry
        if entry not in all_needs(note.key, notes)
    ]
    assert late == []


def test_what_an_open_question_names_was_defined_before(catalogue: Catalogue) -> None:
    """Systems everywhere, other words within their topic."""
    place = places(catalogue)
    topics = {note.key: topic for topic, notes in by_topic(catalogue).items() for note in notes}
    asks = {note.key: asked_by(note) for deck in catalogue.decks for note in deck.notes}
    defined = {
        key: found["is"] or found["does"] for key, ask in asks.items() if (found := DEFINES.fullmatch(ask))
    }
    named = [
        (note.key, key)
        for deck in catalogue.decks
        for note in deck.notes
        if note.body.stage == OPEN
        for key, word in defined.items()
        if key != note.key
        and (word[0].isupper() or topics[key] == topics[note.key])
        and re.search(rf"\b{word}s?\b", asks[note.key])
    ]
    assert len(defined) > 150
    assert len(named) > 300
    assert [(key, entry) for key, entry in named if place[entry] > place[key]] == []


def asked_by(note: Note) -> str:
    return str(getattr(note.body, "ask", "")).replace("`", "").replace("\n", " ").strip()


def all_needs(key: str, notes: Mapping[str, Note]) -> set[str]:
    found: set[str] = set()
    pending = [key]
    while pending:
        new = set(notes[pending.pop()].needs) & notes.keys() - found
        found |= new
        pending += new
    return found


def test_all_that_three_collections_ask_has_a_note(catalogue: Catalogue) -> None:
    data = asked.load(shipped_decks() / "asked")
    known = {note.key for deck in catalogue.decks for note in deck.notes}
    assert asked.missing(data, known, 3) == []


def test_a_comparison_put_as_one_question_is_made_by_its_cells_and_not_by_the_question(
    catalogue: Catalogue,
) -> None:
    notes = [note for deck in catalogue.decks for note in deck.notes if note.kind == "compare"]
    wholes = {note.key: whole for note in notes if isinstance(whole := note.body.whole(), Points)}
    assert len(wholes) == len(notes) > 200
    assert {key: found for key, whole in wholes.items() if (found := self_test(whole))} == {}


def test_comparisons_open_rounds_and_what_is_asked_most_is_followed_up(catalogue: Catalogue) -> None:
    notes = [note for deck in catalogue.decks for note in deck.notes]
    comparisons = [note for note in notes if note.kind == "compare"]
    assert sum(note.body.opens() for note in comparisons) >= 0.97 * len(comparisons)
    ladders = Ladders(notes)
    openers = [note for note in notes if note.body.opens() or note.body.fills]
    most = sorted(openers, key=lambda note: -(note.asked or 0))[:200]
    assert sum(bool(ladders.of(note)) for note in most) >= 190
    spoken = {note.key for note in notes if note.body.spoken()}
    assert {key for note in notes for key in note.follow_up} <= spoken
