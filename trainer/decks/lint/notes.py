"""Card rules for single notes: what makes one hard to learn from.

Word lists are English; on other languages most rules stay silent. A rule that is in doubt stays silent
too, so that each warning is worth reading. Background: Wozniak, "Twenty rules of formulating knowledge".
"""

import re
from collections.abc import Callable, Iterator

from trainer.core.card import Note
from trainer.core.kinds import Basic, Choice, Cloze, Compare, Typed
from trainer.decks.lint import kinds as lint_kinds
from trainer.decks.lint.kinds import Finding
from trainer.decks.lint.prose import list_members, normal, sentences, without_code, words

MAX_PROMPT_WORDS = 30
MAX_ANSWER_WORDS = 25
MAX_LIST_MEMBERS = 3
MIN_LEAK_LETTERS = 3
MAX_LEAK_WORDS = 5

_VERB = r"(?:is|are|was|were|am|do|does|did|can|could|will|would|shall|should|must|may|might|has|have|had)"
_QUESTION = re.compile(r"\?+(?=[^\w\s]{0,3}(?:\s|$))")
_YES_NO = re.compile(rf"(?:and |but |so |then )?{_VERB}(?:n't)? \w", re.IGNORECASE)
_YES = re.compile(r"yes\b|no(?=\s*(?:[,.:;!–—]|-\s|$))", re.IGNORECASE)
_POINTER = re.compile(
    rf"^(?:(?:what|why|how|when|where|which|who)\s+)?(?:{_VERB}\s+)?(its?|they|them|their|this|these|those)\b"
    r"|\b((?:mentioned|listed|shown|described|given|named|as) (?:above|below)|the (?:above|following))\b"
    r"|\b((?:in|of|from|by|to) (?:the|this|these) (?:document|notes|section|chapter|deck)(?! of\b))\b"
    r"|^(?:(?!\b(?:and|or|vs)\b).)*\b(the (?:former|latter))\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(various|etc|and so on|and so forth|discuss|tell (?:me |us )?about|talk about|usually|important)\b"
    r"|^(?:what are|name|list|give) (some|a few|several)\b",
    re.IGNORECASE,
)
_VOLATILE = re.compile(
    r"\b(by default|default (?:is|value|port|size|number|of|to)|defaults? to|(?:the|its|whose) default\b"
    r"|(?:version|release) v?\d[\w.]*|port \d+|(?:the )?latest (?:version|release)"
    r"|limit(?:ed)? (?:is|of|to) \d[\w.]*)",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(r"\b(?:or|versus|vs|either|which of|between)\b", re.IGNORECASE)


def check(note: Note) -> Iterator[Finding]:
    """Yield what the rules about single notes find."""
    for rule in _RULES:
        yield from rule(note)
    yield from lint_kinds.check(note.body)


def prompt(note: Note) -> str:
    """Return what a note asks, "" for a comparison, whose prompts are its aspects."""
    return note.body.prompt()


def _several_questions(note: Note) -> Iterator[Finding]:
    if (count := len(_QUESTION.findall(without_code(prompt(note))))) > 1:
        yield "several-questions", f"the prompt asks {count} questions", "make a note of each"


def _long_prompt(note: Note) -> Iterator[Finding]:
    asked = [aspect.ask for aspect in note.body.aspects] if isinstance(note.body, Compare) else [prompt(note)]
    if isinstance(note.body, Cloze):
        return
    for text in asked:
        if (count := len(words(text))) > MAX_PROMPT_WORDS:
            yield "long-prompt", f"the prompt has {count} words", f"get by with {MAX_PROMPT_WORDS}"


def _long_answer(note: Note) -> Iterator[Finding]:
    if isinstance(note.body, Basic) and (count := len(words(note.body.answer))) > MAX_ANSWER_WORDS:
        yield "long-answer", f"the answer has {count} words", "split the note, or move the reason into `why`"
    if isinstance(note.body, Compare):
        for aspect in note.body.aspects:
            for subject, cell in aspect.cells:
                if (count := len(words(cell))) > MAX_ANSWER_WORDS:
                    message = f"the cell {aspect.key}.{subject} has {count} words"
                    yield "long-answer", message, "keep the difference, move the rest into `why`"


def _list_answer(note: Note) -> Iterator[Finding]:
    if isinstance(note.body, Basic) and (count := list_members(note.body.answer)) > MAX_LIST_MEMBERS:
        remedy = "make a note of each, or use kind order or points"
        yield "list-answer", f"the answer lists {count} things", remedy


def _yes_no(note: Note) -> Iterator[Finding]:
    if isinstance(note.body, Choice | Cloze | Compare):
        return
    asked = [part for part in sentences(prompt(note)) if part.endswith("?")]
    answered = isinstance(note.body, Basic | Typed) and _YES.match(without_code(note.body.answer).strip())
    if answered or (asked and _YES_NO.match(asked[-1]) and not _ALTERNATIVE.search(asked[-1])):
        remedy = "ask why, how or which, or use kind choice"
        yield "yes-no-prompt", "the prompt can be answered by yes or no", remedy


def _unclear_reference(note: Note) -> Iterator[Finding]:
    if "\n" in prompt(note).strip():  # then something is shown that a pointer may mean
        return
    if found := _POINTER.search(without_code(prompt(note))):
        said = next(group for group in found.groups() if group)
        yield "unclear-reference", f"`{said}` points to nothing in the prompt", "name what is meant"


def _vague(note: Note) -> Iterator[Finding]:
    if found := _VAGUE.search(without_code(prompt(note))):
        word = found.group(1) or found.group(2)
        yield "vague-words", f"the prompt says `{word}`", "say what exactly is wanted"


def _undated(note: Note) -> Iterator[Finding]:
    if note.as_of:
        return
    for key in note.card_keys():
        sides = note.sides(key)
        if found := _VOLATILE.search(without_code(f"{sides.prompt}\n{sides.answer}")):
            message = f"`{found.group(1)}` may change with the next release"
            yield "undated-fact", message, "add `as_of: YYYY-MM`"
            return


def _answer_leak(note: Note) -> Iterator[Finding]:
    if isinstance(note.body, Basic | Typed):
        answers = [note.body.answer]
    elif isinstance(note.body, Choice):
        answers = list(note.body.right)
    else:
        return
    asked = normal(note.body.ask)
    if _ALTERNATIVE.search(asked):
        return
    for answer in answers:
        text = normal(answer)
        short = len(text.split()) <= MAX_LEAK_WORDS and re.search(rf"[^\W\d_]{{{MIN_LEAK_LETTERS}}}", text)
        if short and f" {text} " in f" {asked} ":
            yield "answer-leak", f"the prompt holds the answer `{text}`", "ask without it"


_RULES: tuple[Callable[[Note], Iterator[Finding]], ...] = (
    _several_questions,
    _long_prompt,
    _long_answer,
    _list_answer,
    _yes_no,
    _unclear_reference,
    _vague,
    _undated,
    _answer_leak,
)
