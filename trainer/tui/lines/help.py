"""The list of all keys of a screen, made from the same table that binds them."""

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style

from trainer.core.cells import cell_len
from trainer.practice.grades import Keys, grade_word, grades
from trainer.tui.keymap import Shown
from trainer.tui.keys import Key
from trainer.tui.lines.layout import hang, wrap


def help_lines(keys: Sequence[Key], graded: Keys | None, width: int, shown: Shown = str) -> list[Content]:
    """Return one entry for each key; ``graded`` are the grade keys, None where nothing is graded. ``shown``
    says what is pressed for a key; a click on one, or on its words, closes the list and presses it."""
    entries = [(shown(key.show) or "–", key.help, key.keys.partition(",")[0]) for key in keys]
    if graded:
        by_digit = grades(graded)
        names = ", ".join(f"{digit} {grade_word(grade, graded)}" for digit, grade in by_digit.items())
        entries[1:1] = [
            (f"{min(by_digit)} – {max(by_digit)}", f"after the reveal, grade: {names}", ""),
            ("1 – 9", "before it, pick an option or place a step; again takes it back", ""),
            ("1 – 9", "of a comparison, after it: tick the subjects that you had; 0 is none, ← → grade", ""),
        ]
    indent = max(cell_len(show) for show, *_ in entries) + 2
    lines: list[Content] = []
    for show, text, key in entries:
        style = Style.from_meta({"behind": key}) if key else Style.null()
        told = Content.styled(show, ".key").stylize(style)
        head = told + Content(" " * (indent - cell_len(show)))
        lines += hang(head, wrap(Content(text).stylize(style), width - indent))
    return lines
