"""Quick questions out of notes: options made of what is really mixed up, and never a second true one.

`Source` makes a question about a card; `trainer.quiz.draw` decides which cards a round asks.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from trainer.core.card import Note, easily_confused, note_of
from trainer.core.kinds import Choice, Option, Sides, bullets
from trainer.core.text import same
from trainer.grading.answer import Given, judge

MOST_OPTIONS = 4
MOST_DIGITS = 9
"""A question with several right options may have more of them, as long as each has a key."""

MOST_WORDS = 14
"""Longer answers make poor options: they are read, not recognised."""

_MARKUP = re.compile(r"[`*_\s]+")
_WORD = re.compile(r"\w+")
_PAUSE = re.compile(r"[,;:(]")
_SMALL = frozenset(["a", "an", "and", "are", "is", "it", "its", "of", "or", "that", "the"])


class Answer(NamedTuple):
    """One option. ``card`` is the card or cell whose right answer it is, "" for a written distractor."""

    text: str
    right: bool
    because: str = ""
    card: str = ""

    @property
    def name(self) -> str:
        """What the log calls the option: its card or cell where it has one, else its text."""
        return self.card or self.text


class Question(NamedTuple):
    """One question: the card it is about, its text, its options in the order shown, and the reason.

    ``asked`` is the one thing of several that it asks of the card, such as a cell; "" where that is the card.
    """

    card: str
    ask: str
    options: tuple[Answer, ...]
    why: str = ""
    asked: str = ""

    @property
    def several(self) -> bool:
        """Is more than one option right?"""
        return sum(option.right for option in self.options) > 1

    @property
    def sides(self) -> Sides:
        """What the question shows, for the judge of its answer."""
        options = tuple(Option(option.text, option.right, option.because) for option in self.options)
        return Sides(self.ask, bullets(option.text for option in options if option.right), options=options)


class Source:
    """Notes to make questions of, and what each is easily confused with, whichever of the two says so."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self.notes = {note.key: note for note in notes}
        self._near = easily_confused(self.notes.values())

    def question(self, card: str, seed: str = "", *, against: str = "") -> Question | None:
        """Return a question about a card, or one of its cells, or None when no honest one can be made.

        Args:
            seed: decides which distractors are taken and the order of the options.
            against: a card key or a text that must be among the wrong options, because it was taken for the
                right one before.
        """
        note = self.notes.get(note_of(card))
        if note is None:
            return None
        rng = random.Random(f"{card}\n{seed}")
        suffix = card.removeprefix(note.key)
        if suffix not in note.body.suffixes() and note.body.cell(suffix) is None:
            return None
        make = _MAKERS.get(note.kind)
        return make(self, note, suffix, against, rng) if make is not None else None

    def near(self, note: str, against: str = "") -> Iterator[Note]:
        """Yield the notes that are easily confused with a note, and the one named ``against``."""
        for key in dict.fromkeys([*self._near.get(note, ()), against]):
            if key in self.notes:
                yield self.notes[key]


def _from_confusable(
    source: Source, note: Note, suffix: str, against: str, rng: random.Random
) -> Question | None:
    """The distractors are the answers to the questions that are easily confused with this one."""
    if suffix:
        return None
    answer = note.body.answer_text()
    wrong = []
    for other in source.near(note.key, against):
        theirs = other.body.answer_text()
        lends = _MAKERS.get(other.kind) is _from_confusable
        if lends and _shaped_alike(answer, theirs) and not _accepts(note, theirs):
            because = f"that answers: {other.body.prompt()}"
            wrong.append(Answer(theirs, right=False, because=because, card=other.key))
    # Two options are enough: a pair that is easily mixed up is a question of its own, like a table.
    return _assemble(note.key, note.body.prompt(), answer, wrong, note.why, against, rng, least=2)


def _from_choice(
    source: Source,  # noqa: ARG001
    note: Note,
    suffix: str,  # noqa: ARG001
    against: str,
    rng: random.Random,
) -> Question | None:
    """The author chose the distractors; of many, some are taken."""
    body = cast("Choice", note.body)
    right = [Answer(text, right=True, card=note.key) for text in body.right]
    wrong = [Answer(wrong.text, right=False, because=wrong.because) for wrong in body.wrong]
    taken = _first(wrong, against, rng)[: MOST_OPTIONS - 1]
    if len(right) + len(taken) > MOST_DIGITS:
        return None
    options = right + taken
    rng.shuffle(options)
    return Question(note.key, body.ask, tuple(options), note.why)


def _from_row(
    source: Source,  # noqa: ARG001
    note: Note,
    suffix: str,
    against: str,
    rng: random.Random,
) -> Question | None:
    """One cell is asked: the one named, or any of the row that makes an honest question."""
    if note.body.cell(suffix) is not None:
        return _from_cell(note, suffix, against, rng)
    cells = list(note.body.cells(suffix))
    made = (_from_cell(note, cell, against, rng) for cell in rng.sample(cells, len(cells)))
    return next((question for question in made if question is not None), None)


def _from_cell(note: Note, suffix: str, against: str, rng: random.Random) -> Question | None:
    """The distractors are what the same aspect is for the other subjects."""
    row = suffix.partition(".")[0]
    cells = {name: cell for name in note.body.cells(row) if (cell := note.body.cell(name)) is not None}
    right = cells.pop(suffix)
    wrong = [
        Answer(cell.text, right=False, because=f"that is {cell.subject}", card=note.key + name)
        for name, cell in cells.items()
    ]
    least = 2 if len(cells) == 1 else 3
    # A question about several (`What does each … wait for?`) makes no sense behind the name of one of them.
    ask = f"{note.sides(note.key + row).prompt}\n\nWhich answer holds for **{right.subject}**?"
    found = _assemble(note.key + suffix, ask, right.text, wrong, note.why, against, rng, least=least)
    return found._replace(card=note.key + row, asked=note.key + suffix) if found is not None else None


def _assemble(
    card: str,
    ask: str,
    right: str,
    wrong: Sequence[Answer],
    why: str,
    against: str,
    rng: random.Random,
    *,
    least: int,
) -> Question | None:
    """Join the right answer with distractors that are short, different from it, and from each other."""
    if len(right.split()) > MOST_WORDS:
        return None
    options = [Answer(right, right=True, card=card)]
    for candidate in _first(wrong, against, rng):
        fits = len(candidate.text.split()) <= MOST_WORDS
        if fits and not any(alike(candidate.text, option.text) for option in options):
            options.append(candidate)
        if len(options) == MOST_OPTIONS:
            break
    if len(options) < least:
        return None
    rng.shuffle(options)
    return Question(card, ask, tuple(options), why)


def _first(wrong: Sequence[Answer], against: str, rng: random.Random) -> list[Answer]:
    """Return distractors in a random order, but the one named ``against`` first."""
    mixed = rng.sample(list(wrong), len(wrong))
    return sorted(mixed, key=lambda option: not against or option.name != against)


def alike(one: str, other: str) -> bool:
    """Could two texts mean the same?

    They could when they are the same but for markup, when one has all words of the other, or when they begin
    alike and only go on differently after a comma: ``yes, by default`` and ``yes, always``.
    """
    if same(one, other):
        return True
    head, others = _PAUSE.split(one, maxsplit=1)[0], _PAUSE.split(other, maxsplit=1)[0]
    if head.strip() and others.strip() and same(head, others):
        return True
    words, more = _words(one), _words(other)
    return bool(words and more) and (words <= more or more <= words)


def _words(text: str) -> set[str]:
    words = set(_WORD.findall(text.casefold()))
    return words - _SMALL or words


def _shaped_alike(one: str, other: str) -> bool:
    """Could one be taken for the other by its looks? A number and a sentence could not."""
    short, long = sorted((len(one.split()), len(other.split())))
    return long <= 3 * short and bool(re.search(r"\d", one[:2])) == bool(re.search(r"\d", other[:2]))


def _accepts(note: Note, answer: str) -> bool:
    """Would ``answer`` be right if it were typed?"""
    if any(alike(answer, accepted) for accepted in note.body.accepted()):
        return True
    return judge(note, note.key, note.sides(note.key), Given(text=answer)).score == 1


_MAKERS: Mapping[str, Callable[[Source, Note, str, str, random.Random], Question | None]] = {
    "choice": _from_choice,
    "compare": _from_row,
    "basic": _from_confusable,
    "typed": _from_confusable,
}
"""How a question is made of a card, by kind: (source, note, suffix of the card, against, chance). Other kinds
make none."""
