"""A signal that asks the program to end comes at any moment: it ends with that alone, and nothing is half
there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.store.build import DAY, Shelf, answer, basic
from trainer.core.log import Event
from trainer.core.moment import Moment
from trainer.store.store import Store

ASKED = 143
OURS, THEIRS = 3, 4


def _elsewhere(path: Path) -> list[Event]:
    with Store(path) as other:
        return [other.record(answer("deck/a", 4, DAY + day)) for day in range(THEIRS)]


def _merge(store: Store, events: list[Event]) -> None:
    store.merge(iter(events))


def _record(store: Store, _: list[Event]) -> None:
    store.record_all([answer("deck/a", 2, DAY + 9), answer("deck/a", 4, DAY + 10)])


def _take_back(store: Store, _: list[Event]) -> None:
    store.take_back({one.id for one in store.events()}, Moment(0, DAY, 0))


def _rebuild(store: Store, _: list[Event]) -> None:
    store.rebuild()


@pytest.mark.parametrize("act", [_merge, _record, _take_back, _rebuild])
def test_a_signal_within_any_statement_ends_with_its_status_and_leaves_all_or_nothing(
    tmp_path: Path, act: Callable[[Store, list[Event]], None]
) -> None:
    events = _elsewhere(tmp_path / "other.db")
    for moment in range(1_000):  # more than any of them needs
        path = tmp_path / f"{moment}.db"
        with Store(path) as store:
            Shelf(store, basic("a"))
            before = [store.record(answer("deck/a", 4, DAY + day)) for day in range(OURS)]
        left = moment

        def come(*_: object) -> None:
            nonlocal left
            if left == 0:
                left = -1
                raise SystemExit(ASKED)
            left -= 1

        ended = None
        try:
            with Store(path) as store:
                store.events()  # the session is there
                event.listen(store._database._engine, "after_cursor_execute", come)
                act(store, events)
        except SystemExit as error:
            ended = error.code
        with Store(path) as store:
            there = store.events()
            assert not store.mismatches()
        assert {one.id for one in before} <= {one.id for one in there}
        if left >= 0:
            assert moment > 0, "it came never"
            return
        assert ended == ASKED
        assert len(there) == len(before)
    pytest.fail("never done")
