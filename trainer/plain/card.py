"""What plain mode says of a card: its question, the keys, its answer, what was made of the user's."""

from collections.abc import Iterator

from trainer.core.text import clean
from trainer.grading.order import out_of_order
from trainer.grading.wording import BOXES, because, legend, order_verdict, signed, time_taken
from trainer.practice.attempt import Attempt


def question(attempt: Attempt) -> Iterator[str]:
    """Yield the question with its table, and options or steps with their numbers."""
    sides = attempt.sides
    yield sides.prompt
    if sides.table is not None:
        table = sides.table.masked()
        for head, *cells in table.rows:
            yield f"  {head}"
            for subject, cell in zip(table.columns[1:], cells, strict=True):
                yield f"    {subject}: {cell}"
    for number, text in enumerate([option.text for option in sides.options] or sides.steps, 1):
        yield f"  {number}. {text}"


def keys(attempt: Attempt) -> Iterator[str]:
    """Yield the prompt before the answer is shown; none between the lines of an answer."""
    left = len(attempt.card.note.hints) - len(attempt.hints)
    hints = f"h: hint ({left}), " if left else ""
    if attempt.way == "typed":
        yield f"[type the answer, or only Enter: answer, {'/' if left else ''}{hints}/?: keys]"
    elif attempt.way == "points":
        if not attempt.typed:
            yield f"[answer in lines, then only Enter: answer, {'/' if left else ''}{hints}/?: keys]"
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


def answer(attempt: Attempt) -> Iterator[str]:
    """Yield how the user's answer was judged, the right one, and the notes to it."""
    note = attempt.card.note
    if attempt.sides.options:
        yield from _options(attempt)
    elif points := note.body.key_points():
        yield f"time: {time_taken(attempt.took // 1000, note.body.seconds_allowed())}"
        yield "points:"
        for index in range(len(points)):
            yield point(attempt, index)
    elif attempt.placed:
        yield from _order(attempt)
    else:
        yield from _comparison(attempt)
        yield attempt.sides.answer
    for label, text in (("why", note.why), ("corrects", note.corrects), ("as of", note.as_of)):
        if text:
            yield f"{label}: {text}"


def point(attempt: Attempt, index: int) -> str:
    """Return a point of an open question with its number, whether it counts as said, and why."""
    one = attempt.card.note.body.key_points()[index]
    tick = attempt.ticks[index] if attempt.ticks else False
    must = " (must)" if one.must else ""
    words = because(attempt.marks[index], tick) if attempt.marks else ""
    why = f" ({clean(words)})" if words else ""
    return f"  {index + 1}. {BOXES[tick]} {one.say}{must}{why}"


def placed(attempt: Attempt) -> str:
    """Say which steps are in which order so far, by their numbers."""
    rest = [str(index + 1) for index in range(len(attempt.sides.steps)) if index not in attempt.placed]
    order = " ".join(str(index + 1) for index in attempt.placed) or "none"
    return f"order: {order}" + (f"; not placed: {' '.join(rest)}" if rest else "")


def _options(attempt: Attempt) -> Iterator[str]:
    for number, option in enumerate(attempt.sides.options, 1):
        sign = "right" if option.right else "wrong"
        why = f" ({option.because})" if option.because else ""
        picked = ", your pick" if number - 1 in attempt.picked else ""
        yield f"  {number}. {sign}{picked}: {option.text}{why}"


def _order(attempt: Attempt) -> Iterator[str]:
    steps = attempt.card.note.body.right_order()
    moved = out_of_order(attempt.places)
    yield order_verdict(attempt.places, len(steps))
    yield attempt.sides.answer
    if moved or len(attempt.placed) < len(steps):
        yield "your order:"
        for index, (place, step) in enumerate(zip(attempt.places, attempt.given_steps, strict=True)):
            wrong = f"out of order, is number {place + 1}: " if index in moved else ""
            yield f"  {index + 1}. {wrong}{step}"


def _comparison(attempt: Attempt) -> Iterator[str]:
    found = attempt.comparison
    if found is None:
        return
    if found.result == "right":
        yield "right"
        return
    yield f"{found.result}: {clean(''.join(map(signed, found.pieces)))}"
    yield f"({legend(found.pieces)})"
