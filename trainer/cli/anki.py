"""Verbs about Anki."""

import argparse
from collections.abc import Iterable
from contextlib import closing

from trainer.cli.environment import exports, library, print_json, scope, settings, talk, talk_of_errors
from trainer.core.errors import Exit


def export(arguments: argparse.Namespace) -> int:
    """Write an Anki package of the given decks, or of all."""
    from trainer.anki.outgoing.export import write_package

    wishes = settings(arguments)
    with closing(library(arguments, wishes)) as store:
        decks, changed = store.export(scope(arguments, wishes, store))
        talk_of_errors(store)
    if not decks:
        talk("There is nothing to export: no deck has a note.")
        return Exit.PROBLEMS
    report = write_package(exports(arguments) / f"{_file_name(arguments.deck)}.apkg", decks, changed)
    if arguments.json:
        print_json({"file": str(report.file), "notes": report.notes, "cards": report.cards})
    else:
        print(report.file)
        talk(f"{report.notes} notes, {report.cards} cards; in Anki: File > Import")
    return Exit.DONE


def _file_name(decks: Iterable[str]) -> str:
    """Make a file name of the words that chose the decks."""
    words = "-".join(decks).casefold().replace("::", "-").replace("tag:", "")
    plain = "".join(letter if letter.isalnum() else "-" for letter in words)
    return "-".join(part for part in plain.split("-") if part)[:80] or "trainer"
