"""Two programs practise with one history at once: what one meets of the other's is said."""

from tests.plain.talk import grades
from tests.practice.context import Clock, give, session
from tests.store.build import Shelf, basic
from trainer.practice.grading import MEANWHILE, save_grade
from trainer.practice.undoing import go
from trainer.store.store import Store


def test_a_card_answered_elsewhere_since_it_was_shown_is_said_to_be(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    with Store(store.path) as second:
        here, there = session(store), session(second)
        here.reveal()
        assert save_grade(here, 4)[1] == []
        there.reveal()
        stored, said = save_grade(there, 2)
        assert stored is not None
        assert said == [MEANWHILE]
        there.reveal()
        assert save_grade(there, 4)[1] == [], "nobody else answered that one"
    assert grades(store) == [4, 2, 4]


def test_a_flag_or_an_undo_of_ones_own_is_no_change_by_others(store: Store) -> None:
    Shelf(store, basic("a"))
    practice = session(store)
    give(practice, 4)
    practice.undo()
    practice.flag()
    practice.reveal()
    assert save_grade(practice, 4)[1] == []


def test_what_is_undone_of_another_program_is_said_to_be(store: Store) -> None:
    clock = Clock()
    Shelf(store, basic("a"), basic("b"))
    with Store(store.path) as second:
        here, there = session(store, clock), session(second, clock)
        give(here, 4)
        give(there, 2)
        theirs, own = go(here, 1, "four").said, go(here, 1, "four").said
        assert "“again”" in theirs
        assert theirs.endswith("which another program did")
        assert "another program" not in own
        assert go(here, -1, "four").said.startswith("done again")
    with Store(store.path) as later:
        assert "another program" not in go(session(later, clock), 1, "four").said, "ended long ago"
