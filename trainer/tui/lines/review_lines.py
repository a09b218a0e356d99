"""What the lines under the card say in a review: the keys of the moment, the grades, the clock. Pure."""

from datetime import datetime

from textual.content import Content

from trainer.core.day import short_span, span
from trainer.core.kinds import Cloze, Points
from trainer.grading import wording
from trainer.practice.attempt import Attempt
from trainer.scheduling.sm2 import PASS, Outcome, drill_open
from trainer.tui.keys import DONE, EDIT, GAP, HINT, REVEAL, TICK, UNDO, WRITE
from trainer.tui.lines import chrome, phrases
from trainer.tui.widgets.field import Draft

Hints = list[tuple[str, str]]


def key_line(attempt: Attempt, draft: Draft | None, width: int) -> Content:
    """Return the keys before the answer is shown, the most useful ones first."""
    if draft is not None and draft.active:
        return chrome.key_line(_writing(draft), width)
    keys: Hints = [(REVEAL.show, REVEAL.label)]
    if draft is not None:
        keys.append((WRITE.show, WRITE.label))
    elif isinstance(attempt.card.note.body, Cloze):
        keys.append((GAP.show, GAP.label))
    if options := len(attempt.sides.options):
        keys.append((f"1-{min(9, options)}", "pick"))
    if steps := len(attempt.sides.steps):
        keys.append((f"1-{min(9, steps)}", "place"))
        keys += [("↑ ↓ x", "")] if steps > 9 else []
    if left := len(attempt.card.note.hints) - len(attempt.hints):
        keys.append((HINT.show, f"{HINT.label} ({left})"))
    keys += [(UNDO.show, UNDO.label), (EDIT.show, EDIT.label), ("?", "keys")]
    return chrome.key_line(keys, width)


def _writing(draft: Draft) -> Hints:
    if not draft.text.strip():
        return [("enter", "show the answer"), ("esc", "other keys")]
    if draft.several:
        return [(DONE.show, DONE.label), ("enter", "new line"), ("esc", "other keys")]
    return [("enter", "compare"), ("esc", "other keys")]


def grade_line(attempt: Attempt, keys: phrases.Keys, width: int) -> Content:
    """Return the grades, what each would do, and which one is suggested."""
    names = phrases.grades(keys)
    grades: list[chrome.Grade] = []
    for number, grade in enumerate(names, 1 if keys == "four" else 0):
        given = min(grade, attempt.best_grade)
        days = days_until(attempt.choices[grade], given, attempt.day)
        name = phrases.grade(given, keys)
        suggested = attempt.suggested is not None and grade == max(attempt.suggested, min(names))
        grades.append(chrome.Grade(str(number), name, span(days), short_span(days), suggested))
    points = isinstance(attempt.card.note.body, Points)
    first = (TICK.show, TICK.label) if points else (UNDO.show, "")
    return chrome.grade_line(grades, [first, ("?", "")], width)


def footer(attempt: Attempt | None, status: str, now: datetime, width: int) -> Content:
    """Return the line with the status, and with what is known of the card: of an open question the time too,
    which stays when the rest does not fit."""
    if attempt is None:
        return chrome.footer(Content(status), Content(), width)
    facts = Content(phrases.facts(attempt)).stylize(".dim")
    time = Content(clock(attempt, now))
    if not time:
        return chrome.footer(Content(status), facts, width)
    both = Content.assemble(time, (" · ", ".dim"), facts)
    room = width - (min(len(status), width // 2) + 3 if status else 0) - 6
    facts = both if both.cell_length <= room else time
    left = max(1, width - facts.cell_length - 10)
    return chrome.footer(Content(status).truncate(left, ellipsis=True), facts, width)


def timed(attempt: Attempt | None) -> bool:
    """Does a clock run for this turn?"""
    return attempt is not None and attempt.way == "points" and not attempt.revealed


def clock(attempt: Attempt, now: datetime) -> str:
    """Return how long an open question is being answered, or was; "" for other kinds."""
    body = attempt.card.note.body
    if not isinstance(body, Points):
        return ""
    return wording.clock(attempt.passed(now), body.seconds)


def days_until(outcome: Outcome, grade: int, day: int) -> int:
    """Return how many days after ``day`` the card is asked again; 0 is the same day."""
    drilled = outcome.kind == "drill" and drill_open(outcome.memory, day)
    return 0 if grade < PASS or drilled else outcome.memory.due - day
