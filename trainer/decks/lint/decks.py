"""All card rules over all decks: what makes notes hard to learn from, as warnings.

A rule that is in doubt stays silent, so that each warning is worth reading. Those that read English are
spared to notes in other languages.
"""

from collections.abc import Iterator, Sequence

from trainer.core.card import Deck, Note, Problem
from trainer.decks.lint import english, kinds, links, markup, media, notes, similar, swallowed, systems
from trainer.decks.lint.finding import Finding
from trainer.decks.rules import problem


def lint(decks: Sequence[Deck]) -> tuple[Problem, ...]:
    """Return the warnings about all notes of all decks, and about the decks, in the order of the files."""
    every = [note for deck in decks for note in deck.notes]
    told = similar.told(every)
    doubles = similar.namesakes(told) | similar.prompts(told)
    unnamed = systems.unnamed(decks)
    by_key = {note.key: note for note in every}
    found: list[Problem] = []
    for deck in decks:
        found += [_problem(deck, None, finding) for finding in (*_deck(deck), *notes.check_deck(deck))]
        if (html := markup.html(deck)) is not None:
            found.append(_problem(deck, *html))
        whole = notes.Whole(deck)
        for note in deck.notes:
            found += [_problem(deck, note, finding) for finding in _note(note, deck, whole)]
            found += [_problem(deck, note, finding) for finding in links.check(note, by_key)]
            found += [_problem(deck, note, by[note.key]) for by in (doubles, unnamed) if note.key in by]
    return tuple(found)


def _deck(deck: Deck) -> Iterator[Finding]:
    for kind, rule in kinds.WHOLE_DECK.items():
        yield from rule([note.body for note in deck.notes if note.kind == kind])


def _note(note: Note, deck: Deck, whole: notes.Whole) -> Iterator[Finding]:
    yield from notes.check(note, whole)
    yield from kinds.check(note)
    yield from media.check(note, deck)
    yield from swallowed.check(note)
    if note.language.partition("-")[0].casefold() == "en":
        yield from notes.check_english(note, whole)
        yield from kinds.check_english(note)
        yield from english.check_english(note)


def _problem(deck: Deck, note: Note | None, finding: Finding) -> Problem:
    line, name, path = (note.line, note.id, note.path) if note is not None else (0, "", "")
    return problem(*finding, file=path or deck.path, line=line, deck=deck.id, note=name)
