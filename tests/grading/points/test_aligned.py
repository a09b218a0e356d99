"""How the words of each point are met in an answer, one by one."""

import pytest

from tests.grading.bodies import DROP, point
from trainer.core.kinds import Points
from trainer.grading.points import aligned as module
from trainer.grading.points.aligned import ALIGNED, aligned
from trainer.grading.points.points import answer_read
from trainer.grading.points.whole import WHOLE

CACHE = Points(
    "What does the cache do when it is full?",
    (point("It removes the oldest entry", "oldest"), point("It tells the owner by letter", "letter")),
)


def met(text: str, body: Points = CACHE, tag: str = "en") -> list[dict[str, float]]:
    answer = answer_read(text, body, tag)
    rows, _ = aligned(answer.reading, answer.note.claims, answer.note.asked)
    return [dict(zip(ALIGNED, row, strict=True)) for row in rows]


def test_words_that_mean_the_same_meet_those_of_a_point() -> None:
    other, letter = met("It deletes the old record. The owners get a mail.")
    strange, _ = met("It buys a green banana. Nobody laughs at all.")
    assert other["least"] > strange["least"]
    assert other["told"] > strange["told"]
    assert other["strange"] < strange["strange"]
    assert letter["met"] > 0


def test_words_written_alike_meet_them_in_languages_of_which_no_meanings_are_known() -> None:
    body = Points("Was geschieht?", (point("Die Zwischenspeicherung endet"), point("Ein Brief kommt an")))
    alike, _ = met("Zwischenspeichern hört auf.", body, "de")
    other, _ = met("Zwetschgen hören auf.", body, "de")
    assert alike["met"] > other["met"] == 0


def test_only_the_nearest_part_tells_if_a_point_is_met_there() -> None:
    together, _ = met("It removes the oldest entry.")
    apart, _ = met("It removes a colleague. Nothing else happens here at all. My oldest friend laughs.")
    assert together["met"] == together["met_anywhere"] == together["known"] == 1
    assert apart["met"] < apart["met_anywhere"] <= 1


def test_words_of_another_point_are_told_from_those_of_the_point() -> None:
    first, second = met("It tells the owner.")
    assert first["theirs"] > second["theirs"] == 0


def test_words_of_the_question_are_known_and_tell_less() -> None:
    body = Points("How does Hive drop a table?", (point("Hive forgets the table"), point("Nobody minds")))
    asked, _ = met("Hive drops the table.", body)
    assert asked["known"] == 1
    assert asked["met"] < 0.5


@pytest.mark.parametrize("text", ["", "It is.", "…", "files " * 400, "数据", "the metadata, in it"])
@pytest.mark.parametrize("body", [DROP, Points("Who?", (point("It is"), point("is it", "so")))])
def test_each_is_weighed_from_0_to_1_whatever_is_written(text: str, body: Points) -> None:
    rows = met(text, body)
    assert len(rows) == len(body.points)
    assert all(0 <= value <= 1.000001 for row in rows for value in row.values())


def test_without_the_table_of_meanings_words_written_alike_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "meanings", lambda: None)
    kept, _ = met("The oldest entries get removed.")
    assert kept["met"] == 1
    assert met("It deletes the old record.")[0]["met"] < 1


def test_what_is_weighed_of_words_is_weighed_beside_the_other_points() -> None:
    assert list(WHOLE)[-len(ALIGNED) :] == list(ALIGNED)
