"""Coverage: which facts are cited, left out with a reason, or missing, and how topics are mixed."""

from trainer.core.card import Deck, Note
from trainer.core.columns import ANY, fitted
from trainer.core.kinds import Basic
from trainer.decks.coverage import coverage
from trainer.decks.syllabus import Section


def note(name: str, *cite: str, reverse: bool = False) -> Note:
    return Note("d", name, Basic("Q?", "A", reverse), cite=cite, level="core")


SECTIONS = (
    Section("hive.06-partitions", "Partitions", 3, ((2, "trivial"),)),
    Section("kafka.role", "Role", 1),
)


def test_a_fact_is_cited_or_left_out_or_missing() -> None:
    found = coverage([Deck("d", "Hive::X", notes=(note("a", "hive.06.1", "manual"),))], SECTIONS)
    hive, kafka = found.sections
    assert (hive.cited, hive.left_out, hive.missing) == (1, 1, ("hive.06.3",))
    assert (kafka.cited, kafka.missing) == (0, ("kafka.role.1",))
    assert found.share == 0.5


def test_topics_are_the_first_part_of_titles_and_count_what_goes_beyond_the_syllabus() -> None:
    decks = [
        Deck("d", "Hive::X", notes=(note("a", "hive.06.1"), note("b", "manual", reverse=True))),
        Deck("e", "Hive::Y", notes=(note("c", "manual"),)),
    ]
    (topic,) = coverage(decks, SECTIONS).topics
    assert (topic.topic, topic.notes, topic.cards, topic.supplement) == ("Hive", 3, 4, 2)
    assert (topic.levels, topic.kinds) == ({"core": 3}, {"basic": 3})


def test_the_lines_name_what_is_missing() -> None:
    lines = list(fitted(coverage([], SECTIONS).told(), ANY))
    assert any(line.startswith("hive.06-partitions") and line.endswith("1 3") for line in lines)
    assert lines[-1].strip() == "25.0% of the facts are covered"


def test_an_empty_syllabus_is_covered() -> None:
    assert coverage([], ()).share == 1.0
