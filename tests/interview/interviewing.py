"""Driving a mock interview without a screen."""

from trainer.interview.interview import Mock


def current(mock: Mock) -> str | None:
    return mock.question.card.key if mock.question is not None else None


def stage(mock: Mock) -> str:
    return mock.stage


def give(mock: Mock, text: str, confidence: int = 2) -> None:
    mock.say(text)
    mock.confide(confidence)
