"""Mock interviews in the statistics: of the scope that was named, with what they were about."""

from tests.interview.interviews import GOOD, mark_all, opener
from tests.practice.context import Clock
from tests.store.build import DAY, Shelf, noon
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING, Scope
from trainer.interview.interview import begin
from trainer.scheduling.preferences import Plan
from trainer.scheduling.registry import DEFAULT
from trainer.stats.figures import Figures, figures
from trainer.stats.lines import lines
from trainer.stats.page import page
from trainer.store.store import Store


def of(store: Store, scope: Scope = EVERYTHING) -> Figures:
    return figures(store, Moment(noon(DAY), DAY), DEFAULT, scope)


def test_mocks_are_those_of_the_scope_and_say_what_they_were_about(store: Store) -> None:
    shelf, clock = Shelf(store), Clock()
    for deck in ("kafka", "hive"):
        shelf.put(f"{deck}.yaml", *(opener(f"{deck}{at}") for at in range(9)), deck=deck, title=deck.title())
    shelf.sync()
    interview = begin(store, clock, Plan(), store.resolve(["kafka"]), 10, seed="s")
    clock.forward(seconds=60)
    interview.say(GOOD)
    interview.confide(2)
    interview.stop()
    mark_all(interview)
    (mock,) = of(store).mocks
    assert (mock.questions, mock.about) == (1, "Kafka")
    assert of(store, store.resolve(["kafka"])).mocks == (mock,)
    assert of(store, store.resolve(["hive"])).mocks == ()
    for width in (40, 80, 200):
        told = ["".join(text for text, _ in line) for line in lines(of(store), width, plain=True)]
        assert max(map(len, told[-2:])) <= width
        assert "80 % of 1" in told[-1]
        assert told[-1].endswith(": Kafka") or width == 40
    assert ": Kafka" in page(of(store))
