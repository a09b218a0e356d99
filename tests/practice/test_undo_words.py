"""What can be taken back is named by what tells it from others: in the list, and when it is done."""

import json

import pytest

from tests.practice.context import Clock, session
from tests.store.build import DAY, Shelf, answer, basic, mark, noon
from trainer.core.log import EventKind, NewEvent
from trainer.core.moment import Moment
from trainer.practice.undoing import go, steps
from trainer.store.clocks import doubtful
from trainer.store.store import Store

OFF: dict[str, object] = {"from": DAY, "to": DAY + 1}
DAYS = "Wed 24 Apr to Thu 25 Apr"
STEP = "the last step of a mock interview"
WORDS: dict[str, tuple[EventKind, dict[str, object], str, str]] = {
    "cards": ("more", {"new": 20}, "20 more new cards", "the wish for 20 more new cards"),
    "minute": ("more", {"minutes": 1}, "1 more minute", "the wish for 1 more minute"),
    "damaged": ("more", {"new": "x"}, "more new cards", "the wish for more new cards"),
    "days off": ("holiday", OFF | {"off": True}, f"holiday {DAYS}", f"the holiday {DAYS}"),
    "days on": (
        "holiday",
        OFF | {"off": False},
        f"holiday {DAYS} taken back",
        f"taking back the holiday {DAYS}",
    ),
    "no days": ("holiday", {"from": "soon"}, "holiday", "the holiday"),
    "step": ("mock", {"step": "skip"}, "mock interview: skipped", f"{STEP} (skipped)"),
    "a later step": ("mock", {"step": "?"}, "mock interview", STEP),
    "notes": ("written", {"what": "tagged", "said": "3 notes"}, "3 notes · tagged", "tagging 3 notes"),
    "tags": (
        "written",
        {"what": "tagged", "said": "85 notes", "tags": "exam -old"},
        "85 notes · tagged exam -old",
        "tagging 85 notes (exam -old)",
    ),
    "note": ("written", {"what": "tagged", "said": "Why?"}, "Why? · tagged", "tagging “Why?”"),
}


@pytest.mark.parametrize("name", WORDS)
def test_what_is_about_no_card_is_named_by_its_numbers_and_days(store: Store, name: str) -> None:
    kind, told, listed, undone = WORDS[name]
    Shelf(store, basic("a"))
    now = Moment(noon(DAY), DAY)
    store.record(NewEvent(now, "", kind, detail=json.dumps(told)))
    store.rewrite = lambda _event, _back: ""
    assert [step.what for step in steps(store, now, "four")] == [listed]
    clock = Clock()
    assert go(session(store, clock), 1, "four", chosen=True).said.split(", ")[0] == f"undone: {undone}"
    assert steps(store, now, "four")[0].what == listed


def test_what_a_wrong_clock_did_is_one_step_in_both_directions_and_named_so(store: Store) -> None:
    """Also of two sorts, with something done before, and for a program that starts in between."""
    Shelf(store, basic("a"))
    now = Moment(noon(DAY + 1), DAY + 1)
    store.record(answer("deck/a", 4, DAY))
    right = store.states()
    for new in (*[answer("deck/a", 4, DAY + 9_000)] * 3, mark("deck/a", "flag", DAY + 9_000)):
        store.record(new)
    wrong = store.states()
    assert store.take_back(doubtful(store.events(), now).ids, now) == 4
    what = "4 events of a wrong clock, the first "
    for _ in range(2):
        with Store(store.path) as later:
            at = session(later, Clock())
            listed = steps(later, now, "four")
            assert [(step.undone, step.what.startswith(what)) for step in listed] == [(1, 1), (0, 0)]
            assert go(at, -1, "four").said.startswith(f"done again: {what}the answer “good”")
            assert later.states() == wrong
        with Store(store.path) as later:
            at = session(later, Clock())
            listed = steps(later, now, "four")
            assert [(step.undone, step.what.startswith(what)) for step in listed] == [(0, 1), (0, 0)]
            assert go(at, 1, "four").said.startswith(f"undone: {what}the answer “good”")
            assert later.states() == right
            assert later.mismatches() == []


@pytest.mark.parametrize("events", [1, 3])
@pytest.mark.parametrize("did_since", [False, True])
def test_what_another_device_did_under_a_wrong_clock_is_such_a_step_too(
    store: Store, tmp_path_factory: pytest.TempPathFactory, events: int, *, did_since: bool
) -> None:
    Shelf(store, basic("a"), basic("b"))
    now = Moment(noon(DAY + 1), DAY + 1)
    store.record(answer("deck/a", 4, DAY))
    with Store(tmp_path_factory.mktemp("other") / "other.db") as other:
        for _ in range(events):
            other.record(answer("deck/a", 4, DAY + 9_000))
        store.merge(other.events())
    wrong = store.states()
    assert store.take_back(doubtful(store.events(), now).ids, now) == events
    right = store.states()
    for _ in range(2):
        with Store(store.path) as later:
            assert go(session(later, Clock()), -1, "four").said.startswith("done again: ")
            assert later.states() == wrong
            if did_since:
                later.record(mark("deck/b", "flag", DAY))
        with Store(store.path) as later:
            at = session(later, Clock())
            listed = [step.what for step in steps(later, now, "four") if not step.undone]
            assert [("flag" in what, "wrong clock" in what) for what in listed] == [
                *[(True, False)] * did_since,
                (False, events == 3),
                (False, False),
            ]
            kinds = [gone.kind for _ in range(1 + did_since) if (gone := go(at, 1, "four").event)]
            assert kinds == ["flag"] * did_since + ["review"]
            assert (later.states(), later.mismatches()) == (right, [])
