"""What deck files bring into practice and what is done to cards, in words that every front end shows."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from trainer.core.card import DECKS_AWAY, Problem, note_of
from trainer.core.text import counted
from trainer.practice.attempt import GOOD

if TYPE_CHECKING:
    from trainer.core.library import Library
    from trainer.practice.session import Session

OUTDATED = "original-changed"
"""The rule that a version of a shipped note breaks whose original is not what it was."""


class Done(NamedTuple):
    """What was done to cards: as what is taken back (``suspending {}``), as a thing of the past, and what it
    means from now on, where that is not said yet."""

    doing: str
    done: str
    means: str = ""

    @property
    def now(self) -> str:
        """What was done just now."""
        return f"{self.done}{self.means}"


DONE: Mapping[str, Done] = {
    "suspend": Done("suspending {}", "suspended"),
    "unsuspend": Done("unsuspending {}", "unsuspended"),
    "bury": Done("burying {}", "buried", " until tomorrow"),
    "flag": Done("flagging {}", "flagged"),
    "unflag": Done("unflagging {}", "unflagged"),
    "want": Done("adding {} to the day", "added to the day"),
    "reset": Done("resetting {}", "reset", ": as if new"),
    "reschedule": Done("rescheduling {}", "rescheduled"),
}
"""What is done to a card or many, by its event: one name for each, here and wherever else it is told."""


def done(kind: str) -> str:
    """Say what was done to the card that was asked, and how it is taken back."""
    whole = ", all cards of its note" if kind == "bury" else ""
    return f"{DONE[kind].now}{whole} (u takes it back)"


def about_grades(session: "Session") -> str:
    """Say at the first answer ever, where it is so, that grades that pass do not differ yet: SM-2 has one
    interval for all first answers, and one for all second ones."""
    at, library = session.attempt, session.library
    if at is None or not at.revealed or at.card.state.memory is not None:
        return ""
    days = {at.choices[grade].memory.due for grade in (GOOD, GOOD + 1)}
    if len(days) > 1 or library.practised(session.day, 1) or library.today(session.day).took:
        return ""
    return "good and easy wait alike at first; from the third answer on they differ"


def about_files(problems: Sequence[Problem]) -> str:
    """Say what is wrong with deck files that somebody should look at; "" for nothing."""
    away = sum(problem.rule == DECKS_AWAY for problem in problems)
    errors = sum(problem.severity == "error" for problem in problems) - away
    older = sum(problem.rule == OUTDATED for problem in problems)
    told = [f"decks of {counted(away, 'folder')} away, and kept"] if away else []
    told += [counted(errors, "error")] if errors else []
    told += [f"{counted(older, 'note')} of yours made from an older text"] if older else []
    return ", ".join(told)


def no_decks(problems: Sequence[Problem]) -> str:
    """Say that there are no cards at all: as no deck file can be read, or as there is none yet; then, in a
    paragraph of its own, what to do."""
    if errors := sum(problem.severity == "error" for problem in problems if problem.rule != DECKS_AWAY):
        what = f"No deck can be read: {counted(errors, 'error')}."
        return f"{what}\n\n`trainer check` says where, and what to do."
    return (
        "There are no decks yet.\n\nA deck is one YAML file. `trainer config` says where decks are looked "
        "for, `trainer check FILE` whether a deck is well written."
    )


CARRIED = "history-carried"
"""The rule of what is told where the history of notes was carried to another deck."""


def carried(moves: Mapping[str, str]) -> list[Problem]:
    """Say that notes went from one deck to another by themselves, and their history with them: once for each
    two decks. ``moves``: the older keys of their cards, each with the present one."""
    decks: dict[tuple[str, str], set[str]] = {}
    for old, card in moves.items():
        decks.setdefault((old.partition("/")[0], card.partition("/")[0]), set()).add(note_of(old))
    told = (
        counted(len(notes), f"note of deck `{old}` is", f"notes of deck `{old}` are") + f" in deck `{deck}` "
        "now, in the same words: what was answered goes along, wherever you bring this history"
        for (old, deck), notes in decks.items()
    )
    return [Problem("", 0, "", "", CARRIED, "warning", message, "") for message in told]


NEW_DAY = "a new day has begun"
"""What is said when one begins while the program runs."""

ELSEWHERE = "the history was changed by another program; this is how it stands now"
"""What is said when another trainer, or a sync, wrote into it while the program runs."""


def meanwhile(
    look: Callable[[], Sequence[Problem] | None], library: "Library", *, new_day: bool
) -> str | None:
    """Return what to say of what changed since this was asked last, None where nothing did. ``look`` is that
    of the context."""
    problems, elsewhere = look(), library.written_elsewhere()
    if problems is not None:
        return read_again(problems)
    return NEW_DAY if new_day else ELSEWHERE if elsewhere else None


def read_again(problems: Sequence[Problem]) -> str:
    """Say that deck files changed while the program ran, and what is wrong with them."""
    wrong = next((problem for problem in problems if problem.severity == "error"), None)
    if wrong is None:
        told = (f". {problem.message}" for problem in problems if problem.rule == CARRIED)
        return "deck files changed and were read again" + "".join(told)
    if wrong.rule == DECKS_AWAY:
        return wrong.printed()
    return f"a deck file changed and has an error: {wrong.printed()} · what was good stays"
