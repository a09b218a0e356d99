"""Tags as they are written in one line, `exam -old`, and what is said of giving and taking them."""

import re
from typing import NamedTuple

from trainer.core.errors import UsageError
from trainer.core.notebook import Tagged
from trainer.core.text import counted

HOW = "exam -old gives the tag exam and takes old away"


class Change(NamedTuple):
    """Tags to be given, and tags to be taken away."""

    give: tuple[str, ...] = ()
    take: tuple[str, ...] = ()


def read(text: str) -> Change:
    """Return what a line says: ``exam`` or ``+exam`` gives a tag, ``-old`` takes one away.

    Raises:
        UsageError: it says nothing, or both of the same tag.
    """
    words = dict.fromkeys(filter(None, re.split(r"[\s,]+", text)))
    take = tuple(word[1:] for word in words if word.startswith("-"))
    give = tuple(word.removeprefix("+") for word in words if not word.startswith("-"))
    give = tuple(tag.removeprefix("tag:") for tag in give)
    if not all((*give, *take)) or not words:
        raise UsageError(f"no tag is named: {HOW}")
    if both := sorted({*give} & {*take}):
        raise UsageError(f"{both[0]} cannot be given and taken away at once")
    return Change(give, take)


def said(change: Change, done: Tagged) -> str:
    """Return in words what came of a change."""
    gone = [tag for tag in change.take if tag not in done.on_all]
    what = ", ".join([*(f"tagged {tag}" for tag in change.give), *(f"without {tag}" for tag in gone)])
    stay = [f"{tag} stays: a tag of the whole deck, whose file says so" for tag in done.stuck]
    if done.notes and what:
        where = " (your own versions; the shipped decks stay as they are)" if done.yours else ""
        return "; ".join([f"{counted(len(done.notes), 'note')} now {what}{where}", *stay])
    return "; ".join([*([f"no note had to be changed to be {what}"] if what else []), *stay])
