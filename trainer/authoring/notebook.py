"""Notes added to deck files: checked as `trainer check` does before anything is written."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import NamedTuple, Protocol

from trainer.authoring.rewriting import after_writing, text_of
from trainer.core.card import Note, Problem
from trainer.core.errors import FileError, UsageError
from trainer.core.library import DeckCounts, Listed
from trainer.core.notebook import Alike, NewNote, OwnDeck, Refusal, Saved, Value
from trainer.core.query import literal
from trainer.core.scope import Scope
from trainer.core.state import CardState
from trainer.decks.append import append
from trainer.decks.format.deckfile import Reading, read_deck, read_text
from trainer.decks.lint.prose import content_words, normal
from trainer.decks.lint.similar import alike, asked
from trainer.files import ChangedError, real, repeated
from trainer.files import save as save_file
from trainer.foreign.blocks import header, note_text
from trainer.foreign.ids import free, slug

MINE = "mine"
"""The deck that notes go into if no other is named, and its file."""

_FIELD = re.compile(r"^    (\w+):")
_RAREST = 3
"""So many of the longest words of two prompts that are alike have one in common."""

_ENOUGH = 200
"""Characters of a word that are looked for: what is asked may be longer than what a query is read of."""


class Shelf(Protocol):
    """What is asked of the library; see `trainer.core.library.Library`."""

    def own_decks(self) -> Sequence[OwnDeck]: ...
    def decks(self, day: int) -> Sequence[DeckCounts]: ...
    def state(self, key: str) -> CardState: ...
    def search(self, text: str, day: int, saved: Mapping[str, str] | None = None) -> Scope: ...
    def notes(self, scope: Scope) -> Sequence[Note]: ...
    def listed(self, cards: Sequence[str]) -> Sequence[Listed]: ...


class _Composed(NamedTuple):
    """A deck file with one note more, not yet written; ``before``: its text without that."""

    path: Path
    before: str | None
    text: str
    id: str
    deck: str
    block: str
    reading: Reading
    fits: bool


class DeckNotebook:
    """A `Notebook` of the user's deck files.

    Args:
        library: what is there already.
        folder: where new decks go, None for nowhere. ``reread`` reads what was written, and returns the
            problems of all decks.
        closed: is a file, by its path, one that is not written to?
        written: is told of a note that was added: what it asks, its file, and the text of that before (None:
            it was not there) and after.
    """

    def __init__(
        self,
        library: Shelf,
        folder: Path | None,
        reread: Callable[[], Sequence[Problem]],
        closed: Callable[[str], bool] = lambda _: False,
        written: Callable[[str, Path, str | None, str], None] = lambda *_: None,
    ) -> None:
        self._library = library
        self._folder = folder
        self._reread = reread
        self._closed = closed
        self._written = written

    def decks(self) -> Sequence[OwnDeck]:
        return [deck for deck in self._library.own_decks() if not self._closed(deck.path)]

    @repeated
    def refusal(self, note: NewNote) -> Refusal | None:
        found = self._composed(note)
        if found.fits:
            return None
        problem = _problem(found)
        if problem is None:
            return Refusal("", _unfit(found))
        lines = found.block.split("\n")[: max(1, problem.line - _line_of(found) + 1)]
        fields = [name[1] for line in lines if (name := _FIELD.match(line))]
        named = re.match(r"`(\w+)` is missing", problem.message)
        return Refusal(named[1] if named else fields[-1] if fields else "", _said(problem))

    def alike(self, note: NewNote) -> Sequence[Alike]:
        gaps = "text" in note.fields  # which are compared by the same words only
        prompt = normal(str(note.fields.get("text" if gaps else "ask", "")))
        longest = sorted(content_words(prompt) or {prompt} - {""}, key=lambda word: (-len(word), word))
        if not longest:
            return ()
        query = " or ".join(f'"{literal(word[:_ENOUGH])}"' for word in longest[:_RAREST])
        others = self._library.notes(self._library.search(query, 0))
        texts = [(one, normal(one.body.prompt())) for one in others]
        same = [one for one, text in texts if text == prompt]
        rest = () if gaps else (each for each in texts if each[1] != prompt and not each[0].body.in_place)
        near = _near(prompt, rest)
        return [
            Alike(one.key, one.body.prompt(), exact)
            for exact, found in ((True, same), (False, near))
            for one in found
        ]

    def save(self, note: NewNote) -> Saved:
        found = self._written_down(note)
        asks = str(note.fields.get("ask") or note.fields.get("text") or "")
        self._written(asks, found.path, found.before, found.text)
        at = str(found.path)
        with after_writing():
            problems = self._reread()
        told = [
            one
            for one in problems
            if one.file == at and one.note in ("", found.id) and one.rule != "same-prompt"  # `alike` told it
        ]
        return Saved(f"{found.deck}/{found.id}", at, tuple(map(_said, told)))

    @repeated
    def _written_down(self, note: NewNote) -> _Composed:
        found = self._composed(note)
        if not found.fits:
            problem = _problem(found)
            raise UsageError(_unfit(found) if problem is None else _said(problem))
        save_file(found.path, found.text.encode(), was=found.before)
        return found

    def _composed(self, note: NewNote) -> _Composed:
        """Return the deck's file with the note behind its others.

        Raises:
            FileError: the file has errors, or cannot be added to.
        """
        path, title = self._place(note.deck)
        before = text_of(path)
        there = read_deck(path) if path.exists() else None
        if there is not None and (there.deck is None or "" in there.broken):
            raise FileError(
                f"{path} has errors, so nothing is added to it; "
                f"`trainer check {quote(str(path))}` lists them."
            )
        notes = there.deck.notes if there is not None and there.deck is not None else ()
        taken = {one.id for one in notes} | set(there.broken if there is not None else ())
        deck = there.id if there is not None else self._free_deck(title)
        prompt = str(note.fields.get("ask") or note.fields.get("text") or "")
        id = free(slug(prompt, prompt), taken)
        while self._library.state(f"{deck}/{id}").memory is not None:  # a note that is gone had it
            taken.add(id)
            id = free(id, taken)
        block = note_text(id, note.kind, _keyed(note.fields), note.tags)
        if there is None:
            text = header(deck, title) + block
        else:
            lines = [line.removeprefix("  ") for line in block.rstrip("\n").split("\n")]
            if before is None or text_of(path) != before:
                raise ChangedError(path)
            try:
                text = append(before, lines)
            except FileError as error:
                raise FileError(f"{path}: {error}.") from error
        found = read_text(path, text)
        after = found.deck.notes if found.deck is not None else ()
        fits = id not in found.broken and after[:-1] == notes and bool(after) and after[-1].id == id
        return _Composed(path, before, text, id, deck, block, found, fits)

    def _place(self, deck: str) -> tuple[Path, str]:
        """Return the file to write to, and the title of its deck."""
        for own in self.decks():
            if own.id == (deck or MINE):
                if not Path(own.path).exists():
                    raise FileError(f"{own.path} is not there now, so nothing is added to its deck {own.id}.")
                return real(Path(own.path)), own.title
        if self._folder is None:
            raise UsageError(
                "no folder of yours is among the decks in use, so a new deck would not be asked. Name one: "
                "`trainer config set decks '[\"mine\"]'`, --decks or TRAINER_DECKS. Or name a deck of yours"
            )
        title = deck or MINE.title()
        stem = MINE if not deck else slug(title, title)
        path = self._folder / f"{stem}.yaml"
        number = 2
        while deck and path.exists():  # a deck of another title, or one that cannot be read
            path = self._folder / f"{stem}-{number}.yaml"
            number += 1
        return path, title

    def _free_deck(self, title: str) -> str:
        return free(slug(title, title), {each.id for each in self._library.decks(0)})


def _near(prompt: str, others: Iterable[tuple[Note, str]]) -> list[Note]:
    """Return which notes, each with what it asks, ask nearly the same as a new one with this prompt."""
    mine, found = None, list[Note]()
    for other, text in others:
        mine = mine or asked(replace(other, deck="", id="", confusable=()), prompt)
        if mine is None:
            break
        if (theirs := asked(other, text)) is not None and alike(mine, theirs):
            found.append(other)
    return found


def _keyed(fields: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the fields with keys for what has names only: the subjects and rows of a comparison."""
    subjects, rows = fields.get("subjects"), fields.get("aspects")
    if not isinstance(subjects, Sequence) or isinstance(subjects, str):
        return fields
    names: dict[str, Value] = {}
    for subject in map(str, subjects):
        names[free(slug(subject, subject), names)] = subject
    aspects: dict[str, Value] = {}
    for row in rows if isinstance(rows, Sequence) and not isinstance(rows, str) else ():
        ask, *cells = map(str, row)
        keys = [*names, *(f"extra-{number}" for number in range(len(cells) - len(names)))]
        aspects[free(slug(ask, ask), aspects)] = {
            "ask": ask,
            "cells": dict(zip(keys, cells, strict=False)),
        }
    return {**fields, "subjects": names, "aspects": aspects}


def _line_of(found: _Composed) -> int:
    """Return the line of the file where the note begins."""
    return found.text[: found.text.rindex(f"- id: {found.id}")].count("\n") + 1


def _problem(found: _Composed) -> Problem | None:
    """Return the first thing that is wrong with the note."""
    wrong = [one for one in found.reading.problems if one.note == found.id and one.severity == "error"]
    return min(wrong, key=lambda one: one.line, default=None)


def _unfit(found: _Composed) -> str:
    return f"the note does not fit into {found.path} by itself; write it there in your editor"


def _said(problem: Problem) -> str:
    return f"{problem.message} — {problem.remedy}" if problem.remedy else problem.message
