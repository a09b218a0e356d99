"""A text with gaps as a card shows it, each gap in a place of its own.

What is in a gap is read by itself, as Anki shows it: no sign of it means anything together with one beside
it, and what sets it off is no sign in the text but where it stands.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from trainer.core import cloze

Look = Literal["asked", "found", "told"]
"""Of a gap: asked for and hidden, asked for and shown, or of another card and shown."""

_SIGNS: dict[Look, str] = {"asked": "\ufdd4", "found": "\ufdd6", "told": "\ufdd7"}
_LOOKS = {sign: look for look, sign in _SIGNS.items()}
_END = "\ufdd5"
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_OWN = str.maketrans(dict.fromkeys((*_LOOKS, _END, _OPEN, _CLOSE), "\ufffd"))
_SIGN = re.compile(f"[{''.join(_LOOKS)}{_END}]")
SLOT = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
"""What stands for a gap: its number among those of its text."""


class Place(NamedTuple):
    """A gap in a text: what is shown there, which may have gaps itself, and how."""

    text: str
    look: Look

    @property
    def is_blocks(self) -> bool:
        """Does it hold paragraphs, lists or code of its own?"""
        return "\n\n" in self.text


def marked(text: str, number: int, *, hide: bool) -> str:
    """Return a cloze text as the card of ``number`` shows it, before its answer (``hide``) or after it, with
    noncharacters around each gap. Raises `ClozeError` as `cloze.parse` does."""
    return _marked(cloze.parse(text.translate(_OWN)), number, hide=hide)


def _marked(parts: Sequence[str | cloze.Gap], number: int, *, hide: bool) -> str:
    out: list[str] = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif number not in part.numbers:
            inner = _marked(part.inner or (part.answer,), number, hide=hide)
            out.append(f"{_SIGNS['told']}{inner}{_END}")
        elif hide:
            out.append(f"{_SIGNS['asked']}[{part.hint or '…'}]{_END}")
        else:
            out.append(f"{_SIGNS['found']}{part.answer}{_END}")
    return "".join(out)


def unmarked(text: str) -> str:
    """Return what `marked` made without its noncharacters."""
    return _SIGN.sub("", text) if _END in text else text


def places(text: str) -> tuple[str, tuple[Place, ...]]:
    """Return what `marked` made with a slot for each gap that stands in no other one, and these gaps."""
    if _END not in text:
        return text, ()
    out: list[str] = []
    found: list[Place] = []
    at = begun = depth = 0
    for sign in _SIGN.finditer(text):
        if sign[0] != _END:
            if not depth:
                out.append(text[at : sign.start()])
                begun = sign.start()
            depth += 1
        elif depth:
            depth -= 1
            at = sign.end()
            if not depth:
                out.append(f"{_OPEN}{len(found)}{_CLOSE}")
                found.append(Place(text[begun + 1 : sign.start()], _LOOKS[text[begun]]))
    out.append(text[begun if depth else at :])
    return "".join(out), tuple(found)


def pieces(text: str) -> Iterator[str]:
    """Yield a cloze text with slots for its gaps, and what stands in each gap, as each is read. Raises
    `ClozeError` as `cloze.parse` does."""
    pending = [marked(text, 0, hide=False)]  # no gap has the number 0
    while pending:
        piece, found = places(pending.pop())
        yield piece
        pending += (place.text for place in found)


def not_set_off(text: str, *, within_code: bool = False) -> Iterator[str]:
    """Yield what a text shows of gaps asked for in code or mathematics, where all is of one look."""
    outer, found = places(text)
    formulas = list(cloze.mathematics(outer))
    for slot in SLOT.finditer(outer):
        place, at = found[int(slot[1])], slot.start()
        is_plain = (
            within_code or cloze.ends_in_code(outer[:at]) or any(start < at < end for start, end in formulas)
        )
        if place.look == "told":
            yield from not_set_off(place.text, within_code=is_plain)
        elif is_plain:
            yield place.text


def filled(text: str, found: Sequence[Place], shown: Callable[[Place], str] | None = None) -> str:
    """Return a text with its slots filled: with what is ``shown`` of a gap, or as it is written."""
    if not found or _OPEN not in text:
        return text

    def written(slot: re.Match[str]) -> str:
        place = int(slot[1])
        if place >= len(found):
            return slot[0]
        return unmarked(found[place].text) if shown is None else shown(found[place])

    return SLOT.sub(written, text)
