"""Verbs that write notes: `add` puts one into a deck of your own, `edit` opens the editor at one."""

import argparse
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cli.environment import deck_roots, library, print_json, scope_of, settings, talk
from trainer.cli.naming import cards_of
from trainer.core.errors import Exit, FileError, UsageError
from trainer.core.text import clean

if TYPE_CHECKING:
    from trainer.decks.format.deckfile import Reading
    from trainer.settings import Settings
    from trainer.store.store import Store

KINDS = ("basic", "typed", "cloze", "choice", "order", "points")
"""Kinds that fit into one line of the shell; a comparison does not."""

_ANSWERS = {"choice": "right", "order": "steps", "points": "points"}
"""The field that holds the answers, where it is not `answer`."""


def add(arguments: argparse.Namespace) -> int:
    """Write a note into a deck of your own: add --ask "…" --answer "…"; without DECK into mine.yaml."""
    from trainer.cli.opening import reread

    wishes = settings(arguments)
    with closing(library(arguments, wishes)) as store:
        path = _deck(arguments, wishes, store)
        id, deck = _write(path, arguments, store)
        problems = reread(store, deck_roots(arguments, wishes))
    key = f"{deck}/{id}"
    if arguments.json:
        print_json({"note": key, "file": str(path)})
    else:
        print(key)
        talk(f"in {path}; `trainer edit {key}` opens it there")
        for problem in problems:
            if problem.file == str(path) and problem.note in ("", id):
                talk(f"{problem.severity}: {problem.message} — {problem.remedy}")
    return Exit.DONE


def edit(arguments: argparse.Namespace) -> int:
    """Open the editor at a note of a deck of your own, and say what is wrong with the file afterwards."""
    from trainer import terminal
    from trainer.cli.opening import reread

    wishes = settings(arguments)
    with closing(library(arguments, wishes)) as store:
        card = store.card(cards_of(store, arguments.card)[0])
        if card is None:
            raise UsageError(f"no deck in use has the card {arguments.card!r}")
        refuse_shipped(card.path)
        terminal.edit(wishes.editor, card.path, card.note.line)
        problems = [each for each in reread(store, deck_roots(arguments, wishes)) if each.file == card.path]
    for problem in problems:
        print(f"{problem.file}:{problem.line}: {problem.severity}: {problem.message} — {problem.remedy}")
    return Exit.PROBLEMS if any(each.severity == "error" for each in problems) else Exit.DONE


def refuse_shipped(path: str) -> None:
    """Raise `UsageError`, with what to do instead, for a file that comes with the program."""
    from trainer.decks.find import real
    from trainer.paths import shipped_decks, tutorial

    file = Path(real(Path(path)))
    if any(file.is_relative_to(real(home)) for home in (shipped_decks(), tutorial())):
        raise UsageError(
            "that deck comes with the program and is replaced when it is updated, so it is not edited. "
            "`trainer add` writes your own version into a deck of yours; `!` on the card suspends this one"
        )


def _deck(arguments: argparse.Namespace, wishes: "Settings", store: "Store") -> Path:
    """Return the file to write to."""
    from trainer.decks.find import real
    from trainer.paths import own_decks

    if not arguments.into:
        return own_decks() / "mine.yaml"
    decks, _ = store.export(scope_of([arguments.into], wishes, store))
    if len(decks) != 1:
        names = ", ".join(deck.id for deck in decks[:5])
        raise UsageError(f"{arguments.into!r} means {len(decks)} decks ({names} …); name one by its id")
    refuse_shipped(decks[0].path)
    return Path(real(Path(decks[0].path)))


def _write(path: Path, arguments: argparse.Namespace, store: "Store") -> tuple[str, str]:
    """Add the note that the arguments describe; return its id and the deck's."""
    from trainer.decks.append import append
    from trainer.decks.format.deckfile import read_deck
    from trainer.files import save
    from trainer.foreign.blocks import header, note_text
    from trainer.foreign.plan import free, slug

    kind, fields = _fields(arguments)
    there = read_deck(path) if path.exists() else None
    if there is not None and (there.deck is None or "" in there.broken):
        raise FileError(f"{path} has errors, so nothing is added to it; `trainer check {path}` lists them.")
    notes = there.deck.notes if there is not None and there.deck is not None else ()
    taken = {note.id for note in notes} | set(there.broken if there is not None else ())
    deck = there.id if there is not None else free("mine", {each.id for each in store.decks(0)})
    id = free(slug(arguments.ask, arguments.ask), taken)
    while store.state(f"{deck}/{id}").memory is not None:  # a note that is gone had it, with a history
        taken.add(id)
        id = free(id, taken)
    block = note_text(id, kind, fields, tuple(map(clean, arguments.tag)))
    if there is None:
        text = header(deck, "Mine") + block
    else:
        lines = [line.removeprefix("  ") for line in block.rstrip("\n").split("\n")]
        try:
            text = append(path.read_bytes().decode(), lines)
        except FileError as error:
            raise FileError(f"{path}: {error}.") from error
    found = _read_again(path, text)
    after = found.deck.notes if found.deck is not None else ()
    if id in found.broken or after[:-1] != notes or not after or after[-1].id != id:
        why = next((f"{one.message} — {one.remedy}" for one in found.problems if one.note == id), "")
        raise UsageError(why or f"the note does not fit into {path} by itself; write it there in your editor")
    save(path, text.encode())
    return id, deck


def _fields(arguments: argparse.Namespace) -> tuple[str, dict[str, str | tuple[str, ...]]]:
    """Return kind and fields of the note; what is left out is found missing when it is read again."""
    ask, answers, wrong = (
        clean(arguments.ask),
        tuple(map(clean, arguments.answer)),
        tuple(map(clean, arguments.wrong)),
    )
    guess = "choice" if wrong else "cloze" if "{{c1::" in ask and not answers else "basic"
    kind = arguments.kind or guess
    fields: dict[str, str | tuple[str, ...]] = {"why": clean(arguments.why)}
    if kind == "cloze":
        fields["text"] = ask
    else:
        fields["ask"] = ask
    if kind in _ANSWERS:
        fields[_ANSWERS[kind]] = answers
    elif answers:
        fields["answer"] = answers[0]
        fields["accept"] = answers[1:]
    fields["wrong"] = wrong
    return kind, fields


def _read_again(path: Path, text: str) -> "Reading":
    """Return what a deck file with this text holds, which is not written yet."""
    from trainer.decks.format.deckfile import read_deck

    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder) / path.name
        beside.write_bytes(text.encode())
        return read_deck(beside)
