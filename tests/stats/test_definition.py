"""Figures come from sums that are kept, or made in one pass; each is what its definition finds, card by card
and note by note (issue 11, point 11)."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import isclose
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.practice.test_overview import done
from tests.searching import some
from tests.store.build import DAY, Shelf, basic, noon, pair
from trainer.core.card import Outline
from trainer.core.moment import Moment
from trainer.core.query import parse
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.state import Memory
from trainer.scheduling.demand import worth
from trainer.scheduling.fsrs import FSRS
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import SM2
from trainer.stats.figures import figures
from trainer.stats.mastery import Mastery
from trainer.store.store import Store

CARDS = ("a/x", "a/p#c1", "a/p#c2", "b/x", "b/y", "b/p#c1", "b/p#c2", "c/x", "c/gone")
SECTIONS = {"f.1": "First", "f.2": "Second", "g.1": "Second"}
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(CARDS), st.integers(0, 5), st.integers(-500, 0)),
        st.tuples(st.sampled_from(CARDS), st.sampled_from(["suspend", "bury", "reset"]), st.integers(-9, 0)),
    ),
    max_size=20,
)
SCOPES = (
    EVERYTHING,
    Scope(("b",)),
    Scope(("a", "c")),
    Scope(tags=("t",)),
    Scope(query=parse("is:learnt or id:a/p#c1"), day=DAY),
    Scope(query=parse("is:suspended"), day=DAY),
)


def fill(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", basic("x", asked=9, cite=("f.1",)), pair("p", level="core", cite=("f.2", "g.1")),
              deck="a", title="A::One")  # fmt: skip
    shelf.put("b.yaml", basic("x", level="deep", tags=("t",)), basic("y", asked=2), pair("p", cite=("g.1",)),
              deck="b", title="B")  # fmt: skip
    shelf.put("c.yaml", basic("x", tags=("t",)), basic("gone", asked=5, cite=("f.1",)), deck="c", title="C")
    shelf.files["a.yaml"] = shelf.files["a.yaml"]._replace(own=False)
    shelf.sync()
    shelf.put("c.yaml", basic("x", tags=("t",)), deck="c", title="C")
    shelf.files["a.yaml"] = shelf.files["a.yaml"]._replace(own=False)
    shelf.sync()


def memories(store: Store, note: Outline) -> Iterator[Memory]:
    for card in note.card_keys():
        memory = store.state(card).memory
        if memory is not None and memory.answered:
            yield memory


def by_hand(
    store: Store, notes: list[Outline], some: list[Outline], title: str, topic: str, scheduler: Scheduler
) -> Mastery:
    """How well ``some`` of the notes are known."""

    def asked(notes: list[Outline]) -> list[Outline]:
        return [note for note in notes if note.asked is not None or not note.own] or notes

    counted = {note.deck for note in notes if note.asked is not None}
    part = {note.key: worth(note.asked, note.level, counted=note.deck in counted) for note in notes}
    known = {
        note.key: sum(scheduler.retrievability(memory, DAY) for memory in memories(store, note))
        / len(note.card_keys())
        for note in some
    }
    those = asked(some)
    weight = sum(part[note.key] for note in those)
    is_part = asked(notes) == notes or those[0] in asked(notes)
    return Mastery(
        title,
        topic,
        len(some),
        sum(any(True for _ in memories(store, note)) for note in some),
        sum(known[note.key] * part[note.key] for note in those) / weight,
        weight / sum(part[note.key] for note in asked(notes)) if is_part else None,
    )


def same(one: Mastery, other: Mastery) -> bool:
    near = isclose(one.known, other.known) and isclose(one.weight, other.weight)
    return one[:4] == other[:4] and near and (one.asked is None) == (other.asked is None)


@some(15)
@given(STEPS, st.sampled_from([SM2, FSRS]))
def test_what_is_known_and_how_cards_are_spread(
    steps: list[tuple[str, int | str, int]], scheduler: Scheduler
) -> None:
    with TemporaryDirectory() as folder, Store(Path(folder) / "trainer.db", scheduler) as store:
        fill(store)
        done(store, steps)
        titles = {"a": ("A › One", "A"), "b": ("B", "B"), "c": ("C", "C")}
        for scope in SCOPES:
            found = figures(store, Moment(noon(DAY), DAY), scheduler, scope, SECTIONS)
            notes = store.outlines(scope)
            decks, sections = defaultdict[str, list[Outline]](list), defaultdict[str, list[Outline]](list)
            for note in notes:
                decks[note.deck].append(note)
                for section in {SECTIONS[fact] for fact in note.cite}:
                    sections[section].append(note)
            for one, (deck, its) in zip(found.decks, decks.items(), strict=True):
                assert same(one, by_hand(store, notes, its, *titles[deck], scheduler))
            assert {one.title for one in found.sections} == sections.keys()
            for one in found.sections:
                its = sections[one.title]
                assert same(one, by_hand(store, notes, its, one.title, titles[its[0].deck][1], scheduler))
            assert found.counted == (any(n.asked is not None or not n.own for n in notes) or not notes)
            states = [store.state(card) for card in store.cards(scope, DAY)]
            learnt = [s.memory for s in states if s.memory and s.memory.answered and not s.suspended]
            bounds = (1, 3, 7, 14, 30, 60, 120, 365)
            spread = Counter(sum(memory.due - memory.last > bound for bound in bounds) for memory in learnt)
            assert [group.cards for group in found.intervals] == [spread[at] for at in range(9)]
            if not learnt:
                assert (found.ease_name, found.eases) == ("", ())
                continue
            bounds_of = {"ease": (1.5, 1.7, 1.9, 2.1, 2.3, 2.5, 2.7), "difficulty": range(2, 10)}
            values = [scheduler.facts(memory)[found.ease_name] for memory in learnt]
            eases = Counter(sum(value >= bound for bound in bounds_of[found.ease_name]) for value in values)
            assert [group.cards for group in found.eases] == [eases[at] for at in range(len(found.eases))]
