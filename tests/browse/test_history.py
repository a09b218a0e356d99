"""What is told of a card's history, whoever wrote it."""

from typing import Any

import pytest

from tests.store.build import DAY, Shelf, answer, basic, mark, noon
from trainer.browse.history import history, lines
from trainer.core.log import Event
from trainer.core.moment import Moment
from trainer.core.text import unsafe
from trainer.practice.wording import DONE
from trainer.store.store import Store

EVIL = "\x1b[2J\u202e\x9bevil\n"


@pytest.mark.parametrize("field", ["kind", "answer", "scheduler", "detail", "before", "after", "session"])
def test_an_event_of_a_stranger_steers_no_terminal(store: Store, field: str) -> None:
    Shelf(store, basic("a"))
    event = Event("0194", "other", noon(DAY), DAY, 0, "deck/a", "cram", 3, scheduler="sm2")
    evil: dict[str, Any] = {field: EVIL}
    assert store.merge([event._replace(**evil)]).taken == 1
    entries = history(store, "deck/a", store.scheduler)
    assert len(entries) == 1
    for text in (*lines(entries, "four", DAY), entries[0].kind, entries[0].answer):
        assert list(unsafe(text)) == []


def test_what_was_done_to_a_card_is_told_in_words(store: Store) -> None:
    Shelf(store, basic("a"))
    store.record(answer("deck/a", 4, DAY - 1))
    for kind in DONE.keys() - {"reschedule"}:
        store.record(mark("deck/a", kind))
        assert lines(history(store, "deck/a", store.scheduler), "four", DAY)[0].endswith(DONE[kind].done)


def test_of_an_undo_it_is_told_what_it_took_back(store: Store) -> None:
    Shelf(store, basic("a"))
    now = Moment(noon(DAY), DAY)
    store.record(mark("deck/a", "flag"))
    store.record(answer("deck/a", 4))
    store.undo(now)
    store.undo(now)
    store.redo(now)
    told = [line.split("  ")[1] for line in lines(history(store, "deck/a", store.scheduler), "four", DAY)]
    assert told == ["done again: flagged", "undone: good", "flagged"]


def test_an_undo_of_what_is_not_here_or_of_an_undo_is_told_as_such(store: Store) -> None:
    Shelf(store, basic("a"))
    one = Event("0194", "other", noon(DAY), DAY, 0, "deck/a", "undo", undoes="gone")
    store.merge([one, one._replace(id="0195", undoes="0196"), one._replace(id="0196", undoes="0195")])
    told = {line.split("  ")[1] for line in lines(history(store, "deck/a", store.scheduler), "four", DAY)}
    assert told == {"undone", "undone: undone"}
