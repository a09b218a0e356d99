"""What plain mode says of a card: its question, the keys, its answer, what was made of the user's."""

from collections.abc import Iterator

from trainer.browse.history import history, lines
from trainer.context import Viewer
from trainer.core.day import span
from trainer.core.kinds import Table
from trainer.core.reads import as_shown
from trainer.core.text import clean
from trainer.grading.marking import Ticks
from trainer.grading.order import misplaced
from trainer.grading.wording import BOXES, because, legend, order_verdict, signed, time_taken
from trainer.practice.attempt import Attempt
from trainer.practice.grades import Keys, grade_keys
from trainer.practice.session import Session

HELP = (
    "Before the answer: Enter shows it, h gives a hint, digits pick options (13 picks the first and "
    "third) or put steps in order (3 1 2), t lets you type what a cloze hides, or a line for each "
    "subject of a comparison.\n"
    "Where a text is expected, a line is the answer (of an open question or a comparison: lines, until "
    "an empty one), and these letters need a slash: /h; only ? and q do not, before the first line of "
    "an open question. A text that is such a letter with its slash gets another slash: //h.\n"
    "After it: a digit grades, Enter takes the grade marked so. Of an open question or a comparison "
    "digits tick or untick its points or subjects, a ticks all, n unticks what is only perhaps, or "
    "where nothing is all; there the word of a grade grades (good).\n"
    "At any time: u undo, redo takes that back, undo lists what can be taken back, e edit the deck, b "
    "bury until tomorrow, ! suspend, f flag, o sources, w why this card is here, history: what happened "
    "to it, y says it again, needs: first what it needs and was not met; in 7, on 10 Dec or due friday "
    "asks it again on that day, reset makes it as if new, s spreads what is due after a break over some "
    "days or ends that, ready: be ready by a date, add: write a note of your own, settings: see and "
    "change all, v opens its picture or plays its sound, ? this help, q end."
)
"""What can be said while a card is asked."""


def opened(viewer: Viewer | None, attempt: Attempt) -> list[str]:
    """Open what the card shows or plays; say what was, or that there is nothing."""
    media = viewer.media(attempt.card, revealed=attempt.revealed) if viewer is not None else ()
    said = [viewer.open(medium) for medium in media] if viewer is not None else []
    return said or ["the card shows no picture and plays no sound"]


def past(session: Session, by: Keys) -> list[str]:
    """Say what happened to the card that is asked, the newest first."""
    key = session.attempt.card.key if session.attempt is not None else ""
    entries = history(session.library, key, session.plan.scheduler)
    return lines(entries, by, session.day) or ["nothing happened to this card yet"]


def question(attempt: Attempt) -> Iterator[str]:
    """Yield the question with its table, and options or steps with their numbers."""
    sides = attempt.sides
    yield as_shown(sides.prompt)
    if sides.table is not None:
        for number, subject in enumerate(sides.table.subjects, 1):
            yield f"  {number}. {as_shown(subject)}: ?"
    for number, text in enumerate([option.text for option in sides.options] or sides.steps, 1):
        yield f"  {number}. {as_shown(text)}"


def keys(attempt: Attempt) -> Iterator[str]:
    """Yield the prompt before the answer is shown; none between the lines of an answer."""
    left = len(attempt.card.note.hints) - len(attempt.hints)
    hints = f"h: hint ({left}), " if left else ""
    slash = "/" if left else ""
    if attempt.way in ("typed", "points") and attempt.in_lines:
        if not attempt.typed:
            lines = "a line for each, in this order or after its name and a colon" if attempt.by_row else ""
            yield f"[{lines or 'answer in lines'}, then only Enter: answer, {slash}{hints}/?: keys]"
    elif attempt.way == "typed":
        yield f"[type the answer, or only Enter: answer, {slash}{hints}/?: keys]"
    else:
        first = (
            "digits pick, "
            if attempt.sides.options
            else "digits put in order, "
            if attempt.sides.steps
            else ""
        )
        if attempt.card.note.body.typable:
            first = "t: type it, "
        yield f"[{first}Enter: answer, {hints}?: keys]"


def grades_line(attempt: Attempt, by: Keys) -> str:
    """Return the prompt after the answer: the grades with their intervals, and what can be ticked."""
    parts = [
        f"{'' if attempt.ticked else f'{key.digit} '}{key.word}"
        f"{'' if key.days is None else f' {span(key.days)}'}{' (Enter)' if key.offered else ''}"
        for key in grade_keys(attempt, by)
    ]
    what = "subject" if attempt.by_row else "point"
    tick = f", 1: tick {what} 1, a: all, n: the rest no" if attempt.ticked else ""
    return f"[{', '.join(parts)}{tick}, u: undo, ?: keys]"


def answer(attempt: Attempt) -> Iterator[str]:
    """Yield how the user's answer was judged, the right one, and the notes to it."""
    note = attempt.card.note
    if attempt.sides.options:
        yield from _options(attempt)
    elif attempt.sides.table is not None:
        for index in range(len(attempt.parts)):
            yield point(attempt, index)
        yield from _table(attempt.sides.table)
    elif points := attempt.parts:
        yield f"time: {time_taken(attempt.took // 1000, note.body.seconds_allowed())}"
        yield "points:"
        for index in range(len(points)):
            yield point(attempt, index)
    elif attempt.placed:
        yield from _order(attempt)
    else:
        yield from _comparison(attempt)
        yield as_shown(attempt.sides.answer)
    for label, text in (("why", note.why), ("corrects", note.corrects), ("as of", note.as_of)):
        if text:
            yield f"{label}: {as_shown(text)}"


def point(attempt: Attempt, index: int) -> str:
    """Return a point of an open question, or a subject of a comparison, with its number, whether it counts as
    said, and why."""
    ticks, words = attempt.marking, ""
    if attempt.judged.cells:
        found = attempt.judged.cells[index]
        words = found.result
        if found.result != "right":
            words += f": {''.join(map(signed, found.pieces))}"
    return ticked(ticks, index, words)


def ticked(ticks: Ticks, index: int, words: str = "") -> str:
    """Return a part that can be ticked, with its number, whether it counts, and why; ``words`` if not by what
    was found of a point."""
    one = ticks.parts[index]
    told = f"{as_shown(ticks.told(index))}{' (must)' if one.must else ''}"
    words = clean(words or because(ticks, index))
    return f"  {index + 1}. {BOXES[ticks.ticks[index]]} {told}{f' ({words})' if words else ''}"


def _table(table: Table) -> Iterator[str]:
    """Yield the rows of the table beside the one that was asked, whose cells were said before."""
    if len(table.rows) == 1:
        return
    yield "the other rows:"
    for index, (ask, cells) in enumerate(table.rows):
        if index != table.asked:
            yield f"  {as_shown(ask)}"
            for subject, cell in zip(table.subjects, cells, strict=True):
                yield f"    {as_shown(subject)}: {as_shown(cell)}"


def placed(attempt: Attempt) -> str:
    """Say which steps are in which order so far, by their numbers."""
    rest = [str(index + 1) for index in range(len(attempt.sides.steps)) if index not in attempt.placed]
    order = " ".join(str(index + 1) for index in attempt.placed) or "none"
    return f"order: {order}" + (f"; not placed: {' '.join(rest)}" if rest else "")


def _options(attempt: Attempt) -> Iterator[str]:
    for number, option in enumerate(attempt.sides.options, 1):
        sign = "right" if option.right else "wrong"
        why = f" ({as_shown(option.because)})" if option.because else ""
        picked = ", your pick" if number - 1 in attempt.picked else ""
        yield f"  {number}. {sign}{picked}: {as_shown(option.text)}{why}"


def _order(attempt: Attempt) -> Iterator[str]:
    steps = attempt.card.note.body.right_order()
    misput = misplaced(attempt.places)
    yield order_verdict(attempt.places, len(steps))
    yield as_shown(attempt.sides.answer)
    if misput or len(attempt.placed) < len(steps):
        yield "your order:"
        for index, (place, step) in enumerate(zip(attempt.places, attempt.given_steps, strict=True)):
            wrong = f"wrong, is number {place + 1}: " if index in misput else ""
            yield f"  {index + 1}. {wrong}{as_shown(step)}"


def _comparison(attempt: Attempt) -> Iterator[str]:
    found = attempt.comparison
    if found is None:
        return
    if found.result == "right":
        yield "right"
        return
    yield f"{found.result}: {clean(''.join(map(signed, found.pieces)))}"
    yield f"({legend(found.pieces)})"
