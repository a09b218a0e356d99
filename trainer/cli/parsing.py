"""What reads a line of words, and the words and options that several verbs have."""

import argparse
import re
import sys
from collections.abc import Callable
from typing import Any, NoReturn, get_args

from trainer.cli.options import ASKING, DECK, FILE, FOLDER, NAMES, named, text
from trainer.core.errors import Exit
from trainer.core.library import Sort
from trainer.core.near import near
from trainer.core.text import in_line, of_error

_EXCLUDED = re.compile(r"argument (\S+): not allowed with argument (\S+)$")
"""What argparse says of two options of which only one may stand."""


class Parser(argparse.ArgumentParser):
    """A parser that repeats no password of an address it cannot place, says which verb may be meant, and of
    what is wrong the one line that tells it."""

    _mixed = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Take options between the words of a verb, too: ``trainer due kafka --json spark``. Behind ``--``
        all are words, which argparse does not know of what is mixed."""
        if self._mixed or self._subparsers is not None or "--" in (args or ()):
            return super().parse_known_args(args, namespace)
        self._mixed = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixed = False

    def error(self, message: str) -> NoReturn:
        both = _EXCLUDED.match(message)
        said = f"{both[1]} and {both[2]} exclude each other; say one" if both else message
        self._refuse(f"{said}; `{self.prog} --help` has all words")

    def _refuse(self, said: str) -> NoReturn:
        self.exit(Exit.USAGE, f"{self.prog}: {in_line(of_error(said))}\n")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print help or an error; help that cannot be written is an error, as every result is."""
        if file is not sys.stdout:
            super()._print_message(message, file)
        elif message:
            file.write(message)
            file.flush()

    def _parse_optional(self, arg_string: str) -> Any:
        """Let what begins with one dash be a word of a query, where cards are asked for and no option is
        meant: ``trainer browse -level:deep``."""
        asks = any(getattr(action, "stands_for", "") in ASKING for action in self._get_positional_actions())
        denies = arg_string.startswith("-") and not arg_string.startswith("--") and len(arg_string) > 2
        if asks and denies and "-" + arg_string not in self._option_string_actions:
            return None
        return super()._parse_optional(arg_string)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if isinstance(action, argparse._SubParsersAction) and value not in action.choices:
            close = near(value, action.choices)
            meant = f"did you mean {close[0]!r}?" if close else "`trainer --help` lists them"
            self._refuse(f"there is no verb {value!r}; {meant}")
        super()._check_value(action, value)


Run = Callable[[argparse.Namespace], int]


def add_verb(
    group: "argparse._SubParsersAction[Parser]",
    name: str,
    run: Run,
    *,
    deck: bool,
    as_json: bool,
) -> argparse.ArgumentParser:
    """Add a verb, explained by its function."""
    explanation = (run.__doc__ or "").strip()
    verb = group.add_parser(name, help=explanation, description=explanation)
    verb.set_defaults(run=run)
    add_common(verb, top=False)
    if deck:
        add(
            verb,
            "deck",
            DECK,
            nargs="*",
            metavar="DECK",
            help="deck id, first parts of a title, tag:NAME, or a query",
        )
    if as_json:
        add(verb, "--json", action="store_true", help="print JSON")
    return verb


def add_order(verb: argparse.ArgumentParser) -> None:
    """Add the order of a list of cards."""
    sorts = get_args(Sort)
    add(verb, "--sort", choices=sorts, default="deck", metavar="BY", help=f"by {', '.join(sorts)}")
    add(verb, "--down", action="store_true", help="the other way round")


def add_list(verb: argparse.ArgumentParser, name: str, explanation: str, stands_for: str = "") -> None:
    """Add an option that may be repeated."""
    add(verb, name, stands_for, action="append", default=[], metavar="TEXT", help=explanation)


CARDS = "a card's or note's id, or DECK for all of a deck"


def add_cards(verb: argparse.ArgumentParser) -> None:
    """Add the cards that a verb changes."""
    add(verb, "card", DECK, nargs="+", metavar="CARD", help=CARDS)
    add(verb, "--yes", action="store_true", help="do not ask before more than one card is changed")


def add_common(verb: argparse.ArgumentParser, *, top: bool) -> None:
    """Add the options that stand before or after a verb; behind a verb they leave alone what stood before."""

    def anywhere(name: str, stands_for: str, help_text: str, default: Any = None, **more: Any) -> None:
        add(verb, name, stands_for, help=help_text, default=default if top else argparse.SUPPRESS, **more)

    anywhere("--db", FILE, "the history file (TRAINER_DB)", metavar="FILE")
    anywhere(
        "--decks",
        FILE,
        "a folder or file of decks; may be repeated (TRAINER_DECKS)",
        metavar="PATH",
        action="append",
    )
    anywhere("--config", FILE, "the settings file (TRAINER_CONFIG)", metavar="FILE")
    anywhere("--plain", "", "line by line, without screens", default=False, action="store_true")


def add(verb: argparse.ArgumentParser, flag: str, stands_for: str = "", /, **more: Any) -> None:
    """Add an argument, with a note of what its value stands for (see `completing`)."""
    if stands_for in NAMES:
        more.setdefault("type", text)
    elif stands_for in (FILE, FOLDER):
        more.setdefault("type", named)
    verb.add_argument(flag, **more).stands_for = stands_for  # type: ignore[attr-defined]
