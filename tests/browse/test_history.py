"""What is told of a card's history, whoever wrote it."""

from typing import Any

import pytest

from tests.store.build import DAY, Shelf, answer, basic, mark, noon
from trainer.browse.history import history, lines
from trainer.core.log import Event, outside_detail
from trainer.core.moment import Moment
from trainer.core.state import Outside
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


def test_what_was_undone_and_done_again_is_told_by_its_last_change_and_by_itself(store: Store) -> None:
    Shelf(store, basic("a"))
    now = Moment(noon(DAY), DAY)

    def told() -> list[str]:
        return [line.split("  ")[1] for line in lines(history(store, "deck/a", store.scheduler), "four", DAY)]

    store.record(answer("deck/a", 4, DAY - 1))
    store.record(mark("deck/a", "reschedule", detail=f'{{"due": {DAY + 9}}}'))
    first = told()[-1]
    for _ in range(2):
        store.undo(now)
        assert told() == ["undone: rescheduled · → 10 days", first]
        store.redo(now)
        assert told() == ["done again: rescheduled · → 10 days", "rescheduled · → 10 days", first]


def test_a_schedule_from_anki_has_the_interval_it_has_there_whatever_its_day(store: Store) -> None:
    Shelf(store, basic("a"))
    outside = Outside(DAY + 20, DAY - 31, 200, 250, 9, 1)
    event = Event("0194", "anki", noon(DAY), DAY, 0, "deck/a", "adopt", detail=outside_detail(outside))
    store.merge([event])
    (entry,) = history(store, "deck/a", store.scheduler)
    assert entry.interval_days == 200
    good = store.scheduler.answer(store.state("deck/a").memory, 4, DAY + 20, "deck/a").memory
    assert good.due == DAY + 20 + 500, "the next interval follows from that, as in Anki"


def test_an_undo_of_what_is_not_here_or_of_an_undo_is_told_as_such(store: Store) -> None:
    Shelf(store, basic("a"))
    one = Event("0194", "other", noon(DAY), DAY, 0, "deck/a", "undo", undoes="gone")
    store.merge([one, one._replace(id="0195", undoes="0196"), one._replace(id="0196", undoes="0195")])
    told = {line.split("  ")[1] for line in lines(history(store, "deck/a", store.scheduler), "four", DAY)}
    assert told == {"undone", "undone: undone"}
