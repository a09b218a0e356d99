"""The command line: words to verbs, and errors to exit statuses."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from trainer import __version__
from trainer.cli import verbs
from trainer.cli.verbs import Exit


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit status (`Exit`). Never raises for something a user can cause."""
    from trainer.core.errors import LibraryBusyError, LibraryError, LibraryNewerError
    from trainer.core.scope import ScopeError
    from trainer.settings import SettingsError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a letter shows a ? instead
    arguments = _parser().parse_args(argv)
    try:
        status = int(arguments.run(arguments))
        sys.stdout.flush()
    except (LibraryBusyError, LibraryNewerError) as error:
        return verbs.fail(error, Exit.BUSY_OR_NEWER)
    except (LibraryError, SettingsError) as error:
        return verbs.fail(error, Exit.FILE)
    except ScopeError as error:
        return verbs.fail(error, Exit.USAGE)
    except BrokenPipeError:
        # Whoever read our output has had enough; keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="trainer",
        description="Flashcards with spaced repetition, in the terminal. Without a verb: the home screen.",
        epilog="DECK is a deck's id, the beginning of its title (Hive, Kafka::Delivery) or tag:NAME.",
    )
    parser.add_argument("--version", action="version", version=f"trainer {__version__}")
    _common(parser, top=True)
    parser.set_defaults(run=verbs.home)
    group = parser.add_subparsers(title="verbs", metavar="")
    _verb(group, verbs.review, deck=True)
    verb = _verb(group, verbs.quiz, deck=True)
    verb.add_argument("--questions", type=_count, default=12, metavar="N", help="how many; default: 12")
    verb.add_argument("--confusions", action="store_true", help="only what you have mixed up before")
    _verb(group, verbs.confusions, deck=True, as_json=True)
    verb = _verb(group, verbs.mock, deck=True)
    verb.add_argument("--minutes", type=_count, default=20, metavar="N", help="how long; default: 20")
    verb.add_argument("--out", metavar="DIR", help="where the report goes; default: exports/")
    verb = _verb(group, verbs.due, deck=True, as_json=True)
    verb.add_argument(
        "--short", action="store_true", help="only the number, nothing when it is 0 (for a prompt)"
    )
    verb = _verb(group, verbs.check, as_json=True)
    verb.add_argument("path", nargs="*", metavar="PATH", help="deck files or folders; default: all decks")
    verb.add_argument("--strict", action="store_true", help="exit with 1 on warnings too")
    verb = _verb(group, verbs.coverage, as_json=True)
    verb.add_argument("--syllabus", metavar="FILE", help="default: the one of the shipped decks")
    verb = _verb(group, verbs.export, deck=True, as_json=True)
    verb.add_argument("--out", metavar="DIR", help="where the package goes; default: exports/")
    verb = _verb(group, verbs.why, as_json=True)
    verb.add_argument("card", metavar="CARD", help="a card's id, such as hive-managed-external/drop-managed")
    verb = _verb(group, verbs.unsuspend, as_json=True)
    verb.add_argument("card", nargs="*", metavar="CARD", help="a card's id")
    verb.add_argument("--all", action="store_true", help="all of them")
    verb = _verb(group, verbs.doctor, as_json=True)
    verb.add_argument("--rebuild", action="store_true", help="rebuild the schedules from the history")
    _verb(group, verbs.config, as_json=True)
    return parser


def _verb(
    group: "argparse._SubParsersAction[argparse.ArgumentParser]",
    run: Callable[[argparse.Namespace], int],
    *,
    deck: bool = False,
    as_json: bool = False,
) -> argparse.ArgumentParser:
    """Add a verb named and explained by its function."""
    explanation = (run.__doc__ or "").strip()
    verb = group.add_parser(run.__name__, help=explanation, description=explanation)
    verb.set_defaults(run=run)
    _common(verb, top=False)
    if deck:
        verb.add_argument(
            "deck", nargs="*", metavar="DECK", help="deck id, beginning of a title, or tag:NAME"
        )
    if as_json:
        verb.add_argument("--json", action="store_true", help="print JSON")
    return verb


def _common(parser: argparse.ArgumentParser, *, top: bool) -> None:
    """Add the options that stand before or after a verb; behind a verb they leave alone what stood before."""

    def add(name: str, help_text: str, default: Any = None, **more: Any) -> None:
        parser.add_argument(name, help=help_text, default=default if top else argparse.SUPPRESS, **more)

    add("--db", "the history file (TRAINER_DB)", metavar="FILE")
    add(
        "--decks",
        "a folder or file of decks; may be repeated (TRAINER_DECKS)",
        metavar="PATH",
        action="append",
    )
    add("--config", "the settings file (TRAINER_CONFIG)", metavar="FILE")
    add("--plain", "line by line, without screens", default=False, action="store_true")


def _count(word: str) -> int:
    """Read a number of questions or minutes."""
    if not (word.isascii() and word.isdecimal() and 1 <= int(word) <= 999):
        raise argparse.ArgumentTypeError(f"{word!r} is not a whole number from 1 to 999")
    return int(word)
