"""Answers that are no more than a row of names: where names are asked for, and where they are not."""

import pytest

from tests.benchmarks.machine_made import open_questions
from trainer.core.kinds import Point, Points
from trainer.grading.points.points import Mark, mark

PARTS = (
    Point("HDFS stores the data", (("hdfs",), ("distributed file system",))),
    Point("YARN manages the resources", (("yarn",), ("resource manager",))),
    Point("MapReduce processes the data", (("mapreduce",),)),
)
ROWS = {
    "commas": "HDFS, YARN, MapReduce",
    "and": "HDFS, YARN and MapReduce",
    "lines": "HDFS\nYARN\nMapReduce",
    "bullets": "- HDFS\n- YARN\n- MapReduce",
    "numbers": "1. HDFS\n2. YARN\n3. MapReduce",
    "semicolons, another among them": "HDFS; the YARN resource manager; MapReduce; Oozie",
}


def judged(ask: str, text: str) -> tuple[Mark, ...]:
    return mark(text, Points(ask, PARTS))


@pytest.mark.parametrize("way", ROWS)
@pytest.mark.parametrize(
    "ask",
    [
        "Name the parts of Hadoop.",
        "Which parts has Hadoop?",
        "What are the main components of Hadoop?",
        "List what belongs to Hadoop.",
    ],
)
def test_names_are_the_answer_where_names_are_asked_for(ask: str, way: str) -> None:
    found = judged(ask, ROWS[way])
    assert [one.result for one in found] == ["said"] * 3
    assert "MapReduce" in found[2].because
    assert "HDFS" not in found[2].because


@pytest.mark.parametrize("way", ROWS)
def test_where_more_is_asked_names_are_ticked(way: str) -> None:
    found = judged("What are the parts of Hadoop, and what does each of them do?", ROWS[way])
    assert "missed" not in {one.result for one in found}
    assert all(one.likely >= 0.5 for one in found)


@pytest.mark.parametrize("way", ROWS)
def test_where_no_names_are_asked_for_they_are_perhaps_and_not_nothing(way: str) -> None:
    found = judged("How does Hadoop work?", ROWS[way])
    assert "missed" not in {one.result for one in found}
    assert all(one.because for one in found)


def test_a_mere_row_of_names_explains_nothing_for_certain() -> None:
    found = judged("How does Hadoop work?", ROWS["commas"])
    assert [(one.result, one.likely < 0.5) for one in found] == [("unsure", True)] * 3


@pytest.mark.parametrize(
    "text",
    [
        "HDFS YARN MapReduce",
        "HDFS, distributed file system, YARN, resource manager, MapReduce, Oozie",
        "maybe HDFS, YARN, MapReduce",
    ],
    ids=["no row", "more names than points", "in doubt"],
)
def test_who_guesses_by_names_is_not_certain(text: str) -> None:
    assert "said" not in {one.result for one in judged("Name the parts of Hadoop.", text)}


def test_a_name_that_is_denied_or_of_something_else_does_not_count() -> None:
    found = judged("Name the parts of Hadoop.", "HDFS, not YARN, Oozie")
    assert found[1].result != "said"
    assert found[2].result == "missed"


@pytest.mark.parametrize(
    ("key", "text", "least"),
    [
        ("flink-core/api-layers", "SQL, Table API, DataStream API, process functions", 4),
        (
            "hadoop-basics/hadoop-advantages",
            "cheap hardware, horizontal scaling, fault tolerance, any data, data locality",
            4,
        ),
        ("landscape/bigdata-sources", "databases, logs, IoT sensors, social media", 4),
        ("spark-core/spark-ecosystem", "Spark SQL, Structured Streaming, MLlib, GraphX", 4),
    ],
)
def test_rows_of_names_count_for_shipped_questions(key: str, text: str, least: int) -> None:
    question = next(one for one in open_questions() if one.key == key)
    found = mark(text, question.body, others=question.others)
    assert sum(one.result == "said" or one.likely >= 0.5 for one in found) >= least


@pytest.mark.parametrize(
    ("tag", "ask", "text", "say", "term"),
    [
        ("de", "Nenne die Teile von Hadoop.", "Speicher, Planer, Rechner", "Der Planer verteilt", "planer"),
        ("fr", "Quelles sont les parties ?", "stockage, planificateur", "Le planificateur", "planificateur"),
        ("ru", "Назовите части.", "хранилище, планировщик", "Планировщик делит ресурсы", "планировщик"),
    ],
)
def test_in_other_languages_a_name_counts_as_perhaps(
    tag: str, ask: str, text: str, say: str, term: str
) -> None:
    (found,) = mark(text, Points(ask, (Point(say, ((term,),)),)), tag)
    assert found.likely >= 0.5


def test_words_of_the_deck_in_a_row_are_no_other_language() -> None:
    body = Points("Why is Spark lazy?", (Point("It can plan the whole chain", (("plan",),)),))
    beside = Points(
        "How does Spark run a job?",
        (
            Point("The driver asks the cluster for executors", (("executor",),)),
            Point("Each partition is a task; a shuffle ends a stage", (("stage",),)),
        ),
    )
    row = "partition executor driver shuffle stage cluster task"
    assert [one.result for one in mark(row, body, "en", (beside,))] == ["missed"]
    assert [one.result for one in mark(row, body)] == ["missed"]
