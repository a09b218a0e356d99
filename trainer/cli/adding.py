"""Verbs that write notes: `add` puts one into a deck of your own, `edit` opens the editor at one."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cli.environment import library, print_json, settings, talk
from trainer.cli.naming import cards_of
from trainer.cli.own import Editing, Roots, about_new_deck, into, notebook, noting, overlays
from trainer.core.errors import Exit, UsageError
from trainer.core.text import clean, in_line

if TYPE_CHECKING:
    from trainer.core.library import StudyCard
    from trainer.core.notebook import NewNote, Value
    from trainer.settings.model import Settings
    from trainer.store.store import Store

KINDS = ("basic", "typed", "cloze", "choice", "order", "points", "compare")

_ANSWERS = {"choice": "right", "order": "steps", "points": "points", "compare": "aspects"}
"""The field that holds the answers, where it is not `answer`."""

_OPTIONS = {"ask": "--ask", "text": "--ask", "wrong": "--wrong", "subjects": "--subject"}
"""Where fields come from, if not from --answer."""


def add(arguments: argparse.Namespace) -> int:
    """Write a note into a deck of your own: add --ask "…" --answer "…"; without DECK into mine.yaml.
    Without --ask it is asked for, line by line or in a form."""
    from trainer.adding.form import about_alike
    from trainer.adding.wanting import wanting

    if arguments.ask is None:
        from trainer.cli.practise import add_by_form

        others = (
            *(arguments.answer, arguments.wrong, arguments.subject),
            *(arguments.kind, arguments.why, arguments.tag),
        )
        if arguments.json or any(others):
            raise UsageError("--ask is missing: the question, or of a cloze the text with its gaps")
        return add_by_form(arguments)
    wishes = settings(arguments)
    with closing(library(arguments, wishes)) as store:
        note = _note(arguments, into(arguments, wishes, store))
        if (refusal := wanting(note)) is not None:
            raise UsageError(f"{refusal.message} ({_OPTIONS.get(refusal.field, '--answer')})")
        found = notebook(store, Roots(arguments, wishes))
        alike = found.alike(note)
        new_deck = about_new_deck(note.deck, store)
        saved = found.save(note)
        if new_deck:
            talk(new_deck)
    if arguments.json:
        print_json({"note": saved.note, "file": saved.path, "alike": [one.note for one in alike]})
    else:
        print(saved.note)
        talk(f"in {saved.path}; `trainer edit {saved.note}` opens it there")
        for said in (*about_alike(alike), *saved.warnings):
            talk(said)
    return Exit.DONE


def edit(arguments: argparse.Namespace) -> int:
    """Open the editor at a note, and say what is wrong with the file afterwards. Of a note of a shipped deck
    it opens your own version, which is copied from it."""
    wishes = settings(arguments)
    with closing(library(arguments, wishes)) as store:
        card = store.card(cards_of(store, arguments.card)[0])
        if card is None:
            raise UsageError(f"no deck in use has the card {arguments.card!r}")
        if arguments.original or arguments.keep or arguments.back:
            return _version(arguments, card, store, wishes)
        edited = Editing(wishes.editor, store, Roots(arguments, wishes))(card)
    if edited.said:
        talk(edited.said)
    for problem in edited.problems:
        print(problem.printed())
    return Exit.PROBLEMS if any(one.severity == "error" for one in edited.problems) else Exit.DONE


def _version(arguments: argparse.Namespace, card: "StudyCard", store: "Store", wishes: "Settings") -> int:
    """Show the user's version of a shipped note beside that, keep it, or take it away."""
    from trainer.cli.opening import refresh
    from trainer.core.scope import Scope

    path, id, versions = Path(card.note.path), card.note.id, overlays()
    if not card.note.path:
        raise UsageError(f"there is no version of yours of {card.note.key}; `trainer edit` makes one")
    original = next(Path(deck.path) for deck in store.export(Scope((card.note.deck,)))[0])
    if arguments.original:
        print(f"# yours, {in_line(str(path))}\n{versions.block(path, id)}")
        print(f"# of the shipped deck, {in_line(str(original))}\n{versions.block(original, id)}", end="")
        return Exit.DONE
    roots = Roots(arguments, wishes)
    with noting(store, roots, card.note.body.prompt(), path):
        if arguments.keep:
            versions.keep(path, original, id)
            talk("yours stays; it counts as made from the present text")
        else:
            versions.take_away(path, id)
            talk("the note is that of the shipped deck again; your history of it stays")
    refresh(store, roots())
    return Exit.DONE


def _note(arguments: argparse.Namespace, deck: str) -> "NewNote":
    """Return the note that the arguments describe; what is left out is found missing when it is checked."""
    from trainer.adding.form import cells
    from trainer.core.notebook import NewNote

    ask = clean(arguments.ask)
    answers, wrong, subjects = (
        tuple(map(clean, given)) for given in (arguments.answer, arguments.wrong, arguments.subject)
    )
    gaps = "{{c1::" in ask and not answers
    guess = "choice" if wrong else "compare" if subjects else "cloze" if gaps else "basic"
    kind = arguments.kind or guess
    fields: dict[str, Value] = {"why": clean(arguments.why)}
    if kind == "cloze":
        fields["text"] = ask
    else:
        fields["ask"] = ask
    if kind == "compare":
        fields["subjects"], fields["aspects"] = subjects, tuple(map(cells, answers))
    elif kind in _ANSWERS:
        fields[_ANSWERS[kind]] = answers
    elif answers:
        fields["answer"] = answers[0]
        fields["accept"] = answers[1:]
    fields["wrong"] = wrong
    return NewNote(kind, fields, tuple(map(clean, arguments.tag)), deck)
