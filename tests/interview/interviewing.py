"""Driving a mock interview without a screen."""

from trainer.interview.interview import Interview


def current(interview: Interview) -> str | None:
    return interview.question.card.key if interview.question is not None else None


def stage(interview: Interview) -> str:
    return interview.stage


def give(interview: Interview, text: str, confidence: int = 2) -> None:
    interview.say(text)
    interview.confide(confidence)
