"""A mock interview over a real store: what is asked, what is logged, what goes on after a restart."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.interview.interviewing import current, give, stage
from tests.interview.interviews import (
    CHOICE,
    GAP,
    GOOD,
    SHORT,
    again,
    held,
    mark_all,
    note,
    opener,
    steps,
)
from tests.practice.context import Clock, session
from tests.store.build import Shelf, mark
from trainer.core.errors import NothingToAskError
from trainer.core.kinds import Basic, Order
from trainer.core.scope import EVERYTHING, Scope
from trainer.interview.interview import Interview, begin
from trainer.interview.setup import setup
from trainer.interview.transcript import KIND
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


def test_every_step_is_in_the_log_at_once(store: Store) -> None:
    interview = held(store, opener("a"), opener("b"), opener("c"))
    assert steps(store) == ["start"]
    interview.say(GOOD)
    assert steps(store)[1:] == ["answer"]
    interview.confide(1)
    assert steps(store)[2:] == ["confidence"]
    interview.skip()
    assert steps(store)[3:] == ["skip"]
    interview.stop()
    mark_all(interview)
    assert steps(store)[4:] == ["over", "mark", "mark", "end"]
    assert {event.session for event in store.log({KIND})} == {interview.log.session}


def test_the_answer_event_has_the_card_the_text_and_the_time(store: Store) -> None:
    clock = Clock()
    interview = held(store, opener("a"), clock=clock)
    clock.forward(seconds=75)
    interview.say(f"  {GOOD}\n")
    event = store.log({KIND})[-1]
    assert (event.card, event.answer, event.took) == ("deck/a", GOOD, 75_000)
    assert event.fingerprint
    detail = json.loads(event.detail)
    assert detail["ask"].startswith("How does Kafka")
    assert (detail["depth"], detail["seconds"], detail["spoken"]) == (0, 60, False)


def test_nothing_typed_is_a_spoken_answer(store: Store) -> None:
    interview = held(store, opener("a"))
    interview.say("  ")
    assert interview.transcript.asked[0].spoken
    assert not interview.transcript.asked[0].skipped


def test_the_question_just_answered_or_skipped_can_be_asked_again(store: Store) -> None:
    clock = Clock()
    interview = held(store, opener("a"), opener("b"), clock=clock)
    assert not interview.can_reopen
    interview.reopen()
    first = current(interview)
    clock.forward(seconds=30)
    interview.say("")  # too soon
    interview.reopen()
    assert current(interview) == first
    assert (interview.draft, interview.spent, interview.transcript.asked) == ("", 30_000, ())
    interview.say(GOOD)
    interview.confide(1)
    interview.skip()  # by mistake
    assert interview.stage == "marking" or interview.can_reopen
    interview = again(store, interview, clock)
    assert [one.answer for one in interview.transcript.asked] == [GOOD, ""]
    assert not interview.transcript.asked[0].spoken


def test_what_was_written_is_the_draft_of_a_question_asked_again(store: Store) -> None:
    interview = held(store, opener("a"), opener("b"))
    interview.say("half of")
    interview.reopen()
    assert interview.draft == "half of"
    interview.skip()
    interview.reopen()
    assert (stage(interview), interview.transcript.asked) == ("question", ())
    interview.say(GOOD)
    interview.confide(1)
    assert not interview.can_reopen  # the next one is asked, and this one is judged


def test_confidence_is_asked_after_an_answer_and_not_after_a_skip(store: Store) -> None:
    interview = held(store, opener("a"), opener("b"))
    interview.skip()
    assert stage(interview) == "question"
    interview.say(GOOD)
    assert stage(interview) == "confidence"
    interview.confide(7)
    assert stage(interview) == "confidence"
    interview.confide(3)
    assert interview.transcript.asked[-1].confidence == 3


def test_the_next_rung_comes_only_after_the_last_was_handled(store: Store) -> None:
    interview = held(store, opener("a", follow_up=["pick", "short"]), CHOICE, SHORT, minutes=1)
    give(interview, GOOD)
    assert current(interview) == "deck/pick"
    assert interview.question is not None
    assert interview.question.depth == 1
    assert {option.text for option in interview.question.sides.options} == {"One copy", "Two copies", "None"}
    right = [n for n, option in enumerate(interview.question.sides.options, 1) if option.right]
    give(interview, str(right[0]))
    assert current(interview) == "deck/short"
    assert interview.question.depth == 2


def test_an_answer_without_a_must_have_ends_the_ladder(store: Store) -> None:
    interview = held(store, opener("a", follow_up=["pick"]), opener("b"), CHOICE)
    first = current(interview)
    give(interview, "It writes everything twice to disk.")
    assert interview.transcript.asked[-1].handled is False
    assert current(interview) != "deck/pick"
    assert current(interview) != first


def test_a_wrong_follow_up_and_a_skip_end_the_ladder(store: Store) -> None:
    interview = held(store, opener("a", follow_up=["pick", "gap"]), CHOICE, GAP, minutes=1)
    give(interview, GOOD)
    assert interview.question is not None
    wrong = [n for n, option in enumerate(interview.question.sides.options, 1) if not option.right]
    give(interview, str(wrong[0]))
    assert stage(interview) == "marking"


def test_what_is_no_spoken_question_is_passed_over(store: Store) -> None:
    order = note("steps", Order("Order what follows.", ("one", "two")))
    interview = held(store, opener("a", follow_up=["gap", "steps", "short"]), GAP, order, SHORT, minutes=1)
    give(interview, GOOD)
    assert current(interview) == "deck/short"


def test_a_spoken_answer_asks_whether_it_was_handled(store: Store) -> None:
    interview = held(store, opener("a", follow_up=["pick"]), CHOICE, minutes=1)
    give(interview, "")
    assert stage(interview) == "handled"
    interview.handle(handled=True)
    assert current(interview) == "deck/pick"


def test_a_spoken_answer_without_a_follow_up_asks_nothing_more(store: Store) -> None:
    interview = held(store, opener("a"), opener("b"))
    give(interview, "")
    assert stage(interview) == "question"


def test_a_note_that_is_an_opener_is_no_follow_up_as_well(store: Store) -> None:
    interview = held(store, opener("a", follow_up=["b"]), opener("b", follow_up=["a"]))
    seen = []
    while interview.stage != "marking":
        seen.append(current(interview))
        give(interview, GOOD)
    assert sorted(map(str, seen)) == ["deck/a", "deck/b"]


def test_suspended_notes_are_neither_openers_nor_follow_ups(store: Store) -> None:
    Shelf(store, opener("a", follow_up=["pick"]), opener("b"), CHOICE)
    store.record(mark("deck/b", "suspend"))
    store.record(mark("deck/pick", "suspend"))
    interview = begin(store, Clock(), Plan(), EVERYTHING, 20)
    assert [one.note for one in interview.transcript.openers] == ["deck/a"]
    give(interview, GOOD)
    assert stage(interview) == "marking"


def test_when_the_time_is_over_the_present_question_is_the_last(store: Store) -> None:
    clock = Clock()
    interview = held(store, opener("a", follow_up=["pick"]), opener("b"), CHOICE, minutes=3, clock=clock)
    clock.forward(minutes=5)
    assert interview.left < 0
    assert stage(interview) == "question"
    give(interview, GOOD)
    assert stage(interview) == "marking"


def test_running_over_one_question_forces_nothing(store: Store) -> None:
    clock = Clock()
    interview = held(store, opener("a"), opener("b"), clock=clock)
    clock.forward(minutes=4)
    assert interview.spent == 240_000
    give(interview, GOOD)
    assert stage(interview) == "question"
    assert interview.transcript.asked[0].late


def test_the_time_between_questions_does_not_count(store: Store) -> None:
    clock = Clock()
    interview = held(store, opener("a"), opener("b"), clock=clock)
    clock.forward(seconds=30)
    interview.say(GOOD)
    clock.forward(minutes=10)
    interview.confide(1)
    assert interview.left == 20 * 60_000 - 30_000


def test_short_basic_notes_fill_up_but_long_ones_do_not(store: Store) -> None:
    long = replace(SHORT, id="long", body=Basic("What is all of it?", "word " * 40))
    interview = held(store, opener("a"), SHORT, long)
    assert [one.note for one in interview.transcript.openers] == ["deck/a", "deck/short"]


def test_without_open_questions_nothing_begins_and_decks_that_have_some_are_named(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", SHORT, deck="plain", title="Hive::Joins")
    shelf.put("b.yaml", opener("a"), deck="open", title="Kafka::Streams")
    shelf.sync()
    at = setup(store, Scope(("plain",)), 20)
    assert at.openers == 0
    assert at.nothing.endswith("in Hive › Joins. These decks have some: Kafka › Streams.")
    with pytest.raises(NothingToAskError, match="no open questions"):
        begin(store, Clock(), Plan(), Scope(("plain",)), 20)
    assert store.log({KIND}) == []


def test_of_many_decks_that_have_some_a_few_are_named(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", SHORT, deck="plain")
    for number in range(40):
        shelf.put(f"{number}.yaml", opener("a"), deck=f"open{number}", title=f"Open {number:02}")
    shelf.sync()
    assert setup(store, Scope(("plain",)), 20).nothing.endswith(
        "Open 00, Open 01, Open 02, Open 03, Open 04, Open 05 and 34 more."
    )


@pytest.mark.parametrize("after", range(6))
def test_an_interview_goes_on_from_the_log_alone(store: Store, after: int) -> None:
    """Interrupted after any number of steps, it asks what it would have asked."""
    interview = held(store, opener("a", follow_up=["pick"]), opener("b", follow_up=["short"]), CHOICE, SHORT)
    actions: list[Callable[[Interview], None]] = [
        lambda m: m.say(GOOD),
        lambda m: m.confide(1),
        lambda m: m.skip(),
        lambda m: m.say(""),
        lambda m: m.confide(2),
    ]
    for act in actions[:after]:
        act(interview)
    later = again(store, interview)
    assert (later.stage, current(later)) == (interview.stage, current(interview))
    assert later.transcript == interview.transcript
    assert later.left == interview.left


def test_what_was_typed_and_the_time_survive_leaving(store: Store) -> None:
    clock = Clock()
    interview = held(store, opener("a"), clock=clock)
    clock.forward(seconds=40)
    interview.pause("half a sen")
    clock.forward(hours=5)
    later = again(store, interview, clock)
    assert later.draft == "half a sen"
    assert later.spent == 40_000
    later.say("whole")
    assert later.transcript.asked[0].took == 40_000


def test_the_unfinished_interview_is_offered_and_a_new_one_drops_it(store: Store) -> None:
    interview = held(store, opener("a"), opener("b"))
    give(interview, GOOD)
    offered = setup(store, EVERYTHING, 20).unfinished
    assert offered is not None
    assert offered.session == interview.log.session
    new = begin(store, Clock(), Plan(), EVERYTHING, 20)
    at = setup(store, EVERYTHING, 20)
    assert at.unfinished is not None
    assert at.unfinished.session == new.log.session
    assert at.past == ()


def test_an_interview_moves_no_schedule_and_is_counted_nowhere(store: Store) -> None:
    Shelf(store, opener("a"), opener("b"))
    day = Clock()().toordinal()
    decks, today, due = store.decks(day), store.today(day), session(store).counts
    interview = begin(store, Clock(), Plan(), EVERYTHING, 20)
    give(interview, GOOD)
    interview.skip()
    mark_all(interview)
    assert (store.decks(day), store.today(day), session(store).counts) == (decks, today, due)
    card = store.card("deck/a")
    assert card is not None
    assert card.answered == 0
    assert list(store.mismatches()) == []
    before = store.states()
    store.rebuild()
    assert {c: s for c, s in store.states().items() if c} == {c: s for c, s in before.items() if c}


def test_earlier_scores_make_a_note_rarer(store: Store) -> None:
    Shelf(store, *(opener(name) for name in "abcdefgh"))
    first = begin(store, Clock(), Plan(), EVERYTHING, 1)
    known = current(first)
    give(first, GOOD + " Readers use read_committed.")
    mark_all(first)
    drawn = [
        begin(store, Clock(), Plan(), EVERYTHING, 1, seed=str(seed)).transcript.openers[0].note
        for seed in range(40)
    ]
    assert drawn.count(str(known)) <= 3
