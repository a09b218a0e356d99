"""Leeches: flagged by rule, taken back with the answer, told once with what may be why, and listed."""

import pytest

from tests.build import LibraryAtRisk
from tests.plain.talk import talk
from tests.practice.context import Clock, current, give, session
from tests.scheduling.doubling import Doubling
from tests.store.build import DAY, Shelf, answer, basic, mark, of
from tests.tui.driving import Clock as ScreenClock
from tests.tui.driving import Driver, context, run
from tests.tui.samples import library, note
from trainer.context import Edited
from trainer.core.kinds import Basic, Choice, Wrong
from trainer.core.library import StudyCard
from trainer.core.scope import Scope
from trainer.core.state import Memory
from trainer.scheduling.leech import becomes_leech, is_leech
from trainer.store.store import Store


def forget(store: Store, card: str, times: int, last: int = DAY - 1) -> None:
    """Answer a card well and then badly, again and again, up to day ``last``."""
    for number in range(times):
        day = last - 2 * (times - 1 - number)
        store.record(answer(card, 4, day - 1))
        store.record(answer(card, 1, day, answer="c"))


@pytest.mark.parametrize(
    ("before", "after", "flagged"),
    [
        (6, 7, False),
        (7, 8, True),
        (8, 8, False),
        (8, 9, False),
        (10, 11, False),
        (11, 12, True),
        (15, 16, True),
    ],
)
def test_the_rule_is_eight_and_every_four_after(before: int, after: int, flagged: bool) -> None:
    assert becomes_leech(Memory(1, 0, 0, 9, before), Memory(1, 0, 0, 9, after)) is flagged


def test_the_flag_comes_with_the_answer_and_one_undo_takes_both_back(store: Store) -> None:
    Shelf(store, basic("a"))
    forget(store, "deck/a", 7, DAY - 3)
    store.record(answer("deck/a", 4, DAY - 1))
    assert not store.state("deck/a").flagged
    before = store.states()
    practice = session(store)
    give(practice, 2)
    assert is_leech(store.state("deck/a"))
    assert practice.leech is not None
    assert practice.leech.said == "Forgotten 8 times: flagged as a leech"
    kinds = [(event.kind, event.detail) for event in store.events() if event.session]
    assert kinds == [("review", ""), ("flag", '{"leech": 8}')]
    assert store.mismatches() == []
    give(practice, 4)
    assert practice.leech is None, "said once"
    practice.undo()
    event = practice.undo()
    assert event is not None
    assert event.kind == "review"
    assert store.states() == before
    assert current(practice) == "deck/a"
    assert len(practice.answers) == 0
    assert store.mismatches() == []


def test_under_any_scheduler(store: Store) -> None:
    for _ in range(8):
        store.record(answer("deck/a", 1, DAY, scheduler=Doubling()))
    assert not is_leech(store.state("deck/a")), "SM-2 counts a lapse only of a card that was known"
    with Store(store.path, Doubling()) as other:
        assert other.state("deck/a").memory == Memory(DAY + 1, DAY, 0, 8, 8, (0.5,))
        for _ in range(4):
            other.record(answer("deck/a", 1, DAY, scheduler=Doubling()))
        assert is_leech(other.state("deck/a"))


def test_a_flag_taken_away_stays_away_until_the_next_four(store: Store) -> None:
    forget(store, "deck/a", 8)
    store.record(mark("deck/a", "unflag"))
    forget(store, "deck/a", 3, DAY + 20)
    assert not store.state("deck/a").flagged
    forget(store, "deck/a", 1, DAY + 30)
    assert is_leech(store.state("deck/a"))


def test_it_is_shown_with_what_was_given_instead_and_what_is_confusable(store: Store) -> None:
    Shelf(
        store,
        of(Choice("Which?", ("a",), (Wrong("c"), Wrong("d"))), confusable=("deck/other",)),
        basic("other", "And what is the other?"),
        basic("third", "And the third, which says so itself?", confusable=("deck/note",)),
    )
    forget(store, "deck/note", 8)
    practice = session(store)
    forget(store, "deck/note", 3, DAY - 1 + 20)
    clock = Clock()
    clock.forward(days=21)
    store.record(answer("deck/note", 4, DAY + 20))
    practice = session(store, clock, scope=Scope(("deck",)))
    while current(practice) != "deck/note":
        give(practice, 4)
    give(practice, 2)
    assert practice.leech is not None
    assert practice.leech.instead == ("you mixed up: “a” and “c” (11 times)",)
    assert practice.leech.confusable == ("And what is the other?", "And the third, which says so itself?")


# In both front ends


def nearly_a_leech(clock: ScreenClock) -> LibraryAtRisk:
    lib = library(
        note(Basic("What is `it`?", "That."), "n0", confusable=("d/n1",)),
        note(Basic("And this?", "No."), "n1"),
    )
    forget(lib, "d/n0", 7, clock.day - 4)
    lib.record(answer("d/n0", 4, clock.day - 1))
    return lib


@pytest.mark.parametrize(
    ("key", "said", "kind"),
    [
        ("exclamation_mark", "suspended", "suspend"),
        ("r", "the leech is reset", "reset"),
        ("escape", "And this?", "flag"),
    ],
)
def test_the_screen_says_so_once_and_offers_what_can_be_done(key: str, said: str, kind: str) -> None:
    clock = ScreenClock()
    lib = nearly_a_leech(clock)

    async def script(driver: Driver) -> None:
        await driver.press("space", "1")
        assert "Forgotten 8 times: flagged as a leech" in driver.text
        assert "What is `it`?" in driver.text
        assert "easily mixed up with" in driver.text
        await driver.press(key)
        assert "flagged as a leech" not in driver.text
        assert said in driver.text
        assert max(lib.events(), key=lambda event: event.id).kind == kind
        await driver.press("u")
        assert ("What is `it`?" in driver.text) or kind == "suspend"

    run(context(lib, clock), script)


def test_the_last_card_of_the_day_is_told_over_the_summary() -> None:
    clock = ScreenClock()
    lib = nearly_a_leech(clock)

    async def script(driver: Driver) -> None:
        await driver.press("space", "1")
        await driver.press("escape", "space", "4", "space", "4")
        assert "Done for today" in driver.text
        await driver.press("ctrl+p", *"Marked")
        await driver.app.workers.wait_for_complete()
        await driver.pilot.pause()
        await driver.pilot.press("enter")
        await driver.app.workers.wait_for_complete()
        await driver.pilot.pause()
        assert "What is `it`?" in driver.text
        assert "♥" in driver.text

    run(context(lib, clock), script)


def test_an_edit_of_a_leech_comes_back_to_the_session() -> None:
    clock = ScreenClock()
    edited: list[tuple[str, int]] = []

    async def script(driver: Driver) -> None:
        await driver.press("space", "1", "e")
        assert "And this?" in driver.text

    def edit(card: StudyCard) -> Edited:
        edited.append((card.path, card.note.line))
        return Edited()

    run(context(nearly_a_leech(clock), clock, edit=edit), script, each_update=True)
    assert len(edited) <= 1


def test_plain_mode_says_it_and_takes_a_word(store: Store) -> None:
    Shelf(store, basic("a", confusable=("deck/b",)), basic("b"))
    forget(store, "deck/a", 7, DAY - 4)
    store.record(answer("deck/a", 4, DAY - 1))
    out = talk(store, "", "1", "!", "q")
    assert "Forgotten 8 times: flagged as a leech: Q a" in out
    assert "easily mixed up with: Q b" in out
    assert "suspended" in out
    assert store.state("deck/a").suspended
