"""How far denials reach, what is an opposite, and in which order words stand: what is weighed of a place."""

import pytest

from tests.grading.bodies import point
from trainer.core.kinds import Points
from trainer.grading.points.features import Place
from trainer.grading.points.language import language
from trainer.grading.points.places import places
from trainer.grading.points.points import answer_read, mark
from trainer.grading.points.reading import read


def denied(text: str, tag: str) -> set[str]:
    return {word.text for word in read(text, language(tag)).words if word.denied and not word.small}


def place(answer: str, say: str, *terms: str, tag: str = "en") -> Place:
    body = Points("What of it?" if tag == "en" else "?", (point(say, *terms), point("Frogs croak", "frogs")))
    return places(answer_read(answer, body, tag), 0)[0]


@pytest.mark.parametrize("word", ["dont", "doesnt", "cant", "wont", "isnt", "hasnt"])
def test_a_denial_without_its_apostrophe_denies(word: str) -> None:
    assert "sugar" in denied(f"they {word} need sugar", "en")


@pytest.mark.parametrize(
    ("text", "tag", "reached", "free"),
    [
        # what is no more, is denied of what follows, not of whom the clause speaks
        ("tickets no longer valid", "en", {"valid"}, {"tickets"}),
        # what is set off by commas denies no more than itself
        ("the cups stand on the shelf, not in the sink, as clean ware", "en", {"sink"}, {"clean", "shelf"}),
        # what clears of a charge does so in its clause
        ("if rain falls we take a cab and the trip is fine", "en", {"trip"}, {"cab", "rain"}),
        ("Der Koch hat mit dem Brand damit nichts zu tun, er schlief.", "de", {"koch", "brand"}, {"schlief"}),
        ("Damit ist der Koch zufrieden", "de", set(), {"koch"}),
        ("문이 열리지 않았기 때문이다", "ko", {"문이", "열리지"}, set()),
        ("予約いらずで入場できる", "ja", {"予", "約"}, {"入", "場"}),
    ],
)
def test_a_denial_reaches_so_far(text: str, tag: str, reached: set[str], free: set[str]) -> None:
    found = denied(text, tag)
    assert reached <= found
    assert not free & found


@pytest.mark.parametrize(
    ("tag", "one", "other"),
    [
        ("pl", "Miasto ma mały port", "Miasto ma największy port"),
        ("ru", "В городе маленький порт", "В городе крупнейший порт"),
        ("de", "Die Stadt hat einen kleinen Hafen", "Die Stadt hat den größten Hafen"),
        ("fr", "La ville a un petit port", "La ville a une énorme port"),
        ("es", "La ciudad tiene puertos pequeños", "La ciudad tiene puertos enormes"),
    ],
)
def test_the_most_of_one_end_is_the_opposite_of_the_other(tag: str, one: str, other: str) -> None:
    assert place(other, one, one.split()[-1], tag=tag).features["opposed"] == 1


def test_a_listed_term_is_no_opposite_of_its_point() -> None:
    say = "The two parts are coupled"
    assert place("Between the parts there is a free bond.", say, "free bond").features["opposed"] == 0
    assert place("The bond between the parts is free.", say, "bond").features["opposed"] == 1


def test_a_term_of_what_a_point_denies_says_less_where_nothing_is_denied() -> None:
    say = "Passengers board without a ticket"
    assert place("Passengers show a pass.", say, "pass").features["undenied"] == 1
    assert place("Passengers need no pass.", say, "pass").features["undenied"] == 0
    assert place("Passengers show a pass.", "Passengers board early", "pass").features["undenied"] == 0


def test_words_of_a_point_in_another_order_are_told() -> None:
    say = "Milk becomes cheese through rennet"
    assert place("Cheese becomes milk through rennet.", say, "rennet").features["disorder"] == 1
    assert place("The milk becomes a cheese through rennet.", say, "rennet").features["disorder"] == 0


def test_how_much_of_a_point_a_sentence_has_is_told_unless_it_denies_more() -> None:
    say = "Bees dance to tell where food is"
    whole = place("Bees dance, so that they tell where the food is.", say, "dance").features["share"]
    assert whole > place("Bees dance.", say, "dance").features["share"] > 0
    assert place("Bees do not dance to tell where food is.", say, "dance").features["share"] == 0


def test_words_of_the_question_alone_say_nothing() -> None:
    body = Points(
        "Why does bread rise in a warm oven?",
        (point("Yeast makes gas", "yeast"), point("Gas grows when it is heated", "expands")),
    )
    for answer in ("BREAD RISES IN A WARM OVEN", "You want to know why bread rises in a warm oven"):
        assert {found.result for found in mark(answer, body)} == {"missed"}
