"""What statistics say of the past is what the events say, whatever was done in whatever order (issue 11,
point 11)."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from tests.searching import some
from tests.store.build import DAY, Shelf, answer, basic, noon, pair
from tests.store.machine import CARDS, TwoPrograms
from trainer.confusions import KINDS
from trainer.core.ids import derived_id, new_id
from trainer.core.library import Past
from trainer.core.log import ANKI, GIVEN, Event, EventKind, NewEvent
from trainer.core.moment import EPOCH, Moment
from trainer.core.query import parse
from trainer.core.scope import EVERYTHING, Scope
from trainer.store import log
from trainer.store.store import Store
from trainer.store.within import CARDS as ALL
from trainer.store.within import within

HOUR = 3_600_000
SCOPES = (
    EVERYTHING,
    Scope(("deck",)),
    Scope(("deck", "other")),
    Scope(tags=("t",)),
    Scope(query=parse("id:deck/b#c1 or is:new"), day=DAY),
)


def by_hand(store: Store, scope: Scope, first: int, day: int) -> Iterator[Past]:
    """Yield answers alike, from all events of each card: how long it waited is said by its day before."""
    where, values = within(scope)
    here = {key for (key,) in store._rows(f"SELECT c.key FROM {ALL} WHERE {where}", day=day, **values)}
    found = Counter[tuple[int, int, str, int, int]]()
    took = Counter[tuple[int, int, str, int, int]]()
    for card, events in store.histories():
        before = 0
        for event in sorted(events, key=lambda event: (event.day, event.at, event.id)):
            if event.kind not in ("review", "drill", "early", "cram") or event.grade is None:
                continue
            pause = event.day - before if before else 0
            before = event.day
            hour = (event.at // 60_000 + event.offset) // 60 % 24
            alike = event.day, hour, event.kind, event.grade, 21 if pause >= 21 else int(pause > 0)
            if (scope == EVERYTHING or card in here) and first <= event.day <= day:
                found[alike] += 1
                took[alike] += event.took or 0
    yield from (Past(*alike, count, took[alike]) for alike, count in found.items())


class Answered(TwoPrograms):
    """As in the other machine; and journeys, days that begin later, groups, and what other devices and Anki
    send in any order, with what takes it back, and does it again."""

    @rule(
        card=st.sampled_from(CARDS),
        kind=st.sampled_from(["review", "cram"]),
        hours=st.integers(-30, 30),
        zone=st.sampled_from([-720, -90, 0, 60, 840]),
        shift=st.integers(-1, 1),
        took=st.sampled_from([None, 0, 7000, 2**40]),
    )
    def answer_elsewhere(
        self, card: str, kind: EventKind, hours: int, zone: int, shift: int, took: int | None
    ) -> None:
        when = Moment(noon(self.day) + hours * HOUR, self.day + shift, zone)
        self.stores[0].record(NewEvent(when, card, kind, grade=3, took=took))

    @rule(cards=st.sets(st.sampled_from(CARDS), min_size=2))
    def answer_as_one(self, cards: set[str]) -> None:
        self.stores[1].record_all([answer(card, 4, self.day, took=1000) for card in sorted(cards)])

    @rule(ids=st.lists(st.integers(0, 40), min_size=1, max_size=3))
    def take_any_back(self, ids: list[int]) -> None:
        events = self.stores[0].events()
        which = {events[number % len(events)].id for number in ids} if events else set()
        self.stores[0].take_back(which, Moment(noon(self.day), self.day))

    @rule(
        card=st.sampled_from(CARDS),
        steps=st.permutations(["review", "cram", "undo", "redo"]),
        parts=st.integers(1, 4),
        ago=st.integers(0, 60),
    )
    def sync_what_was_taken_back(self, card: str, steps: list[str], parts: int, ago: int) -> None:
        self.foreign += 10
        at, day = noon(self.day - ago) + self.foreign, self.day - ago
        ids = {kind: new_id(at + number) for number, kind in enumerate(("review", "cram", "undo", "redo"))}
        undoes = {"undo": ids["review"], "redo": ids["undo"]}
        events = [
            Event(
                ids[kind], "another", at, day, 60, card, kind, None if kind in undoes else 2,
                undoes=undoes.get(kind, ""),
            )
            for kind in steps
        ]  # fmt: skip
        for number in range(parts):
            self.stores[number % 2].merge(events[number::parts])

    @rule(card=st.sampled_from(CARDS), grade=st.integers(2, 5))
    def bring_home(self, card: str, grade: int) -> None:
        at = noon(self.day)
        self.stores[0].merge(
            [Event(derived_id(at, f"{card} {grade}"), ANKI, at, self.day, 0, card, "review", grade)]
        )

    @invariant()
    def answers_are_counted(self) -> None:
        if not hasattr(self, "stores"):
            return
        assert self.stores[1].miscounted() == []
        store = self.stores[0]
        for first, day in ((0, self.day + 90), (self.day - 3, self.day)):
            for scope in SCOPES:
                found = store.past(scope, first, day)
                assert [one.day for one in found] == sorted(one.day for one in found)
                assert sorted(found) == sorted(by_hand(store, scope, first, day))
        days = Counter(
            event.day
            for card, events in store.histories()
            for event in events
            if event.kind in ("review", "early") and event.day <= self.day
        )
        assert store.practised(self.day + 1, 10_000) == sorted(days.items(), reverse=True)
        every = Counter(one.day for one in store.past(EVERYTHING, 0, self.day) for _ in range(one.answers))
        assert store.answered_on(self.day + 1, 10_000) == sorted(every.items(), reverse=True)

    @invariant()
    def cards_answered_lately_are_found(self) -> None:
        if not hasattr(self, "stores"):
            return
        store, day = self.stores[0], self.day
        in_use = {*store.cards(EVERYTHING, day)}
        given = [
            (card, event.day, 2 if (event.grade or 0) < 3 else event.grade)
            for card, events in store.histories()
            for event in events
            if event.kind in ("review", "drill", "early") and card in in_use
        ]
        for days in (1, 4):
            lately = {one for one in given if day - days < one[1] <= day}
            before = {card for card, then, _ in given if then <= day - days}
            wanted = {
                f"rated:{days}:{key - 1}": {one[0] for one in lately if one[2] == key} for key in range(2, 6)
            }
            wanted[f"rated:{days}"] = {card for card, *_ in lately}
            wanted[f"introduced:{days}"] = wanted[f"rated:{days}"] - before
            for query, cards in wanted.items():
                assert {*store.cards(store.search(query, day), day)} == cards, query
                denied = store.cards(store.search(f"-{query}", day), day)
                assert {*denied} == in_use - cards, f"-{query}"


@pytest.mark.hypothesis
def test_answers_are_counted_right_whatever_is_done() -> None:
    run_state_machine_as_test(Answered, settings=some(10, stateful_step_count=12))


def test_doctor_finds_wrong_counts_of_answers_and_rebuilding_mends_them(store: Store) -> None:
    Shelf(store, basic("a"), pair("b"))
    store.record(answer("deck/a", 4))
    store.record(answer("elsewhere/a", 4))
    right = store.past(EVERYTHING, 0, DAY), store.practised(DAY + 1, 9)
    assert right[1] == [(DAY, 2)]
    everywhere = ["", "deck"]
    for spoil, decks in (
        ("UPDATE past SET took = took + 1", everywhere),
        ("DELETE FROM past", everywhere),
        ("UPDATE card SET good = good + 1", ["deck"]),
        ("UPDATE card SET met = 0", ["deck"]),
    ):
        store._connection.execute(spoil)
        assert store.miscounted() == decks
        store.rebuild()
        assert store.miscounted() == []
        assert (store.past(EVERYTHING, 0, DAY), store.practised(DAY + 1, 9)) == right


def test_all_answers_of_a_history_count_whichever_decks_a_machine_has(store: Store, tmp_path: Path) -> None:
    """Days in a row, answers, minutes and hours are then the same wherever the history is brought."""
    Shelf(store, basic("a"), basic("b"))
    for card, took in (("deck/a", 5000), ("deck/b", 7000), ("elsewhere/a", 9000)):
        store.record(answer(card, 4, took=took))
    with Store(tmp_path / "another.db") as another:
        another.merge(store.events())
        here, there = (one.past(EVERYTHING, 0, DAY) for one in (store, another))
        assert here == there
        assert (sum(one.answers for one in there), sum(one.took for one in there)) == (3, 21_000)
        assert another.practised(DAY + 1, 9) == [(DAY, 3)]
    assert sum(one.answers for one in store.past(Scope(("deck",)), 0, DAY)) == 2, "decks count their own"


@pytest.mark.parametrize("others", [0, 1, 9])
def test_answers_that_came_before_their_decks_are_counted_to_these(
    store: Store, tmp_path: Path, others: int
) -> None:
    shelf = Shelf(store, *(basic(f"o{at}") for at in range(others)))
    for at in range(others):
        store.record(answer(f"deck/o{at}", 4))
    with Store(tmp_path / "there.db") as there:
        lent = Shelf(there)
        lent.put("late.yaml", basic("a"), basic("b"), deck="late")
        lent.sync()
        for card in ("late/a", "late/b"):
            there.record(answer(card, 4))
        store.merge(there.events())
    shelf.put("late.yaml", basic("a"), basic("b"), deck="late")
    shelf.sync()
    assert store.miscounted() == []
    assert sum(one.answers for one in store.past(Scope(("late",)), 1, DAY)) == 2


def test_what_no_answer_is_left_of_is_not_kept(store: Store) -> None:
    Shelf(store, basic("a"))
    store.record(answer("deck/a", 4))
    store.undo(Moment(noon(DAY), DAY))
    assert store._rows("SELECT * FROM past") == []
    store.redo(Moment(noon(DAY), DAY))
    assert len(store.past(EVERYTHING, 0, DAY)) == 1


def test_answers_go_with_the_card_that_has_them_now(store: Store) -> None:
    def counts() -> tuple[int, int]:
        assert store.miscounted() == []
        here, there = (store.past(Scope((deck,)), 0, DAY) for deck in ("deck", "other"))
        return sum(one.answers for one in here), sum(one.answers for one in there)

    store.record(answer("deck/a", 4))
    assert counts() == (0, 0), "no deck has the card"
    shelf = Shelf(store, basic("a"))
    assert counts() == (1, 0)
    shelf.remove("deck.yaml")
    shelf.put("other.yaml", basic("b", formerly=("deck/a",)), deck="other")
    shelf.sync()
    assert counts() == (0, 1), "renamed"
    shelf.put("deck.yaml", basic("a"))
    shelf.sync()
    assert counts() == (1, 0), "a card in use keeps its own"


def test_what_is_few_is_found_by_its_own_index(store: Store) -> None:
    """Not by a look at each of a million answers; SQLite takes such an index only for the very same words."""
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    store.log({"mock"})
    store.log({"quiz", "mock"}, since=DAY)
    store.log(KINDS, failed=True)
    store._connection.set_trace_callback(None)
    assert len(asked) == 3
    for query in asked:
        plan = [row[3] for row in store._rows(f"EXPLAIN QUERY PLAN {query}")]
        assert not [line for line in plan if line.startswith("SCAN e") and "event_missed" not in line]
        assert any("event_aside" in line or "event_missed" in line for line in plan)


def test_first_answers_are_counted_as_all_are(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cards that come with their first answers are counted without SQL (issue 12, point 9)."""
    monkeypatch.setattr(log, "_PART", 5)
    long_ago = -(3 * 365 * 86_400_000)

    def event(card: str, number: int, kind: str = "review", **more: Any) -> Event:
        at = more.pop("at", noon(DAY) + number * 7 * HOUR)
        day = more.pop("day", DAY + number // 3)
        id = derived_id(at, f"{card} {number}")
        return Event(
            id, ANKI, at, day, 60 * (number % 3 - 1), card, kind, more.pop("grade", number % 6), **more
        )

    cards = [
        [event(f"deck/c{card}", number, kind, took=number * 1000) for number in range(card % 4)]
        for card, kind in enumerate(["review", "drill", "early", "cram"] * 3)
    ]
    first = [one for card in cards for one in card]
    odd = [
        event("deck/old", 1, at=long_ago, day=EPOCH + long_ago // 86_400_000),
        event("deck/old", 2, at=long_ago + 7 * HOUR, day=EPOCH + long_ago // 86_400_000 + 30),
        event("deck/none", 3, "cram", grade=None),
        event("deck/none", 4, "suspend", grade=None),
        event("deck/a", 9), event("deck/a", 7), event("deck/a", 8),
    ]  # fmt: skip
    taken_back = event("deck/back", 2)
    undo = event("deck/other", 5, "undo", grade=None, undoes=taken_back.id)
    for number, events in enumerate(
        (first, [*first, *odd], [*odd, taken_back, undo], [taken_back, *first, undo])
    ):
        for shelved in (True, False):
            with Store(path.with_name(f"{number}{shelved}.db")) as store:
                if shelved:
                    Shelf(store, basic("a"), basic("c1"), basic("c7"))
                store.merge(events)
                assert store.miscounted() == [] == store.mismatches()
                counted = sum(one.answers for one in store.past(EVERYTHING, 0, DAY + 99))
                gone = {one.undoes for one in events}
                given = [one for one in {*events} if one.kind in GIVEN and one.grade is not None]
                assert counted == sum(one.id not in gone for one in given)
                store.merge([event(f"deck/late{late}", late) for late in range(7)])
                store.merge(first)
                assert store.miscounted() == [] == store.mismatches()
