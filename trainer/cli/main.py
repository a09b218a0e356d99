"""The command line: words to verbs, and errors to exit statuses."""

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NoReturn, get_args

from trainer import __version__, terminal
from trainer.cli import practise
from trainer.cli.environment import check_clock, talk
from trainer.cli.options import (
    CARD,
    COPY,
    DECK,
    FILE,
    FOLDER,
    KEY,
    NAMES,
    OWN,
    QUERY,
    TAG,
    VALUE,
    count,
    days,
    per_cent,
    port,
    text,
)
from trainer.core.card import LEVELS
from trainer.core.defaults import MINUTES, QUESTIONS
from trainer.core.errors import Exit, TrainerError
from trainer.core.library import Sort
from trainer.core.near import near
from trainer.core.text import masked, one_line
from trainer.files import private


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit status (`Exit`). Never raises for something a user can cause.

    Raises:
        SystemExit: the words mean nothing, or the program was asked to end by a signal.
    """
    terminal.open_streams()
    with private(), terminal.ending():
        try:
            try:
                return _run(argv)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read our output has had enough.
            terminal.say_no_more()
            return Exit.DONE
        except OSError as error:
            terminal.say_no_more()
            where = f"{error.filename} (is the disk there and whole, and are you let in?)"
            talk(f"trainer: {where if error.filename else 'the output'}: {error.strerror or error}")
            return Exit.FILE
        except KeyboardInterrupt:
            return Exit.INTERRUPTED


def _run(argv: Sequence[str] | None) -> int:
    words = sys.argv[1:] if argv is None else argv
    arguments = parser("".join(words[:1])).parse_args(words)
    if arguments.run not in (practise.home, practise.review):
        gc.enable()  # what begins practice does so with its first card
    try:
        check_clock()
        return int(arguments.run(arguments))
    except TrainerError as error:
        talk(f"trainer: {masked(str(error))}")
        return error.status
    except UnicodeEncodeError as error:
        text = error.object.encode(errors="backslashreplace").decode()
        talk(f"trainer: “{one_line(text)}” is not UTF-8; say it in other letters, or rename the file")
        return Exit.USAGE


FIRST = ("", "review")
"""First words of a line that begins practice, which need not wait for what the other verbs are made of."""


def parser(word: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of all verbs; a parsed line has the verb's function in ``run``. Where ``word``, the
    first of the line, is one of `FIRST`, the parser knows no verb besides."""
    top = _Parser(
        prog="trainer",
        description="Flashcards with spaced repetition, in the terminal. Without a verb: the home screen.",
        epilog="DECK is a deck's id, the beginning of its title (Hive, Kafka::Delivery), tag:NAME, or "
        "a query ('is:due deck:Kafka -tag:deep prop:ivl>20').",
    )
    top.add_argument("--version", action="version", version=f"trainer {__version__}")
    _common(top, top=True)
    top.set_defaults(run=practise.home, parser=top)
    verbs = top.add_subparsers(title="verbs", metavar="")

    def verb(name: str, run: Run, *, deck: bool = False, as_json: bool = False) -> argparse.ArgumentParser:
        return _verb(verbs, name, run, deck=deck, as_json=as_json)

    added = verb("review", practise.review, deck=True)
    _add(added, "--more", type=count, metavar="N", help="so many new cards beyond today's limit")
    _add(added, "--level", choices=LEVELS, metavar="LEVEL", help=f"only of this level: {', '.join(LEVELS)}")
    other = added.add_mutually_exclusive_group()
    other.add_argument("--ahead", type=count, default=0, metavar="DAYS", help="what is due in the next days")
    other.add_argument("--weakest", action="store_true", help="what was forgotten most often")
    _add(
        added,
        "--minutes",
        type=count,
        default=0,
        dest="only_minutes",
        metavar="N",
        help="end after about so many; also of the others",
    )
    cram = partial(other.add_argument, dest="cram", action="store_const", default="")
    cram("--cram", const="all", help="all cards, without touching the schedule")
    cram("--missed", const="missed", help="a cram of what was missed today")
    if word in FIRST:
        return top
    from trainer.cli import (
        adding,
        anki,
        browse,
        cards,
        completing,
        decks,
        history,
        incoming,
        ready,
        safety,
        schedule,
        serving,
        stats,
        upkeep,
    )

    added = verb("quiz", practise.quiz, deck=True)
    _add(
        added,
        "--questions",
        type=count,
        default=QUESTIONS,
        metavar="N",
        help=f"how many; default: {QUESTIONS}",
    )
    _add(added, "--confusions", action="store_true", help="only what you have mixed up before")
    verb("confusions", practise.confusions, deck=True, as_json=True)
    added = verb("mock", practise.mock, deck=True)
    _add(added, "--minutes", type=count, default=MINUTES, metavar="N", help="how long; default: %(default)s")
    _add(added, "--out", FOLDER, metavar="DIR", help="where the report goes; default: exports/")
    added = verb("ready", ready.ready, deck=True, as_json=True)
    _add(
        added, "--by", metavar="DATE", help="the day: 2026-12-10, 10 Dec, +14d, friday; none: without a date"
    )
    _add(added, "--minutes", metavar="N", help="of study a day; default: 20")
    _add(added, "--off", metavar="DAYS", help="weekdays without study, as sat,sun; or none")
    _add(
        added,
        "--holiday",
        metavar="FROM..TO",
        help="days without study, announced beforehand; 'no FROM..TO' takes them back",
    )
    _add(added, "--skip-mock", action="store_true", help="skip the mock interview that is open")
    _add(added, "--name", type=text, metavar="NAME", help="which goal; default: the only one, or a new one")
    _add(added, "--end", action="append", type=text, metavar="NAME", help="give a goal up; may be repeated")
    _add(added, "--yes", action="store_true", help="set a goal on DECK alone without asking")
    _add(added, "--result", action="store_true", help="what was foretold, and what happened")
    added = verb("due", practise.due, deck=True, as_json=True)
    _add(added, "--short", action="store_true", help="the number (12+9: 9 outside a plan), nothing when 0")
    _add(added, "--ids", action="store_true", help="only the ids of the decks")
    added = verb("browse", browse.browse, as_json=True)
    _add(
        added,
        "query",
        QUERY,
        nargs="*",
        metavar="QUERY",
        help="such as: 'is:due deck:Kafka -tag:deep prop:ivl>20'",
    )
    _sorted(added)
    added = verb("stats", stats.stats, deck=True, as_json=True)
    _add(added, "--html", action="store_true", help="write a page with the plots, and say where")
    _add(added, "--all", action="store_true", help="all rows of long lists")
    _add(added, "--out", FOLDER, metavar="DIR", help="where the page goes; default: exports/")
    added = verb("add", adding.add, as_json=True)
    _add(added, "into", OWN, nargs="?", metavar="DECK", help="a deck of your own, or the title of a new one")
    _add(added, "--ask", metavar="TEXT", help="the question, or a text with gaps; without it: a form")
    _list(
        added, "--answer", "the answer; again: what typing accepts too, or the next step, point, right option"
    )
    _list(added, "--wrong", "a wrong option of a choice; may be repeated")
    _add(added, "--kind", choices=adding.KINDS, metavar="KIND", help=f"one of {', '.join(adding.KINDS)}")
    _add(added, "--why", default="", metavar="TEXT", help="why it is so, shown after the answer")
    _list(added, "--tag", "a tag; may be repeated", stands_for=TAG)
    added = verb("edit", adding.edit)
    _add(added, "card", CARD, metavar="CARD", help="a card's or note's id")
    one = added.add_mutually_exclusive_group()
    one.add_argument(
        "--original", action="store_true", help="show your version and the shipped note as it is"
    )
    one.add_argument(
        "--keep", action="store_true", help="your version stays, whatever the shipped note became"
    )
    one.add_argument("--back", action="store_true", help="take your version away: the shipped note is back")
    added = verb("check", decks.check, as_json=True)
    _add(added, "path", FILE, nargs="*", metavar="PATH", help="deck files or folders; default: all decks")
    _add(added, "--strict", action="store_true", help="exit with 1 on warnings too")
    _add(added, "--explain", metavar="RULE", help="say what a rule is for and read no deck; all: every rule")
    _add(added, "--removed", action="store_true", help="what went at once was taken out on purpose")
    added = verb("coverage", decks.coverage, as_json=True)
    _add(added, "--syllabus", FILE, metavar="FILE", help="default: the one of the shipped decks")
    added = verb("export", anki.export, deck=True, as_json=True)
    _add(added, "--out", FOLDER, metavar="DIR", help="where the package goes; default: exports/")
    _add(added, "--with-schedule", action="store_true", help="with due days and the whole review log")
    added = verb("import", incoming.bring, as_json=True)
    _add(
        added,
        "file",
        FILE,
        metavar="FILE",
        help=".apkg, .colpkg, .csv, .tsv, .txt, .md, .json, .org, .cards, .xml",
    )
    _add(added, "--out", FOLDER, metavar="DIR", help="where decks go; default: your own decks")
    _add(added, "--typed", action="store_true", help="short answers are answered by typing")
    _add(added, "--theirs", action="store_true", help="replace notes that you edited here, too")
    _add(
        added, "--with-schedule", action="store_true", help="take over the days on which cards are due there"
    )
    _add(added, "--dry-run", action="store_true", help="only say what would be taken")
    _add(added, "--undo", action="store_true", help="take back what a .jsonl of a history brought")
    added = verb("why", practise.why, as_json=True)
    _add(added, "card", CARD, metavar="CARD", help="a card's or note's id, a deck, or a query")
    added = verb("history", browse.history, as_json=True)
    _add(added, "card", CARD, metavar="CARD", help="a card's or note's id, a deck, or a query")
    added = verb("marked", browse.marked, deck=True, as_json=True)
    _add(added, "--only", choices=browse.MARKS, metavar="MARK", help=f"one of {', '.join(browse.MARKS)}")
    _sorted(added)
    for name, run in (("undo", cards.undo), ("redo", cards.redo)):
        added = verb(name, run, as_json=True)
        _add(added, "--steps", type=count, default=1, metavar="N", help="so many; default: 1")
        _add(added, "--list", action="store_true", help="only list what it would be, with its age")
    added = verb("terms", cards.terms, deck=True, as_json=True)
    _add(added, "--take", action="store_true", help="write them as terms, of shipped notes as yours")
    _add(added, "--yes", action="store_true", help="do not ask")
    added = verb("tag", cards.tag, as_json=True)
    _cards(added)
    _list(added, "--add", "a tag to give; may be repeated", stands_for=TAG)
    _list(added, "--remove", "a tag to take away; may be repeated", stands_for=TAG)
    added = verb("reset", cards.reset, as_json=True)
    _cards(added)
    added = verb("reschedule", cards.reschedule, as_json=True)
    _cards(added)
    when = added.add_mutually_exclusive_group(required=True)
    when.add_argument("--on", metavar="DATE", help="the day: 2026-12-10, 10 Dec, +14d, friday")
    when.add_argument(
        "--in", type=days, metavar="DAYS", dest="days", help="so many days from today; 0: today"
    )
    added = verb("unsuspend", cards.unsuspend, as_json=True)
    _add(added, "card", CARD, nargs="*", metavar="CARD", help="a card's id")
    _add(added, "--all", action="store_true", help="all of them")
    added = verb("evaluate", schedule.evaluate, deck=True, as_json=True)
    _add(added, "--plot", action="store_true", help="plot what was claimed against what was recalled")
    added = verb("schedulers", schedule.schedulers, as_json=True)
    change = added.add_mutually_exclusive_group()
    change.add_argument("--use", choices=schedule.NAMES, metavar="NAME", help=", ".join(schedule.NAMES))
    change.add_argument("--optimize", action="store_true", help="fit FSRS to your own answers")
    change.add_argument("--defaults", action="store_true", help="the default parameters of FSRS again")
    _add(added, "--retention", type=per_cent, metavar="N", help="of fsrs: per cent recalled when due, 70-99")
    _add(added, "--yes", action="store_true", help="do not ask")
    added = verb("backup", safety.backup, as_json=True)
    _add(
        added,
        "action",
        nargs="?",
        choices=safety.ACTIONS,
        default="list",
        metavar="ACTION",
        help="list (default), now, or text FILE",
    )
    _add(added, "file", FILE, nargs="?", metavar="FILE", help="where the text goes")
    added = verb("restore", safety.restore, as_json=True)
    _add(added, "which", COPY, metavar="WHICH", help="a name of `trainer backup list`, or a file set aside")
    added = verb("sync", safety.sync, as_json=True)
    _add(added, "target", FOLDER, metavar="TARGET", help="a folder, or postgresql://NAME@HOST/DATABASE")
    _add(added, "--join", action="store_true", help="make one history of this and another there")
    _add(added, "--init", action="store_true", help="make ready a database that you own, for --person")
    _add(added, "--person", type=text, metavar="NAME", help="with --init: whose history it will take")
    added = verb("serve", serving.serve)
    _add(added, "--port", type=port, default=8000, metavar="N", help="of 127.0.0.1; default: %(default)s")
    added = verb("doctor", history.doctor, as_json=True)
    _add(added, "--rebuild", action="store_true", help="rebuild the schedules from the history")
    _add(
        added, "--repair", action="store_true", help="save what can be read of a damaged file into a new one"
    )
    _add(added, "--undo-clock", action="store_true", help="take back what was done under a wrong clock")
    _add(added, "--undo-future", action="store_true", dest="undo_clock", help=argparse.SUPPRESS)
    added = verb("config", upkeep.config, as_json=True)
    _add(added, "key", KEY, nargs="?", metavar="KEY", help="one; or list, get, set or unset KEY, edit, path")
    _add(added, "value", VALUE, nargs="?", metavar="VALUE", help="what it should be from now on")
    _add(added, "set_to", VALUE, nargs="?", metavar="", help=argparse.SUPPRESS)
    _add(added, "--unset", action="store_true", help="back to the default")
    added = verb("completion", completing.completion)
    shells = completing.SHELLS
    _add(added, "shell", nargs="?", choices=shells, metavar="SHELL", help=", ".join(shells))
    _add(added, "--of", help=argparse.SUPPRESS)
    _add(added, "--line", default="", help=argparse.SUPPRESS)
    return top


class _Parser(argparse.ArgumentParser):
    """A parser that repeats no password of an address it cannot place, and says which verb may be meant."""

    def error(self, message: str) -> NoReturn:
        super().error(masked(message))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if isinstance(action, argparse._SubParsersAction) and value not in action.choices:
            close = near(value, action.choices)
            meant = f"did you mean {close[0]!r}?" if close else "`trainer --help` lists them"
            self.error(f"there is no verb {value!r}; {meant}")
        super()._check_value(action, value)


Run = Callable[[argparse.Namespace], int]


def _verb(
    group: "argparse._SubParsersAction[_Parser]",
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
    _common(verb, top=False)
    if deck:
        _add(
            verb,
            "deck",
            DECK,
            nargs="*",
            metavar="DECK",
            help="deck id, beginning of a title, tag:NAME, or a query",
        )
    if as_json:
        _add(verb, "--json", action="store_true", help="print JSON")
    return verb


def _sorted(verb: argparse.ArgumentParser) -> None:
    """Add the order of a list of cards."""
    sorts = get_args(Sort)
    _add(verb, "--sort", choices=sorts, default="deck", metavar="BY", help=f"by {', '.join(sorts)}")
    _add(verb, "--down", action="store_true", help="the other way round")


def _list(verb: argparse.ArgumentParser, name: str, explanation: str, stands_for: str = "") -> None:
    """Add an option that may be repeated."""
    _add(verb, name, stands_for, action="append", default=[], metavar="TEXT", help=explanation)


def _cards(verb: argparse.ArgumentParser) -> None:
    """Add the cards that a verb changes."""
    _add(
        verb, "card", DECK, nargs="+", metavar="CARD", help="a card's or note's id, or DECK for all of a deck"
    )
    _add(verb, "--yes", action="store_true", help="do not ask before more than one card is changed")


def _common(verb: argparse.ArgumentParser, *, top: bool) -> None:
    """Add the options that stand before or after a verb; behind a verb they leave alone what stood before."""

    def add(name: str, stands_for: str, help_text: str, default: Any = None, **more: Any) -> None:
        _add(verb, name, stands_for, help=help_text, default=default if top else argparse.SUPPRESS, **more)

    add("--db", FILE, "the history file (TRAINER_DB)", metavar="FILE")
    add(
        "--decks",
        FILE,
        "a folder or file of decks; may be repeated (TRAINER_DECKS)",
        metavar="PATH",
        action="append",
    )
    add("--config", FILE, "the settings file (TRAINER_CONFIG)", metavar="FILE")
    add("--plain", "", "line by line, without screens", default=False, action="store_true")


def _add(verb: argparse.ArgumentParser, flag: str, stands_for: str = "", /, **more: Any) -> None:
    """Add an argument, with a note of what its value stands for (see `completing`)."""
    if stands_for in NAMES:
        more.setdefault("type", text)
    verb.add_argument(flag, **more).stands_for = stands_for  # type: ignore[attr-defined]
