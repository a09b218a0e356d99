"""Ways on where a session ends: more, only some, ahead, cram; daily limits are a person's, not a start's."""

from pathlib import Path

import pytest

from tests.plain.talk import talk
from tests.practice.context import Clock, all_good, current, give, session, why
from tests.store.build import DAY, Shelf, answer, basic, mark, pair
from tests.tui.driving import Clock as ScreenClock
from tests.tui.driving import Driver, context, run
from tests.tui.samples import library, note
from trainer.core.custom import Custom
from trainer.core.kinds import Basic
from trainer.core.log import detail_of
from trainer.core.moment import Moment
from trainer.core.scope import CORE, EVERYTHING, Scope
from trainer.goals.session import begin
from trainer.practice.further import part_of, take, ways
from trainer.practice.grades import grade_keys
from trainer.practice.session import Session
from trainer.practice.summary import figures, summary
from trainer.practice.undoing import go
from trainer.practice.why import why_asked
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Counts
from trainer.scheduling.sm2 import SM2
from trainer.store.store import Store

ONE = Plan(new_per_day=1)


def fill(store: Store) -> Shelf:
    """Three decks in two topics, five notes each, of which the first two are core."""
    shelf = Shelf(store)
    for deck, title in [("k1", "Kafka::One"), ("k2", "Kafka::Two"), ("h", "Hive")]:
        notes = [basic(f"n{number}", level="core" if number < 2 else "deep") for number in range(5)]
        shelf.put(f"{deck}.yaml", *notes, deck=deck, title=title)
    shelf.sync()
    return shelf


def test_more_new_cards_are_kept_for_the_day_over_restarts_and_undone(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:02}") for number in range(30)))
    clock = Clock()
    practice = session(store, clock, ONE)
    all_good(practice)
    assert take(practice, "+")
    assert practice.counts == Counts(new=20)
    give(practice, 4)
    with Store(store.path) as later:
        again = session(later, clock, ONE)
        assert again.counts == Counts(new=19), "not 20 more, and not none"
        again.undo()
        assert go(again, 1, "four").said == "undone: the wish for 20 more new cards"
        assert again.attempt is None
    clock.forward(days=1)
    assert session(store, clock, ONE).counts.new == 1


def test_more_of_two_devices_add_up_and_nonsense_counts_for_nothing(store: Store, tmp_path: Path) -> None:
    Shelf(store, *(basic(f"n{number:02}") for number in range(30)))
    with Store(tmp_path / "other.db") as other:
        for detail in (detail_of(new=3), "", "{}", '{"new": "x"}', '{"new": -4}', '{"new": 99999999}', "{"):
            other.record(mark("", "more", detail=detail))
        store.record(mark("", "more", detail=detail_of(new=4)))
        store.merge(other.events())
    assert store.today(DAY).more == 7
    assert session(store, plan=ONE).counts.new == 8
    assert store.mismatches() == []


def test_where_nothing_more_is_new_nothing_is_noted(store: Store) -> None:
    Shelf(store, basic("a"), pair("b"))
    practice = session(store)
    all_good(practice)
    assert not take(practice, "+")
    assert {event.kind for event in store.events()} == {"review"}
    assert practice.attempt is None


def test_only_core(store: Store) -> None:
    fill(store)
    practice = session(store, plan=ONE)
    all_good(practice)
    assert [way.key for way in ways(practice)] == ["+", "c", "t", "x"], "where there is a card"
    assert take(practice, "c")
    assert practice.scope == Scope(query=CORE)
    core = all_good(practice)
    assert len(core) == 5
    assert all(key.endswith(("n0", "n1")) for key in core)


def test_only_this_topic(store: Store) -> None:
    fill(store)
    practice = session(store, plan=ONE)
    (first,) = all_good(practice)
    mine = ("h",) if first.startswith("h/") else ("k1", "k2")
    name = "Hive" if mine == ("h",) else "Kafka"
    assert f"only {name}" in [way.label for way in ways(practice)]
    assert take(practice, "t")
    assert sorted(practice.scope.decks) == sorted(mine)
    assert {key.partition("/")[0] for key in all_good(practice)} <= set(mine)
    assert "t" not in [way.key for way in ways(practice)], "the scope holds nothing else"


def test_within_the_limits_only_core_asks_for_no_more(store: Store) -> None:
    fill(store)
    practice = session(store)
    give(practice, 4)
    assert take(practice, "c")
    assert "more" not in {event.kind for event in store.events()}


def test_ahead_asks_what_is_due_soon_by_the_rule_for_early_answers(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abcde"))
    for name, last in [("a", -3), ("b", -4), ("c", 0), ("d", -30)]:
        store.record(answer(f"deck/{name}", 4, DAY + last - 1))
        store.record(answer(f"deck/{name}", 4, DAY + last))
    before = store.state("deck/a").memory
    practice = session(store, plan=Plan(new_per_day=0, due_per_day=0))
    assert practice.attempt is None
    assert take(practice, "a")
    assert [entry.card for entry in practice._queue.ahead] == ["deck/d", "deck/b", "deck/a"]
    give(practice, 4, 4)
    assert current(practice) == "deck/a"
    practice.reveal()
    assert practice.grade(4).kind == "early"  # type: ignore[union-attr]
    assert store.state("deck/a").memory == before
    assert store.state("deck/b").memory.due == DAY + 2  # type: ignore[union-attr]
    assert not take(practice, "a"), "not twice on one day"


def test_a_cram_is_noted_and_leaves_the_schedule(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"), basic("c"))
    store.record(mark("deck/c", "suspend"))
    practice = session(store)
    give(practice, 2, 4, 4)
    before, done = store.states(), store.today(DAY)
    assert practice.attempt is None
    assert "cram 1 card missed today: the schedule stays" in [way.label for way in ways(practice)]
    assert take(practice, "m")
    assert (current(practice), why(practice), practice.cram) == ("deck/a", "cram", True)
    practice.reveal()
    assert practice.attempt is not None
    assert {key.days for key in grade_keys(practice.attempt, "four")} == {None}
    assert "Crammed" in why_asked(practice.attempt.card, practice.attempt.entry, DAY, SM2)
    give(practice, 1)
    assert (current(practice), why(practice)) == ("deck/a", "cram"), "again until it is passed"
    assert go(practice, 1, "four").said == "undone: the answer “again”"
    give(practice, 1, 3)
    assert practice.attempt is None
    assert store.states() == before
    assert store.today(DAY)[:4] == done[:4]
    assert store.mismatches() == []
    assert take(practice, "x")
    assert sorted(all_good(practice)) == ["deck/a", "deck/b"], "not what is suspended"
    assert {event.scheduler for event in store.events() if event.kind == "cram"} == {""}


def test_undo_leads_from_a_cram_back_into_the_day(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    practice = session(store)
    give(practice, 4)
    take(practice, "x")
    practice.undo()
    assert not practice.cram
    assert (current(practice), why(practice)) == ("deck/a", "new")


def test_a_crammed_answer_is_undone_from_anywhere(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    practice = begin(store, Clock(), Plan(), custom=Custom(cram="all"))
    give(practice, 4)
    later = session(store)
    event = later.undo()
    assert event is not None
    assert event.kind == "cram"
    assert current(later) == "deck/a"


def test_a_review_begins_ahead_or_as_a_cram(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4))
    assert current(begin(store, Clock(), Plan(), custom=Custom(ahead=1))) is None
    tomorrow = Clock()
    tomorrow.forward(days=-1)
    store.undo(Moment(0, DAY))
    store.record(answer("deck/a", 4, DAY - 1))
    store.record(answer("deck/a", 2, DAY))
    clock = Clock()
    assert current(begin(store, clock, Plan(), custom=Custom(cram="missed"))) == "deck/a"
    assert current(begin(store, clock, Plan(), Scope(tags=("none",)), custom=Custom(cram="missed"))) is None
    clock.forward(days=1)
    assert current(begin(store, clock, Plan(), custom=Custom(cram="missed"))) is None
    assert begin(store, clock, Plan(), custom=Custom(cram="all")).counts.total == 2


def test_a_level_narrows_what_is_due_new_and_counted(store: Store) -> None:
    fill(store)
    for card in ("h/n0", "h/n4"):
        store.record(answer(card, 4, DAY - 3))
    scope = Scope(query=CORE)
    assert store.due(DAY, scope, 9) == ["h/n0"]
    assert store.due_on(DAY, scope) == 1
    assert all(key.endswith(("n0", "n1")) for key in store.new(DAY, scope, 99))
    assert [note.id for note in store.notes(Scope(("h",), query=CORE))] == ["n0", "n1"]
    assert len(store.notes(EVERYTHING)) == 15


def test_suspending_in_a_cram_takes_only_that_card_out(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    practice = Session(store, Clock(), Plan(), cards=("deck/b", "deck/a"), cram=True)
    practice.suspend()
    assert current(practice) == "deck/a"
    assert practice.cram


# In both front ends


def test_the_summary_offers_the_ways_on() -> None:
    lib = library(
        *(note(Basic(f"Question {number}?", "Yes."), f"n{number}", level="core") for number in range(3))
    )

    async def script(driver: Driver) -> None:
        await driver.press("space", "1", "space", "4")
        assert "Done for today." in driver.text
        for words in (
            "+  20 more new cards",
            "c  only core cards",
            "m  cram 1 card missed",
            "x  cram",
        ):
            assert words in driver.text
        assert "a  ahead" not in driver.text
        await driver.press("m")
        assert "cram: 1 left, the schedule stays" in driver.text
        await driver.press("space")
        assert "4 good" not in driver.text
        assert "1 again" in driver.text
        await driver.press("4", "t")
        assert "no card is left for that" in driver.text
        await driver.press("plus")
        assert "2 new" in driver.text
        await driver.press("q")
        assert "All decks" in driver.text or "Paused." in driver.text

    run(context(lib, plan=ONE), script)
    assert [event.kind for event in sorted(lib.events(), key=lambda one: one.id)] == [
        "review",
        "drill",
        "cram",
        "more",
    ]


def test_a_way_is_clicked() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("space", "4")
        row = driver.line_of("+  20 more")
        await driver.pilot.click(offset=(driver.lines[row].index("+"), row))
        await driver.pilot.pause()
        assert "Question 1?" in driver.text

    run(context(library(), plan=ONE), script)


def test_home_gives_more_when_the_limit_is_reached() -> None:
    lib = library()

    async def script(driver: Driver) -> None:
        await driver.press("enter", "space", "4", "h", "enter")
        assert "+ asks 20 more new cards" in driver.text
        await driver.press("plus")
        assert "Question 1?" in driver.text

    run(context(lib, ScreenClock(), plan=ONE, start="home"), script)


def test_the_program_begins_with_a_cram() -> None:
    lib = library()

    async def script(driver: Driver) -> None:
        assert "cram: 3 left" in driver.text
        await driver.press("space", "4")
        assert lib.states() == {}

    run(context(lib, custom=Custom(cram="all")), script)


def test_plain_mode_lists_the_ways_and_takes_their_keys(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:02}") for number in range(22)))
    out = talk(store, *["", "1"] * 20, *["", "4"] * 20, "+", "", "4", "q")
    assert "+  20 more new cards" in out
    assert "cram 20 cards missed today: the schedule stays" in out
    assert "(2 new, 0 due, 0 again)" in out
    assert store.today(DAY).more == 20
    out = talk(store, "", "4", "m", "", "4", "q")
    assert "(cram: 20 left; the schedule stays as it is)" in out
    assert "[1 again, 2 hard, 3 good (Enter), 4 easy, u: undo" in out


@pytest.mark.parametrize("key", ["a", "+"])
def test_plain_mode_offers_no_way_that_leads_nowhere(store: Store, key: str) -> None:
    Shelf(store, basic("a"))
    said = talk(store, "", "3", key, "")
    assert f"  {key}  " not in said
    assert "  x  cram everything" in said


def test_a_part_of_the_scope_is_named_until_everything_is_asked_again(store: Store) -> None:
    fill(store)
    practice = session(store, plan=Plan(new_per_day=40))
    give(practice, 4)
    topic = practice.library.card(practice.latest).deck_title.partition("::")[0]  # type: ignore[union-attr]

    def offered() -> set[str]:
        return {way.key for way in ways(practice)}

    assert part_of(practice) == ""
    assert "e" not in offered()
    for key, part in (("c", "core cards"), ("t", f"core cards of {topic}")):
        assert take(practice, key)
        assert part_of(practice) == part
        assert dict(figures(summary(practice)))["only"].startswith(part)
        assert "c" not in offered(), "they are core cards already"
        assert "e" in offered()
    left = practice.counts.total
    assert take(practice, "e")
    assert (part_of(practice), practice.scope) == ("", EVERYTHING)
    assert practice.counts.total > left
    assert "only" not in dict(figures(summary(practice)))


def test_what_was_asked_for_at_the_start_is_no_part(store: Store) -> None:
    fill(store)
    practice = session(store, plan=ONE, scope=Scope(("k1", "k2"), query=CORE))
    assert part_of(practice) == ""
    assert "c" not in {way.key for way in ways(practice)}
