"""Mock interviews in the statistics: of the scope that was named, with what they were about."""

from tests.interview.interviews import GOOD, mark_all, opener
from tests.interview.test_comparisons import TABLE
from tests.practice.context import Clock
from tests.store.build import DAY, Shelf, mark, noon
from tests.store.build import of as note
from trainer.core.kinds import Basic
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


def test_what_was_put_as_a_whole_is_of_the_scope_of_its_cards(store: Store) -> None:
    shelf, clock = Shelf(store), Clock()
    shelf.put("hive.yaml", TABLE, deck="hive", title="Hive")
    shelf.put("kafka.yaml", opener(), deck="kafka", title="Kafka")
    shelf.sync()
    interview = begin(store, clock, Plan(), EVERYTHING, 20, seed="s")
    while interview.question is not None:
        clock.forward(seconds=60)
        interview.say(GOOD)
        interview.confide(2)
    mark_all(interview)
    (mock,) = of(store).mocks
    assert mock.questions == 2
    for name in ("hive", "kafka", "id:hive/t"):
        assert [one.questions for one in of(store, store.resolve([name])).mocks] == [1]
    (first,), (second,) = (of(store, store.resolve([name])).mocks for name in ("hive", "kafka"))
    assert mock.score == (first.score + second.score) / 2
    assert of(store, store.resolve(["is:suspended"])).mocks == ()


def test_a_key_of_a_card_is_that_card_alone(store: Store) -> None:
    Shelf(store, note(Basic("p", "back", reverse=True)), TABLE)
    store.record(mark("deck/note", "suspend"))
    suspended = store.resolve(["is:suspended"])
    keys = ["deck/note", "deck/note#reverse", "deck/t", "deck/t#drop", "deck/gone"]
    assert store.put_among(keys, EVERYTHING, DAY) == {*keys[:-1]}
    assert store.put_among(keys, suspended, DAY) == {"deck/note"}
    store.record(mark("deck/t#place", "suspend"))
    assert store.put_among(keys, suspended, DAY) == {"deck/note", "deck/t"}
