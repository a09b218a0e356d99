"""The syllabus: section ids, fact ids, and the shipped file."""

from pathlib import Path

import pytest

from trainer.decks.syllabus import Section, read_syllabus

SHIPPED = Path(__file__).parents[2] / "decks" / "syllabus.yaml"


@pytest.mark.parametrize(
    ("section", "fact"),
    [
        ("hive.06-partitions", "hive.06.3"),
        ("sqoop.00-deep-dive", "sqoop.00.3"),
        ("kafka.delivery-guarantees", "kafka.delivery-guarantees.3"),
        ("kafka-connect", "kafka-connect.3"),
        ("engines.hive-vs-sparksql", "engines.hive-vs-sparksql.3"),
    ],
)
def test_facts_of_numbered_sections_are_cited_by_the_number(section: str, fact: str) -> None:
    assert Section(section, "T", 3).fact(3) == fact


def test_the_shipped_syllabus_has_97_sections_and_999_facts() -> None:
    syllabus = read_syllabus(SHIPPED)
    assert syllabus.problems == ()
    assert len(syllabus.sections) == 97
    assert len(syllabus.facts) == sum(section.facts for section in syllabus.sections) == 999
    assert {"hive.06.26", "kafka-connect.8", "intro.layers.1"} <= syllabus.facts
    assert not {"hive.06.27", "hive.06.0", "hive.06-partitions.1"} & syllabus.facts


def test_facts_left_out_have_their_reasons(tmp_path: Path) -> None:
    path = tmp_path / "syllabus.yaml"
    path.write_text("sections:\n  - {id: a.b, title: '1: T', facts: 4, left_out: {3: trivial}}\n")
    assert read_syllabus(path).sections == (Section("a.b", "1: T", 4, ((3, "trivial"),)),)


TWINS = "sections:\n  - {id: a.1-x, title: T, facts: 1}\n  - {id: a.1-y, title: T, facts: 1}"


@pytest.mark.parametrize(
    ("source", "rule", "line"),
    [
        ("", "empty-file", 0),
        ("a: b: c", "yaml-syntax", 1),
        ("sections:\n  - {id: a, title: T}", "missing-field", 2),
        ("sections:\n  - {id: A b, title: T, facts: 1}", "bad-value", 2),
        ("sections:\n  - {id: a, title: T, facts: many}", "bad-value", 2),
        ("sections:\n  - {id: a, title: T, facts: 1, extra: 1}", "unknown-key", 2),
        (
            "sections:\n  - {id: a.1-x, title: T, facts: 1}\n  - {id: a.1-y, title: T, facts: 1}",
            "bad-syllabus",
            3,
        ),
        ("sections:\n  - {id: a, title: T, facts: 1, left_out: {2: x}}", "bad-syllabus", 2),
    ],
)
def test_a_bad_syllabus_is_a_problem_with_its_line(tmp_path: Path, source: str, rule: str, line: int) -> None:
    path = tmp_path / "syllabus.yaml"
    path.write_text(source)
    syllabus = read_syllabus(path)
    assert syllabus.sections == ()
    assert [(problem.rule, problem.line) for problem in syllabus.problems] == [(rule, line)]


def test_a_missing_syllabus_is_a_problem(tmp_path: Path) -> None:
    assert [problem.rule for problem in read_syllabus(tmp_path / "none").problems] == ["file-unreadable"]
