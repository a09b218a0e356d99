"""What is told of a card's history, whoever wrote it."""

from typing import Any

import pytest

from tests.store.build import DAY, Shelf, answer, basic, mark, noon
from trainer.browse.history import history, lines
from trainer.core.log import Event
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
