"""Markdown as a reader sees it, for the card rules: words, sentences, list members."""

import re
from collections.abc import Iterable
from functools import lru_cache

from trainer.core.card import Note

_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_MARKUP = re.compile(
    r"[*_~]{1,3}(?=\S)|(?<=\S)[*_~]{1,3}|!?\[([^\]]{0,200})\]\([^)]{0,1000}\)|^[ \t]*[#>]+\s", re.MULTILINE
)
_ANY_MARKUP = re.compile(
    r"[*_~\[#>]"
)  # without which nothing of it is there: most texts are long and have none
_IMAGE = re.compile(r"!\[[^\]]{0,200}\]\((?:<[^<>\n]{0,1000}>|[^()\s]{0,1000})\)")
_WORD = re.compile(r"[^\W_][\w'’./+-]*")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])\s+\S", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")
_CODE = "\ufffc"  # stands for a code span, which is one word however long it is
_WORD_OR_CODE = re.compile(rf"{_CODE}|{_WORD.pattern}")


@lru_cache(maxsize=16)
def without_code(markdown: str) -> str:
    """Return the prose of ``markdown``: no fenced code, no markup, a placeholder for each code span."""
    unfenced = _without_fences(markdown)
    return _plain(_SPAN.sub(_CODE, unfenced) if "`" in unfenced else unfenced)


@lru_cache(maxsize=16)
def with_code(markdown: str) -> str:
    """Return the text of ``markdown``: fences dropped, code spans kept without their backticks, no markup."""
    out, end = "", 0
    unfenced = _without_fences(markdown)
    for span in _SPAN.finditer(unfenced) if "`" in unfenced else ():
        out += _plain(unfenced[end : span.start()]) + span.group(2)
        end = span.end()
    return out + _plain(unfenced[end:])


def _without_fences(markdown: str) -> str:
    return _FENCE.sub("", markdown) if "```" in markdown or "~~~" in markdown else markdown


def _plain(prose: str) -> str:
    return _MARKUP.sub(lambda match: match.group(1) or "", prose) if _ANY_MARKUP.search(prose) else prose


def without_images(markdown: str) -> str:
    """Return ``markdown`` without its pictures and sounds, and what is said of them."""
    return _IMAGE.sub("", markdown) if "![" in markdown else markdown


_MENTIONED = re.compile(
    r"(?<!\w)\"[^\"\n]{1,300}\"(?!\w)|[“„«][^”“»\n]{1,300}[”“»]|(?<!\w)[‘‚'][^’‘'\n]{1,300}[’‘'](?!\w)"
    r"|(?<![*\w])(\*|_)(?=[^*_\s])[^*_\n]{1,60}(?<=\S)\1(?![*\w])|^[ \t]*>[^\n]*",
    re.MULTILINE,
)
_ANY_MENTION = re.compile("[\"“„«‘‚'*_>]")  # what each of them begins with


@lru_cache(maxsize=16)
def own_words(markdown: str) -> str:
    """Return the prose without what it only quotes or speaks about: in quotation marks, in italics, in a
    block of its own."""
    return without_code(_MENTIONED.sub(_CODE, markdown) if _ANY_MENTION.search(markdown) else markdown)


def words(markdown: str) -> list[str]:
    """Return the words of the prose, lower case; a code span counts as one."""
    return _WORD_OR_CODE.findall(without_code(markdown).casefold())


@lru_cache(maxsize=16)
def normal(markdown: str) -> str:
    """Return the text in lower case with single blanks and without punctuation at word borders."""
    return " ".join([word.strip("'’./+-") for word in _WORD.findall(with_code(markdown).casefold())])


_PLAIN_WORDS = frozenset(  # English
    """a about after all also an and any are as at be been before but by can does do did each either every for
    from had has have how if in into is it its more most no none not of off on one only or other out over per
    same so some than that the their them then there these they this those to two under up used uses using was
    were what when where which while who whose why will with within without would you your""".split()  # noqa: SIM905
)


def content_words(markdown: str) -> set[str]:
    """Return the words that tell something, without the s of plural and genitive: none that only join others
    in English."""
    return telling(normal(markdown))


def telling(text: str) -> set[str]:
    """Return the same of what `normal` gave."""
    return {told for word in text.split() if (told := _told(word)) is not None}


@lru_cache(maxsize=4096)
def _told(word: str) -> str | None:
    """Return what a word tells, None of one that only joins others."""
    told = word[:-2] if word.endswith(_GENITIVE) else word
    if told in _PLAIN_WORDS:
        return None
    is_plural = len(told) > 3 and told[-1] == "s" and told[-2] not in "sui"
    return told[:-1] if is_plural else told


_GENITIVE = ("'s", "’s")


def sentences(markdown: str) -> list[str]:
    """Return the sentences and clauses of the prose, split after each of ``. ! ? : ;``."""
    return [sentence for sentence in _SENTENCE.split(without_code(markdown).strip()) if sentence]


def list_members(markdown: str) -> int:
    """Count the members of the list that a text is: its list items, or the parts of ``a, b, c and d``."""
    items = len(_ITEM.findall(markdown))
    prose = without_code(markdown).strip().rstrip(".")
    if items or "\n" in prose or re.search(r"[.;:!?]\s", prose):
        return items
    parts = re.split(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+", prose)
    return len(parts) if prose.count(",") > 1 and all(len(part.split()) <= 4 for part in parts) else 0


def shown(note: Note) -> Iterable[str]:
    """Return all texts that a note shows, each once."""
    texts = [note.body.prompt()]
    for card in note.card_keys():
        sides = note.sides(card)
        texts += (sides.prompt, sides.answer, *[option.text for option in sides.options], *sides.steps)
    return dict.fromkeys((*texts, note.why, *note.hints, note.corrects))
