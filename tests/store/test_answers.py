"""What the store tells of the latest answers, and of what interviewers ask."""

from tests.store.build import DAY, READER, Shelf, answer, basic, noon
from trainer.core.card import Asked
from trainer.core.library import Answered
from trainer.core.moment import Moment
from trainer.core.state import Memory
from trainer.scheduling.sm2 import SM2
from trainer.store import codec
from trainer.store.store import Store


def test_the_latest_answers_come_with_the_schedule_before_them(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4, DAY, took=30_000))
    store.record(answer("deck/b", 2, DAY))
    store.record(answer("deck/a", 5, DAY + 1, took=9_000, before=SM2.answer(None, 4, DAY).memory))
    first = SM2.answer(None, 4, DAY).memory
    assert store.answers(2) == [
        Answered("deck/a", "basic", DAY + 1, 5, 9_000, first, first=False),
        Answered("deck/b", "basic", DAY, 2, 0, None, first=True),
    ]
    assert len(store.answers(9)) == 3


def test_what_was_undone_or_is_in_no_deck_tells_nothing(store: Store) -> None:
    shelf = Shelf(store, basic("a"))
    store.record(answer("deck/a", 4))
    store.undo(Moment(noon(DAY) + 1, DAY))
    store.record(answer("deck/gone", 4))
    assert store.answers(9) == []
    assert shelf.files


def test_a_memory_is_read_as_it_was_written_and_what_another_version_wrote_is_none() -> None:
    memory = Memory(5, 3, 0, 2, 1, (1, 250, 2))
    assert codec.memory_of(codec.memory_text(memory)) == memory
    for text in ("", "{}", "[1]", "nonsense", '{"due": 5}', '{"due": "5", "data": []}'):
        assert codec.memory_of(text) is None


def test_what_is_asked_is_kept_with_the_decks(store: Store) -> None:
    assert store.asked() == []
    counted = [Asked(2.5, ("deck/a", "deck/b#c1")), Asked(1.0, ())]
    store.shelve([], 0, 1, READER, counted)
    assert store.asked() == counted
    store.shelve([], 0, 1, READER)
    assert store.asked() == []
