"""The order of a session: limits, siblings, new cards among due ones, drills (issue point 5, SM-2 step 7)."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.card import note_of
from trainer.core.state import Memory
from trainer.scheduling.queue import Counts, Entry, Mix, Queue, build, overdueness

DAY = 739_000
CARDS = st.lists(
    st.builds(lambda note, card: f"d/n{note}#c{card}", st.integers(0, 6), st.integers(0, 6)),
    unique=True,
    max_size=24,
)


def plan(
    due: list[str] | None = None,
    new: list[str] | None = None,
    drills: list[str] | None = None,
    *,
    day: int = DAY,
    due_limit: int = 200,
    new_limit: int = 20,
    mix: Mix = "mixed",
    met: frozenset[str] = frozenset(),
) -> Queue:
    return build(
        due or [],
        new or [],
        drills or [],
        day=day,
        due_limit=due_limit,
        new_limit=new_limit,
        mix=mix,
        met_today=met,
    )


def notes(count: int, prefix: str = "n") -> list[str]:
    return [f"d/{prefix}{number:03}" for number in range(count)]


def walk(queue: Queue) -> list[Entry]:
    """Answer every card well."""
    asked = []
    while (entry := queue.current) is not None:
        asked.append(entry)
        queue = queue.without_current()
    return asked


def asked_for(queue: Queue, why: str) -> list[str]:
    return [entry.card for entry in walk(queue) if entry.why == why]


def test_the_limits_take_the_first_due_and_the_first_to_be_learnt() -> None:
    queue = plan(notes(9, "due"), notes(9, "new"), due_limit=4, new_limit=3)
    assert sorted(asked_for(queue, "due")) == notes(4, "due")
    assert asked_for(queue, "new") == notes(3, "new")
    assert queue.counts() == Counts(new=3, due=4, again=0)


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_used_up_asks_nothing_more_of_that_sort(limit: int) -> None:
    queue = plan(notes(3, "due"), notes(3, "new"), notes(2, "drill"), due_limit=limit, new_limit=limit)
    assert walk(queue) == [Entry("d/drill000", "again"), Entry("d/drill001", "again")]


def test_what_waited_longest_for_its_interval_is_asked_before_what_can_wait() -> None:
    def waited(due: int, last: int) -> float:
        return overdueness(Memory(due, last, 0, 3, 0, (3, 250, due - last)), DAY)

    forgotten, monthly_late, weekly = (
        waited(DAY - 60, DAY - 61),
        waited(DAY - 5, DAY - 35),
        waited(DAY, DAY - 7),
    )
    assert forgotten > monthly_late > weekly == waited(DAY, DAY - 1) == 1
    assert waited(DAY, DAY) == 0  # a due day set by hand to the day of the answer


@given(due=CARDS, new=st.integers(0, 9), mix=st.sampled_from(["mixed", "due-first", "new-first"]))
def test_new_cards_among_them_bring_no_siblings_together(due: list[str], new: int, mix: Mix) -> None:
    alone, among = plan(due), plan(due, notes(new, "new"), mix=mix)
    assert asked_for(among, "due") == asked_for(alone, "due")


@given(CARDS, CARDS, st.integers(0, 8))
def test_one_new_card_a_note_and_none_whose_sibling_is_asked_or_was_today(
    due: list[str], new: list[str], limit: int
) -> None:
    new = [card for card in new if card not in due]
    met = frozenset({"d/n0"})
    queue = plan(due, new, ["d/n1#c9"], new_limit=limit, met=met)
    taken = asked_for(queue, "new")
    busy = met | {"d/n1"} | {note_of(card) for card in due}
    first = {note_of(card): card for card in reversed(new) if note_of(card) not in busy}
    in_order = [card for card in new if first.get(note_of(card)) == card]
    assert taken == in_order[:limit]


@given(CARDS, CARDS, st.integers(0, 5))
def test_the_same_day_has_the_same_order(due: list[str], new: list[str], day: int) -> None:
    assert walk(plan(due, new, day=DAY + day)) == walk(plan(due, new, day=DAY + day))


def test_days_differ_in_their_order() -> None:
    orders = {tuple(asked_for(plan(notes(8), day=DAY + day), "due")) for day in range(10)}
    assert len(orders) > 5


def test_new_cards_are_spread_evenly_among_due_ones() -> None:
    whys = "".join(entry.why[0] for entry in walk(plan(notes(12, "due"), notes(3, "new"))))
    gaps = [len(run) for run in whys.split("n")]
    assert gaps[1] == gaps[2] == 4
    assert gaps[0] > 0
    assert gaps[3] > 0


@given(st.integers(1, 12), st.integers(1, 12))
def test_the_first_card_is_a_due_one_when_new_ones_are_mixed_in(due: int, new: int) -> None:
    asked = walk(plan(notes(due, "due"), notes(new, "new")))
    assert asked[0].why == "due"
    assert [entry.card for entry in asked if entry.why == "new"] == notes(new, "new")
    runs = [len(run) for run in "".join(entry.why[0] for entry in asked).split("d")][1:]
    assert max(runs) <= -(-new // due) + 1


def test_new_cards_can_come_first_or_last() -> None:
    after = [entry.why for entry in walk(plan(notes(2, "due"), notes(2, "new"), mix="due-first"))]
    before = [entry.why for entry in walk(plan(notes(2, "due"), notes(2, "new"), mix="new-first"))]
    assert after == ["due", "due", "new", "new"]
    assert before == ["new", "new", "due", "due"]


@given(
    due=st.integers(0, 5),
    new=st.integers(0, 5),
    fails=st.lists(st.integers(0, 2), min_size=10, max_size=10),
)
def test_a_failed_card_comes_again_after_all_others_until_it_is_good(
    due: int, new: int, fails: list[int]
) -> None:
    queue = plan(notes(due, "due"), notes(new, "new"))
    left = dict(zip([*notes(due, "due"), *notes(new, "new")], fails, strict=False))
    expected = {card: count + 1 for card, count in left.items()}
    asked: list[Entry] = []
    while (entry := queue.current) is not None:
        asked.append(entry)
        queue = queue.without_current()
        if left[entry.card]:
            left[entry.card] -= 1
            queue = queue.drill_later(entry.card)
    assert Counter(entry.card for entry in asked) == expected
    first = [entry.why != "again" for entry in asked]
    assert first == sorted(first, reverse=True), "a drill came before a card not yet asked"


def test_drills_still_open_come_last_in_the_order_they_were_failed() -> None:
    queue = plan(["d/a"], drills=["d/z", "d/b"])
    assert walk(queue) == [Entry("d/a", "due"), Entry("d/z", "again"), Entry("d/b", "again")]
    later = queue.drill_later("d/z")
    assert [entry.card for entry in walk(later)] == ["d/a", "d/b", "d/z"]
    assert later.counts() == Counts(due=1, again=2)


def test_the_counts_include_the_current_card_and_fall_by_one_with_each() -> None:
    queue = plan(notes(3, "due"), notes(2, "new"), notes(1, "drill"))
    assert queue.counts() == Counts(new=2, due=3, again=1)
    totals = []
    while queue.current is not None:
        totals.append(queue.counts().total)
        queue = queue.without_current()
    assert totals == [6, 5, 4, 3, 2, 1]
    assert queue.counts() == Counts()


WHOLE = plan(notes(4, "due"), notes(3, "new"), notes(2, "drill"))


@given(skip=st.integers(0, 9), index=st.integers(0, 8), why=st.sampled_from(["new", "due", "again"]))
def test_a_card_put_back_is_asked_now_and_nowhere_else(skip: int, index: int, why: str) -> None:
    card = walk(WHOLE)[index].card
    queue = WHOLE
    for _ in range(skip):
        queue = queue.without_current()
    rest = [entry for entry in walk(queue) if entry.card != card]
    entry = Entry(card, why)  # type: ignore[arg-type]
    put = queue.put_back(entry)
    assert walk(put) == [entry, *rest]
    assert put.counts().total == len(rest) + 1
    assert walk(put.put_back(entry)) == walk(put)


def test_cards_put_back_one_after_the_other_come_the_last_first() -> None:
    queue = plan(["d/x"]).put_back(Entry("d/a", "due")).put_back(Entry("d/b", "new"))
    assert [entry.card for entry in walk(queue)] == ["d/b", "d/a", "d/x"]


@given(skip=st.integers(0, 8), note=st.sampled_from(["d/due000", "d/new001", "d/drill000", "d/none"]))
def test_a_buried_note_leaves_with_all_its_cards_from_every_part_of_the_queue(skip: int, note: str) -> None:
    queue = WHOLE
    for _ in range(skip):
        queue = queue.without_current()
    queue = queue.put_back(Entry(f"{note}#c2", "due")).drill_later(f"{note}#c3")
    left = walk(queue.without_note(f"{note}#c9"))
    assert left == [entry for entry in walk(queue) if note_of(entry.card) != note]
