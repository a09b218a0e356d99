"""Every query and command that help, screens, docs and completion show finds something of what ships."""

import argparse
import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from trainer.browse.wording import LANGUAGE
from trainer.cli import completing
from trainer.cli.opening import open_library
from trainer.cli.verbs import parser
from trainer.core.query import FIELDS
from trainer.goals.form import BLANKS
from trainer.paths import shipped_decks, tutorial
from trainer.settings.model import Settings
from trainer.store.store import Store
from trainer.tui.widgets.querying import ASKS

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
DAY = 20_000
_TERM = re.compile(rf"(?<![\w:])-?(?:{'|'.join(FIELDS)}):(?:\"[^\"]+\"|[^\s'\"`,;|)…]+)")
_STANDS_FOR_MORE = re.compile(r":(?:[A-Z]{2,}|x$|…)")  # tag:NAME


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A history over the shipped decks, and the tutorial."""
    place = tmp_path_factory.mktemp("examples") / "trainer.db"
    with open_library(place, [shipped_decks(), tutorial()]) as store:
        yield store


def help_texts() -> Iterator[str]:
    every: list[argparse.ArgumentParser] = [parser()]
    for verb in every:
        yield from (verb.description or "", verb.epilog or "")
        for action in verb._actions:
            yield action.help or ""
            if isinstance(action, argparse._SubParsersAction):
                every += action.choices.values()


def terms() -> set[str]:
    texts = [*help_texts(), *(page.read_text(encoding="utf-8") for page in PAGES)]
    texts += [*ASKS.values(), *(blank.hint for blank in BLANKS), *(example for example, _ in LANGUAGE)]
    found = {term.rstrip(".") for text in texts for term in _TERM.findall(text)}
    return {term for term in found if not _STANDS_FOR_MORE.search(term)}


def test_terms_of_queries_name_what_is_there(shipped: Store) -> None:
    shown = terms()
    assert {"-level:deep", "deck:Kafka", "prop:ivl>20"} <= shown
    for term in shown:
        shipped.search(term, DAY)
        if term.lstrip("-").startswith(("deck:", "tag:", "kind:", "level:", "id:")):
            assert shipped.cards(shipped.search(term, DAY), DAY), term


def test_the_language_in_examples_is_read_and_names_what_is_there(shipped: Store) -> None:
    for example in (one for examples, _ in LANGUAGE for one in examples.split("  ")):
        shipped.search(example, DAY)


def commands() -> Iterator[argparse.Namespace]:
    """Yield the commands that the docs show, as they are parsed; not forms such as ``review [DECK…]``."""
    parse_line = parser().parse_args
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        shown = re.findall(r"(?:^    |`|run\.py )(?:trainer|python3 run\.py) ([^`#|\n]+)", text, re.MULTILINE)
        for line in shown:
            if not re.search(r"[A-Z]{3,}|[…\[<>]|^(tests|-)", line):
                with suppress(SystemExit):  # a verb is named there without the words that it needs
                    yield parse_line(shlex.split(line))


def test_decks_that_shown_commands_name_are_there(shipped: Store) -> None:
    seen = [arguments.deck for arguments in commands() if getattr(arguments, "deck", None)]
    assert ["kafka"] in seen
    assert ["tutorial"] in seen
    for words in seen:
        assert shipped.cards(shipped.resolve(words, DAY), DAY), words


def test_words_that_a_shell_completes_are_read(shipped: Store) -> None:
    wishes = Settings()
    for word in completing._decks(shipped, wishes, ""):
        shipped.resolve([word], DAY)
    for word in completing._queries(shipped, wishes, ""):
        shipped.search(f"{word}1" if word.endswith(">") else word, DAY)
