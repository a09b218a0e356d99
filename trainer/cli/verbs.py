"""The verbs: the words and options of each, and the function that does it."""

import argparse
from functools import partial

from trainer import __version__
from trainer.cli import due, practise
from trainer.cli.options import (
    CARD,
    COPY,
    DECK,
    FILE,
    FOLDER,
    KEY,
    OWN,
    QUERY,
    RULE,
    TAG,
    VALUE,
    count,
    days,
    per_cent,
    port,
    text,
)
from trainer.cli.parsing import CARDS, Parser, Run, add, add_cards, add_common, add_list, add_order, add_verb
from trainer.core.card import LEVELS
from trainer.core.defaults import MINUTES, QUESTIONS

FIRST = ("", "review")
"""First words of a line that begins practice, which need not wait for what the other verbs are made of."""


def parser(word: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of all verbs; a parsed line has the verb's function in ``run``. Where ``word``, the
    first of the line, is one of `FIRST`, the parser knows no verb besides."""
    top = Parser(
        prog="trainer",
        description="Flashcards with spaced repetition, in the terminal. Without a verb: the home screen.",
        epilog="DECK is a deck's id, the first whole parts of its title (Hive, Kafka::Delivery), tag:NAME, "
        "or a query ('is:due deck:Kafka -level:deep prop:ivl>20').",
    )
    top.add_argument("--version", action="version", version=f"trainer {__version__}")
    add_common(top, top=True)
    top.set_defaults(run=practise.home, parser=top)
    verbs = top.add_subparsers(title="verbs", metavar="")

    def verb(name: str, run: Run, *, deck: bool = False, as_json: bool = False) -> argparse.ArgumentParser:
        return add_verb(verbs, name, run, deck=deck, as_json=as_json)

    added = verb("review", practise.review, deck=True)
    add(added, "--more", type=count, metavar="N", help="so many new cards beyond today's limit")
    add(added, "--level", choices=LEVELS, metavar="LEVEL", help=f"only of this level: {', '.join(LEVELS)}")
    other = added.add_mutually_exclusive_group()
    other.add_argument("--ahead", type=count, default=0, metavar="DAYS", help="what is due in the next days")
    other.add_argument("--weakest", action="store_true", help="what was forgotten most often")
    add(
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
    add(
        added,
        "--questions",
        type=count,
        default=QUESTIONS,
        metavar="N",
        help=f"how many; default: {QUESTIONS}",
    )
    add(added, "--confusions", action="store_true", help="only what you have mixed up before")
    verb("confusions", practise.confusions, deck=True, as_json=True)
    added = verb("mock", practise.mock, deck=True)
    add(added, "--minutes", type=count, default=MINUTES, metavar="N", help="how long; default: %(default)s")
    add(added, "--out", FOLDER, metavar="DIR", help="where the report goes; default: exports/")
    added = verb("ready", ready.ready, deck=True, as_json=True)
    add(added, "--by", metavar="DATE", help="the day: 2026-12-10, 10 Dec, +14d, friday; none: without a date")
    add(added, "--minutes", metavar="N", help="of study a day; default: 20")
    add(added, "--off", metavar="DAYS", help="weekdays without study, as sat,sun; or none")
    add(
        added,
        "--holiday",
        metavar="FROM..TO",
        help="days without study, announced beforehand; 'no FROM..TO' takes them back",
    )
    add(added, "--skip-mock", action="store_true", help="skip the mock interview that is open")
    add(added, "--name", type=text, metavar="NAME", help="which goal; default: the only one, or a new one")
    add(added, "--end", action="append", type=text, metavar="NAME", help="give a goal up; may be repeated")
    add(added, "--yes", action="store_true", help="set a goal on DECK alone without asking")
    add(added, "--result", action="store_true", help="what was foretold, and what happened")
    added = verb("due", due.due, deck=True, as_json=True)
    add(added, "--short", action="store_true", help="the number (12+9: 9 outside a plan), nothing when 0")
    add(added, "--ids", action="store_true", help="only the ids of the decks")
    added = verb("browse", browse.browse, as_json=True)
    add(
        added,
        "query",
        QUERY,
        nargs="*",
        metavar="QUERY",
        help="such as: 'is:due deck:Kafka -level:deep prop:ivl>20'",
    )
    add_order(added)
    added = verb("stats", stats.stats, deck=True, as_json=True)
    add(added, "--html", action="store_true", help="write a page with the plots, and say where")
    add(added, "--all", action="store_true", help="all rows of long lists")
    add(added, "--out", FOLDER, metavar="DIR", help="where the page goes; default: exports/")
    added = verb("add", adding.add, as_json=True)
    add(added, "into", OWN, nargs="?", metavar="DECK", help="a deck of your own, or the title of a new one")
    add(added, "--new", action="store_true", help="begin a deck of this title, whatever others are called")
    add(added, "--ask", metavar="TEXT", help="the question, or a text with gaps; without it: a form")
    add_list(
        added, "--answer", "the answer; again: what typing accepts too, or the next step, point, right option"
    )
    add_list(added, "--wrong", "a wrong option of a choice; may be repeated")
    add_list(
        added, "--subject", "what is compared; again: each other. Then --answer is: a question | of each | …"
    )
    add(added, "--kind", choices=adding.KINDS, metavar="KIND", help=f"one of {', '.join(adding.KINDS)}")
    add(added, "--why", default="", metavar="TEXT", help="why it is so, shown after the answer")
    add_list(added, "--tag", "a tag; may be repeated", stands_for=TAG)
    added = verb("edit", adding.edit)
    add(added, "card", CARD, metavar="CARD", help="a card's or note's id")
    one = added.add_mutually_exclusive_group()
    one.add_argument(
        "--original", action="store_true", help="show your version and the shipped note as it is"
    )
    one.add_argument(
        "--keep", action="store_true", help="your version stays, whatever the shipped note became"
    )
    one.add_argument("--back", action="store_true", help="take your version away: the shipped note is back")
    added = verb("check", decks.check, as_json=True)
    add(added, "path", FILE, nargs="*", metavar="PATH", help="deck files or folders; default: all decks")
    add(added, "--strict", action="store_true", help="exit with 1 on warnings too")
    add(
        added,
        "--explain",
        RULE,
        metavar="RULE",
        help="say what a rule is for and read no deck; all: every rule",
    )
    add(added, "--removed", action="store_true", help="what went at once was taken out on purpose")
    added = verb("coverage", decks.coverage, as_json=True)
    add(added, "--syllabus", FILE, metavar="FILE", help="default: the one of the shipped decks")
    added = verb("export", anki.export, deck=True, as_json=True)
    add(added, "--out", FOLDER, metavar="DIR", help="where the package goes; default: exports/")
    add(added, "--per-deck", action="store_true", help="a package of each deck, named by its id")
    add(added, "--with-schedule", action="store_true", help="with due days and the whole review log")
    added = verb("import", incoming.bring, as_json=True)
    add(
        added,
        "file",
        FILE,
        metavar="FILE",
        help=".apkg, .colpkg, .csv, .tsv, .txt, .md, .json, .org, .cards, .xml; .jsonl of `backup text`",
    )
    add(added, "--out", FOLDER, metavar="DIR", help="where decks go; default: your own decks")
    add(added, "--typed", action="store_true", help="short answers are answered by typing")
    add(added, "--theirs", action="store_true", help="replace what you edited here, or have newer, too")
    sign = "what stands between question and answer: tab, comma, ' - ' or any other; told by the file"
    add(added, "--between", metavar="SIGN", help=f"in a list of words, {sign} if not said")
    add(added, "--between-rows", metavar="SIGN", help=r"the same for its cards: '\n\n' is a blank line")
    add(added, "--with-schedule", action="store_true", help="take over the days on which cards are due there")
    add(added, "--dry-run", action="store_true", help="only say what would be taken")
    add(added, "--undo", action="store_true", help="take back what it brought into the history")
    added = verb("why", practise.why, as_json=True)
    add(added, "card", CARD, metavar="CARD", help="a card's or note's id, a deck, or a query")
    added = verb("history", browse.history, as_json=True)
    add(added, "card", CARD, metavar="CARD", help="a card's or note's id, a deck, or a query")
    added = verb("marked", browse.marked, deck=True, as_json=True)
    add(added, "--only", choices=browse.MARKS, metavar="MARK", help=f"one of {', '.join(browse.MARKS)}")
    add_order(added)
    for name, run in (("undo", cards.undo), ("redo", cards.redo)):
        added = verb(name, run, as_json=True)
        add(added, "--steps", type=count, default=1, metavar="N", help="so many; default: 1")
        add(added, "--list", action="store_true", help="only list what it would be, with its age")
    added = verb("terms", cards.terms, deck=True, as_json=True)
    add(added, "--take", action="store_true", help="write them as terms, of shipped notes as yours")
    add(added, "--yes", action="store_true", help="do not ask")
    added = verb("tag", cards.tag, as_json=True)
    add_cards(added)
    add_list(added, "--add", "a tag to give; may be repeated", stands_for=TAG)
    add_list(added, "--remove", "a tag to take away; may be repeated", stands_for=TAG)
    added = verb("reset", cards.reset, as_json=True)
    add_cards(added)
    added = verb("reschedule", cards.reschedule, as_json=True)
    add_cards(added)
    when = added.add_mutually_exclusive_group(required=True)
    when.add_argument("--on", metavar="DATE", help="the day: 2026-12-10, 10 Dec, +14d, friday")
    when.add_argument(
        "--in", type=days, metavar="DAYS", dest="days", help="so many days from today; 0: today"
    )
    added = verb("unsuspend", cards.unsuspend, as_json=True)
    add(added, "card", DECK, nargs="*", metavar="CARD", help=CARDS)
    add(added, "--all", action="store_true", help="all of them")
    add(added, "--yes", action="store_true", help="do not ask whether the clock is right")
    added = verb("evaluate", schedule.evaluate, deck=True, as_json=True)
    add(added, "--plot", action="store_true", help="plot what was claimed against what was recalled")
    added = verb("schedulers", schedule.schedulers, as_json=True)
    added.set_defaults(tells_of_settings=True)
    change = added.add_mutually_exclusive_group()
    change.add_argument("--use", choices=schedule.NAMES, metavar="NAME", help=", ".join(schedule.NAMES))
    change.add_argument("--optimize", action="store_true", help="fit FSRS to your own answers")
    change.add_argument("--defaults", action="store_true", help="the default parameters of FSRS again")
    add(added, "--retention", type=per_cent, metavar="N", help="of fsrs: per cent recalled when due, 70-99")
    add(added, "--yes", action="store_true", help="do not ask")
    added = verb("backup", safety.backup, as_json=True)
    add(
        added,
        "action",
        nargs="?",
        choices=safety.ACTIONS,
        default="list",
        metavar="ACTION",
        help="list (default), now, or text FILE",
    )
    add(added, "file", FILE, nargs="?", metavar="FILE", help="where the text goes")
    added = verb("restore", safety.restore, as_json=True)
    add(added, "which", COPY, metavar="WHICH", help="a name of `trainer backup list`, or a file")
    added = verb("sync", safety.sync, as_json=True)
    add(added, "target", FOLDER, metavar="TARGET", help="a folder, or postgresql://NAME@HOST/DATABASE")
    add(added, "--join", action="store_true", help="make one history of this and another there")
    add(added, "--new", action="store_true", help="begin in a folder that is not there yet, or empty now")
    add(added, "--init", action="store_true", help="make ready a database that you own, for --person")
    add(added, "--person", type=text, metavar="NAME", help="with --init: whose history it will take")
    added = verb("serve", serving.serve)
    add(added, "--port", type=port, default=8000, metavar="N", help="of 127.0.0.1; default: %(default)s")
    added = verb("doctor", history.doctor, as_json=True)
    added.set_defaults(tells_of_settings=True)
    add(added, "--rebuild", action="store_true", help="rebuild the schedules from the history")
    add(added, "--repair", action="store_true", help="save what can be read of a damaged file into a new one")
    add(added, "--undo-clock", action="store_true", help="take back what was done under a wrong clock")
    add(added, "--yes", action="store_true", help="with --undo-clock: also what several devices or days say")
    add(added, "--undo-future", action="store_true", dest="undo_clock", help=argparse.SUPPRESS)
    added = verb("config", upkeep.config, as_json=True)
    added.set_defaults(tells_of_settings=True, makes_settings=True)  # some of its words do
    add(added, "key", KEY, nargs="?", metavar="KEY", help="one; or list, get, set or unset KEY, edit, path")
    add(added, "value", VALUE, nargs="?", metavar="VALUE", help="what it should be from now on")
    add(added, "set_to", VALUE, nargs="?", metavar="", help=argparse.SUPPRESS)
    add(added, "--unset", action="store_true", help="back to the default")
    added = verb("completion", completing.completion)
    shells = completing.SHELLS
    add(added, "shell", nargs="?", choices=shells, metavar="SHELL", help=", ".join(shells))
    add(added, "--of", help=argparse.SUPPRESS)
    add(added, "--line", default="", help=argparse.SUPPRESS)
    return top
