"""Names that look like a mistyped word."""

import pytest

from trainer.core.near import near

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
