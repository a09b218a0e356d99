"""The verbs of the command line: one small function each, importing what it needs when it runs.

Results go to stdout, talk goes to stderr. A verb returns its exit status.
"""

import argparse
import gc
import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from trainer.core.card import Problem
    from trainer.settings import Settings
    from trainer.store.store import Store


class Exit(IntEnum):
    """What the program's exit status means."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    FILE = 3
    BUSY_OR_NEWER = 4
    INTERRUPTED = 130


def home(arguments: argparse.Namespace) -> int:
    """Show the home screen, or today's practice line by line."""
    return _practise(arguments, start="home")


def review(arguments: argparse.Namespace) -> int:
    """Practise what is due in the given decks, or in all."""
    return _practise(arguments, start="review")


def quiz(arguments: argparse.Namespace) -> int:
    """Answer a quick round of choices; the schedule stays as it is."""
    return _practise(arguments, start="quiz")


def mock(arguments: argparse.Namespace) -> int:
    """Hold a mock interview against the clock, then mark it point by point."""
    return _practise(arguments, start="mock")


def confusions(arguments: argparse.Namespace) -> int:
    """List what you have mixed up, the most frequent first."""
    from trainer.confusions import all_confusions
    from trainer.core.text import one_line

    with closing(_library(arguments, _settings(arguments))) as store:
        found = all_confusions(store, store.resolve(arguments.deck))
    if arguments.json:
        _print_json([pair._asdict() | mixed._asdict() for mixed, pair in found])
        return Exit.DONE
    for _, pair in found:
        one, other, about = (one_line(text, 200) for text in (pair.one, pair.other, pair.about))
        print(f"{pair.times:4} x  {one} / {other}  ({about})")
    if not found:
        _talk("Nothing mixed up so far.")
    return Exit.DONE


def due(arguments: argparse.Namespace) -> int:
    """Say what is to be practised today."""
    from trainer.core.day import iso
    from trainer.practice.overview import overview

    settings = _settings(arguments)
    with closing(_library(arguments, settings)) as store:
        scope = store.resolve(arguments.deck)
        view = overview(store, now(), settings.plan, scope)
        problems = sum(problem.severity == "error" for problem in store.problems())
    total = view.left.total
    if arguments.json:
        decks = [deck._asdict() | {"next_due": deck.next_due and iso(deck.next_due)} for deck in view.decks]
        _print_json({"day": iso(view.day), "today": view.left._asdict() | {"total": total}, "decks": decks})
    elif arguments.short:
        if total:
            print(total)
    else:
        print("\n".join(view.lines()))
    if problems:
        what = "1 error" if problems == 1 else f"{problems} errors"
        _talk(f"{what} in deck files; `trainer check` lists them")
    return Exit.DONE


def check(arguments: argparse.Namespace) -> int:
    """Report everything that is wrong with deck files."""
    from trainer.decks.catalogue import read
    from trainer.decks.find import find
    from trainer.decks.report import format_problem
    from trainer.paths import shipped_decks

    settings = _settings(arguments)
    roots = [Path(path).expanduser() for path in arguments.path] or _roots(arguments, settings)
    files = find(roots)
    catalogue = read(files, shipped_decks())
    problems: list[Problem] = sorted(catalogue.problems)
    errors = sum(problem.severity == "error" for problem in problems)
    if arguments.json:
        _print_json([problem._asdict() for problem in problems])
    else:
        for problem in problems:
            print(format_problem(problem))
        notes = sum(len(deck.notes) for deck in catalogue.decks)
        warnings = len(problems) - errors
        _talk(f"{len(files)} files, {notes} good notes, {errors} errors, {warnings} warnings")
    return Exit.PROBLEMS if errors or (arguments.strict and problems) else Exit.DONE


def coverage(arguments: argparse.Namespace) -> int:
    """Say which facts of the syllabus no card covers, and how each topic's notes are mixed."""
    from dataclasses import asdict

    from trainer.decks.catalogue import read
    from trainer.decks.coverage import coverage as cover
    from trainer.decks.find import SYLLABUS, find
    from trainer.decks.report import format_problem
    from trainer.decks.syllabus import read_syllabus
    from trainer.paths import shipped_decks

    path = Path(arguments.syllabus).expanduser() if arguments.syllabus else shipped_decks() / SYLLABUS
    syllabus = read_syllabus(path)
    if syllabus.problems:
        for problem in syllabus.problems:
            print(format_problem(problem), file=sys.stderr)
        return Exit.FILE
    result = cover(read(find(_roots(arguments, _settings(arguments)))).decks, syllabus.sections)
    if arguments.json:
        _print_json(asdict(result) | {"share": result.share})
    else:
        print("\n".join(result.lines()))
    return Exit.DONE


def export(arguments: argparse.Namespace) -> int:
    """Write an Anki package of the given decks, or of all."""
    from trainer.anki.errors import UnfitDecksError, UnwritableError
    from trainer.anki.outgoing.export import write_package
    from trainer.decks.report import format_problem
    from trainer.paths import exports

    settings = _settings(arguments)
    with closing(_library(arguments, settings)) as store:
        decks, changed = store.export(store.resolve(arguments.deck))
    if not decks:
        _talk("There is nothing to export: no deck has a note.")
        return Exit.PROBLEMS
    target = exports(arguments.out) / f"{_file_name(arguments.deck)}.apkg"
    try:
        report = write_package(target, decks, changed)
    except UnfitDecksError as error:
        for problem in error.problems:
            print(format_problem(problem), file=sys.stderr)
        return Exit.PROBLEMS
    except UnwritableError as error:
        return fail(error, Exit.FILE)
    if arguments.json:
        _print_json({"file": str(report.file), "notes": report.notes, "cards": report.cards})
    else:
        print(report.file)
        _talk(f"{report.notes} notes, {report.cards} cards; in Anki: File > Import")
    return Exit.DONE


def why(arguments: argparse.Namespace) -> int:
    """Say why a card is asked or not, and what is known of it."""
    from trainer.core.day import study_day
    from trainer.practice.why import standing

    settings = _settings(arguments)
    with closing(_library(arguments, settings)) as store:
        card = store.card(arguments.card)
    if card is None:
        _talk(f"trainer: no deck in use has the card {arguments.card!r}; `w` in review names ids")
        return Exit.USAGE
    day = study_day(now(), settings.rollover_hour)
    if arguments.json:
        memory = card.state.memory
        _print_json(card.state._asdict() | {"card": card.key, "memory": memory and memory._asdict()})
    else:
        print(standing(card, day))
    return Exit.DONE


def unsuspend(arguments: argparse.Namespace) -> int:
    """Bring suspended cards back into practice; without a card, list them."""
    from trainer.core.day import offset_minutes, study_day
    from trainer.core.log import Event

    settings = _settings(arguments)
    with closing(_library(arguments, settings)) as store:
        suspended = sorted(
            card for card, state in store.states().items() if state.suspended and store.card(card)
        )
        if not arguments.card and not arguments.all:
            if arguments.json:
                _print_json(suspended)
            else:
                print("\n".join(suspended) or "No card is suspended.")
            return Exit.DONE
        strange = sorted(set(arguments.card) - set(suspended))
        if strange:
            _talk(f"trainer: not suspended: {', '.join(strange)}; nothing was changed")
            return Exit.USAGE
        moment = now()
        day = study_day(moment, settings.rollover_hour)
        for card in suspended if arguments.all else arguments.card:
            at = round(moment.timestamp() * 1000)
            store.record(Event("", "", at, day, offset_minutes(moment), card, "unsuspend"))
            print(card)
    return Exit.DONE


def doctor(arguments: argparse.Namespace) -> int:
    """Check that every card's schedule is what its history says; with --rebuild, make it so."""
    from trainer import paths
    from trainer.store.store import Store

    with closing(Store(paths.database(arguments.db))) as store:
        wrong = list(store.mismatches())
        if wrong and arguments.rebuild:
            store.rebuild()
    if arguments.json:
        _print_json(
            {"wrong": [mismatch.card for mismatch in wrong], "rebuilt": bool(wrong and arguments.rebuild)}
        )
    else:
        for mismatch in wrong:
            print(f"{mismatch.card}: stored {mismatch.cached}, history says {mismatch.replayed}")
        done = "rebuilt" if arguments.rebuild else "`trainer doctor --rebuild` makes them right"
        print(f"{len(wrong)} schedules differ from the history{'; ' + done if wrong else ''}")
    return Exit.PROBLEMS if wrong and not arguments.rebuild else Exit.DONE


def config(arguments: argparse.Namespace) -> int:
    """Show the settings in force and where files live."""
    from dataclasses import asdict

    from trainer import paths

    settings = _settings(arguments)
    places = {
        "settings file": str(paths.settings_file(arguments.config)),
        "history": str(paths.database(arguments.db)),
        "decks": [str(root) for root in _roots(arguments, settings)],
        "exports": str(paths.exports()),
    }
    if arguments.json:
        _print_json({"files": places, "settings": asdict(settings)})
        return Exit.DONE
    for name, place in places.items():
        print(f"{name + ':':15}{place if isinstance(place, str) else ', '.join(place)}")
    print("\n# settings in force; write those you change into the settings file")
    for name, value in asdict(settings).items():
        print(f"{name} = {json.dumps(value, ensure_ascii=False)}")
    return Exit.DONE


def now() -> datetime:
    """Return the local time with its zone."""
    return datetime.now().astimezone()


def _practise(arguments: argparse.Namespace, start: Literal["home", "review", "quiz", "mock"]) -> int:
    from trainer import terminal
    from trainer.context import Context

    settings = _settings(arguments)
    roots = _roots(arguments, settings)
    plain = arguments.plain or terminal.is_plain()
    if not plain:
        gc.disable()  # until the first card is drawn: what is made by then stays anyway

    def warm() -> None:
        store.warm()
        gc.freeze()
        gc.enable()

    def edit(path: str, line: int) -> None:
        terminal.edit(settings.editor, path, line)

    def reread() -> Sequence["Problem"]:
        from trainer.cli.opening import refresh

        refresh(store, roots)
        return store.problems()

    with terminal.keeping_keys(wanted=not plain), closing(_library(arguments, settings)) as store:
        context = Context(
            library=store,
            clock=now,
            plan=settings.plan,
            keys=settings.keys,
            scope=store.resolve(getattr(arguments, "deck", [])),
            start=start,
            theme=settings.theme,
            edit=edit if sys.stdin.isatty() else None,
            reread=reread,
            warm=warm,
            questions=getattr(arguments, "questions", 12),
            minutes=getattr(arguments, "minutes", 0),
            only_confusions=getattr(arguments, "confusions", False),
            exports=_exports(arguments),
        )
        if plain:
            from trainer.plain.review import run

            return run(context, sys.stdin, sys.stdout)
        from trainer.tui.app import TrainerApp

        app = TrainerApp(context)
        app.run()
        return app.return_code or Exit.DONE


def _exports(arguments: argparse.Namespace) -> Path:
    from trainer import paths

    return paths.exports(getattr(arguments, "out", None))


def _settings(arguments: argparse.Namespace) -> "Settings":
    from trainer import paths, settings

    return settings.read(paths.settings_file(arguments.config))


def _roots(arguments: argparse.Namespace, settings: "Settings") -> list[Path]:
    from trainer import paths

    return paths.deck_roots(arguments.decks, settings.decks)


def _library(arguments: argparse.Namespace, settings: "Settings") -> "Store":
    from trainer import paths
    from trainer.cli.opening import bar, open_library

    return open_library(paths.database(arguments.db), _roots(arguments, settings), bar)


def _file_name(decks: Iterable[str]) -> str:
    """Make a file name of the words that chose the decks."""
    words = "-".join(decks).casefold().replace("::", "-").replace("tag:", "")
    plain = "".join(letter if letter.isalnum() else "-" for letter in words)
    return "-".join(part for part in plain.split("-") if part)[:80] or "trainer"


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _talk(text: str) -> None:
    print(text, file=sys.stderr)


def fail(error: Exception, status: Exit) -> int:
    """Say what went wrong on stderr, and return ``status``."""
    _talk(f"trainer: {error}")
    return status
