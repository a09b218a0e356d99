"""What the lines under the card say in a review: the keys of the moment, the grades, the clock. Pure."""

from datetime import datetime

from textual.content import Content

from trainer.core.day import short_span, span
from trainer.grading import wording
from trainer.practice.attempt import Attempt
from trainer.practice.grades import Keys, grade_keys, grade_word
from trainer.tui.keymap import Shown
from trainer.tui.keys import ALL, DONE, EDIT, GAP, HINT, REST, REVEAL, TICK, UNDO, VIEW, WRITE
from trainer.tui.lines import chrome, phrases

Hints = list[tuple[str, str]]


def key_line(attempt: Attempt, width: int, shown: Shown = str, *, field: bool, writing: bool) -> Content:
    """Return the keys before the answer is shown, the most useful ones first; ``field``: there is room to
    write, ``writing``: keys write there."""
    if writing:
        return chrome.key_line(_writing(attempt), width, shown)
    keys: Hints = [(REVEAL.show, REVEAL.label)]
    if field:
        keys.append((WRITE.show, WRITE.label))
    elif attempt.card.note.body.typable:
        keys.append((GAP.show, GAP.label))
    if options := len(attempt.sides.options):
        keys.append((f"1-{min(9, options)}", "pick"))
    if steps := len(attempt.sides.steps):
        keys.append((f"1-{min(9, steps)}", "place"))
        keys += [("↑ ↓ x", "")] if steps > 9 else []
    if left := len(attempt.card.note.hints) - len(attempt.hints):
        keys.append((HINT.show, f"{HINT.label} ({left})"))
    keys += [(VIEW.show, VIEW.label)] if attempt.sides.pictured else []
    keys += [(UNDO.show, UNDO.label), (EDIT.show, EDIT.label), ("?", "keys")]
    return chrome.key_line(keys, width, shown)


def _writing(attempt: Attempt) -> Hints:
    left = len(attempt.card.note.hints) - len(attempt.hints)
    rest = [("ctrl+g", f"{HINT.label} ({left})")] if left else []
    rest.append(("esc", "other keys"))
    if not attempt.typed.strip():
        return [("enter", "show the answer"), *rest]
    if attempt.in_lines and not attempt.complete:
        return [(DONE.show, DONE.label), ("enter", "new line"), *rest]
    return [("enter", "compare"), *rest]


def grade_line(attempt: Attempt, keys: Keys, width: int, shown: Shown = str) -> Content:
    """Return the grades, what each would do, and which one is taken by Enter."""
    grades = [
        chrome.Grade(
            "" if attempt.ticked else str(key.digit),  # there digits tick
            key.word,
            "" if key.days is None else span(key.days),
            "" if key.days is None else short_span(key.days),
            key.offered,
            key.grade,
        )
        for key in grade_keys(attempt, keys)
    ]
    if not attempt.ticked:
        return chrome.grade_line(grades, chrome.AFTER, width, shown)
    tick, every, none = ticking(len(attempt.parts))
    arrows, other = ("← →", ""), ("?", "")
    tails = [
        [tick, every, none, ("← →", "grade"), ("?", "keys")],
        [arrows, tick, every, none, ("?", "keys")],
        [arrows, tick, every, none, other],
        [arrows, tick, (every[0], ""), (none[0], ""), other],
        [arrows, tick, other],
        [tick, other],
        [(tick[0], ""), other],
    ]
    return chrome.grade_line(grades, tails, width, shown, ticking=True)


def ticking(parts: int) -> Hints:
    """Return the keys that tick so many points or subjects."""
    digits = f"1-{min(9, parts)}" if parts > 1 else "1"
    return [(digits, TICK.label), (ALL.show, ALL.label), (REST.show, REST.label)]


def hinted(attempt: Attempt, keys: Keys, *, more: bool) -> str:
    """Say what a hint costs, or that there was no more of them."""
    if not more:
        return "no more hints" if attempt.hints else "this card has no hints"
    best = grade_word(attempt.best_grade, keys)
    return f"hint {len(attempt.hints)} of {len(attempt.card.note.hints)}; the best grade is now {best}"


def footer(attempt: Attempt | None, status: str, now: datetime, width: int) -> Content:
    """Return the line with the status, and with what is known of the card: of an open question the time too,
    which stays when the rest does not fit."""
    if attempt is None:
        return chrome.footer(Content(status), Content(), width)
    facts = Content(phrases.facts(attempt)).stylize(".dim")
    time = Content(time_of(attempt, now))
    if not time:
        # Where the answer is read, that needs the room.
        return chrome.footer(Content(status), facts, width, whole=not attempt.revealed)
    both = Content.assemble(time, (" · ", ".dim"), facts)
    room = width - (min(len(status), width // 2) + 3 if status else 0) - 6
    facts = both if both.cell_length <= room else time
    left = max(1, width - facts.cell_length - 10)
    return chrome.footer(chrome.in_parts(Content(status), left), facts, width, whole=False)


def timed(attempt: Attempt | None) -> bool:
    """Does a clock run for this card?"""
    return attempt is not None and attempt.way == "points" and not attempt.revealed


def time_of(attempt: Attempt, now: datetime) -> str:
    """Return how long an open question is being answered, or was; "" for other kinds."""
    if attempt.way != "points":
        return ""
    return wording.time_taken(attempt.passed(now), attempt.card.note.body.seconds_allowed())
