"""The keys of all screens where keys are not text, for what looks at all of them."""

from collections.abc import Mapping

from trainer.tui.interview_keys import MARKING, SETUP
from trainer.tui.keys import BROWSE, DIGITS, HOME, QUIZ, REVIEW, STATS, SUMMARY, Key

SCREENS: Mapping[str, tuple[Key, ...]] = {
    "decks": HOME,
    "review": (*REVIEW, *DIGITS),
    "statistics": STATS,
    "browse": BROWSE,
    "summary": SUMMARY,
    "quiz": QUIZ,
    "interview": SETUP,
    "marking": MARKING,
}
"""The keys of the screens where keys are not text, by what the screens are called."""
