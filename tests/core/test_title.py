"""Titles of decks, which nest."""

from trainer.core import title


def test_a_title_is_split_shown_and_has_a_topic() -> None:
    assert title.parts("Kafka :: Delivery::Twice") == ("Kafka", "Delivery", "Twice")
    assert title.shown("Kafka::Delivery") == "Kafka › Delivery"
    assert title.topic("Kafka::Delivery") == title.topic("Kafka") == "Kafka"
    assert title.innermost("Delivery › Kafka") == title.innermost("Kafka") == "Kafka"
