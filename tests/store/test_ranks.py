"""Numbers for an order with room between them: as many stay as can."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.build import Shelf, basic
from trainer.store.ranks import ROOM, ranked
from trainer.store.store import Store


def rises(numbers: list[int]) -> bool:
    return all(one < other for one, other in pairwise([0, *numbers]))


@given(st.lists(st.integers(-1, 12), max_size=8))
def test_numbers_rise_and_most_of_them_stay_or_all_are_new(had: list[int]) -> None:
    now = [*ranked(had)]
    assert len(now) == len(had)
    assert rises(now)
    if now != [ROOM * place for place in range(1, len(had) + 1)]:
        stay = sum(one == other for one, other in zip(had, now, strict=True))
        most = max(
            count for count in range(len(had) + 1) for some in combinations(had, count) if rises([*some])
        )
        assert stay == most


@pytest.mark.parametrize(
    ("had", "now"),
    [
        ([], []),
        ([0, 0], [ROOM, 2 * ROOM]),
        ([8, 0, 16], [8, 12, 16]),
        ([8, 4, 16], [2, 4, 16]),
        ([0, 8, 0], [4, 8, 8 + ROOM]),
        ([8, 0, 9], [ROOM, 2 * ROOM, 3 * ROOM]),
    ],
    ids=str,
)
def test_what_comes_in_between_moves_no_other(had: list[int], now: list[int]) -> None:
    assert [*ranked(had)] == now


def test_a_note_that_is_added_moves_no_card_of_another(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("large.yaml", *(basic(f"n{number}") for number in range(60)), deck="large", title="Large")
    shelf.put("mine.yaml", basic("a"), deck="mine", title="Mine")
    shelf.sync()
    before = dict(store._rows("SELECT key, rank FROM card"))
    shelf.put("mine.yaml", basic("a"), basic("b"), deck="mine", title="Mine")
    shelf.sync()
    after = dict(store._rows("SELECT key, rank FROM card"))
    assert {key for key in after if before.get(key) != after[key]} == {"mine/b"}
    assert len({*after.values()}) == 62
