"""Why a card is here, in words."""

import pytest

from tests.build import sm2_memory
from trainer.core.card import Note
from trainer.core.kinds import Basic
from trainer.core.library import StudyCard
from trainer.core.state import CardState, Memory
from trainer.practice.why import standing, why_asked
from trainer.scheduling.queue import Ask, Entry
from trainer.scheduling.registry import DEFAULT

DAY = 739_942  # 2026-11-22
SEEN = sm2_memory(3, 236, 15, DAY, reviews=5, lapses=1)


def said(memory: Memory | None, asked: Ask, *, flagged: bool = False) -> str:
    state = CardState(memory, flagged=flagged)
    card = StudyCard("d/n", Note("d", "n", Basic("q", "a")), "D", (), "", state, "", 0)
    return why_asked(card, Entry("d/n", asked), DAY, DEFAULT)


def test_new_card_was_never_answered() -> None:
    assert said(None, "new") == "New: it was never answered.\nCard d/n."


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (DAY, "Due today."),
        (DAY - 1, "Due since Sat 21 Nov, 1 day ago."),
        (DAY - 100, "Due since Fri 14 Aug, 3 months (100 days) ago."),
        (DAY + 2, "Asked early: it is due on Tue 24 Nov, in 2 days."),
    ],
)
def test_reason_says_how_late_or_early_the_card_is(due: int, words: str) -> None:
    assert said(SEEN._replace(due=due), "due").startswith(words)


def test_a_card_put_into_the_day_is_asked_today_whatever_its_schedule() -> None:
    for memory in (SEEN._replace(due=DAY + 9), SEEN._replace(due=DAY - 9), None):
        state = CardState(memory, wanted=DAY)
        card = StudyCard("d/n", Note("d", "n", Basic("q", "a")), "D", (), "", state, "", 0)
        assert standing(card, DAY, DEFAULT).startswith("You put it into today's practice.")
        yesterday = card._replace(state=state._replace(wanted=DAY - 1))
        assert "You put it" not in standing(yesterday, DAY, DEFAULT)


def test_drill_is_explained_by_todays_answer() -> None:
    assert said(SEEN._replace(drill=DAY), "again").startswith(
        "Asked again: its last answer today was below good"
    )


def test_a_card_that_only_has_a_day_counts_as_known_and_has_no_passes() -> None:
    text = said(DEFAULT.placed(None, DAY, DAY - 60), "due")
    assert "Never answered: it counts as known for these days" in text
    assert "in a row" not in text
    assert "review" not in text


def test_memory_is_told_in_words() -> None:
    text = said(SEEN, "due")
    assert "Interval 15 days, from Sat 7 Nov to Sun 22 Nov." in text
    assert "Ease 2.36" in text
    assert "3 passes in a row." in text
    assert "5 reviews, 1 lapse" in text


def test_flag_is_mentioned_only_when_there_is_one() -> None:
    assert "You flagged it." in said(SEEN, "due", flagged=True)
    assert "flag" not in said(SEEN, "due")
