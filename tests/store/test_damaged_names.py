"""Doctor names the schedulers and ids of answers that are none."""

import pytest

from tests.store.build import DAY, answer, noon
from trainer.core.moment import Moment
from trainer.scheduling.fsrs import DEFAULT, Fsrs
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import Sm2
from trainer.store import examine
from trainer.store.store import Store

NOW = Moment(noon(DAY), DAY)


def named(store: Store, name: str) -> list[str]:
    store.record(answer("deck/a", 4, DAY))
    events = [event._replace(scheduler=name) for event in store.events()]
    return [one.line() for one in examine.of_log(events, (), NOW) if one.what == "scheduler"]


@pytest.mark.parametrize(
    "name",
    ["s12;max=36500", "sm2;may=36500", "sm2;max(36500", "sm2Smax=36500", "sm2;max=3650^", "fsrs-7;r=90"],
)
def test_one_that_is_none_is_named_and_is_no_error(store: Store, name: str) -> None:
    (said,) = named(store, name)
    assert said.startswith("note: 1 event under a scheduler or options not known here")
    assert name in said


@pytest.mark.parametrize(
    "scheduler",
    [
        Sm2(),
        Sm2("sm2-delphi", "anki", max_interval=90, fuzz=True),
        Sm2(easy_days=(5, 6), balance=True, chosen=17),
        Fsrs(retention=85, fuzz=True),
        Fsrs(parameters=(*DEFAULT[:-1], 0.2), balance=True, chosen=3),
    ],
)
def test_each_scheduler_with_each_option_is_known(store: Store, scheduler: Scheduler) -> None:
    assert named(store, scheduler.name) == []


def test_an_id_that_lost_a_letter_is_named(store: Store) -> None:
    store.record(answer("deck/a", 4, DAY))
    (event,) = store.events()
    damaged = event._replace(id=f"{event.id[:-1]}\ufffd")
    assert [one.what for one in examine.of_log([event], (), NOW)] == []
    (said,) = examine.of_log([damaged], (), NOW)
    assert (said.what, said.error) == ("id", False)
    assert damaged.id.replace("\ufffd", "(lost)") in said.line()
