"""What a question gives away, or asks for: what it denies, what it leaves to choose between, small words."""

import pytest

from trainer.core.kinds import Point, Points
from trainer.grading.points.places import places
from trainer.grading.points.points import answer_read, mark


def body(ask: str, *points: tuple[str, str]) -> Points:
    return Points(ask, tuple(Point(say, ((term,),), must=False) for say, term in points))


REFUSED = body(
    "Which queries does strict mode refuse?", ("Cross joins", "cross join"), ("Sorting it all", "order by")
)
ONCE = body("Which guarantee is the default?", ("At least once", "at least once"))
EVERY_ONCE = body(
    "Which guarantees are there?", ("At most once", "at most once"), ("At least once", "at least once")
)
PUSH = body("Is a consumer push or pull?", ("It pulls", "pull"))


def results(answer: str, asked: Points) -> list[str]:
    return [found.result for found in mark(answer, asked)]


@pytest.mark.parametrize(
    ("answer", "first", "second"),
    [
        ("It refuses cross joins.", "said", "missed"),
        ("Strict mode refuses cross joins and order by.", "said", "unsure"),
        ("It does not refuse cross joins.", "missed", "missed"),
        ("It avoids cross joins.", "missed", "missed"),  # which the question does not ask about
        ("Never any cross joins.", "missed", "missed"),
    ],
)
def test_a_denial_that_the_question_is_about_denies_nothing(answer: str, first: str, second: str) -> None:
    assert results(answer, REFUSED) == [first, second]
    assert [found.counts for found in mark(answer, REFUSED)] == [one != "missed" for one in (first, second)]


def test_what_denies_by_its_form_denies_in_any_question() -> None:
    asked = body("Why should it not keep records without a key?", ("They fill the log", "fill the log"))
    assert not any(found.counts for found in mark("They do not fill the log.", asked))
    assert results("It works without them, as they fill the log.", asked) != ["missed"]


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        ("At least once.", "said"),
        ("at-least-once", "said"),
        ("At most once.", "missed"),
        ("Exactly once", "missed"),
        ("Not at least once", "unsure"),
        ("once", "missed"),
    ],
)
def test_a_point_of_small_words_is_said_by_them(answer: str, result: str) -> None:
    (found,) = mark(answer, ONCE)
    assert found.result == result
    assert found.counts == (result == "said")


def test_points_of_small_words_are_told_apart() -> None:
    assert results("At least once.", EVERY_ONCE) == ["missed", "said"]
    assert results("at most once or at least once", EVERY_ONCE) == ["said", "said"]


@pytest.mark.parametrize("answer", ["cross joins or order by", "Either cross joins or order by."])
def test_where_names_are_asked_for_or_lists_them(answer: str) -> None:
    assert results(answer, REFUSED) == ["said", "said"]


def test_either_or_leaves_open_what_is_asked_otherwise() -> None:
    asked = body(
        "How does strict mode work?", ("It stops cross joins", "cross join"), ("By order by", "order by")
    )
    assert "said" not in results("It is either cross joins or order by.", asked)
    choice = "Either it is cross joins or maybe not."
    assert answer_read(choice, REFUSED).reading.open  # of one point


@pytest.mark.parametrize(
    ("answer", "result"), [("Pull.", "said"), ("pull", "said"), ("push", "missed"), ("consumer", "missed")]
)
def test_one_of_what_a_question_leaves_to_choose_between_is_an_answer(answer: str, result: str) -> None:
    assert results(answer, PUSH) == [result]


OPPOSITES = [
    ("th", "น้ำร้อน", "น้ำเย็น"),
    ("vi", "nước nóng", "nước lạnh"),
    ("el", "το νερό είναι ζεστό", "το νερό είναι κρύο"),
    ("he", "המים חמים מאוד חם", "המים מאוד קר"),
    ("fa", "آب گرم است", "آب سرد است"),
    ("en", "The tone rises to the tonic", "The tone falls to the tonic"),
    ("nl", "De zon staat in de zomer hoog", "De zon staat in de winter hoog"),
    ("ru", "Победа изменила страну", "Поражение изменило страну"),
    ("zh", "夏天太阳很高", "冬天太阳很高"),
    ("ja", "夏は日が長い", "冬は日が長い"),
    ("fr", "L'été est humide ici", "L'hiver est humide ici"),
    ("ar", "الصيف طويل هنا", "الشتاء طويل هنا"),
    ("hi", "दिन में काम होता है", "रात में काम होता है"),
]


@pytest.mark.parametrize(("tag", "say", "other"), OPPOSITES)
def test_the_opposite_speaks_against_a_point(tag: str, say: str, other: str) -> None:
    found = places(answer_read(other, Points("?", (Point(say, (), must=False),)), tag), 0)
    assert any(place.features["opposed"] == 1 for place in found if not place.verbatim)
