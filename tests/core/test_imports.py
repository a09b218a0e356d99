"""What an import brought: a record of it says exactly that, and a damaged one says nothing."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.store.build import mark
from trainer.core.imports import NONE, brought, of_text, record
from trainer.core.log import Event


@given(st.lists(st.text(max_size=5), max_size=40, unique=True), st.randoms(use_true_random=False))
def test_a_record_of_an_import_says_which_were_new(names: list[str], random: Random) -> None:
    new = {name for name in names if random.random() < 0.5}
    note = record("h.jsonl", new, set(), mark("", "undo").when, of_text(names, new))
    event = Event("i", "d", *note.when, "", note.kind, detail=note.detail)
    random.shuffle(names)
    assert brought(names, [event], None) == brought([*names, *names], [event], NONE) == new
    assert brought([*names, "another"], [event], None) is None
    damaged = event._replace(detail=note.detail.replace('"new": "', '"new": "x'))
    assert brought(names, [damaged], None) == set()
