"""Verbs about deck files: are they right, and do they cover the syllabus?"""

import argparse
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from trainer.cli.environment import deck_roots, library, print_json, settings, talk
from trainer.cli.fitted import say
from trainer.core.errors import Exit
from trainer.core.text import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from trainer.core.card import Problem


def check(arguments: argparse.Namespace) -> int:
    """Report everything that is wrong with deck files."""
    from trainer.cli.opening import places, refresh
    from trainer.decks.away import changed
    from trainer.decks.find import find
    from trainer.decks.library import read
    from trainer.decks.lint.decks import lint
    from trainer.decks.rules import WENT
    from trainer.paths import database, named_path, shipped_decks
    from trainer.store.examine import homes

    if arguments.explain:
        return _explain(arguments.explain, as_json=arguments.json)
    wishes = settings(arguments)
    if arguments.removed:
        with closing(library(arguments, wishes)) as store:
            went = sorted({one_line(found.file, 400) for found in store.problems() if found.rule in WENT})
            refresh(store, deck_roots(arguments, wishes), removed=True)
        noted = f"Noted as taken out on purpose: {', '.join(went)}."
        talk(noted if went else "Nothing had gone at once; there was nothing to note.")
    roots = [named_path(path) for path in arguments.path] or deck_roots(arguments, wishes)
    files = find(roots)
    known, before = homes(database(arguments.db))  # of two files with one id, the one is used that had it
    catalogue = read(files, shipped_decks(), known, roots=changed(places(roots), before))
    problems: list[Problem] = sorted((*catalogue.problems, *lint(catalogue.decks)))
    if any(found.rule == "unknown-deck" for found in problems):  # what versions of notes are made of
        named = {str(file.path) for file in files}
        whole = read(find([*roots, *deck_roots(arguments, wishes)]), shipped_decks(), known)
        found = (*whole.problems, *lint(whole.decks))
        problems = sorted(problem for problem in found if problem.file in named)
    problems = [*_left(roots), *problems]
    errors = sum(problem.severity == "error" for problem in problems)
    if arguments.json:
        print_json([problem._asdict() for problem in problems])
    else:
        for problem in problems:
            say(problem.printed())
        notes = sum(len(deck.notes) for deck in catalogue.decks)
        warnings = len(problems) - errors
        counts = {"file": len(files), "good note": notes, "error": errors, "warning": warnings}
        talk(", ".join(counted(count, what) for what, count in counts.items()))
    return Exit.PROBLEMS if errors or (arguments.strict and problems) else Exit.DONE


def _left(roots: "Sequence[Path]") -> "Iterator[Problem]":
    """Yield what was left in the folders of decks of imports that did not end."""
    from trainer.decks.rules import problem
    from trainer.leavings import is_import, leavings

    remedy = "import the file again; `trainer doctor --repair` deletes the folder once it is an hour old"
    for path in filter(is_import, leavings({root if root.is_dir() else root.parent for root in roots})):
        yield problem("left-import", "an import was ended in the middle", remedy, file=str(path))


def _explain(name: str, *, as_json: bool) -> int:
    from trainer.decks.rules import RULES, explained

    rules = list(RULES) if name == "all" else [name]
    told = [explained(rule) for rule in rules]
    if as_json:
        print_json([rule._asdict() for rule in told])
    else:
        say(*(f"{rule.name} ({rule.severity}): {rule.text}" for rule in told))
    return Exit.DONE


def coverage(arguments: argparse.Namespace) -> int:
    """Say which facts of the syllabus no card covers, and how each topic's notes are mixed."""
    from dataclasses import asdict

    from trainer.decks.coverage import coverage as cover
    from trainer.decks.find import SYLLABUS, find
    from trainer.decks.library import read
    from trainer.decks.syllabus import read_syllabus
    from trainer.paths import named_path, shipped_decks

    path = named_path(arguments.syllabus) if arguments.syllabus else shipped_decks() / SYLLABUS
    syllabus = read_syllabus(path)
    if syllabus.problems:
        for problem in syllabus.problems:
            print(problem.printed(), file=sys.stderr)
        return Exit.FILE
    result = cover(read(find(deck_roots(arguments, settings(arguments)))).decks, syllabus.sections)
    if arguments.json:
        print_json(asdict(result) | {"share": result.share})
    else:
        say(*result.told())
    return Exit.DONE
