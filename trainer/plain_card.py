"""What plain mode says of a card: its question, the keys, its answer, what was made of the user's."""

from collections.abc import Iterator

from trainer.core.kinds import Cloze, Order, Points
from trainer.core.text import clean
from trainer.study.turn import Turn
from trainer.study.verdict import BOXES, because, clock, legend, order_verdict, out_of_order, signed


def question(turn: Turn) -> Iterator[str]:
    """Yield the question with its table, and options or steps with their numbers."""
    face = turn.face
    yield face.prompt
    if face.table is not None:
        table = face.table.masked()
        for head, *cells in table.rows:
            yield f"  {head}"
            for subject, cell in zip(table.columns[1:], cells, strict=True):
                yield f"    {subject}: {cell}"
    for number, text in enumerate([option.text for option in face.options] or face.steps, 1):
        yield f"  {number}. {text}"


def keys(turn: Turn) -> Iterator[str]:
    """Yield the prompt before the answer is shown; none between the lines of an answer."""
    left = len(turn.card.note.hints) - len(turn.hints)
    hints = f"h: hint ({left}), " if left else ""
    if turn.way == "typed":
        yield f"[type the answer, or only Enter: answer, {'/' if left else ''}{hints}/?: keys]"
    elif turn.way == "points":
        if not turn.typed:
            yield f"[answer in lines, then only Enter: answer, {'/' if left else ''}{hints}/?: keys]"
    else:
        first = "digits pick, " if turn.face.options else "digits put in order, " if turn.face.steps else ""
        if isinstance(turn.card.note.body, Cloze):
            first = "t: type it, "
        yield f"[{first}Enter: answer, {hints}?: keys]"


def answer(turn: Turn) -> Iterator[str]:
    """Yield how the user's answer was judged, the right one, and the notes to it."""
    note = turn.card.note
    if turn.face.options:
        yield from _options(turn)
    elif isinstance(note.body, Points):
        yield f"time: {clock(turn.took // 1000, note.body.seconds)}"
        yield "points:"
        for index in range(len(note.body.points)):
            yield point(turn, index)
    elif turn.placed:
        yield from _order(turn)
    else:
        yield from _comparison(turn)
        yield turn.face.answer
    for label, text in (("why", note.why), ("corrects", note.corrects), ("as of", note.as_of)):
        if text:
            yield f"{label}: {text}"


def point(turn: Turn, index: int) -> str:
    """Return a point of an open question with its number, whether it counts as said, and why."""
    body = turn.card.note.body
    if not isinstance(body, Points):
        return ""
    tick = turn.ticks[index] if turn.ticks else False
    must = " (must)" if body.points[index].must else ""
    words = because(turn.marks[index], tick) if turn.marks else ""
    why = f" ({clean(words)})" if words else ""
    return f"  {index + 1}. {BOXES[tick]} {body.points[index].say}{must}{why}"


def placed(turn: Turn) -> str:
    """Say which steps are in which order so far, by their numbers."""
    rest = [str(index + 1) for index in range(len(turn.face.steps)) if index not in turn.placed]
    order = " ".join(str(index + 1) for index in turn.placed) or "none"
    return f"order: {order}" + (f"; not placed: {' '.join(rest)}" if rest else "")


def _options(turn: Turn) -> Iterator[str]:
    for number, option in enumerate(turn.face.options, 1):
        sign = "right" if option.right else "wrong"
        why = f" ({option.because})" if option.because else ""
        picked = ", your pick" if number - 1 in turn.picked else ""
        yield f"  {number}. {sign}{picked}: {option.text}{why}"


def _order(turn: Turn) -> Iterator[str]:
    body = turn.card.note.body
    steps = body.steps if isinstance(body, Order) else ()
    moved = out_of_order(turn.places)
    yield order_verdict(turn.places, len(steps))
    yield turn.face.answer
    if moved or len(turn.placed) < len(steps):
        yield "your order:"
        for index, (place, step) in enumerate(zip(turn.places, turn.given_steps, strict=True)):
            wrong = f"out of order, is number {place + 1}: " if index in moved else ""
            yield f"  {index + 1}. {wrong}{step}"


def _comparison(turn: Turn) -> Iterator[str]:
    found = turn.comparison
    if found is None:
        return
    if found.result == "right":
        yield "right"
        return
    yield f"{found.result}: {clean(''.join(map(signed, found.pieces)))}"
    yield f"({legend(found.pieces)})"
