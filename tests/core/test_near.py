"""Names that look like a mistyped word."""

import pytest

from trainer.core.near import meant, near

KNOWN = ["answer", "ask", "accept", "Kafka::Delivery"]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("answr", ["answer"]),
        ("ANSWER", ["answer"]),
        ("kafka::delivry", ["Kafka::Delivery"]),
        ("zzz", []),
        ("", []),
    ],
)
def test_the_nearest_name_is_found_in_any_case(word: str, found: list[str]) -> None:
    assert near(word, KNOWN) == found


def test_several_come_nearest_first() -> None:
    assert near("hive", ["hives", "live", "hive", "spark"], 3) == ["hive", "hives", "live"]
    assert near("hive", iter(["hives", "live", "hive"]), 1) == ["hive"]


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("accpt", "did you mean `accept`?"),
        ("deliv", "did you mean `Kafka::Delivery`?"),  # a word within begins with it
        ("zzz", "known are answer, ask, accept, Kafka::Delivery."),
        ("", "known are answer, ask, accept, Kafka::Delivery."),
    ],
)
def test_a_word_that_means_nothing_is_told_with_what_may_be_meant(word: str, says: str) -> None:
    assert meant(word, KNOWN, "`{}`") == says


def test_of_many_names_none_of_which_is_near_some_are_named() -> None:
    assert meant("zzz", map(str, range(1, 40))).endswith("11, 12 …")
    assert meant("zzz", KNOWN, otherwise="`check` lists them") == "`check` lists them"
