"""Two programs practise with one history at once: what one meets of the other's is said."""

from tests.plain.talk import grades
from tests.practice.context import Clock, current, give, session
from tests.store.build import DAY, Shelf, basic, noon
from trainer.core.imports import record
from trainer.core.log import ANSWERS, Event
from trainer.core.moment import Moment
from trainer.practice.grading import MEANWHILE, save_grade
from trainer.practice.undoing import cover, go, steps
from trainer.scheduling.registry import DEFAULT
from trainer.store.store import Store


def standing(store: Store) -> list[int | None]:
    """The grades of the answers that were not taken back."""
    return [event.grade for event in store.log(ANSWERS)]


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


def test_ones_own_is_taken_back_first_and_what_another_program_did_once_asked_for(store: Store) -> None:
    clock = Clock()
    Shelf(store, basic("a"), basic("b"))
    with Store(store.path) as second:
        here, there = session(store, clock), session(second, clock)
        give(here, 4)
        give(there, 2)
        assert go(here, 1, "four").said == "undone: the answer “good”"
        assert go(here, -1, "four").said == "done again: the answer “good” of “Q a”"
        assert go(here, 1, "four").said == "undone: the answer “good”"
        asked = go(here, 1, "four")
        assert asked.said.startswith("once more takes back what another program did: the answer “again”")
        assert asked.event is None
        assert standing(store) == [2]
        assert go(here, 1, "four").said.endswith("which another program did")
        assert standing(store) == []
        give(there, 2)
        assert go(here, 1, "four").event is None, "asked about each anew"
    with Store(store.path) as later:
        assert "another program" not in go(session(later, clock), 1, "four").said, "ended long ago"


def test_the_list_says_what_another_program_did_and_takes_it_back_at_once(store: Store) -> None:
    clock = Clock()
    Shelf(store, basic("a"), basic("b"))
    with Store(store.path) as second:
        here, there = session(store, clock), session(second, clock)
        give(there, 2)
        give(here, 4)
        done = steps(store, here.plan.moment(clock()), "four")
        assert [step.done for step in done] == ["good", "again, by another program"]
        assert go(here, 2, "four", chosen=True).event is not None
        assert standing(store) == []


def test_what_another_program_took_back_is_done_again_only_once_asked_for(store: Store) -> None:
    clock = Clock()
    Shelf(store, basic("a"))
    give(session(store, clock), 4)
    with Store(store.path) as first, Store(store.path) as second:
        here, there = session(first, clock), session(second, clock)
        go(there, 1, "four")
        assert go(here, -1, "four").said.startswith("once more does again what another took back: ")
        assert standing(store) == []
        assert go(here, -1, "four").said.endswith("which another program took back")
        assert standing(store) == [4]


def test_what_another_program_did_since_the_reveal_leaves_the_way_back_to_the_question(store: Store) -> None:
    clock = Clock()
    Shelf(store, basic("a"), basic("b"))
    with Store(store.path) as second:
        here, there = session(store, clock), session(second, clock)
        here.reveal()
        clock.forward(seconds=5)
        there.flag()
        assert cover(here)
        assert here.attempt is not None
        assert not here.attempt.revealed


def test_an_import_is_taken_back_where_it_was_made_and_elsewhere_once_asked_for(store: Store) -> None:
    """One key too many beside a card must not take back a whole history."""
    Shelf(store, basic("a"))
    events = [Event("e", "other", noon(DAY - 30), DAY - 30, 0, "deck/a", "review", 4, scheduler=DEFAULT.name)]
    moment = Moment(noon(DAY), DAY)
    store.merge(events, lambda new, again: record("h.jsonl", new, again, moment))
    with Store(store.path) as later:
        here = session(later)
        give(here, 4)
        assert go(here, 2, "four").said == "undone: the answer “good”"
        asked = go(here, 1, "four")
        assert (asked.said, asked.event) == ("once more takes back: the import of h.jsonl, 1 event", None)
        assert go(here, 1, "four").said == "undone: the import of h.jsonl, 1 event"
        assert standing(later) == []
        assert go(here, -1, "four").said == "done again: the import of h.jsonl, 1 event"
        assert go(here, 1, "four", in_shell=True).said == "undone: the import of h.jsonl, 1 event"
        assert standing(later) == []


def test_after_an_import_was_taken_back_or_done_again_practice_is_as_begun_anew(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abc"))
    events = [Event("e", "other", noon(DAY - 30), DAY - 30, 0, "deck/b", "review", 4, scheduler=DEFAULT.name)]
    store.merge(events, lambda new, again: record("h.jsonl", new, again, Moment(noon(DAY), DAY)))
    here = session(store)
    for back in (1, -1):
        go(here, back, "four", chosen=True)
        anew = session(store)
        assert (current(here), here.counts) == (current(anew), anew.counts)
