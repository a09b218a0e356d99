"""A clock that cannot be right is told of when it matters, in both front ends."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.build import DAY, Shelf, answer, basic, mark, noon, of
from tests.tui.driving import Driver, run
from trainer.browse.browser import Browser
from trainer.context import Context
from trainer.core.ids import new_id
from trainer.core.kinds import Choice, Wrong
from trainer.core.log import GIVEN, KINDS, TIMELESS, UNDOABLE
from trainer.core.moment import Moment
from trainer.plain.app import run as run_plain
from trainer.practice.clock import ClockError, Doubt, doubt, look
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store

NOON = datetime.fromordinal(DAY).replace(hour=12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (0, ""),
        (179, ""),
        (-1, ""),
        (181, "If the clock is wrong, leave and set it"),
        (26_000, "If the clock is wrong, leave and set it"),
        (-2, "One of the two is wrong"),
        (-19_000, "One of the two is wrong"),
    ],
)
def test_a_leap_forward_or_back_is_doubted(store: Store, days: int, says: str) -> None:
    Shelf(store, basic("a"))
    assert not doubt(store, lambda: NOON).said
    store.record(answer("deck/a", 4))
    found = doubt(store, lambda: NOON + timedelta(days=days))
    assert found.asks == (says != "")
    assert (says in found.said) if says else not found.said


FAR = 26_000


@pytest.mark.parametrize(
    ("answered", "now", "asks", "said"),
    [
        ([0, 1, FAR], FAR, True, "but for those of"),
        ([0, 1, FAR, FAR], FAR + 1, True, "but for those of"),
        ([0, 1, FAR, FAR + 1], FAR + 1, False, ""),
        ([FAR], FAR + 1, False, ""),
        ([0, 1, FAR], 2, False, "takes back all that was answered"),
        ([0, 1, FAR, FAR + 1], 2, False, "takes back all that was answered"),
        ([0, 1, FAR, FAR + 1, FAR + 2], 2, True, "One of the two is wrong"),
        ([0, 1, FAR], -FAR // 2, True, "One of the two is wrong"),
        ([0, 20, 22], 3, True, "One of the two is wrong"),
        ([FAR, 0, 1, 2], 3, False, "takes back all that was answered"),
    ],
)
def test_one_day_under_a_clock_that_leapt_proves_nothing(
    store: Store, answered: list[int], now: int, *, asks: bool, said: str
) -> None:
    Shelf(store, basic("a"))
    for day in answered:
        store.record(answer("deck/a", 4, DAY + day))
    found = doubt(store, lambda: NOON + timedelta(days=now))
    assert (found.asks, said in found.said, bool(said)) == (asks, True, bool(found.said))


def test_once_the_answers_of_a_wrong_clock_are_taken_back_nothing_is_doubted(store: Store) -> None:
    Shelf(store, basic("a"))
    store.record(answer("deck/a", 4, DAY + 26_000))
    assert doubt(store, lambda: NOON).asks
    store.take_back([event.id for event in store.events()], Moment(1, DAY))
    assert not doubt(store, lambda: NOON).said


def test_an_answer_whose_day_and_instant_contradict_each_other_doubts_no_clock(store: Store) -> None:
    Shelf(store, basic("a"))
    sound = store.record(answer("deck/a", 4))
    years, other = 9 * 365 * 86_400_000, new_id(noon(DAY), sound.id)
    store.merge([sound._replace(id=other, at=sound.at + years)])
    assert store.newest_answers(3) == [sound.at]
    assert not doubt(store, lambda: NOON).said


def context(store: Store) -> Context:
    Shelf(store, basic("a"))
    store.record(answer("deck/a", 4))
    return Context(library=store, clock=lambda: NOON + timedelta(days=26_000), plan=Plan(), start="review")


def test_line_by_line_it_is_said_first(store: Store) -> None:
    out = io.StringIO()
    run_plain(context(store), io.StringIO(""), out)
    assert out.getvalue().startswith("The clock says ")
    assert "Go on? y or n" in out.getvalue()
    assert "a?" not in out.getvalue()


@pytest.mark.parametrize(("said", "answers"), [("n\n", 1), ("q\n", 1), ("\n\n3\n", 1), ("y\n\n3\n", 2)])
def test_line_by_line_nothing_is_answered_before_it_is_said_to_go_on(
    store: Store, said: str, answers: int
) -> None:
    given = context(store)
    run_plain(given, io.StringIO(said), io.StringIO())
    assert len(store.events()) == answers


def test_on_screens_it_is_a_dialog_over_the_first(store: Store, tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        assert any("Is the clock right?" in line for line in driver.lines)
        await driver.press("escape")
        assert not any("Is the clock right?" in line for line in driver.lines)

    run(replace(context(store), exports=tmp_path), script)


def test_line_by_line_nothing_is_asked_where_only_answers_are_wrong(store: Store) -> None:
    given = context(store)
    store.record(answer("deck/a", 4, DAY + 26_000))
    out = io.StringIO()
    run_plain(replace(given, clock=lambda: NOON), io.StringIO("q\n"), out)
    assert out.getvalue().startswith("The clock says ")
    assert "Go on?" not in out.getvalue()


@pytest.mark.parametrize("kind", sorted(UNDOABLE | KINDS))
def test_all_by_whose_moment_something_follows_passes_the_gate(store: Store, kind: str) -> None:
    def closed() -> None:
        raise ClockError("no")

    Shelf(store, basic("a"))
    store.gate = closed
    event = mark("deck/a", kind, grade=4 if kind in GIVEN else None)
    if kind in TIMELESS:
        assert store.record(event).kind == kind
        return
    with pytest.raises(ClockError):
        store.record_all([event._replace(kind="undo", undoes="other"), event])
    assert store.events() == []


@pytest.mark.parametrize("days", [-200, 181, 26_000])
def test_a_leap_is_told_of_before_anything_is_done_to_cards_in_a_list(store: Store, days: int) -> None:
    Shelf(store, basic("a"))
    now = [NOON]
    assert look(store, lambda: now[0]) == Doubt()
    browser = Browser(store, lambda: now[0], Plan())
    browser.read_again()
    now[0] += timedelta(days=days)
    for do in (browser.suspend, lambda: browser.reschedule(3)):
        before = store.events()
        with pytest.raises(ClockError, match="when you last did something it said"):
            do()
        assert store.events() == before
        assert browser.flag() != ""
        assert browser.undo() is not None
        now[0] -= timedelta(days=days)


def test_on_screens_a_leap_is_told_of_before_a_card_of_a_list_is_suspended(
    store: Store, tmp_path: Path
) -> None:
    Shelf(store, basic("a"))
    now = [NOON]
    given = Context(library=store, clock=lambda: now[0], plan=Plan(), start="browse", exports=tmp_path)

    async def script(driver: Driver) -> None:
        now[0] += timedelta(days=26_000)
        await driver.press("!")
        assert any("The clock says" in line for line in driver.lines)
        assert store.events() == []
        await driver.press("escape", "!")
        assert [event.kind for event in store.events()] == ["suspend"]

    run(given, script)


def test_line_by_line_a_leap_is_told_of_before_a_card_of_a_list_is_suspended(store: Store) -> None:
    Shelf(store, basic("a"))
    leap = iter([0] * 3)
    given = Context(
        library=store,
        clock=lambda: NOON + timedelta(days=next(leap, 26_000)),
        plan=Plan(),
        start="browse",
    )
    out = io.StringIO()
    run_plain(given, io.StringIO("suspend 1\nsuspend 1\nq\n"), out)
    assert "when you last did something it said" in out.getvalue()
    assert [event.kind for event in store.events()] == ["suspend"]


def test_line_by_line_a_leap_in_a_quiz_ends_nothing_and_the_same_digit_answers_then(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    Shelf(store, of(Choice("Which?", ("this",), (Wrong("that"),))))
    now = [NOON]

    given = Context(library=store, clock=lambda: now[0], plan=Plan(), start="quiz")
    lines, out = io.StringIO("1\n1\n\nq\nq\n"), io.StringIO()
    read = lines.readline

    def later(size: int = -1, /) -> str:
        now[0] = NOON + timedelta(days=26_000)
        return read(size)

    monkeypatch.setattr(lines, "readline", later)
    run_plain(given, lines, out)
    assert out.getvalue().count("when you last did something it said") == 1
    assert [event.kind for event in store.events()] == ["quiz"]


@pytest.mark.parametrize("days", [-200, 181, 26_000])
def test_a_leap_while_a_card_is_shown_is_told_of_once_and_nothing_is_saved_before(
    store: Store, days: int
) -> None:
    Shelf(store, basic("a"), basic("b"))
    now = [NOON]
    session = Session(store, lambda: now[0], Plan())
    now[0] += timedelta(days=days)
    with pytest.raises(ClockError, match="when this card was shown it said"):
        session.reveal()
    assert session.attempt is not None
    assert not session.attempt.revealed
    now[0] -= timedelta(days=days)  # set right again, which is a leap as well
    with pytest.raises(ClockError):
        session.reveal()
    session.reveal()
    now[0] += timedelta(days=days)
    with pytest.raises(ClockError):
        session.grade(4)
    assert store.events() == []
    assert session.grade(4) is not None, "who grades again has read it"
    session.reveal()
    assert session.grade(4) is not None


def test_a_night_with_the_lid_closed_is_no_leap(store: Store) -> None:
    Shelf(store, basic("a"))
    now = [NOON]
    session = Session(store, lambda: now[0], Plan())
    now[0] += timedelta(days=3)
    session.reveal()
    assert session.grade(4) is not None


def test_on_screens_a_leap_is_a_dialog_and_the_card_stays(store: Store, tmp_path: Path) -> None:
    Shelf(store, basic("a"))
    now = [NOON]
    given = Context(library=store, clock=lambda: now[0], plan=Plan(), start="review", exports=tmp_path)

    async def script(driver: Driver) -> None:
        now[0] += timedelta(days=26_000)
        await driver.press("space")
        assert any("The clock says" in line for line in driver.lines)
        await driver.press("escape", "space", "3")
        assert len(store.events()) == 1

    run(given, script)
