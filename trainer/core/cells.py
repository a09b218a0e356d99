"""How wide a text is in a terminal, in cells: letters of East Asia and pictures have two, marks and joiners
none. The screens count the same way, by `rich.cells`, which is loaded only for a text that needs it."""

import re
from collections.abc import Iterator

_NARROW = re.compile(
    "[\x00-\x7f\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2500-\u25fc\u2800-\u28ff]*"
)
"""A text each character of which has one cell."""

_JOINER = "\u200d"
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
"""A half of a flag."""

_NOT_FIRST = frozenset("、。，．・：；？！）］｝」』】〉》〕〗ー々…‥ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ")
_NOT_LAST = frozenset("（［｛「『【〈《〔〖")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
"""Letters that make words with blanks between them, wide as they are."""


def cell_len(text: str) -> int:
    """Return the cells of a text on one line."""
    if _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len as counted

    return counted(text)


def padded(text: str, room: int) -> str:
    """Return a text with blanks behind it up to ``room`` cells."""
    return text + " " * (room - cell_len(text))


def padded_left(text: str, room: int) -> str:
    """Return a text with blanks before it up to ``room`` cells."""
    return " " * (room - cell_len(text)) + text


def cut(text: str, room: int) -> str:
    """Return a text of at most ``room`` cells, ``…`` at the end of what is cut; no letter loses its marks."""
    if 2 * len(text) <= room or cell_len(text) <= room:
        return text
    kept, left = [], room - 1
    for character in _characters(text):
        left -= cell_len(character)
        if left < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def breakable(word: str) -> Iterator[str]:
    """Yield the parts of a word without blanks between which a line may end: Chinese and Japanese have none
    between words, and end a line after any letter but for some signs."""
    if _NARROW.fullmatch(word):
        yield word
        return
    part, ends = "", False
    for character in _characters(word):
        wide = cell_len(character) > 1 and _HANGUL.match(character) is None
        if part and (wide or ends) and character[0] not in _NOT_FIRST and part[-1] not in _NOT_LAST:
            yield part
            part = ""
        part += character
        ends = wide or character[0] in _NOT_FIRST
    if part:
        yield part


def _characters(text: str) -> Iterator[str]:
    """Yield what a reader takes for one character each: a letter with its marks, a picture that is joined of
    several, a flag."""
    one = ""
    for char in text:
        joined = one.endswith(_JOINER) or (len(one) == 1 and _FLAG.match(one) and _FLAG.match(char))
        if one and not joined and cell_len(char):
            yield one
            one = ""
        one += char
    if one:
        yield one
