"""Which card rules concern one kind of note only: a table, a kind a row."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from trainer.core import cloze, gapped
from trainer.core.card import Note
from trainer.core.kinds import Basic, Cloze, Order, Typed
from trainer.decks.lint import choice, compare, points
from trainer.decks.lint.finding import Finding
from trainer.decks.lint.prose import list_members, normal, words
from trainer.markdown import letters

MAX_ANSWER_WORDS = 25
MAX_LIST_MEMBERS = 3
MAX_GAP_WORDS = 3
MIN_LEAK_LETTERS = 3
MIN_STEPS = 3
ROUNDED_TO = 3  # digits; that of `grading.typed.number`
_DECIMALS = re.compile(r"(?<![\d.,])(?![1-9]\d{0,2}(?:[.,]\d{3})+(?!\d))\d+[.,]\d+")  # not 1,000
_NAME = re.compile(r"[A-Za-z_]\w*(?:::~?[A-Za-z_]\w*){2,}")

Check = Callable[[Any], Iterator[Finding]]


def check(note: Note) -> Iterator[Finding]:
    """Yield what the rules of the note's kind find, in any language."""
    yield from ANY_LANGUAGE[note.kind](note.body)


def check_english(note: Note) -> Iterator[Finding]:
    """Yield what those rules of the note's kind find that read English."""
    if note.kind in ENGLISH:
        yield from ENGLISH[note.kind](note.body)


def _basic(body: Basic) -> Iterator[Finding]:
    if (count := len(words(body.answer))) > MAX_ANSWER_WORDS:
        remedy = "split the note, or move the reason into `why`"
        yield Finding("long-answer", f"the answer has {count} words", remedy)
    if (count := list_members(body.answer)) > MAX_LIST_MEMBERS:
        remedy = "make a note of each, or use kind order or points"
        yield Finding("list-answer", f"the answer lists {count} things", remedy)


def _cloze(body: Cloze) -> Iterator[Finding]:
    shown = [part if isinstance(part, str) else part.answer for part in cloze.parse(body.text)]
    if any(one.endswith("`") and other.startswith("`") for one, other in pairwise(shown)):
        message = "the code of a gap touches code beside it, so neither is shown as code"
        yield Finding("code-spans-touch", message, "put gaps into one code span: `SELECT {{c1::x}} FROM t`")
    yield from _hints_in_code(body.text)
    yield from _crossing(body.text)
    for number in cloze.numbers(body.text):
        visible = f" {normal(cloze.question(body.text, number))} "
        for hidden in cloze.hidden(body.text, number):
            if (count := len(words(hidden))) > MAX_GAP_WORDS:
                remedy = "hide only the telling word, or make it a question"
                yield Finding("cloze-hides-much", f"gap {number} hides {count} words", remedy)
            text = normal(hidden)
            if re.search(rf"[^\W\d_]{{{MIN_LEAK_LETTERS}}}", text) and f" {text} " in visible:
                message = f"`{text}` of gap {number} is visible beside it"
                yield Finding("cloze-leak", message, "hide it there too, or reword")


_SIGNS = "*_~`"


def _crossing(text: str) -> Iterator[Finding]:
    """Find marks that have one end in a gap and the other one outside: what is in a gap is read by itself."""
    if not any(sign in text for sign in _SIGNS):
        return
    pieces = "".join(map(letters, gapped.pieces(text)))
    whole = letters(gapped.unmarked(gapped.marked(text, 0, hide=False)))
    if crossing := next((sign for sign in _SIGNS if pieces.count(sign) > whole.count(sign)), ""):
        message = (
            f"a mark `{crossing}` has one end in a gap and the other outside, so both are shown as signs"
        )
        yield Finding("mark-crosses-gap", message, "end marks in the gap in which they begin: {{c1::**x**}}")


def _hints_in_code(text: str) -> Iterator[Finding]:
    """Find what is more likely one piece of code with ``::`` in it than an answer and its hint: a long name,
    or what opens in the answer and ends in the hint."""
    before = ""
    for part in cloze.parse(text):
        if isinstance(part, str):
            before += part
            continue
        name = _NAME.fullmatch(f"{part.answer}::{part.hint}") and cloze.ends_in_code(before)
        split = cloze.ends_in_code(part.answer) and cloze.ends_in_code(part.hint)
        if part.hint and (name or split or _bracketed(part)):
            whole = f"{part.answer}::{part.hint}".replace("::", r"\::")
            message = f"gap {part.numbers[0]} hides {part.answer!r} only; {part.hint!r} is its hint"
            yield Finding("cloze-hint-in-code", message, f"write {whole} to hide all of it")
        before += part.answer


def _bracketed(gap: cloze.Gap) -> bool:
    """Does a bracket open in the answer of a gap and close in its hint?"""
    pairs = ("()", "[]", "{}", "<>")
    left, right = (
        [text.count(pair[0]) - text.count(pair[1]) for pair in pairs] for text in (gap.answer, gap.hint)
    )
    return any(opened > 0 > closed for opened, closed in zip(left, right, strict=True))


def _typed(body: Typed) -> Iterator[Finding]:
    """Find a number that may be rounded although the note does not say so."""
    decimals = _DECIMALS.search(body.answer) if body.match == "number" and not body.within else None
    if decimals and len(re.sub(r"\D", "", decimals[0]).lstrip("0")) > ROUNDED_TO:
        message = f"no `within`: {decimals[0]} is right when rounded to {ROUNDED_TO} digits"
        yield Finding(
            "number-rounded", message, "add `within: 0` for all its digits, or such as `within: 1%`"
        )


def _order(body: Order) -> Iterator[Finding]:
    if (count := len(body.steps)) < MIN_STEPS:
        remedy = f"name {MIN_STEPS} steps or more, or ask which comes first"
        yield Finding("order-few", f"{count} steps are guessed every other time", remedy)


def _nothing(body: object) -> Iterator[Finding]:  # noqa: ARG001
    yield from ()


ANY_LANGUAGE: Mapping[str, Check] = {
    "basic": _basic,
    "cloze": _cloze,
    "choice": choice.check,
    "typed": _typed,
    "order": _order,
    "compare": compare.check,
    "points": points.check,
}
"""The rules of each kind."""

ENGLISH: Mapping[str, Check] = {
    "choice": choice.check_english,
    "compare": compare.check_english,
    "points": points.check_english,
}
"""Those that read English, of the kinds that have some."""

WHOLE_DECK: Mapping[str, Callable[[list[Any]], Iterator[Finding]]] = {"choice": choice.check_all}
"""Rules about all notes of a kind in a deck together."""
