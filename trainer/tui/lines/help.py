"""The list of all keys of a screen, made from the same table that binds them."""

from collections.abc import Sequence

from textual.content import Content

from trainer.tui.keys import FOUR, SIX, Key
from trainer.tui.lines.layout import hang, wrap


def help_lines(keys: Sequence[Key], grades: str, width: int) -> list[Content]:
    """Return one entry for each key; ``grades`` is ``four``, ``six``, or "" where nothing is graded."""
    entries = [(key.show, key.help) for key in keys]
    if grades:
        words = FOUR if grades == "four" else SIX
        first = 1 if grades == "four" else 0
        names = ", ".join(f"{number} {word}" for number, word in enumerate(words.values(), first))
        last = first + len(words) - 1
        entries[1:1] = [
            (f"{first} – {last}", f"after the reveal, grade: {names}"),
            ("1 – 9", "before it, pick an option or place a step; again takes it back"),
        ]
    indent = max(len(show) for show, _ in entries) + 2
    lines: list[Content] = []
    for show, text in entries:
        head = Content.assemble((show, ".key"), " " * (indent - len(show)))
        lines += hang(head, wrap(Content(text), width - indent))
    return lines
