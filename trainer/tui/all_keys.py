"""The keys of all screens where keys are not text, for what looks at all of them."""

from collections.abc import Mapping

from trainer.tui.interview_keys import MARKING, REPORT, SETUP
from trainer.tui.keymap import conflicts, keys_of, unusable
from trainer.tui.keys import BROWSE, DIGITS, HOME, QUIZ, QUIZ_RESULT, REVIEW, STATS, SUMMARY, Key
from trainer.tui.ready_keys import READY
from trainer.tui.settings_keys import SETTINGS

SCREENS: Mapping[str, tuple[Key, ...]] = {
    "decks": HOME,
    "review": (*REVIEW, *DIGITS),
    "statistics": STATS,
    "browse": BROWSE,
    "summary": SUMMARY,
    "quiz": QUIZ,
    "quiz result": QUIZ_RESULT,
    "interview": SETUP,
    "marking": MARKING,
    "report": REPORT,
    "ready": READY,
    "settings": SETTINGS,
}
"""The keys of the screens where keys are not text, by what the screens are called."""


def clashes(preset: str, own: Mapping[str, str]) -> list[str]:
    """Return what is to be known of a set of keys (`keymap.PRESETS`) and the user's own, a sentence each."""
    return conflicts(keys_of(preset, own), _every())


def refused(preset: str, own: Mapping[str, str]) -> list[str]:
    """Return those of `clashes` that no setting may have."""
    return unusable(keys_of(preset, own), _every())


def _every() -> Mapping[str, list[tuple[str, str, str]]]:
    return {
        name: [(key.keys, key.action, key.label or key.help) for key in keys]
        for name, keys in SCREENS.items()
    }
