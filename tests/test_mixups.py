"""What was mixed up: drilled in a round, and told at the end of a round and of a review."""

from tests.practice.context import Clock, give
from tests.quiz.test_round import TABLE, begin, choice, play
from tests.store.build import DAY, Shelf, answer, basic, mark
from trainer.confusions import MixedUp, all_confusions, mixed_up
from trainer.core.card import Note
from trainer.core.kinds import Basic, Choice, Typed, Wrong
from trainer.core.scope import Scope
from trainer.practice.session import Session
from trainer.practice.summary import summary
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


def mix_up(store: Store) -> None:
    Shelf(store, choice("a"), choice("b"), choice("c"), TABLE)
    for card, given in (("deck/b", "left"), ("deck/b", "left"), ("deck/a", "up")):
        store.record(answer(card, 2)._replace(answer=given))


def test_exactly_what_was_mixed_up_is_asked_the_most_frequent_first(store: Store) -> None:
    mix_up(store)
    round = begin(store, only_confusions=True)
    assert [question.card for question in round.questions] == ["deck/b", "deck/a"]
    for question, taken in zip(round.questions, ("left", "up"), strict=True):
        assert taken in [option.text for option in question.options]


def test_cells_are_asked_from_both_sides(store: Store) -> None:
    Shelf(store, TABLE)
    play(begin(store), False)
    round = begin(store, only_confusions=True)
    assert {question.asked for question in round.questions} == {"deck/t#x.a", "deck/t#x.b"}
    assert {question.card for question in round.questions} == {"deck/t#x"}


def test_suspended_cards_and_other_decks_are_not(store: Store) -> None:
    mix_up(store)
    store.record(mark("deck/b", "suspend"))
    cards = [question.card for question in begin(store, only_confusions=True).questions]
    assert cards == ["deck/a"]
    assert not begin(store, scope=Scope(("other",)), only_confusions=True).questions


def test_another_round_is_of_the_same_sort(store: Store) -> None:
    mix_up(store)
    assert len(begin(store, only_confusions=True).again().questions) == 2


def test_what_a_round_mixed_up_is_told_with_all_earlier_times(store: Store) -> None:
    Shelf(store, TABLE)
    clock = Clock()
    for _ in range(3):
        clock.forward(seconds=1)
        round = begin(store, clock)
        play(round, False)
    (mixed,) = round.mixed_up()
    assert {mixed.one, mixed.other} == {"Alpha", "Beta"}
    assert (mixed.about, mixed.times) == ("Colour", 3)


def test_a_review_tells_what_it_mixed_up(store: Store) -> None:
    mix_up(store)
    clock = Clock()
    clock.forward(days=1)
    session = Session(store, clock, Plan(), cards=("deck/a",))
    assert session.attempt is not None
    options = session.attempt.sides.options
    session.attempt.pick(next(index for index, option in enumerate(options) if option.text == "up"))
    give(session, 2)
    assert summary(session).mixed_up == (MixedUp("right", "up", "a?", 2),)


def test_a_confusable_note_that_only_the_other_names_is_told(store: Store) -> None:
    Shelf(
        store,
        Note("deck", "x", Basic("X?", "at most once")),
        Note("deck", "y", Basic("Y?", "at least once"), confusable=("deck/x",)),
    )
    round = begin(store)
    play(round, False, False)
    (mixed,) = round.mixed_up()
    assert {mixed.one, mixed.other} == {"at most once", "at least once"}
    assert mixed.times == 2


def test_undone_answers_do_not_count(store: Store) -> None:
    Shelf(store, TABLE)
    round = begin(store)
    play(round, False)
    assert len(all_confusions(store)) == 1
    round.undo()
    assert all_confusions(store) == []
    assert round.mixed_up() == []


def test_all_are_listed_and_scope_limits_the_list(store: Store) -> None:
    mix_up(store)
    assert [mixed.times for _, mixed in all_confusions(store)] == [2, 1]
    assert all_confusions(store, Scope(("other",))) == []


def test_the_log_can_be_asked_for_wrong_answers_only(store: Store) -> None:
    Shelf(store, basic("a"))
    for day, (grade, given) in enumerate(((4, "x"), (2, "y"), (3, "z"), (0, "w"), (2, ""))):
        store.record(answer("deck/a", grade, DAY + day)._replace(answer=given))
    assert [event.answer for event in store.log({"review", "early"}, failed=True)] == ["y", "w"]


def test_a_pair_counts_whichever_of_the_two_was_asked_and_whichever_names_the_other(store: Store) -> None:
    Shelf(
        store,
        Note("deck", "x", Basic("X?", "at most once"), confusable=("deck/y",)),
        Note("deck", "y", Typed("Y?", "at least once")),
        basic("z", confusable=("deck/x",)),
    )
    for _ in range(2):
        store.record(answer("deck/y", 2)._replace(answer="at most once"))
    store.record(answer("deck/x", 2)._replace(answer="At least once"))
    store.record(answer("deck/x", 2)._replace(answer="A z"))
    store.record(answer("deck/y", 2)._replace(answer="A z"))
    assert [(*sorted(mixed.pair), mixed.times) for mixed, _ in all_confusions(store)] == [
        ("deck/x", "deck/y", 3),
        ("deck/x", "deck/z", 1),
    ]
    (last,) = mixed_up(store, [event for event in store.log({"review"}) if event.card == "deck/y"][:1])
    assert last.times == 3


def test_the_notes_confused_with_one_are_found_in_all_decks_in_use(store: Store) -> None:
    here = Note("one", "a", Basic("A?", "a"), confusable=("two/b", "two/gone"))
    there = (
        Note("two", "b", Choice("B?", ("b",), (Wrong("x"), Wrong("y")))),
        Note("two", "c", Basic("C names it?", "c"), confusable=("two/b", "one/a")),
        Note("two", "d", Basic('"confusable": one/a', "d"), confusable=("two/b",)),
    )
    shelf = Shelf(store)
    shelf.put("one.yaml", here, deck="one")
    shelf.put("two.yaml", *there, deck="two")
    shelf.sync()
    assert [note.id for note in store.confused_with((here,))] == ["b", "c"]
    assert [note.id for note in store.confused_with(there[:1])] == ["a", "c", "d"]
    assert store.confused_with(()) == []
    shelf.remove("two.yaml")
    shelf.sync()
    assert store.confused_with((here,)) == []
