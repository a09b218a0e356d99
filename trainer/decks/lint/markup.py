"""A rule for HTML in texts, told once per deck: where a deck came from elsewhere, all its notes have it."""

import re

from trainer.core.card import Deck, Note
from trainer.core.text import counted
from trainer.decks.lint.finding import Finding
from trainer.decks.lint.prose import shown, without_code

_TAG = re.compile(
    r"<(?:br|hr|img|wbr)\b[^<>]{0,500}>"
    r"|</(?:[abipqsu]|abbr|audio|big|blockquote|center|code|d[dlt]|del|details|div|em|font|h[1-6]|ins|kbd|li|mark|ol"
    r"|pre|r[tp]|ruby|samp|script|section|small|span|strike|strong|style|su[bp]|summary|svg|table|t[dhrt]|tbody"
    r"|thead|tt|u|ul|var|video|button|form|iframe|label|math|object|select|textarea)\s*>",
    re.IGNORECASE,
)
"""What cannot be meant as text: an end tag, or a tag that needs none; `List<A>` of a program has neither."""


def html(deck: Deck) -> tuple[Note, Finding] | None:
    """Return what is said of a deck with HTML in its texts, and the first note that has it; None without."""
    first: Note | None = None
    sample, notes = "", 0
    for note in deck.notes:
        tags = (tag for text in shown(note) if "<" in text for tag in _TAG.findall(without_code(text)))
        if tag := next(tags, ""):
            notes += 1
            if first is None:
                sample, first = tag, note
    if first is None:
        return None
    return first, Finding(
        "html-shown",
        f"HTML such as {sample} stands in {counted(notes, 'note')} of the deck, this one first; it is "
        "shown as it is typed",
        "write it as Markdown (**bold**, `code`, lists, tables; a line end is one), or put what is meant as "
        "text into backticks; `trainer import` turns the HTML of Anki's files into Markdown",
    )
