"""An event of a kind that only a later version knows is kept on every way, and that version folds it in as
soon as it comes, whatever an earlier one did meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.build import DAY, Shelf, answer, basic, noon
from trainer.core.ids import new_id
from trainer.core.log import KINDS, Event
from trainer.core.moment import Moment
from trainer.core.state import CardState
from trainer.replicate.folder import exchange
from trainer.replicate.lines import line, read
from trainer.scheduling import replay
from trainer.scheduling.fsrs import FSRS
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import SM2
from trainer.store import folding
from trainer.store.repair import repair
from trainer.store.store import Store

LATER = Event("", "later", noon(DAY + 1), DAY + 1, 0, "deck/a", "pin", scheduler="sm2")


def fold(state: CardState, event: Event, scheduler: Scheduler, known: object = replay.fold) -> CardState:
    """Fold as a later version does, to which one more kind is known."""
    return state._replace(wanted=event.day) if event.kind == "pin" else known(state, event, scheduler)  # type: ignore


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], tuple[list[Event], dict[str, CardState]]]:
    """Open a file as a later version; return the events, and the states, which are those of these events."""

    def opened(path: Path) -> tuple[list[Event], dict[str, CardState]]:
        with monkeypatch.context() as patched:
            patched.setattr(replay, "KINDS", KINDS | {"pin"})
            patched.setattr(folding, "KINDS", KINDS | {"pin"})
            patched.setattr(replay, "fold", fold)
            with Store(path, SM2) as store:
                assert store.mismatches() == []
                return store.events(), store.states()

    return opened


def answers(path: Path) -> Path:
    with Store(path, SM2) as store:
        store.record(answer("deck/a", 4, DAY + 3))
    return path


def answers_in_the_past(path: Path) -> Path:
    with Store(path, SM2) as store:
        event = store.events()[0]
        store.merge([event._replace(id=new_id(1), at=event.at - 5, device="other")])
    return path


def takes_back(path: Path) -> Path:
    with Store(path, SM2) as store:
        assert store.undo(Moment(noon(DAY + 2), DAY + 2)) is not None
        assert store.redo(Moment(noon(DAY + 2), DAY + 2)) is not None
    return path


def folds_anew(path: Path) -> Path:
    with Store(path, SM2) as store:
        store.rebuild()
    return path


def uses_another_scheduler(path: Path) -> Path:
    for scheduler in (FSRS, SM2):
        Store(path, scheduler).close()
    return path


def repairs(path: Path) -> Path:
    repair(path, noon(DAY + 3) // 1000)
    Store(path, SM2).close()
    return path


def takes_in_a_text(path: Path) -> Path:
    other = path.with_name("other.db")
    with Store(path, SM2) as store, Store(other, SM2) as there:
        there.merge(filter(None, (read(line(event)) for event in store.events())))
    return other


def exchanges(path: Path) -> Path:
    other = path.with_name("other.db")
    for each in (path, other):
        with Store(each, SM2) as store:
            exchange(store, store.about("device") or "", path.with_name("shared"))
    return other


WAYS = [
    *(answers, answers_in_the_past, takes_back, folds_anew),
    *(uses_another_scheduler, repairs, takes_in_a_text, exchanges),
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("is_known_first", [True, False])
def test_a_later_version_folds_in_what_an_earlier_one_could_not(
    path: Path,
    later: Callable[[Path], tuple[list[Event], dict[str, CardState]]],
    way: Callable[[Path], Path],
    *,
    is_known_first: bool,
) -> None:
    with Store(path, SM2) as store:
        Shelf(store, basic("a"), basic("b"))
        first = store.record(answer("deck/a", 4, DAY))
        pin = LATER._replace(id=new_id(LATER.at, first.id))
        store.merge([pin])
    if is_known_first:
        assert later(path)[1]["deck/a"].wanted == pin.day
    events, states = later(way(path))
    assert pin in events
    assert first in events
    assert states["deck/a"].wanted == (0 if way is answers else pin.day)


def test_opening_a_file_of_a_later_version_takes_nothing_from_its_schedules(
    path: Path, later: Callable[[Path], tuple[list[Event], dict[str, CardState]]]
) -> None:
    with Store(path, SM2) as store:
        Shelf(store, basic("a"), basic("b"))
        store.record_all([answer("deck/a", 4, DAY), answer("deck/b", 4, DAY)])
        store.merge([LATER._replace(id=new_id(LATER.at))])
    known = later(path)[1]
    for _ in range(2):
        with Store(path, SM2) as store:
            assert store.states() == known
            assert store.unread() == {"deck/a"}
        assert later(path)[1] == known
