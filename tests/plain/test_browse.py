"""Browsing line by line: the same browser, by numbers."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace

from tests.practice.context import Clock
from tests.store.build import DAY, Shelf, answer, basic
from trainer.browse.wording import LANGUAGE
from trainer.context import Context
from trainer.core.notebook import Tagged
from trainer.plain.app import run
from trainer.plain.browse import PAGE
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store
from trainer.tui.lines.browse_lines import language_lines


def said(store: Store, *lines: str, query: str = "", **more: object) -> str:
    out = io.StringIO()
    at = replace(Context(store, Clock(), Plan(), start="browse", query=query), **more)  # type: ignore[arg-type]
    assert run(at, io.StringIO("".join(f"{line}\n" for line in lines)), out) == 0
    return out.getvalue()


def fill(store: Store, number: int = 3) -> None:
    Shelf(store, *(basic(f"n{n}") for n in range(number)))


def test_cards_are_listed_by_number_and_shown_with_their_history(store: Store) -> None:
    fill(store)
    store.record(answer("deck/n1", 4, DAY - 30))
    store.record(answer("deck/n1", 4, DAY - 20))
    text = said(store, "2")
    assert "3 cards, sorted by deck" in text
    assert "   2  " in text
    assert "A n1" in text
    assert "→ 6 days" in text


def test_a_query_is_asked_and_explained(store: Store) -> None:
    fill(store)
    text = said(store, "/n2", "/is:late", "/", "?")
    assert "1 card for n2" in text
    assert "a card cannot be 'late'" in text
    assert text.count("3 cards") == 2
    assert "prop:ivl>20" in text


def test_cards_are_changed_by_their_numbers_and_undone_together(store: Store) -> None:
    fill(store)
    text = said(store, "! 1 3", "f all", "u", "d 5 2", "b 9", "! x", "f")
    assert "2 cards suspended" in text
    assert "3 cards flagged" in text
    assert "undone: flagging 3 cards" in text
    assert text.count("say which cards, by numbers from 1 to 3, or all") == 3
    states = store.states()
    assert [card for card, state in states.items() if state.suspended] == ["deck/n0", "deck/n2"]
    memory = states["deck/n1"].memory
    assert memory is not None
    assert memory.due == Clock()().toordinal() + 5


def test_pages_follow_one_another(store: Store) -> None:
    fill(store, PAGE + 2)
    text = said(store, "", "", "o", "O")
    assert text.count("… 2 more: enter") == 4
    assert f"{PAGE + 2:4}  new" in text
    assert "sorted by due, down" in text


def test_what_is_found_is_practised_and_then_listed_again(store: Store) -> None:
    fill(store)
    text = said(store, "p 2", "", "3", "q", "q")
    assert "Q n1" in text
    assert store.state("deck/n1").memory is not None


def test_all_of_it_is_said_in_words(store: Store) -> None:
    fill(store, 4)
    asked = list[tuple[Sequence[str], ...]]()

    def tag(*what: Sequence[str]) -> Tagged:
        asked.append(what)
        return Tagged(tuple(what[0]))

    kept = dict[str, str]()
    lines = (
        "suspend 1-2",
        "flag 4",
        "bury 3",
        "tag 1 3-4 exam -old",
        "tag 1",
        "tag exam",
        "due 3 4",
        "due soon 4",
        "due in 7 days 4",
        "reset 4",
    )
    more = (
        "show 4",
        "sort question",
        "sort zzz",
        "save",
        "/n1",
        "save one",
        "save",
        "edit 1",
        "nonsense",
    )
    text = said(store, *lines, *more, tag=tag, queries=kept, keep_query=kept.__setitem__)
    assert asked == [(["deck/n0", "deck/n2", "deck/n3"], ("exam",), ("old",))]
    for part in (
        "2 cards suspended", "1 card flagged", "1 note buried until tomorrow",
        "3 notes now tagged exam, without old", "say which cards and which tags", "1 card due on",
        "1 card reset", "A n3", "sorted by question", "cards are sorted by deck",
        "no query has a name yet", "one: n1", "the card is at", "'nonsense' cannot be said here so",
    ):  # fmt: skip
        assert part in text, part


def test_numbers_are_of_the_list(store: Store) -> None:
    fill(store, 2)
    text = said(store, "flag 2-3", "flag 2-1", "flag 0", "flag -", "flag 1-", "show 9", "show x")
    assert text.count("by numbers from 1 to 2, or all") == 5
    assert not store.states()


def test_the_interval_of_a_card_is_plotted(store: Store) -> None:
    fill(store)
    for day in (30, 29, 23):
        store.record(answer("deck/n1", 4, DAY - day))
    assert "|##" in said(store, "show 2").replace(" ", "")


def test_a_query_is_kept(store: Store) -> None:
    fill(store)
    kept = dict[str, str]()
    text = said(store, "S two", query="n2", queries=kept, keep_query=kept.__setitem__)
    assert kept == {"two": "n2"}
    assert "kept: two means it" in text
    assert "kept: 'due now' means it" in said(store, "S due now", query="n2")
    text = said(store, "save", queries={"deck": "n1", "two": "n2"})
    assert "deck: n1 (a deck has this name too" in text
    assert "two: n2\n" in text


def test_the_end_of_a_session_leads_to_what_was_missed_and_back(store: Store) -> None:
    fill(store)
    practised = ["", "1", "", "3", "", "3", "", "3"]
    text = said(store, *practised, "b", "flag 1", "q", "u", "b", "q", "", start="review")
    before, first, second, end = text.split("browse>")
    assert "[b: browse what was missed, u: undo" in before
    assert "1 card for" in before
    assert before.split("1 card for")[1].count("Q n") == 1
    assert "flagged" in first
    assert "Nothing to practise now." in second, "q leads back to the end of the session"
    assert "Nothing to practise now." in end


def test_where_nothing_was_missed_nothing_is_offered_to_browse(store: Store) -> None:
    fill(store, 1)
    text = said(store, "", "3", "", start="review")
    assert "Nothing to practise now." in text
    assert "b: browse" not in text


def test_what_may_be_written_in_a_query_stands_apart_from_what_it_finds(store: Store) -> None:
    fill(store)
    for text in ("\n".join(line.plain for line in language_lines((), 120)), said(store, "?")):
        for example, meaning in LANGUAGE:
            found = rf"^ *{re.escape(example)} {{2,}}{re.escape(meaning[:20])}"
            assert re.search(found, text, re.MULTILINE), example
